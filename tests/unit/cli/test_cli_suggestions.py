"""``docmind search`` says which words were set right, or may have been meant."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from fakes.cli_engine import FakeEngine

from docmind import cli, core


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> FakeEngine:
    made = FakeEngine()
    monkeypatch.setattr(core, "open_engine", lambda _library=None: made)
    return made


def planned(engine: FakeEngine, **changes: object) -> None:
    plan = replace(engine.answer.plan, **changes)  # type: ignore[arg-type]
    engine.answer = replace(engine.answer, plan=plan)


def run(*arguments: str) -> int:
    return cli.main(["search", "--no-history", *arguments], lambda _library, _paths: 0)


def test_a_suggestion_is_said(engine: FakeEngine, capsys: pytest.CaptureFixture[str]) -> None:
    planned(engine, suggestion="receive\x1b[31m type:pdf")
    assert run("recieve type:pdf") == 0
    assert capsys.readouterr().out.startswith("Did you mean: receive�[31m type:pdf\n")


def test_nothing_is_said_when_there_is_none(
    engine: FakeEngine, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("lease") == 0
    assert "Did you mean" not in capsys.readouterr().out


def test_programs_are_told_all_of_it(
    engine: FakeEngine, capsys: pytest.CaptureFixture[str]
) -> None:
    planned(engine, searched="receive", corrections=(("recieve", "receive"),), suggestion="x")
    assert run("recieve", "--json") == 0
    plan = json.loads(capsys.readouterr().out)["plan"]
    assert plan["searched"] == "receive"
    assert plan["corrections"] == [["recieve", "receive"]]
    assert plan["suggestion"] == "x"


def test_as_typed_sets_nothing_right(engine: FakeEngine) -> None:
    assert run("recieve", "--as-typed") == 0
    assert run("recieve") == 0
    assert [asked[1].correct for asked in engine.asked] == [False, True]
