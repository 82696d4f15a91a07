"""What DocMind keeps here, where, how much, and whom it may ask: looked at from outside."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from docmind.core import paths
from docmind.core.erasing import CACHE_FOLDERS
from docmind.core.settings import Settings
from docmind.core.updates import EVERY, PURPOSE, update_terms

PlaceName = Literal[
    "library", "texts", "vectors", "pictures", "embeddings", "backups", "logs", "caches", "models",
    "runtimes", "settings", "window", "autostart", "connections",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class StoredPlace:
    """One thing that is kept. ``path`` is where it is or would be; ``size`` in bytes on the disk;
    ``part_of`` names the place that holds it, or is ""."""

    name: PlaceName
    path: Path
    size: int
    exists: bool
    part_of: str = ""


@dataclass(frozen=True, slots=True)
class StandingPermission:
    """Another computer that DocMind may ask by itself, because a person allowed it. Nothing is
    sent there but the request."""

    host: str
    purpose: str
    every_hours: int


def standing_permissions(settings: Settings | None = None) -> tuple[StandingPermission, ...]:
    """What DocMind may connect to without being asked each time: as a rule nothing.

    Everything else that connects does so at a person's order. Raises ``UsageError`` as
    ``settings.load`` does.
    """
    terms = update_terms(settings)
    if not terms.daily:
        return ()
    return (StandingPermission(terms.host, PURPOSE, round(EVERY.total_seconds() / 3600)),)


def stored_places(library: Path | None = None) -> tuple[StoredPlace, ...]:
    """Everything that is kept for a library and beside it. Takes as long as counting its files;
    never raises for what cannot be looked at."""
    home = paths.Library((library or paths.default_library()).absolute())
    settings = paths.config_file()
    cache = paths.cache_dir()
    return (
        _place("library", home.root, [home.root]),
        _place("texts", home.catalog, _beside(home.catalog), "library"),
        _place("vectors", home.store, [home.store], "library"),
        _place("pictures", home.pictures, [home.pictures], "library"),
        _place("embeddings", home.embedding_cache, _beside(home.embedding_cache), "library"),
        _place("backups", home.backups, [home.backups], "library"),
        _place("logs", home.logs, [home.logs], "library"),
        _place("caches", cache, [cache / name for name in CACHE_FOLDERS]),
        _place("models", paths.models_dir(), [paths.models_dir()]),
        _place("runtimes", paths.runtimes_dir(), [paths.runtimes_dir()]),
        _place("settings", settings, [settings]),
        _place("window", settings.parent / "window.ini", [settings.parent / "window.ini"]),
        *_autostart(),
        _place("connections", paths.connections_file(), [paths.connections_file()]),
    )


def _autostart() -> tuple[StoredPlace, ...]:
    """What has a Linux desktop start DocMind; other systems keep that in places of their own."""
    if sys.platform in ("win32", "darwin"):
        return ()
    entry = paths.autostart_dir() / paths.DESKTOP_FILE
    return (_place("autostart", entry, [entry]),)


def _place(name: PlaceName, path: Path, counted: Iterable[Path], part_of: str = "") -> StoredPlace:
    return StoredPlace(name, path, sum(map(_size, counted)), _is_there(path), part_of)


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # it lies where nobody may look
        return False


def _beside(file: Path) -> list[Path]:
    """A database with the files that its library keeps beside it."""
    try:
        return list(file.parent.glob(f"{file.name}*"))
    except OSError:
        return []


def _size(path: Path) -> int:
    """Bytes on the disk of a file or of all files below a folder; links count as themselves."""
    try:
        if not path.is_dir() or path.is_symlink():
            return _allocated(path.lstat())
    except OSError:
        return 0
    total = 0
    for folder, _, names in os.walk(path):
        for name in names:
            with contextlib.suppress(OSError):
                total += _allocated((Path(folder) / name).lstat())
    return total


def _allocated(found: os.stat_result) -> int:
    """What is taken on the disk: stores make files with holes."""
    blocks = getattr(found, "st_blocks", None)
    return found.st_size if blocks is None else blocks * 512
