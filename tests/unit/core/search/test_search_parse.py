"""Taking queries apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docmind.core.search.parse import Asked, parse


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
        ("type:pdf", {"suffixes": ("pdf",), "filters": (("type", "pdf"),)}),
        ("TYPE:.PDF", {"suffixes": ("pdf",), "filters": (("type", ".PDF"),)}),
        ("type:pdf,md", {"suffixes": ("pdf", "md", "markdown", "mdown"),
                         "filters": (("type", "pdf,md"),)}),
        ("type:jpg", {"suffixes": ("jpg", "jpeg"), "filters": (("type", "jpg"),)}),
        ("-type:pdf", {"not_suffixes": ("pdf",), "filters": (("-type", "pdf"),)}),
        ("type:image", {"kinds": ("image",), "filters": (("type", "image"),)}),
        ("kind:photo", {"kinds": ("image",), "filters": (("kind", "photo"),)}),
        ("kind:banana", {"text": "kind banana"}),
        ("type:", {"text": "type"}),
        ("type:a/b", {"text": "type a/b"}),
        ("in:taxes", {"folders": ("taxes",), "filters": (("in", "taxes"),)}),
        ('in:"My taxes" x', {"folders": ("My taxes",), "text": "x",
                             "filters": (("in", "My taxes"),)}),
        ("-in:old", {"not_folders": ("old",), "filters": (("-in", "old"),)}),
        ("in:", {"text": "in"}),
        ("author:smith", {"text": "author:smith"}),
        ("http://x.org", {"text": "http://x.org"}),
        ("", {}),
    ],
)  # fmt: skip
def test_parse(raw: str, expected: dict[str, object]) -> None:
    assert parse(raw) == Asked(raw=raw, **expected)  # type: ignore[arg-type]


WORDS = ["alpha", "beta", "gamma", "中文"]
SIGNS = [" ", '"', " -", "“", "” ", " type:", " in:", ":", " kind:", ", ", "«"]


@given(st.lists(st.tuples(st.sampled_from(SIGNS), st.sampled_from(WORDS)), max_size=8))
def test_nothing_typed_is_an_error_and_no_word_is_lost(typed: list[tuple[str, str]]) -> None:
    asked = parse("".join(sign + word for sign, word in typed))
    values = (value for _, value in asked.filters)
    kept = " ".join((asked.text, *asked.phrases, *asked.excluded, *values))
    assert all(word in kept for _, word in typed)
