"""A sheet as text, and its cells as people read them: for every kind of spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta

from docmind.core.extract.clean import clean, cut_note, one_line
from docmind.core.schema import Heading, Page

_MOST_TABS = 8
MOST_SHEETS = 10_000
_SPACE = re.compile(r"\s+")
_EPOCH = datetime(1899, 12, 30)
_EPOCH_1904 = datetime(1904, 1, 1)
_LAST_DAY = 2_958_466  # the day after 9999-12-31, counted from 1899-12-30
_LEAP_DAY = 60  # 1900-02-29, which never was
# Of a number format: quoted words, escaped characters, colours and currencies; not [h], [mm], [ss].
_NOT_CODES = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)
# ECMA-376 part 1, 18.8.30: the numbers of the built-in formats.
_BUILT_IN = {
    **dict.fromkeys((14, 15, 16, 17, *range(27, 32), 34, 35, 36, *range(50, 59)), "date"),
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 45, 47), "time"),
    22: "datetime",
    46: "duration",
    9: "percent0",
    10: "percent2",
}


class SheetText:
    """One sheet: its name as a heading, a line per row, a tab between cells, no trailing blanks.

    Runs of blank cells are shortened to 8, runs of blank rows to one. Stops at ``limit`` code
    points.
    """

    def __init__(self, name: str, limit: int) -> None:
        self.name = one_line(name)
        self._limit = limit
        self._lines: list[str] = []
        self._length = len(self.name) + 2
        self._row = -1

    @property
    def is_full(self) -> bool:
        return self._length >= self._limit

    @property
    def length(self) -> int:
        """How many code points the page will have."""
        return min(self._length, self._limit) if self._lines or self.is_full else 0

    @property
    def left(self) -> int:
        """How many code points it will still take."""
        return max(0, self._limit - self._length)

    def row(self, number: int, cells: Iterable[tuple[int, str]]) -> None:
        """A row: (column from 0, text) in rising order. Rows come in rising order, too."""
        parts: list[str] = []
        last = 0
        for column, said in cells:
            text = _SPACE.sub(" ", clean(said)).strip()
            if text:
                parts.append("\t" * min(max(column - last, 0), _MOST_TABS))
                parts.append(text)
                last = column
        if not parts:
            return
        if self._lines and number > self._row + 1:
            self._write("")
        self._row = number
        self._write("".join(parts))

    def aside(self, text: str) -> None:
        """Words that are in no cell: comments, text boxes, headers. Follow as a paragraph."""
        text = text.strip()
        if text:
            self._row = -1
            if self._lines:
                self._write("")
            for line in clean(text).splitlines():
                self._write(line)

    def finish(self, number: int) -> Page:
        """The page; one without any word when the sheet has none but its name."""
        if not self._lines and not self.is_full:
            return Page(number, "")
        return _page(number, self.name, self._lines, self._limit)

    def _write(self, line: str) -> None:
        if not self.is_full:
            self._lines.append(line)
            self._length += len(line) + 1


def _page(number: int, name: str, lines: list[str], limit: int) -> Page:
    text = "\n".join((name, "", *lines) if name and lines else (name, *lines))
    headings = (Heading(0, 1, name),) if name and len(name) < limit else ()
    return Page(number, text[:limit], headings)


def sheet_pages(
    sheets: Iterable[tuple[str, Callable[[SheetText], bool]]], characters: int
) -> tuple[tuple[Page, ...], tuple[str, ...]]:
    """(a page per sheet, notes) from each one's name and the function that writes it, which
    returns whether it could be read to its end."""
    texts: list[SheetText] = []
    left, broken = characters, 0
    for name, write in sheets:
        texts.append(SheetText(name, left))
        broken += not write(texts[-1])
        left -= texts[-1].length
        if left < 1 or len(texts) == MOST_SHEETS:
            return pages_of(texts), (cut_note(characters),)
    if not broken:
        return pages_of(texts), ()
    return pages_of(texts), (f"{broken:,} of {len(texts):,} sheets could be read only in part.",)


def pages_of(texts: list[SheetText]) -> tuple[Page, ...]:
    """A page per sheet. Sheets without words say nothing, unless all are so: then their names are
    all there is to find."""
    pages = [text.finish(number) for number, text in enumerate(texts, 1)]
    if any(page.text for page in pages):
        return tuple(pages)
    return tuple(_page(n, text.name, [], len(text.name) + 1) for n, text in enumerate(texts, 1))


def number_text(value: float) -> str:
    """3.0 as "3", 0.1 + 0.2 as "0.3": fifteen digits, as spreadsheets show them."""
    if value == 0:
        return "0"
    if abs(value) < 1e15 and value == int(value):
        return str(int(value))
    return f"{value:.15g}"


def value_text(value: object) -> str:
    """A cell's value of any kind that libraries give."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return number_text(value)
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, timedelta):
        return _duration(value.total_seconds() / 86400)
    return "" if value is None else str(value)


def format_kind(number: int, code: str | None) -> str:
    """What a number format makes of a number: "", date, time, datetime, duration, percent<n>.

    ``number`` is its number, ``code`` its text ("yyyy-mm-dd", "0.0%") where the file states one.
    """
    if code is None:
        return _BUILT_IN.get(number, "")
    codes = _NOT_CODES.sub("", code.split(";")[0]).lower()
    if codes in ("general", "@"):
        return ""
    if "[h" in codes or "[m" in codes or "[s" in codes:
        return "duration"
    is_time = "h" in codes or "s" in codes
    is_date = "y" in codes or "d" in codes or ("m" in codes and not is_time)
    if is_date or is_time:
        return "datetime" if is_date and is_time else "date" if is_date else "time"
    if "%" in codes:
        return f"percent{min(codes.partition('.')[2].count('0'), 9)}"
    return ""


def formatted(value: float, kind: str, from_1904: bool = False) -> str:
    """A number under a format of ``kind``. Dates count days from 1900, or ``from_1904``."""
    if not kind or value != value:
        return number_text(value) if value == value else ""
    if kind.startswith("percent"):
        return f"{value * 100:.{kind[7:]}f}%"
    if kind == "duration":
        return _duration(value)
    if not 0 <= value < _LAST_DAY - (1462 if from_1904 else 0):
        return number_text(value)
    if not from_1904 and value < _LEAP_DAY:
        value += 1
    seconds = round(value * 86400)
    moment = (_EPOCH_1904 if from_1904 else _EPOCH) + timedelta(seconds=seconds)
    if kind == "time":
        return moment.strftime("%H:%M:%S")
    if seconds % 86400 == 0:
        return moment.strftime("%Y-%m-%d")
    return moment.strftime("%Y-%m-%d %H:%M:%S")


def _moment(value: datetime) -> str:
    if value.date() == _EPOCH.date():
        return value.strftime("%H:%M:%S")
    return value.strftime("%Y-%m-%d" if value.time() == time() else "%Y-%m-%d %H:%M:%S")


def _duration(days: float) -> str:
    if abs(days) > 1e9:
        return number_text(days)
    seconds = round(abs(days) * 86400)
    sign = "-" if days < 0 else ""
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
