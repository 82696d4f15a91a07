"""DrawingML (ECMA-376 part 1, 20-21): the words in shapes, tables, diagrams and charts."""

from __future__ import annotations

from docmind.core.extract.blocks import Blocks
from docmind.core.extract.ooxml import Package, Target, local, values

# Placeholders whose words are the program's, not the writer's.
_FILLED_IN = frozenset(("sldNum", "sldImg", "dt", "hdr"))
_TITLES = frozenset(("title", "ctrTitle"))
# Said again in a form for older programs, or never shown.
_UNSEEN = frozenset(("Fallback", "extLst"))


class Shapes(Target):
    """Writes the paragraphs of shapes into ``blocks``: slides, notes, diagrams, text boxes.

    The title of a slide becomes a heading of level 1. ``links`` collects the relationship ids of
    the diagrams and charts that are placed among the shapes, in their order.
    """

    def __init__(self, blocks: Blocks) -> None:
        self.blocks = blocks
        self.links: list[str] = []
        self._unseen = 0
        self._in_text = False
        self._is_filled_in = False
        self._is_number = False
        self._is_title = False
        self._cells = 0
        self._is_cell_start = False

    @property
    def is_done(self) -> bool:
        return self.blocks.is_full

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = local(tag)
        if name in _UNSEEN:
            self._unseen += 1
        elif self._unseen:
            return
        elif name == "sp":
            self._is_filled_in = self._is_title = False
        elif name == "ph":
            kind = attributes.get("type", "")
            self._is_filled_in = kind in _FILLED_IN
            self._is_title = kind in _TITLES
        elif name in ("txBody", "rich"):
            self._start_body()
        elif name == "p":
            self._start_paragraph()
        elif name == "fld":
            self._is_number = attributes.get("type", "") == "slidenum"
        elif name in ("t", "text"):
            self._in_text = not (self._is_filled_in or self._is_number)
        elif name == "br":
            self.blocks.line()
        elif name in ("relIds", "chart"):
            found = values(attributes)
            self.links.extend(found[key] for key in ("dm", "id") if key in found)
        else:
            self._start_table(name)

    def _start_body(self) -> None:
        if self._is_title:
            self.blocks.start_heading(1)
        elif not self._cells:
            self.blocks.paragraph()

    def _start_paragraph(self) -> None:
        if self._cells and self._is_cell_start:
            self._is_cell_start = False
        else:
            self.blocks.line()

    def _start_table(self, name: str) -> None:
        if name == "tbl":
            self.blocks.paragraph()
        elif name == "tr":
            self.blocks.line()
        elif name == "tc":
            self._cells += 1
            self._is_cell_start = True
            self.blocks.cell()

    def end(self, tag: str) -> None:
        name = local(tag)
        if name in _UNSEEN:
            self._unseen -= 1
        elif name in ("t", "text"):
            self._in_text = False
        elif name in ("txBody", "rich"):
            self.blocks.end_heading()
        elif name == "fld":
            self._is_number = False
        elif name == "tc":
            self._cells -= 1
        elif name in ("tbl", "sp", "pt", "cm"):
            self.blocks.paragraph()

    def data(self, text: str) -> None:
        if self._in_text and not self._unseen:
            self.blocks.add(text)


class _Chart(Shapes):
    """Also the names that a chart keeps of its series and categories, each once, if wanted."""

    def __init__(self, blocks: Blocks, with_names: bool) -> None:
        super().__init__(blocks)
        self._with_names = with_names
        self._in_names = False
        self._in_value = False
        self._said: set[str] = set()

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = local(tag)
        if name == "strCache":
            self._in_names = self._with_names
            self.blocks.line()
        elif name == "v":
            self._in_value = self._in_names
        else:
            super().start(tag, attributes)

    def end(self, tag: str) -> None:
        name = local(tag)
        if name == "strCache":
            self._in_names = False
        elif name == "v":
            self._in_value = False
        elif name != "pt" or not self._in_names:
            super().end(tag)

    def data(self, text: str) -> None:
        if not self._in_value:
            super().data(text)
        elif text not in self._said:
            self._said.add(text)
            self.blocks.cell()
            self.blocks.add(text)


def add_linked(package: Package, part: str, shapes: Shapes, with_names: bool = True) -> None:
    """Write the diagrams and charts that ``shapes`` met in ``part`` after its words.

    ``with_names``: also what charts repeat of the table they are drawn from.
    """
    if not shapes.links:
        return
    links = package.links(part)
    for key in dict.fromkeys(shapes.links):
        if key in links:
            add_part(package, links[key].part, shapes.blocks, with_names)
    shapes.links.clear()


def add_part(package: Package, part: str, blocks: Blocks, with_names: bool = True) -> None:
    """Write the words of one part full of shapes, as far as it can be read: ``add_linked``."""
    blocks.paragraph()
    package.parse_leniently(part, _Chart(blocks, with_names))
    blocks.end_heading()
    blocks.paragraph()
