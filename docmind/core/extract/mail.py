"""Mails in files of their own: .eml, and .emlx of Apple Mail."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from docmind.core.extract import letter as letters
from docmind.core.extract.base import Claim, Confidence, ExtractionLimits, Extractor
from docmind.core.extract.clean import cut_note
from docmind.core.extract.letter import Letter
from docmind.core.extract.members import MemberReader
from docmind.core.extract.mime import (
    Mail,
    Part,
    field_text,
    parameter,
    read_head,
    sent_at,
    take_apart,
)
from docmind.core.files import open_regular
from docmind.core.schema import Document, Heading

EML = "message/rfc822"
EMLX = "message/x-emlx"

_FIELD = re.compile(rb"(?m)^([A-Za-z][A-Za-z0-9_-]{0,60}):")
_COUNT = re.compile(rb"\s*(\d{1,12})[ \t]*\r?\n")
_SAID = frozenset((b"from", b"to", b"cc", b"subject", b"date", b"sender", b"reply-to"))
_SENT = frozenset(
    b"""received return-path message-id mime-version delivered-to dkim-signature x-mailer
    x-mozilla-status authentication-results arc-seal content-transfer-encoding in-reply-to
    references list-id x-received x-originating-ip x-gmail-labels thread-index""".split()
)
_SMALL_PICTURE = 10_000  # bytes; smaller ones inside the text are signatures and trackers
_MOST_BODIES = 50
_STUB = 200  # characters; plain text so short beside a long page only says "see the page"
_STUB_TIMES = 10
_SIGNATURES = frozenset(
    (
        "application/pgp-signature",
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
        "application/pgp-encrypted",
        "application/applefile",
        "text/x-moz-deleted",
        "message/external-body",
    )
)
_TEXTS = ("text/plain", "text/html", "text/enriched", "message/delivery-status")
_SEALED = ("application/pkcs7-mime", "application/x-pkcs7-mime")
_PGP = re.compile(r"^-----BEGIN PGP MESSAGE-----", re.MULTILINE)
_NAMELESS = {
    "text/calendar": "invitation.ics",
    "text/vcard": "card.vcf",
    "text/x-vcard": "card.vcf",
    "application/pdf": "attachment.pdf",
    "image/jpeg": "picture.jpg",
    "image/png": "picture.png",
    "image/gif": "picture.gif",
    "application/zip": "attachment.zip",
    "text/csv": "attachment.csv",
}


class MailFile(Extractor):
    """One page without a number: names, date and subject, then the text. Attachments inside."""

    name = "mail"
    version = 1
    media_types: ClassVar[tuple[str, ...]] = (EML, EMLX)

    @classmethod
    def recognise(cls, suffix: str, head: bytes) -> Claim | None:
        if suffix == ".emlx":
            counted = _COUNT.match(head)
            return EMLX, Confidence.LIKELY if counted is not None else Confidence.NAMED
        if suffix in (".mht", ".mhtml", ".mbox", ".patch", ".diff"):
            return None
        fields = _fields(head)
        if suffix == ".eml":
            is_mail = bool(fields & _SAID or fields & _SENT) or head.startswith(b"From ")
            return EML, Confidence.CERTAIN if is_mail else Confidence.NAMED
        if head.startswith(b"From "):
            return None  # a mailbox
        if len(fields & _SAID) >= 2 and len(fields & _SENT) >= 2:
            return EML, Confidence.LIKELY
        return None

    def extract(self, path: Path, media_type: str, limits: ExtractionLimits) -> Document:
        with open_regular(path) as file:
            data = file.readall()
        counted = _COUNT.match(data) if media_type == EMLX else None
        if counted is not None:
            data = data[counted.end() :][: int(counted[1])]
        mail = take_apart(data)
        del data
        letter, rest = letter_of(mail, limits)
        reader = MemberReader(limits)
        for part in rest:
            _attach(reader, part, letter)
        return letters.document_of(path, media_type, letter, limits, reader.found, reader.notes)


def letter_of(mail: Mail, limits: ExtractionLimits) -> tuple[Letter, list[Part]]:
    """What a mail says, and the parts that are files attached to it."""
    bodies, rest = _sorted(mail.parts)
    texts: list[str] = []
    headings: list[Heading] = []
    length = 0
    for part in bodies[:_MOST_BODIES]:
        text, inside = _body(part, limits)
        if text and length < limits.characters:
            headings += [Heading(h.start + length, h.level, h.title) for h in inside]
            texts.append(text)
            length += len(text) + 2
    body = "\n\n".join(texts)
    notes: tuple[str, ...] = () if mail.is_whole else ("It has more parts than are read.",)
    notes += _sealed_notes(mail, body)
    if len(body) > limits.characters:
        notes = (*notes, cut_note(limits.characters))
        body = body[: limits.characters]
    head = mail.head
    letter = Letter(
        sender=field_text(head, "from") or field_text(head, "sender"),
        to=field_text(head, "to"),
        cc=field_text(head, "cc"),
        date=field_text(head, "date"),
        subject=field_text(head, "subject"),
        message_id=field_text(head, "message-id"),
        sent=sent_at(head),
        body=body,
        headings=tuple(headings),
        notes=notes,
    )
    return letter, rest


def _fields(head: bytes) -> set[bytes]:
    """The names of the headers that ``head`` begins with; empty when it begins otherwise."""
    block = re.split(rb"\r?\n\r?\n", head.lstrip(b"\xef\xbb\xbf \t\r\n"), maxsplit=1)[0]
    first = _FIELD.match(block)
    return {name.lower() for name in _FIELD.findall(block)} if first is not None else set()


def _sorted(parts: Iterable[Part]) -> tuple[list[Part], list[Part]]:
    """(the parts that are its text, those that are files). Of versions, one is taken."""
    texts: list[Part] = []
    files: list[Part] = []
    for part in parts:
        kind = part.content_type
        if kind in _SIGNATURES or "encrypted" in part.around or kind in _SEALED:
            continue
        if _is_text(part) and (not part.file_name or not texts):
            texts.append(part)
        elif not _is_decoration(part):
            files.append(part)
    chosen = {part.choice: _best(texts, part.choice) for part in texts if part.choice}
    kept = [
        part for part in texts if not part.choice or any(part is c for c in chosen[part.choice])
    ]
    return kept, files


def _is_text(part: Part) -> bool:
    return part.content_type in _TEXTS and part.disposition != "attachment"


def _best(texts: list[Part], choice: int) -> list[Part]:
    """The versions to show: plain text, unless it only says that there is a page."""
    versions = [part for part in texts if part.choice == choice]
    plain = [part for part in versions if part.content_type == "text/plain"]
    other = [part for part in versions if part.content_type == "text/html"] or [
        part for part in versions if part not in plain
    ]
    said = sum(len(part.text().strip()) for part in plain)
    if not other or said >= _STUB:
        return plain or versions
    shown = sum(len(_body(part, ExtractionLimits())[0]) for part in other)
    return other if not said or shown > _STUB_TIMES * said else plain


def _is_decoration(part: Part) -> bool:
    """Whether it is a picture that belongs to the text and says nothing."""
    if not part.content_type.startswith("image/"):
        return False
    is_inside = bool(part.head.get("content-id")) or part.disposition == "inline"
    return is_inside and len(part.raw) * 3 < _SMALL_PICTURE * 4


def _body(part: Part, limits: ExtractionLimits) -> tuple[str, tuple[Heading, ...]]:
    if part.content_type in ("text/html", "text/enriched"):
        from docmind.core.extract.html import page_text

        text, headings, _ = page_text(part.content(), limits.characters, part.charset)
        return text.rstrip(), headings
    is_flowed = parameter(part.head, "content-type", "format").lower() == "flowed"
    return letters.plain_body(part.text(), is_flowed), ()


def _sealed_notes(mail: Mail, body: str) -> tuple[str, ...]:
    for part in mail.parts:
        sealed = part.content_type in _SEALED
        if sealed and parameter(part.head, "content-type", "smime-type") == "signed-data":
            return ("The message is signed in a way that hides its text.",)
        if sealed or "encrypted" in part.around:
            return (letters.ENCRYPTED,)
    return (letters.ENCRYPTED,) if _PGP.search(body) else ()


def _attach(reader: MemberReader, part: Part, letter: Letter) -> None:
    name = part.file_name
    kind = part.content_type
    if kind in ("message/rfc822", "message/global"):
        subject = field_text(read_head(part.content()), "subject")
        name = letters.file_name(subject or name.removesuffix(".eml"))
    name = name or _NAMELESS.get(kind) or f"attachment.{kind.rpartition('/')[2][:20]}"
    reader.add(name, lambda: io.BytesIO(part.content()), letter.sent_ns)
