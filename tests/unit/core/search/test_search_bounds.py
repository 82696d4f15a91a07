"""More than anybody asks for is left out, and that is said."""

from __future__ import annotations

import pytest
from fakes.shelf import Shelf

from docmind.core import lexical
from docmind.core.search import bounds
from docmind.core.search.bounds import bounded, readable
from docmind.core.search.parse import parse


def test_an_ordinary_query_is_left_as_it_is() -> None:
    asked = parse('flutter "wing panel" -rivers type:pdf')
    assert bounded(asked) == (asked, [])


def test_what_is_no_text_is_replaced_at_its_place() -> None:
    assert readable("wing\x00flutter \ud800x\U0001f600") == "wing flutter \ufffdx\U0001f600"


@pytest.mark.parametrize(
    ("query", "note"),
    [
        (" ".join(f"word{n}" for n in range(10_000)), "first 1000 words"),
        ("x" * 100_000, "very long word"),
        ("语" * 100_000, "very long word"),
        (" ".join(["y" * 1999] * 100), "first 10 words"),
        (" ".join(f'"wing {n}"' for n in range(2000)), "first 8 quoted"),
        (" ".join(f"-w{n}" for n in range(3000)) + " wing", "first 64 excluded"),
        (" ".join(f'-"w {n}"' for n in range(3000)) + " wing", "first 4 excluded"),
        ('"' + "wing " * 5000 + '"', "very long quoted"),
        (" ".join(f"AB-{n}" for n in range(500)), "first 32 identifiers"),
        ("wing " + " ".join(f"in:folder{n}" for n in range(500)), "first 32 filters"),
    ],
    ids=lambda value: value[:12],
)
def test_what_is_left_out_is_said(query: str, note: str) -> None:
    shelf = Shelf()
    shelf.put("/docs/wing.txt", "The wing panel shows flutter.")
    answer = shelf.search(query)
    assert any(note in told for told in answer.plan.notes)
    assert len(answer.plan.phrases) <= bounds.MOST_PHRASES
    assert len(answer.plan.identifiers) <= bounds.MOST_IDENTIFIERS


def test_what_is_left_of_a_query_is_searched() -> None:
    shelf = Shelf()
    shelf.put("/docs/wing.txt", "The wing panel shows flutter.")
    shelf.put("/docs/other.txt", "Nothing of the kind.")
    filler = " ".join(f"word{number}" for number in range(10_000))
    assert shelf.names(f"flutter {filler}", "words")[:1] == ["wing.txt"]


@pytest.mark.parametrize(
    "query",
    [
        " ".join(f'-w{n} -"a {n}"' for n in range(3000)) + " flutter",
        " ".join(f'"wing {n}"' for n in range(2000)),
        " ".join(f"AB-{n}" for n in range(500)),
        '"' * 5000 + " flutter",
        "flutter " + "name:a* OR " * 500,
    ],
    ids=["exclusions", "phrases", "identifiers", "quotes", "alternatives"],
)
def test_the_store_is_asked_a_few_times_whatever_is_typed(query: str) -> None:
    shelf = Shelf()
    shelf.put("/docs/wing.txt", "The wing panel shows flutter.")
    shelf.search(query)
    assert len(shelf.retrieved) <= 4 + bounds.MOST_EXCLUDED_PHRASES


def test_so_many_terms_go_to_the_store() -> None:
    asked, _ = bounded(parse(" ".join(f"term{number}" for number in range(50_000))))
    stems, words = lexical.query_vectors(asked.wanted, ("en", "fr", "de"))
    assert max(len(stems.indices), len(words.indices)) <= 12 * bounds.MOST_WORDS
