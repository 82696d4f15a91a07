"""What stands literally in which candidate: phrases, identifiers, file names, exclusions."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from docmind.core import lexical
from docmind.core.schema import ChunkRecord, FileRecord
from docmind.core.search.analyse import Features, without_extension
from docmind.core.search.fuse import Scored
from docmind.core.search.parse import Asked
from docmind.core.search.ports import CatalogView

PHRASE_WEIGHT = 1.0
NAME_WEIGHT = 1.0
IDENTIFIER_WEIGHT = 0.5
LETTER_WEIGHT = 0.1  # more where capitals, accents and signs agree too

_form = lru_cache(maxsize=8192)(lexical.verbatim_form)
_passage_form = lru_cache(maxsize=2048)(lexical.verbatim_form)  # some 3 MB
_content = lru_cache(maxsize=8192)(lexical.content_form)
_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the query to be found literally. ``label`` is the reason shown."""

    text: str
    label: str
    weight: float


def parts_of(asked: Asked, features: Features) -> list[Part]:
    """What the query asks for literally; nothing when it is an ordinary question."""
    if not features.exact_like:
        return []
    parts = [Part(phrase, "phrase", PHRASE_WEIGHT) for phrase in asked.phrases]
    parts += [Part(word, "identifier", IDENTIFIER_WEIGHT) for word in features.identifiers]
    return parts


class Candidates:
    """The candidate passages of one search with their files, read from the catalog as far as they
    are needed, and asked what they hold."""

    def __init__(self, catalog: CatalogView) -> None:
        self._catalog = catalog
        self.chunks: dict[str, ChunkRecord] = {}
        self.files: dict[int, FileRecord] = {}

    def read(self, point_ids: Iterable[str]) -> None:
        """Read these passages and their files, as far as the catalog (still) knows them."""
        missing = [key for key in point_ids if key not in self.chunks]
        found = self._catalog.chunks(missing)
        self.read_files(chunk.file_id for chunk in found.values())
        self.chunks |= {key: its for key, its in found.items() if its.file_id in self.files}

    def read_files(self, file_ids: Iterable[int]) -> None:
        """Read these files."""
        self.files |= self._catalog.files(sorted(set(file_ids) - self.files.keys()))

    def add(self, chunks: Iterable[ChunkRecord], files: Mapping[int, FileRecord]) -> None:
        """Take in passages found in another way."""
        self.files |= files
        self.chunks |= {chunk.point_id: chunk for chunk in chunks}

    def known(self, document: Scored) -> list[ChunkRecord]:
        """The passages read of a document, best first; none when its file is not known."""
        if document.file_id not in self.files:
            return []
        return [self.chunks[key] for key in document.ranked_passages() if key in self.chunks]

    def has_any(self, document: Scored, words: Collection[str]) -> bool:
        """True when one of the folded ``words`` stands in a passage read of the document, its
        title or its name, also inside other words."""
        record = self.files[document.file_id]
        texts = [chunk.text for chunk in self.known(document)]
        folded = lexical.fold("\n".join((record.title, record.path.name, *texts)))
        return any(word in folded for word in words)

    def to_the_letter(self, text: str, files: Iterable[int]) -> set[int]:
        """Those of ``files`` that hold ``text`` with the same capitals, accents and signs."""
        wanted = set(files)
        return {
            chunk.file_id
            for chunk in self.chunks.values()
            if chunk.file_id in wanted and text in chunk.text
        }

    def holders(self, text: str, among: Iterable[str]) -> tuple[set[int], set[str]]:
        """(files, passages) that hold ``text`` as whole words, among the given passages or in
        the title or name of their files."""
        wanted = lexical.verbatim_form(text)
        telling = max(_WORD.findall(wanted), key=len, default="")
        files: set[int] = set()
        passages: set[str] = set()
        for point_id in among:
            chunk = self.chunks[point_id]
            if self._may_hold(chunk.text, telling) and lexical.contains_verbatim(
                _passage_form(chunk.text), wanted
            ):
                files.add(chunk.file_id)
                passages.add(point_id)
        for file_id, record in self.files.items():
            if file_id not in files and any(
                lexical.contains_verbatim(_form(name), wanted)
                for name in (record.title, record.path.name)
            ):
                files.add(file_id)
        return files, passages

    @staticmethod
    def _may_hold(text: str, telling: str) -> bool:
        """A cheap look before the thorough one; folding changes nothing in ASCII text."""
        return not text.isascii() or telling in text.lower()

    def named(self, name: str, language: str) -> set[int]:
        """Files whose title or name contains ``name`` (a file name as typed, small words and the
        extension left out)."""
        wanted = _content(without_extension(name), language)
        return {
            file_id
            for file_id, record in self.files.items()
            if any(wanted in _content(text, language) for text in (record.title, record.path.stem))
        }

    def called(self, text: str) -> set[int]:
        """Files whose whole name (with or without extension) or title is ``text``."""
        wanted = {lexical.verbatim_form(text), lexical.verbatim_form(without_extension(text))}
        found = set()
        for file_id, record in self.files.items():
            name = record.path.name
            if (_alike(len(record.title), len(text)) and _form(record.title) in wanted) or (
                _alike(len(name), len(text))
                and not wanted.isdisjoint((_form(name), _form(record.path.stem)))
            ):
                found.add(file_id)
        return found


def _alike(one: int, other: int) -> bool:
    """Lengths of texts that can be the same but for signs and an extension."""
    return abs(one - other) <= 8 + other // 4
