"""The watcher over real folders: what it tells, and what it keeps to itself."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

import docmind
from docmind.core.discover import watch
from docmind.core.discover.ignore import WalkRules
from docmind.core.discover.watch import Watcher


class Told:
    """What a watcher told, to wait for."""

    def __init__(self):
        self.paths = set()
        self.lost = []
        self.news = threading.Condition()

    def changed(self, paths):
        with self.news:
            self.paths |= paths
            self.news.notify_all()

    def wait_for(self, *paths):
        with self.news:
            assert self.news.wait_for(lambda: set(paths) <= self.paths, 10), self.paths


@pytest.fixture
def told():
    return Told()


@pytest.fixture
def follow(told, monkeypatch):
    monkeypatch.setattr(watch, "_GATHER_MS", 50)
    monkeypatch.setattr(watch, "_WAIT_MS", 100)
    watcher = Watcher(WalkRules(exclude=("/drafts/",)), told.changed, told.lost.append)

    def follow(*sources):
        watcher.follow(sources)
        assert watcher.wait_until_standing(10)
        return watcher

    yield follow
    began = time.monotonic()
    watcher.close()
    assert time.monotonic() - began < 1
    assert "watch" not in {thread.name for thread in threading.enumerate()}


@pytest.fixture
def source(tmp_path):
    for name in ("inner", ".git", "node_modules", "drafts", "built"):
        (tmp_path / "source" / name).mkdir(parents=True)
    (tmp_path / "source" / ".gitignore").write_text("built/\n")
    return tmp_path / "source"


def test_changes_are_told_and_what_a_walk_leaves_out_is_not(follow, told, source):
    follow(source)
    for name in (".git", "node_modules", "drafts", "built"):
        (source / name / "x.txt").write_text("x")
    (source / "~$letter.docx").write_text("x")
    (source / ".hidden.txt").write_text("x")
    (source / "inner" / "letter.txt").write_text("x")
    told.wait_for(source / "inner" / "letter.txt")
    (source / "inner" / "letter.txt").unlink()
    (source / "last.txt").write_text("x")
    told.wait_for(source / "last.txt")
    assert told.paths == {source / "inner" / "letter.txt", source / "last.txt"}


def test_new_folders_are_watched_too(follow, told, source):
    follow(source)
    for number in range(2 * watch._MOST_NOTIFIERS):
        place = source / f"new{number}" / "deep"
        place.mkdir(parents=True)
        told.wait_for(source / f"new{number}")
        (place / "later.txt").write_text("x")
        told.wait_for(place / "later.txt")
    (source / "inner" / "still.txt").write_text("x")
    told.wait_for(source / "inner" / "still.txt")


def test_a_folder_moved_away_and_made_again_is_watched(follow, told, source, tmp_path):
    follow(source)
    (source / "inner").rename(tmp_path / "gone")
    told.wait_for(source / "inner")
    told.paths.clear()
    (source / "inner").mkdir()
    told.wait_for(source / "inner")
    (source / "inner" / "again.txt").write_text("x")
    told.wait_for(source / "inner" / "again.txt")


def test_links_to_folders_are_not_followed(follow, told, source, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (source / "link").symlink_to(outside)
    follow(source)
    (outside / "x.txt").write_text("x")
    (source / "last.txt").write_text("x")
    told.wait_for(source / "last.txt")
    assert told.paths == {source / "last.txt"}


def test_other_rules_in_a_gitignore_mean_a_look_at_its_folder(follow, told, source):
    follow(source)
    (source / "inner" / ".gitignore").write_text("*.log\n")
    told.wait_for(source / "inner")
    told.paths.clear()
    (source / "inner" / "noise.log").write_text("x")
    (source / "inner" / "note.txt").write_text("x")
    told.wait_for(source / "inner" / "note.txt")
    assert source / "inner" / "noise.log" not in told.paths


def test_a_source_that_is_one_file_is_watched(follow, told, source):
    letter = source / "letter.txt"
    letter.write_text("first")
    follow(letter)
    (source / "other.txt").write_text("x")
    (source / "draft.txt").write_text("second")
    (source / "draft.txt").rename(letter)
    told.wait_for(letter)
    assert told.paths == {letter}


def test_other_sources_replace_those_before(follow, told, source, tmp_path):
    second = tmp_path / "second"
    second.mkdir()
    follow(source)
    follow(second, tmp_path / "not there")
    (source / "x.txt").write_text("x")
    (second / "y.txt").write_text("x")
    told.wait_for(second / "y.txt")
    assert told.paths == {second / "y.txt"}
    assert told.lost == []


@pytest.mark.skipif(sys.platform != "linux", reason="counts folders on Linux only")
def test_too_many_folders_are_left_to_looking(follow, told, source, tmp_path, monkeypatch):
    small = tmp_path / "small"
    small.mkdir()
    monkeypatch.setattr(watch, "_allowance", lambda: 2)
    for number in range(5):
        (source / f"folder{number}").mkdir()
    follow(source, small)
    (small / "x.txt").write_text("x")
    told.wait_for(small / "x.txt")
    (reason,) = told.lost
    assert str(source) in reason


def watch_within(limit: int, folder: Path) -> str:
    """What is printed by a program that may watch ``limit`` folders, about how it is told."""
    program = f"""
import sys
from pathlib import Path
sys.path.insert(0, {str(Path(docmind.__file__).parents[1])!r})
from docmind.core.discover.watch import Watcher
from docmind.core.discover.ignore import WalkRules
folder, lost = Path({str(folder)!r}), []
def lose(reason):
    lost.append(reason)
    print(reason)
watcher = Watcher(WalkRules(), lambda paths: None, lose)
watcher.follow([folder])
watcher.wait_until_standing(20)
print("stands")
for number in range(80):
    (folder / f"more{{number}}").mkdir()
while not lost:
    watcher._stop.wait(0.01)
watcher.close()
"""
    order = f'echo {limit} > /proc/sys/user/max_inotify_watches && exec "$0" -c "$1"'
    command = ["unshare", "--user", "--map-root-user", "sh", "-c", order, sys.executable, program]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    except FileNotFoundError:
        pytest.skip("needs unshare(1)")
    if done.returncode:
        pytest.skip(f"no limits of its own can be set here: {done.stderr[-200:]}")
    return done.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="counts folders on Linux only")
@pytest.mark.parametrize(("limit", "stands"), [(1, False), (40, True)])
def test_the_limit_of_the_system_is_told_in_plain_words(source, limit, stands):
    said = watch_within(limit, source).splitlines()
    reason = "There are more folders than this system watches for one program."
    assert said[:2] == (["stands", reason] if stands else [reason, "stands"])


def test_network_drives_are_not_watched(follow, told, source, tmp_path, monkeypatch):
    monkeypatch.setattr(watch, "shared_mounts", lambda: (str(source / "inner"),))
    follow(source, source / "inner")
    (source / "inner" / "x.txt").write_text("x")
    (source / "y.txt").write_text("x")
    told.wait_for(source / "y.txt")
    assert told.paths == {source / "y.txt"}
    assert told.lost == []


@pytest.mark.skipif(sys.platform != "linux", reason="names that are no Unicode")
def test_names_that_are_no_unicode_do_no_harm(follow, told, source):
    (source / "caf\udce9").mkdir()
    follow(source)
    (source / "x.txt").write_text("x")
    told.wait_for(source / "x.txt")
    assert told.lost == []


def test_whole_trees_are_watched_where_the_system_can(follow, told, source, monkeypatch):
    monkeypatch.setattr(watch, "_BY_FOLDER", False)
    follow(source)
    (source / ".git" / "x").write_text("x")
    (source / "inner" / "y.txt").write_text("x")
    told.wait_for(source / "inner" / "y.txt")
    assert told.paths == {source / "inner" / "y.txt"}


def test_a_watcher_that_never_followed_closes_at_once(told):
    watcher = Watcher(WalkRules(), told.changed, told.lost.append)
    watcher.close()
    watcher.close()
    watcher.follow([])
    assert watcher._thread is None
