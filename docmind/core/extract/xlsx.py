"""Workbooks in Office Open XML, read as a stream: a cell far away costs no more than one nearby.

Element and attribute names are those of ECMA-376 part 1, 18.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from docmind.core.extract.blocks import Blocks
from docmind.core.extract.drawing import Shapes, add_linked
from docmind.core.extract.ooxml import Package, Target, local
from docmind.core.extract.sheet_text import (
    SheetText,
    format_kind,
    formatted,
    number_text,
    sheet_pages,
)
from docmind.core.schema import Page

SHARED_TIMES = 4
"""Words taken of the table of strings, as a multiple of what is read in all."""
# Codes in page headers and footers (18.3.1.39): fonts, sizes, colours, fields.
_CODES = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|\d+|[A-Za-z])')
# How strings hold what XML cannot (ST_Xstring, 22.9.2.19).
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_POINTER = "[Threaded comment]"  # a comment for older programs that only speaks of the real one


def xlsx_pages(
    package: Package, workbook: str, characters: int
) -> tuple[tuple[Page, ...], tuple[str, ...]]:
    """(a page per sheet in the workbook's order, notes). Raises when the workbook is broken."""
    book = _Workbook()
    breaks = package.parse_as_far_as_possible(workbook, book)
    if not book.sheets:
        package.check(workbook)
    strings = _Strings(SHARED_TIMES * characters)
    for part in package.linked(workbook, "sharedStrings")[:1]:
        package.parse_leniently(part, strings)
    styles = _Styles()
    for part in package.linked(workbook, "styles")[:1]:
        package.parse_leniently(part, styles)
    cells = _CellText(strings.found, styles.kinds(), book.from_1904)
    links = package.links(workbook)

    def writer(key: str) -> Callable[[SheetText], bool]:
        return lambda text: key not in links or _add_sheet(package, links[key].part, text, cells)

    pages, notes = sheet_pages(((name, writer(key)) for name, key in book.sheets), characters)
    return pages, (*breaks, *notes)


def _add_sheet(package: Package, part: str, text: SheetText, cells: _CellText) -> bool:
    """Write the rows, then headers, text boxes, charts and comments. False when it is broken."""
    rows = _Rows(text, cells)
    is_whole = package.parse_leniently(part, rows)
    rows.flush()
    for words in dict.fromkeys(rows.beside):
        text.aside(words)
    add_drawings(package, part, text)
    for kind in ("threadedComment", "comments"):
        for comments in package.linked(part, kind):
            said = _Comments()
            package.parse_leniently(comments, said)
            text.aside("\n".join(said.found))
    return is_whole


def add_drawings(package: Package, sheet: str, text: SheetText) -> None:
    """Write the words of text boxes, diagrams and charts on the sheet in part ``sheet``."""
    for part in package.linked(sheet, "drawing"):
        blocks = Blocks(text.left)
        shapes = Shapes(blocks)
        package.parse_leniently(part, shapes)
        add_linked(package, part, shapes, with_names=False)
        text.aside(blocks.finish()[0])


class _CellText:
    """What a cell shows, from its type, its style and its value as written."""

    def __init__(self, strings: list[str], kinds: dict[str, str], from_1904: bool) -> None:
        self._strings = strings
        self._kinds = kinds
        self._from_1904 = from_1904

    def text(self, kind: str, style: str, value: str) -> str:
        if kind == "s":
            place = int(value) if value.isdecimal() and len(value) < 10 else len(self._strings)
            return self._strings[place] if place < len(self._strings) else ""
        if kind == "n":
            try:
                number = float(value)
            except ValueError:
                return value
            if style in self._kinds:
                return formatted(number, self._kinds[style], self._from_1904)
            return number_text(number) if abs(number) < 1e308 else value
        if kind == "b":
            return "FALSE" if value.strip() == "0" else "TRUE"
        if kind == "d":
            return value.replace("T00:00:00", "").replace("T", " ")
        return value


class _Rows(Target):
    """Writes the rows of a worksheet as they come."""

    def __init__(self, text: SheetText, cells: _CellText) -> None:
        self.beside: list[str] = []
        self._text = text
        self._show = cells.text
        self._row = -1
        self._cells: list[tuple[int, str]] = []
        self._column = -1
        self._kind = self._style = ""
        self._taken: list[str] | None = None
        self._value: list[str] = []
        self._phonetic = 0

    @property
    def is_done(self) -> bool:
        return self._text.is_full

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = local(tag)
        if name == "c":
            place = attributes.get("r")
            self._column = _column(place.rstrip("0123456789")) if place else self._column + 1
            self._kind = attributes.get("t", "n")
            self._style = attributes.get("s", "0")
            self._value = []
        elif name in ("v", "t"):
            self._taken = self._value if not self._phonetic else None
        elif name == "row":
            self._start_row(attributes.get("r", ""))
        elif name == "rPh":
            self._phonetic += 1
        elif name.endswith(("Header", "Footer")) and name != "headerFooter":
            self._taken = self._value = []

    def end(self, tag: str) -> None:
        name = local(tag)
        if name == "c":
            if self._value:
                said = self._show(self._kind, self._style, "".join(self._value))
                self._cells.append((self._column, said))
        elif name in ("v", "t"):
            self._taken = None
        elif name == "row":
            self.flush()
        elif name == "rPh":
            self._phonetic -= 1
        elif name.endswith(("Header", "Footer")) and name != "headerFooter":
            self.beside.append(_CODES.sub(" ", "".join(self._value)).strip())
            self._taken = None

    def data(self, text: str) -> None:
        if self._taken is not None:
            self._taken.append(text)

    def flush(self) -> None:
        """Write the row that was begun."""
        if self._cells:
            self._cells.sort(key=lambda cell: cell[0])
            self._text.row(self._row, self._cells)
            self._cells = []

    def _start_row(self, number: str) -> None:
        self._row = int(number) - 1 if number.isdecimal() and len(number) < 10 else self._row + 1
        self._column = -1


class _Workbook(Target):
    """The sheets as (name, relationship id), hidden ones too, and where its dates begin."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str]] = []
        self.from_1904 = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = local(tag)
        if name == "sheet":
            keys = [value for key, value in attributes.items() if key.endswith("}id")]
            self.sheets.append((attributes.get("name", ""), keys[0] if keys else ""))
        elif name == "workbookPr":
            self.from_1904 = attributes.get("date1904", "0") in ("1", "true")


class _Strings(Target):
    """The table of shared strings, without what tells how to pronounce them."""

    def __init__(self, limit: int) -> None:
        self.found: list[str] = []
        self._left = limit
        self._said: list[str] = []
        self._phonetic = 0
        self._in_text = False

    @property
    def is_done(self) -> bool:
        return self._left < 1

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = local(tag)
        if name == "si":
            self._said = []
        elif name == "rPh":
            self._phonetic += 1
        elif name == "t":
            self._in_text = not self._phonetic

    def end(self, tag: str) -> None:
        name = local(tag)
        if name == "si":
            text = _ESCAPED.sub(_unescaped, "".join(self._said))
            self.found.append(text)
            self._left -= len(text) + 1
        elif name == "rPh":
            self._phonetic -= 1
        elif name == "t":
            self._in_text = False

    def data(self, text: str) -> None:
        if self._in_text:
            self._said.append(text)


class _Styles(Target):
    """Which cell styles make dates, times and percentages of numbers."""

    def __init__(self) -> None:
        self._codes: dict[int, str] = {}
        self._formats: list[int] = []
        self._in_cells = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = local(tag)
        if name == "numFmt" and attributes.get("numFmtId", "").isdecimal():
            self._codes[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._in_cells = True
        elif name == "xf" and self._in_cells:
            number = attributes.get("numFmtId", "0")
            self._formats.append(int(number) if number.isdecimal() else 0)

    def end(self, tag: str) -> None:
        if local(tag) == "cellXfs":
            self._in_cells = False

    def kinds(self) -> dict[str, str]:
        """Style number as written -> kind of format (``format_kind``), where it has one."""
        found = (format_kind(number, self._codes.get(number)) for number in self._formats)
        return {str(style): kind for style, kind in enumerate(found) if kind}


class _Comments(Target):
    """The words of each comment."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._said: list[str] = []
        self._in_text = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if local(tag) in ("t", "text"):
            self._in_text = True

    def end(self, tag: str) -> None:
        name = local(tag)
        if name in ("t", "text"):
            self._in_text = False
        elif name in ("comment", "threadedComment"):
            said = "".join(self._said).strip()
            if said and not said.startswith(_POINTER):
                self.found.append(said)
            self._said = []

    def data(self, text: str) -> None:
        if self._in_text:
            self._said.append(text)


def _unescaped(found: re.Match[str]) -> str:
    return chr(int(found[1], 16))


@lru_cache(maxsize=20_000)
def _column(letters: str) -> int:
    """ "A" as 0, "AB" as 27; -1 for none."""
    number = 0
    for letter in letters[:4].upper():
        number = number * 26 + ord(letter) - 64
    return number - 1
