"""Measuring, on a small part of a library, how long this machine takes for what an upgrade does."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from docmind.core import lexical
from docmind.core.catalog.migrations import folded_name, steps_from
from docmind.core.embed.process import ModelWorker
from docmind.core.index.commit import STORE_BATCH, build_point, slices
from docmind.core.index.prepare import embedded_text, shown_name
from docmind.core.store.base import Point, SpaceConfig
from docmind.core.store.facts import file_facts, passage_facts
from docmind.core.store.ids import point_id
from docmind.core.store.qdrant_edge import QdrantEdge
from docmind.core.vectors import Float32, PassageVectors

_MIB = 2**20
_COPIED = 32 * _MIB
_FILES_TRIED = 2000
_ROWS_TRIED = 2000  # of tables that are not about files
_PASSAGES_TRIED = 600
_MODEL_SECONDS = 3.0
_TEXTS_AT_ONCE = 16
_SHADOWS = ("_data", "_idx", "_content", "_docsize", "_config")  # tables of a word index


@dataclass(frozen=True, slots=True)
class PassageSample:
    """A passage of the library, with what a point of it holds."""

    text: str
    heading: str
    page: int | None
    title: str
    path: Path
    media_type: str
    mtime_ns: int
    size: int
    language: str

    @property
    def embedded(self) -> str:
        """What the model is given."""
        return embedded_text(self.text, self.title, self.path)


def copying_seconds(file: Path, size: int, folder: Path) -> float:
    """How long a copy of ``size`` bytes takes, by copying the beginning of ``file``."""
    began = time.perf_counter()
    with file.open("rb") as source, (folder / "copied").open("wb") as target:
        part = source.read(_COPIED)
        target.write(part)
        target.flush()
        os.fsync(target.fileno())
    return (time.perf_counter() - began) * size / max(len(part), 1)


def migrating_seconds(catalog: Path, form: int, folder: Path) -> float:
    """How long the steps from ``form`` take, by taking them with some of the files.

    Raises ``sqlite3.Error``.
    """
    connection = sqlite3.connect(
        (folder / "migrated.sqlite3").absolute().as_uri(), uri=True, isolation_level=None
    )
    with contextlib.closing(connection):
        connection.execute("ATTACH ? AS whole", (f"{catalog.absolute().as_uri()}?mode=ro",))
        files = int(connection.execute("SELECT count(*) FROM whole.files").fetchone()[0])
        every = max(-(-files // _FILES_TRIED), 1)
        _copy_part(connection, every)
        connection.execute("DETACH whole")
        connection.create_function("folded_name", 1, folded_name, deterministic=True)
        began = time.perf_counter()
        connection.executescript(f"BEGIN; {';'.join(steps_from(form))}; COMMIT;")
        return (time.perf_counter() - began) * every


def _copy_part(connection: sqlite3.Connection, every: int) -> None:
    """The tables of ``whole``, with what belongs to one file out of ``every``."""
    listed = connection.execute(
        "SELECT name, type, sql FROM whole.sqlite_master WHERE sql IS NOT NULL "
        "AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name = 'files' DESC, type = 'index'"
    ).fetchall()
    virtual = [name for name, _, sql in listed if sql.upper().startswith("CREATE VIRTUAL")]
    shadows = {name + end for name in virtual for end in _SHADOWS}
    for name, kind, sql in listed:
        if name in shadows:
            continue
        connection.execute(sql)
        if kind != "table" or name in virtual:
            continue
        columns = {row[1] for row in connection.execute(f"PRAGMA table_info({name})")}
        where = f"LIMIT {_ROWS_TRIED}"
        if name == "files":
            where = f"WHERE id % {every} = 0"
        elif "file_id" in columns:
            where = "WHERE file_id IN (SELECT id FROM main.files)"
        connection.execute(f"INSERT INTO {name} SELECT * FROM whole.{name} {where}")  # noqa: S608


def sample_passages(connection: sqlite3.Connection) -> list[PassageSample]:
    """Passages with text of files evenly chosen; of a catalog of any form."""
    files = [row[0] for row in connection.execute("SELECT id FROM files WHERE state = 'done'")]
    chosen = files[:: max(len(files) // 60, 1)]
    found: list[PassageSample] = []
    for file_id in chosen:
        rows = connection.execute(
            "SELECT chunks.text, heading, page, title, path, media_type, mtime_ns, size, language "
            "FROM chunks JOIN files ON files.id = file_id WHERE file_id = ? AND text != ''",
            (file_id,),
        )
        for text, heading, page, title, path, *rest in rows.fetchmany(_PASSAGES_TRIED // 20):
            name = Path(os.fsdecode(path))
            found.append(PassageSample(text, heading, page, title, name, *rest))
    return found[:_PASSAGES_TRIED]


def passage_seconds(passages: Sequence[PassageSample], dimension: int, folder: Path) -> float:
    """How long one passage takes from its text to the store, its vector being known."""
    if not passages:
        return 0.0
    store = QdrantEdge()
    store.open(folder / "store", SpaceConfig(dimension, "trial"))
    vector: Float32 = np.zeros(dimension, dtype=np.float32)
    vector[0] = 1.0
    try:
        began = time.perf_counter()
        points = [_point(number, one, vector) for number, one in enumerate(passages)]
        for part in slices(points, STORE_BATCH):
            store.upsert(part)
        store.flush()
        return (time.perf_counter() - began) / len(points)
    finally:
        store.close()


def _point(number: int, passage: PassageSample, vector: Float32) -> Point:
    terms = lexical.analyse_passage(
        passage.text, heading=passage.heading, title=passage.title, name=shown_name(passage.path)
    )
    facts = file_facts(
        1,
        passage.path,
        "document",
        passage.media_type,
        mtime_ns=passage.mtime_ns,
        size=passage.size,
        language=passage.language,
    )
    its = passage_facts(facts, passage.page, passage.text)
    record_id = point_id(1, "trial", "trial", number)
    return build_point(record_id, PassageVectors(vector), terms, (100.0, 100.0), its)


def model_seconds(worker: ModelWorker, texts: Sequence[str]) -> float:
    """How long the model takes for one text. Raises ``ModelError``."""
    worker.start()
    worker.embed_passages(texts[:1])  # what the first call takes longer is not theirs
    began, done = time.perf_counter(), 0
    for part in slices(texts, _TEXTS_AT_ONCE):
        worker.embed_passages(part)
        done += len(part)
        if time.perf_counter() - began > _MODEL_SECONDS:
            break
    return (time.perf_counter() - began) / max(done, 1)
