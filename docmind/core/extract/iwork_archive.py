"""The archives inside of iWork files since 2013: Snappy frames around protocol buffers.

Sources: google/snappy "format_description.txt"; protobuf.dev "Encoding"; the layout of IWA files
as described at obriensp/iWorkFileFormat ("IWA", "Archives").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

_MOST_FRAME = 1 << 24
_MOST_UNPACKED = 256 << 20


@dataclass(frozen=True, slots=True)
class IwaObject:
    """One object: what type it is, the objects it refers to, its message still encoded."""

    type: int
    references: tuple[int, ...]
    message: bytes


class BrokenArchive(ValueError):
    """The bytes do not follow the format."""


def objects(archive: bytes) -> Iterator[tuple[int, IwaObject]]:
    """(identifier, object) for each object of an IWA file. Raises ``BrokenArchive``."""
    content = _unframed(archive)
    place = 0
    while place < len(content):
        length, place = _varint(content, place)
        header = content[place : place + length]
        place += length
        identifier, messages = 0, []
        for number, value in fields(header):
            if number == 1 and isinstance(value, int):
                identifier = value
            elif number == 2 and isinstance(value, bytes):
                messages.append(value)
        for message in messages:
            kind, size, references = _message_facts(message)
            yield identifier, IwaObject(kind, references, content[place : place + size])
            place += size


def fields(message: bytes) -> Iterator[tuple[int, int | bytes]]:
    """(field number, value) of each field: numbers as int, all else as bytes.

    Raises ``BrokenArchive``.
    """
    place, size = 0, len(message)
    while place < size:
        key, place = _varint(message, place)
        wire = key & 7
        if wire == 0:
            value, place = _varint(message, place)
            yield key >> 3, value
            continue
        if wire == 2:
            length, place = _varint(message, place)
        elif wire in (1, 5):
            length = 8 if wire == 1 else 4
        else:
            raise BrokenArchive("a field of no known form")
        if place + length > size:
            raise BrokenArchive("a field beyond the end")
        yield key >> 3, message[place : place + length]
        place += length


def first(message: bytes, number: int) -> int | bytes | None:
    """The first value of a field, None when it is not there or the message is broken."""
    try:
        return next((value for key, value in fields(message) if key == number), None)
    except BrokenArchive:
        return None


def inner(message: bytes, *path: int) -> bytes:
    """The message at the end of a path of field numbers; b"" when there is none."""
    for number in path:
        found = first(message, number)
        if not isinstance(found, bytes):
            return b""
        message = found
    return message


def reference(message: bytes, *path: int) -> int:
    """The identifier a reference at the end of a path states, 0 for none."""
    found = first(inner(message, *path), 1)
    return found if isinstance(found, int) else 0


def _message_facts(message: bytes) -> tuple[int, int, tuple[int, ...]]:
    kind = size = 0
    references: list[int] = []
    for number, value in fields(message):
        if isinstance(value, int):
            if number == 1:
                kind = value
            elif number == 3:
                size = value
            elif number == 5:
                references.append(value)
        elif number == 5:
            place = 0
            while place < len(value):
                found, place = _varint(value, place)
                references.append(found)
    return kind, size, tuple(references)


def _unframed(archive: bytes) -> bytes:
    """The content of all frames: a zero, the length in three bytes, a Snappy block."""
    parts: list[bytes] = []
    place = total = 0
    while place + 4 <= len(archive):
        length = int.from_bytes(archive[place + 1 : place + 4], "little")
        block = archive[place + 4 : place + 4 + length]
        if archive[place] != 0 or len(block) != length:
            raise BrokenArchive("no frame where one should begin")
        parts.append(unsnapped(block))
        total += len(parts[-1])
        if total > _MOST_UNPACKED:
            raise BrokenArchive("too much for a document")
        place += 4 + length
    return b"".join(parts)


def unsnapped(block: bytes) -> bytes:
    """A raw Snappy block, unpacked. Raises ``BrokenArchive``."""
    size, place = _varint(block, 0)
    if size > _MOST_FRAME:
        raise BrokenArchive("a frame that is too large")
    out = bytearray()
    end = len(block)
    while place < end and len(out) <= size:
        tag = block[place]
        place += 1
        if tag & 3 == 0:
            length = (tag >> 2) + 1
            if length > 60:
                width = length - 60
                length = int.from_bytes(block[place : place + width], "little") + 1
                place += width
            out += block[place : place + length]
            place += length
            continue
        if tag & 3 == 1:
            length, width = (tag >> 2 & 7) + 4, 1
            back = (tag >> 5) << 8
        else:
            length, width = (tag >> 2) + 1, 2 if tag & 3 == 2 else 4
            back = 0
        back |= int.from_bytes(block[place : place + width], "little")
        place += width
        if not 0 < back <= len(out):
            raise BrokenArchive("a copy of what is not there")
        start = len(out) - back
        # What is copied may run into what the copy writes.
        piece = out[start : start + length]
        out += (piece * (length // len(piece) + 1))[:length] if back < length else piece
    if len(out) != size:
        raise BrokenArchive("a frame of another length than stated")
    return bytes(out)


def _varint(content: bytes, place: int) -> tuple[int, int]:
    """A number of seven bits in each byte, and where it ends."""
    value = shift = 0
    while True:
        if place >= len(content) or shift > 63:
            raise BrokenArchive("a number without an end")
        byte = content[place]
        place += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, place
        shift += 7
