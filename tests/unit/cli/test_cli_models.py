"""``docmind models``: what it asks, prints and leaves behind."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fakes.bge_m3_folder import write_folder
from fakes.hub import FakeHub, Fault
from fakes.model_files import cached, card_of, shelf

from docmind import cli, core
from docmind.cli.model_report import Meter, byte_count
from docmind.cli.screen import Screen
from docmind.core import paths
from docmind.core.models.cards import ModelCard
from docmind.core.models.connection import HubConnection


class Typed(io.StringIO):
    """Standard input at a terminal."""

    def isatty(self) -> bool:
        return True


class Removing:
    """An engine that removes models."""

    removed: str = ""

    def remove_model(self, model: str) -> None:
        self.removed = model
        core.ModelStore().remove(model)

    def subscribe(self, _subscriber: core.Subscriber) -> Callable[[], None]:
        return lambda: None

    def close(self) -> None:
        """Nothing is open."""


@pytest.fixture
def card(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModelCard:
    """A known model, to be had from a hub that is not there, unless a test starts one."""
    made = card_of(write_folder(tmp_path / "published"), "tiny", licence="MIT", dimension=64)
    starter = ModelCard("starter", "starter", "Starter", "text", "Comes along.", licence="Apache")
    resources = shelf(tmp_path / "resources", starter, made)
    monkeypatch.setattr(paths, "resources_dir", lambda: resources)
    monkeypatch.setenv("DOCMIND_MODELS_DIR", str(tmp_path / "models"))
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    monkeypatch.setenv("NO_PROXY", "*")
    monkeypatch.delenv("HF_TOKEN", raising=False)
    monkeypatch.setattr(HubConnection, "_rest", lambda *ignored: None)
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    return made


@pytest.fixture
def hub(tmp_path: Path, card: ModelCard, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeHub]:
    with FakeHub(tmp_path / "published", card) as served:
        monkeypatch.setenv("HF_ENDPOINT", served.address)
        yield served


def run(*arguments: str) -> int:
    return cli.main(["models", *arguments], lambda library, paths: 0)


def printed_json(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


KEYS = [
    "id",
    "title",
    "does",
    "summary",
    "languages",
    "licence",
    "size",
    "state",
    "dimension",
    "memory_mb",
    "runs_on",
    "source",
    "folder",
    "used",
    "device",
    "note",
    "provider",
    "modalities",
    "context",
    "query_template",
    "matryoshka",
]


@pytest.mark.parametrize("action", [("list",), ()])
def test_the_list_has_a_stable_shape(
    card: ModelCard, capsys: pytest.CaptureFixture[str], action: tuple[str, ...]
) -> None:
    assert run(*action, "--json") == 0
    starter, tiny = printed_json(capsys)
    assert list(starter) == list(tiny) == [*KEYS, "default", "health"]
    assert (starter["default"], starter["health"]) == (True, "ready")
    assert not tiny["default"]
    assert (starter["state"], starter["used"]) == ("built in", True)
    assert (tiny["state"], tiny["used"], tiny["folder"]) == ("absent", False, None)
    assert tiny["size"] == card.size


def test_the_list_names_the_command_that_gets_a_model(
    card: ModelCard, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run() == 0
    out = capsys.readouterr().out
    assert "Starter: built in, in use" in out
    assert "docmind models download tiny" in out


def test_a_download_is_offered_asked_for_and_done(
    hub: FakeHub,
    card: ModelCard,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "stdin", Typed("y\n"))
    assert run("download", "tiny/TINY") == 0
    out, err = capsys.readouterr()
    assert f"{hub.address}/tiny/tiny" in err
    assert "MIT" in err and byte_count(card.size) in err
    assert "is installed" in out
    assert core.ModelStore().state("tiny").state == "installed"
    hub.asked.clear()
    assert run("download", "tiny") == 0
    assert hub.asked == [], "it is there already"


def test_no_is_no(
    hub: FakeHub, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for answer in ("n\n", "\n", ""):
        monkeypatch.setattr(sys, "stdin", Typed(answer))
        assert run("download", "tiny") == 130
        assert "Nothing was changed" in capsys.readouterr().err
    assert hub.asked == []


def test_without_a_terminal_only_yes_goes_on(
    hub: FakeHub, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("download", "tiny") == 2
    assert "--yes" in capsys.readouterr().err
    assert hub.asked == []
    assert run("download", "tiny", "--yes", "--json") == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["state"] == "installed"
    assert err == ""


def test_a_failed_download_says_why_and_what_else_to_do(
    card: ModelCard, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("download", "tiny", "--yes") == 1
    err = capsys.readouterr().err
    assert "cannot be reached" in err and "import" in err


def test_ctrl_c_keeps_what_has_arrived_and_says_how_to_go_on(
    hub: FakeHub, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(meter: Meter, done: int, total: int, name: str) -> None:
        if done > 500:
            raise KeyboardInterrupt

    with monkeypatch.context() as while_stopping:
        while_stopping.setattr(Meter, "__call__", interrupted)
        assert run("download", "tiny", "--yes") == 130
    err = capsys.readouterr().err
    assert "kept" in err and "docmind models download tiny" in err
    assert run("list", "--json") == 0
    state = printed_json(capsys)[-1]
    assert state["state"] == "partial"
    assert "bytes are here" in state["note"]
    assert run("download", "tiny", "--yes") == 0


def test_a_copy_of_the_hubs_own_program_is_taken_first(
    tmp_path: Path,
    hub: FakeHub,
    card: ModelCard,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cached(tmp_path / "published", tmp_path / "hub", card)
    monkeypatch.setattr(sys, "stdin", Typed("y\n"))
    assert run("download", "tiny") == 0
    assert "nothing is downloaded" in capsys.readouterr().err
    assert hub.asked == []


def test_a_damaged_copy_is_left_and_the_model_downloaded(
    tmp_path: Path, hub: FakeHub, card: ModelCard, capsys: pytest.CaptureFixture[str]
) -> None:
    snapshot = cached(tmp_path / "published", tmp_path / "hub", card)
    blob = (snapshot / "tokenizer.json").resolve()
    blob.write_bytes(blob.read_bytes()[:-1] + b"?")
    assert run("download", "tiny", "--yes") == 0
    err = capsys.readouterr().err
    assert "not what was published" in err and "downloaded instead" in err
    assert hub.asked != []


def test_import_export_and_import_again(
    tmp_path: Path,
    card: ModelCard,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert run("import", str(tmp_path / "published"), "--json") == 0
    assert printed_json(capsys)["id"] == "tiny"
    assert run("export", "tiny", str(tmp_path / "usb"), "--json") == 0
    stated = printed_json(capsys)
    assert list(stated) == ["model", "file", "bytes"]
    assert Path(stated["file"]).stat().st_size == stated["bytes"]
    monkeypatch.setenv("DOCMIND_MODELS_DIR", str(tmp_path / "elsewhere"))
    assert run("import", stated["file"]) == 0
    assert "Tiny (tiny) is installed" in capsys.readouterr().out
    monkeypatch.chdir(tmp_path)
    assert run("export", "tiny") == 0
    assert (tmp_path / "tiny.docmind-models").exists()
    assert run("export", "tiny", str(tmp_path / "elsewhere")) == 0
    assert (tmp_path / "elsewhere" / "tiny.docmind-models").exists()
    assert run("import", str(tmp_path / "published"), "--name", "My own") == 0
    assert "(my-own) is installed" in capsys.readouterr().out


def test_what_is_no_model_is_refused(
    tmp_path: Path, card: ModelCard, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("import", str(tmp_path)) == 1
    assert "no model" in capsys.readouterr().err
    assert run("export", "tiny") == 1
    assert "not installed" in capsys.readouterr().err
    assert run("export", "nothing") == 2


def test_verify_tells_whole_and_damaged_by_its_status(
    tmp_path: Path, card: ModelCard, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("verify") == 0
    assert "No model is installed" in capsys.readouterr().out
    run("import", str(tmp_path / "published"))
    capsys.readouterr()
    assert run("verify", "tiny") == 0
    assert "is whole" in capsys.readouterr().out
    path = tmp_path / "models" / "tiny" / "tokenizer.json"
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    assert run("verify") == 1
    out = capsys.readouterr().out
    assert "tokenizer.json" in out and "docmind models download tiny" in out
    assert run("verify", "--json") == 1
    assert [one["state"] for one in printed_json(capsys)] == ["damaged"]


def test_remove_asks_and_lets_the_engine_do_it(
    tmp_path: Path,
    card: ModelCard,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    engine = Removing()
    monkeypatch.setattr(core, "open_engine", lambda library=None: engine)
    assert run("remove", "starter", "--yes") == 2
    assert run("remove", "tiny", "--yes") == 2
    assert "not installed" in capsys.readouterr().err
    run("import", str(tmp_path / "published"))
    assert run("remove", "tiny") == 2
    monkeypatch.setattr(sys, "stdin", Typed("n\n"))
    assert run("remove", "tiny") == 130
    assert engine.removed == ""
    capsys.readouterr()
    assert run("remove", "tiny", "--yes", "--json") == 0
    assert printed_json(capsys) == {"removed": "tiny"}
    assert engine.removed == "tiny"


def test_a_busy_model_is_told(
    tmp_path: Path, card: ModelCard, capsys: pytest.CaptureFixture[str], hub: FakeHub
) -> None:
    from docmind.core.models.staging import locked

    with locked(tmp_path / "models", "tiny"):
        assert run("download", "tiny", "--yes") == 1
    assert "being installed already" in capsys.readouterr().err
    hub.always = Fault(status=404)
    assert run("download", "tiny", "--yes") == 1


def test_the_line_tells_amount_pace_and_time_left() -> None:
    meter = Meter(Screen(io.StringIO(), io.StringIO()), "Downloading")
    line = meter.line(1_200_000_000, 2_400_000_000, "model.bin", 100.0, 1_000_000_000)
    half = "█" * 10 + "░" * 10
    assert line == (
        f"Downloading  1.20 GB of 2.40 GB  {half}  10 MB/s  about 2 min left  model.bin"
    )
    assert "left" not in meter.line(1, 10, "a", 0.1, 1), "too early to tell"
    assert [byte_count(count) for count in (1, 1_500, 605_143_316)] == ["1 kB", "2 kB", "605 MB"]
