"""A query and a passage as the tokens that a cross-encoder reads, whatever computes with them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from docmind.core.embed.text import read_tokenizer, speakable
from docmind.core.errors import ModelError

CHARACTERS = 16  # of a token, at most: a longer text is not looked at to its end

Ids = npt.NDArray[np.int64]


class PairTokens:
    """The tokenizer of a cross-encoder's ``folder``. Pairs are cut at ``length`` tokens, special
    ones included, the longer text first. Raises ``ModelError`` where it knows more words than
    ``vocab``."""

    def __init__(self, folder: Path, length: int, vocab: int) -> None:
        path = folder / "tokenizer.json"
        tokenizer = read_tokenizer(path, "The tokenizer of the cross-encoder cannot be read")
        tokenizer.enable_truncation(length, strategy="longest_first")
        if tokenizer.get_vocab_size() > vocab:
            raise ModelError(
                "Tokenizer and weights do not belong together",
                detail=f"The tokenizer knows {tokenizer.get_vocab_size()} words and the weights "
                f"{vocab}.",
                hint="Check that all files are of the same model.",
                path=folder,
            )
        self.length = length
        self._tokenizer = tokenizer

    def rows(self, query: str, passages: Sequence[str]) -> list[Ids]:
        """int64[2, tokens] for each passage: ids, and the types that tell it from the query."""
        most = self.length * CHARACTERS
        asked = speakable(query[:most])
        pairs = [(asked, speakable(text[:most])) for text in passages]
        encoded = self._tokenizer.encode_batch_fast(pairs)
        return [np.array([one.ids, one.type_ids], dtype=np.int64) for one in encoded]
