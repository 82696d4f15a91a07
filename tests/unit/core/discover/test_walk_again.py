"""Walking a tree that was walked before: digests, parts of it, drives inside it, clocks."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from fakes.walking import names, part

from docmind.core.discover.ignore import WalkRules
from docmind.core.discover.mounts import Mounts
from docmind.core.discover.walk import Walk, walk

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="POSIX file types")

Grow = Callable[..., Path]


# -- looking again -------------------------------------------------------------------------------


def digests(root: Path, rules: WalkRules | None = None, **more) -> dict[bytes, bytes]:
    looks = Walk(root, rules or WalkRules(), pytest.fail, **more).looks()
    return {look.path: look.digest for look in looks}


def compared(root: Path, remembered: dict[bytes, bytes], **more) -> set[str]:
    """The folders, relative to the root, whose files have to be looked at one by one."""
    walk = Walk(root, WalkRules(), pytest.fail, remembered=remembered, **more)
    looks = list(walk.looks())
    assert {look.path for look in looks} == walk.visited
    return {
        os.path.relpath(os.fsdecode(look.path), root) for look in looks if look.files is not None
    }


def test_an_unchanged_tree_has_nothing_to_compare(grow):
    root = grow("a.txt", "b/c.txt", "b/d/e.txt", "b/.hidden", "x/junk.tmp")
    assert compared(root, {}) == {".", "b", "b/d", "x"}
    assert compared(root, digests(root)) == set()


def _rewrite(path: Path) -> None:
    path.write_text("longer than before")


def _touch(path: Path) -> None:
    os.utime(path, ns=(0, path.stat().st_mtime_ns - 1))


def _rename(path: Path) -> None:
    path.rename(path.with_name("other.txt"))


def _replace_by_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("change", [_rewrite, _touch, _rename, Path.unlink, _replace_by_folder])
def test_only_the_folder_of_a_changed_file_is_compared(grow, change):
    root = grow("a.txt", "b/c.txt", "b/d/e.txt")
    before = digests(root)
    change(root / "b" / "c.txt")
    assert compared(root, before) - {"b/c.txt"} == {"b"}


def test_a_new_file_deep_down_is_met_though_all_above_is_unchanged(grow):
    root = grow("a.txt", "b/c.txt", "b/d/e.txt")
    before = digests(root)
    grow("b/d/new.txt")
    assert compared(root, before) == {"b/d"}


def test_a_gitignore_has_all_below_it_compared(grow, root):
    grow("a.txt", "b/c.txt", "b/d/e.txt", "z/y.txt")
    before = digests(root)
    (root / "b" / ".gitignore").write_text("*.log\n")
    assert compared(root, before) == {"b", "b/d"}


def test_what_is_taken_out_has_only_its_folder_compared(grow):
    root = grow("a.txt", "b/c.txt", "b/d/e.txt", "z/y.txt")
    before = digests(root)
    assert compared(root, before, excluded=[os.fsencode(root / "b" / "d")]) == {"b"}
    assert compared(root, before, excluded=[os.fsencode(root / "a.txt")]) == {"."}


def test_other_rules_or_another_pipeline_have_all_compared(grow):
    root = grow("a.txt", "b/c.txt")
    assert compared(root, digests(root, WalkRules(skip_types=("log",)))) == {".", "b"}
    assert compared(root, digests(root), stamp=b"another") == {".", "b"}


@POSIX
def test_folders_with_links_to_files_are_always_compared(grow, root):
    grow("a.txt", ".git/annex/k1", "b/c.txt")
    (root / "photo.jpg").symlink_to(".git/annex/k1")
    assert compared(root, digests(root)) == {"."}


def test_a_folder_that_goes_while_the_walk_goes_on_is_no_problem(grow):
    root = grow("a.txt", "b/c.txt")
    looks = Walk(root, WalkRules(), pytest.fail).looks()
    first = next(looks)
    assert first.path == os.fsencode(root)
    shutil.rmtree(root / "b")
    assert list(looks) == []


# -- a part of a source --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        ("sub", {"sub/a.txt", "sub/deep/b.txt"}),
        ("sub/deep", {"sub/deep/b.txt"}),
        ("sub/a.txt", {"sub/a.txt"}),
        ("sub/a.o", set()),
        ("sub/out", set()),
        ("sub/out/keep", set()),
        (".git", set()),
        (".git/config", set()),
        ("sub/~$a.docx", set()),
        ("env/lib", set()),
        ("sub/missing", set()),
        ("missing/at/all", set()),
        ("sub/a.txt/not", set()),
    ],
)
def test_a_part_holds_what_the_whole_holds_there(grow, root, below, expected):
    grow("sub/a.txt", "sub/deep/b.txt", "sub/a.o", "sub/out/keep/c.txt", ".git/config")
    grow("sub/~$a.docx", "env/pyvenv.cfg", "env/lib/m.py")
    (root / ".gitignore").write_text("*.o\n/sub/out/\n")
    assert part(root, below) == expected
    assert {name for name in names(root) if (name + "/").startswith(below + "/")} == expected


def test_own_patterns_are_read_from_the_source_also_for_a_part(grow, root):
    grow("sub/drafts/a.txt", "drafts/b.txt")
    rules = WalkRules(exclude=("/drafts/",))
    assert part(root, "sub/drafts", rules) == {"sub/drafts/a.txt"}
    assert part(root, "drafts", rules) == set()


def test_a_part_that_was_taken_out_stays_out(grow, root):
    grow("a/b/c.txt")
    excluded = [os.fsencode(root / "a")]
    assert part(root, "a", excluded=excluded) == set()
    assert part(root, "a/b/c.txt", excluded=excluded) == set()


@POSIX
def test_links_in_a_part_count_as_in_the_whole(grow, root):
    grow(".git/annex/k1", "plain/a.txt", "photos/b.txt")
    (root / "photos" / "one.jpg").symlink_to("../.git/annex/k1")
    (root / "photos" / "again.txt").symlink_to("../plain/a.txt")
    (root / "alias").symlink_to(root / "photos", target_is_directory=True)
    assert part(root, "photos") == {"photos/b.txt", "photos/one.jpg"}
    assert part(root, "photos/one.jpg") == {"photos/one.jpg"}
    assert part(root, "photos/again.txt") == set()
    assert part(root, "alias") == set()
    assert part(root, "alias/b.txt") == set()


def test_a_part_has_the_digests_of_the_whole(grow, root):
    grow("a/b/c.txt", "a/d.txt")
    (root / ".gitignore").write_text("*.o\n")
    whole = digests(root)
    assert digests(root, below=root / "a").items() <= whole.items()


# -- drives inside a source ----------------------------------------------------------------------


def drives(root: Path, known: str, **more) -> tuple[list[str], set[str]]:
    """(away, remembered) of a walk that knows of one drive."""
    drive = os.fspath(root / known)
    walk = Walk(root, WalkRules(), pytest.fail, drives=[drive], mounts=Mounts(), **more)
    for _ in walk.looks():
        pass
    return walk.away, walk.drives


@pytest.mark.parametrize("known", ["usb", "media/stick"])
def test_a_drive_whose_folder_is_empty_or_gone_is_away(grow, known):
    root = grow("a.txt", "media/b.txt")
    drive = os.fspath(root / known)
    assert drives(root, known) == ([drive], {drive})
    (root / known).mkdir()
    assert drives(root, known) == ([drive], {drive})
    assert drives(root, known, below=root / known / "photos") == ([drive], {drive})


def test_a_drive_whose_place_holds_files_or_went_too_is_no_drive_any_more(grow):
    root = grow("a.txt", "usb/b.txt")
    assert drives(root, "usb") == ([], set())
    assert drives(root, "media/stick") == ([], set())


def test_a_drive_outside_the_part_asked_for_is_still_known(grow):
    root = grow("a/b.txt", "usb/c.txt")
    assert drives(root, "usb", below=root / "a") == ([], {os.fspath(root / "usb")})


# -- clocks --------------------------------------------------------------------------------------


@pytest.mark.parametrize("seconds", [0, -86_400 * 365, 2**31, 4_000_000_000, 14_000_000_000])
def test_any_time_can_be_kept(grow, seconds):
    root = grow("a.txt")
    try:
        os.utime(root / "a.txt", ns=(0, seconds * 10**9))
    except OverflowError:
        pytest.skip("the system has no such time")
    (found,) = walk(root, WalkRules(), pytest.fail)
    assert abs(found.mtime_ns) < 2**63
    if (root / "a.txt").stat().st_mtime_ns == seconds * 10**9 < 2**63:
        assert found.mtime_ns == seconds * 10**9
