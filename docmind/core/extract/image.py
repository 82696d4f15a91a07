"""Pictures: found by name, by what their metadata says, and by camera and date."""

from __future__ import annotations

import contextlib
import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docmind.core.errors import FileTooLarge
from docmind.core.extract.base import Claim, Confidence, ExtractionLimits, Extractor, damaged
from docmind.core.extract.clean import one_line, properties
from docmind.core.schema import Document, Page

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

# Named one by one: for others Pillow may start programs (EPS: Ghostscript).
_FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "TIFF", "BMP")
_MAGIC = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "image/png"),
    (re.compile(rb"\xff\xd8\xff"), "image/jpeg"),
    (re.compile(rb"GIF8[79]a"), "image/gif"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "image/webp"),
    (re.compile(rb"II[*+]\0|MM\0[*+]"), "image/tiff"),
    (re.compile(rb"BM.{12}[\x0c\x28\x34\x38\x40\x6c\x7c]\0\0\0", re.DOTALL), "image/bmp"),
)
_SUFFIXES = {
    **{f".{name}": f"image/{name}" for name in ("png", "jpeg", "gif", "webp", "tiff", "bmp")},
    ".jpg": "image/jpeg",
    ".tif": "image/tiff",
}
# Camera files that begin as a TIFF does.
_RAW_SUFFIXES = frozenset(
    (".nef", ".nrw", ".arw", ".sr2", ".srf", ".cr2", ".dng", ".pef", ".orf", ".rw2", ".3fr", ".iiq")
)
_MOST_PIXELS = 200_000_000
_DATE = re.compile(r"(\d{4})[:\-/.](\d\d)[:\-/.](\d\d)(?:[ T](\d\d:\d\d(?::\d\d)?))?")
_MEANINGLESS = re.compile(
    r"[\W_]*\Z|OLYMPUS DIGITAL CAMERA\s*\Z|(?:SAMSUNG|SONY DSC|KONICA MINOLTA DIGITAL CAMERA)\s*\Z"
    r"|.*(?:\?{3}|\ufffd)|(?:Created with|Software:|File written by|LEAD Technologies)",
    re.IGNORECASE,
)
# EXIF 2.32 tags
_DESCRIPTION, _MAKE, _MODEL, _ORIENTATION, _CHANGED = 0x010E, 0x010F, 0x0110, 0x0112, 0x0132
_ARTIST, _COPYRIGHT, _EXIF, _TAKEN, _COMMENT, _LENS = 0x013B, 0x8298, 0x8769, 0x9003, 0x9286, 0xA434
_TITLE_WINDOWS, _COMMENT_WINDOWS, _KEYWORDS_WINDOWS = 0x9C9B, 0x9C9C, 0x9C9E
_SIDEWAYS = (5, 6, 7, 8)
_CHARACTER_CODE = 8


class Image(Extractor):
    """One page whose text is what the metadata says in words (often nothing).

    Properties: size in pixels as it is to be seen (width x height, turned by the EXIF
    orientation), orientation when it is not 1, date taken, camera, author. No place: where a
    picture was taken is its owner's private matter.
    """

    name = "image"
    version = 1
    media_types: ClassVar[tuple[str, ...]] = (
        "image/png",
        "image/jpeg",
        "image/gif",
        "image/webp",
        "image/tiff",
        "image/bmp",
    )

    @classmethod
    def recognise(cls, suffix: str, head: bytes) -> Claim | None:
        for magic, image in _MAGIC:
            if magic.match(head):
                return None if suffix in _RAW_SUFFIXES else (image, Confidence.CERTAIN)
        named = _SUFFIXES.get(suffix)
        return (named, Confidence.NAMED) if named else None

    def extract(self, path: Path, media_type: str, limits: ExtractionLimits) -> Document:
        with warnings.catch_warnings(), _opened(path) as picture:
            warnings.simplefilter("ignore")
            _check(picture)
            facts = _Facts(picture)
            frames = _frames(picture)
            notes = _decode(picture)
        words = facts.words()[: limits.characters]
        return Document(
            path=path,
            media_type=media_type,
            kind="image",
            title=one_line(path.name),
            pages=(Page(None, words),),
            page_count=frames if media_type == "image/tiff" and frames > 1 else None,
            properties=facts.properties(),
            notes=notes,
        )


def _opened(path: Path) -> Picture:
    from PIL import Image as pillow
    from PIL import UnidentifiedImageError

    # The pixels are counted here; Pillow's own guard only warns of those beyond 89 millions.
    pillow.MAX_IMAGE_PIXELS = None
    try:
        return pillow.open(path, formats=_FORMATS)
    except UnidentifiedImageError:
        raise damaged("It is not a picture that can be shown.") from None


def _check(picture: Picture) -> None:
    width, height = picture.size
    if width < 1 or height < 1:
        raise damaged("It has no size.")
    if width * height > _MOST_PIXELS:
        raise FileTooLarge(
            "The picture is too large to read",
            detail=f"It has {width:,} x {height:,} pixels.",
            hint="Save a smaller copy to find it.",
        )


def _decode(picture: Picture) -> tuple[str, ...]:
    """Make sure that there is a picture. Notes on what is wrong with it, if it can be shown."""
    picture.seek(0)
    picture.draft("RGB", (256, 256))  # a JPEG can be decoded small, which is fast
    try:
        picture.load()
    except OSError as error:
        if "truncated" not in str(error):
            raise
        return ("The picture is not complete: its end is missing.",)
    return ()


def _frames(picture: Picture) -> int:
    try:
        return int(getattr(picture, "n_frames", 1))
    except Exception:  # noqa: BLE001 - a broken later frame must not lose the first
        return 1


class _Facts:
    """What a picture says of itself, read defensively: cameras write anything."""

    def __init__(self, picture: Picture) -> None:
        self._picture = picture
        self._size = picture.size
        try:
            exif = picture.getexif()
            self._tags: dict[int, Any] = {**exif, **exif.get_ifd(_EXIF)}
        except Exception:  # noqa: BLE001 - broken metadata must not lose the picture
            self._tags = {}
        self._written = dict(picture.info)

    def words(self) -> str:
        """Descriptions, keywords, camera and date, one per line; "" when there are none."""
        lines = [*self._descriptions(), self._camera(), self._date()]
        return "\n".join(dict.fromkeys(line for line in lines if line))

    def properties(self) -> tuple[tuple[str, str], ...]:
        turn = self._tags.get(_ORIENTATION)
        width, height = self._size[::-1] if turn in _SIDEWAYS else self._size
        return properties(
            (
                ("size", f"{width} x {height}"),
                ("orientation", turn if turn in range(2, 9) else None),
                ("taken", self._date()),
                ("camera", self._camera()),
                ("lens", self._text(_LENS)),
                ("author", self._text(_ARTIST)),
                ("copyright", self._text(_COPYRIGHT)),
                ("description", next(self._descriptions(), None)),
            )
        )

    def _descriptions(self) -> Iterator[str]:
        found = [
            self._text(_DESCRIPTION),
            self._windows_text(_TITLE_WINDOWS),
            self._windows_text(_COMMENT_WINDOWS),
            self._windows_text(_KEYWORDS_WINDOWS),
            self._comment(),
        ]
        for name in ("Title", "Description", "Comment", "comment", "Caption"):
            found.append(_as_text(self._written.get(name)))
        for text in found:
            if text and not _MEANINGLESS.match(text):
                yield text

    def _camera(self) -> str:
        make, model = self._text(_MAKE), self._text(_MODEL)
        first = make.split(" ")[0]
        return (
            model
            if first and model.lower().startswith(first.lower())
            else f"{make} {model}".strip()
        )

    def _date(self) -> str:
        for tag in (_TAKEN, _CHANGED):
            found = _DATE.match(self._text(tag))
            if found is not None and found[1] > "1800" and "01" <= found[2] <= "12":
                day = f"{found[1]}-{found[2]}-{found[3]}"
                return f"{day} {found[4]}" if found[4] else day
        return ""

    def _text(self, tag: int) -> str:
        return _as_text(self._tags.get(tag))

    def _windows_text(self, tag: int) -> str:
        value = self._tags.get(tag)
        if isinstance(value, tuple):
            value = bytes(part & 0xFF for part in value if isinstance(part, int))
        return one_line(value.decode("utf-16-le", "ignore")) if isinstance(value, bytes) else ""

    def _comment(self) -> str:
        """EXIF UserComment: eight bytes name its character code."""
        value = self._tags.get(_COMMENT)
        if not isinstance(value, bytes) or len(value) <= _CHARACTER_CODE:
            return _as_text(value) if isinstance(value, str) else ""
        code, text = value[:_CHARACTER_CODE], value[_CHARACTER_CODE:]
        if code.startswith(b"UNICODE"):
            name = "utf-16-be" if text[:1] == b"\0" else "utf-16-le"
            return one_line(text.decode(name, "ignore"))
        return _as_text(text.split(b"\0")[0])


def _as_text(value: object) -> str:
    """A metadata value in words; UTF-8 that was read as Latin-1 is set right."""
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    if not isinstance(value, str):
        return ""
    with contextlib.suppress(UnicodeError):
        value = value.encode("latin-1").decode("utf-8")
    return one_line(value.replace("\0", " "), 2000)
