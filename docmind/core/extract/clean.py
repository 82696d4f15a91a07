"""Text as every other room may rely on it: no NULs, no lone surrogates, ``\\n`` newlines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from docmind.core.schema import Heading, Page

REPLACEMENT = "\ufffd"
_BAD = re.compile("[\0\ud800-\udfff]")
_BREAKS = re.compile(r"\r\n?")
_SPACES = re.compile(r"\s+")
_TITLE_LENGTH = 300


def clean(text: str) -> str:
    """NULs become spaces and lone surrogates U+FFFD, one for one: offsets stay true."""
    if "\0" not in text and (text.isascii() or _encodes(text)):
        return text
    return _BAD.sub(lambda bad: " " if bad[0] == "\0" else REPLACEMENT, text)


def newlines(text: str) -> str:
    """Every line end as ``\\n``."""
    return _BREAKS.sub("\n", text) if "\r" in text else text


def one_line(text: str, length: int = _TITLE_LENGTH) -> str:
    """For titles and properties: cleaned, white space joined, ``length`` characters at most."""
    return _SPACES.sub(" ", clean(text[: 4 * length])).strip()[:length].rstrip()


def file_title(path: Path) -> str:
    """The title of a document that has none: its file name without the suffix."""
    return one_line(path.stem) or one_line(path.name) or "Untitled"


def cut(text: str, limit: int) -> tuple[str, tuple[str, ...]]:
    """``text`` with ``limit`` characters at most, and the note that says so when it was cut."""
    if len(text) <= limit:
        return text, ()
    return text[:limit], (cut_note(limit),)


def cut_note(limit: int) -> str:
    return f"Only the first {limit:,} characters were read."


def cut_page(page: Page, limit: int) -> Page:
    """``page`` with ``limit`` characters at most."""
    kept = tuple(heading for heading in page.headings if heading.start < limit)
    return Page(page.number, page.text[:limit], kept)


def unreadable_note(text: str) -> tuple[str, ...]:
    """The note for characters that could not be decoded, when there are any."""
    count = text.count(REPLACEMENT)
    if not count:
        return ()
    return (
        "1 character could not be read."
        if count == 1
        else f"{count:,} characters could not be read.",
    )


def properties(pairs: Iterable[tuple[str, object]]) -> tuple[tuple[str, str], ...]:
    """Facts as clean, single-line, non-empty strings."""
    made = ((name, one_line(str(value), 500)) for name, value in pairs if value is not None)
    return tuple((name, value) for name, value in made if value)


def first_heading(headings: Iterable[Heading]) -> str:
    """The title of the first outermost heading, or ""."""
    found = [heading for heading in headings if heading.title]
    return min(found, key=lambda heading: heading.level).title if found else ""


def _encodes(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
