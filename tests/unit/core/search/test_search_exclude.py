"""Documents with excluded words and phrases."""

from __future__ import annotations

import pytest
from fakes.shelf import Shelf

from docmind.core.search.exclude import holding_excluded
from docmind.core.search.parse import parse


@pytest.fixture
def shelf() -> Shelf:
    """One file of many passages that all hold the word, and some that hold it once."""
    shelf = Shelf()
    shelf.put("/docs/book.txt", *(f"A river, a river, page {n} of the river." for n in range(700)))
    for number in range(5):
        shelf.put(f"/docs/{number}.txt", f"Long text {number} about hills and then one river.")
    shelf.put("/docs/other.txt", "Hills in the river-bed report.")
    shelf.put("/docs/none.txt", "Hills and valleys.")
    return shelf


@pytest.mark.parametrize(
    ("query", "held"),
    [
        ("hills -river", {1, 2, 3, 4, 5, 6, 7}),
        ("hills -valleys", {8}),
        ("hills -river -valleys", set(range(1, 9))),
        ('hills -"and valleys"', {8}),
        ("hills -river-bed", {7}),
        ("hills -nowhere", set()),
        ("hills", set()),
    ],
)
def test_every_file_is_found_however_much_another_holds(
    shelf: Shelf, query: str, held: set[int]
) -> None:
    assert holding_excluded(shelf.retrieve, shelf, parse(query), range(1, 9)) == held


def test_only_the_documents_found_are_looked_at(shelf: Shelf) -> None:
    assert holding_excluded(shelf.retrieve, shelf, parse("hills -river"), {2, 8}) == {2}
    assert holding_excluded(shelf.retrieve, shelf, parse("hills -river"), set()) == set()
