"""Whatever is typed is answered: random queries and the worst of each kind over the samples.

``tests/perf/search_fuzz.py`` asks many more, and measures them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import msgspec
import pytest
from fakes.odd_queries import random_queries, worst_queries

from docmind.core.engine import Engine
from docmind.core.paths import resources_dir
from docmind.core.schema import Mode, Query
from docmind.core.search.bounds import MOST_IDENTIFIERS, MOST_PHRASES
from docmind.core.settings import EmbeddingSettings, load

MODES: tuple[Mode, ...] = ("auto", "words", "meaning", "images")
QUERIES = 2500


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    settings = load(embedding=EmbeddingSettings(model_name="hashing"))
    with Engine.open(tmp_path_factory.mktemp("fuzz") / "library", settings) as engine:
        assert engine.wait(engine.add([resources_dir() / "samples"]), 180) is not None
        yield engine


def test_random_queries_are_answered(engine: Engine) -> None:
    for number, text in enumerate(islice(random_queries(20), QUERIES)):
        query = Query(text, MODES[number % len(MODES)], facets=number % 3 == 0)
        answer = engine.search(query)
        assert [hit.rank for hit in answer.hits] == list(range(1, len(answer.hits) + 1))
        assert answer.total >= len(answer.hits)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", worst_queries())
def test_the_worst_of_each_kind_is_answered(engine: Engine, name: str, mode: Mode) -> None:
    answer = engine.search(Query(worst_queries()[name], mode))
    assert len(answer.plan.phrases) <= MOST_PHRASES
    assert len(answer.plan.identifiers) <= MOST_IDENTIFIERS
    assert answer.hits or answer.plan.notes


def test_an_answer_to_anything_can_be_sent(engine: Engine) -> None:
    for text in islice(random_queries(21), 200):
        readable = text.encode("utf-8", "replace").decode()
        assert msgspec.json.encode(engine.search(Query(readable)).plan)
