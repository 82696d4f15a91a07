"""``docmind similar`` against an engine whose answers are known."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from fakes.cli_engine import FakeEngine

from docmind import cli, core
from docmind.core import DocMindError, Like, Query

Run = Callable[..., int]


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> FakeEngine:
    engine = FakeEngine()
    engine.answer = replace(
        engine.answer, plan=replace(engine.answer.plan, like="Like “sunset.jpg”")
    )
    monkeypatch.setattr(core, "open_engine", lambda library=None: engine)
    return engine


def run(*arguments: str) -> int:
    return cli.main(["similar", *arguments], lambda library, paths: 1)


def test_people_read_what_the_results_are_like(
    engine: FakeEngine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(str(tmp_path / "x" / ".." / "sunset.jpg"), "--limit", "5") == 0
    like = Like(tmp_path / "sunset.jpg")
    assert engine.asked == [("search", Query("", "auto", 5, focus=True, like=like))]
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Like “sunset.jpg”"
    assert "Lease agreement" in lines[1]


def test_a_page_and_words_beside_it(engine: FakeEngine, tmp_path: Path) -> None:
    words = ("--words", "but", "at night", "type:jpg")
    assert run(str(tmp_path / "a.pdf"), "--page", "3", *words, "--unfold", "--mode", "images") == 0
    ((_, query),) = engine.asked
    assert isinstance(query, Query)
    assert query.like == Like(tmp_path / "a.pdf", 3)
    assert (query.text, query.mode, query.fold) == ("but at night type:jpg", "images", False)


def test_programs_read_what_search_prints(
    engine: FakeEngine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(str(tmp_path / "sunset.jpg"), "--json") == 0
    shape = json.loads(capsys.readouterr().out)
    assert shape["plan"]["like"] == "Like “sunset.jpg”"
    assert shape["hits"][0]["title"] == "Lease agreement"


def test_what_cannot_be_compared_is_told(
    monkeypatch: pytest.MonkeyPatch, engine: FakeEngine, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(query: Query) -> None:
        raise DocMindError("Pictures cannot be compared yet", hint="See docmind models.")

    monkeypatch.setattr(engine, "search", refuse)
    assert run("sunset.jpg") == 1
    assert "Pictures cannot be compared yet" in capsys.readouterr().err


@pytest.mark.parametrize("page", ["0", "-1", "two"])
def test_a_page_is_a_number_from_1(
    engine: FakeEngine, page: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        run("a.pdf", "--page", page)
    assert caught.value.code == 2
    assert "number of a page, from 1" in capsys.readouterr().err
    assert engine.asked == []
