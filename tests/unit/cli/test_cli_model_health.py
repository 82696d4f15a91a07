"""``docmind models health``, and what the list says of models on servers."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fakes.ollama import FakeOllama
from fakes.ollama_models import BGE_M3

from docmind import cli, core

KEYS = ["provider", "title", "state", "host", "note", "version", "models"]
MODEL_KEYS = ["name", "size", "dimension", "context", "embeds"]


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert cli.main(["models", *arguments], lambda library, paths: 0) == 0
    return capsys.readouterr().out


def shapes(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    found = json.loads(printed(capsys, *arguments, "--json"))
    return {one["provider" if arguments == ("health",) else "id"]: one for one in found}


def test_the_health_of_each_provider_has_a_stable_shape(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with FakeOllama(models=(BGE_M3,)) as ollama:
        core.save_settings({"servers.ollama_address": ollama.address})
        found = shapes(capsys, "health")
        told = printed(capsys, "health")
    assert all(list(one) == KEYS for one in found.values())
    (model,) = found["ollama"]["models"]
    assert list(model) == MODEL_KEYS
    assert (model["dimension"], model["embeds"]) == (BGE_M3.dimension, True)
    assert (found["starter"]["state"], found["openai"]["state"]) == ("ready", "not set")
    assert f"Ollama at {found['ollama']['host']}: ready, version 0.33.0" in told
    assert "1,024 dimensions" in told


def test_the_list_says_whether_a_server_has_a_model_and_can_be_reached(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with FakeOllama(models=(BGE_M3,)) as ollama:
        core.save_settings({"servers.ollama_address": ollama.address})
        told = printed(capsys, "list")
        ready = shapes(capsys, "list")
    assert {one["health"] for one in ready.values() if one["state"] == "server"} == {"ready"}
    assert "BGE-M3 in Ollama: on a server (ready)" in told
    assert "docmind models download ollama:bge-m3" not in told
    assert "on a server (not there yet)" in told
    assert "docmind models download ollama:qwen3-embedding:0.6b" in told
    gone = shapes(capsys, "list")
    assert gone["ollama:bge-m3"]["health"] == "unreachable"


def test_the_list_tells_the_default_and_what_is_in_use(
    capsys: pytest.CaptureFixture[str],
) -> None:
    chosen = {"embedding.model_name": "ollama:bge-m3", "servers.ollama_address": ""}
    core.save_settings(chosen)
    found = shapes(capsys, "list")
    assert [name for name, one in found.items() if one["default"]] == ["ollama:bge-m3"]
    assert found["ollama:bge-m3"]["used"] and not found["starter"]["used"]
    assert "Model of a new library" not in printed(capsys, "list")
    core.save_settings({"embedding.model_name": "openai:mill", "search.reranker": "off"})
    told = printed(capsys, "list")
    assert "Model of a new library (embedding.model_name): openai:mill" in told
    assert "Reranker (search.reranker): off" in told


def test_facts_of_a_model_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    core.save_settings({"servers.ollama_address": ""})
    told = printed(capsys, "list")
    assert "text, 1,024 dimensions, or fewer, 32 to 1,024, 32,768 tokens at once" in told
    assert "Asked as: Instruct: Given a web search query" in told
    assert "\\nQuery:{text}" in told
    assert "puts results in order" in told
