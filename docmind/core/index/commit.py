"""The commit protocol between catalog and store (see ``catalog.content``)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from docmind.core import lexical
from docmind.core.cancelling import CancelToken
from docmind.core.catalog.catalog import Catalog
from docmind.core.catalog.rows import NewChunk, NewFile
from docmind.core.events import IndexChanged
from docmind.core.index.disk import DiskGuard
from docmind.core.index.gate import Gate
from docmind.core.index.rooms import Embedded, Rooms
from docmind.core.index.vocabulary import list_words
from docmind.core.lexical import PassageTerms
from docmind.core.schema import ChunkRecord
from docmind.core.store.base import Point, Store
from docmind.core.store.facts import Facts, file_facts, passage_facts
from docmind.core.store.ids import point_id
from docmind.core.vectors import PassageVectors

T = TypeVar("T")

# A search waits for the batch in hand, so batches are small (about 4 ms each).
STORE_BATCH = 48
_DELETED_AT_ONCE = 256
# Points deleted one job after the other cost a flush each, so they are gathered.
_SWEEP_AT = 512
_LIST_AT = 4096  # passages written after which their words are listed; the rest when the job ends
MEANS = "weighed_means"  # catalog key


def slices(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """``items`` in runs of at most ``size``."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def build_point(
    record_id: str,
    vectors: PassageVectors | None,
    terms: PassageTerms,
    means: tuple[float, float],
    facts: Facts,
) -> Point:
    """A point with BM25 weights for the given mean lengths (stemmed, unstemmed)."""
    stems, words = lexical.weigh(terms, *means)
    dense, learned = (vectors.dense, vectors.learned) if vectors else (None, None)
    return Point(record_id, dense, stems, words, facts, learned)


class Committer:
    """Writes embedded files so that a crash at any moment loses nothing acknowledged."""

    def __init__(self, rooms: Rooms, token: CancelToken) -> None:
        self._rooms = rooms
        self._means = noted_means(rooms)
        self._token = token
        self._unlisted = 0
        self.disk = DiskGuard(rooms, token)

    def commit(self, files: Sequence[Embedded]) -> int:
        """Make files searchable. Returns the number of chunks.

        Waits while the disk is nearly full. Raises ``Cancelled`` when it is cancelled meanwhile.
        """
        written = self.disk.write(lambda: self._write(files))
        self.sweep(at=_SWEEP_AT)
        self._unlisted += written
        if self._unlisted >= _LIST_AT:
            self._unlisted = 0
            list_words(self._rooms.catalog, self._rooms.gate, self._token)
        self._rooms.publish(IndexChanged(self._rooms.catalog.counts()[0]))
        return written

    def _write(self, files: Sequence[Embedded]) -> int:
        """One round of the protocol. Begun again, it does the same points under the same ids."""
        means = self._mean_lengths(files)
        new_files, points = [], []
        for embedded in files:
            self._rooms.gate.give_way()
            new_file, its_points = build_file(self._rooms, embedded, means)
            new_files.append(new_file)
            points.extend(its_points)
        rooms = self._rooms
        rooms.catalog.announce(point.id for point in points)
        write_points(rooms.store, rooms.gate, points)
        rooms.catalog.commit(new_files)
        return len(points)

    def sweep(self, at: int = 1) -> None:
        """Delete garbage and leftover points from the store once there are ``at`` of them.

        It can wait for another day: nothing is done while the disk is nearly full.
        """
        if self.disk.has_room:
            sweep(self._rooms.catalog, self._rooms.store, self._rooms.gate, at)

    def _mean_lengths(self, files: Sequence[Embedded]) -> tuple[float, float]:
        """The library's real mean lengths; of the first files while there are none yet."""
        if self._means is None:
            self._means = mean_lengths(files)
            remember_means(self._rooms, self._means)
        return self._means


def build_file(
    rooms: Rooms, embedded: Embedded, means: tuple[float, float]
) -> tuple[NewFile, list[Point]]:
    """A file as the catalog takes it, and its points."""
    prepared = embedded.prepared
    item, document = prepared.item, prepared.document
    facts = file_facts(
        item.file_id,
        item.found.path,
        document.kind,
        document.media_type,
        mtime_ns=item.found.mtime_ns,
        size=item.found.size,
        language=prepared.language,
    )
    content = prepared.content_hash + prepared.version
    chunks, points = [], []
    for chunk, terms, vectors in zip(
        prepared.chunks, prepared.terms, embedded.vectors, strict=True
    ):
        # a new id for every version of a file, so that no flushed point is changed in place
        record_id = point_id(item.file_id, content, rooms.pipeline, chunk.ordinal)
        record = ChunkRecord(
            record_id,
            item.file_id,
            chunk.ordinal,
            chunk.text,
            chunk.span,
            chunk.page,
            chunk.heading,
            chunk.in_picture,
        )
        chunks.append(NewChunk(record, terms.stem_length, terms.word_length))
        its = passage_facts(facts, chunk.page, chunk.text)
        points.append(build_point(record_id, vectors, terms, means, its))
    new_file = NewFile(
        item.file_id,
        item.found,
        prepared.content_hash,
        rooms.pipeline,
        document,
        prepared.language,
        tuple(chunks),
        prepared.members,
        item.parent,
        lexical.make_sketch(
            [chunk.text for chunk in prepared.chunks],
            sum(terms.word_length for terms in prepared.terms),
        ),
    )
    return new_file, points


def mean_lengths(files: Sequence[Embedded]) -> tuple[float, float]:
    """Mean terms per passage of these files, in the stemmed and in the unstemmed list."""
    terms = [item for embedded in files for item in embedded.prepared.terms]
    count = max(len(terms), 1)
    return (
        sum(item.stem_length for item in terms) / count,
        sum(item.word_length for item in terms) / count,
    )


def sweep(catalog: Catalog, store: Store, gate: Gate, at: int = 1) -> None:
    """Delete garbage, and what a process that died left half-way, once there are ``at`` of it.

    In small batches, so that a search never waits for more than one of them.
    """
    pending, garbage = catalog.leftovers()
    ids = pending + garbage
    if not ids or len(ids) < at:
        return
    delete_points(store, gate, ids)
    catalog.swept(ids)


def delete_points(store: Store, gate: Gate, ids: Sequence[str]) -> None:
    """Delete in small batches, then flush, if there is anything to delete."""
    for part in slices(ids, _DELETED_AT_ONCE):
        with gate.write():
            store.delete(part)
    if ids:
        with gate.write():
            store.flush()


def write_points(store: Store, gate: Gate, points: Sequence[Point]) -> None:
    """Upsert in small batches, then flush: the commit point of the store."""
    for part in slices(points, STORE_BATCH):
        with gate.write():
            store.upsert(part)
    if points:
        with gate.write():
            store.flush()


def noted_means(rooms: Rooms) -> tuple[float, float] | None:
    """The mean lengths (stemmed, unstemmed) that the store's weights were made with, if any."""
    noted = rooms.catalog.meta(MEANS).split()
    return (float(noted[0]), float(noted[1])) if len(noted) == 2 else None


def remember_means(rooms: Rooms, means: tuple[float, float]) -> None:
    """Note the mean lengths that the store's weights were made with."""
    rooms.catalog.set_meta(MEANS, means_text(means))


def means_text(means: tuple[float, float]) -> str:
    """The means as they are noted."""
    return f"{means[0]:.6g} {means[1]:.6g}"
