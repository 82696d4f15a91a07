"""ZIP archives. Documents that are such archives by their making have readers of their own."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from docmind.core.errors import FileTooLarge, UnsupportedType
from docmind.core.extract.archive import Contents, TookTooLong
from docmind.core.extract.archive_names import codec_of_names, decoded
from docmind.core.extract.base import (
    Claim,
    Confidence,
    ExtractionLimits,
    Extractor,
    damaged,
    password_needed,
)
from docmind.core.extract.clean import one_line
from docmind.core.extract.libarchive_stream import has_library, read_by_library
from docmind.core.files import open_regular
from docmind.core.schema import Document

ZIP = "application/zip"

_MAGIC = re.compile(rb"PK(?:\x03\x04|\x05\x06|\x07\x08PK\x03\x04)")
# Programs and their parts: thousands of files that nobody wrote to be read. And documents and
# drawings that are an archive of XML and parts: to be read as a whole, or not at all.
_NOT_ARCHIVES = frozenset(
    """.jar .war .ear .aar .apk .aab .apks .xapk .ipa .xpi .crx .whl .egg .nupkg .vsix .appx
    .appxbundle .msix .msixbundle .jmod .love .pk3 .pk4 .mcpack .mcworld .fla .swc .so .exe .npz
    .pt .pth .ckpt .keras .blend .docx .docm .dotx .dotm .xlsx .xlsm .xltx .xltm .xlsb .xlam .pptx
    .pptm .ppsx .ppsm .potx .potm .odt .ott .ods .ots .odp .otp .odg .otg .odf .odb .sxw .sxc .sxi
    .epub .ibooks .vsdx .vsdm .vssx .xps .oxps .pages .key .numbers .sketch .fig .3mf .ggb .mscz
    .xmind .mmap .pbix .sb3 .idml .icml .dwfx .drawio .kra .ora .xd .procreate""".split()  # noqa: SIM905 - a table of words
)
_PACKAGE = re.compile(
    rb"PK\x03\x04.{26}(?:\[Content_Types\]\.xml|mimetype|_rels/\.rels|AndroidManifest\.xml"
    rb"|META-INF/|classes\.dex)",
    re.DOTALL,
)
_MOST_DIRECTORY = 48 << 20
_END_MARK = b"PK\x05\x06"
_END_RECORD = 22 + 65535
_UTF8 = 0x800
_ENCRYPTED = 1
_UNICODE_NAME = 0x7075
_OWN_METHODS = (0, 8, 12, 14)  # stored, deflate, bzip2, lzma
_FORMATS = ("zip",)
_NOT_A_ZIP = (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError)


class ZipArchive(Extractor):
    """The names of its files as text, the files as members."""

    name = "zip"
    version = 1
    media_types: ClassVar[tuple[str, ...]] = (ZIP,)

    @classmethod
    def recognise(cls, suffix: str, head: bytes) -> Claim | None:
        if _MAGIC.match(head) is None:
            return (ZIP, Confidence.NAMED) if suffix == ".zip" else None
        if suffix in _NOT_ARCHIVES or (suffix != ".zip" and _PACKAGE.match(head)):
            return None
        return ZIP, Confidence.GENERIC

    def extract(self, path: Path, media_type: str, limits: ExtractionLimits) -> Document:
        contents = Contents(path, media_type, limits)
        with open_regular(path) as raw, io.BufferedReader(raw, 1 << 17) as file:
            _check_directory(file)
            try:
                archive = zipfile.ZipFile(file)
            except _NOT_A_ZIP as error:
                _read_damaged(file, contents, error)
            else:
                with archive:
                    _read(archive, file, contents)
        return contents.document()


def _check_directory(file: io.BufferedReader[io.FileIO]) -> None:
    """``zipfile`` makes an object for each entry, so a huge directory is refused unread."""
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - _END_RECORD))
    tail = file.read()
    file.seek(0)
    place = tail.rfind(_END_MARK)
    directory = int.from_bytes(tail[place + 12 : place + 16], "little") if place >= 0 else 0
    if _MOST_DIRECTORY < directory != 0xFFFFFFFF:
        raise FileTooLarge(
            "The file is too large to read",
            detail="It holds too many files.",
            hint="Unpack it and add the folder.",
        )


def _read_damaged(file: io.BufferedReader[io.FileIO], contents: Contents, error: Exception) -> None:
    """Without its directory, or with a wrong one: what lies before it may still be whole."""
    problem = damaged(f"It is not a complete archive ({one_line(str(error))}).")
    file.seek(0)
    if file.peek(4)[:2] != b"PK" or not has_library():
        raise problem from None
    read_by_library(file, contents, "zip", _FORMATS)
    if not contents.count:
        raise problem from None
    contents.note("The archive is damaged: some of what it held may be missing.")


def _read(archive: zipfile.ZipFile, file: io.BufferedReader[io.FileIO], contents: Contents) -> None:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    names = _names(entries)
    locked = [entry for entry in entries if entry.flag_bits & _ENCRYPTED]
    password = contents.limits.password
    if locked and len(locked) == len(entries) and not password:
        raise password_needed()
    is_odd = any(entry.compress_type not in _OWN_METHODS for entry in entries)
    if is_odd and (password or not locked) and has_library():
        file.seek(0)
        read_by_library(file, contents, "zip", _FORMATS)
        return
    opened = 0
    try:
        for entry, name in zip(entries, names, strict=True):
            contents.check_time()
            opened += _offer(archive, entry, name, contents)
    except TookTooLong:
        contents.took_too_long()
    if locked and len(locked) == len(entries) and not opened:
        raise password_needed()


def _offer(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, contents: Contents) -> bool:
    """Offer one file. False when it is locked and the password does not fit."""
    password = contents.limits.password.encode() if entry.flag_bits & _ENCRYPTED else None
    size, when = entry.file_size, _ns(entry)
    if password == b"":
        contents.refuse(name, password_needed(), size, when)
        return False
    if entry.compress_type not in _OWN_METHODS:
        odd = UnsupportedType("No reader for this type of file", detail="packed in an odd way")
        contents.refuse(name, odd, size, when)
        return True
    if password is not None and not contents.is_full and not _fits(archive, entry, password):
        contents.refuse(name, password_needed(), size, when)
        return False
    contents.offer(name, lambda: archive.open(entry, pwd=password), size, when)
    return True


def _fits(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, password: bytes) -> bool:
    """Whether the password opens an entry. One in 256 wrong ones only shows in the content."""
    try:
        with archive.open(entry, pwd=password) as stream:
            stream.read(1)
    except RuntimeError:
        return False
    except (zlib.error, EOFError, OSError, ValueError, zipfile.BadZipFile):
        return entry.compress_type == 0  # a wrong key makes nonsense
    return True


def _names(entries: list[zipfile.ZipInfo]) -> list[str]:
    """Their names, with those that do not say their encoding read by a guess from all of them."""
    # zipfile has decoded these as cp437, in which every byte is a character
    raw = {id(entry): _raw(entry) for entry in entries if not entry.flag_bits & _UTF8}
    codec = codec_of_names(raw.values())
    found = []
    for entry in entries:
        stated = _unicode_name(entry.extra)
        own = raw.get(id(entry))
        name = entry.orig_filename if own is None else decoded(own, codec)
        found.append(stated or name)
    return found


def _raw(entry: zipfile.ZipInfo) -> bytes:
    try:
        return entry.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return entry.orig_filename.encode("utf-8", "replace")


def _unicode_name(extra: bytes) -> str:
    """The UTF-8 name that Info-ZIP writes beside the old one (APPNOTE.TXT, 4.6.9), or ""."""
    at = 0
    while at + 4 <= len(extra):
        kind = int.from_bytes(extra[at : at + 2], "little")
        length = int.from_bytes(extra[at + 2 : at + 4], "little")
        if kind == _UNICODE_NAME and length > 5:
            return extra[at + 9 : at + 4 + length].decode("utf-8", "replace")
        at += 4 + length
    return ""


def _ns(entry: zipfile.ZipInfo) -> int:
    """When it was changed; ZIP keeps the local time of whoever packed it."""
    try:
        return int(datetime(*entry.date_time).timestamp()) * 10**9
    except (ValueError, OverflowError, OSError):
        return 0
