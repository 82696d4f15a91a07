"""Files that were put into an Office document: read like attachments."""

from __future__ import annotations

import io
from collections.abc import Iterable
from contextlib import suppress
from pathlib import PurePosixPath

from docmind.core.extract.base import ExtractionLimits
from docmind.core.extract.members import MemberReader
from docmind.core.extract.ooxml import PARSE_ERRORS, Package

# Relationships to whole files, and to what old programs wrap them in (ECMA-376 part 1, 15.2).
_FILE, _WRAPPED = "package", "oleObject"
_MOST_WRAPPED = 128 << 20
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PACKED = "\x01Ole10Native"
_WHOLE = {
    "WordDocument": ".doc",
    "PowerPoint Document": ".ppt",
    "Workbook": ".xls",
    "Book": ".xls",
    "EncryptedPackage": ".docx",
    "__properties_version1.0": ".msg",
}
_STREAMS = (("Package", b"PK", ".zip"), ("CONTENTS", b"%PDF", ".pdf"))


def read_embedded(package: Package, parts: Iterable[str], limits: ExtractionLimits) -> MemberReader:
    """Read what is embedded in ``parts``: the main part, each slide or sheet. Not the tables that
    charts are drawn from: they hang on the charts."""
    reader = MemberReader(limits)
    seen: set[str] = set()
    for part in parts:
        for name in package.linked(part, _FILE, _WRAPPED):
            if name in seen or reader.is_full:
                continue
            seen.add(name)
            with suppress(*PARSE_ERRORS):
                found = _unwrapped(name, package.content(name))
                if found is not None:
                    reader.add(*found)
    return reader


def _unwrapped(part: str, content: bytes) -> tuple[str, bytes] | None:
    """(name, bytes) of the file that is meant; None for an object that is none."""
    name = PurePosixPath(part)
    if not content.startswith(_OLE) or name.suffix != ".bin":
        return name.name, content
    import olefile

    if len(content) > _MOST_WRAPPED:
        return None
    with olefile.OleFileIO(io.BytesIO(content)) as container:
        if container.exists(_PACKED):
            return _unpacked(container.openstream(_PACKED).read())
        for stream, magic, suffix in _STREAMS:
            if container.exists(stream):
                inner = container.openstream(stream).read()
                if inner.startswith(magic):
                    return name.stem + suffix, inner
        for stream, suffix in _WHOLE.items():
            if container.exists(stream):
                return name.stem + suffix, content
    return None


def _unpacked(stream: bytes) -> tuple[str, bytes] | None:
    """A file as the packager of Windows holds it: [MS-OLEDS] 2.3.6, and what programs put in."""
    labelled = stream[6:].split(b"\0", 2)
    if len(labelled) < 3:
        return None
    label, original, rest = labelled
    place = 8 + int.from_bytes(rest[4:8], "little")  # two numbers, then a path with its length
    size = int.from_bytes(rest[place : place + 4], "little")
    content = rest[place + 4 : place + 4 + size]
    if not size or len(content) < size:
        return None
    name = (label or original).decode("cp1252", "replace").replace("\\", "/").rpartition("/")[2]
    return name or "embedded", content
