"""Markdown inside a line: which of it is strong, slanted or code, without the signs around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docmind.core import Span

# what is marked is bounded, so that a line of nothing but signs is gone through once
_MARKED = re.compile(
    r"(?<!`)(?P<code>`{1,3})(?=[^\s`])(?P<typed>[^`\n]{1,300})(?P=code)(?!`)"
    r"|(?P<strong>\*\*|(?<!\w)__)(?=[^\s*_])(?P<bold>[^*_]{1,300})(?<=\S)(?P=strong)(?![*_]|\.?\w)"
    r"|(?P<slant>(?<![\w*\\])\*|(?<![\w\\])_)(?=[^\s*_])(?P<leaning>[^*_\n]{1,300})(?<=\S)"
    r"(?P=slant)(?![*_]|\.?\w)"
)
_INDENT = re.compile(r"\n[ \t]+")


@dataclass(frozen=True, slots=True)
class Run:
    """A part of a text with one look."""

    span: Span
    bold: bool = False
    italic: bool = False
    code: bool = False


def runs(text: str, span: Span) -> Iterator[Run]:
    """The parts of a span in order. The signs of Markdown lie in none of them, nor does what
    indents a line that goes on."""
    place = span.start
    for found in _MARKED.finditer(text, span.start, span.end):
        yield from _without_indents(text, Run(Span(place, found.start())))
        name = str(found.lastgroup)
        inside = Span(*found.span(name))
        yield from _without_indents(
            text, Run(inside, name == "bold", name == "leaning", name == "typed")
        )
        place = found.end()
    yield from _without_indents(text, Run(Span(place, span.end)))


def _without_indents(text: str, run: Run) -> Iterator[Run]:
    place, end = run.span.start, run.span.end
    for found in _INDENT.finditer(text, place, end):
        yield Run(Span(place, found.start() + 1), run.bold, run.italic, run.code)
        place = found.end()
    if place < end:
        yield Run(Span(place, end), run.bold, run.italic, run.code)
