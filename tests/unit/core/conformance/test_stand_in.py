"""The stand-in speaks what the providers of servers ask."""

from __future__ import annotations

import base64
import time

import httpx
import numpy as np
import pytest

from docmind.core.conformance.outcome import NotRun
from docmind.core.conformance.stand_in import MODEL, SLOW, stand_in
from docmind.core.embed.hashing import Hashing

TEXTS = ["a report on wings", "man eating food"]


@pytest.fixture
def server():
    with stand_in() as address, httpx.Client(base_url=address, trust_env=False) as client:
        yield client


def test_it_embeds_as_ollama_does(server: httpx.Client) -> None:
    said = server.post("/api/embed", json={"model": MODEL, "input": TEXTS}).json()
    found = np.asarray(said["embeddings"], dtype=np.float32)
    assert np.allclose(found, Hashing().embed_passages(TEXTS).dense, atol=1e-6)
    assert said["prompt_eval_count"] == 7
    assert server.get("/api/version").json() == {"version": "0.33.0"}
    assert server.get("/api/tags").json()["models"][0]["name"] == f"{MODEL}:latest"
    assert server.post("/api/show", json={"model": MODEL}).json()["capabilities"] == ["embedding"]


def test_a_text_over_the_context_is_refused_when_nothing_may_be_cut(server: httpx.Client) -> None:
    asked = {"model": MODEL, "input": "wing " * 9000, "truncate": False}
    refused = server.post("/api/embed", json=asked)
    assert (refused.status_code, "context length" in refused.json()["error"]) == (400, True)
    assert server.post("/api/embed", json={**asked, "truncate": True}).status_code == 200


def test_it_embeds_as_openai_does(server: httpx.Client) -> None:
    asked = {"model": MODEL, "input": TEXTS}
    said = server.post("/v1/embeddings", json=asked).json()
    packed = server.post("/v1/embeddings", json={**asked, "encoding_format": "base64"}).json()
    for one, other in zip(said["data"], packed["data"], strict=True):
        row = np.frombuffer(base64.b64decode(other["embedding"]), "<f4")
        assert np.allclose(row, one["embedding"], atol=1e-6)
    assert [one["index"] for one in said["data"]] == [0, 1]


def test_it_puts_in_order_best_first(server: httpx.Client) -> None:
    asked = {"model": MODEL, "query": "wings", "documents": TEXTS[::-1]}
    results = server.post("/v1/rerank", json=asked).json()["results"]
    assert [one["index"] for one in results] == [1, 0]
    assert all(0 <= one["relevance_score"] <= 1 for one in results)


def test_the_slow_model_answers_when_the_server_ends() -> None:
    began = time.monotonic()
    with stand_in() as address:
        asked = {"model": SLOW, "input": TEXTS * 20}
        with pytest.raises(httpx.ReadTimeout), httpx.Client(trust_env=False, timeout=0.2) as hasty:
            hasty.post(f"{address}/api/embed", json=asked)
    assert time.monotonic() - began < 30


def test_a_computer_that_cannot_ask_itself_tries_no_server(monkeypatch) -> None:
    def unreachable(*_: object, **__: object) -> None:
        raise OSError(101, "Network is unreachable")

    monkeypatch.setattr("socket.create_connection", unreachable)
    with pytest.raises(NotRun, match="Network is unreachable"), stand_in():
        pass


def test_what_it_does_not_know_is_not_found(server: httpx.Client) -> None:
    assert server.get("/api/nothing").status_code == 404
    assert server.post("/api/nothing", json={}).status_code == 404
