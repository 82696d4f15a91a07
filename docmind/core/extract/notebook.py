"""Jupyter notebooks: cells in order. Source: nbformat 3 and 4 (JSON schemas of the format)."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

from docmind.core.extract.base import Claim, Confidence, ExtractionLimits, Extractor, damaged
from docmind.core.extract.clean import (
    clean,
    cut,
    file_title,
    first_heading,
    newlines,
    one_line,
    properties,
    unreadable_note,
)
from docmind.core.extract.encoding import decode
from docmind.core.extract.html import page_text
from docmind.core.extract.markdown import headings_of
from docmind.core.files import open_regular
from docmind.core.schema import Document, Heading, Page

NOTEBOOK = "application/x-ipynb+json"

_LONGEST_OUTPUT = 4000
_COLOURS = re.compile(r"\x1b\[[0-9;]{0,20}[A-Za-z]")
# A picture inside of Markdown: its bytes are not words.
_EMBEDDED = re.compile(r"data:[a-z]+/[a-z0-9.+-]{1,60};base64,[A-Za-z0-9+/=\s]*")


class Notebook(Extractor):
    """One page without a number: a block for each cell and each output of a code cell."""

    name = "notebook"
    version = 1
    media_types: ClassVar[tuple[str, ...]] = (NOTEBOOK,)

    @classmethod
    def recognise(cls, suffix: str, head: bytes) -> Claim | None:
        if suffix != ".ipynb":
            return None
        is_json = head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
        return NOTEBOOK, Confidence.LIKELY if is_json else Confidence.NAMED

    def extract(self, path: Path, media_type: str, limits: ExtractionLimits) -> Document:
        book = _parsed(path, limits)
        parts: list[str] = []
        headings: list[Heading] = []
        length = 0
        for said, found in _blocks(book):
            if length > limits.characters:
                break
            headings += [Heading(length + h.start, h.level, h.title) for h in found]
            parts.append(said)
            length += len(said) + 2
        text, notes = cut("\n\n".join(parts), limits.characters)
        kept = tuple(heading for heading in headings if heading.start < len(text))
        about = _mapping(book.get("metadata"))
        return Document(
            path=path,
            media_type=media_type,
            kind="document",
            title=one_line(_joined(about.get("title")))
            or first_heading(kept)
            or one_line(_joined(about.get("name")))
            or file_title(path),
            pages=(Page(None, text, kept),),
            properties=properties((("author", _authors(about)), ("code", _language(about)))),
            notes=(*notes, *unreadable_note(text)),
        )


def _parsed(path: Path, limits: ExtractionLimits) -> dict[str, Any]:
    with open_regular(path) as file, io.BufferedReader(file) as buffered:
        content = buffered.read(limits.file_bytes + 1)
    try:
        book = json.loads(decode(content))
    except (ValueError, RecursionError):
        raise damaged("It is not a complete notebook.") from None
    if not isinstance(book, dict) or not ({"cells", "worksheets"} & book.keys()):
        raise damaged("It is not a notebook.")
    return book


def _blocks(book: dict[str, Any]) -> Iterator[tuple[str, tuple[Heading, ...]]]:
    """The text of each block that has any, and the headings in it."""
    for cell in _cells(book):
        kind = cell.get("cell_type")
        said = _text(cell.get("source", cell.get("input")))
        if kind == "code":
            if said:
                yield said, ()
            for output in _list(cell.get("outputs")):
                shown = _shown(_mapping(output))
                if shown:
                    yield shown[:_LONGEST_OUTPUT], ()
        elif said and kind == "heading":
            level = cell.get("level")
            level = level if isinstance(level, int) and 1 <= level <= 6 else 1
            yield said, (Heading(0, level, one_line(said)),)
        elif said and kind == "markdown":
            said = _EMBEDDED.sub("", said)
            yield said, headings_of(said)
        elif said:
            yield said, ()


def _cells(book: dict[str, Any]) -> Iterator[dict[str, Any]]:
    sheets = [book, *map(_mapping, _list(book.get("worksheets")))]
    for sheet in sheets:
        yield from map(_mapping, _list(sheet.get("cells")))


def _shown(output: dict[str, Any]) -> str:
    """What an output says in words; of several forms the plainest."""
    if output.get("output_type") in ("error", "pyerr"):
        return _text(f"{_joined(output.get('ename'))}: {_joined(output.get('evalue'))}".strip(": "))
    forms = _mapping(output.get("data"))
    for name in ("text/markdown", "text/plain"):
        if name in forms:
            return _text(forms[name])
    if "text/html" in forms:
        return page_text(_text(forms["text/html"]), _LONGEST_OUTPUT)[0]
    return _text(output.get("text"))


def _text(said: object) -> str:
    text = newlines(clean(_joined(said)))
    return _COLOURS.sub("", text).strip("\n").rstrip()


def _joined(said: object) -> str:
    """A string, or the strings of a list one after another."""
    if isinstance(said, str):
        return said
    return "".join(part for part in _list(said) if isinstance(part, str))


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _authors(about: dict[str, Any]) -> str:
    authors = (_joined(_mapping(author).get("name")) for author in _list(about.get("authors")))
    return ", ".join(author for author in authors if author)


def _language(about: dict[str, Any]) -> str:
    stated = (_mapping(about.get(key)) for key in ("language_info", "kernelspec"))
    found = [_joined(kernel.get("name")) for kernel in stated]
    return next((name for name in found if name), "")
