from __future__ import annotations

import os
import time

import pytest

from docmind.core.discover.ignore import Patterns, compile_patterns, read_gitignore


def verdict(lines: tuple[str, ...], path: str, is_folder: bool = False) -> bool:
    spec = compile_patterns(lines)
    assert spec is not None
    return Patterns(spec, 0).leave_out(path, is_folder)


@pytest.mark.parametrize(
    ("line", "path", "is_folder", "expected"),
    [
        ("*.log", "a/b/x.log", False, True),
        ("/x", "a/x", False, False),
        ("build/", "build", False, False),
        ("build/", "build", True, True),
        ("docs/*.pdf", "docs/a.pdf", False, True),
        ("docs/*.pdf", "docs/sub/a.pdf", False, False),
        ("a/**/z", "a/b/c/z", False, True),
        ("[ab].txt", "b.txt", False, True),
    ],
)
def test_gitignore_rules(line, path, is_folder, expected):
    assert verdict((line,), path, is_folder) is expected


def test_the_last_pattern_that_matches_decides():
    assert not verdict(("*.log", "!keep.log"), "keep.log")


def test_unusable_lines_are_passed_over():
    assert compile_patterns(("", "  ", "# note", "!")) is None
    assert verdict(("!", "*.o"), "a.o")


def test_patterns_cannot_stop_a_walk():
    started = time.perf_counter()
    hostile = "*a" * 30 + "b"
    assert verdict((hostile, "*a*a*ab", "x"), "a" * 255) is False
    assert time.perf_counter() - started < 2


def test_gitignore_files_in_any_encoding(tmp_path):
    path = tmp_path / ".gitignore"
    path.write_bytes(b"caf\xe9\n*.o\n")
    lines = read_gitignore(path)
    assert lines[1] == "*.o"
    assert verdict(lines, "x.o")
    assert verdict(lines, os.fsdecode(b"caf\xe9"))
    assert read_gitignore(tmp_path / "missing") == ()
