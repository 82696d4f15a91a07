"""Documents of Word 6 to 2003: the text by its pieces, as [MS-DOC] 2.4.1 finds it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from docmind.core.extract.base import damaged, password_needed
from docmind.core.extract.blocks import Blocks
from docmind.core.extract.encoding import decode

# The file information block, [MS-DOC] 2.5: where in it what is said.
_MAGIC, _VERSION, _FLAGS, _FIRST_8_BIT, _LAST_8_BIT = 0, 2, 0x0A, 0x18, 0x1C
_COUNTS, _PIECES, _PIECES_LENGTH = 0x4C, 0x1A2, 0x1A6
_WORD_97 = 0xC1
_WORDS = (0xA5DC, 0xA5EC)  # of Word 6 and 95, of all since
_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200
_HEADERS = 2  # the third part of the text
_NARROW = 1 << 30
# A field is 13, its code, 14, what it shows, 15 ([MS-DOC] 2.8.25).
_FIELD_MARKS = re.compile("([\x13-\x15])")
_ROW_END = "\x07\x07"
_MARKS = str.maketrans(
    {
        **dict.fromkeys("\x01\x02\x03\x04\x05\x06\x08\x1f", ""),
        "\x0b": "\n",
        "\x0c": "\r",
        "\x0e": "\r",
        "\x1e": "\u2011",
        "\u2028": "\n",
    }
)
WESTERN = "".join(bytes((n,)).decode("cp1252", "ignore") or chr(n) for n in range(256))
"""Code page 1252; bytes that it leaves undefined stand for themselves."""


def add_word_text(
    document: bytes, tables: tuple[bytes, bytes], blocks: Blocks, characters: int
) -> None:
    """Write the main text, then notes, headers, comments and text boxes into ``blocks``.

    ``document`` is the stream "WordDocument", ``tables`` are "0Table" and "1Table";
    ``characters`` is how much will be taken. Raises ``ExtractionError``.
    """
    if _u16(document, _MAGIC) not in _WORDS or len(document) < _LAST_8_BIT + 4:
        raise damaged("Its beginning is not that of a Word document.")
    if _u16(document, _FLAGS) & _ENCRYPTED:
        raise password_needed()
    if _u16(document, _VERSION) < _WORD_97:
        old = document[_u32(document, _FIRST_8_BIT) : _u32(document, _LAST_8_BIT)]
        _add(decode(old), blocks)
        return
    table = tables[1] if _u16(document, _FLAGS) & _SECOND_TABLE else tables[0]
    start = _u32(document, _PIECES)
    order = table[start : start + _u32(document, _PIECES_LENGTH)]
    # Marks and field codes are taken out later.
    text = b"".join(_pieces(document, order, 4 * characters))
    place = 0
    for part, count in enumerate(_counts(document)):
        if not blocks.is_full:
            said = text[2 * place : 2 * (place + count)].decode("utf-16-le", "replace")
            _add(said, blocks, once=part == _HEADERS)
        place += count


def _counts(document: bytes) -> list[int]:
    """Code units of the main text, footnotes, headers, macros, comments, endnotes, text boxes and
    those in headers."""
    return [_u32(document, _COUNTS + 4 * place) for place in range(8)]


def _pieces(document: bytes, order: bytes, most: int) -> Iterator[bytes]:
    """The pieces as UTF-16, in the order of the text (Clx, [MS-DOC] 2.9.38)."""
    place = 0
    while order[place : place + 1] == b"\x01":  # formatting
        place += 3 + _u16(order, place + 1)
    if order[place : place + 1] != b"\x02":
        raise damaged("The order of its text is lost.")
    table = order[place + 5 : place + 5 + _u32(order, place + 1)]
    count = (len(table) - 4) // 12
    for piece in range(count):
        length = min(most, _u32(table, 4 * piece + 4) - _u32(table, 4 * piece))
        if length < 1:
            continue
        most -= length
        where = _u32(table, 4 * (count + 1) + 8 * piece + 2)
        if where & _NARROW:
            start = (where & ~_NARROW) // 2
            narrow = document[start : start + length]
            yield codecs.charmap_decode(narrow, "strict", WESTERN)[0].encode("utf-16-le")
        else:
            yield document[where : where + 2 * length]


def _add(text: str, blocks: Blocks, once: bool = False) -> None:
    """Write paragraphs and rows; ``once``: what each section says again is said only once."""
    blocks.paragraph()
    said: set[str] = set()
    shown = _without_codes(text).translate(_MARKS).replace(_ROW_END, "\r")
    for part in shown.split("\r"):
        words = part.strip("\x07\n ")
        if not words or words in said:
            continue
        if once:
            said.add(words)
        if "\x07" in part:
            blocks.line()
            blocks.add("\t".join(" ".join(cell.split()) for cell in words.split("\x07")), True)
            blocks.line()
        else:
            blocks.paragraph()
            for line in words.split("\n"):
                blocks.add(line)
                blocks.line()
            blocks.paragraph()
        if blocks.is_full:
            return


def _without_codes(text: str) -> str:
    """What fields show, not what computes it."""
    kept: list[str] = []
    is_code: list[bool] = []  # of each field that is open
    hidden = 0
    for piece in _FIELD_MARKS.split(text):
        if piece == "\x13":
            is_code.append(True)
            hidden += 1
        elif piece == "\x14" and is_code:
            hidden -= is_code[-1]
            is_code[-1] = False
        elif piece == "\x15" and is_code:
            hidden -= is_code.pop()
        elif not hidden and piece not in ("\x14", "\x15"):
            kept.append(piece)
    return _FIELD_MARKS.sub("", text) if hidden else "".join(kept)


def _u16(content: bytes, place: int) -> int:
    return int.from_bytes(content[place : place + 2], "little")


def _u32(content: bytes, place: int) -> int:
    return int.from_bytes(content[place : place + 4], "little")
