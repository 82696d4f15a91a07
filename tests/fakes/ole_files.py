"""Binary Office files, made byte by byte: the OLE container and what old programs keep in it."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Union

Folder = Mapping[str, Union[bytes, "Folder"]]

_SECTOR, _MINI, _CUTOFF = 512, 64, 4096  # smaller streams lie in a container of their own
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def ole(path: Path, root: Folder) -> Path:
    """An OLE container ([MS-CFB], version 3): bytes are streams, mappings are folders."""
    entries: list[list[object]] = [["Root Entry", 5, _FREE, _FREE, b""]]
    _add(entries, 0, root)
    table: list[int] = []
    sectors: list[bytes] = []
    directory = _store(table, sectors, bytes(128 * len(entries)))
    mini = b"".join(_padded(c, _MINI) for c in _contents(entries) if len(c) < _CUTOFF)
    mini_table: list[int] = []
    rows = []
    for name, kind, after, child, content in entries:
        assert isinstance(content, bytes)
        start = _END
        if kind == 2 and 0 < len(content) < _CUTOFF:
            start = len(mini_table)
            mini_table += _chain(start, -(-len(content) // _MINI))
        elif kind == 2 and content:
            start = _store(table, sectors, content)
        rows.append([name, kind, after, child, start, len(content)])
    rows[0][4:] = [_store(table, sectors, mini) if mini else _END, len(mini)]
    mini_place = _store(table, sectors, _numbers(mini_table)) if mini_table else _END
    fat = 1
    while fat * 128 < fat + len(table):
        fat += 1
    shifted = [number + fat if number < _FAT else number for number in table]
    whole = [_FAT] * fat + shifted
    rows[0][4] = rows[0][4] + fat if mini else _END
    for row in rows[1:]:
        if row[1] == 2 and row[5] >= _CUTOFF:
            row[4] += fat
    listed = b"".join(_entry(*row) for row in rows)
    for at in range(0, len(listed), _SECTOR):
        sectors[directory + at // _SECTOR] = _padded(listed[at : at + _SECTOR], _SECTOR)
    header = struct.pack(
        "<8s16x5H6x9I",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        *(0x3E, 3, 0xFFFE, 9, 6),
        *(0, fat, directory + fat, 0, _CUTOFF),
        *(mini_place + fat if mini_table else _END, -(-len(mini_table) // 128), _END, 0),
    ) + struct.pack("<109I", *range(fat), *[_FREE] * (109 - fat))
    body = _numbers(whole + [_FREE] * (fat * 128 - len(whole)))
    path.write_bytes(header + body + b"".join(sectors))
    return path


def word(text: str, beside: str = "", flags: int = 0, narrow: bool = False) -> dict[str, bytes]:
    """The streams of a Word 97 document with a main text and one in its headers ([MS-DOC])."""
    whole = text + beside
    written = whole.encode("cp1252" if narrow else "utf-16-le")
    start = 2048
    head = bytearray(start)
    struct.pack_into("<HH", head, 0, 0xA5EC, 0xC1)
    struct.pack_into("<H", head, 0x0A, flags | 0x0200)
    counts = (len(text), 0, len(beside), 0, 0, 0, 0, 0)
    struct.pack_into("<8I", head, 0x4C, *counts)
    where = start * 2 | 1 << 30 if narrow else start
    pieces = struct.pack("<2I", 0, len(whole)) + struct.pack("<HIH", 0, where, 0)
    order = b"\x01\x02\0ab\x02" + struct.pack("<I", len(pieces)) + pieces
    struct.pack_into("<2I", head, 0x1A2, 16, len(order))
    return {"WordDocument": bytes(head) + written, "1Table": bytes(16) + order}


def record(kind: int, content: bytes, instance: int = 0, holds_records: bool = False) -> bytes:
    """A record of PowerPoint ([MS-PPT] 2.3.1)."""
    return struct.pack("<HHI", instance << 4 | 0xF * holds_records, kind, len(content)) + content


def powerpoint(slides: list[list[tuple[int, str]]], notes: str = "") -> dict[str, bytes]:
    """The streams of a presentation; each slide a list of (kind of text, words).

    The first text of a slide stands in the outline, the others in its shapes. ``notes`` are those
    of the first slide.
    """
    listed, places, stream = b"", [], b""
    for number, texts in enumerate(slides):
        listed += record(0x03F3, struct.pack("<5I", number + 2, 0, 1, 256 + number, 0))
        listed += b"".join(_texts(texts[:1]))
        shapes = record(0x0F9E, struct.pack("<I", 0)) + b"".join(_texts(texts[1:]))
        facts = record(0x03EF, struct.pack("<4x8x3I", 0, 900 if notes and not number else 0, 0))
        box = record(0x040C, record(0xF00D, shapes, holds_records=True), holds_records=True)
        places.append(len(stream))
        stream += record(0x03EE, facts + box, holds_records=True)
    spoken = record(0x03F3, struct.pack("<5I", len(slides) + 2, 0, 1, 900, 0))
    places.append(len(stream))
    stream += record(
        0x03F0, record(0xF00D, b"".join(_texts([(2, notes)])), holds_records=True), 0, True
    )
    document = len(stream)
    lists = record(0x0FF0, listed, 0, True) + record(0x0FF0, spoken, 2, True)
    stream += record(0x03E8, lists, holds_records=True)
    directory = len(stream)
    offsets = struct.pack(f"<{len(places) + 2}I", 1 | (len(places) + 1) << 20, document, *places)
    stream += record(0x1772, offsets)
    edit = len(stream)
    stream += record(0x0FF5, struct.pack("<IIIII2I", 0, 0, 0, directory, 1, 0, 0))
    user = record(0x0FF6, struct.pack("<III", 20, 0xE391C05F, edit))
    return {"PowerPoint Document": stream, "Current User": user}


def excel(cells: list[tuple[int, int, str | float]], sealed: bool = False) -> dict[str, bytes]:
    """The stream of a workbook of Excel 97 with one sheet ([MS-XLS])."""
    globals_ = _biff(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    if sealed:
        globals_ += _biff(0x2F, bytes(54))
    name = "Données".encode("utf-16-le")
    start = len(globals_) + 4 + 8 + len(name) + 4
    globals_ += _biff(0x85, struct.pack("<IHBB", start, 0, 7, 1) + name) + _biff(0x0A, b"")
    sheet = _biff(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
    for row, column, value in cells:
        head = struct.pack("<HHH", row, column, 0)
        if isinstance(value, str):
            text = struct.pack("<HB", len(value), 1) + value.encode("utf-16-le")
            sheet += _biff(0x204, head + text)
        else:
            sheet += _biff(0x203, head + struct.pack("<d", value))
    return {"Workbook": globals_ + sheet + _biff(0x0A, b"")}


def _biff(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _texts(texts: list[tuple[int, str]]) -> list[bytes]:
    made = []
    for kind, words in texts:
        made.append(record(0x0F9F, struct.pack("<I", kind)))
        if words.isascii():
            made.append(record(0x0FA8, words.encode("latin-1")))
        else:
            made.append(record(0x0FA0, words.encode("utf-16-le")))
    return made


def _add(entries: list[list[object]], above: int, folder: Folder) -> None:
    before = -1
    for name in sorted(folder, key=lambda each: (len(each), each.upper())):
        held = folder[name]
        place = len(entries)
        if before < 0:
            entries[above][3] = place
        else:
            entries[before][2] = place
        if isinstance(held, bytes):
            entries.append([name, 2, _FREE, _FREE, held])
        else:
            entries.append([name, 1, _FREE, _FREE, b""])
            _add(entries, place, held)
        before = place


def _contents(entries: list[list[object]]) -> list[bytes]:
    return [entry[4] for entry in entries if isinstance(entry[4], bytes)]


def _store(table: list[int], sectors: list[bytes], content: bytes) -> int:
    start = len(table)
    content = _padded(content, _SECTOR)
    table += _chain(start, len(content) // _SECTOR)
    sectors += [content[at : at + _SECTOR] for at in range(0, len(content), _SECTOR)]
    return start


def _padded(content: bytes, size: int) -> bytes:
    return content + bytes(-len(content) % size)


def _numbers(numbers: list[int]) -> bytes:
    return _padded(struct.pack(f"<{len(numbers)}I", *numbers), _SECTOR)


def _chain(first: int, count: int) -> list[int]:
    return [*range(first + 1, first + count), _END]


def _entry(name: str, kind: int, after: int, child: int, start: int, size: int) -> bytes:
    written = name.encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16xIQQIII",
        written,
        len(written) + 2,
        *(kind, 1, _FREE, after, child),
        *(0, 0, 0, start, size, 0),
    )
