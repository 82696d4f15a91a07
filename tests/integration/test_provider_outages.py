"""A server that dies while a library is read: the job waits, says why, and loses nothing. The real
engine and its processes, against a fake Ollama."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from fakes.ollama import BUSY, FakeOllama, Fault
from fakes.ollama_models import Model
from fakes.ollama_requests import Refused
from fakes.waiting import until

from docmind.core.engine import Engine
from docmind.core.paths import Library
from docmind.core.remote.supervisor import SupervisedEngine
from docmind.core.schema import JobReport, Query
from docmind.core.settings import EmbeddingSettings, ServerSettings, Settings

MODEL = "ollama:bge-m3"
FILES = 40
SKULL = "\N{SKULL AND CROSSBONES}"


class Mortal(FakeOllama):
    """Ends itself when it embedded ``after`` texts; a text with a skull makes its model fail."""

    def __init__(self, after: int = 10**9, port: int = 0) -> None:
        super().__init__(port=port)
        self._after = after

    def row(self, model: Model, text: str, request: dict[str, Any]) -> tuple[list[float], int]:
        """As the fake does it, while it lives."""
        if SKULL in text:
            raise Refused(400, "do embedding request: unsupported value: NaN")
        if len(self.embedded) >= self._after:
            self.ending.set()
        return super().row(model, text, request)

    @property
    def port(self) -> int:
        return int(self.address.rpartition(":")[2])


@contextlib.contextmanager
def living(after: int = 10**9, port: int = 0) -> Iterator[Mortal]:
    """A fake Ollama for a while, however it ends."""
    fake = Mortal(after, port)
    with contextlib.ExitStack() as stack:
        stack.enter_context(contextlib.closing(fake))
        fake.__enter__()
        yield fake


def settings(port: int, model: str = MODEL) -> Settings:
    return Settings(
        embedding=EmbeddingSettings(model_name=model),
        servers=ServerSettings(ollama_address=f"http://127.0.0.1:{port}"),
    )


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    for number in range(FILES):
        (folder / f"note-{number:02}.txt").write_text(f"Note {number} about zz{number:02}qx.")
    return folder


def finished(engine: Engine, job: int) -> JobReport:
    report = engine.wait(job, 60)
    assert report is not None
    return report


def held(engine: Engine) -> str:
    return engine.status().held


def is_waiting(port: int) -> Callable[[str], bool]:
    sentence = rf".*127\.0\.0\.1:{port}.*\. Reading goes on when it answers\."
    return lambda said: re.fullmatch(sentence, said) is not None


def test_reading_waits_for_a_server_that_died_and_goes_on(tmp_path: Path, papers: Path) -> None:
    with living(after=20) as fake, Engine.open(tmp_path / "l", settings(fake.port)) as engine:
        port, job = fake.port, engine.add([papers])
        until(lambda: fake.ending.is_set() and is_waiting(port)(held(engine)), 60)
        fake.close()
        assert engine.wait(job, 0) is None
        with living(port=port) as again:
            engine.resume()  # a person does not wait for the next try
            report = finished(engine, job)
            assert (report.outcome, report.counts.added, report.counts.failed) == ("done", FILES, 0)
            assert again.embedded
        assert engine.status().problems == 0
        assert held(engine) == ""
        assert engine.search(Query("zz39qx", mode="words")).hits[0].path.name == "note-39.txt"
        (use,) = (one for one in engine.status().providers if one.provider == "ollama")
        assert use.texts >= FILES
        assert dict(use.errors).keys() & {"connection_error", "timeout", "internal_error"}


def test_a_server_that_is_down_at_the_start_is_waited_for(tmp_path: Path, papers: Path) -> None:
    others = tmp_path / "others"
    others.mkdir()
    (others / "other.txt").write_text("Another text.")
    with living() as fake:
        port = fake.port
    with Engine.open(tmp_path / "l", settings(port)) as engine:
        jobs = [engine.add([papers]), engine.add([others])]
        until(lambda: is_waiting(port)(held(engine)), 60)
        removing = engine.remove(others)  # what needs no model does not wait with it
        assert finished(engine, removing).outcome == "done"
        with living(port=port):
            engine.resume()
            assert [finished(engine, job).counts.added for job in jobs] == [FILES, 0]


def test_a_change_of_the_model_waits_too(tmp_path: Path, papers: Path) -> None:
    with living() as fake:
        port = fake.port
    with Engine.open(tmp_path / "l", settings(port, "hashing")) as engine:
        assert finished(engine, engine.add([papers])).counts.added == FILES
        job = engine.use_model(MODEL)
        until(lambda: is_waiting(port)(held(engine)), 60)
        assert engine.search(Query("zz05qx")).hits  # by the model that is in use
        with living(port=port):
            engine.resume()
            assert finished(engine, job).outcome == "done"
        assert engine.status().model == MODEL


def test_a_busy_server_is_asked_again_and_a_refused_text_concerns_its_file(
    tmp_path: Path, papers: Path
) -> None:
    (papers / "poison.txt").write_text(f"A text with {SKULL} in it.")
    with living() as fake, Engine.open(tmp_path / "l", settings(fake.port)) as engine:
        (papers / "first.txt").write_text("The first one.")
        assert finished(engine, engine.add([papers / "first.txt"])).counts.added == 1
        fake.faults.extend(Fault(503, BUSY) for _ in range(5))
        job = engine.add([papers])
        until(lambda: is_waiting(fake.port)(held(engine)), 60)
        report = finished(engine, job)
        assert (report.outcome, report.counts.added, report.counts.failed) == ("done", FILES, 1)
        (problem,) = engine.problems()
        assert (problem.path.name, problem.kind) == ("poison.txt", "refused")
        assert "NaN" in problem.reason


def test_closing_while_a_call_hangs_takes_a_moment(tmp_path: Path, papers: Path) -> None:
    with living() as fake:
        engine = Engine.open(tmp_path / "l", settings(fake.port))
        fake.faults.append(Fault(hang=True))
        with engine:
            engine.add([papers])
            assert fake.reached.wait(60)
            began = time.monotonic()
        assert time.monotonic() - began < 20


def test_an_engine_killed_while_it_waits_goes_on_after_its_restart(
    tmp_path: Path, papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with living(after=20) as fake:
        port = fake.port
        monkeypatch.setenv("DOCMIND_ENGINE__IDLE_SECONDS", "0")
        monkeypatch.setenv("DOCMIND_EMBEDDING__MODEL_NAME", MODEL)
        monkeypatch.setenv("DOCMIND_SERVERS__OLLAMA_ADDRESS", fake.address)
        with contextlib.closing(SupervisedEngine(Library(tmp_path / "l"))) as engine:
            engine.add([papers])
            until(lambda: is_waiting(port)(engine.status().held), 60)
            read = engine.status().files
            psutil.Process(engine.pid).kill()
            fake.close()
            until(lambda: is_waiting(port)(_held_or_nothing(engine)), 60)
            assert engine.status().files >= read
            with living(port=port):
                engine.resume()
                until(lambda: engine.status().files == FILES, 60)
            assert engine.status().problems == 0


def _held_or_nothing(engine: SupervisedEngine) -> str:
    """Also while the engine is being started anew."""
    with contextlib.suppress(Exception):
        return engine.status().held
    return ""


@pytest.mark.skipif(os.name == "nt", reason="a Ctrl-C is another thing there")
def test_the_command_says_that_it_waits_and_ctrl_c_loses_nothing(
    tmp_path: Path, papers: Path
) -> None:
    with living(after=20) as fake:
        command = [sys.executable, "-m", "docmind", "--library", str(tmp_path / "l"), "index"]
        environment = {
            **os.environ,
            "DOCMIND_EMBEDDING__MODEL_NAME": MODEL,
            "DOCMIND_SERVERS__OLLAMA_ADDRESS": fake.address,
        }
        with subprocess.Popen(
            [*command, str(papers)], stderr=subprocess.PIPE, text=True, env=environment
        ) as running:
            assert running.stderr is not None
            said = running.stderr.readline()
            assert is_waiting(fake.port)(said.strip()), said
            running.send_signal(signal.SIGINT)
            _, rest = running.communicate(timeout=60)
            assert running.returncode == 130
            assert "What was read stays read." in rest
        port = fake.port
        fake.close()
    with Engine.open(tmp_path / "l", settings(port)) as engine:
        assert 0 < engine.status().files < FILES
