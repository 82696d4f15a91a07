"""The Debian package: its fields, what lies where, and that it can be made twice."""

from __future__ import annotations

import hashlib
import re
import shutil
import sys
from pathlib import Path

import pytest
from bundles import add_library, small_bundle

pytest.importorskip("shtab", reason="comes with docmind[test]")
pytest.importorskip("argparse_manpage", reason="comes with docmind[test]")
from building import deb, names
from building.epoch import settle
from building.shipped import Bundle

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="packages of Linux")


def _fields(text: str) -> dict[str, str]:
    """A control file, folded lines joined."""
    return {
        found[1]: found[2] for found in re.finditer(r"^([A-Z][\w-]*): (.*(?:\n .*)*)", text, re.M)
    }


def _tree(folder: Path) -> Path:
    tree = folder / "tree"
    deb.lay_out(small_bundle(folder), tree)
    return tree


def test_the_control_file_says_what_dpkg_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DEBEMAIL", raising=False)
    fields = _fields(deb.control({"libc6 (>= 2.36)", "libegl1"}, 1234))
    assert fields["Package"] == "docmind"
    assert fields["Version"] == deb.debian_version(names.version())
    assert fields["Architecture"] in ("amd64", "arm64")
    assert fields["Depends"] == "libc6 (>= 2.36), libegl1"
    assert fields["Installed-Size"] == "1234"
    assert re.fullmatch(r".+ <[^@\s]+@[^@\s]+>", fields["Maintainer"])
    first, *more = fields["Description"].split("\n")
    assert len(first) < 80
    assert not first.endswith(".")
    assert all(line.startswith(" ") and len(line) <= 80 for line in more)


def test_the_maintainer_is_who_debian_s_tools_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEBFULLNAME", "Nora Vale")
    monkeypatch.setenv("DEBEMAIL", "nora@example.org")
    assert deb.maintainer() == "Nora Vale <nora@example.org>"


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [("1.2.0", "1.2.0"), ("1.2.0rc1", "1.2.0~rc1"), ("2.0.dev3", "2.0~dev3"), ("2.0b2", "2.0~b2")],
)
def test_what_comes_before_a_release_sorts_before_it(ours: str, theirs: str) -> None:
    assert deb.debian_version(ours) == theirs


def test_everything_lies_where_debian_wants_it(tmp_path: Path) -> None:
    tree = _tree(tmp_path)
    assert (tree / "usr/bin/docmind").readlink() == Path("../lib/docmind/docmind")
    assert (tree / "usr/bin/docmind").resolve() == tree / "usr/lib/docmind/docmind"
    for name in (
        *("doc/docmind/copyright", "doc/docmind/changelog.gz"),
        "doc/docmind/licences/third-party.txt",
        *("lintian/overrides/docmind", "applications/docmind.desktop", "man/man1/docmind.1.gz"),
    ):
        assert (tree / "usr/share" / name).is_file(), name
    assert {path.name for path in tree.iterdir()} == {"usr"}


def test_nothing_points_out_of_the_package(tmp_path: Path) -> None:
    tree = _tree(tmp_path)
    links = [path for path in tree.rglob("*") if path.is_symlink()]
    assert links
    assert [link for link in links if not link.resolve().is_relative_to(tree)] == []


def test_the_sums_of_a_package_are_of_every_file(tmp_path: Path) -> None:
    tree = _tree(tmp_path)
    files = [path for path in tree.rglob("*") if path.is_file() and not path.is_symlink()]
    lines = deb.md5sums(tree, files).splitlines()
    assert len(lines) == len(files)
    for line in lines:
        digest, name = line.split("  ")
        assert hashlib.md5((tree / name).read_bytes()).hexdigest() == digest


def test_the_size_on_the_disk_is_counted_as_debian_does(tmp_path: Path) -> None:
    (tmp_path / "usr").mkdir()
    (tmp_path / "usr" / "one").write_bytes(b"x" * 1025)
    (tmp_path / "usr" / "two").symlink_to("one")
    (tmp_path / "DEBIAN").mkdir()
    (tmp_path / "DEBIAN" / "control").write_bytes(b"x" * 9000)
    assert deb.installed_kib(tmp_path) == 1 + 2 + 1


def test_rights_and_times_do_not_hang_on_who_builds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    tree = _tree(tmp_path)
    for path in tree.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o700)
    library = tree / "usr/lib/docmind/_internal/libforeign.so.7"
    settle(tree)
    assert {path.lstat().st_mtime for path in tree.rglob("*")} == {1700000000.0}
    modes = {path: path.stat().st_mode & 0o777 for path in tree.rglob("*")}
    assert set(modes.values()) == {0o755, 0o644}
    assert modes[tree / "usr/lib/docmind/docmind"] == 0o755
    assert modes[library] == 0o644, "a library is no program"


@pytest.mark.skipif(shutil.which("dpkg-shlibdeps") is None, reason="needs dpkg-dev")
def test_what_a_program_is_linked_with_becomes_what_it_depends_on(tmp_path: Path) -> None:
    root = tmp_path / "usr" / "lib" / "docmind"
    (root / "_internal").mkdir(parents=True)
    (tmp_path / "DEBIAN").mkdir()
    add_library(root / "_internal", "some", "1", "MIT", text="Copyright")
    shutil.copyfile("/bin/ls", root / "docmind")  # linked with libselinux1
    linked = {one.split()[0] for one in deb.needed(Bundle(root))}
    assert {"libc6", "libselinux1", "libarchive13", "libxkbcommon0", "libxcb-xkb1"} <= linked
    for name in ("libselinux.so.1", "libxkbcommon.so.0"):
        shutil.copyfile("/bin/ls", root / "_internal" / name)
    left = {one.split()[0] for one in deb.needed(Bundle(root))}
    assert left == linked - {"libselinux1", "libxkbcommon0"}, "they come along"
