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
from docmind.core.addresses import host_of
from docmind.core.erasing import CACHE_FOLDERS
from docmind.core.servers.options import SERVER_PURPOSES, server_address
from docmind.core.settings import Settings, load
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


@dataclass(frozen=True, slots=True)
class TextPermission:
    """Another computer that text of files and questions may go to, because a person allowed it.
    ``purposes`` are what servers that are set answer there (vectors, order). Where no server is set
    at that host nothing goes there now, and ``is_encrypted`` is None."""

    host: str
    is_encrypted: bool | None = None
    purposes: tuple[str, ...] = ()


def text_permissions(settings: Settings | None = None) -> tuple[TextPermission, ...]:
    """Where texts may go: as a rule nowhere. Raises ``UsageError`` as ``settings.load`` does."""
    servers = (settings or load()).servers
    found: dict[str, TextPermission] = {
        host: TextPermission(host)
        for host in (one.strip().casefold() for one in servers.text_may_go_to)
    }
    for kind, purpose in SERVER_PURPOSES.items():
        address = server_address(kind, servers)
        with contextlib.suppress(ValueError):  # an address without sense is never asked
            host = host_of(address)
            if host in found:
                before = found[host]
                encrypted = address.casefold().startswith("https:")
                encrypted = encrypted and before.is_encrypted is not False
                found[host] = TextPermission(host, encrypted, (*before.purposes, purpose))
    return tuple(found.values())


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
