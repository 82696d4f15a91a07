"""``docmind eval --compare reranked``: the ranking with a reranker beside that without."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fakes.cross_encoder_folder import write_cross_encoder

from docmind.core.errors import UsageError
from docmind.core.evaluation.compare import RERANKED, WAYS, chosen_ways, compare_rankings
from docmind.core.settings import load

SUBJECTS = ("boundary", "committee", "budget", "food", "protein", "engine")


@pytest.fixture(scope="module")
def collection(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("collections") / "small"
    folder.mkdir()
    rows = [
        {"_id": f"d{n}", "title": "", "text": f"The {subject} of {SUBJECTS[n - 1]}, report {n}."}
        for n, subject in enumerate(SUBJECTS)
    ]
    asked = [{"_id": f"q{n}", "text": f"report {one}"} for n, one in enumerate(SUBJECTS[:3])]
    for name, lines in (("corpus", rows), ("queries", asked)):
        (folder / f"{name}.jsonl").write_text("\n".join(map(json.dumps, lines)))
    judged = ["query-id\tcorpus-id\tscore", *(f"q{n}\td{n}\t1" for n in range(3))]
    (folder / "qrels.tsv").write_text("\n".join(judged))
    return folder


def test_it_is_compared_where_there_is_one(collection, tmp_path) -> None:
    folder = write_cross_encoder(tmp_path / "tiny")
    settings = load(search={"reranker": str(folder), "rerank_budget_ms": 10_000})
    report = compare_rankings(collection, ("auto", RERANKED), settings=settings)
    auto, reranked = report.ways
    assert (auto.name, reranked.name) == ("auto", RERANKED)
    assert [one.key for one in auto.scores] == [one.key for one in reranked.scores]
    assert {its.way for its in report.differences} == {RERANKED}
    # nothing is lost by it, only moved
    assert [one.recall_at_100 for one in auto.scores] == [
        one.recall_at_100 for one in reranked.scores
    ]


@pytest.mark.parametrize("reranker", ["", "off", "/no/such/folder"])
def test_without_one_it_cannot_be_compared(collection, reranker) -> None:
    settings = load(search={"reranker": reranker})
    with pytest.raises(UsageError, match="no reranker to compare with"):
        compare_rankings(collection, ("auto", RERANKED), settings=settings)


def test_it_is_compared_only_when_it_is_named() -> None:
    assert RERANKED not in chosen_ways()
    assert chosen_ways() == WAYS
    assert chosen_ways(f"words,{RERANKED}") == ("auto", "words", RERANKED)
    with pytest.raises(UsageError, match="borda"):
        chosen_ways("borda")
