"""The words that a Qwen3-Reranker is asked in, as tokens.

They are those of its makers (README of Qwen/Qwen3-Reranker-0.6B at the hub, and of
QwenLM/Qwen3-Embedding): a chat in which the system asks for a judgement, the user shows
instruction, query and document, and the assistant has thought nothing yet. The model was trained
on exactly these.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from docmind.core.embed.text import read_tokenizer, speakable
from docmind.core.errors import ModelError
from docmind.core.rerank.pair_tokens import CHARACTERS, Ids

BEFORE = (
    "<|im_start|>system\nJudge whether the Document meets the requirements based on the Query and "
    'the Instruct provided. Note that the answer can only be "yes" or "no".<|im_end|>\n'
    "<|im_start|>user\n"
)
AFTER = "<|im_end|>\n<|im_start|>assistant\n<think>\n\n</think>\n\n"
INSTRUCTION = "Given a web search query, retrieve relevant passages that answer the query"
_SIGNS = ("<|im_start|>", "<|im_end|>", "<think>", "</think>", "yes", "no")
_TITLE = "The tokenizer of the model cannot be read"
_LEAST_TEXT = 16  # tokens


class Qwen3Prompt:
    """The tokenizer of the model's ``folder``, and what stands around every document.

    ``length`` tokens at most are made: the query is cut at half of what the template leaves, the
    document at the rest, the template never. Signs of the template within a text are ordinary
    letters there, so no text can end its own turn. Raises ``ModelError``.
    """

    def __init__(self, folder: Path, length: int, instruction: str = INSTRUCTION) -> None:
        path = folder / "tokenizer.json"
        whole = read_tokenizer(path, _TITLE)
        lacking = [sign for sign in _SIGNS if whole.token_to_id(sign) is None]
        if lacking:
            raise ModelError(
                "This is not the tokenizer of a Qwen3-Reranker",
                detail=f"It does not know {', '.join(lacking)}.",
                hint="Choose the folder of Qwen/Qwen3-Reranker-0.6B.",
                path=path,
            )
        self.no: int = whole.token_to_id("no")
        self.yes: int = whole.token_to_id("yes")
        self._before = whole.encode(BEFORE, add_special_tokens=False).ids
        self._after = whole.encode(AFTER, add_special_tokens=False).ids
        self._text = _of_plain_text(path)
        self._instruction = instruction
        asked = len(self._tokens(self._stated("")).ids)
        self._room = length - len(self._before) - len(self._after)
        self._most_query = (self._room - asked) // 2
        if self._most_query < _LEAST_TEXT:
            raise ModelError(
                f"{length} tokens are too few for this model",
                detail=f"Its instruction alone takes {length - self._room + asked}.",
            )

    def rows(self, query: str, documents: Sequence[str]) -> list[Ids]:
        """int64[tokens] for each document."""
        stated = self._stated(self._cut(speakable(query[: self._room * CHARACTERS])))
        most = self._room * CHARACTERS
        texts = [f"{stated}{speakable(text[:most])}" for text in documents]
        encoded = self._text.encode_batch(texts, add_special_tokens=False)
        return [
            np.array([*self._before, *one.ids[: self._room], *self._after], dtype=np.int64)
            for one in encoded
        ]

    def _stated(self, query: str) -> str:
        return f"<Instruct>: {self._instruction}\n<Query>: {query}\n<Document>: "

    def _cut(self, query: str) -> str:
        """The query as far as its share of the tokens reaches."""
        found = self._tokens(query)
        if len(found.ids) <= self._most_query:
            return query
        return query[: found.offsets[self._most_query - 1][1]]

    def _tokens(self, text: str) -> Any:
        return self._text.encode(text, add_special_tokens=False)


def _of_plain_text(path: Path) -> Any:
    """The same tokenizer without the signs that were added to its words (``added_tokens``): those
    are looked for in every text, and the end of a turn is among them."""
    from tokenizers import Tokenizer

    try:
        stated = json.loads(path.read_text(encoding="utf-8"))
        stated["added_tokens"] = []
        plain = Tokenizer.from_str(json.dumps(stated))
    except Exception as error:  # noqa: BLE001 - the library raises bare Exception
        raise ModelError(_TITLE, detail=f"{error}.", path=path) from None
    plain.no_padding()
    plain.no_truncation()
    return plain
