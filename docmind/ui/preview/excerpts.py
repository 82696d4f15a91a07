"""The part of a long text that is shown: around what is looked at, cut at line ends."""

from __future__ import annotations

from dataclasses import dataclass

from docmind.core import Heading, Span
from docmind.ui.widgets.wording import tr


@dataclass(frozen=True, slots=True)
class Excerpt:
    """``text`` is the page's from code point ``start`` on; ``is_cut`` tells what lies outside."""

    text: str
    start: int
    first_line: int  # of the page, from 0
    is_cut: tuple[bool, bool]

    @property
    def end(self) -> int:
        """Where it ends in the page's text."""
        return self.start + len(self.text)

    def holds(self, span: Span) -> bool:
        """Whether all of a span of the page is in it."""
        return self.start <= span.start and span.end <= self.end

    def inside(self, span: Span) -> Span | None:
        """A span of the page as one of the excerpt; None where it lies outside."""
        start, end = max(span.start, self.start), min(span.end, self.end)
        return Span(start - self.start, end - self.start) if start < end else None

    def headings(self, headings: tuple[Heading, ...]) -> tuple[Heading, ...]:
        """The headings that begin in it."""
        return tuple(
            Heading(one.start - self.start, one.level, one.title)
            for one in headings
            if self.start <= one.start < self.end
        )


def excerpt(text: str, middle: Span | None, around: int) -> Excerpt:
    """At most ``around`` code points on each side of ``middle``, and that much of ``middle``."""
    middle = middle or Span(0, 0)
    stop = min(middle.end, middle.start + around)
    start, end = max(0, middle.start - around), min(len(text), stop + around)
    if start > 0:
        newline = text.find("\n", start, middle.start)
        start = newline + 1 if newline >= 0 else start
    if end < len(text):
        newline = text.rfind("\n", stop, end)
        end = newline if newline > 0 else end
    cut = (start > 0, end < len(text))
    return Excerpt(text[start:end], start, text.count("\n", 0, start), cut)


def notes(shown: Excerpt) -> tuple[str, str]:
    """What is said before and after an excerpt; "" where nothing was cut."""
    before = tr("… (the text before is not shown here)") if shown.is_cut[0] else ""
    after = tr("… (open the file to read on)") if shown.is_cut[1] else ""
    return before, after
