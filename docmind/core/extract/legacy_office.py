"""Office files in the old binary container (OLE): Word, PowerPoint, Excel up to 2003, and HWP.

What is in the container decides, not the name: an encrypted new document is one, too.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from docmind.core.errors import ExtractionError, PasswordNeeded, UnsupportedType
from docmind.core.extract.base import (
    Claim,
    Confidence,
    ExtractionLimits,
    Extractor,
    damaged,
    password_needed,
)
from docmind.core.extract.blocks import Blocks
from docmind.core.extract.clean import (
    cut_note,
    file_title,
    one_line,
    properties,
    unreadable_note,
)
from docmind.core.extract.docx import SUFFIXES as DOCUMENTS
from docmind.core.extract.powerpoint_binary import slides
from docmind.core.extract.presentation import SUFFIXES as PRESENTATIONS
from docmind.core.extract.presentation import shown_title
from docmind.core.extract.sealed_office import read_sealed
from docmind.core.extract.sniff import is_text, type_label
from docmind.core.extract.spreadsheet import SUFFIXES as SPREADSHEETS
from docmind.core.extract.spreadsheet import XLS, read_xls
from docmind.core.extract.word_binary import add_word_text
from docmind.core.paths import is_packaged
from docmind.core.schema import Document, Page

if TYPE_CHECKING:
    from olefile import OleFileIO

OLE = "application/x-ole-storage"
DOC = "application/msword"
PPT = "application/vnd.ms-powerpoint"
HWP = "application/x-hwp"

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD = frozenset((".doc", ".dot", ".ppt", ".pps", ".pot", ".xls", ".xlt", ".hwp"))
_NEW = DOCUMENTS | PRESENTATIONS | SPREADSHEETS  # encrypted, or old ones renamed
_WORD, _SLIDES, _HWP = "WordDocument", "PowerPoint Document", "FileHeader"
_BOOKS = ("Workbook", "Book")
_SEALED = "EncryptedPackage"
_MOST_STREAM = 512 << 20
_SEALED_SLIDES = b"\xdf\xc4\xd1\xf3"  # [MS-PPT] 2.3.2
_FILE_PASS, _END = 0x2F, 0x0A
_FIRST_RECORDS = 50
_NOT_PACKAGED = "DocMind as pip installs it can have it: pip install 'docmind[hwp]'"


def has_library() -> bool:
    """Whether the extra is installed that reads HWP and gives broken files a second try."""
    return importlib.util.find_spec("xberg") is not None


class LegacyOffice(Extractor):
    """Every OLE container that no other extractor knows better."""

    name = "legacy_office"
    version = 3 if has_library() else 2  # files are read again when it comes or goes
    media_types: ClassVar[tuple[str, ...]] = (OLE, DOC, PPT, XLS, HWP)

    @classmethod
    def recognise(cls, suffix: str, head: bytes) -> Claim | None:
        if head.startswith(_MAGIC):
            is_named = suffix in _OLD or suffix in _NEW
            return OLE, Confidence.LIKELY if is_named else Confidence.GENERIC
        if suffix not in _OLD or head.startswith((b"PK", b"{\\rtf")) or (head and is_text(head)):
            return None  # web pages, tables and templates have such names, too
        return OLE, Confidence.NAMED

    def extract(self, path: Path, media_type: str, limits: ExtractionLimits) -> Document:
        import olefile

        if not olefile.isOleFile(path):
            raise damaged("Its content is not what its name says.")
        read: Callable[[OleFileIO, Path, ExtractionLimits], Document]
        with olefile.OleFileIO(path) as container:
            if container.exists(_SEALED):
                return read_sealed(path, limits)
            if container.exists(_WORD):
                read = _read_word
            elif container.exists(_SLIDES):
                read = _read_slides
            elif any(container.exists(book) for book in _BOOKS):
                read = _read_book
            elif container.exists(_HWP) and _stream(container, _HWP).startswith(b"HWP Document"):
                read = _read_hwp
            else:
                label = type_label(path, _MAGIC)
                raise UnsupportedType("No reader for this type of file", detail=label, path=path)
            try:
                return read(container, path, limits)
            except PasswordNeeded:
                if not limits.password:
                    raise
        return read_sealed(path, limits)


def _read_book(container: OleFileIO, path: Path, limits: ExtractionLimits) -> Document:
    if _is_sealed_book(next(filter(None, (_stream(container, name) for name in _BOOKS)), b"")):
        raise password_needed()
    book = read_xls(path, limits)
    facts = _facts(container)
    return replace(book, title=facts.get("title") or book.title, properties=_properties(facts))


def _is_sealed_book(content: bytes) -> bool:
    """Whether one of the first records says that the rest is encrypted ([MS-XLS] 2.4.117)."""
    place = 0
    for _ in range(_FIRST_RECORDS):
        kind = int.from_bytes(content[place : place + 2], "little")
        if kind in (_FILE_PASS, _END):
            return kind == _FILE_PASS
        place += 4 + int.from_bytes(content[place + 2 : place + 4], "little")
    return False


def _read_word(container: OleFileIO, path: Path, limits: ExtractionLimits) -> Document:
    tables = (_stream(container, "0Table"), _stream(container, "1Table"))
    blocks = Blocks(limits.characters)
    try:
        add_word_text(_stream(container, _WORD), tables, blocks, limits.characters)
    except PasswordNeeded:
        raise
    except ExtractionError as error:
        return _read_otherwise(container, path, DOC, limits, error)
    text, headings = blocks.finish()
    notes = (cut_note(limits.characters),) if blocks.is_full else ()
    return _document(container, path, DOC, (Page(None, text, headings),), notes)


def _read_slides(container: OleFileIO, path: Path, limits: ExtractionLimits) -> Document:
    user = _stream(container, "Current User")
    if user[12:16] == _SEALED_SLIDES:
        raise password_needed()
    current = int.from_bytes(user[16:20], "little")
    pages: list[Page] = []
    left = limits.characters
    try:
        for slide in slides(_stream(container, _SLIDES), current):
            blocks = Blocks(left)
            for is_title, words in slide.said:
                _add_words(blocks, is_title, words)
            for _, words in slide.notes:
                _add_words(blocks, False, words)
            pages.append(Page(len(pages) + 1, *blocks.finish()))
            left -= len(pages[-1].text)
            if left < 1:
                break
    except PasswordNeeded:
        raise
    except ExtractionError as error:
        return _read_otherwise(container, path, PPT, limits, error)
    notes = (cut_note(limits.characters),) if left < 1 else ()
    return _document(container, path, PPT, tuple(pages), notes)


def _add_words(blocks: Blocks, is_title: bool, words: str) -> None:
    if is_title:
        blocks.start_heading(1)
    blocks.paragraph()
    for line in words.split("\n"):
        blocks.add(line)
        blocks.line()
    blocks.end_heading()
    blocks.paragraph()


def _read_hwp(container: OleFileIO, path: Path, limits: ExtractionLimits) -> Document:
    if _stream(container, _HWP)[36:37] and _stream(container, _HWP)[36] & 2:
        raise password_needed()
    if not has_library():
        raise UnsupportedType(
            "HWP files are read with an extra that is not installed",
            detail="hwp",
            hint=_NOT_PACKAGED if is_packaged() else "Install it with: pip install 'docmind[hwp]'",
            path=path,
        )
    return _read_otherwise(container, path, HWP, limits, damaged("It holds no text."))


def _read_otherwise(
    container: OleFileIO,
    path: Path,
    media_type: str,
    limits: ExtractionLimits,
    problem: ExtractionError,
) -> Document:
    """Read with the library for old formats. Raises ``problem`` when it cannot either, or finds
    nothing where our own reader was sure that something is wrong."""
    content = _read_by_library(path, media_type)
    if content is None or (not content.strip() and media_type != HWP):
        raise problem
    blocks = Blocks(limits.characters)
    blocks.add(content, is_preformatted=True)
    notes = (cut_note(limits.characters),) if blocks.is_full else ()
    return _document(container, path, media_type, (Page(None, blocks.finish()[0]),), notes)


def _read_by_library(path: Path, media_type: str) -> str | None:
    """The text that xberg finds, None when it is not installed or fails.

    It is given bytes, not a name, which it might fetch from elsewhere, and keeps nothing: its
    cache would lie outside our folders.
    """
    if not has_library():
        return None
    import asyncio

    from xberg import ExtractInput, ExtractInputKind, ExtractionConfig, extract

    given = ExtractInput(kind=ExtractInputKind.BYTES, bytes=path.read_bytes(), mime_type=media_type)
    settings = ExtractionConfig(disable_ocr=True, use_cache=False)
    try:
        found = asyncio.run(extract(given, settings)).results
    except Exception:  # noqa: BLE001 - it tells of panics in its own kinds of errors
        return None
    return "\n\n".join(one.content for one in found)


def _document(
    container: OleFileIO,
    path: Path,
    media_type: str,
    pages: tuple[Page, ...],
    notes: tuple[str, ...],
) -> Document:
    facts = _facts(container)
    stated = facts.get("title", "")
    return Document(
        path=path,
        media_type=media_type,
        kind="document",
        title=shown_title(stated, pages) or file_title(path),
        pages=pages,
        page_count=len(pages) if media_type == PPT else None,
        properties=_properties(facts),
        notes=(*notes, *unreadable_note("".join(page.text for page in pages))),
    )


def _properties(facts: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return properties((name, facts.get(name)) for name in ("author", "subject", "keywords"))


def _facts(container: OleFileIO) -> dict[str, str]:
    """What the container states of itself, decoded."""
    found: dict[str, str] = {}
    try:
        stated = container.get_metadata()
    except Exception:  # noqa: BLE001 - a parser of strangers' streams; these are only facts
        return found
    page = stated.codepage if isinstance(stated.codepage, int) else 1252
    name = "utf-8" if page == 65001 else "mac-roman" if page == 10000 else f"cp{page % 65536}"
    for key in ("title", "author", "subject", "keywords"):
        value = getattr(stated, key, None)
        if isinstance(value, bytes):
            try:
                found[key] = one_line(value.decode(name, "replace"))
            except LookupError:
                found[key] = one_line(value.decode("cp1252", "replace"))
    return found


def _stream(container: OleFileIO, name: str) -> bytes:
    """A stream's bytes, b"" when there is none or it is broken."""
    if not container.exists(name) or container.get_size(name) > _MOST_STREAM:
        return b""
    with suppress(OSError):
        return bytes(container.openstream(name).read())
    return b""
