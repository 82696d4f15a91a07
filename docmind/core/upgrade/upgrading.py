"""Bringing a library up to date before it is opened, so that nothing is lost whatever happens.

1. what only a newer DocMind can read is refused; nothing was touched
2. what takes longer than a moment is estimated, and waits until a person agreed
3. the catalog is copied, synced; the copy's name is noted beside the library
4. the catalog is changed in one transaction
5. stores of an older form are removed: opening the library makes them again from the catalog
6. the note goes

A process that dies in 3 left the catalog as it was; in 4 SQLite takes the transaction back, and
where the catalog is not whole all the same, the copy takes its place. Begun again, all of it does
the same.
"""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import time
from pathlib import Path

from docmind.core.catalog.catalog import Catalog
from docmind.core.errors import DiskFull, DocMindError, UpgradeNeeded
from docmind.core.index.noted import BEFORE, NEXT, noted_goal
from docmind.core.paths import Library
from docmind.core.schema_upgrade import Upgrade
from docmind.core.settings import Settings
from docmind.core.upgrade.backups import (
    keep_newest,
    leave_out_history,
    make_backup,
    restore_backup,
)
from docmind.core.upgrade.estimate import estimate, is_trivial
from docmind.core.upgrade.forms import (
    LIBRARY_FORM,
    LibraryFound,
    look,
    reading,
    refuse_newer,
    user_version,
)
from docmind.core.upgrade.going_back import finish_going_back
from docmind.core.upgrade.notes import UpgradeNote, clear_note, read_note, write_note

_MIB = 2**20
_TOLD_EVERY = 0.2  # seconds between two notes of how far it is


def bring_up_to_date(library: Library, settings: Settings, cache: Path) -> str:
    """Do what is needed before the library can be opened. The caller holds its lock and has
    opened nothing. Returns a sentence about what was done, "" when nothing was.

    Raises ``LibraryTooNew``, ``UpgradeNeeded`` when a person has to agree first, ``DiskFull`` and
    ``DocMindError``; the library is then as it was.
    """
    note = read_note(library)
    put_back = _recover(library, note)
    found = look(library)
    refuse_newer(library, found)
    if found.is_current:
        clear_note(library)
        return put_back
    upgrade = estimate(library, found, settings, cache)
    if note.agreed != LIBRARY_FORM and not is_trivial(upgrade):
        raise _needed(library, upgrade)
    _check_room(library, upgrade)
    began = time.monotonic()
    if found.form != LIBRARY_FORM:
        _migrate(library, found, note)
    _drop_outdated(library, found)
    clear_note(library)
    keep_newest(library)
    return _told(upgrade, time.monotonic() - began)


def _needed(library: Library, upgrade: Upgrade) -> UpgradeNeeded:
    return UpgradeNeeded(
        "This library must be brought up to date before it opens",
        detail="It was made by an earlier DocMind. A copy of it is kept. Nothing was changed yet.",
        hint="Run: docmind library upgrade",
        path=library.root,
        upgrade=upgrade,
    )


def _check_room(library: Library, upgrade: Upgrade) -> None:
    if upgrade.free_bytes < upgrade.disk_bytes:
        needed, free = -(-upgrade.disk_bytes // _MIB), upgrade.free_bytes // _MIB
        raise DiskFull(
            "There is too little room to bring this library up to date",
            detail=f"It takes {needed:,} MB for a while, and {free:,} MB are free. "
            "Nothing was changed.",
            hint="Make room, then open DocMind again.",
            path=library.root,
        )


# ---- the catalog -------------------------------------------------------------------------------


def _migrate(library: Library, found: LibraryFound, note: UpgradeNote) -> None:
    told = _Told(library, note.agreed)
    told.copying(0, 0)
    copy = make_backup(library, found.form, found.program, told.copying)
    write_note(library, UpgradeNote(note.agreed, "migrating", copy.path.name))
    try:
        Catalog(library.catalog).close()  # opening brings it up to date
    except (DocMindError, sqlite3.Error) as error:
        raise _undone(library, copy.path, error) from error
    leave_out_history(copy.path)


def _undone(library: Library, copy: Path, error: Exception) -> DocMindError:
    """The catalog as it was, and what to tell."""
    if not _is_whole(library, copy):
        _put_back(library, copy, 0)
    clear_note(library)
    leave_out_history(copy)
    full = getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_FULL
    kind = DiskFull if full else DocMindError
    said = error.detail if isinstance(error, DocMindError) else f"{error}."
    return kind(
        "The library could not be brought up to date and is as it was",
        detail=said,
        hint="Make room, then open DocMind again."
        if full
        else "Try again; if it stays so, go back to the DocMind you had before.",
        path=library.root,
    )


def _recover(library: Library, note: UpgradeNote) -> str:
    """End what a process that died left half-way. Returns a sentence about it, or ""."""
    copy = library.backups / Path(note.copy).name
    if not note.copy or not copy.is_file():
        return ""
    if note.stage == "restoring":
        finish_going_back(library, copy)
        return "The library is as it was before it was brought up to date."
    if note.stage != "migrating" or user_version(library.catalog) > LIBRARY_FORM:
        return ""  # a newer program judges what it has made
    said = ""
    if not _is_whole(library, copy):
        _put_back(library, copy, note.agreed)
        said = "Bringing the library up to date was interrupted. It was put back as it was."
    write_note(library, UpgradeNote(note.agreed))
    leave_out_history(copy)
    return said


def _put_back(library: Library, copy: Path, agreed: int) -> None:
    """The copy in the place of the catalog, to the end whatever happens meanwhile: a catalog
    without its log may look whole."""
    write_note(library, UpgradeNote(agreed, "restoring", copy.name))
    restore_backup(library, copy)


def _is_whole(library: Library, copy: Path) -> bool:
    """Whether the catalog can be read and has the form it had or the one it was to have."""
    try:
        with reading(library.catalog) as connection:
            form = connection.execute("PRAGMA user_version").fetchone()[0]
            sound = connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
    except sqlite3.Error:
        return False
    return sound and form in (LIBRARY_FORM, user_version(copy))


# ---- the store ---------------------------------------------------------------------------------


def _drop_outdated(library: Library, found: LibraryFound) -> None:
    """Remove stores of an older form, and what the catalog says of them where it would be wrong:
    the store in use is made again from the catalog, the others are begun anew."""
    if not found.outdated:
        return
    with contextlib.closing(Catalog(library.catalog)) as catalog:
        goal = noted_goal(catalog.meta(NEXT))
        for space in found.outdated:
            if space.of_pictures:
                catalog.forget_pictures({})
            elif goal is not None and goal.identity.space == space.folder.name:
                catalog.begin_next({})
            elif catalog.meta(BEFORE) == space.folder.name:
                catalog.set_meta(BEFORE, "")
    for space in found.outdated:
        try:
            shutil.rmtree(space.folder)
        except OSError as error:
            raise DocMindError(
                "The library could not be brought up to date",
                detail=f"{error.strerror or error}.",
                hint="Close other programs that use the library's folder, then try again.",
                path=space.folder,
            ) from None


# ---- telling -----------------------------------------------------------------------------------


class _Told:
    """Notes how far the copy is, now and then."""

    def __init__(self, library: Library, agreed: int) -> None:
        self._library = library
        self._agreed = agreed
        self._last = 0.0

    def copying(self, done: int, total: int) -> None:
        """``done`` of ``total`` bytes."""
        if time.monotonic() - self._last > _TOLD_EVERY:
            self._last = time.monotonic()
            note = UpgradeNote(self._agreed, "copying", "", done, total)
            write_note(self._library, note, sync=False)


def _told(upgrade: Upgrade, seconds: float) -> str:
    said = [f"This library was brought up to date in {seconds:.1f} seconds."]
    if upgrade.copy_bytes:
        said.append("A copy of how it was is kept.")
    if upgrade.rebuilds:
        said.append("Its index is being made again from the texts that are kept.")
    return " ".join(said)
