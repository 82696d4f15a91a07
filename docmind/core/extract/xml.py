"""XML: the text of documents without their tags; what programs read as it stands."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from docmind.core.extract.base import ExtractionLimits, Extractor
from docmind.core.extract.clean import (
    cut,
    cut_note,
    file_title,
    one_line,
    properties,
    unreadable_note,
)
from docmind.core.extract.languages import XML
from docmind.core.extract.plain_text import read_markup
from docmind.core.extract.xml_events import feed
from docmind.core.extract.xml_kinds import (
    OFFICE_ROOTS,
    DocumentText,
    Kind,
    OfficeText,
    RootName,
    kind_of,
)
from docmind.core.schema import Document, Page

_LEAST_PROSE = 0.15  # of the source: programs' files hold names and values, documents sentences
_SOURCE_SUFFIXES = frozenset(
    (".xsd", ".xsl", ".xslt", ".dtd", ".xaml", ".csproj", ".wsdl", ".ui", ".qrc", ".plist")
)


class Xml(Extractor):
    """One page. Feeds, outlines, maps, books and what else is mostly sentences lose their tags;
    settings, schemas and the like are read as source code."""

    name = "xml"
    version = 1
    media_types: ClassVar[tuple[str, ...]] = (XML,)

    def extract(self, path: Path, media_type: str, limits: ExtractionLimits) -> Document:
        source, _ = read_markup(path, limits)
        if path.suffix.lower() not in _SOURCE_SUFFIXES:
            document = _document(path, media_type, source, limits.characters)
            if document is not None:
                return document
        text, notes = cut(source, limits.characters)
        return Document(
            path=path,
            media_type=media_type,
            kind="code",
            title=one_line(path.name),
            pages=(Page(None, text),),
            notes=(*notes, *unreadable_note(text)),
        )


def _document(path: Path, media_type: str, source: str, limit: int) -> Document | None:
    """The document that ``source`` is, None when it is for programs."""
    root = RootName()
    feed(source[: 1 << 20], root)
    kind = kind_of(root.name)
    if kind is not None and not kind.is_document:
        return None
    is_office = root.name in OFFICE_ROOTS
    target = OfficeText(limit) if is_office else DocumentText(limit, kind or Kind())
    feed(source, target)
    text, headings = target.blocks.finish()
    facts: dict[str, str] = {}
    if isinstance(target, OfficeText):
        facts = target.facts
    elif kind is None and target.prose < _LEAST_PROSE * len(source) and not target.is_done:
        return None
    if not text.strip():
        return None
    notes = (cut_note(limit),) if target.is_done else ()
    return Document(
        path=path,
        media_type=media_type,
        kind="document",
        title=one_line(facts.pop("title", "") or target.title) or file_title(path),
        pages=(Page(None, text, headings),),
        properties=properties(facts.items()),
        notes=(*notes, *unreadable_note(text)),
    )
