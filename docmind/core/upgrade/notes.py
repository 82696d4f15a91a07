"""What is noted beside a library that is brought up to date: that a person agreed, and the stage.

The note outlives a death, so that the next engine that opens the library goes on, or puts the
catalog back as it was. It is gone when all is done.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import msgspec

from docmind.core.errors import DocMindError
from docmind.core.files import sync_folder
from docmind.core.paths import Library
from docmind.core.schema_upgrade import UpgradeProgress, UpgradeStage


@dataclass(frozen=True, slots=True)
class UpgradeNote:
    """``agreed`` is the form that a person agreed to, 0 when nobody was asked; ``copy`` the name
    of the backup; ``done`` and ``total`` are bytes of it."""

    agreed: int = 0
    stage: UpgradeStage = ""
    copy: str = ""
    done: int = 0
    total: int = 0


def agree_to_upgrade(library: Path, goal: int) -> None:
    """Have the library brought up to date when it is opened next. Raises ``DocMindError``."""
    write_note(Library(library), UpgradeNote(agreed=goal))


def upgrade_progress(library: Path) -> UpgradeProgress:
    """How far it is; looked at from outside, while the engine is at work."""
    note = read_note(Library(library))
    return UpgradeProgress(note.stage, note.done, note.total)


def read_note(library: Library) -> UpgradeNote:
    """What is noted; nothing where that cannot be understood."""
    try:
        return msgspec.json.decode(library.upgrade.read_bytes(), type=UpgradeNote)
    except (OSError, ValueError, msgspec.MsgspecError):
        return UpgradeNote()


def write_note(library: Library, note: UpgradeNote, *, sync: bool = True) -> None:
    """Note it, as a whole or not at all. Raises ``DocMindError``."""
    draft = library.upgrade.with_suffix(".tmp")
    try:
        with draft.open("wb") as file:
            file.write(msgspec.json.encode(note))
            if sync:
                file.flush()
                os.fsync(file.fileno())
        draft.replace(library.upgrade)
        if sync:
            sync_folder(library.root)
    except OSError as error:
        raise DocMindError(
            "The library folder cannot be used",
            detail=f"{error.strerror or error}.",
            hint="Choose another one with --library, or make this one writable.",
            path=library.root,
        ) from None


def clear_note(library: Library) -> None:
    """Nothing is under way."""
    library.upgrade.unlink(missing_ok=True)
