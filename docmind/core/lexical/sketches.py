"""A few numbers for a text, kept with its file, that tell at once that most texts are strangers.

They are the smallest hashes of its word shingles: of two such lists the share of shingles that the
texts have in common can be told (Broder, "On the resemblance and containment of documents", 1997).
"""

from __future__ import annotations

import re
import sys
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

SHINGLE = 4  # words
FIRST, LAST = 12, 4  # passages looked at; most documents are shorter
HEAD, TAIL = 6000, 3000  # code points of them
LENGTHS = 0.9  # ratio of the lengths of two copies, at least

_HELD = 64  # hashes; the standard error at a resemblance of .9 is then .04
_FEW = 0.5  # share of hashes in both lists, which is never less at such a resemblance
_UNLIKE = 0.75  # resemblance below which texts surely resemble each other less than .9
_CJK = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"  # no spaces between words
_WORD = re.compile(rf"[{_CJK}]|[^\W{_CJK}]+")
_MIX, _MASK = 0x9E3779B1, 0xFFFFFFFF


def sketch_words(text: str) -> list[str]:
    """The words of a text without case; signs of scripts without spaces one by one."""
    return _WORD.findall(text.casefold())


def word_codes(words: Sequence[str]) -> list[int]:
    """A number (32 bits) for each word, the same in every process."""
    return [crc32(word.encode("utf-8", "surrogatepass")) for word in words]


def ends_joined(first: Sequence[str], last: Sequence[str]) -> str:
    """What is looked at of a document, of its ``FIRST`` and its ``LAST`` passages."""
    head, tail = "\n".join(first)[:HEAD], "\n".join(last)[-TAIL:]
    return f"{head}\n{tail}"


def make_sketch(passages: Sequence[str], length: int) -> bytes:
    """The sketch of a document with these passages and ``length`` words (some 260 bytes)."""
    rest = passages[FIRST:]
    codes = array("I", word_codes(sketch_words(ends_joined(passages[:FIRST], rest[-LAST:]))))
    raw, size = codes.tobytes(), codes.itemsize
    # a checksum alone is too regular to choose by
    hashes = {
        crc32(raw[at : at + SHINGLE * size]) * _MIX & _MASK
        for at in range(0, len(raw) - (SHINGLE - 1) * size, size)
    }
    held = array("I", [min(length, _MASK), *sorted(hashes)[:_HELD]])
    if sys.byteorder == "big":
        held.byteswap()
    return held.tobytes()


@dataclass(frozen=True, slots=True)
class QuickSketch:
    """A sketch taken apart: the words of the document and the smallest hashes of its shingles."""

    length: int
    hashes: frozenset[int]


def read_sketch(sketch: bytes) -> QuickSketch | None:
    """A sketch made by ``make_sketch``; None where there is none (empty)."""
    if not sketch:
        return None
    numbers = array("I")
    numbers.frombytes(sketch)
    if sys.byteorder == "big":
        numbers.byteswap()
    return QuickSketch(numbers[0], frozenset(numbers[1:]))


def are_strangers(one: QuickSketch | None, other: QuickSketch | None) -> bool:
    """True when two texts are surely no copies; False when they may be, and when the sketch of one
    of them is not known."""
    if one is None or other is None:
        return False
    shorter, longer = sorted((one.length, other.length))
    if shorter < LENGTHS * longer:
        return True
    both = one.hashes & other.hashes
    if len(both) < _FEW * min(len(one.hashes), len(other.hashes)):
        return True
    union = sorted(one.hashes | other.hashes)[:_HELD]
    return sum(1 for value in union if value in both) < _UNLIKE * len(union)
