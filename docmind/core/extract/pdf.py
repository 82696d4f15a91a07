"""PDF, page by page.

Offsets: a page's text holds, UTF-16 unit for UTF-16 unit, the characters of PDFium's text page, so
that a place in it can be shown by any viewer built on PDFium. For code point offset ``i``, the
index for ``FPDFText_*`` and for Qt's ``QPdfDocument.getSelectionAtIndex(page, index, length)`` is
``len(text[:i].encode("utf-16-le")) // 2``: ``i`` itself where no character lies above U+FFFF.
What forms and annotations say stands after the page's own text and has no place on it; what only
an XFA form says stands there on the first page.
"""

from __future__ import annotations

import contextlib
import ctypes
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from docmind.core.extract.base import (
    Claim,
    Confidence,
    ExtractionLimits,
    Extractor,
    damaged,
    password_needed,
)
from docmind.core.extract.clean import clean, cut_note, cut_page, file_title, one_line, properties
from docmind.core.extract.pdf_beside import (
    Attachments,
    flatten,
    has_drawn_notes,
    lines_new_in,
    written_on,
    xfa_lines,
)
from docmind.core.schema import Document, Heading, Page

if TYPE_CHECKING:
    import pypdfium2

PDF = "application/pdf"
NO_TEXT = "No text: its pages are blank or pictures."

_MOST_BOOKMARKS = 5000
_HYPHEN = "\u00ad"
# One for one, so that offsets stay. PDFium writes U+0002 or U+FFFE for the hyphen of a word that
# goes on in the next line; a soft hyphen says the same to those who compare words.
_LAYOUT = {
    **dict.fromkeys((*range(9), *range(11, 32), 127), " "),
    2: _HYPHEN,
    0xFFFE: _HYPHEN,
    0xFFFF: " ",
}
_MADE_TITLES = re.compile(
    r"untitled|microsoft (?:word|powerpoint|excel) - |.*\.(?:docx?|pptx?|xlsx?|pdf|tex|dvi|indd|qxd"
    r"|rtf|odt|html?|ps|cdr|fm|pmd)\Z|\W*\Z|(?:document|title|slide|presentation)\s*\d*\Z|https?:",
    re.IGNORECASE,
)


class Pdf(Extractor):
    """One ``Page`` for each page, with the outline's entries as headings; attached files as
    members, named in the properties."""

    name = "pdf"
    version = 2
    media_types: ClassVar[tuple[str, ...]] = (PDF,)

    @classmethod
    def recognise(cls, suffix: str, head: bytes) -> Claim | None:
        if b"%PDF-" in head[:1024]:
            return PDF, Confidence.CERTAIN
        return (PDF, Confidence.NAMED) if suffix == ".pdf" else None

    def extract(self, path: Path, media_type: str, limits: ExtractionLimits) -> Document:
        pdf = open_pdf(path, limits.password)
        attached = Attachments(pdf)
        pages, notes = _pages(pdf, limits.characters, attached)
        stated = _stated(pdf)
        facts = [(name.lower(), stated.get(name)) for name in ("Author", "Subject", "Keywords")]
        names = attached.names()
        members = attached.read(limits)
        return Document(
            path=path,
            media_type=media_type,
            kind="document",
            title=_sensible_title(stated.get("Title", "")) or file_title(path),
            pages=pages,
            page_count=len(pdf),
            properties=properties([*facts, ("attachments", ", ".join(names))]),
            notes=(*notes, *members.notes),
            members=members.found,
        )


def open_pdf(path: Path, password: str) -> pypdfium2.PdfDocument:
    """The document, with its forms. Raises ``ExtractionError``."""
    import pypdfium2
    import pypdfium2.raw as pdfium

    # PDFium does not always set its last error. This does, so that none is left of another file.
    pdfium.FPDF_LoadMemDocument64(b"", 0, None)
    try:
        str(path).encode()
        source: Path | bytes = path
    except UnicodeEncodeError:
        source = path.read_bytes()  # PDFium wants its names in UTF-8
    try:
        pdf = pypdfium2.PdfDocument(source, password=password or None)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise password_needed("The password is wrong." if password else "") from None
        raise damaged(f"It is not a complete PDF ({error}).") from None
    if len(pdf) < 1:
        raise damaged("It has no pages.")
    with contextlib.suppress(Exception):  # forms without it are read as far as they go
        pdf.init_forms()
    return pdf


def _pages(
    pdf: pypdfium2.PdfDocument, limit: int, attached: Attachments
) -> tuple[tuple[Page, ...], tuple[str, ...]]:
    outline = _outline(pdf)
    pages: list[Page] = []
    bad: list[int] = []
    left = limit
    for index in range(len(pdf)):
        try:
            text = _page_text(pdf, index, attached)
        except Exception:  # noqa: BLE001 - one bad page must not lose the others
            bad.append(index + 1)
            text = ""
        page = Page(index + 1, text, _headings(outline.get(index, ()), text))
        pages.append(cut_page(page, left))
        left -= len(text)
        if left < 0:
            break
    if len(bad) == len(pages):
        raise damaged("None of its pages could be read.")
    _add_xfa(pdf, pages, left)
    return tuple(pages), tuple(_notes(pages, bad, left < 0, limit))


def _add_xfa(pdf: pypdfium2.PdfDocument, pages: list[Page], room: int) -> None:
    """Put what only the XFA form says behind the text of the first page."""
    try:
        lines = lines_new_in("\n".join(xfa_lines(pdf)), (page.text for page in pages))
    except Exception:  # noqa: BLE001 - a broken form must not lose the pages
        return
    if lines and room > 0:
        first = pages[0]
        beside = "\n".join(lines)[:room]
        text = f"{first.text}\n{beside}" if first.text else beside
        pages[0] = replace(first, text=text)


def _notes(pages: list[Page], bad: list[int], is_cut: bool, limit: int) -> Iterator[str]:
    if bad:
        named = ", ".join(map(str, bad[:20])) + (" and more" if len(bad) > 20 else "")
        yield f"Pages that could not be read: {named}."
    if is_cut:
        yield cut_note(limit)
    if not any(page.text.strip() for page in pages):
        yield NO_TEXT


def _page_text(pdf: pypdfium2.PdfDocument, index: int, attached: Attachments) -> str:
    page = pdf[index]
    try:
        text = _text_of(page)
        beside = written_on(page)
        attached.add_those_on(page)
        is_flat = has_drawn_notes(page) and flatten(page)
    finally:
        page.close()
    if is_flat:
        beside += lines_new_in(_flat_text(pdf, index), (text, *beside))
    return "\n".join((text, *beside) if text else beside)


def _flat_text(pdf: pypdfium2.PdfDocument, index: int) -> str:
    """The text of a page that annotations have become part of."""
    page = pdf[index]
    try:
        return _text_of(page)
    finally:
        page.close()


def _text_of(page: pypdfium2.PdfPage) -> str:
    text_page = page.get_textpage()
    try:
        return clean(_characters(text_page.raw).translate(_LAYOUT))
    finally:
        text_page.close()


def _characters(text_page: ctypes.c_void_p) -> str:
    """The text page's characters, one UTF-16 unit for each."""
    import pypdfium2.raw as pdfium

    count = pdfium.FPDFText_CountChars(text_page)
    if count <= 0:
        return ""
    units = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(text_page, 0, count, units)
    if written != count + 1:
        # Characters that stand for nothing are left out there: ask for each, to keep the places.
        for place in range(count):
            unit = pdfium.FPDFText_GetUnicode(text_page, place)
            units[place] = unit if unit <= 0xFFFF else 0xFFFD
    return bytes(units)[: 2 * count].decode("utf-16-le", "surrogatepass")


def _outline(pdf: pypdfium2.PdfDocument) -> dict[int, list[tuple[int, str]]]:
    """Page index -> (level from 1, title) of the outline's entries that lead to it."""
    found: dict[int, list[tuple[int, str]]] = {}
    try:
        for count, entry in enumerate(pdf.get_toc(max_depth=6)):
            if count >= _MOST_BOOKMARKS:
                break
            target = entry.get_dest()
            index = target.get_index() if target is not None else None
            title = one_line(entry.get_title())
            if index is not None and title:
                found.setdefault(index, []).append((entry.level + 1, title))
    except Exception:  # noqa: BLE001 - a broken outline must not lose the text
        return found
    return found


def _headings(entries: list[tuple[int, str]] | tuple[()], text: str) -> tuple[Heading, ...]:
    """Each entry where its words stand on the page, after the one before it."""
    made = []
    after = 0
    for level, title in entries:
        words = r"\s+".join(map(re.escape, title.split()))
        place = re.compile(words, re.IGNORECASE).search(text, after)
        if place is not None:
            after = place.start()
        made.append(Heading(after, level, title))
    return tuple(made)


def _stated(pdf: pypdfium2.PdfDocument) -> dict[str, str]:
    try:
        return {name: one_line(value) for name, value in pdf.get_metadata_dict().items()}
    except Exception:  # noqa: BLE001 - metadata is a bonus
        return {}


def _sensible_title(title: str) -> str:
    """``title`` unless a program made it up."""
    if len(title) < 3 or "\ufffd" in title or _MADE_TITLES.match(title):
        return ""
    return title
