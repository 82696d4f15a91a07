"""Another model for a library, and pictures: what the command line asks and says."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from fakes.cli_engine import FakeEngine

from docmind import core
from docmind.cli import main
from docmind.core import ModelChange, PictureStatus


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> FakeEngine:
    engine = FakeEngine()
    monkeypatch.setattr(core, "open_engine", lambda library: engine)
    return engine


def run(*arguments: str) -> int:
    return main(list(arguments), lambda library, paths: 0)


class Typed(io.StringIO):
    """A terminal at which something was typed."""

    def isatty(self) -> bool:
        return True


def test_the_estimate_is_shown_before_anything_begins(
    engine: FakeEngine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", Typed("n\n"))
    assert run("models", "use", "bge-m3") == 130
    said = capsys.readouterr()
    assert "9 files, about 400 passages, 100 of them known already" in said.out
    assert "about 2.0 hours on cpu" in said.out
    assert "5 MiB; 9.0 GiB are free" in said.out
    assert "stays until you remove it" in said.out
    assert "Nothing was changed" in said.err
    assert ("use_model", "bge-m3") not in engine.asked


def test_yes_begins_it(
    engine: FakeEngine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", Typed("y\n"))
    assert run("models", "use", "bge-m3") == 0
    assert engine.asked[-1] == ("use_model", "bge-m3")
    assert "answered by bge-m3 now" in capsys.readouterr().out


def test_without_a_terminal_nothing_begins_unasked(
    engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    assert run("models", "use", "bge-m3") == 2
    assert run("models", "use", "bge-m3", "--yes", "--json") == 0
    assert engine.asked[-1] == ("use_model", "bge-m3")


def test_the_estimate_alone(engine: FakeEngine, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("models", "use", "bge-m3", "--estimate", "--json") == 0
    assert json.loads(capsys.readouterr().out)["passages"] == 400
    assert engine.asked[-1] == ("estimate_model", "bge-m3")


def test_too_little_room_is_said_before(
    engine: FakeEngine, capsys: pytest.CaptureFixture[str]
) -> None:
    engine.estimate = replace(engine.estimate, free_bytes=2**20)
    assert run("models", "use", "bge-m3", "--yes") == 1
    assert "too little room" in capsys.readouterr().err


def test_what_was_begun_goes_on_without_another_question(engine: FakeEngine) -> None:
    engine.change = ModelChange("bge-m3", "BGE-M3", 3, 9, "It waits.")
    assert run("models", "use", "bge-m3") == 0
    assert [name for name, *_ in engine.asked] == ["status", "use_model"]


def test_a_change_is_told_and_can_be_given_up(
    engine: FakeEngine, capsys: pytest.CaptureFixture[str]
) -> None:
    engine.change = ModelChange("bge-m3", "BGE-M3", 3, 9, "It waits.")
    assert run("status") == 0
    assert "Next      BGE-M3, 3 of 9 files ready. It waits." in capsys.readouterr().out
    assert run("models", "use", "--stop") == 0
    assert engine.asked[-1] == ("stop_model_change",)
    assert run("models", "use") == 2


def test_the_old_index_is_told_and_goes_when_that_is_said(
    engine: FakeEngine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    engine.old_index_bytes = 7 * 2**20
    assert run("status") == 0
    assert "takes 7 MiB" in capsys.readouterr().out
    monkeypatch.setattr("sys.stdin", Typed("\n"))
    assert run("models", "forget") == 130
    assert run("models", "forget", "--yes") == 0
    assert "7 MB were given back" in capsys.readouterr().out


def test_a_model_is_tried_out(engine: FakeEngine, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("models", "try", "starter") == 0
    assert capsys.readouterr().out == "starter works.\n"


def test_pictures_are_looked_at_after_reading_when_there_is_a_model(
    engine: FakeEngine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("status") == 0
    assert "7 known by what they show, in 1 of 3 files looked at" in capsys.readouterr().out
    assert run("index", str(tmp_path)) == 0
    assert ("look_at_pictures",) not in engine.asked
    engine.pictures = PictureStatus("small-clip", 3, 1, 7)
    assert run("index", str(tmp_path)) == 0
    assert engine.asked[-1] == ("look_at_pictures",)
    capsys.readouterr()
    assert run("look", "--json") == 0
    assert list(json.loads(capsys.readouterr().out)) == [
        *("files", "pictures", "failed", "seconds")
    ]


def test_a_folder_is_named_from_where_one_stands(
    engine: FakeEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "models" / "mine").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    assert run("models", "use", "models/mine", "--estimate", "--json") == 0
    monkeypatch.chdir(tmp_path / "models")
    assert run("models", "try", "./mine") == 0
    assert run("models", "try", "mine") == 0
    told = [given for name, *given in engine.asked if name in ("estimate_model", "try_model")]
    assert told == [[str(tmp_path / "models" / "mine")]] * 2 + [["mine"]]
