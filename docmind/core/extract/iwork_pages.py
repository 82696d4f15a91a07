"""The pages of iWork files since 2013, found by which object refers to which."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping

from docmind.core.extract.blocks import Blocks
from docmind.core.extract.clean import one_line
from docmind.core.extract.iwork_archive import BrokenArchive, IwaObject, fields, first, objects
from docmind.core.extract.iwork_cells import TABLE_MODEL, table_rows, text_of
from docmind.core.schema import Heading, Page

# Types of objects (TSWP, TST, KN, TN and TP archives).
_STORAGE = frozenset((2001, 2005))
_PAGES_DOCUMENT = 10000
_ROOT, _SHOW_OR_SHEET, _SLIDE_NODE = 1, 2, 4
_SLIDE = frozenset((5, 6))
_UNSEEN_PARTS = ("MasterSlide", "TemplateSlide", "Stylesheet", "ViewState", "Metadata")
_MARKS = {"\ufffc": " ", "\u2028": "\n", "\u2029": "\n", "\x04": "\n", "\x05": "\n"}
_OBJECT_MARKS = str.maketrans(_MARKS)
_EMPTY_LINES = re.compile(r"\n[ \n]*\n")
_MOST_OBJECTS = 2_000_000


def pages_of(archives: Mapping[str, bytes], limit: int) -> tuple[tuple[Page, ...], int]:
    """The pages of a document by its IWA files, and how many of these could not be read.

    Slides and sheets have numbers from 1; other documents are one page.
    """
    known: dict[int, IwaObject] = {}
    broken = 0
    for name, archive in archives.items():
        if any(part in name for part in _UNSEEN_PARTS):
            continue
        try:
            for identifier, found in objects(archive):
                known.setdefault(identifier, found)
                if len(known) > _MOST_OBJECTS:
                    raise BrokenArchive("too many objects")
        except BrokenArchive:
            broken += 1
    has_slides = any(found.type == _SLIDE_NODE for found in known.values())
    starts = _slides(known) if has_slides else _sheets(known)
    if not starts:
        body = [key for key, found in known.items() if found.type in (_PAGES_DOCUMENT, _ROOT)]
        return (_page(None, "", [*body, *known], known, limit),), broken
    pages: list[Page] = []
    for number, start in enumerate(starts, 1):
        if limit <= 0:
            break
        title = "" if has_slides else _name(known[start])
        page = _page(number, title, list(_reached(start, known)), known, limit)
        pages.append(page)
        limit -= len(page.text)
    return tuple(pages), broken


def _slides(known: Mapping[int, IwaObject]) -> list[int]:
    """Slides in the order of the presentation."""
    root = known.get(1)
    shows = [key for key in (root.references if root else ()) if _is(key, known, _SHOW_OR_SHEET)]
    found: list[int] = []
    waiting = deque(key for show in shows for key in known[show].references)
    seen: set[int] = set()
    while waiting:
        key = waiting.popleft()
        if key in seen or not _is(key, known, _SLIDE_NODE):
            continue
        seen.add(key)
        references = known[key].references
        found += [target for target in references if _is_slide(target, known)]
        waiting.extendleft(reversed(references))
    return found or [key for key in known if _is_slide(key, known)]


def _sheets(known: Mapping[int, IwaObject]) -> list[int]:
    """Sheets of a spreadsheet, in the order of its message."""
    root = known.get(1)
    if root is None or root.type != _ROOT:
        return []
    order = _listed(root.message)
    sheets = {key for key in root.references if _is(key, known, _SHOW_OR_SHEET)}
    return sorted(sheets, key=lambda key: order.get(key, len(order)))


def _listed(message: bytes) -> dict[int, int]:
    """The identifiers in the repeated first field, and their places."""
    found: dict[int, int] = {}
    try:
        for number, value in fields(message):
            key = first(value, 1) if number == 1 and isinstance(value, bytes) else None
            if isinstance(key, int):
                found.setdefault(key, len(found))
    except BrokenArchive:
        pass
    return found


def _reached(start: int, known: Mapping[int, IwaObject]) -> Iterator[int]:
    """What a slide or sheet refers to, near things first, never entering another one."""
    waiting, seen = deque([start]), {start}
    while waiting:
        key = waiting.popleft()
        yield key
        for target in known[key].references:
            if target in known and target not in seen and not _is_page(target, known):
                seen.add(target)
                waiting.append(target)


def _page(
    number: int | None, title: str, keys: list[int], known: Mapping[int, IwaObject], limit: int
) -> Page:
    blocks = Blocks(limit)
    if title:
        blocks.start_heading(1)
        blocks.add(title)
        blocks.end_heading()
    for key in sorted(dict.fromkeys(keys), key=lambda key: _rank(known[key])):
        found = known[key]
        if found.type == TABLE_MODEL:
            _add_table(blocks, found.message, known)
        elif found.type in _STORAGE:
            said = text_of(found.message).translate(_OBJECT_MARKS).strip()
            blocks.add(_EMPTY_LINES.sub("\n\n", said), is_preformatted=True)
        blocks.paragraph()
    text, headings = blocks.finish()
    if number is not None and text and not headings:
        headings = (Heading(0, 1, one_line(text.split("\n", 1)[0])),)
    return Page(number, text, headings)


def _add_table(blocks: Blocks, model: bytes, known: Mapping[int, IwaObject]) -> None:
    name = _name_in(model, 8)
    if name:
        blocks.add(name)
        blocks.line()
    for row in table_rows(model, known):
        for said in row:
            blocks.add(said)
            blocks.cell()
        blocks.line()


def _rank(found: IwaObject) -> int:
    """The main text (kind 0) before boxes and tables, these before headers, notes and the like."""
    kind = first(found.message, 1) if found.type in _STORAGE else None
    if not isinstance(kind, int):
        return 1
    return 2 if kind else 0


def _name(found: IwaObject) -> str:
    return _name_in(found.message, 1)


def _name_in(message: bytes, number: int) -> str:
    value = first(message, number)
    return one_line(value.decode("utf-8", "replace")) if isinstance(value, bytes) else ""


def _is(key: int, known: Mapping[int, IwaObject], kind: int) -> bool:
    found = known.get(key)
    return found is not None and found.type == kind


def _is_slide(key: int, known: Mapping[int, IwaObject]) -> bool:
    found = known.get(key)
    return found is not None and found.type in _SLIDE


def _is_page(key: int, known: Mapping[int, IwaObject]) -> bool:
    return known[key].type in (_ROOT, _SHOW_OR_SHEET, _SLIDE_NODE, *_SLIDE)
