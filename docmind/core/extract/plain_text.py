"""Plain text and source code, in any encoding."""

from __future__ import annotations

import io
from pathlib import Path
from typing import ClassVar

from docmind.core.errors import UnsupportedType
from docmind.core.extract.base import ExtractionLimits, Extractor
from docmind.core.extract.clean import clean, cut, file_title, newlines, one_line, unreadable_note
from docmind.core.extract.encoding import decode
from docmind.core.extract.languages import CODE_TYPES, TEXT_TYPES
from docmind.core.extract.sniff import HEAD_BYTES, type_label
from docmind.core.files import open_regular
from docmind.core.schema import Document, Page

_LONGEST_CHARACTER = 4
_MARKUP_PER_TEXT = 8


def read_text(path: Path, limits: ExtractionLimits) -> tuple[str, tuple[str, ...]]:
    """The file's text with ``\\n`` newlines, ``limits.characters`` at most, and notes on it.

    Raises ``FileUnreadable``, and ``UnsupportedType`` when it turns out not to be text.
    """
    most = limits.characters * _LONGEST_CHARACTER
    with open_regular(path) as file, io.BufferedReader(file) as buffered:
        content = buffered.read(most + 1)
    text = decode(content[:most], is_cut=len(content) > most)
    if text.count("\0") * 20 > len(text):
        raise UnsupportedType(
            "No reader for this type of file",
            detail=type_label(path, content[:HEAD_BYTES]),
            path=path,
        )
    text, notes = cut(newlines(clean(text)), limits.characters)
    return text, (*notes, *unreadable_note(text))


def read_markup(path: Path, limits: ExtractionLimits) -> tuple[str, tuple[str, ...]]:
    """As ``read_text``, but for sources of which only a part is text to be read."""
    return read_text(
        path, ExtractionLimits(characters=max(_MARKUP_PER_TEXT * limits.characters, 1 << 20))
    )


class PlainText(Extractor):
    """One page without a number: the text as it stands."""

    name = "plain_text"
    version = 2
    media_types: ClassVar[tuple[str, ...]] = TEXT_TYPES

    def extract(self, path: Path, media_type: str, limits: ExtractionLimits) -> Document:
        text, notes = read_text(path, limits)
        return Document(
            path=path,
            media_type=media_type,
            kind="code" if media_type in CODE_TYPES else "document",
            title=one_line(path.name) if media_type in CODE_TYPES else file_title(path),
            pages=(Page(None, text),),
            notes=notes,
        )
