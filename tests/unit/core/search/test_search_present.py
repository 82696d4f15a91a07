"""Snippets and their marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docmind.core.lexical import Marker
from docmind.core.schema import Span
from docmind.core.search.present import SNIPPET, make_snippet

LONG = "Gardens are green. " * 30


def _shown(text: str, query: str, *phrases: str) -> tuple[str, list[str]]:
    snippet, spans, _ = make_snippet(text, Marker(query, ("en",), phrases))
    return snippet, [snippet[span.start : span.end] for span in spans]


def test_a_short_text_is_shown_whole() -> None:
    assert _shown("The  wing\n\nflutters. ", "wing") == ("The wing flutters.", ["wing"])


def test_the_window_with_most_different_words_is_shown() -> None:
    text = f"wing wing. {LONG} The wing panel shows flutter. {LONG}"
    snippet, marked = _shown(text, "wing flutter")
    assert marked == ["wing", "flutter"]
    assert snippet.startswith("… ") and snippet.endswith(" …")


def test_a_window_is_cut_between_words() -> None:
    snippet, _ = _shown(LONG + "flutter " + LONG, "flutter")
    words = snippet.strip("… ").split()
    assert set(words) <= {"Gardens", "are", "green.", "flutter"}


def test_a_text_without_spaces_is_cut_anyway() -> None:
    text = "无" * 500 + "战国" + "双" * 500
    snippet, marked = _shown(text, "战国")
    assert marked == ["战国"]
    assert len(snippet) <= SNIPPET + 4


def test_a_phrase_is_marked_whole() -> None:
    assert _shown("a boundary\nlayer here", "", "boundary layer")[1] == ["boundary layer"]


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_nothing_to_show(text: str) -> None:
    assert _shown(text, "wing") == ("", [])


@given(
    st.lists(
        st.sampled_from(["wing", "flutters", "a", "战国无双", "café", "\n", "x" * 90]), max_size=99
    ),
    st.sampled_from(["wing", "flutter 国无", "cafe", "nothing", "x" * 90]),
)
def test_marks_lie_inside_the_snippet(words: list[str], query: str) -> None:
    text = " ".join(words)
    snippet, spans, _ = make_snippet(text, Marker(query, ("en", "zh")))
    assert len(snippet) <= SNIPPET + 4
    end = 0
    for span in spans:
        assert end <= span.start < span.end <= len(snippet)
        end = span.end
    flat = " ".join(text.split())
    assert snippet.removeprefix("… ").removesuffix(" …") in flat


def test_the_focus_is_the_sentences_around_the_words():
    before = "The weather was calm. " * 30
    told = "The lantern\nwas lit by the keeper. "
    text = before + told + "Nobody came that day. " * 30
    snippet, _, focus = make_snippet(text, Marker("lantern keeper", ("en",)))
    marked = text[focus.start : focus.end]
    assert told.strip() in marked
    assert marked[0] == "T"
    assert marked[-1] == "."
    assert len(marked) < len(snippet) + 120


def test_without_marked_words_the_focus_is_the_whole_passage():
    text = "Nothing of what was asked stands here. " * 20
    _, spans, focus = make_snippet(text, Marker("zebra", ("en",)))
    assert (spans, focus) == ((), Span(0, len(text)))
