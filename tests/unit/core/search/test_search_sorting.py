"""Results in another order than by relevance: all that matches, in the engine."""

from __future__ import annotations

import pytest
from fakes.shelf import Shelf

from docmind.core.schema import Query, SearchAnswer, Sort

ORDERS: tuple[tuple[Sort, list[str]], ...] = (
    ("date", ["scan 2.txt", "lease.txt", "Scan 10.txt"]),
    ("name", ["lease.txt", "scan 2.txt", "Scan 10.txt"]),
    ("size", ["Scan 10.txt", "scan 2.txt", "lease.txt"]),
)


@pytest.fixture
def shelf() -> Shelf:
    shelf = Shelf()
    shelf.put("/docs/lease.txt", "the lease of the harbour flat", mtime=200, size=10)
    shelf.put("/docs/Scan 10.txt", "a lease among many words about boats", mtime=100, size=900)
    shelf.put("/docs/scan 2.txt", "another lease, of a garden", mtime=300, size=500)
    shelf.put("/docs/bees.txt", "bees dance", mtime=999, size=999)
    return shelf


def ask(shelf: Shelf, text: str, sort: Sort, limit: int = 20, mode: str = "words") -> SearchAnswer:
    return shelf.searcher.search(Query(text, mode, limit, sort=sort))  # type: ignore[arg-type]


def names(answer: SearchAnswer) -> list[str]:
    return [hit.path.name for hit in answer.hits]


@pytest.mark.parametrize(("sort", "expected"), ORDERS)
def test_all_that_matches_is_in_the_order_asked_for(
    shelf: Shelf, sort: Sort, expected: list[str]
) -> None:
    answer = ask(shelf, "lease", sort)
    assert names(answer) == expected
    assert [hit.rank for hit in answer.hits] == [1, 2, 3]
    assert answer.plan.sort == sort
    assert answer.total == 3


@pytest.mark.parametrize(("sort", "expected"), ORDERS)
def test_the_first_ones_are_those_of_all_not_of_the_best(
    shelf: Shelf, sort: Sort, expected: list[str]
) -> None:
    answer = ask(shelf, "lease harbour flat", sort, limit=1)
    assert names(answer) == expected[:1]
    assert answer.total == 3


@pytest.mark.parametrize(("sort", "expected"), ORDERS)
def test_filters_alone_are_listed_in_that_order(
    shelf: Shelf, sort: Sort, expected: list[str]
) -> None:
    answer = ask(shelf, "in:docs -bees type:txt", sort)
    assert names(answer) == expected


def test_an_exact_name_is_first_by_relevance_only(shelf: Shelf) -> None:
    assert names(ask(shelf, "lease.txt", "relevance", mode="auto"))[0] == "lease.txt"
    assert names(ask(shelf, "lease.txt", "size", mode="auto"))[0] != "lease.txt"


def test_no_line_parts_weak_ones_in_another_order(shelf: Shelf) -> None:
    shelf.knows(floor=0.9)
    plain = ask(shelf, "lease harbour flat", "relevance", mode="auto")
    assert any(hit.weak for hit in plain.hits)
    assert plain.close
    ordered = ask(shelf, "lease harbour flat", "date", mode="auto")
    assert not any(hit.weak for hit in ordered.hits)
    assert ordered.close  # although its first result is not the best


def test_what_only_meaning_found_has_to_convince(shelf: Shelf) -> None:
    shelf.knows(floor=0.45, knows_meaning=True)
    ordered = ask(shelf, "lease harbour flat", "date", mode="meaning")
    assert "bees.txt" not in names(ordered)


def test_files_known_by_name_stand_among_the_others(shelf: Shelf) -> None:
    shelf.name("/docs/lease of 2024.docx")
    found = names(ask(shelf, "lease", "name"))
    assert found == ["lease of 2024.docx", "lease.txt", "scan 2.txt", "Scan 10.txt"]


def test_words_are_looked_for_in_more_than_the_best_passages(shelf: Shelf) -> None:
    for number in range(300):
        shelf.put(f"/many/{number}.txt", "lease lease lease", mtime=10)
    shelf.put("/docs/newest.txt", "a long text in which lease stands once " * 3, mtime=5000)
    assert names(ask(shelf, "lease", "date", limit=1)) == ["newest.txt"]
    assert ask(shelf, "lease", "date").total == 304


def test_more_than_can_be_sorted_is_said(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("docmind.core.search.answer.SORTED", 1)
    shelf.searcher._candidates = 2
    assert "could be sorted" in " ".join(ask(shelf, "lease", "date").plan.notes)


def test_nothing_found_is_no_error(shelf: Shelf) -> None:
    assert ask(shelf, "zebra", "name").hits == ()
    assert ask(shelf, "lease", "name", limit=0).hits == ()
