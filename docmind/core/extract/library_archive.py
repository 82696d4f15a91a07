"""Archives and packed files for which the system's libarchive is needed."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import ClassVar

from docmind.core.extract.archive import Contents
from docmind.core.extract.base import Claim, Confidence, ExtractionLimits, Extractor
from docmind.core.extract.libarchive_stream import read_by_library
from docmind.core.files import open_regular
from docmind.core.schema import Document

# (how it begins, media type, libarchive's formats, suffixes)
_KINDS = (
    (rb"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed", ("7zip",), ".7z .cb7"),
    (rb"Rar!\x1a\x07", "application/vnd.rar", ("rar", "rar5"), ".rar .cbr"),
    (rb"MSCF\0\0\0\0", "application/vnd.ms-cab-compressed", ("cab",), ".cab"),
    (rb".{2}-lh[0-9dx]-", "application/x-lzh-compressed", ("lha",), ".lzh .lha"),
    (rb"07070[127]", "application/x-cpio", ("cpio",), ".cpio"),
    (rb"xar!", "application/x-xar", ("xar",), ".xar"),
    (rb"\x28\xb5\x2f\xfd", "application/zstd", ("tar", "raw"), ".zst .tzst"),
    (rb"\x04\x22\x4d\x18", "application/x-lz4", ("tar", "raw"), ".lz4"),
    (rb"LZIP\x01", "application/x-lzip", ("tar", "raw"), ".lz"),
    (rb"\x1f\x9d", "application/x-compress", ("tar", "raw"), ".z .taz"),
)
ISO = "application/vnd.efi.iso"
_ISO_MARK_AT = 32_769

_MAGIC = tuple((re.compile(magic, re.DOTALL), media) for magic, media, _, _ in _KINDS)
_FORMATS = {media: formats for _, media, formats, _ in _KINDS} | {ISO: ("iso9660",)}
_BY_SUFFIX = {suffix: media for _, media, _, suffixes in _KINDS for suffix in suffixes.split()} | {
    ".iso": ISO
}
_LABELS = {media: suffix[1:] for suffix, media in reversed(_BY_SUFFIX.items())}


class LibraryArchive(Extractor):
    """The names of its files as text, the files as members."""

    name = "library_archive"
    version = 1
    media_types: ClassVar[tuple[str, ...]] = tuple(_FORMATS)

    @classmethod
    def recognise(cls, suffix: str, head: bytes) -> Claim | None:
        for magic, media in _MAGIC:
            if magic.match(head):
                return media, Confidence.GENERIC
        named = _BY_SUFFIX.get(suffix)
        return (named, Confidence.NAMED) if named is not None else None

    def extract(self, path: Path, media_type: str, limits: ExtractionLimits) -> Document:
        contents = Contents(path, media_type, limits)
        with open_regular(path) as raw, io.BufferedReader(raw, 1 << 17) as file:
            read_by_library(
                file, contents, _LABELS[media_type], _FORMATS[media_type], only=_inner_name(path)
            )
        return contents.document()


def _inner_name(path: Path) -> str:
    """What a packed file was called before."""
    return path.stem if path.suffix.lower() in _BY_SUFFIX else path.name
