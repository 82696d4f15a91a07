"""Copies of the catalog, made before it is changed: all that an index can be made again from.

A copy is a database of its own below ``Library.backups``, complete or not there; its name says
which form it has, which DocMind had used it, and when it was made. The history of searches is
taken out of it once the change is done: what a person erases must not live on in a copy.
"""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from docmind.core.errors import DocMindError
from docmind.core.files import sync_folder
from docmind.core.paths import Library
from docmind.core.schema_upgrade import Backup

KEPT = 2
_PAGES_AT_ONCE = 2048
_STAMP = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"catalog-form(\d+)-(.*)-(\d{8}T\d{6}Z)(?:-\d+)?\.sqlite3")
_UNUSUAL = re.compile(r"[^0-9A-Za-z.+]")
_DRAFT = ".part"

Advance = Callable[[int, int], None]
"""(bytes done, bytes in all)."""


def backups(library: Library) -> tuple[Backup, ...]:
    """Every copy, newest first."""
    found = []
    for path in library.backups.glob("catalog-form*.sqlite3"):
        named = _NAME.fullmatch(path.name)
        if named is None:
            continue
        with contextlib.suppress(OSError, ValueError):  # it was removed meanwhile; no such day
            made = datetime.strptime(named[3], _STAMP).replace(tzinfo=UTC)
            stat = path.stat()
            text = made.isoformat(timespec="seconds")
            found.append(Backup(path, int(named[1]), named[2], text, stat.st_size))
    return tuple(sorted(found, key=lambda one: (one.made, one.path.name), reverse=True))


def backups_of(library: Path) -> tuple[Backup, ...]:
    """Every copy that is kept of the library in a folder, newest first."""
    return backups(Library(library))


def usable(library: Library, newest_form: int) -> tuple[Backup, ...]:
    """The copies that a program which knows forms up to this one can go back to."""
    return tuple(copy for copy in backups(library) if copy.form <= newest_form)


def make_backup(library: Library, form: int, program: str, advance: Advance) -> Backup:
    """Copy the catalog, synced to the disk. The caller holds the library's lock.

    Raises ``DocMindError`` when it cannot be written; nothing is left of it then.
    """
    library.backups.mkdir(mode=0o700, exist_ok=True)
    clear_drafts(library)
    now = datetime.now(UTC).strftime(_STAMP)
    said = _UNUSUAL.sub("", program)[:40]  # it stands in a file that may be a stranger's
    target = _unused(library.backups, f"catalog-form{form}-{said}-{now}")
    draft = target.with_name(target.name + _DRAFT)
    try:
        _copy(library.catalog, draft, advance)
        _sync(draft)
        draft.replace(target)
        sync_folder(library.backups)
    except (OSError, sqlite3.Error) as error:
        clear_drafts(library)
        raise DocMindError(
            "The library could not be copied before it is brought up to date",
            detail=f"{error}. Nothing was changed.",
            hint="Check the disk and its free space, then try again.",
            path=library.backups,
        ) from error
    return next(copy for copy in backups(library) if copy.path == target)


def restore_backup(library: Library, copy: Path) -> None:
    """Put a copy in the place of the catalog. Begun again after a death, it does the same.

    Raises ``DocMindError``; the copy stays.
    """
    draft = library.catalog.with_name(f"{library.catalog.name}{_DRAFT}")
    try:
        draft.unlink(missing_ok=True)
        _copy(copy, draft, lambda _done, _total: None)
        _sync(draft)
        for end in ("-wal", "-shm"):  # they belong to the one that goes
            library.catalog.with_name(library.catalog.name + end).unlink(missing_ok=True)
        draft.replace(library.catalog)
        sync_folder(library.root)
    except (OSError, sqlite3.Error) as error:
        raise DocMindError(
            "The library could not be put back as it was",
            detail=f"{error}. Its copy is whole.",
            hint="Check the disk and its free space, then open DocMind again.",
            path=copy,
        ) from error


def keep_newest(library: Library) -> None:
    """Remove all copies but the ``KEPT`` newest."""
    for copy in backups(library)[KEPT:]:
        with contextlib.suppress(OSError):
            copy.path.unlink()


def remove_backups(library: Path) -> int:
    """Remove every copy. Returns the bytes given back. Raises ``DocMindError``."""
    home = Library(library)
    given = 0
    try:
        for copy in backups(home):
            copy.path.unlink(missing_ok=True)
            given += copy.size
    except OSError as error:
        raise DocMindError(
            "The copies could not be removed", f"{error.strerror}.", path=home.backups
        ) from None
    return given


def leave_out_history(copy: Path) -> None:
    """Erase the history of searches in a copy, overwriting it. Saved searches stay."""
    with contextlib.suppress(sqlite3.Error), contextlib.closing(_open(copy)) as connection:
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("DELETE FROM search_history")


def clear_drafts(library: Library) -> None:
    """Remove what a copy that was not finished left."""
    for draft in library.backups.glob(f"*{_DRAFT}*"):
        with contextlib.suppress(OSError):
            draft.unlink()


def _copy(source: Path, target: Path, advance: Advance) -> None:
    with contextlib.closing(_open(source)) as here, contextlib.closing(_open(target)) as there:
        size = int(here.execute("PRAGMA page_size").fetchone()[0])

        def told(_status: int, left: int, total: int) -> None:
            advance((total - left) * size, total * size)

        there.execute("PRAGMA synchronous = OFF")  # it is synced as a whole
        here.backup(there, pages=_PAGES_AT_ONCE, progress=told)
        there.execute("PRAGMA journal_mode = DELETE")


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None, timeout=30)


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _unused(folder: Path, stem: str) -> Path:
    """A name that no copy has: two can be made within a second."""
    target, number = folder / f"{stem}.sqlite3", 2
    while target.exists():
        target, number = folder / f"{stem}-{number}.sqlite3", number + 1
    return target
