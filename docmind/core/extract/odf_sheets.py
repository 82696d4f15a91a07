"""The sheets of OpenDocument spreadsheets (OASIS ODF 1.3 part 3, chapter 9)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from docmind.core.extract.blocks import Blocks
from docmind.core.extract.odf_text import HIDDEN, short
from docmind.core.extract.ooxml import Target
from docmind.core.extract.sheet_text import MOST_SHEETS, SheetText, value_text

_HIDDEN = HIDDEN | {"table:tracked-changes", "table:content-validations", "table:dde-links"}
_CELLS = frozenset(("table:table-cell", "table:covered-table-cell"))
# Blank space is written as repeated cells; of words that repeat, this many are kept.
_MOST_REPEATED = 16
_MOST_CELLS = 1 << 14


class SheetsBody(Target):
    """Writes the sheets one after another; text boxes, charts and comments follow each one's rows.

    ``read_object(name, blocks)`` writes what is embedded under that name.
    """

    def __init__(self, characters: int, read_object: Callable[[str, Blocks], None]) -> None:
        self.sheets: list[SheetText] = []
        self._left = characters
        self._read_object = read_object
        self._hidden = 0
        self._tables = 0
        self._paragraphs = 0
        self._drawn = 0  # shapes and comments that are open
        self._aside = Blocks(characters)
        self._row = 0
        self._rows_repeated = 1
        self._cells: list[tuple[int, str]] = []
        self._column = 0
        self._repeated = 1
        self._stated = ""
        self._said: list[str] = []

    @property
    def is_done(self) -> bool:
        return len(self.sheets) > MOST_SHEETS or (bool(self.sheets) and self.sheets[-1].is_full)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = short(tag)
        if self._is_hidden(name):
            self._hidden += 1
        elif self._hidden:
            return
        elif name == "text:p":
            self._paragraphs += 1
            self._aside.line() if self._drawn else self._said.append(" ")
        elif name in ("text:s", "text:tab", "text:line-break"):
            self._say(" ")
        elif name.startswith("draw:") or name == "office:annotation":
            self._start_drawn(name, attributes)
        elif name == "table:table":
            self._start_table({short(key): value for key, value in attributes.items()})
        elif name == "table:table-row":
            self._column, self._cells = 0, []
            self._rows_repeated = _repeated(attributes, "rows")
        elif name in _CELLS:
            self._start_cell({short(key): value for key, value in attributes.items()})
            self._repeated = _repeated(attributes, "columns")

    def end(self, tag: str) -> None:
        name = short(tag)
        if self._is_hidden(name):
            self._hidden -= 1
        elif self._hidden:
            return
        elif name == "text:p":
            self._paragraphs -= 1
        elif name.startswith("draw:") or name == "office:annotation":
            self._drawn -= 1
            self._aside.paragraph()
        elif name in _CELLS:
            self._end_cell()
        elif name == "table:table-row":
            self._end_row()
        elif name == "table:table":
            self._tables -= 1
            if not self._tables:
                self.finish()

    def data(self, text: str) -> None:
        if self._paragraphs and not self._hidden:
            self._say(text)

    def finish(self) -> None:
        """End the sheet that is open."""
        if self.sheets:
            self.sheets[-1].aside(self._aside.finish()[0])
            self._aside = Blocks(max(0, self._left - self.sheets[-1].length))

    def _is_hidden(self, name: str) -> bool:
        """Also the table that a chart keeps: it was made from one of the sheets."""
        return name in _HIDDEN or (name == "table:table" and self._drawn > 0)

    def _say(self, text: str) -> None:
        if self._drawn:
            self._aside.add(text)
        else:
            self._said.append(text)

    def _start_drawn(self, name: str, attributes: dict[str, str]) -> None:
        self._drawn += 1
        if name == "draw:object":
            links = [value for key, value in attributes.items() if key.endswith("}href")]
            if links:
                self._read_object(links[0], self._aside)

    def _start_table(self, attributes: dict[str, str]) -> None:
        self._tables += 1
        if self._tables == 1:
            self._left -= self.sheets[-1].length if self.sheets else 0
            self.sheets.append(SheetText(attributes.get("table:name", ""), max(0, self._left)))
            self._row = 0

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._said = []
        kind = attributes.get("office:value-type", "")
        # A date as shown may leave out the year, and is written in many ways.
        self._stated = attributes.get("office:date-value", "") if kind == "date" else ""

    def _end_cell(self) -> None:
        text = "".join(self._said).strip()
        self._said = []
        if text:
            text = _date(self._stated) or text
            for column in range(min(self._repeated, _MOST_REPEATED)):
                if len(self._cells) < _MOST_CELLS:
                    self._cells.append((self._column + column, text))
        self._column += self._repeated

    def _end_row(self) -> None:
        if self.sheets and self._cells:
            for row in range(min(self._rows_repeated, _MOST_REPEATED)):
                self.sheets[-1].row(self._row + row, self._cells)
        self._cells = []
        self._row += self._rows_repeated


def _date(stated: str) -> str:
    """ "2024-05-01T00:00:00" as people write it, "" when it is no date."""
    try:
        moment = datetime.fromisoformat(stated)
    except ValueError:
        return ""
    return value_text((moment + timedelta(milliseconds=500)).replace(microsecond=0, tzinfo=None))


def _repeated(attributes: dict[str, str], what: str) -> int:
    """How many times a cell or row stands there."""
    for key, value in attributes.items():
        if key.endswith(f"}}number-{what}-repeated") and value.isdecimal() and len(value) < 10:
            return max(1, int(value))
    return 1
