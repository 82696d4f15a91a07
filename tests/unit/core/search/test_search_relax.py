"""Filters that nothing passes are left out one at a time, and that is said."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes.shelf import Shelf

from docmind.core.schema import Query
from docmind.core.search.parse import parse
from docmind.core.search.relax import MOST, relaxations


@pytest.fixture
def shelf() -> Shelf:
    shelf = Shelf()
    shelf.put("/docs/aero/flutter.pdf", "The wing panel shows flutter at supersonic speed.")
    shelf.put("/docs/bio/cells.txt", "The regulatory subunit binds in the cells.")
    return shelf


def left_out(text: str) -> list[tuple[str, ...]]:
    return [tuple(one.value for one in group) for group in relaxations(parse(text))]


def test_the_last_one_typed_goes_first_and_all_of_them_last() -> None:
    assert left_out("x") == []
    assert left_out("x type:pdf") == [("pdf",)]
    assert left_out("type:pdf x kind:mail in:a") == [
        ("a",), ("mail",), ("pdf",), ("pdf", "mail", "a"),
    ]  # fmt: skip
    many = " ".join(f"in:f{number}" for number in range(9))
    assert len(left_out(many)) == MOST + 1


@pytest.mark.parametrize(
    ("query", "names", "relaxed"),
    [
        ("flutter type:pdf", ["flutter.pdf"], ()),
        ("flutter type:txt", ["flutter.pdf"], ("type:txt",)),
        ("flutter -type:pdf kind:document", ["flutter.pdf"], ("-type:pdf",)),
        ("flutter type:pdf kind:mail", ["flutter.pdf"], ("kind:mail",)),
        ('flutter kind:mail in:"bio"', ["flutter.pdf"], ("kind:mail", 'in:"bio"')),
        ("kind:mail type:pdf", ["flutter.pdf"], ("kind:mail",)),
        ("kind:mail", [], ()),
        ("nowhere type:pdf", [], ()),
    ],
)
def test_what_is_left_out_is_said(
    shelf: Shelf, query: str, names: list[str], relaxed: tuple[str, ...]
) -> None:
    answer = shelf.searcher.search(Query(query, "words"))
    assert [hit.path.name for hit in answer.hits] == names
    assert answer.plan.relaxed == relaxed
    assert answer.close is not bool(relaxed) or not names
    assert all(
        any(one in note or "filters" in note for note in answer.plan.notes) for one in relaxed
    )


def test_a_strict_question_stays_strict(shelf: Shelf) -> None:
    query = Query("flutter type:txt", "words")
    assert shelf.searcher.search(query).hits
    strict = shelf.searcher.search(replace(query, relax=False))
    assert strict.hits == ()
    assert strict.plan.notes == ("Nothing matches within the filter.",)
