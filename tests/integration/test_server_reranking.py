"""Reranking by a server through the whole engine: a real worker process, and a fake of infinity."""

from __future__ import annotations

from pathlib import Path

import pytest
from fakes.answering import Answer
from fakes.local_servers import FakeInfinity
from fakes.waiting import until

from docmind.core.engine import Engine
from docmind.core.schema import Query
from docmind.core.settings import load

QUESTION = "boundary layer of the wings"
BUDGET = 1_000  # milliseconds: what a hanging server costs, and enough on a slow machine


@pytest.fixture(scope="module")
def documents(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("documents")
    for number in range(8):
        words = " ".join(QUESTION.split()[: 1 + number % 4])
        more = f"and the report of the committee, paragraph {number}. " * (8 - number)
        (folder / f"{number}.txt").write_text(f"{words} {more}\n")
    return folder


@pytest.fixture
def fake():
    with FakeInfinity() as served:
        yield served


@pytest.fixture
def engine(tmp_path, documents, fake):
    settings = load(
        search={"reranker": "server:tiny-reranker", "rerank_budget_ms": BUDGET},
        embedding={"model_name": "hashing"},
        servers={"rerank_address": fake.address},
    )
    with Engine.open(tmp_path / "library", settings) as opened:
        report = opened.wait(opened.add([documents]), timeout=120)
        assert report is not None
        assert report.outcome == "done"
        yield opened
        fake.go.set()


def asked(engine: Engine):
    return engine.search(Query(QUESTION, rerank=True))


def files(answer) -> list[str]:
    return [hit.path.name for hit in answer.hits]


def in_order(engine: Engine):
    """The first answer that the server put in order."""
    answers = []

    def is_in_order() -> bool:
        answers.append(asked(engine))
        return answers[-1].plan.reranked.note == ""

    until(is_in_order, 60)
    return answers[-1]


def test_a_server_puts_the_head_in_order(engine, fake) -> None:
    assert engine.status().reranker == "Reranking server tiny-reranker"
    plain = engine.search(Query(QUESTION))
    answer = in_order(engine)
    assert answer.plan.reranked.reranker == "Reranking server tiny-reranker"
    assert answer.plan.reranked.passages >= 4
    assert sorted(files(answer)) == sorted(files(plain))
    sent = fake.posts("/rerank")[-1]
    assert sent["query"] == QUESTION
    assert all("committee" in text for text in sent["documents"])


def test_a_server_that_hangs_costs_the_budget_and_no_more(engine, fake) -> None:
    usual = in_order(engine)
    plain = engine.search(Query(QUESTION))
    fake.hold = True
    late, busy = asked(engine), asked(engine)
    assert "did not answer in time" in late.plan.reranked.note
    assert "busy" in busy.plan.reranked.note
    assert files(late) == files(busy) == files(plain)
    fake.hold = False
    fake.go.set()
    until(lambda: files(asked(engine)) == files(usual), 60)


def test_a_server_that_fails_leaves_the_order_with_a_notice(engine, fake) -> None:
    in_order(engine)
    plain = engine.search(Query(QUESTION))
    fake.faults.append(Answer(500, {"error": "out of luck"}))
    failed = asked(engine)
    assert "failed, so the results stand as they were found" in failed.plan.reranked.note
    assert files(failed) == files(plain)
    told = asked(engine)  # it rests, which lasts, so it stands among the notes
    assert any("failed" in note for note in told.plan.notes)


def test_a_server_that_is_not_there_is_told(tmp_path, documents) -> None:
    with FakeInfinity() as gone:
        address = gone.address
    settings = load(
        search={"reranker": "server:tiny-reranker"},
        embedding={"model_name": "hashing"},
        servers={"rerank_address": address},
    )
    with Engine.open(tmp_path / "library", settings) as engine:
        engine.wait(engine.add([documents]), timeout=120)
        plain = engine.search(Query(QUESTION))
        until(lambda: "cannot be reached" in asked(engine).plan.reranked.note, 60)
        assert files(asked(engine)) == files(plain)


def test_without_an_address_it_is_told_at_once(tmp_path, documents) -> None:
    settings = load(
        search={"reranker": "server:tiny-reranker"}, embedding={"model_name": "hashing"}
    )
    with Engine.open(tmp_path / "library", settings) as engine:
        engine.wait(engine.add([documents]), timeout=120)
        assert "No address is set" in engine.status().reranker
        assert "No address is set" in asked(engine).plan.notes[-1]
