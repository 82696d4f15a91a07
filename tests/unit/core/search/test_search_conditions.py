"""From filters as typed to one filter for the store."""

from __future__ import annotations

from datetime import date

import pytest
from fakes.shelf import Shelf

from docmind.core.search.conditions import (
    asks_for_text,
    both,
    regardless_of_text,
    resolve_filter,
)
from docmind.core.search.parse import parse
from docmind.core.search.periods import seconds
from docmind.core.store.base import Between, Filter

TODAY = date(2026, 11, 25)


@pytest.fixture
def shelf() -> Shelf:
    shelf = Shelf()
    shelf.put("/home/a/Taxes/2024/Lease.pdf", "one")
    shelf.put("/home/a/taxes/old/bill.pdf", "two")
    shelf.put("/backup/home/a/Übersicht.md", "three")
    return shelf


def resolved(shelf: Shelf, text: str) -> Filter | None:
    return resolve_filter(parse(text, TODAY), shelf)[0]


def test_no_filter_is_none(shelf: Shelf) -> None:
    assert resolved(shelf, "only words") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("type:pdf", Filter(suffixes=("pdf",))),
        ("type:pdf type:md", Filter(suffixes=("pdf", "md", "markdown", "mdown"))),
        ("type:pdf,image", Filter(either=((Filter(suffixes=("pdf",)), Filter(kinds=("image",))),))),
        ("type:pdf OR kind:image",
         Filter(either=((Filter(suffixes=("pdf",)), Filter(kinds=("image",))),))),
        ("type:pdf kind:document", Filter(suffixes=("pdf",), kinds=("document",))),
        ("-type:pdf -kind:image",
         Filter(without=(Filter(suffixes=("pdf",)), Filter(kinds=("image",))))),
        ("size:>1kb size:<1mb",
         Filter(size=Between(1001), either=((Filter(size=Between(None, 1_000_000)),),))),
        ("page:1 page:5",
         Filter(either=((Filter(page=Between(1, 2)), Filter(page=Between(5, 6))),))),
        ("after:2024 before:2025",
         Filter(modified=Between(seconds(date(2024, 1, 1))),
                either=((Filter(modified=Between(None, seconds(date(2025, 1, 1)))),),))),
        ("in:taxes", Filter(folders=("/home/a/Taxes", "/home/a/taxes"))),
        ("in:taxes/2024", Filter(folders=("/home/a/Taxes/2024",))),
        ("in:/home/a", Filter(folders=("/home/a",))),
        ('in:"/home/a/"', Filter(folders=("/home/a",))),
        ("in:a", Filter(folders=("/backup/home/a", "/home/a"))),
        ("-in:old", Filter(without=(Filter(folders=("/home/a/taxes/old",)),))),
        ("name:lease*", Filter(file_ids=(1,))),
        ("name:SICHT", Filter(file_ids=(3,))),
        ("name:uber", Filter(file_ids=(3,))),
        ("name:nothing", Filter(file_ids=())),
        ("-name:lease", Filter(without=(Filter(file_ids=(1,)),))),
    ],
)  # fmt: skip
def test_resolve(shelf: Shelf, text: str, expected: Filter) -> None:
    assert resolved(shelf, text) == expected


def test_a_folder_that_is_not_there_becomes_words_and_is_told(shelf: Shelf) -> None:
    where, asked, notes = resolve_filter(parse("rent in:attic -in:cellar"), shelf)
    assert (where, asked.text) == (None, "rent attic")
    assert asked.filters == (("-in", "cellar"),)
    assert notes == [
        "No folder of the library is called attic.",
        "No folder of the library is called cellar.",
    ]


def test_both_keeps_every_condition() -> None:
    one = Filter(kinds=("image",), without=(Filter(suffixes=("pdf",)),))
    other = Filter(kinds=("mail",), without=(Filter(languages=("de",)),))
    assert both(one, other) == Filter(
        kinds=("image",), without=(Filter(suffixes=("pdf",)),), either=((other,),)
    )


def test_what_depends_on_text_can_be_left_out(shelf: Shelf) -> None:
    where = resolved(shelf, "kind:image -has:text -type:png page:2 OR has:text")
    assert where is not None
    assert asks_for_text(where)
    wider = regardless_of_text(where)
    assert wider == Filter(kinds=("image",), without=(Filter(suffixes=("png",)),))
    assert not asks_for_text(wider)
