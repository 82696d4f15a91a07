"""Cuts what says the same over and over: a megabyte of zeros would become thousands of passages
that nobody can tell apart, and each of them is searched ever after.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from docmind.core.schema import Document, Heading, Page

REPEATS = "The rest of it repeats itself."

LEAST = 100_000
"""Code points of repetition that are left alone; what is cut keeps its first ``KEPT``."""
KEPT = 10_000

_LONGEST_PIECE = 1000
_STEP = 50_000


def without_repetition(document: Document) -> Document:
    """``document`` with each repetition cut short: one piece of up to 1,000 code points, to the
    letter, again and again for more than ``LEAST`` (for certain from half as many again)."""
    pages = tuple(_cut(page) if len(page.text) > LEAST else page for page in document.pages)
    if all(page is before for page, before in zip(pages, document.pages, strict=True)):
        return document
    return replace(document, pages=pages, notes=(*document.notes, REPEATS))


def _cut(page: Page) -> Page:
    """``page`` itself where nothing is to be cut."""
    kept: list[str] = []
    headings: list[Heading] = []
    done = gone = 0
    for start, end in (*repetitions(page.text), (len(page.text), len(page.text))):
        until = min(start + KEPT, end)
        kept.append(page.text[done:until])
        headings += (
            replace(heading, start=heading.start - gone)
            for heading in page.headings
            if done <= heading.start < until
        )
        gone += end - until
        done = end
    return replace(page, text="".join(kept), headings=tuple(headings)) if gone else page


def repetitions(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each repetition in ``text``, in order."""
    place = before = 0
    while place + LEAST <= len(text):
        length = _piece(text, place)
        if not length or not _goes_on(text, place, place + LEAST - length, length):
            place += _STEP
            continue
        start = _start(text, before, place, length)
        place = before = _end(text, place + LEAST - length, length)
        yield start, place


def _piece(text: str, place: int) -> int:
    """The length of the piece that is repeated at ``place``, 0 when none seems to be.

    What is looked for is as long as the longest piece, so the first find is the true length
    (Fine and Wilf: two periods within that many characters have a common one).
    """
    sought = text[place : place + _LONGEST_PIECE]
    found = text.find(sought, place + 1, place + 2 * _LONGEST_PIECE)
    return max(found - place, 0)


def _goes_on(text: str, start: int, end: int, length: int) -> bool:
    """Whether each character of [start, end) comes again ``length`` further on."""
    return text[start:end] == text[start + length : end + length]


def _start(text: str, earliest: int, place: int, length: int) -> int:
    earliest = max(earliest, place - _STEP)
    return earliest + bisect_left(
        range(earliest, place),
        True,
        key=lambda start: _goes_on(text, start, place, length),
    )


def _end(text: str, place: int, length: int) -> int:
    last = len(text) - length
    while place + _STEP <= last and _goes_on(text, place, place + _STEP, length):
        place += _STEP
    rest = range(place + 1, min(place + _STEP, last) + 1)
    more = bisect_left(rest, True, key=lambda end: not _goes_on(text, place, end, length))
    return place + more + length
