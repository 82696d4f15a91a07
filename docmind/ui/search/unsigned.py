"""A snippet of a Markdown file as people read it: without the signs that only make it look."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from docmind.core import Hit, Span
from docmind.ui.widgets.emphasis import runs

MARKDOWN = "text/markdown"
# lines are joined in a snippet, so a heading may begin anywhere; what is repeated is bounded
_SIGNS = re.compile(
    r"(?<!\S)#{1,6}(?:\s|$)"  # of a heading
    r"|`{3,}\w{0,20}(?!\S)"  # around code
    r"|(?<!\S)\|?(?:\s?:?-{2,}:?\s?\|){1,50}"  # under the head of a table
    r"|!?\[(?=[^\]\[]{1,300}\]\()"  # before the words of a link
    r"|(?<=\S)\]\([^()\s]{0,500}(?:\s\"[^\"]{0,200}\")?\)"  # after them
)


def snippet_of(hit: Hit) -> tuple[str, tuple[Span, ...]]:
    """What is shown of a hit's best passage, and the marked ranges in it, in code points."""
    text, words = hit.best.snippet, hit.best.highlights
    return without_signs(text, words) if hit.media_type == MARKDOWN else (text, words)


def without_signs(text: str, words: Sequence[Span]) -> tuple[str, tuple[Span, ...]]:
    """A text without the signs of Markdown, and the same marked ranges in it."""
    kept = list(_kept(text))
    starts = [span.start for span in kept]
    lengths = [0]
    for span in kept:
        lengths.append(lengths[-1] + span.end - span.start)

    def moved(place: int) -> int:
        index = bisect_left(starts, place)
        if index and place < kept[index - 1].end:
            return lengths[index - 1] + place - kept[index - 1].start
        return lengths[index]

    marked = (Span(moved(word.start), moved(word.end)) for word in words)
    plain = "".join(text[span.start : span.end] for span in kept)
    return plain, tuple(span for span in marked if span.start < span.end)


def _kept(text: str) -> Iterator[Span]:
    for run in runs(text, Span(0, len(text))):
        place = run.span.start
        for sign in () if run.code else _SIGNS.finditer(text, place, run.span.end):
            if place < sign.start():
                yield Span(place, sign.start())
            place = sign.end()
        if place < run.span.end:
            yield Span(place, run.span.end)
