"""A leg that fails or is late costs its list, not the answer."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from fakes.shelf import IDENTITY, Shelf

from docmind.core.errors import DocMindError, StoreDamaged, StoreError
from docmind.core.schema import Mode, Query, SearchAnswer
from docmind.core.search.pipeline import Searcher
from docmind.core.search.ports import PictureAccess
from docmind.core.store.base import Candidate, Filter, Leg
from docmind.core.vectors import Embeddings, SparseVector

REFUSED = StoreError("The index refused an operation")


class Faulty:
    """The store of a shelf in which some legs fail."""

    def __init__(self, shelf: Shelf, *legs: str, error: Exception = REFUSED) -> None:
        self._shelf = shelf
        self._legs = frozenset(legs)
        self._error = error

    def __call__(
        self, legs: Sequence[Leg], limit: int, where: Filter | None
    ) -> dict[str, list[Candidate]]:
        if any(leg.name in self._legs for leg in legs):
            raise self._error
        return self._shelf.retrieve(legs, limit, where)


@pytest.fixture
def shelf() -> Shelf:
    shelf = Shelf()
    for number in range(12):
        shelf.put(f"/docs/note{number}.txt", f"Ordinary text about gardens, number {number}.")
    shelf.put("/docs/flutter.pdf", "The wing panel shows flutter at supersonic speed.")
    return shelf


def _ask(shelf: Shelf, faulty: Faulty, mode: Mode = "auto") -> SearchAnswer:
    searcher = Searcher(faulty, shelf, shelf.embed_query, lambda: shelf.identity)
    try:
        return searcher.search(Query("how does a wing panel flutter", mode))
    finally:
        searcher.close()


@pytest.mark.parametrize(
    "error",
    [REFUSED, StoreDamaged("The index is damaged"), ValueError("odd"), MemoryError()],
    ids=lambda error: type(error).__name__,
)
@pytest.mark.parametrize(
    ("legs", "left"),
    [
        (("dense",), {"stems", "words"}),
        (("stems",), {"words", "dense"}),
        (("words", "stems"), {"dense"}),
        (("words", "dense"), {"stems"}),
    ],
)
def test_the_other_legs_answer(
    shelf: Shelf, legs: tuple[str, ...], left: set[str], error: Exception
) -> None:
    answer = _ask(shelf, Faulty(shelf, *legs, error=error))
    assert set(answer.plan.legs) == left
    assert answer.hits[0].path.name == "flutter.pdf"
    assert any("could not be searched" in note for note in answer.plan.notes)
    assert bool(answer.plan.words_only) == ("dense" in legs)


@pytest.mark.parametrize("mode", ["auto", "words", "meaning"])
def test_words_alone_are_told_only_where_meaning_was_wanted(shelf: Shelf, mode: Mode) -> None:
    assert _ask(shelf, Faulty(shelf), mode).plan.words_only == ""
    told = _ask(shelf, Faulty(shelf, "dense"), mode).plan.words_only
    assert bool(told) == (mode != "words")
    assert told == "" or told.startswith("The index refused an operation")


def test_meaning_that_fails_is_answered_by_words(shelf: Shelf) -> None:
    answer = _ask(shelf, Faulty(shelf, "dense"), "meaning")
    assert set(answer.plan.legs) == {"stems", "words"}
    assert answer.hits[0].path.name == "flutter.pdf"


@pytest.mark.parametrize("error", [REFUSED, ValueError("odd")])
@pytest.mark.parametrize("mode", ["auto", "words", "meaning"])
def test_a_store_that_answers_nothing_is_an_error(
    shelf: Shelf, mode: Mode, error: Exception
) -> None:
    with pytest.raises(DocMindError):
        _ask(shelf, Faulty(shelf, "dense", "stems", "words", error=error), mode)


@pytest.mark.parametrize("value", [np.nan, 0.0])
def test_a_vector_that_is_none_costs_the_leg(shelf: Shelf, value: float) -> None:
    def embed(text: str) -> Embeddings:
        return Embeddings(np.full((1, 384), value, dtype=np.float32))

    searcher = Searcher(shelf.retrieve, shelf, embed, lambda: shelf.identity)
    answer = searcher.search(Query("how does a wing panel flutter"))
    searcher.close()
    assert answer.plan.words_only.endswith(("by words.", "could not be searched."))
    assert set(answer.plan.legs) == {"stems", "words"}
    assert answer.hits[0].path.name == "flutter.pdf"


def test_a_model_that_breaks_in_its_own_way_costs_the_leg(shelf: Shelf) -> None:
    def embed(text: str) -> Embeddings:
        raise KeyError("no such token")

    searcher = Searcher(shelf.retrieve, shelf, embed, lambda: shelf.identity)
    answer = searcher.search(Query("how does a wing panel flutter"))
    searcher.close()
    assert answer.plan.words_only.endswith(("by words.", "could not be searched."))
    assert set(answer.plan.legs) == {"stems", "words"}
    assert any("model failed" in note for note in answer.plan.notes)


def test_weights_that_are_refused_leave_the_meaning(shelf: Shelf) -> None:
    def embed(text: str) -> Embeddings:
        learned = SparseVector(np.array([3], np.uint32), np.array([1.0], np.float32))
        return Embeddings(shelf.embed_query(text).dense, (learned,))

    searcher = Searcher(shelf.retrieve, shelf, embed, lambda: shelf.identity)
    answer = searcher.search(Query("how does a wing panel flutter"))
    searcher.close()
    assert answer.plan.words_only == ""
    assert set(answer.plan.legs) == {"stems", "words", "dense"}


@pytest.mark.parametrize("mode", ["auto", "images"])
def test_pictures_that_fail_leave_the_rest(shelf: Shelf, mode: Mode) -> None:
    shelf.put("/docs/wing.jpg", "wing panel", kind="image")

    def fail(*_: object) -> dict[str, list[Candidate]]:
        raise REFUSED

    pictures = PictureAccess(fail, shelf.model.embed_query, lambda: IDENTITY)
    searcher = Searcher(
        shelf.retrieve, shelf, shelf.embed_query, lambda: shelf.identity, pictures=pictures
    )
    answer = searcher.search(Query("how does a wing panel flutter", mode))
    searcher.close()
    assert answer.hits
    assert any("pictures show could not" in note for note in answer.plan.notes)


def test_equal_scores_come_in_one_order_whatever_the_store_does(shelf: Shelf) -> None:
    for name in ("b", "a", "c", "e", "d"):
        shelf.put(f"/twins/{name}.txt", "twin zebra document", title="twin")

    def ties_reversed(
        legs: Sequence[Leg], limit: int, where: Filter | None
    ) -> dict[str, list[Candidate]]:
        found = shelf.retrieve(legs, limit, where)
        return {
            name: sorted(its, key=lambda item: (item.score, item.id), reverse=True)
            for name, its in found.items()
        }

    orders = []
    for store in (shelf.retrieve, ties_reversed):
        searcher = Searcher(store, shelf, shelf.embed_query, lambda: shelf.identity)
        hits = searcher.search(Query("zebra")).hits
        orders.append([hit.path.name for hit in hits])
        searcher.close()
    assert orders[0] == orders[1]
