"""Misspelt queries, over a small library in memory."""

from __future__ import annotations

from typing import NoReturn

import pytest
from fakes.shelf import Shelf

from docmind.core.schema import Query

FILLER = "Ordinary text about gardens, rivers and the weather in spring number {}."
AS_TYPED = ("", (), "")


@pytest.fixture
def shelf() -> Shelf:
    """Thirty ordinary documents and a few that matter; the model is of no use."""
    shelf = Shelf()
    for number in range(30):
        shelf.put(f"/docs/filler/note{number:02}.txt", FILLER.format(number))
    shelf.put("/docs/mail/invoice.txt", "We receive payments by bank transfer every month.")
    shelf.put("/docs/mail/Zürich office.txt", "The new office opens soon.")
    shelf.put("/docs/aero/flutter.pdf", "The helicopter shows flutter at supersonic speed.")
    shelf.identity = None
    return shelf


def test_a_misspelt_word_is_set_right_when_nothing_is_found(shelf: Shelf) -> None:
    answer = shelf.search("recieve", correct=True)
    assert [hit.path.name for hit in answer.hits] == ["invoice.txt"]
    assert answer.query == "recieve"
    assert answer.plan.searched == "receive"
    assert answer.plan.corrections == (("recieve", "receive"),)
    assert answer.plan.suggestion == ""
    assert answer.plan.notes[0] == ("No document holds “recieve”; searched for “receive” instead.")
    assert "Nothing was found." not in answer.plan.notes
    assert answer.close


def test_it_is_only_offered_when_not_wanted(shelf: Shelf) -> None:
    answer = shelf.search("recieve", correct=False)
    assert answer.hits == ()
    assert (answer.plan.searched, answer.plan.suggestion) == ("", "receive")


def test_it_is_only_offered_when_the_rest_is_found(shelf: Shelf) -> None:
    answer = shelf.search("bank tranfser", correct=True)
    assert answer.close
    assert answer.hits[0].path.name == "invoice.txt"
    assert (answer.plan.searched, answer.plan.suggestion) == ("", "bank transfer")


def test_filters_quotes_and_all_stay_in_their_place(shelf: Shelf) -> None:
    typed = 'type:txt  recieve -"bad news" , paymnets OR in:mail size:>x'
    answer = shelf.search(typed, correct=True)
    assert answer.plan.searched == typed.replace("recieve", "receive").replace(
        "paymnets", "payments"
    )
    assert answer.plan.filters == (("type", "txt"), ("in", "mail"))
    assert answer.plan.excluded == ("bad news",)
    for fault in answer.plan.faults:
        assert 0 <= fault.start < fault.end <= len(typed)
    assert typed[answer.plan.faults[-1].start : answer.plan.faults[-1].end] == "size:>x"
    assert [hit.path.name for hit in answer.hits] == ["invoice.txt"]


@pytest.mark.parametrize(
    "typed",
    [
        "receive",
        "receiving",  # by its stem
        "supers",  # a beginning
        "eceiv",  # inside a word
        '"recieve"',
        "-recieve gardens",
        "recieve2",
        "recieve_all",
        "2o24",
        "the",
        "zzzzzzzz",
        "gar",
        "東京 ภาษา",
        "type:txt",
        "",
        "?!",
    ],
)
def test_what_is_right_or_no_word_stays_as_it_is(shelf: Shelf, typed: str) -> None:
    plan = shelf.search(typed, correct=True).plan
    assert (plan.searched, plan.corrections, plan.suggestion) == AS_TYPED


def test_names_and_titles_count(shelf: Shelf) -> None:
    answer = shelf.search("Zürcih", correct=True)
    assert answer.plan.searched == "Zürich"
    assert answer.hits[0].path.name == "Zürich office.txt"


def test_two_equally_near_words_are_only_offered(shelf: Shelf) -> None:
    shelf.put("/docs/one.txt", "The tablet.")
    shelf.put("/docs/two.txt", "The tabled motion.")
    answer = shelf.search("tablex", correct=True)
    assert answer.plan.searched == ""
    assert answer.plan.suggestion in ("tablet", "tabled")


def test_a_word_no_document_holds_any_more_is_not_proposed(shelf: Shelf) -> None:
    gone = shelf.put("/docs/gone.txt", "A xylophone plays.")
    assert shelf.search("xylofone", correct=True).plan.searched == "xylophone"
    shelf.forget(gone)
    plan = shelf.search("xylofone", correct=True).plan
    assert (plan.searched, plan.corrections, plan.suggestion) == AS_TYPED


def test_the_filter_counts_for_the_corrected_query_too(shelf: Shelf) -> None:
    answer = shelf.search("recieve type:pdf", correct=True)
    assert answer.hits == ()
    assert (answer.plan.searched, answer.plan.suggestion) == ("", "receive type:pdf")
    query = Query("recieve type:pdf", relax=True)
    answer = shelf.searcher.search(query)
    assert [hit.path.name for hit in answer.hits] == ["invoice.txt"]
    assert answer.plan.notes[:2] == (
        "No document holds “recieve”; searched for “receive” instead.",
        "Nothing matches type:pdf. These match without it.",
    )
    assert answer.plan.relaxed == ("type:pdf",)
    assert not answer.close


def test_a_word_that_is_only_a_name_of_an_unread_file_is_right(shelf: Shelf) -> None:
    shelf.name("/docs/recieve.mov")
    answer = shelf.search("recieve", correct=True)
    assert [hit.path.name for hit in answer.hits] == ["recieve.mov"]
    assert answer.plan.suggestion == ""


def test_pictures_are_described_freely(shelf: Shelf) -> None:
    assert shelf.search("recieve", "images", correct=True).plan.suggestion == ""


def test_a_query_of_very_many_words_costs_little(shelf: Shelf) -> None:
    before = len(shelf.retrieved)
    typed = " ".join(f"recieve{chr(97 + number % 26) * 3}" for number in range(2000))
    shelf.search(typed, correct=True)
    assert len(shelf.retrieved) - before < 20


def test_a_vocabulary_that_fails_costs_the_suggestion_only(shelf: Shelf) -> None:
    def failing(*_: object) -> NoReturn:
        raise RuntimeError("broken")

    shelf.known_words = failing  # type: ignore[method-assign]
    answer = shelf.search("gardens recieve", correct=True)
    assert answer.hits
    assert answer.plan.suggestion == ""


@pytest.mark.parametrize("typed", ["trust", "spring", "paymenta", "helicoptre"])
def test_beside_close_results_only_likely_slips_are_offered(shelf: Shelf, typed: str) -> None:
    shelf.put("/docs/jet.txt", "The thrust of the engine and its payments.")
    plan = shelf.search(f"bank transfer {typed} month", correct=True).plan
    offered = "bank transfer helicopter month" if typed == "helicoptre" else ""
    assert (plan.searched, plan.suggestion) == ("", offered)
    alone = shelf.search(typed, correct=True).plan
    assert (alone.searched or alone.suggestion) == {
        "trust": "thrust", "spring": "", "paymenta": "payments", "helicoptre": "helicopter"
    }[typed]  # fmt: skip


def test_two_edits_of_a_word_that_is_not_long_are_only_offered(shelf: Shelf) -> None:
    plan = shelf.search("recsivs", correct=True).plan
    assert (plan.searched, plan.suggestion) == ("", "receive")


def test_a_capital_at_the_beginning_stays(shelf: Shelf) -> None:
    assert shelf.search("Recieve", correct=True).plan.searched == "Receive"
