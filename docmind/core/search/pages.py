"""A page of a document as the preview shows it, with the words of a query marked."""

from __future__ import annotations

from docmind.core import lexical
from docmind.core.catalog.catalog import Catalog
from docmind.core.errors import DocMindError
from docmind.core.schema import PageText, Span
from docmind.core.search.parse import parse


def page_text(
    catalog: Catalog, file_id: int, number: int | None, span: Span | None, query: str
) -> PageText:
    """One page (the first one when ``number`` is None); words are marked within ``span`` where it
    is given. Raises ``DocMindError`` when the page is not there any more."""
    record = catalog.files([file_id]).get(file_id)
    found = catalog.page(file_id, number)
    if record is None or found is None:
        raise DocMindError(
            "This page is not in the index any more",
            hint="The file was changed or removed. Search again.",
            path=record.path if record else None,
        )
    properties, notes = catalog.facts(file_id)
    return PageText(
        path=record.path,
        title=record.title,
        media_type=record.media_type,
        kind=record.kind,
        number=found.number,
        page_count=record.page_count,
        text=found.text,
        highlights=_marks(catalog, found.text, span, query),
        properties=properties,
        notes=notes,
        in_picture=found.in_picture,
        container=record.container,
    )


def _marks(catalog: Catalog, text: str, span: Span | None, query: str) -> tuple[Span, ...]:
    if not query.strip():
        return ()
    asked = parse(query)
    marker = lexical.Marker(asked.text, catalog.languages(), asked.phrases)
    start = span.start if span else 0
    part = text[start : span.end] if span else text
    return tuple(Span(start + mark.start, start + mark.end) for mark in marker.spans(part))
