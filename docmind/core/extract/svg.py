"""Drawings (SVG): the words in them. Source: Scalable Vector Graphics 2, chapters 5 and 11."""

from __future__ import annotations

import re
import zlib
from pathlib import Path
from typing import ClassVar

from docmind.core.errors import FileTooLarge
from docmind.core.extract.base import Claim, Confidence, ExtractionLimits, Extractor, damaged
from docmind.core.extract.blocks import Blocks
from docmind.core.extract.clean import (
    clean,
    cut_note,
    file_title,
    newlines,
    one_line,
    properties,
    unreadable_note,
)
from docmind.core.extract.encoding import decode
from docmind.core.extract.languages import is_code_name
from docmind.core.extract.sniff import root_element
from docmind.core.extract.xml_events import XmlTarget, feed
from docmind.core.files import open_regular
from docmind.core.schema import Document, Page

SVG = "image/svg+xml"

_GZIP = b"\x1f\x8b"
_MOST_SOURCE = 64 << 20
_WORDS = frozenset(("text", "title", "desc", "flowRoot", "foreignObject"))
_UNSEEN = frozenset(("style", "script", "metadata", "namedview"))
_LINES = frozenset(("flowPara", "p", "div", "li", "br", "tr"))
_NUMBER = re.compile(r"\s*(\d{1,7}(?:\.\d{1,6})?)\s*(px|pt|pc|mm|cm|in|q)?\s*\Z", re.IGNORECASE)
_UNITS = {"pt": 96 / 72, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0, "q": 96 / 101.6}


class Svg(Extractor):
    """One page: title, description and each text element in a line."""

    name = "svg"
    version = 1
    media_types: ClassVar[tuple[str, ...]] = (SVG,)

    @classmethod
    def recognise(cls, suffix: str, head: bytes) -> Claim | None:
        if suffix == ".svgz":
            return SVG, Confidence.LIKELY if head.startswith(_GZIP) else Confidence.NAMED
        if suffix != ".svg" and is_code_name(f"x{suffix}"):
            return None
        root = root_element(head)
        if root.endswith("svg"):
            return SVG, Confidence.CERTAIN
        if suffix != ".svg":
            return None
        is_markup = b"<svg" in head and not root
        return SVG, Confidence.LIKELY if is_markup else Confidence.NAMED

    def extract(self, path: Path, media_type: str, limits: ExtractionLimits) -> Document:
        source = newlines(clean(decode(_source(path))))
        drawing = _Drawing(limits.characters)
        feed(source, drawing)
        if not drawing.has_root:
            raise damaged("It holds no drawing.")
        text, _ = drawing.blocks.finish()
        return Document(
            path=path,
            media_type=media_type,
            kind="image",
            title=one_line(drawing.title) or file_title(path),
            pages=(Page(None, text),),
            properties=properties((("size", drawing.size),)),
            notes=((cut_note(limits.characters),) if drawing.is_done else ())
            + unreadable_note(text),
        )


def _source(path: Path) -> bytes:
    with open_regular(path) as file:
        content = file.readall()
    if content.startswith(_GZIP):
        unpack = zlib.decompressobj(wbits=31)
        try:
            content = unpack.decompress(content, _MOST_SOURCE + 1)
        except zlib.error:
            raise damaged("It cannot be unpacked.") from None
    if len(content) > _MOST_SOURCE:
        raise FileTooLarge(
            "The drawing is too large to read",
            detail=f"The limit for drawings is {_MOST_SOURCE >> 20} MB.",
            hint="Simplify it, or save it as a picture.",
        )
    return content


class _Drawing(XmlTarget):
    def __init__(self, limit: int) -> None:
        self.blocks = Blocks(limit)
        self.title = ""
        self.size = ""
        self.has_root = False
        self._path: list[str] = []
        self._said = 0  # depth in elements with words
        self._unseen = 0

    @property
    def is_done(self) -> bool:
        return self.blocks.is_full

    def on_start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "svg" and not self.has_root:
            self.has_root = True
            self.size = _size(attributes)
        self._path.append(name)
        self._unseen += name in _UNSEEN
        if name in _WORDS:
            self._said += 1
            self.blocks.line()
        elif name in _LINES or (name == "tspan" and attributes.keys() & {"dy", "y"}):
            self.blocks.line()

    def on_end(self, name: str) -> None:
        if self._path:
            self._path.pop()
        self._unseen -= name in _UNSEEN
        if name in _WORDS:
            self._said -= 1
            self.blocks.line()

    def on_text(self, text: str) -> None:
        if not self._said or self._unseen:
            return
        if self._path[-1] == "title" and len(self._path) == 2:
            self.title += text
        self.blocks.add(text)


def _size(attributes: dict[str, str]) -> str:
    """Width and height in CSS pixels, or those of the view box."""
    stated = [_NUMBER.match(attributes.get(side, "")) for side in ("width", "height")]
    found = [float(s[1]) * _UNITS.get((s[2] or "").lower(), 1.0) for s in stated if s]
    if len(found) < 2:
        box = (attributes.get("viewBox") or attributes.get("viewbox") or "").replace(",", " ")
        sides = [_NUMBER.match(number) for number in box.split()[2:4]]
        found = [float(side[1]) for side in sides if side]
    return f"{found[0]:.0f} x {found[1]:.0f}" if len(found) == 2 and min(found) >= 0.5 else ""
