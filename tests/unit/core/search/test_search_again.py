"""A search that is made once more: among more candidates when nothing close was found."""

from __future__ import annotations

import time
from collections.abc import Collection
from dataclasses import replace

import pytest
from fakes.shelf import Shelf

from docmind.core.schema import Mode, Query, SearchAnswer
from docmind.core.search.again import WIDEN_UP_TO, SecondPass
from docmind.core.search.answer import Search
from docmind.core.search.correct import Corrector
from docmind.core.search.parse import Condition

FAR_OFF = "gardens weather zeppelins quarks"


class Recorder:
    """A searcher whose answers are as close as ``close`` says for each number of candidates."""

    def __init__(self, shelf: Shelf, **close: bool) -> None:
        self._searcher = shelf.searcher
        self._close = close
        self.limits: list[int] = []

    def prepare(self, query: Query, began: float, left_out: Collection[Condition] = ()) -> Search:
        return self._searcher.prepare(query, began, left_out)

    def answer(self, search: Search, began: float) -> SearchAnswer:
        self.limits.append(search.limit)
        name = "first" if len(self.limits) == 1 else "second"
        answer = self._searcher.answer(search, began)
        return replace(answer, close=self._close[name], total=search.limit)


@pytest.fixture
def shelf() -> Shelf:
    shelf = Shelf()
    for number in range(30):
        shelf.put(f"/docs/note{number:02}.txt", f"Text about gardens and the weather {number}.")
    return shelf


def asked(
    shelf: Shelf,
    recorder: Recorder,
    text: str = FAR_OFF,
    mode: Mode = "auto",
    passages: int = WIDEN_UP_TO,
) -> SearchAnswer:
    began = time.perf_counter()
    search = recorder.prepare(Query(text, mode), began)
    answer = recorder.answer(search, began)
    second = SecondPass(recorder, Corrector(shelf.retrieve, shelf))
    return second.improved(search, answer, ("en",), passages, began)


def test_more_candidates_are_asked_when_nothing_is_close(shelf: Shelf) -> None:
    recorder = Recorder(shelf, first=False, second=True)
    answer = asked(shelf, recorder)
    assert recorder.limits == [200, 400]
    assert (answer.close, answer.total) == (True, 400)


def test_what_is_no_closer_among_more_is_not_taken(shelf: Shelf) -> None:
    recorder = Recorder(shelf, first=False, second=False)
    answer = asked(shelf, recorder)
    assert recorder.limits == [200, 400]
    assert (answer.close, answer.total) == (False, 200)


def test_a_close_answer_is_not_asked_again(shelf: Shelf) -> None:
    recorder = Recorder(shelf, first=True)
    assert asked(shelf, recorder).total == 200
    assert recorder.limits == [200]


def test_nothing_at_all_is_not_asked_again(shelf: Shelf) -> None:
    shelf.identity = None
    recorder = Recorder(shelf, first=False)
    assert asked(shelf, recorder, "zeppelins").hits == ()
    assert recorder.limits == [200]


def test_a_large_library_is_not_asked_again(shelf: Shelf) -> None:
    recorder = Recorder(shelf, first=False)
    assert asked(shelf, recorder, passages=WIDEN_UP_TO + 1).total == 200
    assert recorder.limits == [200]


@pytest.mark.parametrize("mode", ["words", "meaning", "images"])
def test_only_whole_answers_are_asked_again(shelf: Shelf, mode: Mode) -> None:
    recorder = Recorder(shelf, first=False)
    assert asked(shelf, recorder, mode=mode).total == 200
    assert recorder.limits == [200]


def test_what_the_model_cannot_read_is_not_asked_again(shelf: Shelf) -> None:
    recorder = Recorder(shelf, first=False)
    shelf.put("/docs/ja.txt", "東京の天気について。")
    assert asked(shelf, recorder, "東京の料理教室は何曜日ですか").hits
    assert recorder.limits == [200]
