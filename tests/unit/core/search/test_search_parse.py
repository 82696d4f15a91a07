"""Taking queries apart."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docmind.core.search.fields import NAMES
from docmind.core.search.parse import Asked, parse

TODAY = date(2026, 11, 25)
FIELDS = ("text", "phrases", "excluded_words", "excluded_phrases", "alternatives", "filters")


def parts(asked: Asked) -> dict[str, object]:
    """What of a parsed query is not empty."""
    found = {name: getattr(asked, name) for name in FIELDS}
    return {name: value for name, value in found.items() if value}


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("wing flutter", {"text": "wing flutter"}),
        ('"boundary layer" flow', {"phrases": ("boundary layer",), "text": "flow"}),
        ("“boundary layer” flow", {"phrases": ("boundary layer",), "text": "flow"}),
        ("« couche limite »", {"phrases": ("couche limite",)}),
        ("„Grenzschicht“ dick", {"phrases": ("Grenzschicht",), "text": "dick"}),
        ('"“An error is" x', {"phrases": ("“An error is",), "text": "x"}),
        ('"never closed', {"text": "never closed"}),
        ('a" b', {"text": "a b"}),
        ('""', {}),
        ('" "', {}),
        ("cats -dogs", {"text": "cats", "excluded_words": ("dogs",)}),
        ('cats -"big dogs"', {"text": "cats", "excluded_phrases": ("big dogs",)}),
        ("well-known", {"text": "well-known"}),
        ("a - b", {"text": "a - b"}),
        ("--help", {"text": "--help"}),
        ("-", {"text": "-"}),
        ("type:pdf", {"filters": (("type", "pdf"),)}),
        ("TYPE:.PDF x", {"text": "x", "filters": (("type", ".PDF"),)}),
        ("-ext:pdf", {"filters": (("-type", "pdf"),)}),
        ('in:"My taxes" x', {"text": "x", "filters": (("in", "My taxes"),)}),
        ("folder:a,b", {"filters": (("in", "a,b"),)}),
        ("name:lease*.pdf", {"filters": (("name", "lease*.pdf"),)}),
        ("on:march 2024 rent", {"text": "rent", "filters": (("on", "march 2024"),)}),
        ("since:last week", {"filters": (("after", "last week"),)}),
        ("after:2024 march", {"text": "march", "filters": (("after", "2024"),)}),
        ('after:"3 days ago"', {"filters": (("after", "3 days ago"),)}),
        ("before:last 2 weeks x", {"text": "x", "filters": (("before", "last 2 weeks"),)}),
        ("before:2024 type:pdf", {"filters": (("before", "2024"), ("type", "pdf"))}),
        ("cat OR dog food", {"text": "cat dog food", "alternatives": (("cat", "dog"),)}),
        ('a | "b c" | d', {"text": "a d", "phrases": ("b c",),
                           "alternatives": (("a", "b c", "d"),)}),
        ("a or b", {"text": "a or b"}),
        ("a|b", {"text": "a|b"}),
        ("type:pdf OR kind:image", {"filters": (("type", "pdf"), ("kind", "image"))}),
        ("author:smith", {"text": "author:smith"}),
        ("http://x.org", {"text": "http://x.org"}),
        ("from:alice", {"text": "from:alice"}),
        ("", {}),
    ],
)  # fmt: skip
def test_parse(raw: str, expected: dict[str, object]) -> None:
    asked = parse(raw, TODAY)
    assert parts(asked) == expected
    assert (asked.raw, asked.faults) == (raw, ())


@pytest.mark.parametrize(
    ("raw", "text", "at"),
    [
        ("x kind:banana", "x kind banana", "kind:banana"),
        ("type: x", "type x", "type:"),
        ("type:a/b", "type a/b", "type:a/b"),
        ("in:", "in", "in:"),
        ("name:* y", "name * y", "name:*"),
        ('on:"the flood" z', "on the flood z", 'on:"the flood"'),
        ("-before:tomorow", "before tomorow", "-before:tomorow"),
        ("a OR", "a OR", "OR"),
        ("OR b", "OR b", "OR"),
        ("a OR OR b", "a OR OR b", "OR"),
        ("a OR type:pdf", "a", "a OR type:pdf"),
        ("-a OR b", "b", "-a OR b"),
    ],
)
def test_what_means_nothing_stays_and_is_pointed_at(raw: str, text: str, at: str) -> None:
    asked = parse(raw, TODAY)
    assert asked.text == text
    fault = asked.faults[0]
    assert raw[fault.start : fault.end] == at
    assert fault.message.endswith(".")


def test_conditions_know_where_they_stand_and_what_they_are_joined_to() -> None:
    raw = "rent type:pdf OR kind:image -lang:de page:2 | page:3"
    asked = parse(raw, TODAY)
    assert [raw[one.start : one.end] for one in asked.conditions] == [
        "type:pdf", "kind:image", "-lang:de", "page:2", "page:3",
    ]  # fmt: skip
    groups = [one.group for one in asked.conditions]
    assert groups[0] == groups[1] > 0 == groups[2]
    assert groups[3] == groups[4] > groups[0]


WORDS = ["alpha", "beta", "gamma", "中文", "2024", "pdf", "last week"]
FIELD_SIGNS = [f" {name}:" for name in NAMES]
SIGNS = [" ", '"', " -", "“", "” ", ":", ", ", "«", " OR ", " | ", " -type:", *FIELD_SIGNS]


@given(st.lists(st.tuples(st.sampled_from(SIGNS), st.sampled_from(WORDS)), max_size=8))
def test_nothing_typed_is_an_error_and_no_word_is_lost(typed: list[tuple[str, str]]) -> None:
    asked = parse("".join(sign + word for sign, word in typed), TODAY)
    values = (value for _, value in asked.filters)
    kept = " ".join((asked.text, *asked.phrases, *asked.excluded, *values))
    assert all(part in kept for _, word in typed for part in word.split())


@given(st.text())
def test_any_text_is_taken_apart(raw: str) -> None:
    asked = parse(raw, TODAY)
    for part in (*asked.conditions, *asked.faults):
        assert 0 <= part.start < part.end <= len(raw)
