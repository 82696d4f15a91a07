"""Reranking under a budget: whatever happens, there is an answer, and the plan says why."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from fakes.ranked import hit
from fakes.waiting import until
from hypothesis import given, settings
from hypothesis import strategies as st

from docmind.core.errors import ModelError
from docmind.core.schema import ChunkRecord, Like, Query, QueryPlan, Reason, SearchAnswer, Span
from docmind.core.search.head import LEAST, LITERAL, MOST
from docmind.core.search.rerank import Reranking

TEXTS = [f"passage {number}" for number in range(80)]
LONG = 30.0  # seconds: a budget that is never used up


class Backwards:
    """Scores the later passages higher. ``go`` holds an answer back, ``fault`` spoils it."""

    title = "Backwards"
    missing = None

    def __init__(self):
        self.ready = False
        self.go = threading.Event()
        self.go.set()
        self.entered = threading.Event()
        self.fault = None
        self.starts = 0
        self.asked = []
        self.cannot_start = None

    def start(self):
        self.starts += 1
        if self.cannot_start is not None:
            raise self.cannot_start
        self.ready = True

    def rerank(self, query, passages, timeout):
        self.asked.append((query, list(passages)))
        self.entered.set()
        assert self.go.wait(20)
        scores = np.array([float(text.split()[-1]) for text in passages], dtype=np.float32)
        if self.fault is not None:
            return self.fault(scores)
        return scores


def answered(query: Query, hits) -> SearchAnswer:
    plan = QueryPlan(query.mode, ("words",), 0.0, False)
    return SearchAnswer(query.text, plan, tuple(hits[: query.limit]), len(hits), 1.0)


def chunk(key: str) -> ChunkRecord:
    number = int(key[1:])
    return ChunkRecord(key, number, 0, TEXTS[number], Span(0, 5), None, "")


class Desk:
    """A search with 70 equal results, and the reranking around it."""

    def __init__(self, budget=LONG, hits=None, again=0.0):
        self.hits = hits if hits is not None else [hit(number, 0.5) for number in range(70)]
        self.reranker = Backwards()
        self.queries = []
        self.reranking = Reranking(self.ask, self.chunks, self.reranker, budget, again)

    def ask(self, query):
        self.queries.append(query)
        return answered(query, self.hits)

    def chunks(self, keys):
        return {key: chunk(key) for key in keys}

    def search(self, text="wings", **more):
        return self.reranking.search(Query(text, rerank=True, **more))

    def loaded(self):
        """Begin loading and wait until it may be asked."""
        self.search()
        until(lambda: self.reranking._work.done())
        return self

    def order(self, **more):
        return [one.file_id for one in self.search(**more).hits]


@pytest.fixture
def desk():
    made = Desk()
    yield made
    made.reranker.go.set()
    made.reranking.close()


def found(answer):
    return [one.file_id for one in answer.hits]


def test_without_being_asked_nothing_happens(desk) -> None:
    answer = desk.reranking.search(Query("wings"))
    assert answer.plan.reranked is None
    assert desk.reranker.starts == 0
    assert desk.queries == [Query("wings")]


@pytest.mark.parametrize("mode", ["words", "images"])
def test_other_modes_are_left_alone(desk, mode) -> None:
    assert desk.search(mode=mode).plan.reranked is None
    assert desk.reranker.starts == 0


def test_what_is_like_something_is_left_alone(desk) -> None:
    assert desk.search(like=Like(Path("a.pdf"))).plan.reranked is None
    assert desk.reranker.starts == 0


def test_without_a_reranker_the_plan_is_silent(desk) -> None:
    desk.reranker.title = ""
    answer = desk.search()
    assert answer.plan.reranked is None
    assert answer.plan.notes == ()


def test_the_first_search_begins_to_load_and_later_ones_use_it(desk) -> None:
    desk.reranker.go.clear()
    first = desk.search(limit=10)
    assert found(first) == list(range(10))
    assert "is being loaded" in first.plan.reranked.note
    assert first.plan.notes == ()
    second = desk.search(limit=10)  # it is still loading
    assert found(second) == list(range(10))
    desk.reranker.go.set()
    until(lambda: desk.reranking._work.done())
    assert desk.reranker.starts == 1
    third = desk.search(limit=10)
    assert third.plan.reranked.note == ""
    assert found(third) == list(range(MOST - 1, MOST - 11, -1))


def test_the_plan_says_what_was_done(desk) -> None:
    answer = desk.loaded().search(limit=60)
    done = answer.plan.reranked
    assert (done.reranker, done.passages, done.moved) == ("Backwards", MOST, MOST)
    assert done.milliseconds > 0
    assert answer.timings[-1] == ("rerank", done.milliseconds)
    assert answer.took_ms == round(1.0 + done.milliseconds, 3)
    assert found(answer) == [*range(MOST - 1, -1, -1), *range(MOST, 60)]
    assert [one.rank for one in answer.hits] == list(range(1, 61))


def test_more_results_begin_with_the_same(desk) -> None:
    few, many = desk.loaded().order(limit=5), desk.order(limit=60)
    assert many[:5] == few


def test_filters_are_not_read_to_it(desk) -> None:
    desk.loaded().search("wings type:pdf -drag “swept back”")
    query, passages = desk.reranker.asked[-1]
    assert "type" not in query
    assert "drag" not in query
    assert "wings" in query
    assert passages == TEXTS[:MOST]


def test_what_was_searched_instead_is_read_to_it(desk) -> None:
    desk.loaded()
    plain = desk.ask

    def corrected(query):
        answer = plain(query)
        return replace(answer, plan=replace(answer.plan, searched="wings of birds"))

    desk.reranking._ask = corrected
    desk.search("wimgs of birds")
    assert desk.reranker.asked[-1][0] == "wings of birds"


def test_a_question_without_words_is_not_read_to_it(desk) -> None:
    desk.loaded()
    before = len(desk.reranker.asked)
    assert desk.search("type:pdf").plan.reranked is None
    assert len(desk.reranker.asked) == before


def test_nothing_and_a_single_result_need_no_order() -> None:
    for hits in ([], [hit(0, 1.0)]):
        desk = Desk(hits=[hit(number, 0.5) for number in range(9)]).loaded()
        desk.hits = hits
        answer = desk.search()
        assert found(answer) == [one.file_id for one in hits]
        assert answer.plan.reranked is None
        desk.reranking.close()


def test_no_results_asked_for(desk) -> None:
    assert desk.search(limit=0).hits == ()


def test_one_that_sleeps_past_its_budget_is_not_waited_for() -> None:
    desk = Desk(budget=0.5).loaded()
    desk.reranker.go.clear()
    answer = desk.search(limit=10)
    assert found(answer) == list(range(10))
    assert "did not answer in time" in answer.plan.reranked.note
    again = desk.search(limit=10)
    assert found(again) == list(range(10))
    assert "busy" in again.plan.reranked.note
    desk.reranker.go.set()
    until(lambda: desk.reranking._work.done())
    assert found(desk.search(limit=10))[0] == MOST - 1  # measured anew, it is quick again
    desk.reranking.close()


def test_one_that_is_too_slow_is_not_asked_and_the_plan_says_so_once() -> None:
    desk = Desk(budget=1e-9, again=60.0).loaded()
    asked = len(desk.reranker.asked)
    first, second = desk.search(limit=10), desk.search(limit=10)
    assert found(first) == list(range(10))
    assert "too slow" in first.plan.reranked.note
    assert first.plan.notes == (first.plan.reranked.note,)
    assert second.plan.reranked.note == first.plan.reranked.note
    assert second.plan.notes == ()
    assert len(desk.reranker.asked) == asked
    desk.reranking.close()


def test_one_that_was_too_slow_is_measured_again_later() -> None:
    desk = Desk(budget=1e-9, again=0.0).loaded()
    asked = len(desk.reranker.asked)
    desk.search()
    until(lambda: desk.reranking._work.done())
    assert len(desk.reranker.asked) > asked
    desk.reranking.close()


def test_one_that_is_missing_is_told_once(desk) -> None:
    desk.reranker.missing = ModelError("There is no reranker in this folder")
    first, second = desk.search(limit=3), desk.search(limit=3)
    assert found(first) == [0, 1, 2]
    assert first.plan.notes == (first.plan.reranked.note,)
    assert "There is no reranker in this folder" in first.plan.reranked.note
    assert second.plan.notes == ()
    assert desk.reranker.starts == 0


def test_one_that_cannot_be_loaded_rests_before_it_is_tried_again() -> None:
    desk = Desk(again=60.0)
    desk.reranker.cannot_start = ModelError("The weights are cut off")
    desk.loaded()
    answer = desk.search(limit=3)
    assert found(answer) == [0, 1, 2]
    assert "The weights are cut off" in answer.plan.reranked.note
    desk.search()
    assert desk.reranker.starts == 1
    desk.reranking._rests_until = 0.0
    desk.reranker.cannot_start = None
    desk.loaded()
    assert desk.search(limit=3).plan.reranked.note == ""
    desk.reranking.close()


FAULTS = {
    "too few": lambda scores: scores[:-1],
    "too many": lambda scores: np.append(scores, 1.0),
    "none": lambda scores: scores[:0],
    "no number": lambda scores: np.where(scores > 3, np.nan, scores),
    "endless": lambda scores: scores + np.inf,
    "rows": lambda scores: scores.reshape(-1, 1),
    "nothing": lambda scores: None,
    "text": lambda scores: "high",
}


@pytest.mark.parametrize("fault", FAULTS)
def test_wrong_scores_leave_everything_as_found(desk, fault) -> None:
    desk.loaded()
    desk.reranker.fault = FAULTS[fault]
    answer = desk.search(limit=10)
    assert found(answer) == list(range(10))
    assert answer.plan.reranked.note
    assert answer.plan.reranked.moved == 0


@pytest.mark.parametrize("error", [ModelError("The model was stopped"), ValueError("x"), OSError()])
def test_failures_leave_everything_as_found(desk, error) -> None:
    desk.loaded()

    def fail(_scores):
        raise error

    desk.reranker.fault = fail
    answer = desk.search(limit=10)
    assert found(answer) == list(range(10))
    assert answer.plan.reranked.note.endswith("so the results stand as they were found.")


def test_a_catalog_that_fails_costs_the_order_only(desk) -> None:
    desk.loaded()

    def gone(_keys):
        raise OSError("disk")

    desk.reranking._chunks = gone
    answer = desk.search(limit=10)
    assert found(answer) == list(range(10))
    assert "failed" in answer.plan.reranked.note


def test_passages_that_are_gone_stay_where_they_are(desk) -> None:
    desk.loaded()
    desk.reranking._chunks = lambda keys: {key: chunk(key) for key in keys if key != "p1"}
    assert desk.order(limit=4)[1] == 1


def test_an_unloaded_model_is_loaded_again(desk) -> None:
    desk.loaded()
    desk.reranker.ready = False  # it was idle
    assert "is being loaded" in desk.search().plan.reranked.note
    until(lambda: desk.reranking._work.done())
    assert desk.search().plan.reranked.note == ""
    assert desk.reranker.starts == 2


def test_errors_of_the_search_itself_are_raised(desk) -> None:
    def fail(_query):
        raise ModelError("The search cannot be run")

    desk.reranking._ask = fail
    with pytest.raises(ModelError):
        desk.search()


def test_after_close_it_only_searches(desk) -> None:
    desk.loaded()
    desk.reranking.close()
    assert desk.order(limit=3) == [0, 1, 2]


def test_what_is_stopped_while_it_loads_is_no_failure(desk, caplog) -> None:
    desk.reranker.go.clear()
    desk.search()
    assert desk.reranker.entered.wait(20)
    desk.reranker.fault = lambda _scores: None
    desk.reranking.close()
    desk.reranker.go.set()
    until(lambda: desk.reranking._work.done())
    assert caplog.messages == []


def test_measurements_wait_for_it(desk) -> None:
    assert desk.reranking.wait_until_ready("wings", TEXTS[:8], 20.0)
    desk.reranker.title = ""
    assert not desk.reranking.wait_until_ready("wings", TEXTS[:8], 20.0)


def test_measurements_do_not_wait_for_one_that_cannot_be_had(desk) -> None:
    desk.reranker.cannot_start = ModelError("The weights are cut off")
    assert not desk.reranking.wait_until_ready("wings", TEXTS[:8], 20.0)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(["", "", *LITERAL]), max_size=60),
    st.integers(1, 60),
)
def test_exact_matches_keep_their_places_through_the_whole(labels, limit) -> None:
    hits = [
        hit(number, 1.0 - number / 100, *([Reason(label, 1.0, ("x",))] if label else []))
        for number, label in enumerate(labels)
    ]
    desk = Desk(hits=[hit(number, 0.5) for number in range(LEAST)]).loaded()
    desk.hits = hits
    shown = found(desk.search(limit=limit))
    for place, number in enumerate(shown):
        if labels[number]:
            assert place == number
    for number, label in enumerate(labels[: len(shown)]):
        if label:
            assert shown[number] == number
            assert set(shown[:number]) == set(range(number))
    desk.reranking.close()
