"""Models asked for through the engine: fetched, brought, checked, tried, removed; all as jobs."""

from __future__ import annotations

import socket

import pytest
from fakes.bge_m3_folder import Size, write_folder
from fakes.hub import FakeHub, Fault
from fakes.model_files import card_of, shelf

from docmind.core import paths
from docmind.core.engine import Engine
from docmind.core.errors import ModelError, UsageError
from docmind.core.events import JobProgressed
from docmind.core.models.cards import ModelCard
from docmind.core.schema import Query
from docmind.core.settings import EmbeddingSettings, Settings

OWN = Size(64, 3, 4, 128, 600, 1026)  # not the size of one that DocMind knows
SETTINGS = Settings(embedding=EmbeddingSettings(model_name="hashing"))


@pytest.fixture
def published(tmp_path, monkeypatch):
    """A small BGE-M3 that DocMind knows as "tiny", and a hub that has it."""
    folder = write_folder(tmp_path / "published")
    card = card_of(folder, "tiny", licence="MIT", dimension=64)
    built_in = [
        ModelCard(name, name, name.title(), "text", "Comes along.")
        for name in ("starter", "hashing")
    ]
    resources = shelf(tmp_path / "resources", *built_in, card)
    monkeypatch.setattr(paths, "resources_dir", lambda: resources)
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    monkeypatch.setenv("NO_PROXY", "*")
    with FakeHub(folder, card) as hub:
        monkeypatch.setenv("HF_ENDPOINT", hub.address)
        yield hub, folder


@pytest.fixture
def engine(tmp_path, published):
    with Engine.open(tmp_path / "library", SETTINGS) as engine:
        yield engine


def state(engine, name="tiny"):
    return next(one for one in engine.models() if one.id == name)


def wait_for(engine, job):
    report = engine.wait(job, 60)
    assert report is not None
    return report


def test_a_download_is_a_job_beside_the_others(engine, tmp_path):
    seen = []
    engine.subscribe(lambda event: seen.append(event) if isinstance(event, JobProgressed) else None)
    assert state(engine).state == "absent"
    assert wait_for(engine, engine.download_model("tiny")).outcome == "done"
    assert state(engine).state == "installed"
    assert {one.progress.stage for one in seen} == {"downloading"}
    assert max(one.progress.done for one in seen) == max(one.progress.total for one in seen) > 0
    assert not list(state(engine).folder.glob("*.bin"))  # kept as numbers only
    said = engine.try_model("tiny")
    assert "works: 64 dimensions, onnxruntime fp32. There is no graphics card" in said
    (tmp_path / "a.txt").write_text("A lantern in the harbour.")
    assert wait_for(engine, engine.add([tmp_path / "a.txt"])).outcome == "done"
    assert wait_for(engine, engine.use_model("tiny")).outcome == "done"
    assert engine.status().model == "tiny"
    answer = engine.search(Query("lantern"))
    assert {"dense", "learned"} <= set(answer.plan.legs)
    with pytest.raises(UsageError, match="in use"):
        engine.remove_model("tiny")
    assert wait_for(engine, engine.use_model("hashing")).outcome == "done"
    engine.remove_model("tiny")
    assert state(engine).state == "absent"


def test_a_stopped_download_goes_on_where_it_was(engine, published):
    hub, _ = published
    hub.always = Fault(pause=20_000)  # every file stands still there until the test goes on
    job = engine.download_model("tiny")
    assert hub.reached.wait(20)
    engine.cancel(job)
    hub.resume.set()
    assert wait_for(engine, job).outcome == "cancelled"
    assert state(engine).state in ("partial", "absent")
    hub.always = Fault()
    assert wait_for(engine, engine.download_model("tiny")).outcome == "done"
    assert state(engine).state == "installed"


def test_what_is_damaged_is_said_and_can_be_had_again(engine, published):
    _, folder = published
    assert wait_for(engine, engine.import_model(folder)).outcome == "done"
    weights = state(engine).folder / "model.safetensors"
    content = bytearray(weights.read_bytes())
    content[-3] ^= 1
    weights.write_bytes(content)
    report = wait_for(engine, engine.verify_model("tiny"))
    assert report.outcome == "failed"
    assert "is damaged" in report.message
    assert "docmind models download tiny" in report.message
    assert state(engine).state == "damaged"
    with pytest.raises(ModelError, match="damaged"):
        engine.try_model("tiny")
    assert wait_for(engine, engine.download_model("tiny")).outcome == "done"
    assert wait_for(engine, engine.verify_model("tiny")).outcome == "done"


def test_other_weights_under_the_same_name_are_noticed_and_can_be_used(engine, tmp_path):
    folder = tmp_path / "mine"
    write_folder(folder, OWN, seed=1)
    wait_for(engine, engine.import_model(folder))
    (tmp_path / "a.txt").write_text("A lantern in the harbour.")
    wait_for(engine, engine.add([tmp_path / "a.txt"]))
    assert wait_for(engine, engine.use_model("mine")).outcome == "done"
    with pytest.raises(UsageError, match="already"):
        engine.use_model("mine")
    weights = write_folder(tmp_path / "again", OWN, seed=2) / "pytorch_model.bin"
    engine._workshop.models.remove("mine")
    weights.replace(folder / "pytorch_model.bin")
    wait_for(engine, engine.import_model(folder))
    engine._workshop.space().worker.close()  # as after a rest
    answer = engine.search(Query("lantern"))
    assert answer.hits[0].path.name == "a.txt"  # by its words
    assert "files are not those" in answer.plan.notes[0]
    assert wait_for(engine, engine.use_model("mine")).outcome == "done"
    assert engine.search(Query("lantern")).plan.notes == ()


def test_an_unreachable_hub_is_a_clear_failure(engine, monkeypatch):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{port}")
    monkeypatch.setattr("docmind.core.models.connection.HubConnection._rest", lambda *ignored: None)
    report = wait_for(engine, engine.download_model("tiny"))
    assert report.outcome == "failed"
    assert report.message
    assert state(engine).state in ("absent", "partial")
