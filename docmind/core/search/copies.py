"""Documents that say the same: which of those found are shown as one, with the others named.

Files with the same content are copies. So are texts of which hardly a word differs (resemblance of
their word shingles, Broder, "On the resemblance and containment of documents", 1997) and no number:
two invoices made from one form are not copies of each other. Nothing is folded that only one of
both holds a word of the query.
"""

from __future__ import annotations

import os
import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Generic, TypeVar
from zlib import crc32

from docmind.core.schema import FileRecord
from docmind.core.schema_facets import Traits
from docmind.core.search.fuse import Scored
from docmind.core.search.ports import CatalogView
from docmind.core.search.verify import Candidates

RESEMBLANCE = 0.9  # of two texts, from which they are copies
SHINGLE = 4  # words
LEAST = 16  # different shingles; less is too little to tell ("Scanned by ...")
SKETCH = 512  # shingles kept of a text
PASSAGE_SKETCH = 32  # and of a passage, which tells at once that most texts are strangers
STRANGERS = 0.25  # share of a passage's sketch below which nothing more is compared
LENGTHS = 0.9  # ratio of the lengths of two copies, at least
FIRST, LAST = 12, 4  # passages looked at; most documents are shorter
HEAD, TAIL = 8000, 3000  # code points of them
_KEPT_TEXTS, _KEPT_PASSAGES = 128, 2048

_CJK = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"  # no spaces between words
_WORD = re.compile(rf"[{_CJK}]|[^\W{_CJK}]+")
Known = Mapping[int, Traits]
Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of a text to compare it. ``shingles`` are the smallest hashes of its shingles,
    ascending; ``words`` its words as numbers; ``length`` counts the words of all of it."""

    shingles: tuple[int, ...]
    words: frozenset[int]
    numbers: frozenset[str]
    length: int


def make_sketch(text: str, length: int = 0) -> Sketch:
    """The sketch of ``text``; ``length`` counts words, those of ``text`` when 0."""
    words = _WORD.findall(text.casefold())
    codes = _codes(words)
    numbers = frozenset(word for word in words if any(map(str.isdigit, word)))
    return Sketch(_shingles(codes, SKETCH), frozenset(codes), numbers, length or len(words))


def resemblance(one: tuple[int, ...], other: tuple[int, ...], size: int = SKETCH) -> float:
    """The share of shingles that two texts have in common, 0..1, from their smallest hashes."""
    mine, theirs = set(one), set(other)
    smallest = sorted(mine | theirs)[:size]
    return len(mine & theirs & set(smallest)) / len(smallest) if smallest else 0.0


def _codes(words: list[str]) -> list[int]:
    return [crc32(word.encode("utf-8", "surrogatepass")) for word in words]


def _shingles(codes: list[int], size: int) -> tuple[int, ...]:
    # hashes of tuples of numbers are the same in every process, those of texts are not
    runs = zip(*(codes[start:] for start in range(SHINGLE)), strict=False)
    return tuple(sorted(set(map(hash, runs)))[:size])


class _Kept(Generic[Key, Value]):
    """What was made lately, by key. Thread-safe."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._kept: OrderedDict[Key, Value] = OrderedDict()

    def get(self, key: Key, make: Callable[[], Value]) -> Value:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        value = make()
        with self._lock:
            self._kept[key] = value
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return value


class CopyFinder:
    """Tells whether two files are copies of each other. Thread-safe; remembers what it read."""

    def __init__(self, catalog: CatalogView) -> None:
        self._catalog = catalog
        self._texts: _Kept[tuple[int, str], Sketch] = _Kept(_KEPT_TEXTS)
        self._passages: _Kept[str, frozenset[int]] = _Kept(_KEPT_PASSAGES)

    def passage(self, point_id: str, text: str) -> frozenset[int]:
        """The sketch of a passage."""
        return self._passages.get(point_id, lambda: frozenset(_passage_sketch(text)))

    def say_the_same(self, one: FileRecord, other: FileRecord, asked: frozenset[int]) -> bool:
        """Whether the texts of two files are copies, and hold the same of the words ``asked``."""
        mine, theirs = self._text(one), self._text(other)
        shorter, longer = sorted((mine.length, theirs.length))
        if shorter < LENGTHS * longer or min(len(mine.shingles), len(theirs.shingles)) < LEAST:
            return False
        if asked & (mine.words ^ theirs.words):
            return False
        pages = max(one.page_count or 0, other.page_count or 0)
        if not all(_is_page(number, pages) for number in mine.numbers ^ theirs.numbers):
            return False
        least = 1.0 if "code" in (one.kind, other.kind) else RESEMBLANCE
        return resemblance(mine.shingles, theirs.shingles) >= least

    def _text(self, record: FileRecord) -> Sketch:
        return self._texts.get(
            (record.file_id, record.content_hash), lambda: self._read(record.file_id)
        )

    def _read(self, file_id: int) -> Sketch:
        first, last, length = self._catalog.both_ends(file_id, FIRST, LAST)
        head, tail = "\n".join(first)[:HEAD], "\n".join(last)[-TAIL:]
        return make_sketch(f"{head}\n{tail}", length)


def _passage_sketch(text: str) -> tuple[int, ...]:
    return _shingles(_codes(_WORD.findall(text.casefold())), PASSAGE_SKETCH)


def _is_page(number: str, pages: int) -> bool:
    """A number that may stand at the edge of a page; the same text in another format lacks it."""
    return number.isdecimal() and len(number) <= 4 and int(number) <= pages


@dataclass(slots=True)
class Folded:
    """A document to be shown and the copies that it stands for, best first."""

    lead: Scored
    copies: list[Scored] = field(default_factory=list)

    def paths(self, traits: Known) -> tuple[Path, ...]:
        """Where the copies lie, as far as they are known."""
        found = (traits[its.file_id].path for its in self.copies if its.file_id in traits)
        return tuple(Path(os.fsdecode(path)) for path in found)


def add_exact(shown: Sequence[Folded], ordered: Iterable[Scored], traits: Known) -> None:
    """Name all copies with the same content, also those further down than was read."""
    by_content = {digest: folded for folded in shown for digest in _digests(folded, traits)}
    there = {item.file_id for folded in shown for item in (folded.lead, *folded.copies)}
    for item in ordered:
        known = traits.get(item.file_id)
        if known and known.content_hash in by_content and item.file_id not in there:
            by_content[known.content_hash].copies.append(item)


def _digests(folded: Folded, traits: Known) -> set[str]:
    items = (folded.lead, *folded.copies)
    return {traits[its.file_id].content_hash for its in items if its.file_id in traits} - {""}


class Folding:
    """Puts the documents of one answer together, best first. Without a finder nothing is."""

    def __init__(self, finder: CopyFinder | None, candidates: Candidates, wanted: str) -> None:
        self._finder = finder
        self._candidates = candidates
        self._asked = frozenset(_codes(_WORD.findall(wanted.casefold())))
        self._called = candidates.called(wanted) if finder else set()
        self.shown: list[Folded] = []

    def take(self, item: Scored, limit: int) -> None:
        """Show ``item``: with its copy if that is shown already, else by itself while there are
        fewer than ``limit``. Its passages have been read."""
        for folded in self.shown if self._finder else ():
            if self._are_copies(folded.lead, item):
                self._fold(folded, item)
                return
        if len(self.shown) < limit:
            self.shown.append(Folded(item))

    def _fold(self, folded: Folded, item: Scored) -> None:
        if self._is_asked_by_name(item) and not self._is_asked_by_name(folded.lead):
            folded.copies.insert(0, folded.lead)
            folded.lead = replace(item, score=max(item.score, folded.lead.score))
        else:
            folded.copies.append(item)

    def _are_copies(self, lead: Scored, item: Scored) -> bool:
        if self._finder is None:
            return False
        one, other = (self._candidates.files[its.file_id] for its in (lead, item))
        both_named = self._is_asked_by_name(lead) and self._is_asked_by_name(item)
        if both_named and one.path.name != other.path.name:
            return False
        if one.content_hash and one.content_hash == other.content_hash:
            return True
        if "image" in (one.kind, other.kind):
            return False  # what is written about pictures says little of what they show
        mine, theirs = self._passage(lead), self._passage(item)
        least = STRANGERS * min(len(mine), len(theirs))
        if not least or len(mine & theirs) < least:
            return False
        return self._finder.say_the_same(one, other, self._asked)

    def _passage(self, item: Scored) -> frozenset[int]:
        best = self._candidates.known(item)[0]
        return self._finder.passage(best.point_id, best.text) if self._finder else frozenset()

    def _is_asked_by_name(self, item: Scored) -> bool:
        return item.file_id in self._called or "name" in item.exact.values()
