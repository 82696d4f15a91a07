"""Documents that say the same: which of those found are shown as one, with the others named.

Files with the same content are copies. So are texts of which hardly a word differs (resemblance of
their word shingles, Broder, "On the resemblance and containment of documents", 1997) and no number:
two invoices made from one form are not copies of each other. Nothing is folded that only one of
both holds a word of the query.
"""

from __future__ import annotations

import os
import re
import sys
import threading
from bisect import bisect_right
from collections import Counter, OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Generic, TypeVar

from docmind.core import lexical
from docmind.core.lexical.sketches import (
    FIRST,
    LAST,
    LENGTHS,
    SHINGLE,
    QuickSketch,
    are_strangers,
    ends_joined,
    read_sketch,
    sketch_words,
    word_codes,
)
from docmind.core.schema import FileRecord
from docmind.core.schema_facets import Traits
from docmind.core.search.fuse import Scored
from docmind.core.search.ports import CatalogView
from docmind.core.search.verify import Candidates

RESEMBLANCE = 0.9  # of two texts, from which they are copies
LEAST = 16  # different shingles; less is too little to tell ("Scanned by ...")
SKETCH = 512  # shingles kept of a text
LONGEST = 12  # words of a passage, which tell at once that most texts are strangers
STRANGERS = 0.5  # share of them below which nothing more is compared
_WHOLE_NAME = 2
_KEPT_TEXTS, _KEPT_PASSAGES, _KEPT_SKETCHES = 256, 2048, 4096

_NUMBER = re.compile(r"\d+")
Known = Mapping[int, Traits]
Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Sketch:
    """What tells a text from others. ``shingles`` are the smallest hashes of its shingles,
    ascending, ``known`` the same as a set; ``words`` are its words as numbers."""

    shingles: tuple[int, ...]
    known: frozenset[int]
    words: frozenset[int]

    @property
    def most(self) -> int:
        """The largest hash up to which all shingles are known."""
        return self.shingles[-1] if len(self.shingles) == SKETCH else sys.maxsize


class Text:
    """The beginning and end of a document; ``length`` counts the words of all of it. Its sketch is
    made when it is needed: most texts that are alike differ in a number already."""

    def __init__(self, text: str, length: int) -> None:
        self.text = text
        self.length = length
        self.numbers = frozenset(_NUMBER.findall(text))

    @cached_property
    def sketch(self) -> Sketch:
        codes = word_codes(sketch_words(self.text))
        shingles = _shingles(codes, SKETCH)
        return Sketch(shingles, frozenset(shingles), frozenset(codes))


def resemblance(one: Sketch, other: Sketch) -> float:
    """The share of shingles that two texts have in common, 0..1, from their smallest hashes."""
    both = len(one.known & other.known)
    most = min(one.most, other.most)  # both know all their shingles up to there
    either = bisect_right(one.shingles, most) + bisect_right(other.shingles, most) - both
    return both / either if either else 0.0


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
        self._texts: _Kept[tuple[int, str], Text] = _Kept(_KEPT_TEXTS)
        self._sketches: _Kept[tuple[int, str], QuickSketch | None] = _Kept(_KEPT_SKETCHES)
        self._passages: _Kept[str, frozenset[str]] = _Kept(_KEPT_PASSAGES)

    def passage(self, point_id: str, text: str) -> frozenset[str]:
        """What tells a passage from most others: its longest words."""
        return self._passages.get(point_id, lambda: _longest_words(text))

    def say_the_same(self, one: FileRecord, other: FileRecord, asked: frozenset[int]) -> bool:
        """Whether the texts of two files are copies, and hold the same of the words ``asked``."""
        if are_strangers(self._sketch(one), self._sketch(other)):
            return False  # as most are, without their texts being read
        mine, theirs = self._text(one), self._text(other)
        shorter, longer = sorted((mine.length, theirs.length))
        if shorter < LENGTHS * longer:
            return False
        pages = max(one.page_count or 0, other.page_count or 0)
        if not all(_is_page(number, pages) for number in mine.numbers ^ theirs.numbers):
            return False
        sketch = mine.sketch
        if len(sketch.shingles) < LEAST:
            return False
        if mine.text == theirs.text:
            return True
        if asked & (sketch.words ^ theirs.sketch.words):
            return False
        least = 1.0 if "code" in (one.kind, other.kind) else RESEMBLANCE
        return resemblance(sketch, theirs.sketch) >= least

    def _sketch(self, record: FileRecord) -> QuickSketch | None:
        key = (record.file_id, record.content_hash)
        return self._sketches.get(key, lambda: read_sketch(self._catalog.sketch(record.file_id)))

    def _text(self, record: FileRecord) -> Text:
        return self._texts.get(
            (record.file_id, record.content_hash), lambda: self._read(record.file_id)
        )

    def _read(self, file_id: int) -> Text:
        first, last, length = self._catalog.both_ends(file_id, FIRST, LAST)
        return Text(ends_joined(first, last), length)


def _longest_words(text: str) -> frozenset[str]:
    words = list(dict.fromkeys(text.casefold().split()))
    if len(words) < LONGEST:  # little text, or a script without spaces
        words = list(dict.fromkeys(sketch_words(text)))
    return frozenset(sorted(words, key=len)[-LONGEST:])


def _is_page(number: str, pages: int) -> bool:
    """A number that may stand at the edge of a page; the same text in another format lacks it."""
    return len(number) <= 4 and int(number) <= pages


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


def exact_copies(ids: Iterable[int], traits: Known) -> dict[int, tuple[Path, ...]]:
    """The first file of each content with the paths of the others, in the order of ``ids``."""
    first: dict[str, int] = {}
    found: dict[int, list[Path]] = {}
    for file_id in ids:
        known = traits.get(file_id)
        digest = known.content_hash if known else ""
        if known and digest and first.setdefault(digest, file_id) != file_id:
            found[first[digest]].append(Path(os.fsdecode(known.path)))
        else:
            found[file_id] = []
    return {file_id: tuple(paths) for file_id, paths in found.items()}


def _digests(folded: Folded, traits: Known) -> set[str]:
    items = (folded.lead, *folded.copies)
    return {traits[its.file_id].content_hash for its in items if its.file_id in traits} - {""}


class Folding:
    """Puts the documents of one answer together, best first. Without a finder nothing is."""

    def __init__(self, finder: CopyFinder | None, candidates: Candidates, wanted: str) -> None:
        self._finder = finder
        self._candidates = candidates
        self._asked = frozenset(word_codes(sketch_words(wanted)))
        self._called = candidates.called(wanted) if finder else set()
        self._wanted = lexical.verbatim_form(wanted)
        self._namings: dict[int, int] = {}
        self.shown: list[Folded] = []
        self._by_content: dict[str, int] = {}  # place in ``shown``
        self._by_word: dict[str, list[int]] = {}
        self._sizes: list[int] = []  # words of the passage shown

    def take(self, item: Scored, limit: int) -> None:
        """Show ``item``: with its copy if that is shown already, else by itself while there are
        fewer than ``limit``. Its passages have been read."""
        if self._finder is None:
            if len(self.shown) < limit:
                self.shown.append(Folded(item))
            return
        record = self._candidates.files[item.file_id]
        passage = self._passage(item, self._finder)
        for place in self._alike(record, passage):
            if self._are_copies(self.shown[place].lead, item, self._finder):
                self._fold(self.shown[place], item)
                return
        if len(self.shown) < limit:
            place = len(self.shown)
            self.shown.append(Folded(item))
            self._sizes.append(len(passage))
            self._by_content.setdefault(record.content_hash, place)
            for word in passage:
                self._by_word.setdefault(word, []).append(place)

    def _alike(self, record: FileRecord, passage: frozenset[str]) -> list[int]:
        """Places of documents that may be copies: of the same content, or whose passage shown
        shares much with this one's."""
        shared = Counter(place for word in passage for place in self._by_word.get(word, ()))
        found = [
            place
            for place in sorted(shared)
            if shared[place] >= STRANGERS * min(len(passage), self._sizes[place])
        ]
        same = self._by_content.get(record.content_hash) if record.content_hash else None
        return found if same is None else [same, *found]

    def _fold(self, folded: Folded, item: Scored) -> None:
        if self._naming(item) > self._naming(folded.lead):
            folded.copies.insert(0, folded.lead)
            folded.lead = replace(item, score=max(item.score, folded.lead.score))
        else:
            folded.copies.append(item)

    def _are_copies(self, lead: Scored, item: Scored, finder: CopyFinder) -> bool:
        one, other = (self._candidates.files[its.file_id] for its in (lead, item))
        both_named = self._naming(lead) == self._naming(item) == _WHOLE_NAME
        if both_named and one.path.name != other.path.name:
            return False
        if one.content_hash and one.content_hash == other.content_hash:
            return True
        if "image" in (one.kind, other.kind):
            return False  # what is written about pictures says little of what they show
        return finder.say_the_same(one, other, self._asked)

    def _passage(self, item: Scored, finder: CopyFinder) -> frozenset[str]:
        best = self._candidates.known(item)[0]
        return finder.passage(best.point_id, best.text)

    def _naming(self, item: Scored) -> int:
        """How far the query names this file: not, by a part of its name or its title, whole."""
        found = self._namings.get(item.file_id)
        if found is None:
            name = self._candidates.files[item.file_id].path.name
            if lexical.contains_verbatim(self._wanted, lexical.verbatim_form(name)):
                found = _WHOLE_NAME
            else:
                found = int(item.file_id in self._called or "name" in item.exact.values())
            self._namings[item.file_id] = found
        return found
