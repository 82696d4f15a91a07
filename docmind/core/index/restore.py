"""Points made again from the catalog: after damage, loss, or when mean lengths have drifted.

Texts come from the catalog and vectors from the embedding cache, so no file is read, and with a
full cache nothing is embedded.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from docmind.core import lexical
from docmind.core.errors import ProviderError
from docmind.core.events import Notice
from docmind.core.index.commit import (
    STORE_BATCH,
    build_point,
    delete_points,
    noted_means,
    remember_means,
    slices,
    write_points,
)
from docmind.core.index.disk import DiskGuard
from docmind.core.index.patience import PatientEmbedder
from docmind.core.index.prepare import embedded_text, shown_name
from docmind.core.index.rooms import Rooms
from docmind.core.jobs import CancelToken, JobContext
from docmind.core.schema import FileRecord
from docmind.core.store.base import Point
from docmind.core.store.facts import passage_facts, record_facts

# BM25 weights hold the mean length they were made with; ranking hardly moves within this.
_DRIFT = 0.08
_FILES_AT_ONCE = 64


def restore_files(
    rooms: Rooms, file_ids: Sequence[int], means: tuple[float, float], token: CancelToken
) -> int:
    """Write the points of committed files again, under their own ids. Returns their number."""
    written = 0
    disk = DiskGuard(rooms, token)
    for part in slices(file_ids, _FILES_AT_ONCE):
        token.check()
        records = rooms.catalog.files(part)
        points = [
            point for record in records.values() for point in _points(rooms, record, means, token)
        ]
        disk.write(partial(write_points, rooms.store, rooms.gate, points))
        written += len(points)
    return written


def _points(
    rooms: Rooms, record: FileRecord, means: tuple[float, float], token: CancelToken
) -> list[Point]:
    chunks = rooms.catalog.file_chunks(record.file_id)
    texts = [embedded_text(chunk.text, record.title, record.path) for chunk in chunks if chunk.text]
    embedder = PatientEmbedder(rooms, token)
    found = [row for part in slices(texts, STORE_BATCH) for row in embedder.rows(part)[0]]
    vectors = iter([None if isinstance(row, ProviderError) else row for row in found])
    facts = record_facts(record)
    name = shown_name(record.path)
    return [
        build_point(
            chunk.point_id,
            next(vectors) if chunk.text else None,
            lexical.analyse_passage(
                chunk.text, heading=chunk.heading, title=record.title, name=name
            ),
            means,
            passage_facts(facts, chunk.page, chunk.text),
        )
        for chunk in chunks
    ]


def reconcile(rooms: Rooms, token: CancelToken) -> int:
    """Make the store hold exactly the committed points. Returns how many files were restored."""
    known, stored = rooms.catalog.point_ids(), rooms.store.ids()
    strangers = sorted(stored - known)
    delete_points(rooms.store, rooms.gate, strangers)
    missing = rooms.catalog.chunks(sorted(known - stored))
    file_ids = sorted({record.file_id for record in missing.values()})
    if file_ids:
        rooms.publish(Notice("info", f"Restoring {len(file_ids)} documents of the index."))
        restore_files(rooms, file_ids, _means(rooms), token)
    return len(file_ids)


def reweigh_if_drifted(rooms: Rooms, context: JobContext) -> bool:
    """Weigh all words again when the library's mean lengths moved away from those in use."""
    stems, words, count = rooms.catalog.mean_lengths()
    if not count:
        return False
    used = _means(rooms)
    if all(
        abs(now - then) <= _DRIFT * max(then, 1.0)
        for now, then in zip((stems, words), used, strict=True)
    ):
        return False
    restore_files(rooms, rooms.catalog.done_files(), (stems, words), context.token)
    remember_means(rooms, (stems, words))
    return True


def _means(rooms: Rooms) -> tuple[float, float]:
    """The mean lengths in use; the real ones when none were noted."""
    noted = noted_means(rooms)
    if noted is not None:
        return noted
    stems, words, _ = rooms.catalog.mean_lengths()
    return stems, words
