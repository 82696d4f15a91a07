"""CLIP's tokenizer without torch: equal to open_clip's, whose vocabulary it reads."""

from __future__ import annotations

import gzip
import html
import importlib.util
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docmind.core.embed.text import speakable
from docmind.core.errors import ModelError

START, END = "<start_of_text>", "<end_of_text>"
_VOCABULARY = "bpe_simple_vocab_16e6.txt.gz"
_MERGES = slice(1, 49_152 - 256 - 2 + 1)
_WORDS = r"'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"


class ClipWords:
    """Texts to ids, each from its start token to its end token, which closes a text that was cut
    as well. ``context`` is the most tokens a text may have."""

    def __init__(self, context: int) -> None:
        self._tokenizer = _tokenizer()
        self._context = context
        self._start: int = self._tokenizer.token_to_id(START)
        self._end: int = self._tokenizer.token_to_id(END)

    def ids(self, texts: Sequence[str]) -> list[list[int]]:
        """The ids of each text, at most ``context``."""
        encoded = self._tokenizer.encode_batch_fast([_cleaned(text) for text in texts])
        return [self._closed(encoding.ids) for encoding in encoded]

    def json(self) -> str:
        """The ``tokenizers`` JSON. It expects small letters and single spaces."""
        return str(self._tokenizer.to_str())

    def _closed(self, ids: list[int]) -> list[int]:
        # What was written as an end token is one: what lies behind it is never looked at.
        ends = ids.index(self._end) if self._end in ids else len(ids)
        return [self._start, *ids[: min(ends, self._context - 2)], self._end]


def _cleaned(text: str) -> str:
    """As open_clip does before it looks at the words."""
    import ftfy

    mended = html.unescape(html.unescape(ftfy.fix_text(speakable(text))))
    return " ".join(mended.split()).lower()


def _tokenizer() -> Any:
    from tokenizers import Regex, Tokenizer
    from tokenizers.models import BPE
    from tokenizers.pre_tokenizers import ByteLevel, Sequence, Split

    merges = _merges()
    letters = _byte_letters()
    words = [*letters, *(f"{letter}</w>" for letter in letters), *map("".join, merges), START, END]
    vocabulary = {word: number for number, word in enumerate(words)}
    tokenizer = Tokenizer(BPE(vocabulary, merges, end_of_word_suffix="</w>"))
    tokenizer.pre_tokenizer = Sequence(
        [
            Split(Regex(_WORDS), behavior="removed", invert=True),
            ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.add_special_tokens([START, END])
    return tokenizer


def _merges() -> list[tuple[str, str]]:
    spec = importlib.util.find_spec("open_clip")  # not imported: it would bring torch
    if spec is None or not spec.submodule_search_locations:
        raise ModelError(
            "The library that CLIP needs is not installed",
            hint="Run: pip install open-clip-torch",
        )
    path = Path(spec.submodule_search_locations[0]) / _VOCABULARY
    try:
        lines = gzip.decompress(path.read_bytes()).decode("utf-8").split("\n")[_MERGES]
    except (OSError, EOFError, ValueError) as error:
        raise ModelError(
            "CLIP's word list cannot be read",
            detail=f"{error}.",
            hint="Install open-clip-torch again to replace it.",
            path=path,
        ) from None
    return [(first, second) for first, second in map(str.split, lines)]


def _byte_letters() -> list[str]:
    """A letter for each byte, in the vocabulary's order: printable ones stand for themselves."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = 256 - len(printable)
    return [chr(byte) for byte in printable] + [chr(256 + number) for number in range(others)]
