"""Looking for changes where something cannot be seen: permissions, drives, unreadable files."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from pathlib import Path

import pytest
from fakes.looking import known, make_tree, read_again, run

from docmind.core.errors import FileUnreadable
from docmind.core.index.planner import plan_source
from docmind.core.schema import FoundFile, Problem


@pytest.fixture
def folder(tmp_path):
    return make_tree(tmp_path / "papers")


@pytest.fixture
def closed(monkeypatch):
    """Folders that may not be opened now, by name."""
    names = set()
    real = os.scandir

    def scandir(path):
        if Path(path).name in names:
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    return names


@pytest.mark.parametrize("name", ["papers", "work", "deep"])
def test_a_permission_that_goes_and_comes_back(shop, folder, closed, name):
    run(shop, folder)
    everything = known(shop, folder)
    closed.add(name)
    for _ in range(2):
        counts = run(shop, folder)
        assert (counts.removed, counts.failed) == (0, 2)
        assert name in {item.path.name for item in shop.catalog.problems()}
    closed.clear()
    counts = run(shop, folder)
    assert (counts.unchanged, counts.added, counts.updated) == (5, 0, 0)
    assert known(shop, folder) == everything
    assert [item.path.name for item in shop.catalog.problems()] == ["broken.bad"]


class _Stubborn:
    """An entry of a folder whose state the system does not tell."""

    def __init__(self, entry, error):
        self.name, self.path = entry.name, entry.path
        self._error = error

    def stat(self, *, follow_symlinks):
        raise self._error


@pytest.fixture
def stubborn(monkeypatch):
    """The errors by name of the entries that cannot be looked at now."""
    errors = {}
    real = os.scandir

    @contextmanager
    def scandir(path):
        with real(path) as entries:
            yield iter([_Stubborn(e, errors[e.name]) if e.name in errors else e for e in entries])

    monkeypatch.setattr(os, "scandir", scandir)
    return errors


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (PermissionError(13, "Permission denied"), {"broken.bad", "work"}),  # the folder's own
        (OSError(5, "Input/output error"), {"broken.bad", "new.txt"}),
    ],
)
def test_files_that_cannot_be_looked_at_keep_what_was_read(shop, folder, stubborn, error, told):
    run(shop, folder)
    (folder / "work" / "new.txt").write_text("New, and not to be seen.")
    stubborn.update({"c.txt": error, "new.txt": error})
    for _ in range(2):
        counts = run(shop, folder)
        assert (counts.removed, counts.unchanged, counts.failed) == (0, 5, 2)
        assert {item.path.name for item in shop.catalog.problems()} == told
    stubborn.clear()
    assert read_again(shop, folder) == ["new.txt"]
    assert [item.path.name for item in shop.catalog.problems()] == ["broken.bad"]


def test_an_empty_mount_point_keeps_what_was_read(shop, folder):
    run(shop, folder)
    shutil.rmtree(folder)
    folder.mkdir()
    shop.catalog.set_meta(f"device:{os.fsencode(folder).hex()}", "1")
    plan = plan_source(shop.rooms, folder, None, lambda seen: None)
    assert plan.offline
    assert run(shop, folder).removed == 0


def test_the_same_files_on_another_device_are_not_read(shop, folder):
    run(shop, folder)
    shop.catalog.set_meta(f"device:{os.fsencode(folder).hex()}", "1")
    assert read_again(shop, folder) == []


def test_a_drive_inside_a_source_that_is_away_keeps_what_was_read(shop, folder):
    run(shop, folder)
    drive = folder / "work"
    key = f"drives:{os.fsencode(folder).hex()}"
    noted = f'["{os.fsencode(drive).hex()}"]'
    shop.catalog.set_meta(key, noted)
    shutil.rmtree(drive)
    for state in ("gone", "empty"):
        if state == "empty":
            drive.mkdir()
        counts = run(shop, folder)
        assert (counts.removed, counts.unchanged) == (0, 5)
        plan = plan_source(shop.rooms, folder, None, lambda seen: None)
        assert plan.away == [drive]
        assert shop.catalog.meta(key) == noted
    (drive / "other.txt").write_text("The place is used for something else.")
    assert run(shop, folder).removed == 3
    assert shop.catalog.meta(key) == "[]"


def test_an_unreadable_file_is_tried_each_time(shop, folder):
    shop.reader.answers["c.txt"] = FileUnreadable("The file cannot be read")
    assert run(shop, folder).failed == 2
    assert read_again(shop, folder) == ["c.txt"]
    del shop.reader.answers["c.txt"]
    assert read_again(shop, folder) == ["c.txt"]
    assert read_again(shop, folder) == []


def test_a_file_that_never_came_to_rest_is_tried_again(shop, folder):
    run(shop, folder)
    target = folder / "work" / "c.txt"
    (file_id,) = shop.catalog.file_ids_under(target)
    status = target.stat()
    found = FoundFile(target, status.st_size, status.st_mtime_ns, 0)
    problem = Problem(target, "changed", "It changed while it was read", "", "")
    shop.catalog.fail(file_id, found, problem, shop.rooms.pipeline)
    assert read_again(shop, folder) == ["c.txt"]
    assert read_again(shop, folder) == []
