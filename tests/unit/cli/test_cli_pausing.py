"""Commands that leave a source or a problem out for now."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fakes.cli_engine import PROBLEM, FakeEngine

from docmind import cli, core


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeEngine]:
    made = FakeEngine()
    monkeypatch.setattr(core, "open_engine", lambda library=None: made)
    yield made
    assert made.listeners == 0


def run(*arguments: str) -> int:
    return cli.main(list(arguments), lambda library, paths: 0)


def test_a_source_is_paused_and_resumed(
    engine: FakeEngine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("pause", str(tmp_path / "x" / ".."), "--json") == 0
    assert json.loads(capsys.readouterr().out) == {"path": str(tmp_path), "paused": True}
    assert run("pause", str(tmp_path)) == 0
    assert "is still found" in capsys.readouterr().out
    assert run("resume", str(tmp_path)) == 0
    assert engine.asked == [*[("pause_source", tmp_path)] * 2, ("resume_source", tmp_path)]
    assert "updated 1" in capsys.readouterr().out


def test_problems_are_ignored_and_listed_again(
    engine: FakeEngine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = [tmp_path / "a.pdf", tmp_path / "b.pdf"]
    assert run("ignore", *map(str, paths)) == 0
    assert capsys.readouterr().out == "2 files ignored until changed.\n"
    assert run("ignore", str(paths[0]), "--undo", "--json") == 0
    assert json.loads(capsys.readouterr().out) == {"changed": 1}
    assert engine.asked == [("ignore", tuple(paths), True), ("ignore", (paths[0],), False)]


def test_ignored_problems_are_listed_when_asked_for(
    engine: FakeEngine, capsys: pytest.CaptureFixture[str]
) -> None:
    engine.found_problems = (replace(PROBLEM, ignored=True),)
    assert run("problems", "--json") == 0
    assert json.loads(capsys.readouterr().out) == []
    assert run("problems", "--ignored", "--json") == 0
    assert json.loads(capsys.readouterr().out)[0]["ignored"] is True


def test_the_status_says_how_much_is_searchable_by_meaning(
    engine: FakeEngine, capsys: pytest.CaptureFixture[str]
) -> None:
    engine.pending = 3
    assert run("status") == 0
    assert "75 % searchable by meaning; 3 files found by name" in capsys.readouterr().out
