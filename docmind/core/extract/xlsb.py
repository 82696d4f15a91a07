"""Binary workbooks (XLSB), read record by record as [MS-XLSB] describes them."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator
from functools import partial

from docmind.core.extract.ooxml import PARSE_ERRORS, Package
from docmind.core.extract.sheet_text import (
    SheetText,
    format_kind,
    formatted,
    number_text,
    sheet_pages,
)
from docmind.core.extract.xlsx import SHARED_TIMES, add_drawings
from docmind.core.schema import Page

# Record numbers, [MS-XLSB] 2.3.2.
_ROW, _RK, _ERROR, _BOOL, _REAL, _STRING, _SHARED = 0, 2, 3, 4, 5, 6, 7
_FORMULA_STRING, _FORMULA_NUMBER, _FORMULA_BOOL, _FORMULA_ERROR, _RICH = 8, 9, 10, 11, 62
_SHOWN = frozenset((*range(_RK, _FORMULA_ERROR + 1), _RICH))
_STRING_ITEM, _FORMAT, _CELL_FORMAT, _BOOK, _SHEET = 19, 44, 47, 153, 156
_FORMATS_BEGIN, _FORMATS_END, _COMMENT = 617, 618, 637
_CELL_HEAD = 8
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}

Record = tuple[int, bytes]


def xlsb_pages(
    package: Package, workbook: str, characters: int
) -> tuple[tuple[Page, ...], tuple[str, ...]]:
    """(a page per sheet in the workbook's order, notes). Raises when the workbook is broken."""
    sheets, from_1904 = _sheets(package.content(workbook))
    strings: list[str] = []
    for part in package.linked(workbook, "sharedStrings")[:1]:
        _leniently(partial(_read_strings, package, part, SHARED_TIMES * characters, strings))
    kinds: dict[int, str] = {}
    for part in package.linked(workbook, "styles")[:1]:
        _leniently(partial(_read_kinds, package, part, kinds))
    cells = _Cells(strings, kinds, from_1904)
    links = package.links(workbook)

    def writer(key: str) -> Callable[[SheetText], bool]:
        return lambda text: key not in links or _add_sheet(package, links[key].part, text, cells)

    return sheet_pages(((name, writer(key)) for name, key in sheets), characters)


def records(content: bytes) -> Iterator[Record]:
    """(number, bytes) of each record; ends where the content does ([MS-XLSB] 2.1.4)."""
    place, end = 0, len(content)
    while place < end:
        number = content[place]
        place += 1
        if number & 0x80 and place < end:
            number = (number & 0x7F) | (content[place] & 0x7F) << 7
            place += 1
        size = 0
        for shift in (0, 7, 14, 21):
            if place >= end:
                return
            byte = content[place]
            place += 1
            size |= (byte & 0x7F) << shift
            if not byte & 0x80:
                break
        yield number, content[place : place + size]
        place += size


class _Cells:
    """What a cell record shows."""

    def __init__(self, strings: list[str], kinds: dict[int, str], from_1904: bool) -> None:
        self._strings = strings
        self._kinds = kinds
        self._from_1904 = from_1904

    def text(self, number: int, record: bytes) -> str:
        """Raises ``struct.error`` and ``IndexError`` for a record that is cut off."""
        if number == _SHARED:
            place = _u32(record, _CELL_HEAD)
            return self._strings[place] if place < len(self._strings) else ""
        if number in (_STRING, _FORMULA_STRING):
            return _wide(record, _CELL_HEAD)[0]
        if number == _RICH:
            return _wide(record, _CELL_HEAD + 1)[0]
        if number in (_BOOL, _FORMULA_BOOL):
            return "TRUE" if record[_CELL_HEAD] else "FALSE"
        if number in (_ERROR, _FORMULA_ERROR):
            return _ERRORS.get(record[_CELL_HEAD], "")
        value = _rk(_u32(record, 8)) if number == _RK else struct.unpack_from("<d", record, 8)[0]
        kind = self._kinds.get(_u32(record, 4) & 0xFFFFFF, "")
        if abs(value) > 1e308 or value != value:
            return ""
        return formatted(value, kind, self._from_1904) if kind else number_text(value)


def _add_sheet(package: Package, part: str, text: SheetText, cells: _Cells) -> bool:
    is_whole = _leniently(lambda: _add_rows(package.content(part), text, cells))
    add_drawings(package, part, text)
    for comments in package.linked(part, "comments"):
        _leniently(partial(_add_comments, package, comments, text))
    return is_whole


def _add_rows(content: bytes, text: SheetText, cells: _Cells) -> None:
    row, found = 0, list[tuple[int, str]]()
    try:
        for number, record in records(content):
            if number in _SHOWN:
                found.append((_u32(record, 0), cells.text(number, record)))
            elif number == _ROW:
                text.row(row, found)
                if text.is_full:
                    return
                row, found = _u32(record, 0), []
    finally:
        text.row(row, found)


def _sheets(content: bytes) -> tuple[list[tuple[str, str]], bool]:
    """((name, relationship id) of each sheet, whether dates begin in 1904)."""
    found, from_1904 = [], False
    for number, record in records(content):
        if number == _SHEET:
            found.append(_sheet(record))
        elif number == _BOOK:
            from_1904 = bool(record[0] & 1)
    return found, from_1904


def _sheet(record: bytes) -> tuple[str, str]:
    """(name, relationship id). Early versions of the program wrote four bytes more before them."""
    for start in (8, 12):
        key, after = _wide(record, start)
        name, end = _wide(record, after)
        if end == len(record):
            return name, key
    return "", ""


def _read_strings(package: Package, part: str, limit: int, strings: list[str]) -> None:
    for number, record in records(package.content(part)):
        if number == _STRING_ITEM:
            strings.append(_wide(record, 1)[0])
            limit -= len(strings[-1]) + 1
            if limit < 1:
                return


def _read_kinds(package: Package, part: str, kinds: dict[int, str]) -> None:
    """Into ``kinds``: style number -> kind of format (``format_kind``), where it has one."""
    codes: dict[int, str] = {}
    formats: list[int] = []
    in_cells = False
    for number, record in records(package.content(part)):
        if number == _FORMAT:
            codes[_u16(record, 0)] = _wide(record, 2)[0]
        elif number in (_FORMATS_BEGIN, _FORMATS_END):
            in_cells = number == _FORMATS_BEGIN
        elif number == _CELL_FORMAT and in_cells:
            formats.append(_u16(record, 2))
    found = (format_kind(number, codes.get(number)) for number in formats)
    kinds.update((style, kind) for style, kind in enumerate(found) if kind)


def _add_comments(package: Package, part: str, text: SheetText) -> None:
    found = records(package.content(part))
    said = (_wide(record, 1)[0].strip() for number, record in found if number == _COMMENT)
    text.aside("\n".join(said))


def _leniently(read: Callable[[], object]) -> bool:
    """Whether ``read`` came to its end: a broken part must not lose the rest."""
    try:
        read()
    except (*PARSE_ERRORS, struct.error, IndexError, zlib.error):
        return False
    return True


def _u16(record: bytes, place: int) -> int:
    return int.from_bytes(record[place : place + 2], "little")


def _u32(record: bytes, place: int) -> int:
    return int.from_bytes(record[place : place + 4], "little")


def _wide(record: bytes, place: int) -> tuple[str, int]:
    """(a string with its length before it, where it ends); [MS-XLSB] 2.5.168."""
    length = _u32(record, place)
    if length == 0xFFFFFFFF:
        return "", place + 4
    end = place + 4 + 2 * length
    return record[place + 4 : end].decode("utf-16-le", "replace"), end


def _rk(number: int) -> float:
    """A number packed in 30 bits ([MS-XLSB] 2.5.122)."""
    if number & 2:
        whole = number >> 2
        value = float(whole - (1 << 30) if whole >= 1 << 29 else whole)
    else:
        value = struct.unpack("<d", struct.pack("<Q", (number & ~3) << 32))[0]
    return value / 100 if number & 1 else value
