from __future__ import annotations

import os
import sys

import pytest

from docmind.core.discover.ignore import WalkRules
from docmind.core.discover.scope import Scopes


@pytest.fixture
def root(tmp_path):
    root = tmp_path / "tree"
    for name in ("a/b/c", "a/ignored/deep", ".hidden/x", "env/lib", "taken/out"):
        (root / name).mkdir(parents=True)
    (root / "a" / ".gitignore").write_text("ignored/\n")
    (root / "env" / "pyvenv.cfg").write_text("")
    return root


def scopes(root, rules=None, excluded=(), stamp=b""):
    return Scopes(os.fspath(root), rules or WalkRules(), excluded, stamp)


@pytest.mark.parametrize("name", ["", "a", "a/b", "a/b/c", "taken/out"])
def test_folders_a_walk_enters_have_a_scope(root, name):
    assert scopes(root).of(os.fspath(root / name)) is not None


@pytest.mark.parametrize(
    "name", ["a/ignored", "a/ignored/deep", ".hidden/x", "env", "env/lib", "missing", "../other"]
)
def test_folders_a_walk_does_not_enter_have_none(root, name):
    assert scopes(root).of(os.path.normpath(root / name)) is None


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_to_a_folder_has_none(root):
    (root / "alias").symlink_to(root / "a", target_is_directory=True)
    assert scopes(root).of(os.fspath(root / "alias" / "b")) is None


def test_what_was_taken_out_has_none_and_marks_the_folder_it_lay_in(root):
    plain = scopes(root)
    cut = scopes(root, excluded=[os.fsencode(root / "taken" / "out")])
    assert cut.of(os.fspath(root / "taken" / "out")) is None
    for name, differs in (("taken", True), ("a", False), ("", False)):
        there = os.fspath(root / name)
        assert (plain.mark(there) != cut.mark(there)) is differs


def test_a_gitignore_marks_all_that_lies_below_it(root):
    before = scopes(root)
    stamps = {name: before.of(os.fspath(root / name)).stamp for name in ("a/b/c", "taken")}
    (root / "a" / ".gitignore").write_text("ignored/\n*.o\n")
    after = scopes(root)
    assert after.of(os.fspath(root / "a/b/c")).stamp != stamps["a/b/c"]
    assert after.of(os.fspath(root / "taken")).stamp == stamps["taken"]


def test_other_rules_and_another_stamp_mark_everything(root):
    plain = scopes(root).of(os.fspath(root)).stamp
    assert scopes(root, WalkRules(skip_larger=5)).of(os.fspath(root)).stamp != plain
    assert scopes(root, stamp=b"another pipeline").of(os.fspath(root)).stamp != plain
    assert scopes(root, WalkRules()).of(os.fspath(root)).stamp == plain


def test_a_very_deep_folder(root):
    deep = os.fspath(root) + "/d" * 1500
    assert scopes(root).of(deep) is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a/b", False),
        ("a/ignored", True),
        (".hidden/x", True),
        ("a/notes.txt", False),
        ("a/~$notes.docx", True),
        ("env/lib", True),
    ],
)
def test_whether_a_walk_meets_a_path(root, name, expected):
    assert scopes(root).leaves_out_path(root / name) is expected
