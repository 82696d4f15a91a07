"""Hints: what changed waits until it rests, and becomes few places to look at."""

from __future__ import annotations

from pathlib import Path

import pytest

from docmind.core.index import hints
from docmind.core.index.hints import LONGEST, QUIET, Hints, collapse


@pytest.fixture
def source(tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(name)
    return tmp_path


def test_files_at_rest_come_together_after_a_quiet_while(source):
    held = Hints()
    assert held.due_in(0.0) is None
    held.add([source / "a.txt"], 0.0, [source])
    held.add([source / "b.txt"], 1.5, [source])
    assert held.due_in(1.5) == QUIET
    assert held.take(1.5 + QUIET - 0.1) == []
    assert set(held.take(1.5 + QUIET)) == {source / "a.txt", source / "b.txt"}
    assert held.due_in(10.0) is None


def test_constant_changes_do_not_hold_up_what_rests(source):
    held = Hints()
    held.add([source / "a.txt"], 0.0, [source])
    now = 0.0
    while now < LONGEST - 1:
        now += 1.0
        held.add([source / "b.txt"], now, [source])
        assert held.take(now) == []
    now += 1.0
    held.add([source / "b.txt"], now, [source])
    assert held.take(now) == [source / "a.txt"]
    assert held.take(now + QUIET) == [source / "b.txt"]


def test_a_file_that_grew_without_a_hint_waits_for_the_next_round(source):
    held = Hints()
    held.add([source / "a.txt"], 0.0, [source])
    (source / "a.txt").write_text("longer than before")
    assert held.take(QUIET) == []
    assert held.take(2 * QUIET) == [source / "a.txt"]


def test_what_was_deleted_comes_too(source):
    held = Hints()
    (source / "a.txt").unlink()
    held.add([source / "a.txt", source / "folder"], 0.0, [source])
    assert set(held.take(QUIET)) == {source / "a.txt", source / "folder"}


def test_what_lies_in_no_source_is_dropped(source):
    held = Hints()
    held.add([source.parent / "other.txt", Path(f"{source}-2") / "x"], 0.0, [source])
    assert held.due_in(0.0) is None


def test_a_flood_becomes_its_sources(source, monkeypatch):
    monkeypatch.setattr(hints, "_MOST_HELD", 50)
    held = Hints()
    other = source / "quiet"
    held.add([source / f"{number}.txt" for number in range(60)], 0.0, [source])
    held.add([source / "one-more.txt"], 0.5, [source])
    assert held.take(QUIET + 0.5) == [source]
    held.add([other], 9.0, [source])
    assert held.take(9.0 + QUIET) == [other]


def places(*names):
    return [Path("/s") / name for name in names]


@pytest.mark.parametrize(
    ("changed", "looked_at"),
    [
        (["a/x.txt", "b.txt"], ["a/x.txt", "b.txt"]),
        (["a/x.txt", "a", "a/deep/y.txt"], ["a"]),
        ([f"a/{number}" for number in range(30)], ["a"]),
        ([f"a/{n}/{m}" for n in range(20) for m in range(20)], ["a"]),
        ([f"f{n}/g/x" for n in range(30)], [""]),
        ([""], [""]),
    ],
)
def test_the_fewest_places_that_cover_all(changed, looked_at):
    assert collapse(places(*changed), [Path("/s"), Path("/t")]) == places(*looked_at)


def test_each_source_has_its_own_places():
    changed = [*places(*(f"f{n}/x" for n in range(99))), Path("/t/one.txt"), Path("/u/other")]
    assert collapse(changed, [Path("/s"), Path("/t")]) == [Path("/s"), Path("/t/one.txt")]
