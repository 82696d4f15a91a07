"""Mails, appointments, contacts and tasks saved from Outlook (.msg)."""

from __future__ import annotations

import io
import re
import tempfile
from contextlib import suppress
from datetime import UTC
from email.header import Header
from email.message import Message
from email.mime.application import MIMEApplication
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.mime.text import MIMEText
from email.utils import format_datetime
from pathlib import Path
from typing import ClassVar

from docmind.core.errors import ExtractionError
from docmind.core.extract import letter as letters
from docmind.core.extract.base import Claim, Confidence, ExtractionLimits, Extractor, damaged
from docmind.core.extract.clean import one_line
from docmind.core.extract.html import page_text
from docmind.core.extract.letter import Letter
from docmind.core.extract.members import MemberReader
from docmind.core.extract.mime import field_text, read_head, sent_at
from docmind.core.extract.outlook_storage import Storage, rich_text
from docmind.core.files import open_regular
from docmind.core.schema import Document, Heading

MSG = "application/vnd.ms-outlook"

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TABLE = "__properties_version1.0".encode("utf-16-le")
_SUFFIXES = (".msg", ".oft")
_HTML_TAG = re.compile(rb"\\fromhtml1?\b")
_RTF_ONLY = re.compile(rb"\\htmlrtf1? ?.*?\\htmlrtf0 ?", re.DOTALL)
# What programs keep for themselves: versions, keys, addresses of an Exchange directory.
_INNER = re.compile(r"^[\d.,:;-]{0,5}$|[0-9a-f]{8}-[0-9a-f-]{20,}|[0-9a-f]{32,}|/cn=|/o=", re.I)
_LONGEST_FACT = 500
_LOSSES = "Parts of the message could not be read: the file is damaged."
_NO_MAILS = ("IPM.APPOINTMENT", "IPM.CONTACT", "IPM.TASK", "IPM.SCHEDULE", "IPM.DISTLIST")
_SMALL_PICTURE = 10_000  # bytes; smaller ones inside the text are signatures
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp")

# The numbers of properties, [MS-OXPROPS].
_CLASS, _SUBJECT, _HEADERS, _BODY, _HTML, _RTF = 0x001A, 0x0037, 0x007D, 0x1000, 0x1013, 0x1009
_SENT, _RECEIVED, _MADE, _MESSAGE_ID = 0x0039, 0x0E06, 0x3007, 0x1035
_SHOWN_TO, _SHOWN_CC = 0x0E04, 0x0E03
_SENDERS = ((0x0C1A, (0x5D01, 0x0C1F)), (0x0042, (0x5D02, 0x0065)))
_RECIPIENT_NAME, _RECIPIENT_ADDRESSES, _RECIPIENT_KIND = 0x3001, (0x39FE, 0x3003), 0x0C15
_FILE_NAMES = (0x3707, 0x3704, 0x3001)
_CONTENT, _MIME, _CONTENT_ID, _CHANGED = 0x3701, 0x370E, 0x3712, 0x3008
_CONTACT = (0x3001, 0x3A16, 0x3A17, 0x3A18, 0x3A08, 0x3A09, 0x3A1C, 0x3A15, 0x3A51)
_TO, _CC = 1, 2


class Outlook(Extractor):
    """One page without a number, in the form of a mail. Attachments and messages inside."""

    name = "outlook"
    version = 1
    media_types: ClassVar[tuple[str, ...]] = (MSG,)

    @classmethod
    def recognise(cls, suffix: str, head: bytes) -> Claim | None:
        if not head.startswith(_OLE):
            return (MSG, Confidence.NAMED) if suffix == ".msg" else None
        if _TABLE in head:
            return MSG, Confidence.CERTAIN
        return (MSG, Confidence.LIKELY) if suffix in _SUFFIXES else None

    def extract(self, path: Path, media_type: str, limits: ExtractionLimits) -> Document:
        import olefile

        with open_regular(path) as file:
            try:
                ole = olefile.OleFileIO(io.BufferedReader(file))
            except (OSError, ValueError, IndexError, TypeError, RecursionError) as error:
                raise damaged(f"It is not a complete message ({one_line(str(error))}).") from None
            with ole:
                message = Storage(ole)
                if not ole.exists("__properties_version1.0"):
                    raise damaged("It holds no message.")
                letter = _letter(message, limits)
                reader = MemberReader(limits)
                for attachment in message.inner("attach"):
                    _attach(reader, attachment, letter, limits)
        if not (letter.body or letter.subject or letter.sender or reader.found):
            raise damaged("It is cut off before its text.")
        notes = (_LOSSES, *reader.notes) if message.losses else reader.notes
        return letters.document_of(path, media_type, letter, limits, reader.found, notes)


def _letter(message: Storage, limits: ExtractionLimits) -> Letter:
    head = read_head(message.text(_HEADERS).encode("utf-8", "surrogateescape"))
    sent = message.moment(_SENT) or sent_at(head) or message.moment(_RECEIVED)
    kind = message.text(_CLASS)
    body, headings = _body(message, limits)
    if kind.upper().startswith(_NO_MAILS):
        sent = sent or message.moment(_MADE)
        body = "\n".join(filter(None, (body, *_facts(message, body))))
    sealed = "SMIME" in kind.upper() and "MULTIPARTSIGNED" not in kind.upper().replace(".", "")
    return Letter(
        sender=_sender(message) or field_text(head, "from"),
        to=_recipients(message, _TO) or message.text(_SHOWN_TO) or field_text(head, "to"),
        cc=_recipients(message, _CC) or message.text(_SHOWN_CC) or field_text(head, "cc"),
        date=field_text(head, "date") or (format_datetime(sent) if sent is not None else ""),
        subject=one_line(message.text(_SUBJECT)) or field_text(head, "subject"),
        message_id=message.text(_MESSAGE_ID) or field_text(head, "message-id"),
        sent=sent.astimezone(UTC).replace(microsecond=0) if sent is not None else None,
        body=body,
        headings=headings,
        notes=(letters.ENCRYPTED,) if sealed else (),
    )


def _body(message: Storage, limits: ExtractionLimits) -> tuple[str, tuple[Heading, ...]]:
    """Its plain text, else its page, else its rich text."""
    plain = letters.plain_body(message.text(_BODY))
    if plain.strip():
        return plain, ()
    page: bytes | str = message.binary(_HTML) or message.text(_HTML)
    if page:
        text, headings, _ = page_text(page, limits.characters, message.charset)
        if text.strip():
            return text, headings
    rich = rich_text(message.binary(_RTF))
    return (_from_rich_text(rich, limits) if rich else ""), ()


def _from_rich_text(rich: bytes, limits: ExtractionLimits) -> str:
    from docmind.core.extract.rtf import RTF, Rtf

    if _HTML_TAG.search(
        rich, 0, 4096
    ):  # a page in disguise: leave out what only looks ([MS-OXRTFEX])
        rich = _RTF_ONLY.sub(b"", rich)
    with tempfile.TemporaryDirectory(prefix="rich-", ignore_cleanup_errors=True) as folder:
        at = Path(folder, "body.rtf")
        at.write_bytes(rich)
        with suppress(ExtractionError):
            document = Rtf().extract(at, RTF, limits)
            return "\n\n".join(page.text for page in document.pages)
    return ""


def _facts(message: Storage, body: str) -> list[str]:
    """What an appointment, contact or task says beside its text: places, numbers, companies."""
    numbered = (message.text(number) for number in _CONTACT)
    found = dict.fromkeys(
        one_line(said, _LONGEST_FACT + 1) for said in (*numbered, *message.named_texts())
    )
    return [
        said
        for said in found
        if len(said) <= _LONGEST_FACT and said not in body and not _INNER.search(said)
    ]


def _sender(message: Storage) -> str:
    for name, addresses in _SENDERS:
        found = _person(message, name, addresses)
        if found:
            return found
    return ""


def _recipients(message: Storage, kind: int) -> str:
    people = (
        _person(each, _RECIPIENT_NAME, _RECIPIENT_ADDRESSES)
        for each in message.inner("recip")
        if ((each.integer(_RECIPIENT_KIND) or _TO) & 0xF) == kind
    )
    return ", ".join(filter(None, people))


def _person(storage: Storage, name: int, addresses: tuple[int, ...]) -> str:
    """ "Name <address>"; addresses of an Exchange directory say nothing to people."""
    said = one_line(storage.text(name)).strip("'\"")
    found = (one_line(storage.text(number)) for number in addresses)
    address = next((each for each in found if "@" in each), "")
    if not said or said == address:
        return address
    return f"{said} <{address}>" if address else said


def _attach(
    reader: MemberReader, attachment: Storage, letter: Letter, limits: ExtractionLimits
) -> None:
    name = _file_name(attachment)
    inner = attachment.embedded(_CONTENT)
    when = letters.time_ns(attachment.moment(_CHANGED)) or letter.sent_ns
    if inner is None:
        kind = attachment.text(_MIME) or ("image/" if name.lower().endswith(_PICTURES) else "")
        content = attachment.binary(_CONTENT)
        is_inside = kind.startswith("image/") and bool(attachment.text(_CONTENT_ID))
        if content and not (is_inside and len(content) < _SMALL_PICTURE):
            reader.add(name or "attachment", content, when)
    elif inner.ole.exists([*inner.place, "__properties_version1.0"]):
        subject = inner.text(_SUBJECT) or name.removesuffix(".msg")
        made = letters.file_name(subject)
        reader.add(made, lambda: io.BytesIO(_as_eml(inner, limits, limits.depth).as_bytes()), when)


def _file_name(attachment: Storage) -> str:
    return next(filter(None, (one_line(attachment.text(number)) for number in _FILE_NAMES)), "")


def _as_eml(message: Storage, limits: ExtractionLimits, depth: int) -> Message:
    """A message inside a message, in the form in which it can be read by itself."""
    letter = _letter(message, limits)
    # Not a random boundary: the same file gives the same bytes each time. Its parts are base64, or
    # are divided one level deeper.
    made = MIMEMultipart(boundary=f"=_level_{depth}_=")
    for field, said in (
        ("From", letter.sender),
        ("To", letter.to),
        ("Cc", letter.cc),
        ("Date", letter.date),
        ("Subject", letter.subject),
        ("Message-ID", letter.message_id),
    ):
        if said:
            made[field] = Header(said, "utf-8").encode()
    made.attach(MIMEText(letter.body.encode("utf-8", "replace").decode(), "plain", "utf-8"))
    for attachment in message.inner("attach"):
        inner = attachment.embedded(_CONTENT)
        content = attachment.binary(_CONTENT)
        part: MIMENonMultipart | None = None
        if inner is not None and depth > 0:
            part = MIMEMessage(_as_eml(inner, limits, depth - 1))
        elif inner is None and content:
            part = MIMEApplication(content)
        if part is not None:
            name = ("utf-8", "", _file_name(attachment) or "attachment")
            part.add_header("Content-Disposition", "attachment", filename=name)
            made.attach(part)
    return made
