"""A page of a document as the preview shows it, with the words of a query marked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from docmind.core import lexical
from docmind.core.catalog.catalog import Catalog
from docmind.core.errors import DocMindError
from docmind.core.schema import DocumentMatches, PageMatches, PageText, Span
from docmind.core.search.parse import parse

MOST_MATCHES = 2000  # nobody steps through more
MOST_MEMBERS = 200


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
        headings=found.headings,
        members=catalog.member_sizes(file_id, MOST_MEMBERS) if record.kind == "mail" else (),
    )


def matches(catalog: Catalog, file_id: int, text: str, *, literally: bool) -> DocumentMatches:
    """Where ``text`` stands in all pages of a document: the words of a query as they are marked,
    or ``literally`` these characters, whatever their case and the white space between them."""
    spans = _literal(text) if literally else _worded(catalog, text)
    pages: list[PageMatches] = []
    left = MOST_MATCHES
    for page in catalog.pages(file_id):
        found = tuple(spans(page.text))
        if len(found) > left:
            first = (PageMatches(page.number, found[:left]),) if left else ()
            return DocumentMatches((*pages, *first), True)
        if found:
            pages.append(PageMatches(page.number, found))
            left -= len(found)
    return DocumentMatches(tuple(pages))


def _literal(text: str) -> Callable[[str], Iterable[Span]]:
    parts = text.split()
    if not parts:
        return lambda _page: ()
    pattern = re.compile(r"\s+".join(map(re.escape, parts)), re.IGNORECASE)
    return lambda page: (Span(*found.span()) for found in pattern.finditer(page))


def _worded(catalog: Catalog, query: str) -> Callable[[str], Iterable[Span]]:
    if not query.strip():
        return lambda _page: ()
    asked = parse(query)
    return lexical.Marker(asked.text, catalog.languages(), asked.phrases).spans


def _marks(catalog: Catalog, text: str, span: Span | None, query: str) -> tuple[Span, ...]:
    if not query.strip():
        return ()
    asked = parse(query)
    marker = lexical.Marker(asked.text, catalog.languages(), asked.phrases)
    start = span.start if span else 0
    part = text[start : span.end] if span else text
    return tuple(Span(start + mark.start, start + mark.end) for mark in marker.spans(part))
