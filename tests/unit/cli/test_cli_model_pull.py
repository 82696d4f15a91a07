"""``docmind models download`` for a model that Ollama downloads itself."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator

import pytest
from fakes.ollama import FakeOllama, PullFault
from fakes.ollama_models import BGE_M3

from docmind import cli
from docmind.core.index.pulling import ModelPull


class Typed(io.StringIO):
    """Standard input at a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeOllama]:
    with FakeOllama(models=()) as ollama:
        monkeypatch.setenv("DOCMIND_SERVERS__OLLAMA_ADDRESS", ollama.address)
        yield ollama


def run(*arguments: str) -> int:
    return cli.main(["models", "download", *arguments], lambda library, paths: 0)


def test_it_says_who_downloads_it_asks_and_has_it_done(
    fake: FakeOllama, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", Typed("y\n"))
    assert run("ollama:bge-m3") == 0
    told = capsys.readouterr()
    host = fake.address.removeprefix("http://")
    assert f"From      Ollama at {host}, which downloads it itself and keeps it" in told.err
    assert "Licence   MIT" in told.err
    assert told.out.startswith(f"Ollama at {host} has BGE-M3 in Ollama (ollama:bge-m3).")
    assert "bge-m3:latest" in fake.installed


def test_a_no_changes_nothing(
    fake: FakeOllama, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", Typed("n\n"))
    assert run("ollama:bge-m3") != 0
    assert "Nothing was changed." in capsys.readouterr().err
    assert not fake.bodies("/api/pull")


def test_what_is_there_is_not_downloaded_again(
    fake: FakeOllama, capsys: pytest.CaptureFixture[str]
) -> None:
    fake.installed[BGE_M3.name] = BGE_M3
    assert run("ollama:bge-m3:latest", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["id"], told["state"]) == ("ollama:bge-m3", "server")
    assert not fake.bodies("/api/pull")


def test_a_failure_says_why_and_how_to_go_on(
    fake: FakeOllama, capsys: pytest.CaptureFixture[str]
) -> None:
    fake.pull_faults.append(PullFault(at=600_000, error="no space left on device"))
    assert run("ollama:bge-m3", "--yes") == 1
    told = capsys.readouterr().err
    assert "no space left on device" in told
    assert "docmind models download ollama:bge-m3" in told


def test_ctrl_c_stops_it_and_says_how_to_go_on(
    fake: FakeOllama, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(ModelPull, "run", interrupted)
    assert run("ollama:bge-m3", "--yes") == 130
    assert "docmind models download ollama:bge-m3" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("ollama:big:cloud", "does not run on this computer"),
        ("openai:all-minilm", "cannot be downloaded from here"),
    ],
)
def test_what_ollama_does_not_keep_is_refused_unasked(
    fake: FakeOllama, capsys: pytest.CaptureFixture[str], name: str, words: str
) -> None:
    assert run(name, "--yes") == 1
    assert words in capsys.readouterr().err
    assert not fake.asked
