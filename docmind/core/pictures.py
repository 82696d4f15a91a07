"""Which pictures are read, how each is told from other files, and how it is opened.

Pillow is only ever given the one format that a file was told to be: for others it may start
programs (EPS: Ghostscript).
"""

from __future__ import annotations

import re
import threading
import warnings
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from docmind.core.files import open_regular

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_HEAD_BYTES = 512
_MOST_PAGES = 10_000
_SUBFILE_KIND = 254  # TIFF 6.0: bit 0 says "reduced-resolution version of another image"
Trust = Literal["content", "name too"]
Evidence = Literal["content", "content and name", "name"]
"""What a file was told by; by its name alone it may be damaged, or something else."""


class NotAPicture(Exception):
    """It is damaged, or no picture of a format that is read."""


@dataclass(frozen=True, slots=True)
class Format:
    """A family of files: its name in Pillow, its magic, and the names it usually has.

    ``trust`` "name too": the magic is so short that a usual name must stand beside it.
    """

    media_type: str
    pillow: tuple[str, ...]
    magic: re.Pattern[bytes]
    suffixes: frozenset[str]
    trust: Trust = "content"


def _format(
    media_type: str, pillow: str, magic: bytes, suffixes: str, trust: Trust = "content"
) -> Format:
    named = frozenset(f".{suffix}" for suffix in suffixes.split())
    return Format(media_type, tuple(pillow.split()), re.compile(magic, re.DOTALL), named, trust)


_HEIC = rb".{4}ftyp(?:hei[cxms]|hev[cxms])"
FORMATS = (
    _format("image/png", "PNG", rb"\x89PNG\r\n\x1a\n", "png apng"),
    _format("image/jpeg", "JPEG", rb"\xff\xd8\xff", "jpg jpeg jpe jfif mpo"),
    _format("image/gif", "GIF", rb"GIF8[79]a", "gif"),
    _format("image/webp", "WEBP", rb"RIFF.{4}WEBP", "webp"),
    _format("image/tiff", "TIFF", rb"II[*+]\0|MM\0[*+]|MM\*\0|II\0\*", "tif tiff"),
    _format("image/bmp", "BMP", rb"BM.{12}[\x0c\x28\x34\x38\x40\x6c\x7c]\0\0\0", "bmp dib"),
    _format("image/avif", "AVIF", rb".{4}ftypavi[fs]", "avif avifs"),
    _format("image/heic", "HEIF", _HEIC, "heic heics hif"),
    # The brand leaves open what is inside; Pillow's two readers look.
    _format("image/heif", "AVIF HEIF", rb".{4}ftypm[is]f1", "heif heifs"),
    _format(
        "image/jp2",
        "JPEG2000",
        rb"\0\0\0\x0cjP  \r\n\x87\n|\xff\x4f\xff\x51",
        "jp2 j2k j2c jpc jpf jpx jpm",
    ),
    _format("image/vnd.adobe.photoshop", "PSD", rb"8BPS\0\x01\0{6}", "psd"),
    _format("image/vnd.ms-dds", "DDS", rb"DDS \x7c\0\0\0", "dds"),
    _format("image/qoi", "QOI", rb"qoif.{8}[\3\4][\0\1]", "qoi"),
    _format("image/icns", "ICNS", rb"icns\0.{3}[\x20-\x7e]{4}", "icns"),
    _format("image/x-fli", "FLI", rb".{4}[\x11\x12]\xaf.{8}[\0\3]\0", "fli flc"),
    _format("image/vnd.microsoft.icon", "ICO", rb"\0\0\x01\0[^\0]\0", "ico", "name too"),
    _format("image/x-pcx", "PCX", rb"\x0a[\0\2\3\5][\0\1][\1\2\4\x08]", "pcx", "name too"),
    _format("image/x-sgi", "SGI", rb"\x01\xda[\0\1][\1\2]\0[\1-\3]", "sgi rgb rgba bw", "name too"),
    _format(
        "image/x-tga",
        "TGA",
        rb".[\0\1][\1\2\3\x09\x0a\x0b].{13}[\1\x08\x0f\x10\x18\x20]",
        "tga icb vda vst",
        "name too",
    ),
    _format(
        "image/x-portable-anymap",
        "PPM",
        rb"P[1-6](?:\s+|#[^\n]*\n)+\d+(?:\s+|#[^\n]*\n)+\d+\s|P[Ff]\s+\d+\s+\d+\s",
        "ppm pgm pbm pnm pfm",
        "name too",
    ),
)
PICTURE_SUFFIXES = frozenset(suffix for kind in FORMATS for suffix in kind.suffixes)
"""Lower case, with the dot: of files that are pictures as a rule."""
MEDIA_TYPES = tuple(kind.media_type for kind in FORMATS)
# Camera files that begin as a TIFF does.
_RAW_SUFFIXES = frozenset(
    (".nef", ".nrw", ".arw", ".sr2", ".srf", ".cr2", ".dng", ".pef", ".orf", ".rw2", ".3fr", ".iiq")
)
_registering = threading.Lock()


def told(suffix: str, head: bytes) -> tuple[str, Evidence] | None:
    """(media type, by what) of a picture; None for every other file.

    ``suffix`` is lower case with its dot ("" when there is none), ``head`` some hundred bytes from
    the file's beginning.
    """
    for kind in FORMATS:
        if (kind.trust == "content" or suffix in kind.suffixes) and kind.magic.match(head):
            if suffix in _RAW_SUFFIXES:
                return None
            return kind.media_type, "content" if kind.trust == "content" else "content and name"
    for kind in FORMATS:
        if kind.trust == "content" and suffix in kind.suffixes:
            return kind.media_type, "name"
    return None


def open_picture(path: Path, media_type: str = "") -> Picture:
    """The picture in a file, its pixels not yet decoded. Close it.

    ``media_type`` is what it was told to be, "" to look. Its pixels are not counted: look at
    ``size`` before loading. Raises ``NotAPicture``, ``FileUnreadable``, ``OSError``, and what
    Pillow finds in a hostile file.
    """
    from PIL import Image as pillow
    from PIL import UnidentifiedImageError

    formats = _pillow_formats(path, media_type)
    if "HEIF" in formats:
        _learn_heif()
    # The pixels are counted by who asks; Pillow's own guard only warns of those beyond 89 millions.
    pillow.MAX_IMAGE_PIXELS = None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return pillow.open(path, formats=formats)
        except UnidentifiedImageError:
            raise NotAPicture(str(path)) from None


def page_frames(picture: Picture) -> tuple[int, ...]:
    """For each page of a TIFF, which of its frames shows it: small copies of a page are no pages.

    (0,) for every other format, whose frames are a film or sizes of one picture. Page ``n`` from 1
    is shown by ``picture.seek(page_frames(picture)[n - 1])``; ``picture`` is left at its first
    frame. A broken frame ends the list.
    """
    if picture.format != "TIFF":
        return (0,)
    found = []
    with suppress(Exception):  # the end, or damage: what lies before it stays readable
        for frame in range(_MOST_PAGES):
            picture.seek(frame)
            if not _is_small_copy(picture):
                found.append(frame)
    picture.seek(0)
    return tuple(found) or (0,)


def _is_small_copy(picture: Picture) -> bool:
    kind = picture.tag_v2.get(_SUBFILE_KIND, 0)  # type: ignore[attr-defined]
    return isinstance(kind, int) and bool(kind & 1)


def _pillow_formats(path: Path, media_type: str) -> tuple[str, ...]:
    if not media_type:
        with open_regular(path) as file:
            found = told(path.suffix.lower(), file.read(_HEAD_BYTES))
        if found is None:
            raise NotAPicture(str(path))
        media_type = found[0]
    return next(kind.pillow for kind in FORMATS if kind.media_type == media_type)


def _learn_heif() -> None:
    with _registering:
        import pi_heif

        pi_heif.register_heif_opener(
            thumbnails=False, depth_images=False, aux_images=False, decode_threads=1
        )
