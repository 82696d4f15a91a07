"""The form of a library: one number for all that lies in its folder, and what a change of it means.

The number is the catalog's ``user_version``. Whoever changes how anything in the folder is written
(the catalog, the folders of the store or of the pictures, the embedding cache) adds a step to
``catalog.migrations`` and its ``Form`` here, and says what it means for the libraries there are:

- "opens": an older library is read as it is; only programs older than the change refuse it
- "migrates": the catalog is changed in one transaction, which takes seconds
- "rebuilds": the index is made again from the texts that the catalog keeps, after opening

A program refuses whatever has a form it does not know, before it has touched anything. The
settings file belongs to no library: what is unknown in it is kept and has no effect.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from docmind import __version__
from docmind.core.catalog.migrations import PROGRAM, SCHEMA_VERSION
from docmind.core.embed.cache import CACHE_FORM
from docmind.core.errors import LibraryTooNew
from docmind.core.paths import Library
from docmind.core.store.forms import FORM as STORE_FORM
from docmind.core.store.forms import SEGMENTS, SPACE_RECORD, segments_version
from docmind.core.upgrade.backups import usable

Means = Literal["opens", "migrates", "rebuilds"]
LIBRARY_FORM = SCHEMA_VERSION


@dataclass(frozen=True, slots=True)
class Form:
    """What a change to this form meant, and the forms of the parts that came with it: of the
    store's folders, of the segments in them (the engine's own), and of the embedding cache."""

    means: Means
    store: int
    segments: str = "0.6"
    cache: int = 1


FORMS: tuple[Form, ...] = (
    Form("opens", 1),
    Form("migrates", 1),
    Form("rebuilds", 2),  # language, page, size and date became facts of points
    Form("migrates", 2),
    Form("migrates", 2),
    Form("migrates", 2),
    Form("migrates", 2),
    Form("migrates", 2),
    Form("opens", 2, cache=2),  # the cache counts its vectors, and knows when they were used
)
"""Form ``n`` of a library is ``FORMS[n - 1]``."""


@dataclass(frozen=True, slots=True)
class SpaceFound:
    """The store of one embedding space; ``form`` is 0 when its record cannot be read."""

    folder: Path
    form: int
    segments: str
    of_pictures: bool

    @property
    def is_older(self) -> bool:
        """Whether it has to be made again."""
        return 0 < self.form < STORE_FORM

    @property
    def is_newer(self) -> bool:
        """Whether this program must not open it."""
        return self.form > STORE_FORM or _numbers(self.segments) > _numbers(SEGMENTS)


@dataclass(frozen=True, slots=True)
class LibraryFound:
    """What lies in a library's folder. ``form`` is 0 where there is no catalog."""

    form: int
    program: str
    cache: int
    spaces: tuple[SpaceFound, ...]

    @property
    def is_newer(self) -> bool:
        """Whether any part of it was written in a form that this program does not know."""
        newer = any(space.is_newer for space in self.spaces)
        return self.form > LIBRARY_FORM or self.cache > CACHE_FORM or newer

    @property
    def outdated(self) -> tuple[SpaceFound, ...]:
        """Stores that have to be made again."""
        return tuple(space for space in self.spaces if space.is_older)

    @property
    def is_current(self) -> bool:
        """Whether it opens as it is."""
        return not self.form or (self.form == LIBRARY_FORM and not self.outdated)


def look(library: Library) -> LibraryFound:
    """Find out what is there, changing nothing.

    A catalog that cannot be read counts as one of this form: opening it says what is wrong.
    """
    form, program = _catalog(library.catalog)
    spaces = (*_spaces(library.store, False), *_spaces(library.pictures, True))
    return LibraryFound(form, program, user_version(library.embedding_cache), spaces)


def refuse_newer(library: Library, found: LibraryFound) -> None:
    """Raises ``LibraryTooNew`` for a library that only a newer DocMind can read."""
    if not found.is_newer:
        return
    detail = f"This is DocMind {__version__}, which does not know its form. Nothing was changed."
    if found.program:
        detail = (
            f"DocMind {found.program} used it last, this is DocMind {__version__}. "
            "Nothing was changed."
        )
    hint = "Update DocMind, or use another library."
    copy = next(iter(usable(library, LIBRARY_FORM)), None)
    if copy is not None:
        hint = (
            f"Update DocMind, or go back to the copy of {copy.made[:10]}: docmind library restore"
        )
    raise LibraryTooNew("This library was made by a newer DocMind", detail, hint, path=library.root)


def _catalog(path: Path) -> tuple[int, str]:
    """(form, the version of the program that used it last)."""
    if not path.exists():
        return 0, ""
    try:
        with reading(path) as connection:
            form = int(connection.execute("PRAGMA user_version").fetchone()[0])
            if not form:
                return 0, ""
            row = connection.execute("SELECT value FROM meta WHERE key = ?", (PROGRAM,)).fetchone()
            return form, str(row[0]) if row else ""
    except sqlite3.Error:
        return LIBRARY_FORM, ""


def user_version(path: Path) -> int:
    """The form that a database says it has; 0 when it is not there or cannot be read."""
    with contextlib.suppress(sqlite3.Error):
        if path.exists():
            with reading(path) as connection:
                return int(connection.execute("PRAGMA user_version").fetchone()[0])
    return 0


@contextlib.contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that changes nothing. Raises ``sqlite3.Error``."""
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=30)
    try:
        yield connection
    finally:
        connection.close()


def _spaces(folder: Path, of_pictures: bool) -> Iterator[SpaceFound]:
    for record in sorted(folder.glob(f"*/{SPACE_RECORD}")):
        home = record.parent
        if ".damaged-" not in home.name:
            yield SpaceFound(home, _form(record), segments_version(home), of_pictures)


def _form(record: Path) -> int:
    try:
        return int(json.loads(record.read_text("utf-8"))["form"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0


def _numbers(version: str) -> tuple[int, int]:
    """The first two numbers of a version; the third changes no form."""
    parts = [int(part) if part.isdigit() else 0 for part in version.split(".")]
    major, minor, *_ = (*parts, 0, 0)
    return major, minor
