"""Files found by name before, or without, their content."""

from __future__ import annotations

import itertools

import pytest
from fakes.shelf import Shelf

from docmind.core.schema import Query


@pytest.fixture
def shelf():
    shelf = Shelf()
    shelf.put("/docs/plans.txt", "The holiday plans for the summer in Rome.")
    shelf.put("/docs/other.txt", "Something about a video camera.")
    shelf.name("/films/Holiday in Rome 2019.mp4", 901)
    shelf.name("/films/holiday.mp4", 902)
    yield shelf
    shelf.searcher.close()


def names(shelf: Shelf, text: str, **changes: object) -> list[tuple[str, bool]]:
    answer = shelf.searcher.search(Query(text, relax=False, **changes))
    return [(hit.path.name, hit.read) for hit in answer.hits]


def test_a_name_that_is_asked_for_exactly_comes_first(shelf):
    assert names(shelf, "holiday.mp4")[0] == ("holiday.mp4", False)
    assert shelf.searcher.search(Query("holiday.mp4")).close


def test_names_that_hold_all_words_come_behind_what_was_read(shelf):
    found = names(shelf, "holiday rome")
    assert found[0] == ("plans.txt", True)
    assert found[-1] == ("Holiday in Rome 2019.mp4", False)


def test_the_last_word_may_be_a_beginning(shelf):
    assert ("Holiday in Rome 2019.mp4", False) in names(shelf, "holiday rom")


def test_filters_and_excluded_words_hold_for_names_too(shelf):
    assert ("holiday.mp4", False) in names(shelf, "holiday type:mp4")
    assert not [found for found in names(shelf, "holiday type:pdf") if not found[1]]
    assert ("Holiday in Rome 2019.mp4", False) not in names(shelf, "holiday -rome")
    assert not [found for found in names(shelf, "holiday in:docs") if not found[1]]


def test_meaning_alone_does_not_look_at_names(shelf):
    assert all(read for _, read in names(shelf, "holiday.mp4", mode="meaning"))


def test_ranks_count_up_and_scores_fall(shelf):
    hits = shelf.searcher.search(Query("holiday rome")).hits
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
    assert all(a.score >= b.score for a, b in itertools.pairwise(hits))


def test_no_more_than_asked_for(shelf):
    assert len(names(shelf, "holiday", limit=1)) == 1


def test_a_name_asked_for_exactly_comes_before_names_that_share_a_word(shelf):
    shelf.put("/pictures/other_png.png", "A red square.")
    shelf.put("/pictures/png_small.png", "A blue square.")
    shelf.name("/pictures/png_30k.png", 903)
    for text in ("png_30k", "png_30k.png"):
        answer = shelf.searcher.search(Query(text))
        assert (answer.hits[0].path.name, answer.hits[0].read) == ("png_30k.png", False)
        assert not answer.hits[0].weak
