"""Where a text may be cut: its tokens, and how good a place before each of them is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import numpy as np
import numpy.typing as npt

IntArray = npt.NDArray[np.int64]

WINDOW = 50_000
WINDOWS_AT_ONCE = 8
LONG_TOKEN = 32
CHARACTERS_PER_TOKEN = 8


class Place(IntEnum):
    """How good it is to cut here, worst first."""

    NEVER = 0
    TOKEN = 1
    SPACE = 2
    CLAUSE = 3
    LINE = 4
    SENTENCE = 5
    PARAGRAPH = 6
    HEADING = 7


_CLOSERS = "[\"'”’»›」』）)】\\]]*+"
# Possessive, and begun only at the head of a run: time stays linear in long runs of dots.
_ENDS = (
    (Place.LINE, re.compile(r"[\n\r\x0b\x0c\x85\u2028]")),
    (Place.CLAUSE, re.compile(r"[,;:–—،؛]\s|[、，；：]")),
    # not before a small letter: "e.g. this", "z. B. so"
    (
        Place.SENTENCE,
        re.compile(
            rf"(?<![.!?…؟۔।॥])[.!?…؟۔।॥]++{_CLOSERS}\s++(?![a-zß-öø-ÿ])|[。！？｡．]++{_CLOSERS}"
        ),
    ),
    (Place.PARAGRAPH, re.compile(r"\n[^\S\n]*+\n\s*+|\f|\u2029")),
)
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Tokens:
    """Tokens of one text in order: code points ``[starts[i], ends[i])``, int64[n].

    Together they cover every code point that is not white space. ``places`` int8[n + 1] rates a
    cut before each token, and at the end of the text.
    """

    starts: IntArray
    ends: IntArray
    places: npt.NDArray[np.int8]

    def __len__(self) -> int:
        return len(self.starts)


def plain(text: str) -> str:
    """``text`` with every lone surrogate, which no tokenizer takes, replaced one for one."""
    return _LONE_SURROGATE.sub("\ufffd", text)


def tokens_of(tokenizer: Any, text: str, headings: Iterable[int] = ()) -> Tokens:
    """Cut ``text`` into tokens with a ``tokenizers.Tokenizer`` that does not truncate.

    Runs that the tokenizer swallows whole (a long unknown word) or drops (control characters)
    count as one token for every 8 code points, so that no text escapes the count. ``headings``
    are offsets at which a heading begins.
    """
    starts, ends = _complete(text, *_offsets(tokenizer, text))
    places = np.full(len(starts) + 1, Place.TOKEN, dtype=np.int8)
    if len(starts) == 0:
        return Tokens(starts, ends, places)
    places[-1] = Place.HEADING
    gaps = starts[1:] - ends[:-1]
    places[1:-1][gaps > 0] = Place.SPACE
    for place, pattern in _ENDS:
        found = np.fromiter((match.end() for match in pattern.finditer(text)), dtype=np.int64)
        _raise(places, np.searchsorted(starts, found), place)
    _raise(places, np.searchsorted(starts, np.fromiter(headings, dtype=np.int64)), Place.HEADING)
    # several tokens can share one character (bytes of an emoji): it stays in one piece
    places[1:-1][gaps < 0] = Place.NEVER
    places[0] = Place.NEVER
    return Tokens(starts, ends, places)


def windows(text: str, size: int = WINDOW) -> Iterator[tuple[int, str]]:
    """Consecutive parts of ``text`` of at most ``size`` code points, with their offsets, cut at
    the end of a line or a word where there is one in the second half."""
    start = 0
    while len(text) - start > size:
        half, limit = start + size // 2, start + size
        cut = text.rfind("\n", half, limit)
        cut = cut if cut >= 0 else text.rfind(" ", half, limit)
        end = cut + 1 if cut >= 0 else limit
        yield start, text[start:end]
        start = end
    yield start, text[start:]


def _raise(places: npt.NDArray[np.int8], at: IntArray, place: Place) -> None:
    places[at] = np.maximum(places[at], np.int8(place))


def _offsets(tokenizer: Any, text: str) -> tuple[IntArray, IntArray]:
    """Offsets of all tokens, window by window: memory and time grow with the text, not worse."""
    pairs: list[IntArray] = [np.zeros((0, 2), dtype=np.int64)]
    group: list[tuple[int, str]] = []
    for window in windows(text):
        group.append(window)
        if len(group) == WINDOWS_AT_ONCE:
            pairs.extend(_encode(tokenizer, group))
            group = []
    pairs.extend(_encode(tokenizer, group))
    joined = np.concatenate(pairs)
    joined = joined[joined[:, 1] > joined[:, 0]]
    return joined[:, 0], joined[:, 1]


def _encode(tokenizer: Any, group: list[tuple[int, str]]) -> Iterator[IntArray]:
    encodings = tokenizer.encode_batch([part for _, part in group], add_special_tokens=False)
    for (start, _), encoding in zip(group, encodings, strict=True):
        offsets = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)
        yield offsets + start


def _complete(text: str, starts: IntArray, ends: IntArray) -> tuple[IntArray, IntArray]:
    """Replace over-long tokens and fill gaps that hold more than white space."""
    long = ends - starts > LONG_TOKEN
    holes = [(int(start), int(end)) for start, end in zip(starts[long], ends[long], strict=True)]
    before = np.concatenate([[0], np.maximum.accumulate(ends)]).astype(np.int64)
    after = np.concatenate([starts, [len(text)]]).astype(np.int64)
    for index in np.flatnonzero(after > before):
        start, end = int(before[index]), int(after[index])
        if not text[start:end].isspace():
            holes.append((start, end))
    if not holes:
        return starts, ends
    fresh = np.array([piece for hole in holes for piece in _pieces(text, *hole)], dtype=np.int64)
    fresh = fresh.reshape(-1, 2)
    starts = np.concatenate([starts[~long], fresh[:, 0]])
    ends = np.concatenate([ends[~long], fresh[:, 1]])
    order = np.argsort(starts, kind="stable")
    return starts[order], ends[order]


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The words in ``[start, end)``, in pieces of at most 8 code points."""
    for word in re.finditer(r"\S+", text[start:end]):
        for at in range(word.start(), word.end(), CHARACTERS_PER_TOKEN):
            yield start + at, start + min(at + CHARACTERS_PER_TOKEN, word.end())
