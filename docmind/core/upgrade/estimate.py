"""What bringing a library up to date would take: how long, how much room, asked before it begins.

Rates are measured on this machine and this library (``trial``); for a small one there is nothing
to measure, since it is done before anyone has read a question.
"""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import tempfile
from dataclasses import dataclass
from pathlib import Path

import msgspec

from docmind.core.embed.base import ModelIdentity
from docmind.core.embed.cache import known_in
from docmind.core.embed.process import ModelWorker
from docmind.core.errors import DocMindError
from docmind.core.index.noted import IDENTITY, MODEL
from docmind.core.index.space import load_options, with_card
from docmind.core.models.store import ModelStore
from docmind.core.paths import Library
from docmind.core.schema_upgrade import Upgrade
from docmind.core.settings import Settings
from docmind.core.upgrade.forms import LIBRARY_FORM, LibraryFound, reading
from docmind.core.upgrade.trial import (
    PassageSample,
    copying_seconds,
    migrating_seconds,
    model_seconds,
    passage_seconds,
    sample_passages,
)

_MIB = 2**20
_TRIAL = ".upgrade-trial-"
_SMALL = 8 * _MIB
_FEW_PASSAGES = 500
_SMALL_SECONDS = 1.0
AT_ONCE_SECONDS = 5.0
"""What takes no longer is done without asking, and told afterwards."""
# What an index takes beside its vectors, measured on 8,400 mixed passages (see ``model_orders``),
# and the engine's log of changes.
_POINT_BYTES = 4_100
_LOG_BYTES = 64 * _MIB


def is_trivial(upgrade: Upgrade) -> bool:
    """Whether it is done without asking."""
    whole = upgrade.seconds + upgrade.rebuild_seconds
    return whole <= AT_ONCE_SECONDS and not upgrade.pictures


def estimate(library: Library, found: LibraryFound, settings: Settings, cache: Path) -> Upgrade:
    """What it takes to bring the library to this program's form. Takes seconds for a large one.

    Raises ``DocMindError`` when the library's folder cannot be written.
    """
    size = _catalog_bytes(library)
    migrates = found.form != LIBRARY_FORM
    room = (2 * size if migrates else 0) + _LOG_BYTES
    for left in library.root.glob(f"{_TRIAL}*"):  # of a process that died
        shutil.rmtree(left, ignore_errors=True)
    try:
        with tempfile.TemporaryDirectory(dir=library.root, prefix=_TRIAL) as name:
            folder = Path(name)
            seconds = _migration(library, found.form, size, folder) if migrates else 0.0
            rebuild = _rebuild(library, found, settings, cache, folder)
    except OSError as error:
        raise DocMindError(
            "The library folder cannot be used",
            detail=f"{error.strerror or error}.",
            hint="Choose another one with --library, or make this one writable.",
            path=library.root,
        ) from None
    return Upgrade(
        made_by=found.program,
        form=found.form,
        goal=LIBRARY_FORM,
        seconds=seconds,
        rebuilds=bool(found.outdated),
        passages=rebuild.passages,
        new_texts=rebuild.new_texts,
        rebuild_seconds=rebuild.seconds,
        pictures=rebuild.pictures,
        disk_bytes=room + rebuild.disk_bytes,
        copy_bytes=size if migrates else 0,
        free_bytes=shutil.disk_usage(library.root).free,
    )


@dataclass(frozen=True, slots=True)
class _Rebuild:
    """The part of an estimate that is about the index."""

    passages: int = 0
    new_texts: int = 0
    seconds: float = 0.0
    pictures: int = 0
    disk_bytes: int = 0


def _catalog_bytes(library: Library) -> int:
    total = 0
    for end in ("", "-wal"):
        with contextlib.suppress(OSError):
            total += library.catalog.with_name(library.catalog.name + end).stat().st_size
    return total


def _migration(library: Library, form: int, size: int, folder: Path) -> float:
    if size < _SMALL:
        return _SMALL_SECONDS
    copying = copying_seconds(library.catalog, size, folder)
    try:
        return copying + migrating_seconds(library.catalog, form, folder)
    except sqlite3.Error:  # the migration itself says what is wrong
        return copying


def _rebuild(
    library: Library, found: LibraryFound, settings: Settings, cache: Path, folder: Path
) -> _Rebuild:
    if not found.outdated:
        return _Rebuild()
    with reading(library.catalog) as connection:
        pictures = _pictures(connection, found)
        noted = _meta(connection, IDENTITY)
        if not noted or all(space.of_pictures for space in found.outdated):
            return _Rebuild(pictures=pictures)
        identity = msgspec.json.decode(noted, type=ModelIdentity)
        passages = connection.execute("SELECT count(*) FROM chunks").fetchone()[0]
        samples = sample_passages(connection)
        model = _meta(connection, MODEL) or identity.name
    share = _unknown_share(cache, identity, samples)
    new_texts = round(passages * share)
    seconds = 0.0
    if passages > _FEW_PASSAGES:
        seconds = passages * passage_seconds(samples, identity.dimension, folder)
    if new_texts:
        seconds += new_texts * _model_rate(library, settings, model, identity, samples)
    disk = passages * (identity.dimension + _POINT_BYTES)
    return _Rebuild(passages, new_texts, seconds, pictures, disk)


def _pictures(connection: sqlite3.Connection, found: LibraryFound) -> int:
    if found.form < 3 or not any(space.of_pictures for space in found.outdated):
        return 0
    return int(connection.execute("SELECT count(*) FROM pictures").fetchone()[0])


def _meta(connection: sqlite3.Connection, key: str) -> str:
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else ""


def _unknown_share(cache: Path, identity: ModelIdentity, samples: list[PassageSample]) -> float:
    """How many of the passages the model has to read again, 0 to 1."""
    if not cache.exists():
        return 1.0
    known = known_in(cache, identity.space, [sample.embedded for sample in samples])
    return 1.0 - known / max(len(samples), 1)


def _model_rate(
    library: Library,
    settings: Settings,
    model: str,
    identity: ModelIdentity,
    samples: list[PassageSample],
) -> float:
    """Seconds a text. A model that does not run is said where it is needed."""
    try:
        models = ModelStore()
        card, folder = models.resolve(model)
        if folder is None and not card.built_in and not card.server_model:
            folder = models.folder(model)
        options = load_options(settings.embedding, folder, identity)
        options = with_card(options, card, settings.servers)
        worker = ModelWorker(card.provider, options, library.logs / "model.log")
        try:
            return model_seconds(worker, [sample.embedded for sample in samples])
        finally:
            worker.close()
    except DocMindError:
        return 0.0
