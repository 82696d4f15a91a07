"""Single files that were compressed (.gz, .bz2, .xz, .lzma), and TAR archives that were."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import re
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from docmind.core.extract.archive import BROKEN, Contents, Unpacked
from docmind.core.extract.base import (
    Claim,
    Confidence,
    ExtractionLimits,
    Extractor,
    damaged,
)
from docmind.core.extract.clean import one_line
from docmind.core.extract.encoding import decode
from docmind.core.extract.tar_stream import BLOCK, is_tar, read_tar
from docmind.core.files import open_regular
from docmind.core.schema import Document

GZIP = "application/gzip"
BZIP2 = "application/x-bzip2"
XZ = "application/x-xz"
LZMA = "application/x-lzma"

_BEGINNINGS = (
    (re.compile(rb"\x1f\x8b\x08"), GZIP),
    (re.compile(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)"), BZIP2),
    (re.compile(rb"\xfd7zXZ\0"), XZ),
)
_LZMA = re.compile(rb"[\x5d\x6d]\0\0[\0\x08\x10\x20\x40\x80]")
_SUFFIXES = {
    ".gz": GZIP,
    ".tgz": GZIP,
    ".bz2": BZIP2,
    ".tbz": BZIP2,
    ".tbz2": BZIP2,
    ".xz": XZ,
    ".txz": XZ,
    ".lzma": LZMA,
    ".tlz": LZMA,
}
_INNER = {".svgz": ".svg", ".emz": ".emf", ".wmz": ".wmf"}
_NOT_DOCUMENTS = (".abw", ".dia", ".gnucash", ".als", ".rds", ".rdata", ".blend", ".nii", ".sla")

_OPENERS: dict[str, Callable[[io.BufferedReader[io.FileIO]], io.BufferedIOBase]] = {
    GZIP: lambda file: gzip.GzipFile(fileobj=file),
    BZIP2: bz2.BZ2File,
    XZ: lzma.LZMAFile,
    LZMA: lzma.LZMAFile,
}


class PackedFile(Extractor):
    """The names in it as text; what it holds is its one member, or the files of a TAR archive."""

    name = "packed_file"
    version = 1
    media_types: ClassVar[tuple[str, ...]] = (GZIP, BZIP2, XZ, LZMA)

    @classmethod
    def recognise(cls, suffix: str, head: bytes) -> Claim | None:
        for magic, media in _BEGINNINGS:
            if magic.match(head):
                return None if suffix in _NOT_DOCUMENTS else (media, Confidence.GENERIC)
        if suffix in (".lzma", ".tlz") and _LZMA.match(head):
            return LZMA, Confidence.GENERIC
        named = _SUFFIXES.get(suffix)
        return (named, Confidence.NAMED) if named is not None else None

    def extract(self, path: Path, media_type: str, limits: ExtractionLimits) -> Document:
        opener = _OPENERS[media_type]
        contents = Contents(path, media_type, limits)
        with open_regular(path) as raw, io.BufferedReader(raw, 1 << 16) as file:
            stated = _stated_name(file.peek(4096)) if media_type == GZIP else ""
            with opener(file) as stream:
                block = _first(stream)
            file.seek(0)
            with opener(file) as stream:
                if is_tar(block):
                    read_tar(stream, contents)
                else:
                    _read_one(stream, _inner_name(path, stated), contents)
        return contents.document()


def _read_one(stream: io.BufferedIOBase, name: str, contents: Contents) -> None:
    source = Unpacked(stream, contents)
    contents.offer(name, lambda: source)
    if source.broken_after is not None:
        contents.note(f"It is damaged after its first {source.broken_after:,} bytes.")


def _first(stream: io.BufferedIOBase) -> bytes:
    """The first 512 bytes. Raises ``ExtractionError`` when there is not a single one."""
    made = b""
    try:
        while len(made) < BLOCK and (more := stream.read1(BLOCK - len(made))):
            made += more
    except BROKEN as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        if not made:
            raise damaged(f"It cannot be unpacked ({one_line(str(error))}).") from None
    return made


def _inner_name(path: Path, stated: str) -> str:
    """What the file was called before: its name without the suffix, or what it says itself."""
    suffix = path.suffix.lower()
    if suffix in _INNER:
        return path.stem + _INNER[suffix]
    if suffix not in _SUFFIXES:
        return stated or path.name
    return stated if stated and not Path(path.stem).suffix and Path(stated).suffix else path.stem


def _stated_name(head: bytes) -> str:
    """The name in a gzip header (RFC 1952), or ""."""
    if len(head) < 10 or not head[3] & 8:
        return ""
    start = 10
    if head[3] & 4:
        start += 2 + int.from_bytes(head[10:12], "little")
    return one_line(decode(head[start:].partition(b"\0")[0][:255]))
