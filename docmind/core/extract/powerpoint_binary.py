"""Presentations of PowerPoint 97 to 2003: what each slide says, by the records of [MS-PPT]."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass, field

from docmind.core.extract.base import damaged
from docmind.core.extract.word_binary import WESTERN

# Record types, [MS-PPT] 2.13.24 and [MS-ODRAW] 2.2.
_EDIT, _PLACES = 0x0FF5, 0x1772
_SLIDE_LIST, _SLIDE_PLACE, _SLIDE_FACTS = 0x0FF0, 0x03F3, 0x03EF
_TEXT_KIND, _WIDE, _NARROW, _OUTLINE = 0x0F9F, 0x0FA0, 0x0FA8, 0x0F9E
_STRING, _FOOTERS, _COMMENT = 0x0FBA, 0x0FD9, 0x2EE0
_CONTAINER = 0xF  # the version of records that hold others
_SLIDES, _NOTES = 0, 2  # which list of slides
_TITLES = (0, 6)  # kinds of text: title, centred title
_FOOTER, _COMMENT_WORDS = 2, 1  # which string
_FILLED_IN = "*"  # stands for a number or date
_MOST_EDITS = 10_000
_DEEPEST = 40

Said = tuple[bool, str]
"""(whether it is a title, words)."""


@dataclass(frozen=True, slots=True)
class Slide:
    """What stands on a slide in the order of its shapes, then what the speaker notes."""

    said: list[Said]
    notes: list[Said]


@dataclass(frozen=True, slots=True)
class _Record:
    kind: int
    instance: int
    holds_records: bool
    start: int
    end: int


@dataclass(slots=True)
class _Listed:
    """A slide in a list of slides: where it is, and its words in the outline."""

    place: int
    key: int
    said: list[Said] = field(default_factory=list)


def slides(content: bytes, current_edit: int) -> Iterator[Slide]:
    """The slides in their order.

    ``content`` is the stream "PowerPoint Document", ``current_edit`` where its last edit stands,
    as the stream "Current User" says. Raises ``ExtractionError`` when that leads nowhere.
    """
    places, document = _edits(content, current_edit)
    if document not in places:
        raise damaged("The list of its slides is lost.")
    whole = next(_records(content, places[document], len(content)), None)
    if whole is None:
        raise damaged("The list of its slides is lost.")
    parts = list(_records(content, whole.start, whole.end))
    notes = {listed.key: listed for listed in _listed(content, parts, _NOTES)}
    feet = [(False, words) for words in _feet(content, parts)]
    for listed in _listed(content, parts, _SLIDES):
        said, key = _spoken(content, places, listed)
        spoken = _spoken(content, places, notes[key])[0] if key in notes else []
        yield Slide(said + feet, spoken)
        feet = []  # they stand on every slide, but need be found only once


def _records(content: bytes, start: int, end: int) -> Iterator[_Record]:
    end = min(end, len(content))
    while start + 8 <= end:
        head = int.from_bytes(content[start : start + 2], "little")
        kind = int.from_bytes(content[start + 2 : start + 4], "little")
        length = _u32(content, start + 4)
        after = min(start + 8 + length, end)
        yield _Record(kind, head >> 4, head & 0xF == _CONTAINER, start + 8, after)
        start = after


def _inside(content: bytes, record: _Record) -> Iterator[_Record]:
    """All records in ``record`` in their order, those that hold others before these."""
    waiting = [_records(content, record.start, record.end)]
    while waiting:
        inner = next(waiting[-1], None)
        if inner is None:
            waiting.pop()
            continue
        yield inner
        if inner.holds_records and len(waiting) < _DEEPEST:
            waiting.append(_records(content, inner.start, inner.end))


def _edits(content: bytes, place: int) -> tuple[dict[int, int], int]:
    """(where each numbered object stands, the number of the document): newer edits win."""
    places: dict[int, int] = {}
    document = -1
    seen: set[int] = set()
    while place not in seen and len(seen) < _MOST_EDITS:
        seen.add(place)
        edit = next(_records(content, place, len(content)), None)
        if edit is None or edit.kind != _EDIT:
            break
        document = _u32(content, edit.start + 16) if document < 0 else document
        for number, at in _places(content, _u32(content, edit.start + 12)):
            places.setdefault(number, at)
        place = _u32(content, edit.start + 8)
    return places, document


def _places(content: bytes, place: int) -> Iterator[tuple[int, int]]:
    """(number, where it stands) of the objects of one edit."""
    record = next(_records(content, place, len(content)), None)
    if record is None or record.kind != _PLACES:
        return
    at = record.start
    while at + 4 <= record.end:
        entry = _u32(content, at)
        first, count = entry & 0xFFFFF, entry >> 20
        at += 4
        for number in range(first, first + count):
            if at + 4 > record.end:
                return
            yield number, _u32(content, at)
            at += 4


def _listed(content: bytes, parts: list[_Record], which: int) -> list[_Listed]:
    found: list[_Listed] = []
    for part in parts:
        if part.kind != _SLIDE_LIST or part.instance != which:
            continue
        is_title = False
        for record in _records(content, part.start, part.end):
            if record.kind == _SLIDE_PLACE:
                place, key = _u32(content, record.start), _u32(content, record.start + 12)
                found.append(_Listed(place, key))
            elif record.kind == _TEXT_KIND:
                is_title = _u32(content, record.start) in _TITLES
            elif record.kind in (_WIDE, _NARROW) and found:
                found[-1].said.append((is_title, _text(content, record)))
    return found


def _spoken(content: bytes, places: dict[int, int], listed: _Listed) -> tuple[list[Said], int]:
    """(what the shapes of a slide say, the key of its notes)."""
    slide = next(_records(content, places.get(listed.place, len(content)), len(content)), None)
    if slide is None:
        return listed.said, 0
    said: list[Said] = []
    shown: set[int] = set()
    key, is_title, in_comment = 0, False, 0
    for record in _inside(content, slide):
        if record.kind == _SLIDE_FACTS:
            key = _u32(content, record.start + 16)
        elif record.kind == _TEXT_KIND:
            is_title = _u32(content, record.start) in _TITLES
        elif record.kind in (_WIDE, _NARROW):
            said.append((is_title, _text(content, record)))
        elif record.kind == _OUTLINE and _u32(content, record.start) < len(listed.said):
            shown.add(_u32(content, record.start))
            said.append(listed.said[_u32(content, record.start)])
        elif record.kind == _COMMENT:
            in_comment = record.end
        elif (record.kind, record.instance) == (_STRING, _COMMENT_WORDS):
            said.extend([(False, _text(content, record))] if record.start < in_comment else [])
    beside = [words for place, words in enumerate(listed.said) if place not in shown]
    return [one for one in beside + said if one[1].strip() != _FILLED_IN], key


def _feet(content: bytes, parts: list[_Record]) -> list[str]:
    """What stands at the foot of every slide."""
    found = (
        _text(content, record)
        for part in parts
        if part.kind == _FOOTERS
        for record in _records(content, part.start, part.end)
        if record.kind == _STRING and record.instance == _FOOTER
    )
    return list(dict.fromkeys(found))


def _text(content: bytes, record: _Record) -> str:
    raw = content[record.start : record.end]
    if record.kind == _NARROW:
        text = codecs.charmap_decode(raw, "strict", WESTERN)[0]
    else:
        text = raw.decode("utf-16-le", "replace")
    return text.replace("\r", "\n").replace("\x0b", "\n")


def _u32(content: bytes, place: int) -> int:
    return int.from_bytes(content[place : place + 4], "little")
