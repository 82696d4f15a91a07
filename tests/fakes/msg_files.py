"""Messages as Outlook saves them, made byte by byte: [MS-CFB] with folders, [MS-OXMSG] in it."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Union

Folder = Mapping[str, Union[bytes, "Folder"]]

_SECTOR, _MINI, _CUTOFF = 512, 64, 4096
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)


def message(
    texts: Mapping[int, str] | None = None,
    *,
    binaries: Mapping[int, bytes] | None = None,
    numbers: Mapping[int, int] | None = None,
    narrow: str = "",
    inside: Mapping[str, Folder] | None = None,
    head: int = 32,
) -> dict[str, bytes | Folder]:
    """A message, recipient (``head`` 8), attachment (8) or embedded message (24).

    ``texts``, ``binaries`` and ``numbers`` are by property number; ``narrow`` is the code page of
    texts that are not UTF-16.
    """
    kind = "001E" if narrow else "001F"
    made: dict[str, bytes | Folder] = dict(inside or {})
    for number, said in (texts or {}).items():
        made[f"__substg1.0_{number:04X}{kind}"] = said.encode(narrow or "utf-16-le")
    for number, content in (binaries or {}).items():
        made[f"__substg1.0_{number:04X}0102"] = content
    table = bytes(head)
    for number, value in (numbers or {}).items():
        table += struct.pack("<HHIQ", 3, number, 6, value)
    made["__properties_version1.0"] = table
    return made


def moment(when: datetime) -> int:
    """A time as properties hold it."""
    return int((when - _EPOCH).total_seconds()) * 10**7


def write(path: Path, root: Folder) -> Path:
    """``root`` as a file: bytes are streams, mappings are folders."""
    entries: list[list[object]] = [["Root Entry", 5, _FREE, _FREE, b""]]
    _add(entries, 0, root)
    table: list[int] = []
    sectors: list[bytes] = []
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
    directory = _store(table, sectors, b"".join(_entry(*row) for row in rows))
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
