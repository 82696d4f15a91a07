"""Going back to a copy that was kept, for the DocMind that can read it."""

from __future__ import annotations

import shutil
from pathlib import Path

from filelock import FileLock, Timeout

from docmind.core.embed.cache import CACHE_FORM
from docmind.core.errors import LibraryLocked, UsageError
from docmind.core.paths import Library
from docmind.core.schema_upgrade import Backup
from docmind.core.upgrade.backups import leave_out_history, make_backup, restore_backup, usable
from docmind.core.upgrade.forms import LIBRARY_FORM, look
from docmind.core.upgrade.notes import UpgradeNote, clear_note, write_note


def restorable(root: Path) -> tuple[Backup, ...]:
    """The copies of a library that this program can go back to, the one it would take first."""
    return usable(Library(root), LIBRARY_FORM)


def restore_library(root: Path) -> Backup:
    """Go back to the newest copy of a library that this program can read. What is there now is
    copied first. Nobody may have it open.

    Raises ``LibraryLocked``, ``UsageError`` where there is no such copy, ``DocMindError``.
    """
    library = Library(root.absolute())
    _copy_of(library)
    lock = FileLock(library.lock)
    try:
        with lock.acquire(timeout=0):
            return go_back(library)
    except Timeout:
        raise LibraryLocked(
            "This library is in use by another DocMind",
            hint="Close it there, then try again.",
            path=library.root,
        ) from None


def go_back(library: Library) -> Backup:
    """Put the newest copy that this program can read in the place of the catalog, which is copied
    first. The caller holds the lock. Raises ``UsageError`` where there is none, ``DocMindError``.
    """
    copy = _copy_of(library)
    found = look(library)
    if found.form:
        now = make_backup(library, found.form, found.program, lambda _done, _total: None)
        leave_out_history(now.path)
    write_note(library, UpgradeNote(stage="restoring", copy=copy.path.name))
    finish_going_back(library, copy.path)
    return copy


def _copy_of(library: Library) -> Backup:
    copy = next(iter(usable(library, LIBRARY_FORM)), None)
    if copy is None:
        raise UsageError(
            "There is no copy of this library that this DocMind could go back to",
            hint="Update DocMind, or use another library.",
            path=library.backups,
        )
    return copy


def finish_going_back(library: Library, copy: Path) -> None:
    """Put ``copy`` in the place of the catalog, and remove what only a newer program can read: it
    is made again. Begun again after a death, it does the same. Raises ``DocMindError``."""
    restore_backup(library, copy)
    found = look(library)
    for space in found.spaces:
        if space.is_newer:  # made again from the catalog
            shutil.rmtree(space.folder, ignore_errors=True)
    if found.cache > CACHE_FORM:
        for file in library.root.glob(f"{library.embedding_cache.name}*"):
            file.unlink(missing_ok=True)
    clear_note(library)
