"""A disk that fills up while a job writes: it waits, says so, and goes on by itself."""

from __future__ import annotations

import errno
import sqlite3
import threading
from dataclasses import replace

import pytest
from fakes.rooms import bench

from docmind.core.errors import DiskFull
from docmind.core.events import Notice
from docmind.core.index import disk
from docmind.core.index.disk import DiskGuard
from docmind.core.index.pipeline import IndexJob, Target
from docmind.core.jobs import Cancelled

PLENTY = 2**60


class Disk:
    """A disk whose free bytes a test sets; it is told of every look."""

    def __init__(self, free=PLENTY):
        self.free = free
        self.looks = 0
        self.on_look = lambda: None

    def disk_usage(self, path):
        self.looks += 1
        self.on_look()
        return self


@pytest.fixture
def drive(monkeypatch):
    drive = Disk()
    monkeypatch.setattr(disk.shutil, "disk_usage", drive.disk_usage)
    monkeypatch.setattr(disk, "_LOOK_EVERY", 0.01)
    return drive


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "papers"
    folder.mkdir()
    for number in range(8):
        (folder / f"note-{number}.txt").write_text(f"Note {number} speaks of apples. " * 30)
    return folder


@pytest.fixture
def shop(tmp_path, folder):
    shop = bench(tmp_path / "library")
    shop.rooms = replace(shop.rooms, min_free_bytes=1000)
    shop.catalog.add_source(folder)
    yield shop
    shop.catalog.close()


def fill(drive, after):
    """Full from the ``after``th look on, and with room again some looks later."""

    def look():
        drive.free = 10 if after <= drive.looks < after + 5 else PLENTY

    drive.on_look = look


def notices(shop):
    return [item.level for item in shop.events if isinstance(item, Notice)]


@pytest.mark.parametrize("after", [1, 2])  # before planning, before the commit
def test_a_full_disk_holds_the_job_until_there_is_room(shop, folder, drive, after):
    fill(drive, after)
    context = shop.context()
    report = IndexJob(shop.rooms, [Target(folder)]).run(context)
    assert (report.outcome, report.counts.added) == ("done", 8)
    assert notices(shop) == ["warning", "info"]
    assert context.token.reason == ""
    assert shop.store.ids() == shop.catalog.point_ids()


def test_the_wait_says_why_and_ends_when_the_job_is_cancelled(shop, folder, drive):
    drive.free = 10
    context = shop.context()
    seen = []

    def look():
        if drive.looks == 4:
            seen.append(context.token.reason)
            context.token.cancel()

    drive.on_look = look
    report = IndexJob(shop.rooms, [Target(folder)]).run(context)
    assert report.outcome == "cancelled"
    assert seen == ["The disk is nearly full. Reading goes on when there is room."]


def test_other_stages_rest_while_one_waits(shop, drive):
    drive.free = 10
    context = shop.context()
    guard = DiskGuard(shop.rooms, context.token)
    waiting = threading.Thread(target=guard.wait, daemon=True)
    looked = threading.Event()
    drive.on_look = lambda: looked.set() if drive.looks > 3 else None
    waiting.start()
    assert looked.wait(5)
    checked = threading.Event()
    other = threading.Thread(target=lambda: (context.token.check(), checked.set()), daemon=True)
    other.start()
    assert not checked.wait(0.3)
    drive.free = PLENTY
    assert checked.wait(5)
    waiting.join(5)
    other.join(5)


def full_database():
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorcode = sqlite3.SQLITE_FULL
    return error


@pytest.mark.parametrize(
    "failure", [full_database(), OSError(errno.ENOSPC, "no space"), DiskFull("The disk is full")]
)
def test_a_batch_that_did_not_fit_is_written_again(shop, folder, drive, failure):
    commit, failures = shop.catalog.commit, [failure, failure]

    def once_full(files):
        if failures:
            raise failures.pop()
        commit(files)

    shop.catalog.commit = once_full
    report = IndexJob(shop.rooms, [Target(folder)]).run(shop.context())
    assert (report.outcome, report.counts.added) == ("done", 8)
    assert notices(shop) == ["warning", "info"] * 2
    assert shop.store.ids() == shop.catalog.point_ids()
    assert shop.catalog.leftovers() == ([], [])


def test_a_plan_that_did_not_fit_is_made_again(shop, folder, drive):
    register, failures = shop.catalog.register, [full_database()]

    def once_full(source, found):
        if failures:
            raise failures.pop()
        return register(source, found)

    shop.catalog.register = once_full
    report = IndexJob(shop.rooms, [Target(folder)]).run(shop.context())
    assert (report.outcome, report.counts.added) == ("done", 8)


def test_another_failure_is_not_taken_for_a_full_disk(shop, drive):
    guard = DiskGuard(shop.rooms, shop.context().token)

    def broken():
        raise PermissionError(errno.EACCES, "not allowed")

    with pytest.raises(PermissionError):
        guard.write(broken)


def test_a_real_full_database_is_left_without_a_transaction(shop, folder, drive):
    connection = shop.catalog.connection()
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages + 1}")
    with pytest.raises(sqlite3.OperationalError) as caught:
        shop.catalog.announce(f"{n:032x}" for n in range(20_000))
    context = shop.context()
    guard = DiskGuard(shop.rooms, context.token)
    guard.wait_after(caught.value)
    connection.execute("PRAGMA max_page_count = 1000000")
    shop.catalog.announce(["0" * 32])
    assert len(shop.catalog.leftovers()[0]) == 1


def test_a_cancelled_guard_raises(shop, drive):
    drive.free = 0
    context = shop.context()
    context.token.cancel()
    with pytest.raises(Cancelled):
        DiskGuard(shop.rooms, context.token).wait()
