"""From a typed query to hits, over a small library in memory."""

from __future__ import annotations

import threading

import pytest
from fakes.shelf import Shelf

from docmind.core.embed.base import ModelIdentity
from docmind.core.errors import ModelError
from docmind.core.schema import Query
from docmind.core.search.pipeline import Searcher
from docmind.core.vectors import Embeddings

FILLER = "Ordinary text about gardens, rivers and the weather in spring number {}."


@pytest.fixture
def shelf() -> Shelf:
    """Forty ordinary documents and a few that matter."""
    shelf = Shelf()
    for number in range(40):
        shelf.put(f"/docs/filler/note{number:02}.txt", FILLER.format(number))
    shelf.put("/docs/aero/flutter.pdf", "The wing panel shows flutter at supersonic speed.")
    shelf.put("/docs/aero/layer.md", "A laminar boundary layer over a flat plate.", "It is thin.")
    shelf.put("/docs/bio/cells.txt", "The regulatory subunit p85alpha binds in the cells.")
    shelf.put("/docs/bio/annual_report_2024.docx", "Money and more money.", title="Accounts")
    shelf.put("/docs/pictures/beach_sunset.jpg", kind="image")
    return shelf


def test_words_ask_no_model(shelf: Shelf) -> None:
    answer = shelf.search("wing flutter", "words")
    assert answer.hits[0].path.name == "flutter.pdf"
    assert shelf.asked == []
    assert answer.plan.legs == ("stems", "words")
    assert answer.plan.alpha == 0.0


def test_auto_uses_every_list_and_meaning_only_one(shelf: Shelf) -> None:
    assert set(shelf.search("wing flutter at high speed").plan.legs) == {"stems", "words", "dense"}
    answer = shelf.search("wing flutter at high speed", "meaning")
    assert (answer.plan.legs, answer.plan.alpha) == (("dense",), 1.0)


@pytest.mark.parametrize(
    ("query", "name", "reason"),
    [
        ('"boundary layer over a flat"', "layer.md", "phrase"),
        ("find p85alpha", "cells.txt", "identifier"),
        ("annual_report_2024.docx", "annual_report_2024.docx", "name"),
        ("annual report 2024", "annual_report_2024.docx", "name"),
        ("beach sunset", "beach_sunset.jpg", "name"),
        ("Accounts", "annual_report_2024.docx", "name"),
    ],
)
def test_what_is_unique_is_first(shelf: Shelf, query: str, name: str, reason: str) -> None:
    answer = shelf.search(query)
    assert answer.hits[0].path.name == name
    assert reason in [found.label for found in answer.hits[0].why]
    assert answer.close


def test_a_phrase_over_the_border_of_two_passages_is_found(shelf: Shelf) -> None:
    shelf.put("/docs/cut.txt", "The gardens in the number", "weather of spring rivers was odd.")
    answer = shelf.search('"the number weather of spring"', "words")
    assert answer.hits[0].path.name == "cut.txt"
    assert answer.hits[0].why[0].label == "phrase"


def test_a_phrase_that_stands_nowhere_is_said(shelf: Shelf) -> None:
    answer = shelf.search('"layer boundary"', "words")
    assert answer.hits[0].path.name == "layer.md"
    assert any("word for word" in note for note in answer.plan.notes)


@pytest.mark.parametrize("typed", ["aero supers", "superso", "SUPERSONI"])
def test_the_beginning_of_a_word_finds_it(shelf: Shelf, typed: str) -> None:
    if " " in typed:
        typed = typed.split()[1]
    assert shelf.names(typed, "words") == ["flutter.pdf"]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("money type:docx", ["annual_report_2024.docx"]),
        ("money type:word", ["annual_report_2024.docx"]),
        ("money -type:word", []),
        ("sunset kind:image", ["beach_sunset.jpg"]),
        ("cells in:bio", ["cells.txt"]),
        ("cells in:docs/BIO", ["cells.txt"]),
        ("cells in:/docs/bio/", ["cells.txt"]),
        ("cells -in:bio", []),
        ("cells kind:image", []),
    ],
)
def test_filters(shelf: Shelf, query: str, names: list[str]) -> None:
    assert shelf.names(query, "words") == names


def test_filters_hold_for_the_second_look(shelf: Shelf) -> None:
    assert shelf.names("superso type:pdf", "words") == ["flutter.pdf"]
    assert shelf.names("superso type:md", "words") == []


def test_an_unknown_folder_is_searched_as_words_and_said(shelf: Shelf) -> None:
    answer = shelf.search("in:flutter", "words")
    assert answer.hits[0].path.name == "flutter.pdf"
    assert answer.plan.filters == ()
    assert any("flutter" in note for note in answer.plan.notes)


@pytest.mark.parametrize(
    "query",
    ["laminar -plate", "laminar -thin", "laminar -flat-plate", 'laminar -"flat plate"',
     "laminar -layer.md"],
)  # fmt: skip
def test_exclusions_hold_for_the_whole_document(shelf: Shelf, query: str) -> None:
    assert "layer.md" not in shelf.names(query)
    assert "layer.md" in shelf.names("laminar")


def test_an_excluded_word_is_a_whole_word(shelf: Shelf) -> None:
    assert shelf.names("laminar -plat", "words") == ["layer.md"]


def test_points_the_catalog_does_not_know_are_left_out(shelf: Shelf) -> None:
    gone = shelf.put("/docs/gone.txt", "The wing panel flutter flutter flutter.")
    assert "gone.txt" in shelf.names("wing flutter")
    shelf.forget(gone)
    assert "gone.txt" not in shelf.names("wing flutter")


def test_equal_documents_always_come_in_the_same_order(shelf: Shelf) -> None:
    for name in ("b", "a", "c"):
        shelf.put(f"/docs/{name}.txt", "twin zebra document", title="twin")
    first = shelf.names("zebra")
    assert first[:3] == ["b.txt", "a.txt", "c.txt"]
    assert all(shelf.names("zebra") == first for _ in range(3))


def test_limit_counts_documents(shelf: Shelf) -> None:
    answer = shelf.search("weather in spring", "words", limit=7)
    assert len(answer.hits) == 7
    assert answer.total == 40
    assert [hit.rank for hit in answer.hits] == list(range(1, 8))
    assert len({hit.file_id for hit in answer.hits}) == 7


@pytest.mark.parametrize("query", ["", "   ", "-", '""', "-flutter", "…"])
def test_nothing_to_look_for(shelf: Shelf, query: str) -> None:
    answer = shelf.search(query)
    assert (answer.hits, answer.total, answer.close) == ((), 0, False)
    assert answer.plan.notes
    assert shelf.retrieved == []


def test_filters_alone_list_what_passes(shelf: Shelf) -> None:
    answer = shelf.search("type:pdf")
    assert [hit.path.name for hit in answer.hits] == ["flutter.pdf"]
    assert (answer.total, answer.close, answer.plan.legs) == (1, True, ("files",))
    assert answer.hits[0].best.snippet.startswith("The wing panel")
    assert len(shelf.search("type:txt", limit=5).hits) == 5
    assert shelf.search("type:txt", limit=5).total == 41
    assert shelf.asked == []


def test_nothing_close_is_said(shelf: Shelf) -> None:
    shelf.knows(floor=0.9)
    answer = shelf.search("quantum chromodynamics lattice of hadrons and rivers")
    assert answer.hits
    assert not answer.close
    assert any("Nothing close" in note for note in answer.plan.notes)


def test_documents_far_off_in_meaning_are_left_out(shelf: Shelf) -> None:
    shelf.knows(floor=0.9)
    near = shelf.names("money and more money", "meaning")
    assert near == ["annual_report_2024.docx"]


def test_chance_finds_of_a_model_that_cannot_read_the_query(shelf: Shelf) -> None:
    shelf.put("/docs/zh.txt", "石山麟是集团的总裁。")
    answer = shelf.search("石山麟是什么集团的总裁")
    assert [hit.path.name for hit in answer.hits] == ["zh.txt"]
    assert answer.plan.alpha <= 0.2


def test_reasons_name_the_words(shelf: Shelf) -> None:
    hit = shelf.search("wings fluttering", "words").hits[0]
    words = next(reason for reason in hit.why if reason.label == "words")
    assert words.terms == ("wing", "flutter")
    marked = [hit.best.snippet[span.start : span.end] for span in hit.best.highlights]
    assert marked == ["wing", "flutter"]


class Broken:
    """A model that fails, or does not answer until it is let go."""

    def __init__(self, hangs: bool) -> None:
        self.hangs = hangs
        self.answer = threading.Event()

    def __call__(self, text: str) -> Embeddings:
        if self.hangs:
            self.answer.wait(20)
        raise ModelError("The model cannot be started")


@pytest.mark.parametrize("mode", ["auto", "meaning"])
def test_a_broken_model_leaves_the_words(shelf: Shelf, mode: str) -> None:
    searcher = Searcher(shelf.retrieve, shelf, Broken(hangs=False), lambda: shelf.identity)
    answer = searcher.search(Query("wing flutter", mode))  # type: ignore[arg-type]
    searcher.close()
    assert answer.hits[0].path.name == "flutter.pdf"
    assert answer.plan.legs == ("stems", "words")
    assert any("model cannot be started" in note for note in answer.plan.notes)


def test_a_late_model_is_waited_for_once(shelf: Shelf) -> None:
    model = Broken(hangs=True)
    searcher = Searcher(shelf.retrieve, shelf, model, lambda: shelf.identity, budget=0.05)
    try:
        late = searcher.search(Query("wing flutter"))
        at_once = searcher.search(Query("laminar layer"))
    finally:
        model.answer.set()
        searcher.close()
    assert late.hits[0].path.name == "flutter.pdf"
    assert at_once.hits[0].path.name == "layer.md"
    assert any("in time" in note for note in late.plan.notes)
    assert any("earlier question" in note for note in at_once.plan.notes)


def test_a_question_is_embedded_once_per_model(shelf: Shelf) -> None:
    for _ in range(3):
        shelf.search("wing flutter")
    assert shelf.asked == ["wing flutter"]
    shelf.identity = ModelIdentity("other", "9" * 64, 384, 256)
    shelf.search("wing flutter")
    assert shelf.asked == ["wing flutter", "wing flutter"]


def test_without_a_model_everything_is_by_words(shelf: Shelf) -> None:
    shelf.identity = None
    assert shelf.search("wing flutter").plan.legs == ("stems", "words")
    assert shelf.asked == []


def test_an_empty_library_answers(shelf: Shelf) -> None:
    answer = Shelf().search("anything at all")
    assert (answer.hits, answer.close) == ((), False)


@pytest.mark.parametrize("typed", ["superso", "flutter", "p85alpha"])
def test_no_text_is_shown_among_pictures(shelf: Shelf, typed: str) -> None:
    assert shelf.names(typed, "images") == []
    assert shelf.names("beach", "images") == ["beach_sunset.jpg"]
