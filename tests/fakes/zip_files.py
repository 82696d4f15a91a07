"""ZIP archives, also such as ``zipfile`` cannot write: locked, or with names in old encodings."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path


def plain(
    path: Path, members: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED
) -> Path:
    """An ordinary archive."""
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def old_names(path: Path, names: list[bytes]) -> Path:
    """Members called ``names``, which do not say in which encoding they are."""
    out = io.BytesIO()
    stand_ins = [f"<{number}".ljust(len(name), "~") for number, name in enumerate(names)]
    with zipfile.ZipFile(out, "w") as archive:
        for stand_in in stand_ins:
            archive.writestr(stand_in, "words")
    content = out.getvalue()
    for stand_in, name in zip(stand_ins, names, strict=True):
        content = content.replace(stand_in.encode(), name)
    path.write_bytes(content)
    return path


def locked(
    path: Path, members: dict[str, bytes], password: str, free: tuple[str, ...] = ()
) -> Path:
    """Members locked by the old way of PKWARE (APPNOTE.TXT 6.1), but those in ``free``."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            if name in free:
                archive.writestr(name, content)
            else:
                head = bytes(11) + bytes((zlib.crc32(content) >> 24,))
                archive.writestr(name, _encrypted(head + content, password.encode()))
    raw = bytearray(out.getvalue())
    for name, content in members.items():
        if name not in free:
            _lock(raw, name.encode(), content)
    path.write_bytes(raw)
    return path


def _lock(raw: bytearray, name: bytes, content: bytes) -> None:
    """Set the flag, the checksum and the size of the open content in both headers."""
    check = zlib.crc32(content).to_bytes(4, "little") + (len(content) + 12).to_bytes(4, "little")
    sizes = check + len(content).to_bytes(4, "little")
    local = raw.index(name) - 30
    central = raw.rindex(name) - 46
    raw[local + 6] |= 1
    raw[local + 14 : local + 26] = sizes
    raw[central + 8] |= 1
    raw[central + 16 : central + 28] = sizes


def _encrypted(content: bytes, password: bytes) -> bytes:
    keys = [0x12345678, 0x23456789, 0x34567890]

    def crc(byte: int, before: int) -> int:
        return zlib.crc32(bytes((byte,)), before ^ 0xFFFFFFFF) ^ 0xFFFFFFFF

    def turn(byte: int) -> None:
        keys[0] = crc(byte, keys[0])
        keys[1] = ((keys[1] + (keys[0] & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = crc(keys[1] >> 24, keys[2])

    for byte in password:
        turn(byte)
    made = bytearray()
    for byte in content:
        mask = (keys[2] | 2) & 0xFFFF
        made.append(byte ^ (mask * (mask ^ 1) >> 8 & 0xFF))
        turn(byte)
    return bytes(made)
