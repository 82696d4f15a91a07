"""The text of XML documents, by what kind of document their first element says they are."""

from __future__ import annotations

import re
from dataclasses import dataclass

from docmind.core.extract.blocks import Blocks
from docmind.core.extract.html import page_text
from docmind.core.extract.xml_events import XmlTarget

_SAID = frozenset(("text", "title", "label", "caption", "description", "summary", "alt"))
_TITLES = frozenset(
    """title head heading subtitle invention-title article-title book-title booktitle
    h1 h2 h3 h4 h5 h6""".split()  # noqa: SIM905 - a table of words
)
_PARAGRAPHS = frozenset(
    """p para simpara item entry claim claim-text section sect1 sect2 chapter abstract table list
    quote lg sp div note footnote Placemark wpt trk rte""".split()  # noqa: SIM905 - a table of words
)
_CELLS = frozenset(("td", "th", "cell"))
_INLINE_MARKUP = re.compile(r"\s*<(?:[a-zA-Z]|!--|!\[CDATA)")
_LONGEST_RUN = 1 << 20
_LETTERS = re.compile(r"[^\W\d_]")
_NO_WORDS = re.compile(r"\S{200}")
_SENTENCE_WORDS = 4
_SENTENCE_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Kind:
    """What is particular of a kind of document: elements and attributes to read or to skip."""

    is_document: bool = True
    skipped: frozenset[str] = frozenset()
    said: frozenset[str] = _SAID
    has_numbers: bool = True


_FEED = Kind(skipped=frozenset("guid id ttl generator cloud docs updateBase".split()))  # noqa: SIM905
_OPML = Kind(said=_SAID | {"xmlUrl", "htmlUrl", "url", "_note"})
_MAP = Kind(
    skipped=frozenset(
        "coordinates coord styleUrl color scale href key Style StyleMap LookAt ele time".split()  # noqa: SIM905
    ),
    has_numbers=False,
)
_REPORT = Kind(skipped=frozenset(("context", "unit")))
_SOURCE = Kind(is_document=False)
_TEXT = Kind()
_KINDS = {
    **dict.fromkeys(("rss", "feed", "RDF"), _FEED),
    "opml": _OPML,
    "xbrl": _REPORT,
    **dict.fromkeys(("kml", "gpx"), _MAP),
    **dict.fromkeys(
        """TEI TEI.2 article book chapter ead dita topic us-patent-grant us-patent-application
        ep-patent-document mods osis bible""".split(),  # noqa: SIM905 - a table of words
        _TEXT,
    ),
    **dict.fromkeys(
        """project Project configuration beans resources schema stylesheet transform plist
        component ui web-app definitions assembly manifest linkbase module
        settings""".split(),  # noqa: SIM905 - a table of words
        _SOURCE,
    ),
}
OFFICE_ROOTS = frozenset(("wordDocument", "Workbook", "package"))


def kind_of(root: str) -> Kind | None:
    """What a first element of that name means; None when it decides nothing."""
    return _KINDS.get(root)


class DocumentText(XmlTarget):
    """The words of any document: a line for each element, but those inside of text.

    ``prose`` counts the characters that stand in sentences, ``title`` is the first title.
    """

    def __init__(self, limit: int, kind: Kind) -> None:
        self.blocks = Blocks(limit)
        self.title = ""
        self.prose = 0
        self._limit = limit
        self._kind = kind
        self._run: list[str] = []
        self._run_length = 0
        self._open: list[_Element] = [_Element("", False, 0)]
        self._skipped = 0
        self._is_after_element = False

    @property
    def is_done(self) -> bool:
        return self.blocks.is_full

    def on_start(self, name: str, attributes: dict[str, str]) -> None:
        self._flush()
        parent = self._open[-1]
        element = _Element(name, parent.has_text, parent.level)
        self._open.append(element)
        if self._skipped or name in self._kind.skipped:
            self._skipped += 1
            return
        if name in _TITLES and not element.is_inline:
            parent.level += not parent.has_title
            parent.has_title = True
            self.blocks.start_heading(parent.level)
        elif not element.is_inline:
            self._separate(name)
        for key in (name for name in attributes if name in self._kind.said):
            self._write(attributes[key])
            self.title = self.title or (attributes[key] if key == "title" else "")
            self.blocks.line()

    def on_end(self, name: str) -> None:
        self._flush()
        if len(self._open) < 2:
            return
        element = self._open.pop()
        if self._skipped:
            self._skipped -= 1
        elif element.is_inline:
            return
        elif name in _TITLES:
            self.blocks.end_heading()
        else:
            self._separate(name)
            self._is_after_element = True

    def on_text(self, text: str) -> None:
        if not self._skipped and self._run_length < _LONGEST_RUN:
            self._run.append(text)
            self._run_length += len(text)

    def _flush(self) -> None:
        text = "".join(self._run)
        self._run.clear()
        self._run_length = 0
        if not text:
            return
        element = self._open[-1]
        if text.isspace():
            if element.has_text:
                self.blocks.add(" ")
            return
        if self._is_after_element and self._open[-1].name not in ("", "body"):
            self.blocks.stay()  # it stood at the beginning of a sentence
        element.has_text = True
        self._write(text)
        if element.name in _TITLES and not self.title:
            self.title = " ".join(text.split())
        self._is_after_element = False

    def _write(self, text: str) -> None:
        if "<" in text and _INLINE_MARKUP.match(text):
            text = page_text(text, self._limit)[0]
            self.prose += len(text)
            self.blocks.add(text, is_preformatted=True)
            return
        if len(text) > 200 and _NO_WORDS.match(text):
            return  # a picture in letters, or coordinates
        if not self._kind.has_numbers and not _LETTERS.search(text):
            return
        if _is_sentence(text):
            self.prose += len(text)
        self.blocks.add(text)

    def _separate(self, name: str) -> None:
        self._is_after_element = False
        if name in _CELLS:
            self.blocks.cell()
        elif name in _PARAGRAPHS:
            self.blocks.paragraph()
        else:
            self.blocks.line()


class OfficeText(XmlTarget):
    """Word and Excel 2003 XML, and Office Open XML in one file (flat OPC)."""

    title = ""

    def __init__(self, limit: int) -> None:
        self.blocks = Blocks(limit)
        self.facts: dict[str, str] = {}
        self._name = ""

    @property
    def is_done(self) -> bool:
        return self.blocks.is_full

    def on_start(self, name: str, attributes: dict[str, str]) -> None:
        self._name = name
        if name in ("tab", "Cell"):
            self.blocks.cell()
        elif name in ("br", "cr"):
            self.blocks.line()

    def on_end(self, name: str) -> None:
        self._name = ""
        if name in ("p", "Worksheet", "tbl"):
            self.blocks.paragraph()
        elif name in ("tr", "Row"):
            self.blocks.line()
        elif name == "tc":
            self.blocks.cell()

    def on_text(self, text: str) -> None:
        if self._name in ("t", "Data"):
            self.blocks.add(text)
        elif self._name in ("Title", "Subject", "Author", "Keywords", "Description"):
            name = self._name.lower()
            self.facts[name] = (self.facts.get(name, "") + text)[:500]


class RootName(XmlTarget):
    """Only the name of the first element."""

    def __init__(self) -> None:
        self.name = ""

    @property
    def is_done(self) -> bool:
        return bool(self.name)

    def on_start(self, name: str, attributes: dict[str, str]) -> None:
        self.name = self.name or name


@dataclass(slots=True)
class _Element:
    name: str
    is_inline: bool
    level: int
    has_text: bool = False
    has_title: bool = False


def _is_sentence(text: str) -> bool:
    said = text.strip()
    if len(said) < _SENTENCE_LENGTH or not _LETTERS.search(said):
        return False
    # Scripts without spaces between words have sentences too.
    return len(said.split(None, _SENTENCE_WORDS)) >= _SENTENCE_WORDS or said[:200] > "\u2e80"
