from __future__ import annotations

import os
import shutil
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from fakes.walking import names, part

from docmind.core.discover.ignore import WalkRules
from docmind.core.discover.mounts import Mounts
from docmind.core.discover.walk import Walk, is_only_in_cloud, walk
from docmind.core.settings import DiscoverySettings

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="POSIX file types")

Grow = Callable[..., Path]


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
            "bge-m3.docmind-models",
            "Cuda.Docmind-Runtime",
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


# -- rules by size, type and place ---------------------------------------------------------------


def test_large_files_and_chosen_types_are_left_out(grow, root):
    grow("a.txt", "b.ISO", "c.tar.gz", "d.gz", "iso", content="x" * 100)
    grow("small.txt")
    rules = WalkRules(skip_types=("iso", "*.tar.gz", "."))
    assert names(root, rules) == {"a.txt", "d.gz", "iso", "small.txt"}
    assert names(root, WalkRules(skip_larger=99)) == {"small.txt"}
    assert part(root, "a.txt", WalkRules(skip_larger=99)) == set()


def test_the_rules_the_settings_ask_for():
    chosen = DiscoverySettings(exclude=("*.log",), skip_larger_mb=3, skip_types=("iso",))
    rules = WalkRules.of(chosen)
    assert (rules.exclude, rules.skip_larger, rules.skip_types) == (("*.log",), 3 * 2**20, ("iso",))
    assert WalkRules.of(DiscoverySettings()) == WalkRules()


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"st_file_attributes": 0x20}, False),
        ({"st_file_attributes": 0x400020}, True),
        ({"st_file_attributes": 0x1000}, True),
        ({"st_flags": 0x40000000}, True),
        ({"st_flags": 0x8000}, False),
        ({}, False),
    ],
)
def test_files_that_are_only_in_the_cloud(fields, expected):
    assert is_only_in_cloud(SimpleNamespace(**fields)) is expected


def test_files_in_the_cloud_are_dormant_and_folders_there_are_not_listed(grow, monkeypatch):
    root = grow("here.txt", "cloud.txt", "far/a.txt")
    away = {(root / "cloud.txt").stat().st_ino, (root / "far").stat().st_ino}
    monkeypatch.setattr(
        "docmind.core.discover.walk.is_only_in_cloud", lambda status: status.st_ino in away
    )
    walk = Walk(root, WalkRules(), pytest.fail)
    (look,) = walk.looks()
    assert [file.path.name for file in look.files or ()] == ["here.txt"]
    assert look.dormant == {os.fsencode(root / "cloud.txt")}
    assert walk.away == [os.fspath(root / "far")]
    (alone,) = Walk(root, WalkRules(), pytest.fail, below=root / "cloud.txt").looks()
    assert (alone.files, alone.dormant) == ((), look.dormant)
    asked = names(root, WalkRules(cloud_placeholders=True))
    assert asked == {"here.txt", "cloud.txt", "far/a.txt"}


@pytest.mark.skipif(sys.platform != "linux", reason="Linux has /proc")
def test_what_belongs_to_the_system_is_never_entered():
    told: list[Path] = []
    assert list(walk(Path("/proc"), WalkRules(), lambda path, why: told.append(path))) == []
    assert told == [Path("/proc")]


@pytest.mark.skipif(sys.platform != "linux", reason="Linux has /dev/shm")
def test_a_folder_on_another_device_is_a_drive_unless_it_belongs_to_the_system():
    above, shared = Path("/dev").stat().st_dev, Path("/dev/shm").stat().st_dev
    if above == shared:
        pytest.skip("nothing is mounted there")

    def look(mounts: Mounts) -> Walk:
        walk = Walk(Path("/dev"), WalkRules(), lambda path, why: None, mounts=mounts)
        for _ in walk.looks():
            pass
        return walk

    as_drive = look(Mounts(real=frozenset((shared,))))
    assert as_drive.drives == {"/dev/shm"}
    assert b"/dev/shm" in as_drive.visited
    as_system = look(Mounts(virtual=frozenset((shared,)), real=frozenset()))
    assert b"/dev/shm" not in as_system.visited
