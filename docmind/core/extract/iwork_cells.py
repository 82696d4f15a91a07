"""Tables of iWork files since 2013: rows of packed cells, whose strings lie in a list beside them.

Source: the two storage versions as SheetJS's reader of Numbers files knows them (Apache-2.0).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from math import isfinite

from docmind.core.extract.iwork_archive import BrokenArchive, IwaObject, fields, first, inner

TABLE_MODEL = 6001
_DATA_LIST = 6005
_EPOCH = datetime(2001, 1, 1)
_MOST_SECONDS = 10**11


@dataclass(frozen=True, slots=True)
class _Cell:
    """What a cell holds, of which the type says what counts."""

    type: int
    number: float
    seconds: float
    string: int
    rich: int


def table_rows(model: bytes, known: Mapping[int, IwaObject]) -> Iterator[list[str]]:
    """The rows of a table, cell by cell; "" where a cell has no words or number.

    ``known`` are all objects of the file. What is broken is left out.
    """
    store = inner(model, 4)
    strings = _strings(_target(store, known, 4))
    rich = _rich(_target(store, known, 17), known)
    try:
        tiles = [value for number, value in fields(inner(store, 3)) if number == 1]
        for tile in tiles:
            message = _target(tile, known, 2) if isinstance(tile, bytes) else b""
            for number, row in fields(message):
                if number == 5 and isinstance(row, bytes):
                    yield [_said(cell, strings, rich) for cell in _cells(row)]
    except BrokenArchive:
        return


def text_of(storage: bytes) -> str:
    """The text of a text storage."""
    try:
        parts = [v for number, v in fields(storage) if number == 3 and isinstance(v, bytes)]
    except BrokenArchive:
        return ""
    return "".join(part.decode("utf-8", "replace") for part in parts)


def _target(message: bytes, known: Mapping[int, IwaObject], number: int) -> bytes:
    """The message of the object that a field refers to."""
    identifier = first(inner(message, number), 1)
    found = known.get(identifier) if isinstance(identifier, int) else None
    return found.message if found is not None else b""


def _strings(table: bytes) -> dict[int, str]:
    return {
        key: value.decode("utf-8", "replace")
        for key, entry in _entries(table)
        if isinstance(value := first(entry, 3), bytes)
    }


def _rich(table: bytes, known: Mapping[int, IwaObject]) -> dict[int, str]:
    """Strings with their own styles: each entry leads to a payload, that to a text storage."""
    found = {}
    for key, entry in _entries(table):
        payload = _target(entry, known, 9)
        found[key] = text_of(_target(payload, known, 1))
    return found


def _entries(table: bytes) -> Iterator[tuple[int, bytes]]:
    try:
        for number, entry in fields(table):
            key = first(entry, 1) if number == 3 and isinstance(entry, bytes) else None
            if isinstance(key, int) and isinstance(entry, bytes):
                yield key, entry
    except BrokenArchive:
        return


def _cells(row: bytes) -> Iterator[bytes]:
    """The bytes of each cell of a row, b"" for one that is not there."""
    parts = {number: value for number, value in fields(row) if isinstance(value, bytes)}
    # 6 and 7 in newer files; 8 says that offsets are counted in fours.
    is_new = bool(parts.get(6))
    buffer = parts.get(6 if is_new else 3, b"")
    offsets = parts.get(7 if is_new else 4, b"")
    scale = 4 if is_new and first(row, 8) else 1
    places = [place * scale for (place,) in struct.iter_unpack("<h", offsets[: len(offsets) & ~1])]
    starts = sorted({place for place in places if place >= 0} | {len(buffer)})
    ends = dict(pairwise(starts))
    while places and places[-1] < 0:
        places.pop()
    for place in places:
        yield buffer[place : ends.get(place, place)] if place >= 0 else b""


def _said(raw: bytes, strings: Mapping[int, str], rich: Mapping[int, str]) -> str:
    cell = _parsed(raw) if len(raw) >= 12 else None
    if cell is None:
        return ""
    if cell.type == 3:
        return strings.get(cell.string, "")
    if cell.type == 9:
        return rich.get(cell.rich) or strings.get(cell.string, "")
    if cell.type in (2, 10) and isfinite(cell.number):
        return f"{cell.number:.15g}"
    if cell.type == 5 and abs(cell.seconds) < _MOST_SECONDS:
        moment = _EPOCH + timedelta(seconds=cell.seconds)
        is_day = moment.hour == moment.minute == 0
        return f"{moment:%Y-%m-%d}" if is_day else f"{moment:%Y-%m-%d %H:%M}"
    return ""


def _parsed(cell: bytes) -> _Cell | None:
    try:
        return _new(cell) if cell[0] == 5 else _old(cell)
    except (struct.error, OverflowError):
        return None


def _new(cell: bytes) -> _Cell:
    """Storage version 5."""
    (flags,) = struct.unpack_from("<I", cell, 8)
    place = 12
    number = seconds = 0.0
    string = rich = -1
    if flags & 1:
        number = _decimal(cell[place : place + 16])
        place += 16
    if flags & 2:
        (number,) = struct.unpack_from("<d", cell, place)
        place += 8
    if flags & 4:
        (seconds,) = struct.unpack_from("<d", cell, place)
        place += 8
    if flags & 8:
        (string,) = struct.unpack_from("<I", cell, place)
        place += 4
    if flags & 16:
        (rich,) = struct.unpack_from("<I", cell, place)
    return _Cell(cell[1], number, seconds, string, rich)


def _old(cell: bytes) -> _Cell:
    """Storage versions up to 4: styles and formats stand before what the cell holds."""
    is_wide = cell[0] > 1
    (flags,) = struct.unpack_from("<I", cell, 4)
    place = (12 if is_wide else 8) + 4 * (flags & (0x0D8E if is_wide else 0x018E)).bit_count()
    number = seconds = 0.0
    string = rich = -1
    if flags & 0x200:
        (rich,) = struct.unpack_from("<I", cell, place)
        place += 4
    place += 4 * (flags & (0x3000 if is_wide else 0x1000)).bit_count()
    if flags & 0x10:
        (string,) = struct.unpack_from("<I", cell, place)
        place += 4
    if flags & 0x20:
        (number,) = struct.unpack_from("<d", cell, place)
        place += 8
    if flags & 0x40:
        (seconds,) = struct.unpack_from("<d", cell, place)
    kind = cell[1] if cell[0] >= 4 else cell[2]
    return _Cell(kind, number, seconds, string, rich)


def _decimal(part: bytes) -> float:
    """A decimal of 128 bits in its binary integer form (IEEE 754-2008)."""
    if len(part) < 16:
        raise struct.error("a number that is cut off")
    exponent = ((part[15] & 0x7F) << 7 | part[14] >> 1) - 0x1820
    mantissa = int.from_bytes(part[:14], "little") | (part[14] & 1) << 112
    if not -400 < exponent < 300:
        return 0.0
    value = mantissa / 10**-exponent if exponent < 0 else float(mantissa * 10**exponent)
    return -value if part[15] & 0x80 else value
