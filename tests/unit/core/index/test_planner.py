"""Looking for changes: what is compared, what is read again, what is kept and what goes."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace

import pytest
from fakes.looking import known, make_tree, read_again, run

from docmind.core.discover.ignore import WalkRules
from docmind.core.index.pipeline import IndexJob, Target
from docmind.core.index.planner import plan_source, settle
from docmind.core.schema import FoundFile


@pytest.fixture
def folder(tmp_path):
    return make_tree(tmp_path / "papers")


@pytest.fixture
def compared(shop, monkeypatch):
    """The folders whose files are asked for from the catalog, as the planner does it."""
    asked = []
    real = shop.catalog.known_in

    def known_in(folders):
        asked.extend(os.fsdecode(folder) for folder in folders)
        return real(folders)

    monkeypatch.setattr(shop.catalog, "known_in", known_in)
    return asked


# -- unchanged -----------------------------------------------------------------------------------


def test_an_unchanged_tree_is_counted_and_not_compared(shop, folder, compared):
    run(shop, folder)
    compared.clear()
    counts = run(shop, folder)
    assert compared == []
    assert (counts.unchanged, counts.failed, counts.skipped) == (5, 1, 1)
    assert (counts.added, counts.updated, counts.removed) == (0, 0, 0)


def test_only_the_changed_folder_is_compared(shop, folder, compared):
    run(shop, folder)
    (folder / "work" / "c.txt").write_text("Something else.")
    (folder / "work" / "new.txt").write_text("Something new.")
    compared.clear()
    counts = run(shop, folder)
    assert set(compared) == {os.fspath(folder / "work")}
    assert (counts.unchanged, counts.failed, counts.skipped) == (4, 1, 1)
    assert (counts.added, counts.updated) == (1, 1)
    compared.clear()
    assert run(shop, folder).unchanged == 6
    assert compared == []


def test_a_part_is_counted_and_compared_alone(shop, folder, compared):
    run(shop, folder)
    (folder / "a.txt").write_text("Not asked for.")
    compared.clear()
    counts = run(shop, folder, folder / "work")
    assert compared == []
    assert (counts.unchanged, counts.failed, counts.skipped) == (2, 1, 0)
    assert read_again(shop, folder, folder / "work" / "c.txt") == []
    assert read_again(shop, folder) == ["a.txt"]


@pytest.mark.parametrize("name", ["home", "work/deep", "work/c.txt"])
def test_a_part_that_was_deleted_goes_from_the_library(shop, folder, name):
    run(shop, folder)
    gone = {item for item in known(shop, folder) if (item + "/").startswith(name + "/")}
    assert gone
    target = folder / name
    shutil.rmtree(target) if target.is_dir() else target.unlink()
    assert run(shop, folder, target).removed == len(gone)
    assert not known(shop, folder) & gone
    assert [item.path.name for item in shop.catalog.problems()] == ["broken.bad"]


def test_a_file_as_source(shop, folder):
    run(shop, folder)
    alone = folder.parent / "alone.txt"
    alone.write_text("A file by itself.")
    shop.catalog.add_source(alone)
    assert run(shop, alone).added == 1
    assert run(shop, alone).unchanged == 1
    alone.write_text("Another text.")
    assert run(shop, alone).updated == 1
    assert run(shop, folder).unchanged == 5


def test_what_lies_inside_files_is_neither_counted_nor_taken_for_gone(shop, folder):
    run(shop, folder)
    (outer,) = shop.catalog.file_ids_under(folder / "a.txt")
    inner = FoundFile(folder / "a.txt" / "inside" / "m.txt", 1, 1, 0)
    (member,) = shop.catalog.register_members(outer, [inner])
    shop.catalog.skip([(member, inner, "txt")], shop.rooms.pipeline)
    (folder / "b.txt").write_text("Changed, so that this folder is compared.")
    assert run(shop, folder).removed == 0
    assert run(shop, folder).skipped == 1
    assert member in shop.catalog.files([member])


# -- never passed over wrongly -------------------------------------------------------------------


def test_a_job_that_was_stopped_leaves_its_folders_to_be_compared(shop, folder):
    context = shop.context()
    shop.reader.before = lambda path: context.token.cancel() if len(shop.reader.read) == 3 else None
    assert IndexJob(shop.rooms, [Target(folder)]).run(context).outcome == "cancelled"
    shop.reader.before = lambda path: None
    run(shop, folder)
    counts = run(shop, folder)
    assert (counts.unchanged, counts.failed, counts.skipped) == (5, 1, 1)


def test_a_process_that_dies_after_planning_reads_the_changed_file_later(shop, folder):
    run(shop, folder)
    (folder / "work" / "c.txt").write_text("Something else.")
    plan_source(shop.rooms, folder, None, lambda seen: None)
    assert read_again(shop, folder) == ["c.txt"]


def test_a_file_that_was_left_unread_is_read_next_time(shop, folder):
    run(shop, folder)
    (folder / "work" / "c.txt").write_text("Something else.")
    plan = plan_source(shop.rooms, folder, None, lambda seen: None)
    settle(shop.rooms, plan)  # as if the job had ended without reading it
    assert read_again(shop, folder) == ["c.txt"]


def test_a_file_that_changes_while_the_job_runs_is_seen_next_time(shop, folder):
    target = folder / "work" / "c.txt"

    embed = shop.embedder.embed_passages

    def change_it_late(texts, check):
        if any("c.txt" in text for text in texts):
            target.write_text("Changed after it was read.")
        return embed(texts)

    shop.embedder.embed_passages = change_it_late
    run(shop, folder)
    shop.embedder.embed_passages = embed
    assert read_again(shop, folder) == ["c.txt"]


def test_a_file_to_be_tried_again_is_read_in_an_unchanged_folder(shop, folder):
    run(shop, folder)
    shop.catalog.forget_state(shop.catalog.file_ids_under(folder / "work" / "broken.bad"))
    assert read_again(shop, folder) == ["broken.bad"]


def test_what_was_taken_out_and_put_back_at_once_is_read_again(shop, folder):
    run(shop, folder)
    part = folder / "work" / "deep"
    shop.catalog.exclude(part)
    shop.catalog.delete_files(shop.catalog.file_ids_under(part))
    shop.catalog.include(part)
    assert read_again(shop, folder) == ["d.txt"]


def test_a_source_taken_out_and_put_back_is_read_again(shop, folder):
    run(shop, folder)
    shop.catalog.remove_source(folder)
    shop.catalog.delete_files(shop.catalog.file_ids_under(folder))
    shop.catalog.add_source(folder)
    assert run(shop, folder).added == 5


def test_another_pipeline_that_was_given_up_leaves_nothing_behind(shop, folder):
    run(shop, folder)
    first = shop.rooms.pipeline
    shop.rooms = replace(shop.rooms, pipeline="x1;c2;l;s")
    context = shop.context()
    shop.reader.before = lambda path: context.token.cancel()  # the one that is read from disk
    assert IndexJob(shop.rooms, [Target(folder)]).run(context).outcome == "cancelled"
    shop.reader.before = lambda path: None
    shop.rooms = replace(shop.rooms, pipeline=first)
    run(shop, folder)
    ids = shop.catalog.file_ids_under(folder)
    with shop.catalog.write() as connection:
        rows = connection.execute("SELECT DISTINCT pipeline FROM files").fetchall()
    assert rows == [(first,)]
    assert len(ids) == 7


# -- rules ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rules", "gone"),
    [
        (WalkRules(exclude=("work/",)), {"work/c.txt", "work/deep/d.txt", "work/broken.bad"}),
        (WalkRules(exclude=("*.bad", "/b.txt")), {"work/broken.bad", "b.txt"}),
        (WalkRules(skip_types=("bin",)), {"home/x.bin"}),
        (WalkRules(skip_larger=24), {"work/deep/d.txt", "work/c.txt", "home/e.txt", "home/x.bin"}),
    ],
)
def test_what_new_rules_leave_out_goes_and_comes_back_with_them(shop, folder, rules, gone):
    run(shop, folder)
    everything = known(shop, folder)
    shop.rooms = replace(shop.rooms, rules=rules)
    assert run(shop, folder).removed == len(gone)
    assert known(shop, folder) == everything - gone
    shop.rooms = replace(shop.rooms, rules=WalkRules())
    assert run(shop, folder).embedded == 0
    assert known(shop, folder) == everything


def test_a_new_gitignore_is_followed_below_it(shop, folder):
    run(shop, folder)
    (folder / "work" / ".gitignore").write_text("deep/\n")
    assert run(shop, folder).removed == 1
    (folder / "work" / ".gitignore").unlink()
    assert run(shop, folder).added == 1


def test_a_known_file_that_moved_into_the_cloud_stays_and_a_new_one_waits(
    shop, folder, monkeypatch
):
    run(shop, folder)
    (folder / "work" / "far.txt").write_text("Only in the cloud.")
    away = {(folder / "work" / name).stat().st_ino for name in ("c.txt", "far.txt")}
    walk = "docmind.core.discover.walk"
    monkeypatch.setattr(f"{walk}.is_only_in_cloud", lambda status: status.st_ino in away)
    monkeypatch.setattr(f"{walk}._HAS_ATTRIBUTES", True)
    monkeypatch.setattr(f"{walk}._attributes", lambda status: int(status.st_ino in away))
    (folder / "work" / "c.txt").write_text("Other bytes that nobody can read without a download.")
    counts = run(shop, folder)
    assert (counts.unchanged, counts.removed, counts.added, counts.updated) == (5, 0, 0, 0)
    monkeypatch.undo()
    assert read_again(shop, folder) == ["c.txt", "far.txt"]


# -- moves, kinds, clocks ------------------------------------------------------------------------


def test_a_vanished_folder_takes_its_files_along(shop, folder):
    run(shop, folder)
    shutil.rmtree(folder / "work")
    assert run(shop, folder).removed == 3
    assert shop.catalog.folder_digests(folder).keys() == {
        os.fsencode(folder),
        os.fsencode(folder / "home"),
    }


def test_a_file_that_becomes_a_folder_and_back(shop, folder):
    run(shop, folder)
    (folder / "a.txt").unlink()
    (folder / "a.txt").mkdir()
    (folder / "a.txt" / "inside.txt").write_text("In the folder.")
    counts = run(shop, folder)
    assert (counts.added, counts.removed) == (1, 1)
    shutil.rmtree(folder / "a.txt")
    (folder / "a.txt").write_text("A file again.")
    counts = run(shop, folder)
    assert (counts.added, counts.removed) == (1, 1)


def test_another_inode_alone_has_nothing_read(shop, folder):
    """As after a remount of a drive whose file system makes up its inodes."""
    run(shop, folder)
    target = folder / "work" / "c.txt"
    status = target.stat()
    copy = folder / "copy"
    shutil.copy2(target, copy)
    copy.replace(target)
    assert target.stat().st_ino != status.st_ino
    os.utime(target, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert read_again(shop, folder) == []


@pytest.mark.parametrize("seconds", [-86_400, 0, 10**9, 4_000_000_000, 14_000_000_000])
def test_clocks_that_jump(shop, folder, seconds):
    target = folder / "work" / "c.txt"
    run(shop, folder)
    os.utime(target, ns=(0, seconds * 10**9))
    assert read_again(shop, folder) == ["c.txt"]
    assert run(shop, folder).unchanged == 5
    target.write_text("Written at an odd time.")
    os.utime(target, ns=(0, seconds * 10**9 - 5 * 10**9))
    counts = run(shop, folder)
    assert (counts.updated, counts.unchanged) == (1, 4)


def test_small_before_large_and_new_before_old(shop, folder):
    def make(name, size, age):
        (folder / name).write_text("x" * size)
        os.utime(folder / name, ns=(0, (2_000_000_000 - age) * 10**9))

    shutil.rmtree(folder)
    folder.mkdir()
    make("large-new.txt", 50_000, 0)
    make("large-old.txt", 60_000, 50)
    make("small-old.txt", 100, 90)
    make("small-new.txt", 120, 10)
    make("tiny.txt", 3, 99)
    plan = plan_source(shop.rooms, folder, None, lambda seen: None)
    assert [item.found.path.stem for item in plan.read] == [
        *("tiny", "small-new", "small-old", "large-new", "large-old"),
    ]
