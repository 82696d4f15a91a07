"""iWork '09: the words of its one XML part. Source: Apple, "iWork '09 file format" as found in
files; element names are those of index.xml and index.apxl."""

from __future__ import annotations

from datetime import datetime, timedelta

from docmind.core.extract.blocks import Blocks
from docmind.core.extract.clean import one_line
from docmind.core.extract.xml_events import XmlTarget
from docmind.core.schema import Heading, Page

# Templates, styles and what is shown as a stand-in.
_UNSEEN = frozenset(
    """theme-list stylesheet section-prototypes tabular-prototypes prototypes ghost-text
    ghost-text-ref masters-group charts-prototypes window-configs version-history
    """.split()  # noqa: SIM905 - a table of words
)
_TEMPLATES = frozenset(("theme-list", "section-prototypes", "masters-group"))
_BESIDE = frozenset(("headers", "footers", "footnotes", "notes", "sticky-note"))
_CELLS = frozenset(("t", "n", "d", "f", "g", "s", "pm", "cb", "du", "sl", "st", "rb"))
_ROW = 256  # how far it is from a cell to the one below it
_EPOCH = datetime(2001, 1, 1)
_FACTS = frozenset(("title", "author", "keywords", "comment"))


class IworkXml(XmlTarget):
    """Gathers ``pages``: one for each slide of a presentation or sheet of a spreadsheet, else one.

    Headers, footers, notes and comments stand after the text of their page. What is only in the
    template (the masters of slides) is read when ``has_templates``.
    """

    def __init__(self, limit: int, has_templates: bool = False) -> None:
        self._hidden = _UNSEEN - _TEMPLATES if has_templates else _UNSEEN
        self.facts: dict[str, str] = {}
        self._limit = limit
        self._pages: list[Page] = []
        self._main = Blocks(limit)
        self._beside = Blocks(limit)
        self._path: list[str] = []
        self._unseen = self._aside = self._said = 0
        self._count = 0
        self._cell = 0  # row times 256, and column
        self._in_cell = False
        self._choice = ""
        self._choices: dict[str, str] = {}
        self._used = 0

    @property
    def is_done(self) -> bool:
        return self._used >= self._limit or self._main.is_full

    def finish(self) -> tuple[Page, ...]:
        """The pages; those of documents have no number."""
        if not self._pages or self._main.finish()[0] or self._beside.finish()[0]:
            self._turn(None if not self._count else self._count)
        return tuple(page for page in self._pages if page.text) or tuple(self._pages[:1])

    @property
    def _blocks(self) -> Blocks:
        return self._beside if self._aside else self._main

    def on_start(self, name: str, attributes: dict[str, str]) -> None:
        self._path.append(name)
        self._unseen += name in self._hidden
        self._aside += name in _BESIDE
        if self._unseen:
            return
        if self._in_cell:
            self._in_table(name, attributes)
            return
        if name in ("slide", "workspace") and self._path[-2:-1] != ["theme"]:
            self._begin_page(attributes)
        elif name == "text-body":
            self._said += 1
            self._blocks.paragraph()
        elif name == "br" or name == "lnbr":
            self._blocks.line()
        elif name == "tab":
            self._blocks.add(" ")
        elif name == "grid":
            self._cell = 0
            self._blocks.paragraph()
        elif self._path[-2:-1] == ["datasource"] and name in _CELLS:
            self._begin_cell(name, attributes)
        elif name == "tabular-model" and attributes.get("name"):
            self._blocks.paragraph()
            self._blocks.add(attributes["name"])
        elif self._path[-2:-1] and self._path[-2] in _FACTS and name == "string":
            self.facts[self._path[-2]] = attributes.get("string", "")

    def on_end(self, name: str) -> None:
        if self._path:
            self._path.pop()
        if not self._unseen:
            if name == "text-body":
                self._said = max(0, self._said - 1)
                self._blocks.paragraph()
            elif name in ("p", "grid"):
                self._blocks.paragraph()
            elif self._path[-1:] == ["datasource"]:
                self._in_cell = False
        self._unseen -= name in self._hidden
        self._aside -= name in _BESIDE

    def on_text(self, text: str) -> None:
        if self._said and not self._unseen:
            self._blocks.add(text)

    def _begin_page(self, attributes: dict[str, str]) -> None:
        if self._count:
            self._turn(self._count)
        self._count += 1
        name = attributes.get("workspace-name", "")
        if name:
            self._main.start_heading(1)
            self._main.add(name)
            self._main.end_heading()

    def _begin_cell(self, name: str, attributes: dict[str, str]) -> None:
        """The next cell of the grid; it states how far it is from the one before."""
        self._in_cell = True
        step = attributes.get("ct", "1")
        row = self._cell // _ROW
        self._cell += int(step) if step.isdecimal() and len(step) < 8 else 1
        if self._cell // _ROW != row:
            self._blocks.line()
        elif self._cell:
            self._blocks.cell()
        if name == "n":
            self._blocks.add(_number(attributes.get("v", "")))
        elif name == "d":
            self._blocks.add(_date(attributes.get("cell-date", "")))

    def _in_table(self, name: str, attributes: dict[str, str]) -> None:
        """A part of a cell: its words, the result of its formula, what was chosen of a menu."""
        said = attributes.get("s") or _number(attributes.get("v", ""))
        is_choice = "menu-choices" in self._path[-4:]
        if name == "t" and is_choice:
            self._choice = attributes.get("ID", "")
        elif name == "ct" and is_choice:
            self._choices[self._choice] = said
        elif name == "proxied-cell-ref":
            self._blocks.add(self._choices.get(attributes.get("IDREF", ""), ""))
        elif name in ("ct", "rn"):
            self._blocks.add(said)

    def _turn(self, number: int | None) -> None:
        text, headings = self._main.finish()
        beside, _ = self._beside.finish()
        if number is not None and not headings and text:
            headings = (Heading(0, 1, one_line(text.split("\n", 1)[0])),)
        text = f"{text}\n\n{beside}" if text and beside else text or beside
        text = text[: self._limit - self._used]
        self._used += len(text)
        self._pages.append(Page(number, text, headings))
        self._main, self._beside = Blocks(self._limit), Blocks(self._limit)


def _number(said: str) -> str:
    """-872.39999999999998 as it was typed; everything else as it is."""
    if len(said) < 12 or "." not in said:
        return said
    try:
        return f"{float(said):.15g}"
    except ValueError:
        return said


def _date(said: str) -> str:
    """The day that so many seconds after the beginning of 2001 are in."""
    try:
        return f"{_EPOCH + timedelta(seconds=float(said)):%Y-%m-%d}"
    except (ValueError, OverflowError):
        return said
