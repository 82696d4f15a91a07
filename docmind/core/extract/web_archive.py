"""Web pages saved whole (MHTML): a mail whose text is the page."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import ClassVar

from docmind.core.extract.base import Claim, Confidence, ExtractionLimits, Extractor, damaged
from docmind.core.extract.clean import (
    cut_note,
    file_title,
    first_heading,
    one_line,
    properties,
    unreadable_note,
)
from docmind.core.extract.html import page_text
from docmind.core.extract.members import MemberReader
from docmind.core.extract.mime import Part, field_text, parameter, sent_at, take_apart
from docmind.core.files import open_regular
from docmind.core.schema import Document, Page

MHTML = "application/x-mimearchive"

_PAGES = ("text/html", "application/xhtml+xml")
_RELATED = re.compile(rb"(?im)^content-type:\s*multipart/(?:related|alternative|mixed)\b")
_SAVED = re.compile(rb"(?im)^(?:snapshot-content-location:|from:\s*<?saved by\b)")
_DOCUMENTS = re.compile(
    r"application/(?:pdf|msword|rtf|epub\+zip|vnd\.(?:openxmlformats|oasis|ms-)[\w.+-]*)$"
)


class WebArchive(Extractor):
    """One page without a number, as for HTML; pictures and styles are left out."""

    name = "web_archive"
    version = 1
    media_types: ClassVar[tuple[str, ...]] = (MHTML,)

    @classmethod
    def recognise(cls, suffix: str, head: bytes) -> Claim | None:
        if _SAVED.search(head) and _RELATED.search(head):
            return MHTML, Confidence.CERTAIN
        if suffix in (".mht", ".mhtml"):
            is_one = re.search(rb"(?im)^(?:mime-version|content-type):", head) is not None
            return MHTML, Confidence.LIKELY if is_one else Confidence.NAMED
        return None

    def extract(self, path: Path, media_type: str, limits: ExtractionLimits) -> Document:
        with open_regular(path) as file:
            mail = take_apart(file.readall())
        part = _main(mail.parts)
        if part is None:
            raise damaged("It holds no page.")
        content = part.content()
        if part.content_type in _PAGES:
            text, headings, title = page_text(content, limits.characters, part.charset)
        else:
            text, headings, title = part.text()[: limits.characters], (), ""
        subject = one_line(field_text(mail.head, "subject"))
        notes = unreadable_note(text)
        if len(text) >= limits.characters:
            notes = (cut_note(limits.characters), *notes)
        reader = MemberReader(limits)
        sent = sent_at(mail.head)
        for other in mail.parts:
            if _DOCUMENTS.match(other.content_type):
                reader.add(_name(other), lambda each=other: io.BytesIO(each.content()))  # type: ignore[misc]
        return Document(
            path=path,
            media_type=media_type,
            kind="document",
            title=title or subject or first_heading(headings) or file_title(path),
            pages=(Page(None, text if text.strip() else subject, headings),),
            properties=properties(
                (
                    ("address", _address(part) or field_text(mail.head, _SNAPSHOT)),
                    ("date", sent.isoformat() if sent is not None else ""),
                )
            ),
            notes=(*notes, *reader.notes),
            members=reader.found,
        )


_SNAPSHOT = "snapshot-content-location"


def _main(parts: tuple[Part, ...]) -> Part | None:
    """The page that was saved: the first one, which the others are there for."""
    pages = [part for part in parts if part.content_type in _PAGES]
    texts = [part for part in parts if part.content_type.startswith("text/plain")]
    return next(iter((*pages, *texts)), None)


def _address(part: Part) -> str:
    found = field_text(part.head, "content-location")
    return found if found.startswith(("http:", "https:", "file:")) else ""


def _name(part: Part) -> str:
    place = parameter(part.head, "content-type", "name") or field_text(
        part.head, "content-location"
    )
    return part.file_name or place.partition("?")[0].rpartition("/")[2] or "attachment"
