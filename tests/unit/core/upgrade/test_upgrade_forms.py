"""What is known of a library before it is opened, and what only a newer program may open."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest
from fakes.old_library import make_old_library, make_space

from docmind import __version__
from docmind.core.embed.cache import CACHE_FORM
from docmind.core.errors import LibraryTooNew
from docmind.core.paths import Library
from docmind.core.store.base import SpaceConfig
from docmind.core.store.forms import FORM, SEGMENTS, segments_version
from docmind.core.store.qdrant_edge import QdrantEdge
from docmind.core.upgrade.forms import FORMS, LIBRARY_FORM, look, refuse_newer
from docmind.core.upgrade.upgrading import bring_up_to_date

NEWER = LIBRARY_FORM + 4


def _set_form(path: Path, form: int) -> None:
    path.parent.mkdir(exist_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {form}")


def test_every_change_of_a_part_is_a_form_of_the_library() -> None:
    """Fails for whoever changes a part and does not say what that means for libraries there are."""
    assert len(FORMS) == LIBRARY_FORM
    now = FORMS[-1]
    assert (now.store, now.segments, now.cache) == (FORM, SEGMENTS, CACHE_FORM)
    changed = [form.means for before, form in pairwise(FORMS) if form.store != before.store]
    assert set(changed) == {"rebuilds"}


def test_the_engine_writes_segments_of_the_form_that_is_declared(tmp_path: Path) -> None:
    store = QdrantEdge()
    store.open(tmp_path, SpaceConfig(8, "space"))
    store.close()
    assert segments_version(tmp_path).startswith(f"{SEGMENTS}.")


def test_an_empty_folder_and_one_without_a_catalog_need_nothing(tmp_path: Path) -> None:
    assert look(Library(tmp_path)).is_current
    make_space(tmp_path / "store", form=1)
    assert look(Library(tmp_path)).is_current


def test_an_older_catalog_and_an_older_store_are_found(tmp_path: Path) -> None:
    library = make_old_library(tmp_path, 5, note="0.0.7")
    make_space(library.store, form=1)
    found = look(library)
    assert (found.form, found.program, found.is_current) == (5, "0.0.7", False)
    assert [space.form for space in found.outdated] == [1]
    assert not found.is_newer


def test_what_was_put_aside_says_nothing(tmp_path: Path) -> None:
    library = make_old_library(tmp_path, LIBRARY_FORM)
    home = make_space(library.store, form=FORM + 1)
    home.rename(home.with_name(f"{home.name}.damaged-2026"))
    assert look(library).is_current
    assert not look(library).is_newer


def test_a_damaged_catalog_is_left_to_those_who_open_it(tmp_path: Path) -> None:
    library = Library(tmp_path)
    library.catalog.write_bytes(b"not a database at all, but long enough to be read" * 40)
    assert look(library).is_current


@pytest.mark.parametrize("part", ["catalog", "store", "segments", "pictures", "cache"])
def test_a_newer_library_is_refused_and_nothing_is_touched(tmp_path: Path, part: str) -> None:
    library = make_old_library(tmp_path, LIBRARY_FORM, note="3.1.4")
    if part == "catalog":
        _set_form(library.catalog, NEWER)
    elif part == "cache":
        _set_form(library.embedding_cache, CACHE_FORM + 1)
    elif part == "segments":
        make_space(library.store, segments="0.10.0")
    else:
        make_space(library.store if part == "store" else library.pictures, form=FORM + 1)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with pytest.raises(LibraryTooNew) as refused:
        bring_up_to_date(library, None, library.embedding_cache)  # type: ignore[arg-type]
    assert "3.1.4" in refused.value.detail
    assert __version__ in refused.value.detail
    assert "Update DocMind" in refused.value.hint
    assert "library restore" not in refused.value.hint
    after = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert after.items() >= before.items()
    made = {path.name for path in after.keys() - before.keys() if after[path]}
    assert made <= {"catalog.sqlite3-shm"}  # that the database was read


def test_a_newer_program_that_is_not_named(tmp_path: Path) -> None:
    library = make_old_library(tmp_path, LIBRARY_FORM)
    _set_form(library.catalog, NEWER)
    with pytest.raises(LibraryTooNew, match="does not know its form"):
        refuse_newer(library, look(library))


def test_a_newer_form_that_is_still_in_the_log_is_seen(tmp_path: Path) -> None:
    """A program that was killed leaves what it wrote beside the catalog's file."""
    library = make_old_library(tmp_path, LIBRARY_FORM)
    writer = sqlite3.connect(library.catalog, isolation_level=None)
    writer.execute("PRAGMA wal_autocheckpoint = 0")
    writer.execute(f"PRAGMA user_version = {NEWER}")
    assert library.catalog.read_bytes()[60:64] == LIBRARY_FORM.to_bytes(4, "big")
    assert look(library).form == NEWER
    writer.close()
