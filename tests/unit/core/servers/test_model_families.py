"""What the name of a model tells."""

from __future__ import annotations

import pytest

from docmind.core.servers.families import family_of

QWEN3 = (
    "Instruct: Given a web search query, retrieve relevant passages that answer the query\n"
    "Query:{text}"
)
BGE = "Represent this sentence for searching relevant passages: {text}"


@pytest.mark.parametrize(
    ("name", "query", "passage", "least"),
    [
        ("qwen3-embedding:0.6b", QWEN3, "", 32),
        ("Qwen/Qwen3-Embedding-8B", QWEN3, "", 32),
        ("text-embedding-qwen3-embedding-0.6b", QWEN3, "", 32),
        ("intfloat/e5-base-v2", "query: {text}", "passage: {text}", 0),
        ("multilingual-e5-large", "query: {text}", "passage: {text}", 0),
        ("multilingual-e5-large-instruct", QWEN3.replace("Query:", "Query: "), "", 0),
        ("BAAI/bge-small-en-v1.5", BGE, "", 0),
        ("bge-large-en-v1.5", BGE, "", 0),
        ("bge-m3", "", "", 0),
        ("nomic-embed-text", "search_query: {text}", "search_document: {text}", 0),
        ("text-embedding-nomic-embed-text-v1.5", "search_query: {text}",
         "search_document: {text}", 64),
        ("nomic-ai/nomic-embed-text-v2-moe", "search_query: {text}",
         "search_document: {text}", 256),
        ("embeddinggemma:300m", "task: search result | query: {text}",
         "title: none | text: {text}", 128),
        ("text-embedding-3-large", "", "", 256),
        ("text-embedding-ada-002", "", "", 0),
        ("all-minilm", "", "", 0),
        ("bge-reranker-v2-m3", "", "", 0),
        ("", "", "", 0),
    ],
)  # fmt: skip
def test_a_name_tells_its_templates(name, query, passage, least) -> None:
    found = family_of(name)
    assert (found.query_template, found.passage_template) == (query, passage)
    assert found.least == least


def test_the_first_name_that_is_known_counts() -> None:
    assert family_of("model.gguf", "bge-small-en").query_template == BGE
    assert family_of("e5-small", "bge-small-en").query_template == "query: {text}"
