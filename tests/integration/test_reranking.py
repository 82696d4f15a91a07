"""Reranking through the whole engine: real worker processes, tiny checkpoints, real kills."""

from __future__ import annotations

import os
import signal
import sys
import threading
from pathlib import Path

import psutil
import pytest
from fakes.bge_m3_folder import write_folder
from fakes.cross_encoder_folder import write_cross_encoder
from fakes.waiting import until

from docmind.core.engine import Engine
from docmind.core.schema import Query
from docmind.core.settings import load

WORDS = [
    "boundary",
    "layer",
    "report",
    "committee",
    "budget",
    "search",
    "engine",
    "document",
    "food",
    "protein",
]
QUESTION = "what had the committee in the report about the boundary layer"
BUDGET = 5_000  # milliseconds: no answer is late on a slow machine


@pytest.fixture(scope="module")
def documents(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("documents")
    for number in range(12):
        first, second = WORDS[number % 10], WORDS[(number * 3 + 1) % 10]
        text = f"The {first} and the {second} were in the report of the committee. " * (1 + number)
        (folder / f"{number:02}.txt").write_text(text + f"Paragraph {number} was by them.\n")
    (folder / "invoice-2024-0815.txt").write_text("An invoice had the number INV-0815 in it.\n")
    return folder


@pytest.fixture(scope="module")
def cross_encoder(tmp_path_factory) -> Path:
    return write_cross_encoder(tmp_path_factory.mktemp("models") / "tiny")


def opened(library: Path, documents: Path, reranker: str, budget: int = BUDGET, **embedding):
    """A library with the documents in it."""
    settings = load(
        search={"reranker": reranker, "rerank_budget_ms": budget},
        embedding={"model_name": "hashing", **embedding},
    )
    engine = Engine.open(library, settings)
    report = engine.wait(engine.add([documents]), timeout=120)
    assert report is not None and report.outcome == "done"
    return engine


def asked(engine: Engine, text: str = QUESTION, **more):
    return engine.search(Query(text, rerank=True, **more))


def files(answer) -> list[str]:
    return [hit.path.name for hit in answer.hits]


def workers() -> list[psutil.Process]:
    """The model workers of this process."""
    children = psutil.Process().children(recursive=True)
    return [child for child in children if "embed-worker" in " ".join(child.cmdline())]


def loaded(engine: Engine):
    """The first answer that was put in order."""
    answers = []

    def is_in_order() -> bool:
        answers.append(asked(engine))
        return answers[-1].plan.reranked.note == ""

    until(is_in_order, 60)
    return answers[-1]


def test_a_cross_encoder_puts_the_head_in_order(tmp_path, documents, cross_encoder) -> None:
    with opened(tmp_path / "library", documents, str(cross_encoder)) as engine:
        assert engine.status().reranker == "Cross-encoder tiny"
        plain = engine.search(Query(QUESTION))
        assert plain.plan.reranked is None
        first = asked(engine)
        assert "is being loaded" in first.plan.reranked.note
        assert files(first) == files(plain)
        answer = loaded(engine)
        done = answer.plan.reranked
        assert done.passages >= 4
        assert sorted(files(answer)) == sorted(files(plain))
        assert done.moved == sum(
            one != other for one, other in zip(files(answer), files(plain), strict=True)
        )
        assert done.moved > 0
        assert [hit.why for hit in sorted(answer.hits, key=lambda hit: hit.file_id)] == [
            hit.why for hit in sorted(plain.hits, key=lambda hit: hit.file_id)
        ]
        assert files(asked(engine)) == files(answer)
        assert engine.reranks(QUESTION, ["the report"])


def test_what_is_exact_is_first_all_the_same(tmp_path, documents, cross_encoder) -> None:
    with opened(tmp_path / "library", documents, str(cross_encoder)) as engine:
        loaded(engine)
        for text in ("INV-0815", "invoice-2024-0815.txt", "“Paragraph 7 was by them”"):
            plain, answer = engine.search(Query(text)), asked(engine, text)
            assert answer.hits[0].file_id == plain.hits[0].file_id


def test_a_worker_that_is_killed_costs_the_order_of_one_answer(
    tmp_path, documents, cross_encoder
) -> None:
    with opened(tmp_path / "library", documents, str(cross_encoder), 1_000) as engine:
        usual = loaded(engine)
        plain = engine.search(Query(QUESTION))
        reranker = engine._workshop.reranker._own
        pid = reranker.pid
        os.kill(pid, signal.SIGSTOP)  # it has the question and does not answer
        answers = []
        asking = threading.Thread(target=lambda: answers.append(asked(engine)))
        asking.start()
        until(lambda: bool(reranker._spawned._owed))
        os.kill(pid, signal.SIGKILL)
        asking.join(30)
        (answer,) = answers
        if answer.plan.reranked.note:  # a new one may have been quick enough
            assert files(answer) == files(plain)
        else:
            assert files(answer) == files(usual)
        until(lambda: files(asked(engine)) == files(usual), 60)
        assert reranker.pid != pid


def test_a_worker_that_hangs_is_not_waited_for(tmp_path, documents, cross_encoder) -> None:
    with opened(tmp_path / "library", documents, str(cross_encoder), 1_000) as engine:
        usual = loaded(engine)
        plain = engine.search(Query(QUESTION))
        pid = engine._workshop.reranker._own.pid
        os.kill(pid, signal.SIGSTOP)
        late, busy = asked(engine), asked(engine)
        assert "did not answer in time" in late.plan.reranked.note
        assert "busy" in busy.plan.reranked.note
        assert files(late) == files(busy) == files(plain)
        os.kill(pid, signal.SIGCONT)
        until(lambda: files(asked(engine)) == files(usual), 60)


def test_a_model_that_is_not_needed_gives_its_memory_back(
    tmp_path, documents, cross_encoder
) -> None:
    with opened(tmp_path / "library", documents, str(cross_encoder), idle_minutes=0.01) as engine:
        usual = loaded(engine)
        until(lambda: not engine._workshop.reranker.ready)
        until(lambda: files(asked(engine)) == files(usual), 60)


def test_closing_ends_its_process(tmp_path, documents, cross_encoder) -> None:
    with opened(tmp_path / "library", documents, str(cross_encoder)) as engine:
        loaded(engine)
        assert len(workers()) == 2
    assert workers() == []


def test_closing_while_it_is_loaded(tmp_path, documents, cross_encoder) -> None:
    with opened(tmp_path / "library", documents, str(cross_encoder)) as engine:
        asked(engine)
    until(lambda: workers() == [])


def test_one_that_is_too_slow_is_not_asked(tmp_path, documents, cross_encoder) -> None:
    with opened(tmp_path / "library", documents, str(cross_encoder)) as engine:
        plain = engine.search(Query(QUESTION))
        engine._reranking._budget = 1e-6
        until(lambda: "too slow" in asked(engine).plan.reranked.note, 60)
        assert files(asked(engine)) == files(plain)


def test_a_damaged_folder_is_told_and_costs_nothing(tmp_path, documents, cross_encoder) -> None:
    folder = write_cross_encoder(tmp_path / "damaged", labels=2)
    with opened(tmp_path / "library", documents, str(folder)) as engine:
        plain = engine.search(Query(QUESTION))
        until(lambda: "more than one score" in asked(engine).plan.reranked.note, 60)
        assert files(asked(engine)) == files(plain)
        assert not engine.reranks(QUESTION, ["the report"])


def test_a_folder_without_a_model_is_told_at_once(tmp_path, documents) -> None:
    with opened(tmp_path / "library", documents, str(tmp_path)) as engine:
        assert "There is no reranker in this folder" in engine.status().reranker
        answer = asked(engine)
        assert answer.hits
        assert "There is no reranker in this folder" in answer.plan.notes[-1]


@pytest.mark.skipif(sys.platform == "win32", reason="takes the processor for a card")
def test_bge_m3_reranks_from_the_model_that_is_there(tmp_path, documents) -> None:
    folder = write_folder(tmp_path / "bge-m3")
    with opened(
        tmp_path / "library", documents, "bge-m3-colbert", model_name=str(folder), device="cpu"
    ) as engine:
        assert engine.status().reranker == "BGE-M3, word by word"
        plain = engine.search(Query(QUESTION))
        answer = loaded(engine)
        assert sorted(files(answer)) == sorted(files(plain))
        assert answer.plan.reranked.passages >= 4
        assert len(workers()) == 1  # no second model in memory


def test_by_itself_bge_m3_does_not_rerank_on_the_processor(tmp_path, documents) -> None:
    folder = write_folder(tmp_path / "bge-m3")
    with opened(
        tmp_path / "library", documents, "", model_name=str(folder), device="cpu"
    ) as engine:
        engine.search(Query(QUESTION))
        assert engine.status().reranker == ""
        assert asked(engine).plan.reranked is None
