"""Marking the words of a query in a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docmind.core.lexical import Marker, highlight
from docmind.core.lexical.marks import _merged, _Wanted
from docmind.core.lexical.tokens import tokens


def _marked(
    text: str, query: str, *phrases: str, languages: tuple[str, ...] = ("en",)
) -> list[str]:
    spans = highlight(text, query, languages, phrases)
    return [text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("The engines were running.", "engine run", ["engines", "running"]),
        ("happy, happiness", "happy", ["happy", "happiness"]),
        ("an aging age", "ages", ["aging", "age"]),
        ("Un café, deux CAFÉS", "cafe", ["café", "CAFÉS"]),
        ("levels of IL-6-specific cells", "IL6", ["IL-6"]),
        ("see report_2024.pdf there", "report", ["report"]),
        ("a HotShot", "shot", ["HotShot"]),
        ("snapshot", "shot", []),
        ("p85alpha and alpha", "p85alpha", ["p85alpha"]),
        ("森林公园站至闵行开发区", "闵行公园", ["公园", "闵行"]),
        ("热水在这里", "水", ["水"]),
        ("the end of the line", "what is the line", ["line"]),
        ("to be or not", "to be", ["to", "be"]),
        ("C++ and C", "C++", ["C++", "C"]),
        ("ﬁnal oﬀer", "offer", ["oﬀer"]),
        ("", "word", []),
        ("text", "", []),
    ],
)
def test_marked_words(text: str, query: str, marked: list[str]) -> None:
    assert _marked(text, query) == marked


def test_a_phrase_is_marked_whole_and_its_words_only_without_it() -> None:
    assert _marked("a boundary\nlayer and a layer", "", "boundary layer") == ["boundary\nlayer"]
    assert _marked("a layer", "", "boundary layer") == ["layer"]


def test_a_phrase_ignores_signs_accents_and_line_ends() -> None:
    text = "Il relève, le\nsystème."
    assert _marked(text, "", "releve le systeme") == ["relève, le\nsystème"]
    assert _marked("森林公\n园站", "", "公园站") == ["公\n园站"]


def test_terms_are_given_once_as_written() -> None:
    assert Marker("engine").terms("Engines and Engines and engine") == ("Engines", "engine")


WORDS = st.sampled_from(
    ["engine", "engines", "Engine's", "enginery", "IL-6", "il6", "p85alpha", "HotShot", "hotShot",
     "café", "CAFE", "œuvre", "oeuvre", "running", "run_fast", "re-run", "the", "战国无双", "国无",
     "3.5", "v3.5", "ﬁne", "…", "naïve", "hot-shot"]
)  # fmt: skip


@given(
    st.lists(WORDS, max_size=12), st.lists(WORDS, min_size=1, max_size=3), st.sampled_from(" ,\n")
)
def test_the_quick_look_misses_nothing(text: list[str], query: list[str], gap: str) -> None:
    """The prefiltered search marks what comparing every token marks."""
    whole = gap.join(text)
    wanted = _Wanted(" ".join(query), ("en", "fr"))
    every = [
        (token.start + start, token.start + end)
        for token in tokens(whole)
        for start, end in wanted.ranges(token.text)
    ]
    assert _merged(wanted.find(whole)) == _merged(every)
