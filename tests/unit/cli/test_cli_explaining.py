"""``docmind explain`` against an engine whose answers are known."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from fakes.cli_engine import FakeEngine

from docmind import cli, core
from docmind.core import Query

Run = Callable[..., int]


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> FakeEngine:
    engine = FakeEngine()
    monkeypatch.setattr(core, "open_engine", lambda library=None: engine)
    return engine


def run(*arguments: str) -> int:
    return cli.main(["explain", *arguments], lambda library, paths: 1)


def test_people_read_the_verdict_first(
    engine: FakeEngine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("notice period", str(tmp_path / "x" / ".." / "lease.pdf"), "--limit", "5") == 0
    path = tmp_path / "lease.pdf"
    assert engine.asked == [("explain", Query("notice period", "auto", 5), path)]
    assert capsys.readouterr().out.splitlines() == [
        str(path),
        "It was found, but at place 31 of 40; 20 are shown.",
        "  By words\ufffd: place 12.",
        "What helps: Ask for 31 results.",
    ]


def test_programs_read_all_of_it(
    engine: FakeEngine, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run("notice", str(tmp_path / "lease.pdf"), "--json", "--mode", "words") == 0
    shape = json.loads(capsys.readouterr().out)
    assert (shape["verdict"], shape["rank"], shape["total"]) == ("further", 31, 40)
    assert shape["lists"][1] == {
        "name": "dense", "place": None, "listed": 100, "score": 0.125, "last": 0.25,
    }  # fmt: skip
    assert shape["held"] == [{"label": "phrase", "terms": ["notice period"]}]
    assert shape["missing"] == ["KX-2041"]


def test_a_query_and_a_file_are_needed(engine: FakeEngine) -> None:
    with pytest.raises(SystemExit) as caught:
        run("notice")
    assert caught.value.code == 2
    assert engine.asked == []
