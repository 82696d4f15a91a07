"""What names a model on a server."""

from __future__ import annotations

import pytest

from docmind.core.servers.names import server_model, server_reranker


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ollama:bge-m3", "ollama:bge-m3"),
        ("OpenAI: BAAI/bge-m3 ", "openai:BAAI/bge-m3"),
        ("ollama:qwen3-embedding:0.6b", "ollama:qwen3-embedding:0.6b"),
        ("ollama:", None),
        ("ollama", None),
        ("server:bge", None),
        ("bge-m3", None),
        ("/models/openai:x", None),
        ("", None),
    ],
)
def test_a_model_for_vectors(name, expected) -> None:
    found = server_model(name)
    assert (None if found is None else str(found)) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("server:bge-reranker-v2-m3", "bge-reranker-v2-m3"),
        ("Server: BAAI/bge:x ", "BAAI/bge:x"),
        ("server:", ""),
        ("server", ""),
        ("ollama:bge", ""),
        ("/models/server:x", ""),
        ("", ""),
    ],
)
def test_a_model_that_puts_in_order(name, expected) -> None:
    assert server_reranker(name) == expected
