"""The words of OpenDocument texts, presentations and drawings (OASIS ODF 1.3 part 3)."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from docmind.core.extract.blocks import Blocks
from docmind.core.extract.ooxml import Target
from docmind.core.schema import Page

_MATH = "http://www.w3.org/1998/Math/MathML"
_PREFIX = re.compile(r"xmlns:([a-z0-9-]+):\d")
_LEVELS = 9
HIDDEN = frozenset(
    (
        "text:tracked-changes",  # what was deleted
        "text:note-citation",
        "office:binary-data",
        "office:styles",
        "office:automatic-styles",
        "office:master-styles",
        "office:meta",
        "office:scripts",
        "office:forms",
        "svg:title",
        "svg:desc",
        "dc:creator",
        "dc:date",
        "meta:date-string",
        "meta:creator-initials",
        "presentation:date-time-decl",
        "math:annotation",
    )
)
"""Elements whose words a reader of the document does not see."""
_ASIDE = frozenset(("text:note-body", "office:annotation", "presentation:notes"))
# Between the first and second, and the second and third child of an equation's element.
_MATH_SIGNS = {
    "math:msup": ("^",),
    "math:msub": ("_",),
    "math:msubsup": ("_", "^"),
    "math:munder": ("_",),
    "math:mover": ("^",),
    "math:munderover": ("_", "^"),
    "math:mfrac": ("/",),
}
_MATH_WORDS = frozenset(("math:mi", "math:mn", "math:mo", "math:mtext"))


@lru_cache(maxsize=4096)
def short(tag: str) -> str:
    """A name with the usual prefix of its namespace: "text:p"."""
    space, _, name = tag.removeprefix("{").rpartition("}")
    if space == _MATH:
        return f"math:{name}"
    if space.startswith("http://purl.org/dc/elements"):
        return f"dc:{name}"
    found = _PREFIX.search(space)
    prefix = found[1] if found else ""
    return f"{_LONG.get(prefix, prefix)}:{name}"


# Namespaces whose usual prefix is not in their names.
_LONG = {"drawing": "draw", "svg-compatible": "svg", "datastyle": "number"}


class TextBody(Target):
    """Writes the body into pages: one without a number, or one per slide or drawing.

    ``read_object(name, blocks)`` writes what is embedded under that name.
    """

    def __init__(
        self,
        characters: int,
        by_page: bool,
        read_object: Callable[[str, Blocks], None],
        into: Blocks | None = None,
    ) -> None:
        """``into``: write there instead of into a page; for what is embedded."""
        self.pages: list[Page] = []
        self.is_full = False
        self._left = characters
        self._by_page = by_page
        self._is_page_open = not by_page and into is None
        self._read_object = read_object
        self._main = into or Blocks(characters)
        self._aside = into or Blocks(characters)
        self._blocks = self._main
        self._asides = 0
        self._hidden = 0
        self._paragraphs = 0
        self._cells = 0
        self._is_cell_start = False
        self._titles: list[bool] = []
        self._math: list[tuple[str, int]] = []  # elements that are open, children met so far

    @property
    def is_done(self) -> bool:
        return self.is_full or self._main.is_full

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = short(tag)
        if name in HIDDEN:
            self._hidden += 1
        elif self._hidden:
            return
        elif name in ("text:p", "text:h"):
            self._start_paragraph(name, attributes)
        elif name.startswith("math:"):
            self._start_math(name)
        elif name.startswith("draw:"):
            self._start_drawn(name, attributes)
        elif name in _ASIDE:
            self._asides += 1
            self._blocks = self._aside
            self._blocks.paragraph()
        elif name == "text:s":
            self._say(" ")
        elif name == "text:tab":
            self._blocks.cell()
        elif name == "table:table":
            self._start_table()
        elif name in ("text:line-break", "table:table-row"):
            self._blocks.line()
        elif name == "table:table-cell":
            self._cells += 1
            self._is_cell_start = True
            self._blocks.cell()

    def end(self, tag: str) -> None:
        name = short(tag)
        if name in HIDDEN:
            self._hidden -= 1
        elif self._hidden:
            return
        elif name in ("text:p", "text:h"):
            self._paragraphs -= 1
            if name == "text:h":
                self._blocks.end_heading()
        elif name.startswith("math:"):
            self._end_math(name)
        elif name.startswith("draw:"):
            self._end_drawn(name)
        elif name in _ASIDE:
            self._asides -= 1
            self._blocks = self._aside if self._asides else self._main
        elif name == "table:table-cell":
            self._cells -= 1
        elif name == "table:table":
            self._blocks.paragraph()

    def data(self, text: str) -> None:
        if self._paragraphs and not self._hidden:
            self._say(text)

    def add_paragraph(self, words: str) -> None:
        """Write ``words`` after the body."""
        self._aside.paragraph()
        self._aside.add(words)

    def finish(self) -> None:
        """Make a page of what is left: all of it when there is only one."""
        if self._is_page_open:
            self._end_page(len(self.pages) + 1 if self._by_page else None)

    def _say(self, text: str) -> None:
        self._blocks.add(text)

    def _start_paragraph(self, name: str, attributes: dict[str, str]) -> None:
        self._paragraphs += 1
        if self._cells and self._is_cell_start:
            self._is_cell_start = False
        elif self._cells:
            self._blocks.line()
        else:
            self._blocks.paragraph()
        if name == "text:h" and not self._cells:
            levels = [value for key, value in attributes.items() if key.endswith("}outline-level")]
            level = int(levels[0]) if levels and levels[0].isdecimal() and len(levels[0]) < 3 else 1
            self._blocks.start_heading(min(max(level, 1), _LEVELS))

    def _start_table(self) -> None:
        if not self._cells:
            self._blocks.paragraph()

    def _start_drawn(self, name: str, attributes: dict[str, str]) -> None:
        if name == "draw:page" and self._by_page:
            self._main, self._aside = Blocks(self._left), Blocks(self._left)
            self._blocks = self._main
            self._is_page_open = True
        elif name == "draw:frame":
            kinds = [value for key, value in attributes.items() if key.endswith("}class")]
            self._titles.append("title" in kinds and not self._asides)
            if self._titles[-1]:
                self._blocks.start_heading(1)
        elif name == "draw:object":
            links = [value for key, value in attributes.items() if key.endswith("}href")]
            if links:
                self._read_object(links[0], self._blocks)

    def _end_drawn(self, name: str) -> None:
        if name == "draw:page" and self._by_page:
            self._end_page(len(self.pages) + 1)
        elif name == "draw:frame" and self._titles and self._titles.pop():
            self._blocks.end_heading()
        elif not self._paragraphs:
            self._blocks.paragraph()

    def _start_math(self, name: str) -> None:
        if self._math:
            parent, before = self._math[-1]
            signs = _MATH_SIGNS.get(parent, ())
            if 0 < before <= len(signs):
                self._say(signs[before - 1])
            self._math[-1] = (parent, before + 1)
        self._math.append((name, 0))
        self._paragraphs += name in _MATH_WORDS

    def _end_math(self, name: str) -> None:
        if self._math:
            self._math.pop()
        self._paragraphs -= name in _MATH_WORDS

    def _end_page(self, number: int | None) -> None:
        text, headings = self._main.finish()
        beside, _ = self._aside.finish()
        if beside:
            text = f"{text}\n\n{beside}" if text else beside
        text = text[: self._left]
        self.pages.append(Page(number, text, headings))
        self._left -= len(text)
        self.is_full = self._left < 1
        self._is_page_open = False
