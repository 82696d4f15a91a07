"""What is known of models by their names: what is put around texts, and whether vectors may be cut.

A server says of its model a name at most. The facts are those of the models' own cards: Qwen3
Embedding (arXiv:2506.05176), E5 (arXiv:2212.03533, arXiv:2402.05672), BGE v1.5 and BGE-M3
(arXiv:2402.03216), Nomic Embed (arXiv:2402.01613), EmbeddingGemma (arXiv:2509.20354).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_TASK = "Given a web search query, retrieve relevant passages that answer the query"


@dataclass(frozen=True, slots=True)
class Family:
    """Models that share a training. ``names`` matches what they are called; ``pooling`` and the
    templates as in ``ModelCard``. ``least`` are the fewest numbers their vectors were trained to
    be cut to (0 = they were not)."""

    names: re.Pattern[str]
    pooling: str = ""
    query_template: str = ""
    passage_template: str = ""
    least: int = 0


def _named(names: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|[/_:\s-])(?:{names})", re.IGNORECASE)


_FAMILIES = (
    Family(
        _named(r"qwen3[-_]embedding"),
        "last_token",
        f"Instruct: {_TASK}\nQuery:{{text}}",
        least=32,
    ),
    Family(
        _named(r"multilingual-e5-[a-z]+-instruct"), "mean", f"Instruct: {_TASK}\nQuery: {{text}}"
    ),
    Family(_named(r"e5-mistral"), "last_token", f"Instruct: {_TASK}\nQuery: {{text}}"),
    Family(_named(r"e5-(?:small|base|large)"), "mean", "query: {text}", "passage: {text}"),
    Family(
        _named(r"bge-(?:small|base|large)-en"),
        "cls",
        "Represent this sentence for searching relevant passages: {text}",
    ),
    Family(_named(r"bge-m3"), "cls"),
    Family(
        _named(r"nomic-embed-text-v2"),
        "mean",
        "search_query: {text}",
        "search_document: {text}",
        least=256,
    ),
    Family(
        _named(r"nomic-embed-text[-:_]?v1\.5"),
        "mean",
        "search_query: {text}",
        "search_document: {text}",
        least=64,
    ),
    Family(_named(r"nomic-embed-text"), "mean", "search_query: {text}", "search_document: {text}"),
    Family(
        _named(r"embedding[-_]?gemma"),
        "mean",
        "task: search result | query: {text}",
        "title: none | text: {text}",
        least=128,
    ),
    Family(_named(r"text-embedding-3-(?:small|large)"), least=256),
    Family(_named(r"all-minilm-l(?:6|12)"), "mean"),
)
"""The first that matches counts."""


_NOT_KNOWN = Family(re.compile("$^"))


def family_of(*names: str) -> Family:
    """The family of the first of these names that belongs to one; one without facts when none
    does."""
    known = (one for name in names for one in _FAMILIES if one.names.search(name))
    return next(known, _NOT_KNOWN)
