"""Erasing what a library holds, at the one moment when nobody has it open: before it opens.

A person's wish is written beside the library. The next engine that opens it, after it has taken
the lock, deletes what was named and only then begins. One that dies meanwhile is followed by one
that goes on. Nothing outside DocMind's own folders is touched.
"""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, get_args

from docmind.core.errors import DocMindError
from docmind.core.paths import Library, cache_dir

Erasable = Literal["caches", "index"]
CACHE_FOLDERS = ("models", "thumbnails", "evaluation")
"""What of the cache folder is ours: a person may have named a folder that holds more."""


def request_erasure(library: Path, what: Erasable) -> None:
    """Have ``what`` erased when the library is opened next. Raises ``DocMindError``."""
    wish = _wish(Library(library))
    try:
        wish.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        wish.write_text(json.dumps(sorted({*_wanted(wish), what})), encoding="utf-8")
    except OSError as error:
        raise _failed(error, wish) from None


def withdraw_erasure(library: Path) -> None:
    """Nothing is erased, unless that has begun. Raises ``DocMindError``."""
    wish = _wish(Library(library))
    try:
        wish.unlink(missing_ok=True)
    except OSError as error:
        raise _failed(error, wish) from None


def erase_if_wanted(library: Library) -> None:
    """Delete what was asked for. The caller holds the lock and has opened nothing.

    Raises ``DocMindError`` when something could not be deleted; it is tried again next time.
    """
    wish = _wish(library)
    wanted = _wanted(wish)
    if not wanted:
        return
    try:
        for path in (path for what in wanted for path in _paths(library, what)):
            _delete(path)
        if "index" in wanted:
            _empty_logs(library)
        wish.unlink(missing_ok=True)
    except OSError as error:
        raise _failed(error, wish) from None


def _wish(library: Library) -> Path:
    return library.root / "erase.json"


def _wanted(wish: Path) -> set[Erasable]:
    try:
        found = json.loads(wish.read_text(encoding="utf-8"))
        return {what for what in get_args(Erasable) if what in found}
    except (OSError, ValueError, TypeError):
        return set()


def _paths(library: Library, what: Erasable) -> Iterator[Path]:
    """Files and folders to delete. The catalog comes last: without it the rest means nothing."""
    yield from library.root.glob(f"{library.embedding_cache.name}*")
    if what == "caches":
        yield from (cache_dir() / name for name in CACHE_FOLDERS)
        return
    yield from (library.store, library.pictures, library.backups, library.upgrade)
    yield from library.root.glob(f"{library.catalog.name}*")


def _delete(path: Path) -> None:
    if path.is_symlink() or not path.is_dir():
        path.unlink(missing_ok=True)
    else:
        shutil.rmtree(path)


def _empty_logs(library: Library) -> None:
    """Logs name files. The engine writes into one of them: it is emptied, not deleted."""
    for log in library.logs.glob("*.log*"):
        with contextlib.suppress(OSError):
            log.write_bytes(b"")


def _failed(error: OSError, path: Path) -> DocMindError:
    return DocMindError(
        "It could not be erased",
        detail=f"{error.strerror or error}.",
        hint="Close other programs that use the library's folder, then try again.",
        path=Path(error.filename) if isinstance(error.filename, str) else path,
    )
