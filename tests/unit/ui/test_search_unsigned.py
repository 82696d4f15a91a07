"""Snippets without the signs of Markdown, their marks in place."""

from __future__ import annotations

import time

import pytest
from fakes.engine import make_hit

from docmind.core import Span
from docmind.ui.search.unsigned import MARKDOWN, snippet_of, without_signs


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("… # The plan ## First step **now** and *then*", "… The plan First step now and then"),
        ("Run `make all` first", "Run make all first"),
        ("See [the guide](https://example.org/a \"Title\") here", "See the guide here"),
        ("![a boat](boat.png) at sea", "a boat at sea"),
        ("| a | b | |---|:--:| | 1 | 2 |", "| a | b |  | 1 | 2 |"),
        ("```python print(1)", " print(1)"),
        ("```python print(1) ```", "python print(1) "),
        ("C# and issue #12, 3 * 4 * 5, snake_case_name", None),
        ("[not a link] (aside)", None),
        ("`# not a heading`", "# not a heading"),
        ("", None),
    ],
)  # fmt: skip
def test_signs_are_left_out(text: str, shown: str | None) -> None:
    assert without_signs(text, ())[0] == (text if shown is None else shown)


def test_marks_stay_on_their_words() -> None:
    text = "# The **heat** of [great heat](a.md) heat"
    words = [Span(at, at + 4) for at in range(len(text)) if text.startswith("heat", at)]
    plain, marked = without_signs(text, [*words, Span(0, 2)])
    assert plain == "The heat of great heat heat"
    assert [plain[span.start : span.end] for span in marked] == ["heat"] * 3


def test_a_mark_may_begin_or_end_in_a_sign() -> None:
    plain, marked = without_signs("the **heat** here", [Span(4, 12), Span(6, 17)])
    assert [plain[span.start : span.end] for span in marked] == ["heat", "heat here"]


def test_only_markdown_has_signs() -> None:
    hit = make_hit(1, "/docs/a.txt", "a", "**heat**", ("heat",))
    assert snippet_of(hit)[0] == "**heat**"
    assert hit.media_type != MARKDOWN


def test_a_hostile_text_takes_no_time() -> None:
    began = time.process_time()
    for text in ("[" * 5000, "|---" * 2000, "`" * 5000, "](" * 3000, "# " * 3000, "*a " * 3000):
        without_signs(text, ())
    assert time.process_time() - began < 2.0
