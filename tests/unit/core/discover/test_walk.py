from __future__ import annotations

import os
import shutil
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from docmind.core.discover.ignore import WalkRules
from docmind.core.discover.walk import walk

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="POSIX file types")

Grow = Callable[..., Path]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "tree").mkdir()
    return tmp_path / "tree"


@pytest.fixture
def grow(root: Path) -> Grow:
    def grow(*names: str, content: str = "x") -> Path:
        for name in names:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(content)
        return root

    return grow


def names(root: Path, rules: WalkRules | None = None) -> set[str]:
    problems: list[tuple[Path, str]] = []
    found = walk(root, rules or WalkRules(), lambda path, reason: problems.append((path, reason)))
    met = [file.path.relative_to(root).as_posix() for file in found]
    assert problems == []
    assert len(met) == len(set(met))
    return set(met)


def test_finds_files_at_any_depth_with_their_state(grow):
    root = grow("a.txt", "b/c.txt", "b/d/e/f.txt", content="four")
    assert names(root) == {"a.txt", "b/c.txt", "b/d/e/f.txt"}
    (found,) = [f for f in walk(root, WalkRules(), pytest.fail) if f.path.name == "a.txt"]
    status = (root / "a.txt").stat()
    assert (found.size, found.mtime_ns, found.inode) == (4, status.st_mtime_ns, status.st_ino)


def test_a_file_as_root_is_yielded_whatever_its_name(grow):
    root = grow("~$draft.tmp")
    (found,) = walk(root / "~$draft.tmp", WalkRules(exclude=("*",)), pytest.fail)
    assert found.path == root / "~$draft.tmp"


def test_a_folder_as_root_is_entered_whatever_its_name(grow):
    root = grow(".hidden/node_modules/a.txt", ".hidden/node_modules/CACHEDIR.TAG")
    assert "a.txt" in names(root / ".hidden" / "node_modules")


def test_leaves_out_what_no_person_looks_for(grow):
    root = grow(
        *(".hidden", ".git/config", "node_modules/x/y.js", "a/__pycache__/m.pyc", "m.pyc"),
        *(
            "~$letter.docx",
            "half.tmp",
            "film.mp4.part",
            "Thumbs.db",
            "notes.txt~",
            "$RECYCLE.BIN/x",
        ),
        *("env/pyvenv.cfg", "env/lib/site.py", "target/CACHEDIR.TAG", "target/debug/x.d"),
        *("letter.docx", "build/report.txt", "dist/list.txt", "tmp/kept.txt", "target2/x.d"),
    )
    kept = {"letter.docx", "build/report.txt", "dist/list.txt", "tmp/kept.txt", "target2/x.d"}
    assert names(root) == kept


def test_hidden_files_on_request_without_caches(grow):
    root = grow(".profile", ".config/app.toml", ".git/config", ".cache/x", "a.txt")
    wanted = {".profile", ".config/app.toml", "a.txt"}
    assert names(root, WalkRules(include_hidden=True)) == wanted


def test_own_patterns(grow):
    root = grow("a.log", "keep.log", "sub/b.log", "drafts/x.txt", "sub/drafts/y.txt", "z.txt")
    rules = WalkRules(exclude=("*.log", "!keep.log", "/drafts/"))
    assert names(root, rules) == {"keep.log", "sub/drafts/y.txt", "z.txt"}


def test_gitignore_of_each_folder_is_followed(grow, root):
    grow("a.o", "sub/b.o", "sub/keep.o", "sub/only.txt", "out/x.txt", "sub/out/y.txt", "only.txt")
    (root / ".gitignore").write_text("*.o\n/out/\n# note\n\n[\n")
    (root / "sub" / ".gitignore").write_text("!keep.o\nonly.txt\n")
    assert names(root) == {"sub/keep.o", "sub/out/y.txt", "only.txt"}
    everything = names(root, WalkRules(follow_gitignore=False))
    assert {"a.o", "out/x.txt", "sub/only.txt"} <= everything


def test_nothing_below_an_ignored_folder_comes_back(grow, root):
    grow("out/keep.txt", "out/.gitignore", content="!keep.txt\n")
    (root / ".gitignore").write_text("out/\n!out/keep.txt\n")
    assert names(root) == set()


@POSIX
def test_gitignore_may_be_a_pipe(grow, root):
    grow("a.txt")
    os.mkfifo(root / ".gitignore")
    assert names(root) == {"a.txt"}


@POSIX
def test_special_files_are_passed_over(grow, root, monkeypatch):
    grow("a.txt")
    os.mkfifo(root / "pipe.txt")
    monkeypatch.chdir(root)
    with socket.socket(socket.AF_UNIX) as door:
        door.bind("sock.txt")
        assert names(root) == {"a.txt"}
    assert list(walk(root / "pipe.txt", WalkRules(), pytest.fail)) == []


@POSIX
def test_links_neither_loop_nor_leave_the_root(grow, root, tmp_path):
    grow("sub/a.txt")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.txt").write_text("s")
    (root / "sub" / "up").symlink_to(root, target_is_directory=True)
    (root / "alias").symlink_to(root / "sub", target_is_directory=True)
    (root / "away").symlink_to(tmp_path / "outside", target_is_directory=True)
    (root / "away.txt").symlink_to(tmp_path / "outside" / "secret.txt")
    (root / "again.txt").symlink_to(root / "sub" / "a.txt")
    (root / "loop.txt").symlink_to(root / "loop.txt")
    (root / "nowhere.txt").symlink_to(root / "nothing")
    assert names(root) == {"sub/a.txt"}


@POSIX
def test_a_link_into_a_folder_not_entered_is_a_file(grow, root):
    grow(".git/annex/objects/k1")
    (root / "photo.jpg").symlink_to(".git/annex/objects/k1")
    (found,) = walk(root, WalkRules(), pytest.fail)
    assert (found.path, found.size) == (root / "photo.jpg", 1)


@POSIX
def test_names_that_are_not_utf8(root):
    raw = os.fsencode(root) + b"/caf\xe9.txt"
    try:
        Path(os.fsdecode(raw)).write_text("x")
    except OSError:
        pytest.skip("this file system wants UTF-8 names")
    (found,) = walk(root, WalkRules(exclude=("*.log",)), pytest.fail)
    assert os.fsencode(found.path) == raw


@pytest.mark.parametrize("name", ["new\nline.txt", "NFC-é.txt", "NFD-é.txt", " .txt", "-rf"])
@POSIX
def test_odd_names(grow, name):
    assert names(grow(name)) == {name}


def test_a_missing_root_is_told():
    told: list[tuple[Path, str]] = []
    missing = Path("/nowhere/at/all")
    assert list(walk(missing, WalkRules(), lambda *problem: told.append(problem))) == []
    assert told == [(missing, "It is not there any more.")]


@POSIX
def test_a_folder_that_cannot_be_listed_is_told(grow, root, monkeypatch):
    grow("open/a.txt", "closed/b.txt")
    real = os.scandir

    def scandir(path: str):
        if path.endswith("closed"):
            raise PermissionError(13, "Permission denied", path)
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    told: list[tuple[Path, str]] = []
    met = [f.path for f in walk(root, WalkRules(), lambda *problem: told.append(problem))]
    assert met == [root / "open" / "a.txt"]
    assert told == [(root / "closed", "There is no permission to read it.")]


@POSIX
def test_paths_beyond_the_systems_limit_are_told(root):
    deep = os.open(root, os.O_RDONLY)
    depth = 0
    while depth < 22:
        os.mkdir("d" * 200, dir_fd=deep)
        below = os.open("d" * 200, os.O_RDONLY, dir_fd=deep)
        os.close(deep)
        deep, depth = below, depth + 1
    os.close(deep)
    told: list[str] = []
    assert list(walk(root, WalkRules(), lambda path, reason: told.append(reason))) == []
    assert told == ["Its full name is too long for this system."]
    shutil.rmtree(root)  # it goes step by step, unlike a path


def test_a_walk_may_be_left_early(grow):
    found = walk(grow("a.txt", "b.txt"), WalkRules(), pytest.fail)
    next(found)
    found.close()
