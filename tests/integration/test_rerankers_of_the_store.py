"""Rerankers as models: downloaded when a person asks, named in the settings, told, removed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from fakes.cross_encoder_folder import write_cross_encoder
from fakes.hub import FakeHub
from fakes.model_files import card_of, shelf
from fakes.qwen3_reranker_folder import write_qwen3_reranker
from fakes.waiting import until

from docmind.core import paths
from docmind.core.engine import Engine
from docmind.core.errors import UsageError
from docmind.core.models.cards import ModelCard
from docmind.core.schema import Query
from docmind.core.settings import load

TITLE = "Tiny Pairs"
QUESTION = "what was in the report about the boundary layer"


@pytest.fixture
def hub(tmp_path, monkeypatch):
    """A small bge-reranker that DocMind knows as "tiny-pairs", and a hub that has it."""
    folder = write_cross_encoder(tmp_path / "published", "xlm-roberta")
    card = card_of(folder, "tiny-pairs", licence="Apache-2.0", dimension=0)
    card = replace(card, provider="bge-reranker", does="order", title=TITLE)
    built_in = ModelCard("hashing", "hashing", "Hashing", "text", "Comes along.")
    resources = shelf(tmp_path / "resources", built_in, card)
    monkeypatch.setattr(paths, "resources_dir", lambda: resources)
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    monkeypatch.setenv("NO_PROXY", "*")
    with FakeHub(folder, card) as hub:
        monkeypatch.setenv("HF_ENDPOINT", hub.address)
        yield hub


def opened(tmp_path: Path, reranker: str) -> Engine:
    """A library with a few documents that is to be put in order."""
    documents = tmp_path / "documents"
    documents.mkdir(exist_ok=True)
    for number in range(6):
        text = f"The report number {number} was about the boundary layer. " * (number + 1)
        (documents / f"{number}.txt").write_text(text)
    settings = load(
        search={"reranker": reranker, "rerank_budget_ms": 5_000},
        embedding={"model_name": "hashing"},
    )
    engine = Engine.open(tmp_path / "library", settings)
    report = engine.wait(engine.add([documents]), timeout=120)
    assert report is not None and report.outcome == "done"
    return engine


def state(engine, name="tiny-pairs"):
    return next(one for one in engine.models() if one.id == name)


def reranked(engine):
    return engine.search(Query(QUESTION, rerank=True)).plan.reranked


def test_it_is_asked_for_got_and_used_without_a_new_start(tmp_path, hub) -> None:
    with opened(tmp_path, "tiny-pairs") as engine:
        assert (state(engine).does, state(engine).state) == ("order", "absent")
        assert f"{TITLE} is not installed" in engine.status().reranker
        assert f"{TITLE} is not installed" in reranked(engine).note
        assert not hub.asked, "nothing is downloaded unasked"
        report = engine.wait(engine.download_model("tiny-pairs"), 60)
        assert report is not None and report.outcome == "done"
        until(lambda: reranked(engine).note == "", 60)
        found = reranked(engine)
        assert (found.reranker, found.passages) == (TITLE, 6)
        assert engine.status().reranker == TITLE
        assert state(engine).used
        with pytest.raises(UsageError, match="puts results in order here"):
            engine.remove_model("tiny-pairs")
        report = engine.wait(engine.verify_model("tiny-pairs"), 60)
        assert report is not None and report.outcome == "done"


def test_one_that_is_installed_is_not_taken_unasked(tmp_path, hub) -> None:
    with opened(tmp_path, "") as engine:
        report = engine.wait(engine.download_model("tiny-pairs"), 60)
        assert report is not None and report.outcome == "done"
        assert reranked(engine) is None
        assert engine.status().reranker == ""
        assert not state(engine).used
        said = engine.try_model("tiny-pairs")
        assert f"{TITLE} works: onnxruntime fp32. " in said
        assert "compared two sentences" in said
        with pytest.raises(UsageError, match="puts results in order and finds none") as refused:
            engine.use_model("tiny-pairs")
        assert "search.reranker" in refused.value.hint
        engine.remove_model("tiny-pairs")
        assert state(engine).state == "absent"


def test_a_qwen3_reranker_of_a_folder_puts_results_in_order(tmp_path, hub) -> None:
    folder = write_qwen3_reranker(tmp_path / "judge")
    with opened(tmp_path, str(folder)) as engine:
        until(lambda: reranked(engine).note == "", 90)
        found = reranked(engine)
        assert (found.reranker, found.passages) == ("Qwen3-Reranker judge", 6)
