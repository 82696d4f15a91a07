"""Libraries that answer with models in Ollama: the real engine, its processes and the command
line, against a fake Ollama (none was ever asked)."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes.ollama import FakeOllama, Fault, PullFault
from fakes.ollama_models import BGE_M3, QWEN3_06B

from docmind import cli
from docmind.core.engine import Engine
from docmind.core.errors import ModelError, ProviderError
from docmind.core.events import Event, JobProgressed
from docmind.core.schema import JobReport, Query
from docmind.core.settings import EmbeddingSettings, ServerSettings, Settings

QWEN = "ollama:qwen3-embedding:0.6b"
BGE = "ollama:bge-m3"
FAMILIES = (QWEN, BGE)
INSTRUCTION = (
    "Instruct: Given a web search query, retrieve relevant passages that answer the query\nQuery:"
)
SOON = 20.0  # seconds, on a busy machine: what hangs would do so for a minute or more


@pytest.fixture
def fake() -> Iterator[FakeOllama]:
    with FakeOllama() as ollama:
        yield ollama


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, text in {
        "boats": "Sailing boats cross the harbour. The skipper checks anchor and sails.",
        "bread": "Sourdough bread needs flour, water, salt and patience.",
        "bees": "Honey bees dance to tell their sisters where the blossoms are.",
    }.items():
        (folder / f"{name}.txt").write_text(text)
    return folder


def settings(fake: FakeOllama, model: str, **more: int) -> Settings:
    return Settings(
        embedding=EmbeddingSettings(model_name=model, **more),
        servers=ServerSettings(ollama_address=fake.address),
    )


def finished(engine: Engine, job: int) -> JobReport:
    report = engine.wait(job, 60)
    assert report is not None
    return report


def found(engine: Engine, words: str) -> list[str]:
    return [hit.path.stem for hit in engine.search(Query(words, mode="meaning")).hits]


# -- the contract that the seeds ask for, for both families


@pytest.mark.parametrize("model", FAMILIES)
def test_what_was_inserted_is_retrieved_by_similarity(
    fake: FakeOllama, tmp_path: Path, texts: Path, model: str
) -> None:
    with Engine.open(tmp_path / "library", settings(fake, model)) as engine:
        assert engine.status().device == "Ollama"  # also before it was asked
        assert finished(engine, engine.add([texts])).counts.added == 3
        answer = engine.search(Query("anchor of a sailing skipper"))
        assert "dense" in answer.plan.legs
        assert answer.hits[0].path.stem == "boats"
        assert found(engine, "bees and blossoms")[0] == "bees"
        status = engine.status()
        assert status.model == model
        assert status.device == "Ollama"
        assert status.device_why == f"It runs in Ollama at {fake.address.removeprefix('http://')}."
    asked = [text for call in fake.embed_calls for text in call["input"]]
    questions = [text for text in asked if "anchor of a" in text]
    assert questions == [(INSTRUCTION if model == QWEN else "") + "anchor of a sailing skipper"]
    passages = [text for text in asked if "Sourdough" in text]
    assert passages
    assert not any("Instruct" in text for text in passages)
    assert all(call["truncate"] is False for call in fake.embed_calls)


@pytest.mark.parametrize("model", FAMILIES)
def test_every_vector_has_the_same_dimension(
    fake: FakeOllama, tmp_path: Path, texts: Path, model: str
) -> None:
    with Engine.open(tmp_path / "library", settings(fake, model)) as engine:
        finished(engine, engine.add([texts]))
        (store,) = (tmp_path / "library" / "store").iterdir()
        assert re.fullmatch(r"ollama-[0-9a-f]{12}-1024-fp32", store.name)
        assert "1024 dimensions, Ollama 0.33.0" in engine.try_model(model)


@pytest.mark.parametrize("version", ["0.11.10", "0.33.0"])
def test_qwen_fills_a_library_of_shorter_vectors(tmp_path: Path, texts: Path, version: str) -> None:
    with FakeOllama(version) as fake:
        chosen = settings(fake, QWEN, dimensions=256)
        with Engine.open(tmp_path / "library", chosen) as engine:
            finished(engine, engine.add([texts]))
            (store,) = (tmp_path / "library" / "store").iterdir()
            assert "-256-" in store.name
            assert found(engine, "bees and blossoms")[0] == "bees"


def test_bge_m3_is_not_cut_short(fake: FakeOllama, tmp_path: Path) -> None:
    chosen = settings(fake, BGE, dimensions=256)
    with (
        Engine.open(tmp_path / "library", chosen) as engine,
        pytest.raises(ModelError, match="was not trained for shorter vectors"),
    ):
        engine.try_model(BGE)


def test_a_missing_model_is_told_by_its_code(fake: FakeOllama, tmp_path: Path) -> None:
    with (
        Engine.open(tmp_path / "library", settings(fake, "hashing")) as engine,
        pytest.raises(ProviderError) as told,
    ):
        engine.try_model("ollama:qwen3-embedding:8b")
    assert told.value.code == "model_not_found"
    assert "docmind models download ollama:qwen3-embedding:8b" in told.value.hint


@pytest.mark.parametrize("version", ["0.3.4", "0.12.4", "0.33.0"])
def test_a_text_that_overflows_the_context_is_read_in_parts(
    tmp_path: Path, texts: Path, version: str
) -> None:
    with (
        FakeOllama(version) as fake,
        Engine.open(tmp_path / "library", settings(fake, BGE)) as engine,
    ):
        finished(engine, engine.add([texts]))  # the model is in memory
        owls = "Owls hunt by night in the old barn and sleep by day in the tower."
        (texts / "more.txt").write_text(owls)
        fake.faults.append(Fault(400, fake.profile.too_long))
        assert finished(engine, engine.add([texts])).counts.added == 1
        assert found(engine, "owls in a barn")[0] == "more"
        whole, first, second = (
            text for call in fake.embed_calls for text in call["input"] if text in owls
        )
        assert whole == owls
        assert (first + second).replace(" ", "") == owls.replace(" ", "")


# -- through the command line


@pytest.mark.parametrize("model", FAMILIES)
def test_the_command_line_reads_and_finds(
    fake: FakeOllama,
    texts: Path,
    model: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("DOCMIND_SERVERS__OLLAMA_ADDRESS", fake.address)
    monkeypatch.setenv("DOCMIND_EMBEDDING__MODEL_NAME", model)

    def run(*arguments: str) -> str:
        assert cli.main(list(arguments), lambda library, paths: 0) == 0
        return capsys.readouterr().out

    run("index", str(texts))
    answer = json.loads(run("search", "blossoms of bees", "--json"))
    assert answer["hits"][0]["path"].endswith("bees.txt")
    assert json.loads(run("status", "--json"))["model"] == model
    assert "works: 1024 dimensions" in run("models", "try", model)


# -- what hangs


def test_cancelling_a_hanging_call_takes_a_moment_and_loses_nothing(
    fake: FakeOllama, tmp_path: Path, texts: Path
) -> None:
    with Engine.open(tmp_path / "library", settings(fake, QWEN)) as engine:
        finished(engine, engine.add([texts]))  # the model is in memory
        (texts / "more.txt").write_text("Owls hunt by night in the old barn.")
        fake.faults.append(Fault(hang=True))
        job = engine.add([texts])
        assert fake.reached.wait(30)
        began = time.monotonic()
        engine.cancel(job)
        report = finished(engine, job)
        assert report.outcome == "cancelled"
        assert time.monotonic() - began < SOON
        assert fake.left.wait(SOON)  # Ollama stops computing for a line that is closed
        assert finished(engine, engine.add([texts])).outcome == "done"
        assert found(engine, "owls in a barn")[0] == "more"


def test_cancelling_takes_no_longer_while_ollama_loads_the_model(
    fake: FakeOllama, tmp_path: Path, texts: Path
) -> None:
    fake.may_load.clear()
    with Engine.open(tmp_path / "library", settings(fake, BGE)) as engine:
        job = engine.add([texts])
        assert fake.reached.wait(30)
        began = time.monotonic()
        engine.cancel(job)
        assert finished(engine, job).outcome == "cancelled"
        assert time.monotonic() - began < SOON
        fake.may_load.set()
        assert finished(engine, engine.add([texts])).counts.added == 3


# -- having models downloaded


def test_a_model_is_downloaded_by_ollama_as_a_job(fake: FakeOllama, tmp_path: Path) -> None:
    del fake.installed["bge-m3:latest"]
    seen: list[Event] = []
    with Engine.open(tmp_path / "library", settings(fake, "hashing")) as engine:
        engine.subscribe(seen.append)
        with pytest.raises(ProviderError, match="does not have the model"):
            engine.try_model(BGE)
        assert finished(engine, engine.download_model(BGE)).outcome == "done"
        assert "works" in engine.try_model(BGE)
    told = [one.progress for one in seen if isinstance(one, JobProgressed)]
    assert {one.stage for one in told} == {"downloading"}
    assert max(one.done for one in told) == max(one.total for one in told) == BGE_M3.size
    assert not (tmp_path / "models").exists()  # nothing of it comes here


def test_a_download_that_hangs_is_cancelled_and_goes_on_where_it_was(
    fake: FakeOllama, tmp_path: Path
) -> None:
    del fake.installed["bge-m3:latest"]
    fake.pull_faults.append(PullFault(at=600_000, hang=True))
    with Engine.open(tmp_path / "library", settings(fake, "hashing")) as engine:
        job = engine.download_model(BGE)
        assert fake.reached.wait(30)
        engine.cancel(job)
        assert finished(engine, job).outcome == "cancelled"
        assert fake.left.wait(SOON)
        assert "bge-m3:latest" not in fake.installed
        arrived = sum(fake.arrived.values())
        assert arrived > 0
        assert finished(engine, engine.download_model(BGE)).outcome == "done"
        assert sum(fake.arrived.values()) == BGE_M3.size


def test_a_download_that_fails_says_why(fake: FakeOllama, tmp_path: Path) -> None:
    del fake.installed["bge-m3:latest"]
    fake.pull_faults.append(PullFault(at=600_000, error="no space left on device"))
    with Engine.open(tmp_path / "library", settings(fake, "hashing")) as engine:
        report = finished(engine, engine.download_model(BGE))
        assert report.outcome == "failed"
        assert "no space left on device" in report.message
        with pytest.raises(ModelError, match="cannot be downloaded from here"):
            engine.download_model("openai:all-minilm")


def test_another_library_takes_a_model_of_ollama_over(
    fake: FakeOllama, tmp_path: Path, texts: Path
) -> None:
    with Engine.open(tmp_path / "library", settings(fake, "hashing")) as engine:
        finished(engine, engine.add([texts]))
        assert engine.estimate_model(QWEN).passages == 3
        assert finished(engine, engine.use_model(QWEN)).outcome == "done"
        assert engine.status().model == QWEN
        assert found(engine, "bees and blossoms")[0] == "bees"
    assert QWEN3_06B.name in {call["model"] for call in fake.embed_calls}
