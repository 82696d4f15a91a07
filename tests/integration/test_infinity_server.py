"""A real infinity server on loopback, with a real model for vectors and a cross-encoder made of it:
insert, retrieve and put in order through the whole engine.

``DOCMIND_TEST_INFINITY`` names a Python that has infinity; SERVERS.md beside this file tells how to
make one, and how the last run went.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from dataclasses import dataclass
from pathlib import Path

import httpx
import numpy as np
import pytest
from fakes.waiting import until

from docmind.core.embed.base import LoadOptions
from docmind.core.embed.openai import OpenAICompatible
from docmind.core.embed.starter import Starter, model_folder
from docmind.core.engine import Engine
from docmind.core.errors import ModelError, ProviderError
from docmind.core.rerank.cross_encoder import CrossEncoder
from docmind.core.rerank.server import ServerReranker
from docmind.core.schema import Query
from docmind.core.servers.openai import EmbeddingCalls
from docmind.core.servers.options import ServerOptions
from docmind.core.settings import load

INFINITY = os.environ.get("DOCMIND_TEST_INFINITY", "")
pytestmark = [
    pytest.mark.server,
    pytest.mark.skipif(not INFINITY, reason="DOCMIND_TEST_INFINITY names no Python with infinity"),
]

EMBEDDER, RERANKER, KEY = "all-minilm", "tiny-reranker", "sk-test"
START_SECONDS = 150.0
TEXTS = [
    "The tenant has to give three months' notice before moving out.",
    "Bake the bread at 220 degrees for forty minutes.",
    "The committee met on Tuesday and adopted the budget.",
    "Der Zug nach Berlin fährt um acht Uhr ab.",
]
QUESTION = "ending the lease of a flat"
# neither the hub nor the statistics of infinity is to be asked for anything
QUIET = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "DO_NOT_TRACK": "1",
    "INFINITY_ANONYMOUS_USAGE_STATS": "0",
}


@dataclass(frozen=True)
class Infinity:
    """A server that runs. ``models`` holds the folders of its models."""

    address: str
    models: Path
    process: subprocess.Popen[bytes]

    def options(self, model: str, **more) -> LoadOptions:
        secret = "openai" if model != RERANKER else "server"
        return LoadOptions(server=ServerOptions(self.address, model, secret=secret), **more)


@pytest.fixture(scope="module")
def infinity(tmp_path_factory):
    models = tmp_path_factory.mktemp("models")
    shutil.copytree(model_folder(), models / EMBEDDER)
    _write_cross_encoder(models / EMBEDDER, models / RERANKER)
    port = _free_port()
    named = [
        part
        for name in (EMBEDDER, RERANKER)
        for part in ("--model-id", str(models / name), "--served-model-name", name)
    ]
    command = [
        INFINITY, "-c", "from infinity_emb.cli import cli; cli()", "v2", *named,
        "--host", "127.0.0.1", "--port", str(port), "--url-prefix", "/v1", "--device", "cpu",
        "--engine", "torch", "--no-bettertransformer", "--no-model-warmup", "--api-key", KEY,
    ]  # fmt: skip
    log = models / "log.txt"
    with log.open("wb") as written:
        process = subprocess.Popen(
            command,
            cwd=models,  # it makes a folder where it is started
            stdout=written,
            stderr=subprocess.STDOUT,
            env={**os.environ, **QUIET},
        )
    address = f"http://127.0.0.1:{port}/v1"
    try:
        until(lambda: _is_up(address, process, log), START_SECONDS)
        yield Infinity(address, models, process)
    finally:
        process.kill()
        process.wait(20)


def _write_cross_encoder(source: Path, folder: Path) -> None:
    """The same weights with a head for one score, which is random."""
    import torch
    from transformers import BertForSequenceClassification

    torch.manual_seed(0)
    BertForSequenceClassification.from_pretrained(source, num_labels=1).save_pretrained(folder)
    for name in ("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "vocab.txt"):
        shutil.copy(source / name, folder)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _is_up(address: str, process: subprocess.Popen[bytes], log: Path) -> bool:
    assert process.poll() is None, log.read_text(errors="replace")[-2000:]
    try:
        return _get(f"{address}/models").status_code == 200
    except httpx.TransportError:
        return False


def _get(address: str) -> httpx.Response:
    headers = {"Authorization": f"Bearer {KEY}"}
    return httpx.get(address, headers=headers, timeout=5, trust_env=False)


@pytest.fixture(autouse=True)
def key(monkeypatch) -> None:
    monkeypatch.setenv("DOCMIND_OPENAI_API_KEY", KEY)
    monkeypatch.setenv("DOCMIND_SERVER_API_KEY", KEY)


@pytest.fixture
def embedder(infinity):
    made = OpenAICompatible()
    made.load(infinity.options(EMBEDDER))
    yield made
    made.unload()


def test_it_tells_its_models_and_what_they_are_for(infinity) -> None:
    found = OpenAICompatible.health(infinity.options(""))
    assert found.state == "ready"
    assert {(one.name, one.embeds) for one in found.models} == {(EMBEDDER, True), (RERANKER, False)}


def test_its_vectors_are_those_of_the_same_model_here(embedder) -> None:
    here = Starter()
    here.load()
    expected = here.embed_passages(TEXTS).dense
    found = embedder.embed_passages(TEXTS).dense
    assert np.sum(found * expected, axis=1) == pytest.approx(1.0, abs=1e-3)
    assert embedder.embed_query(TEXTS[0]).dense[0] == pytest.approx(found[0], abs=1e-5)
    assert embedder.why.startswith("It runs on 127.0.0.1:")


def test_base64_and_lists_are_the_same_vectors(infinity, embedder) -> None:
    calls = embedder._loaded().calls
    assert calls._wants_base64
    plain = EmbeddingCalls(infinity.options(EMBEDDER).server)
    plain._wants_base64 = False
    assert plain.embed(TEXTS).dense == pytest.approx(calls.embed(TEXTS).dense, abs=1e-6)
    plain.close()


def test_a_batch_is_as_its_texts_alone(embedder) -> None:
    texts = [f"{text} {number}" for number in range(20) for text in TEXTS]
    batch = embedder.embed_passages(texts).dense
    assert batch.shape == (80, 384)
    alone = embedder.embed_passages([texts[70]]).dense[0]
    assert float(alone @ batch[70]) == pytest.approx(1.0, abs=1e-4)
    assert embedder.embed_passages([]).dense.shape == (0, 384)
    assert embedder.embed_passages(["", "\ud800", "word " * 5000]).dense.shape == (3, 384)


def test_short_vectors_are_slices_that_are_renormalised_here(infinity) -> None:
    body = {"model": EMBEDDER, "input": TEXTS[:1], "dimensions": 64}
    headers = {"Authorization": f"Bearer {KEY}"}
    answer = httpx.post(
        f"{infinity.address}/embeddings", json=body, headers=headers, timeout=60, trust_env=False
    )
    (raw,) = answer.json()["data"]
    assert np.linalg.norm(raw["embedding"]) < 0.7  # infinity's own
    calls = EmbeddingCalls(infinity.options(EMBEDDER).server)
    found = calls.embed(TEXTS[:1], cut_to=64).dense
    calls.close()
    assert np.linalg.norm(found) == pytest.approx(1.0, abs=1e-6)
    with pytest.raises(ModelError, match="was not trained for shorter vectors"):
        OpenAICompatible().load(infinity.options(EMBEDDER, dimensions=64))


@pytest.mark.parametrize(
    ("model", "code"), [("no-such-model", "model_not_found"), (RERANKER, "invalid_request")]
)
def test_a_model_that_cannot_be_had_is_told(infinity, model, code) -> None:
    server = ServerOptions(infinity.address, model, secret="openai")
    with pytest.raises(ProviderError) as raised:
        OpenAICompatible().load(LoadOptions(server=server))
    assert raised.value.code == code
    assert not raised.value.retryable


def test_a_wrong_key_is_told(infinity, monkeypatch) -> None:
    monkeypatch.setenv("DOCMIND_OPENAI_API_KEY", "sk-wrong")
    with pytest.raises(ProviderError) as raised:
        OpenAICompatible().load(infinity.options(EMBEDDER))
    assert raised.value.code == "unauthorized"
    assert OpenAICompatible.health(infinity.options("")).state == "key refused"


def test_its_scores_are_those_of_the_same_cross_encoder_here(infinity) -> None:
    here = CrossEncoder()
    here.load(LoadOptions(infinity.models / RERANKER))
    expected = 1 / (1 + np.exp(-here.rerank(QUESTION, TEXTS)))
    here.unload()
    there = ServerReranker()
    there.load(infinity.options(RERANKER))
    found = there.rerank(QUESTION, TEXTS)
    assert found == pytest.approx(expected, abs=1e-3)
    assert there.rerank(QUESTION, TEXTS * 20)[:4] == pytest.approx(found, abs=1e-3)
    there.unload()


def test_a_library_is_read_searched_and_put_in_order_until_it_dies(infinity, tmp_path) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    for number, text in enumerate(TEXTS * 3):
        (documents / f"{number:02}.txt").write_text(f"{text} Paragraph {number}.\n")
    settings = load(
        embedding={"model_name": f"openai:{EMBEDDER}"},
        servers={"openai_address": infinity.address, "rerank_address": infinity.address},
        search={"reranker": f"server:{RERANKER}", "rerank_budget_ms": 10_000},
    )
    with Engine.open(tmp_path / "library", settings) as engine:
        report = engine.wait(engine.add([documents]), timeout=120)
        assert report is not None
        assert report.outcome == "done"
        plain = engine.search(Query(QUESTION, mode="meaning"))
        assert "notice before moving out" in plain.hits[0].best.snippet
        status = engine.status()
        assert status.reranker == f"Reranking server {RERANKER}"
        assert "127.0.0.1" in status.device_why
        answers = []

        def is_in_order() -> bool:
            answers.append(engine.search(Query(QUESTION, rerank=True)))
            return answers[-1].plan.reranked.note == ""

        until(is_in_order, 60)
        done = answers[-1].plan.reranked
        assert done.passages >= 4
        assert sorted(hit.path for hit in answers[-1].hits) == sorted(
            hit.path for hit in engine.search(Query(QUESTION)).hits
        )
        # the last test: nothing asks this server any more
        infinity.process.kill()
        infinity.process.wait(20)
        by_words = engine.search(Query("committee budget", rerank=True))
        assert "committee" in by_words.hits[0].best.snippet
        assert "meaning" not in by_words.plan.legs
        assert any("cannot be reached" in note for note in by_words.plan.notes)
        assert "so the results stand as they were found" in by_words.plan.reranked.note
