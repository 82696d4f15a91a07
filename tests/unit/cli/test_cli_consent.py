"""Before texts go to another computer, the command line asks; and the keys of servers."""

from __future__ import annotations

import io
import json

import pytest
from fakes.cli_engine import FakeEngine
from fakes.keyring_backend import FakeKeyring, using

from docmind import core
from docmind.cli import main
from docmind.core import load_settings, save_settings

HOST = "192.168.1.20:11434"
KEY = "sk-very-secret-5f3a"


class Typed(io.StringIO):
    """A terminal at which something was typed."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def engine(monkeypatch: pytest.MonkeyPatch) -> FakeEngine:
    engine = FakeEngine()
    monkeypatch.setattr(core, "open_engine", lambda library: engine)
    save_settings({"servers.ollama_address": f"http://{HOST}"})
    return engine


def run(*arguments: str) -> int:
    return main(list(arguments), lambda library, paths: 0)


def asked_for_work(engine: FakeEngine) -> list[str]:
    return [name for name, *_ in engine.asked if name != "status"]


@pytest.mark.parametrize("action", ["use", "try", "download"])
def test_no_is_an_answer(
    action: str,
    engine: FakeEngine,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("sys.stdin", Typed("n\n"))
    assert run("models", action, "ollama:bge-m3") == 130
    said = capsys.readouterr().err
    assert f"your questions will be sent to {HOST} (not encrypted). Allow it?" in said
    assert "Nothing was sent" in said
    assert asked_for_work(engine) == []
    assert load_settings().servers.text_may_go_to == ()


def test_yes_is_kept_and_not_asked_again(
    engine: FakeEngine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", Typed("y\n"))
    assert run("models", "try", "ollama:bge-m3") == 0
    assert load_settings().servers.text_may_go_to == (HOST,)
    assert f"docmind privacy --forbid {HOST}" in capsys.readouterr().err
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert run("models", "try", "ollama:bge-m3") == 0
    assert asked_for_work(engine) == ["try_model"] * 2


def test_yes_to_everything_is_not_enough(
    engine: FakeEngine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    assert run("models", "use", "ollama:bge-m3", "--yes") == 2
    assert f"--yes-send-text-to {HOST}" in capsys.readouterr().err
    assert asked_for_work(engine) == []


@pytest.mark.parametrize(
    ("model", "host", "status"),
    [
        ("ollama:bge-m3", HOST, 0),
        ("ollama:bge-m3", "192.168.1.20", 2),
        ("ollama:bge-m3", "elsewhere.example", 2),
        ("bge-m3", HOST, 2),
    ],
)
def test_a_script_names_that_very_host(
    engine: FakeEngine, model: str, host: str, status: int
) -> None:
    assert run("models", "try", model, "--yes-send-text-to", host) == status
    assert load_settings().servers.text_may_go_to == ((HOST,) if not status else ())
    assert asked_for_work(engine) == (["try_model"] if not status else [])


def test_this_computer_needs_no_word(engine: FakeEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    save_settings({"servers.ollama_address": None})
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert run("models", "try", "ollama:bge-m3") == 0
    assert load_settings().servers.text_may_go_to == ()


@pytest.mark.parametrize("command", ["index", "rescan"])
def test_reading_asks_for_the_model_of_the_library(
    command: str,
    engine: FakeEngine,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = str(tmp_path_factory.mktemp("read"))
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert run(command, folder) == 0  # a model that runs here
    engine.model = "ollama:bge-m3"
    before = len(engine.asked)
    assert run(command, folder) == 2
    assert [name for name, *_ in engine.asked[before:]] == ["status"]
    assert run(command, folder, "--yes-send-text-to", HOST) == 0


def test_a_word_is_listed_and_taken_back(capsys: pytest.CaptureFixture[str]) -> None:
    core.allow_server(HOST)
    core.allow_server("old.example")
    assert run("privacy") == 0
    said = capsys.readouterr().out
    assert f"{HOST}  vectors from Ollama  not encrypted" in said
    assert "old.example  no server is set there now" in said
    assert run("privacy", "--forbid", HOST, "--json") == 0
    assert json.loads(capsys.readouterr().out) == {"forbidden": HOST}
    assert run("privacy", "--json") == 0
    assert json.loads(capsys.readouterr().out)["text_may_go_to"] == [
        {"host": "old.example", "is_encrypted": None, "purposes": []}
    ]
    assert run("privacy", "--forbid", "old.example") == 0
    assert run("privacy") == 0
    assert "No other computer." in capsys.readouterr().out


# keys


def test_a_key_is_asked_for_without_being_shown(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    prompts: list[str] = []
    monkeypatch.setattr("sys.stdin", Typed())
    monkeypatch.setattr("getpass.getpass", lambda prompt: prompts.append(prompt) or KEY)
    with using(FakeKeyring()) as ring:
        assert run("key", "set", "ollama") == 0
        assert ring.kept == {("DocMind", f"ollama@{HOST}"): KEY}
        assert run("key") == 0
        assert run("key", "remove", "ollama") == 0
        assert run("key", "remove", "ollama") == 1
    said = capsys.readouterr()
    assert HOST in prompts[0]
    assert f"sent to {HOST} without encryption" in said.err
    assert "a key from the keyring" in said.out
    assert KEY not in said.out + said.err


def test_a_key_may_come_from_the_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{KEY}\nmore\n"))
    with using(FakeKeyring()) as ring:
        assert run("key", "set", "ollama", "--json") == 0
        assert json.loads(capsys.readouterr().out) == {"name": "ollama", "host": HOST}
        assert list(ring.kept.values()) == [KEY]
        assert run("key", "status", "--json") == 0
        shown = capsys.readouterr().out
    assert [one["source"] for one in json.loads(shown)["keys"]] == ["keyring", "none", "none"]
    assert KEY not in shown


def test_a_key_is_never_an_argument(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run("key", "set", "ollama", KEY)


def test_without_a_keyring_the_environment_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(KEY))
    assert run("key", "set", "ollama") == 1
    assert "DOCMIND_OLLAMA_API_KEY" in capsys.readouterr().err
    assert run("key") == 0
    assert "no keyring here" in capsys.readouterr().out


def test_no_command_shows_a_key(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("OLLAMA", "OPENAI", "SERVER"):
        monkeypatch.setenv(f"DOCMIND_{name}_API_KEY", KEY)
    for command in (["status"], ["privacy"], ["key"], ["doctor"], ["models", "list"]):
        run(*command)
        run(*command, "--json")
    said = capsys.readouterr()
    assert "DOCMIND_OLLAMA_API_KEY" in said.out
    assert KEY not in said.out + said.err
