"""A mail as people read it, whatever it was kept in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from docmind.core.extract.base import ExtractionLimits
from docmind.core.extract.clean import (
    clean,
    cut,
    file_title,
    newlines,
    one_line,
    properties,
    unreadable_note,
)
from docmind.core.schema import Document, Heading, Member, Page

ENCRYPTED = "The message is encrypted: its text could not be read."

_BLANKS = re.compile(r"\n{3,}")
_MOST_SHOWN = 2000  # characters of one line of names: some mails go to thousands
_NOT_IN_NAMES = re.compile(r"[/\\\x00-\x1f]+")


@dataclass(frozen=True, slots=True)
class Letter:
    """What a mail says. ``sent`` is None when it does not tell, ``date`` is how it tells."""

    sender: str = ""
    to: str = ""
    cc: str = ""
    date: str = ""
    subject: str = ""
    message_id: str = ""
    sent: datetime | None = None
    body: str = ""
    headings: tuple[Heading, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def sent_ns(self) -> int:
        """Nanoseconds since the epoch, 0 when it does not tell."""
        return time_ns(self.sent)


def time_ns(moment: datetime | None) -> int:
    """Nanoseconds since the epoch; 0 for None and for times before it."""
    if moment is None:
        return 0
    passed = moment - datetime(1970, 1, 1, tzinfo=UTC)
    return max(0, (passed.days * 86_400 + passed.seconds) * 10**9)


def page_of(letter: Letter, limits: ExtractionLimits, number: int | None = None) -> Page:
    """The mail as one page: who, to whom, when, about what, then the text."""
    return _page(letter, limits, number)[0]


def document_of(
    path: Path,
    media_type: str,
    letter: Letter,
    limits: ExtractionLimits,
    members: tuple[Member, ...] = (),
    notes: tuple[str, ...] = (),
) -> Document:
    """The mail as a Document. ``notes`` come after those on its text."""
    page, page_notes = _page(letter, limits, None)
    sent = letter.sent.isoformat() if letter.sent is not None else ""
    return Document(
        path=path,
        media_type=media_type,
        kind="mail",
        title=one_line(letter.subject) or file_title(path),
        pages=(page,),
        properties=properties(
            (
                ("from", letter.sender),
                ("to", letter.to),
                ("cc", letter.cc),
                ("date", sent),
                ("message-id", letter.message_id),
            )
        ),
        notes=(*page_notes, *notes),
        members=members,
    )


def file_name(subject: str, suffix: str = ".eml") -> str:
    """A name for a mail that lies in another file; "Message.eml" when it has no subject."""
    return (_NOT_IN_NAMES.sub("-", one_line(subject, 100)).strip("- .") or "Message") + suffix


def _page(
    letter: Letter, limits: ExtractionLimits, number: int | None
) -> tuple[Page, tuple[str, ...]]:
    lines = (
        ("From", letter.sender),
        ("To", letter.to),
        ("Cc", letter.cc),
        ("Date", letter.date),
        ("Subject", letter.subject),
    )
    told = [f"{name}: {one_line(said, _MOST_SHOWN)}" for name, said in lines if said]
    top = "\n".join(told) + "\n\n" if told else ""
    text, notes = cut(clean(top + letter.body), limits.characters)
    headings = tuple(
        Heading(heading.start + len(top), heading.level, heading.title)
        for heading in letter.headings
        if heading.start + len(top) < len(text)
    )
    return Page(number, text, headings), (*letter.notes, *notes, *unreadable_note(text))


def plain_body(text: str, is_flowed: bool = False) -> str:
    """A mail's plain text: line ends, soft breaks of ``format=flowed`` (RFC 3676), blank lines."""
    text = newlines(clean(text))
    if is_flowed:
        text = _unflowed(text)
    return _BLANKS.sub("\n\n", text).strip("\n")


def _unflowed(text: str) -> str:
    made: list[str] = []
    goes_on = False
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        said = line[depth:].removeprefix(" ") if depth else line.removeprefix(" ")
        quote = line[:depth]
        if goes_on and made and quote == _quote(made[-1]) and said != "-- ":
            made[-1] += said
        else:
            made.append(f"{quote} {said}" if depth else said)
        goes_on = said.endswith(" ") and said != "-- "
    return "\n".join(line.rstrip() if line != "-- " else line for line in made)


def _quote(line: str) -> str:
    return line[: len(line) - len(line.lstrip(">"))]
