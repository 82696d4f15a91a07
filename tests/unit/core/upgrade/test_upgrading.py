"""Libraries are brought up to date whole, or stay as they were: whatever happens meanwhile."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from fakes.old_library import contents, make_old_library, make_space

from docmind import __version__
from docmind.core.catalog.catalog import Catalog
from docmind.core.errors import DiskFull, DocMindError, LibraryTooNew, UpgradeNeeded, UsageError
from docmind.core.paths import Library
from docmind.core.schema_upgrade import Upgrade, UpgradeProgress
from docmind.core.settings import Settings
from docmind.core.store.forms import FORM
from docmind.core.upgrade import upgrading
from docmind.core.upgrade.backups import backups, make_backup, remove_backups
from docmind.core.upgrade.forms import LIBRARY_FORM
from docmind.core.upgrade.going_back import restorable, restore_library
from docmind.core.upgrade.notes import (
    UpgradeNote,
    agree_to_upgrade,
    read_note,
    upgrade_progress,
    write_note,
)

OLDER = range(1, LIBRARY_FORM)
LONG = Upgrade("0.0.7", 5, LIBRARY_FORM, seconds=240.0, disk_bytes=1, free_bytes=2)


def bring(library: Library) -> str:
    return upgrading.bring_up_to_date(library, Settings(), library.embedding_cache)


def without_form(library: Library) -> dict[str, list[tuple[object, ...]]]:
    return {name: rows for name, rows in contents(library).items() if name != "form"}


@pytest.fixture
def takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upgrading, "estimate", lambda *_arguments: LONG)


@pytest.mark.parametrize("form", OLDER)
def test_every_older_catalog_comes_along_with_a_copy(tmp_path: Path, form: int) -> None:
    library = make_old_library(tmp_path, form, note="0.0.7")
    before = contents(library)
    assert "A copy of how it was is kept" in bring(library)
    after = contents(library)
    assert after.pop("form") == [(LIBRARY_FORM,)]
    assert after["files"] == before["files"]
    assert after["saved"] == before.get("saved", [])
    (copy,) = backups(library)
    assert (copy.form, copy.program) == (form, "0.0.7")
    assert library.backups.stat().st_mode & 0o077 == 0 or os.name == "nt"
    library.catalog.unlink()
    copy.path.rename(library.catalog)
    assert contents(library) == before
    assert not library.upgrade.exists()


def test_who_used_it_last_is_noted_with_the_change(tmp_path: Path) -> None:
    library = make_old_library(tmp_path, 5, note="0.0.7")
    bring(library)
    with closing(Catalog(library.catalog)) as catalog:
        assert catalog.meta("program") == __version__


def test_a_current_library_is_left_alone(tmp_path: Path) -> None:
    library = make_old_library(tmp_path, LIBRARY_FORM)
    agree_to_upgrade(library.root, LIBRARY_FORM)
    assert bring(library) == ""
    assert backups(library) == ()
    assert not library.upgrade.exists()


def test_the_history_of_searches_does_not_live_on_in_the_copy(tmp_path: Path) -> None:
    library = make_old_library(tmp_path, 6)
    bring(library)
    (copy,) = backups(library)
    assert b"a secret question" not in copy.path.read_bytes()
    with closing(Catalog(library.catalog)) as catalog:
        assert [one.text for one in catalog.history()] == ["a secret question"]


def test_only_the_last_copies_are_kept_and_all_can_be_removed(tmp_path: Path) -> None:
    library = make_old_library(tmp_path, 5)
    for form in (1, 2, 3):
        make_backup(library, form, "", lambda _done, _total: None)
    bring(library)
    assert [copy.form for copy in backups(library)] == [5, 3]
    size = sum(copy.size for copy in backups(library))
    assert remove_backups(library.root) == size > 0
    assert backups(library) == ()


# ---- asking ------------------------------------------------------------------------------------


def test_what_takes_long_waits_until_a_person_agreed(tmp_path: Path, takes_long: None) -> None:
    library = make_old_library(tmp_path, 5)
    before = contents(library)
    for _ in range(2):
        with pytest.raises(UpgradeNeeded) as asked:
            bring(library)
        assert asked.value.upgrade == LONG
        assert "docmind library upgrade" in asked.value.hint
    assert contents(library) == before
    assert backups(library) == ()
    agree_to_upgrade(library.root, LIBRARY_FORM - 1)  # to something else
    with pytest.raises(UpgradeNeeded):
        bring(library)
    agree_to_upgrade(library.root, LIBRARY_FORM)
    assert bring(library)
    assert contents(library)["form"] == [(LIBRARY_FORM,)]


def test_a_store_of_an_older_form_is_removed_and_pictures_are_forgotten(tmp_path: Path) -> None:
    library = make_old_library(tmp_path, LIBRARY_FORM)
    texts, pictures = (make_space(place, FORM - 1) for place in (library.store, library.pictures))
    with closing(Catalog(library.catalog)) as catalog, catalog.write() as connection:
        connection.execute("INSERT INTO pictures VALUES (x'01', 1, 0, NULL, 9, 9)")
        connection.execute("INSERT INTO seen_pictures VALUES (1, 'hash 0', '[]')")
    with pytest.raises(UpgradeNeeded) as asked:
        bring(library)
    assert asked.value.upgrade is not None
    assert (asked.value.upgrade.rebuilds, asked.value.upgrade.pictures) == (True, 1)
    assert texts.exists()
    agree_to_upgrade(library.root, LIBRARY_FORM)
    assert "index is being made again" in bring(library)
    assert not texts.exists()
    assert not pictures.exists()
    with closing(Catalog(library.catalog)) as catalog:
        assert catalog.picture_counts("[]")[0] == 0
    assert bring(library) == ""


# ---- what goes wrong ---------------------------------------------------------------------------


def test_too_little_room_is_said_before_anything_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = Upgrade("", 5, LIBRARY_FORM, 1.0, disk_bytes=900 * 2**20, free_bytes=30 * 2**20)
    monkeypatch.setattr(upgrading, "estimate", lambda *_arguments: short)
    library = make_old_library(tmp_path, 5)
    before = contents(library)
    with pytest.raises(DiskFull, match="900 MB for a while, and 30 MB are free"):
        bring(library)
    assert contents(library) == before
    assert backups(library) == ()


def test_a_strange_program_and_a_strange_copy_cost_nothing(tmp_path: Path) -> None:
    library = make_old_library(tmp_path, 5, note="../../1:2")
    library.backups.mkdir()
    (library.backups / "catalog-form1--20269999T999999Z.sqlite3").touch()
    assert bring(library)
    assert [copy.program for copy in backups(library)] == ["....12"]


def test_what_a_dead_estimate_left_goes(tmp_path: Path) -> None:
    library = make_old_library(tmp_path, 5)
    (tmp_path / ".upgrade-trial-x").mkdir()
    bring(library)
    assert not list(tmp_path.glob(".upgrade-trial-*"))


def test_a_step_that_fails_leaves_the_library_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from docmind.core.catalog import migrations

    library = make_old_library(tmp_path, 4)
    before = contents(library)
    with monkeypatch.context() as patch:
        last = "CREATE TABLE half (a); INSERT INTO nowhere VALUES (1)"
        broken = (*migrations._MIGRATIONS[:-1], last)
        patch.setattr(migrations, "_MIGRATIONS", broken)
        with pytest.raises(DocMindError, match="is as it was") as failed:
            bring(library)
    assert "nowhere" in failed.value.detail
    assert contents(library) == before
    assert len(backups(library)) == 1
    assert bring(library)


def test_a_catalog_that_is_not_whole_after_a_failure_is_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = make_old_library(tmp_path, 4)
    before = contents(library)

    def spoil(path: Path) -> None:
        path.write_bytes(b"\0" * 50_000)
        raise sqlite3.OperationalError("disk I/O error")

    with monkeypatch.context() as patch:
        patch.setattr(upgrading, "Catalog", spoil)
        with pytest.raises(DocMindError, match="is as it was"):
            bring(library)
    after = contents(library)
    assert after == before


_DIES = """
import os, signal, sys
from pathlib import Path
from docmind.core.catalog import migrations
from docmind.core.paths import Library
from docmind.core.settings import Settings
from docmind.core.upgrade import backups, upgrading

def die(*_arguments, **_named):
    os.kill(os.getpid(), signal.SIGKILL)

place, library = sys.argv[1], Library(Path(sys.argv[2]))
if place == "while it is copied":
    backups._sync = die
elif place == "before it is changed":
    upgrading.Catalog = die
elif place == "in the middle of the change":
    migrations.folded_name = die
elif place == "after the change":
    upgrading.leave_out_history = die
elif place == "before the store goes":
    upgrading._drop_outdated = die
elif place == "at the end":
    upgrading.clear_note = die
upgrading.bring_up_to_date(library, Settings(), library.embedding_cache)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal")
@pytest.mark.parametrize(
    "place",
    [
        "while it is copied",
        "before it is changed",
        "in the middle of the change",
        "after the change",
        "before the store goes",
        "at the end",
    ],
)
def test_killed_at_a_bad_moment(tmp_path: Path, place: str) -> None:
    library = make_old_library(tmp_path, 4, files=60)
    home = make_space(library.store, FORM - 1)
    before = without_form(library)
    done = subprocess.run(
        [sys.executable, "-c", _DIES, place, str(library.root)], check=False, capture_output=True
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    assert without_form(library) == before
    bring(library)
    assert contents(library)["form"] == [(LIBRARY_FORM,)]
    assert without_form(library) == before
    assert not home.exists()
    assert not library.upgrade.exists()
    assert not list(library.root.glob("**/*.part"))


def test_a_death_that_left_the_catalog_broken_is_mended_from_the_copy(tmp_path: Path) -> None:
    library = make_old_library(tmp_path, 4)
    before = without_form(library)
    copy = make_backup(library, 4, "0.0.7", lambda _done, _total: None)
    write_note(library, UpgradeNote(LIBRARY_FORM, "migrating", copy.path.name))
    whole = library.catalog.read_bytes()
    library.catalog.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    assert bring(library)
    assert contents(library)["form"] == [(LIBRARY_FORM,)]
    assert without_form(library) == before


def test_putting_back_is_ended_although_what_is_left_looks_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = make_old_library(tmp_path, 4)
    before = without_form(library)
    copy = make_backup(library, 4, "0.0.7", lambda _done, _total: None)
    write_note(library, UpgradeNote(LIBRARY_FORM, "migrating", copy.path.name))
    library.catalog.write_bytes(b"half")

    def die(place: Library, _copy: Path) -> None:
        with closing(sqlite3.connect(place.root / "older")) as connection:
            connection.execute("PRAGMA user_version = 4")
        (place.root / "older").replace(place.catalog)  # as without its log
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(upgrading, "restore_backup", die)
        with pytest.raises(KeyboardInterrupt):
            bring(library)
    bring(library)
    agree_to_upgrade(library.root, LIBRARY_FORM)
    assert bring(library) == ""
    assert without_form(library) == before


def test_a_death_leaves_no_history_of_searches_in_a_copy(tmp_path: Path) -> None:
    library = make_old_library(tmp_path, LIBRARY_FORM)
    copy = make_backup(library, LIBRARY_FORM, "", lambda _done, _total: None)
    assert b"a secret question" in copy.path.read_bytes()
    write_note(library, UpgradeNote(LIBRARY_FORM, "migrating", copy.path.name))
    assert bring(library) == ""
    assert b"a secret question" not in copy.path.read_bytes()
    assert not library.upgrade.exists()


def test_what_a_newer_program_left_half_way_is_left_to_it(tmp_path: Path) -> None:
    library = make_old_library(tmp_path, 6)
    copy = make_backup(library, 6, "", lambda _done, _total: None)
    with closing(sqlite3.connect(library.catalog)) as connection:
        connection.execute(f"PRAGMA user_version = {LIBRARY_FORM + 1}")
    note = UpgradeNote(LIBRARY_FORM + 1, "migrating", copy.path.name)
    write_note(library, note)
    with pytest.raises(LibraryTooNew):
        bring(library)
    assert contents(library)["form"] == [(LIBRARY_FORM + 1,)]
    assert read_note(library) == note


def test_what_is_noted_is_believed_only_where_it_can_be_understood(tmp_path: Path) -> None:
    library = Library(tmp_path)
    library.upgrade.write_text('{"agreed": "yes"')
    assert read_note(library) == UpgradeNote()
    assert upgrade_progress(tmp_path) == UpgradeProgress()
    library.upgrade.write_bytes(b'{"agreed": 8, "stage": "\xff"}')
    assert read_note(library) == UpgradeNote()
    write_note(library, UpgradeNote(8, "copying", "", 10, 30))
    assert upgrade_progress(tmp_path) == UpgradeProgress("copying", 10, 30)


# ---- going back --------------------------------------------------------------------------------


def test_going_back_to_the_copy_keeps_what_is_there(tmp_path: Path) -> None:
    library = make_old_library(tmp_path, 6)
    before = without_form(library)
    bring(library)
    with closing(sqlite3.connect(library.catalog)) as connection:  # as a newer program leaves it
        connection.execute("DELETE FROM files")
        connection.execute(f"PRAGMA user_version = {LIBRARY_FORM + 3}")
        connection.commit()
    newer = make_space(library.store, FORM + 1)
    make_backup(library, LIBRARY_FORM + 2, "", lambda _done, _total: None).path.rename(
        library.backups / f"catalog-form{LIBRARY_FORM + 2}-9.9.9-29990101T000000Z.sqlite3"
    )
    assert [one.form for one in restorable(library.root)] == [6]
    with pytest.raises(DocMindError, match="docmind library restore"):
        bring(library)
    copy = restore_library(library.root)
    assert copy.form == 6
    assert without_form(library) == before
    assert not newer.exists()
    assert {one.form for one in backups(library)} == {LIBRARY_FORM + 3, LIBRARY_FORM + 2, 6}
    made = [one.path.read_bytes() for one in backups(library) if one.program != "9.9.9"]
    assert not any(b"a secret" in content for content in made)
    assert bring(library)


def test_going_back_goes_on_after_a_death(tmp_path: Path) -> None:
    library = make_old_library(tmp_path, 6)
    before = without_form(library)
    copy = make_backup(library, 6, "", lambda _done, _total: None)
    write_note(library, UpgradeNote(stage="restoring", copy=copy.path.name))
    library.catalog.write_bytes(b"half")
    assert bring(library)
    assert without_form(library) == before


def test_without_a_copy_there_is_nothing_to_go_back_to(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no copy"):
        restore_library(tmp_path / "none")
    assert not (tmp_path / "none").exists()
