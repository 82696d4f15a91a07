"""Mailboxes: many mails in one file (mbox, in any of its variants)."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, ClassVar

from docmind.core.errors import FileTooLarge
from docmind.core.extract import letter as letters
from docmind.core.extract.base import Claim, Confidence, ExtractionLimits, Extractor, damaged
from docmind.core.extract.clean import cut, file_title
from docmind.core.extract.mail import letter_of
from docmind.core.extract.members import MemberReader
from docmind.core.extract.mime import field_text, read_head, sent_at, take_apart
from docmind.core.files import open_regular
from docmind.core.schema import Document, Member, Page

MBOX = "application/mbox"

# RFC 4155: "From ", who, and when; mailers leave out either, and add time zones.
_BEGINS = re.compile(
    rb"From (?:[^\r\n]{0,300}?\d\d:\d\d(?::\d\d)?\b[^\r\n]{0,60}\d{4}|[^\r\n]{0,300}?\d{4}"
    rb"[^\r\n]{0,60}\d\d:\d\d(?::\d\d)?)[^\r\n]{0,60}\r?\n"
)
_BARE = re.compile(rb"From (?:-|\S+@\S+)?[ \t]*\r?\n")
_GIT_PATCH = re.compile(rb"From [0-9a-f]{40,64} Mon Sep 17 00:00:00 2001")
_FIELD = re.compile(rb"[A-Za-z][A-Za-z0-9_-]{0,60}:")
_QUOTED = re.compile(rb">+From ")
_LONGEST_LINE = 1 << 16
_LONGEST_MAIL = 64 << 20
_MOST_LISTED = 5000
_SHARE = 0.5  # of the time for one file, which counting on may take


class Mailbox(Extractor):
    """One page that lists the mails; each mail is a member, its number that of its page.

    The mails after those that may be members are pages of the mailbox itself, without what is
    attached to them.
    """

    name = "mbox"
    version = 1
    media_types: ClassVar[tuple[str, ...]] = (MBOX,)

    @classmethod
    def recognise(cls, suffix: str, head: bytes) -> Claim | None:
        if suffix in (".eml", ".emlx", ".patch", ".diff"):
            return None
        begins = _BEGINS.match(head) or _BARE.match(head)
        if suffix == ".mbox":
            return MBOX, Confidence.NAMED if begins is None else Confidence.CERTAIN
        if begins is None or _GIT_PATCH.match(head):
            return None
        is_mail = _FIELD.match(head, begins.end()) is not None
        return (MBOX, Confidence.CERTAIN) if is_mail else None

    def extract(self, path: Path, media_type: str, limits: ExtractionLimits) -> Document:
        with open_regular(path) as file, io.BufferedReader(file, 1 << 20) as stream:
            box = _Box(limits)
            for number, mail in enumerate(_mails(stream), 1):
                if not box.take(number, mail):
                    break
        if not box.count:
            raise damaged("It holds no message.")
        return Document(
            path=path,
            media_type=media_type,
            kind="mail",
            title=file_title(path),
            pages=box.pages(),
            properties=(("messages", f"{box.count:,}"),),
            notes=box.notes(),
            members=box.members(),
        )


class _Box:
    """Gathers the mails of one mailbox."""

    def __init__(self, limits: ExtractionLimits) -> None:
        self.count = 0
        self._limits = limits
        self._reader = MemberReader(limits)
        self._list: list[str] = []
        self._more: list[Page] = []
        self._left = limits.characters
        self._until: float | None = None
        self._first_alone = 0
        self._is_cut = False

    def take(self, number: int, mail: bytes | None) -> bool:
        """Read one mail, None for one that is too long. False when the rest cannot be read."""
        self.count = number
        name = f"{number:05d}"
        if mail is None:
            self._reader.refuse(f"{name}.eml", _too_large(), _LONGEST_MAIL)
            return True
        head = read_head(mail)
        subject = field_text(head, "subject")
        sent = sent_at(head)
        if len(self._list) < _MOST_LISTED:
            day = sent.date().isoformat() if sent is not None else ""
            self._list.append(" ".join(filter(None, (name, day, subject))))
        if not self._reader.is_full:
            own = f" {letters.file_name(subject)}" if subject else ".eml"
            self._reader.add(name + own, mail, letters.time_ns(sent))
            return True
        return self._read_alone(number, mail)

    def _read_alone(self, number: int, mail: bytes) -> bool:
        """As a page of the mailbox. The time for one file began with the last member."""
        if self._until is None:
            self._until = time.monotonic() + self._limits.seconds * _SHARE
            self._first_alone = number
        if self._left < 1 or time.monotonic() > self._until:
            self._is_cut = True
            return False
        limits = replace(self._limits, characters=self._left)
        page = letters.page_of(letter_of(take_apart(mail), limits)[0], limits, number)
        self._left -= len(page.text)
        self._more.append(page)
        return True

    def pages(self) -> tuple[Page, ...]:
        many = "message" if self.count == 1 else "messages"
        more = "or more " if self._is_cut else ""
        text = "\n".join((f"{self.count:,} {more}{many}", *self._list))
        return (Page(None, cut(text, self._limits.characters)[0]), *self._more)

    def members(self) -> tuple[Member, ...]:
        """The members, each mail's page under its number in the mailbox."""
        return tuple(_numbered(member) for member in self._reader.found)

    def notes(self) -> tuple[str, ...]:
        made = []
        if self._more:
            made.append(
                f"From message {self._first_alone:,} on, attachments were not read: "
                "there are too many."
            )
        if self._is_cut:
            made.append(f"Only the first {self.count - 1:,} messages were read.")
        return tuple(made)


def _numbered(member: Member) -> Member:
    document = member.document
    if document is None or "/" in member.name or not member.name[:5].isdigit():
        return member
    number = int(re.split(r"\D", member.name, maxsplit=1)[0])
    pages = tuple(replace(page, number=number) for page in document.pages)
    return replace(member, document=replace(document, pages=pages))


def _mails(stream: BinaryIO) -> Iterator[bytes | None]:
    """Each mail without the line before it, None for one that is too long to be one."""
    mail: list[bytes] = []
    length = 0
    has_begun = False
    after_blank = True
    held = b""  # a bare "From " line, until the next line tells what it is
    while line := stream.readline(_LONGEST_LINE):
        begins = after_blank and line.startswith(b"From ")
        if held and _FIELD.match(line) is None:
            mail.append(held)
            length += len(held)
        starts = (begins and _BEGINS.match(line) is not None) or (held and _FIELD.match(line))
        if starts:
            if has_begun:
                yield b"".join(mail) if length <= _LONGEST_MAIL else None
            mail, length, has_begun = [line] if held else [], 0, True
        after_blank = not line.strip(b"\r\n")
        is_held = begins and not starts and _BARE.match(line) is not None
        held = line if is_held else b""
        if starts or is_held:
            continue
        length += len(line)
        if length <= _LONGEST_MAIL:
            mail.append(line[1:] if _QUOTED.match(line) else line)
    if has_begun:
        yield b"".join((*mail, held)) if length <= _LONGEST_MAIL else None


def _too_large() -> FileTooLarge:
    return FileTooLarge(
        "The message is too large to read",
        detail=f"It is larger than {_LONGEST_MAIL >> 20:,} MB.",
        hint="Save it by itself from the mail program.",
    )
