"""What a picture says of itself, in words that can be searched and facts that can be shown.

Never where it was taken: that is its owner's private matter.
"""

from __future__ import annotations

import contextlib
import datetime
import email.utils
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from docmind.core.extract.clean import one_line, properties
from docmind.core.extract.picture_captions import (
    LONGEST,
    Captions,
    Field,
    from_iptc,
    from_xmp,
    iptc_of_resources,
)

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_DATE = re.compile(r"(\d{4})[:\-/.]?(\d\d)[:\-/.]?(\d\d)(?:[ T](\d\d:\d\d(?::\d\d)?))?")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_FIRST_YEAR = 1826  # of the first photograph that is kept
# What cameras and programs write where nobody wrote anything.
_MEANINGLESS = re.compile(
    r"[\W_]*\Z|.*(?:\?{3}|\ufffd)"
    r"|(?:OLYMPUS |KODAK |MINOLTA |KONICA MINOLTA |PENTAX |RICOH )?DIGITAL (?:STILL )?CAMERA\s*\Z"
    r"|(?:SAMSUNG|SONY DSC|Exif_JPEG_PICTURE|AppleMark|ASCII|default|untitled|undefined|null"
    r"|User comments?|binary comment)\s*\Z"
    r"|(?:Created (?:with|by)|Kakadu|Software:|File written by|LEAD Technologies|CREATOR: gd-jpeg"
    r"|Lavc\d|JPEG Encoder|Optimized by|Compressed by|Intel\(R\) JPEG|Handmade Software)",
    re.IGNORECASE,
)
# EXIF 2.32 tags, and those of Windows
_DESCRIPTION, _MAKE, _MODEL, _ORIENTATION, _CHANGED = 0x010E, 0x010F, 0x0110, 0x0112, 0x0132
_ARTIST, _COPYRIGHT, _EXIF, _TAKEN, _DIGITIZED = 0x013B, 0x8298, 0x8769, 0x9003, 0x9004
_COMMENT, _OWNER, _LENS = 0x9286, 0xA430, 0xA434
_WINDOWS: dict[int, Field] = {
    0x9C9B: "title",
    0x9C9F: "description",
    0x9C9C: "comment",
    0x9C9E: "keywords",
    0x9C9D: "author",
}
_IPTC_IN_TIFF = 0x83BB
_XMP_IN_PSD, _IPTC_IN_PSD = 0x0424, 0x0404
_SIDEWAYS = (5, 6, 7, 8)
_CHARACTER_CODE = 8
# Keys of PNG texts (and of GIF, JPEG, JPEG 2000 comments); "parameters" holds what a picture was
# asked for from a model.
_WRITTEN: dict[str, Field] = {
    "Title": "title",
    "Description": "description",
    "Caption": "description",
    "Comment": "comment",
    "comment": "comment",
    "parameters": "comment",
    "Keywords": "keywords",
    "Author": "author",
    "Copyright": "copyright",
    "Creation Time": "taken",
}


class PictureFacts:
    """Read when made, defensively: cameras write anything. The picture may be closed then."""

    def __init__(self, picture: Picture) -> None:
        self._size = picture.size
        self._tags = _exif(picture)
        self._found: Captions = {}
        for captions in (_from_exif(self._tags), *_captions(picture), _written(picture)):
            for field, values in captions.items():
                self._found.setdefault(field, []).extend(values)

    def words(self) -> str:
        """What somebody wrote, then who, with what and when, one per line; "" for nothing."""
        lines: list[str] = []
        for line in self._lines():
            if not any(line.casefold() in other.casefold() for other in lines):
                lines.append(line)
        return "\n".join(lines)

    def properties(self) -> tuple[tuple[str, str], ...]:
        """Facts for the preview: size as it is to be seen, turned by the EXIF orientation."""
        turn = self._tags.get(_ORIENTATION)
        width, height = self._size[::-1] if turn in _SIDEWAYS else self._size
        return properties(
            (
                ("size", f"{width} x {height}"),
                ("orientation", turn if turn in range(2, 9) else None),
                ("taken", self._taken()[0]),
                ("camera", self._camera()),
                ("lens", next(self._said("lens"), None)),
                ("author", ", ".join(self._said("author"))),
                ("copyright", next(self._said("copyright"), None)),
                ("description", next(self._said("title", "description", "comment"), None)),
                ("keywords", self._listed("keywords")),
                ("people", self._listed("people")),
            )
        )

    def _lines(self) -> Iterator[str]:
        yield from self._said("title", "description")
        yield from filter(None, (self._listed("keywords"), self._listed("people")))
        yield from self._said("comment", "author", "copyright")
        yield from filter(None, (self._camera(),))
        yield from self._said("lens")
        day, in_words = self._taken()
        if day:
            yield f"{day} ({in_words})"

    def _said(self, *fields: Field) -> Iterator[str]:
        """What was written there by somebody, each thing once."""
        values = [value for field in fields for value in self._found.get(field, ())]
        for value in dict.fromkeys(values):
            if not _MEANINGLESS.match(value):
                yield value

    def _listed(self, field: Field) -> str:
        """Keywords, each once, joined by commas."""
        parts = (part.strip() for value in self._said(field) for part in re.split("[;,]", value))
        return ", ".join({part.casefold(): part for part in parts if part}.values())[:LONGEST]

    def _camera(self) -> str:
        make, model = _as_text(self._tags.get(_MAKE)), _as_text(self._tags.get(_MODEL))
        first = make.split(" ")[0]
        if first and model.lower().startswith(first.lower()):
            return model
        return f"{make} {model}".strip()

    def _taken(self) -> tuple[str, str]:
        """("2021-05-03 13:36:11", "3 May 2021"), or two empty ones."""
        for value in self._found.get("taken", ()):
            found = _DATE.match(value)
            day = _day(found) if found is not None else _written_day(value)
            if day is not None:
                time = f" {found[4]}" if found is not None and found[4] else ""
                return f"{day}{time}", f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
        return "", ""


def _exif(picture: Picture) -> dict[int, Any]:
    try:
        exif = picture.getexif()
        return {**exif, **exif.get_ifd(_EXIF)}
    except Exception:  # noqa: BLE001 - broken metadata must not lose the picture
        return {}


def _from_exif(tags: dict[int, Any]) -> Captions:
    found: dict[Field, list[str]] = {
        "description": [_as_text(tags.get(_DESCRIPTION))],
        "comment": [_comment(tags.get(_COMMENT))],
        "author": [_as_text(tags.get(_ARTIST)), _as_text(tags.get(_OWNER))],
        "copyright": [_as_text(tags.get(_COPYRIGHT))],
        "lens": [_as_text(tags.get(_LENS))],
        "taken": [_as_text(tags.get(tag)) for tag in (_TAKEN, _DIGITIZED)],
    }
    for tag, field in _WINDOWS.items():
        found.setdefault(field, []).append(_windows_text(tags.get(tag)))
    return _filled(found)


def _captions(picture: Picture) -> Iterator[Captions]:
    """XMP and IPTC, wherever the format keeps them."""
    of_photoshop = {
        entry[0]: entry[-1]
        for entry in getattr(picture, "resources", ())
        if isinstance(entry, tuple) and entry
    }
    yield from_xmp(picture.info.get("xmp") or of_photoshop.get(_XMP_IN_PSD))
    yield from_iptc(iptc_of_resources(picture.info.get("photoshop")))
    yield from_iptc(of_photoshop.get(_IPTC_IN_PSD))
    tags = getattr(picture, "tag_v2", None)
    raw = getattr(tags, "_tagdata", {}).get(_IPTC_IN_TIFF)  # not as it would be interpreted
    yield from_iptc(raw.rstrip(b"\0") if isinstance(raw, bytes) else None)


def _written(picture: Picture) -> Captions:
    """Texts and comments of the format itself; then when it was last saved, for want of better."""
    found: dict[Field, list[str]] = {}
    for name, field in _WRITTEN.items():
        found.setdefault(field, []).append(_as_text(picture.info.get(name)))
    with contextlib.suppress(Exception):  # as above
        found.setdefault("taken", []).append(_as_text(picture.getexif().get(_CHANGED)))
    return _filled(found)


def _filled(found: dict[Field, list[str]]) -> Captions:
    kept = {field: [value for value in values if value] for field, values in found.items()}
    return {field: values for field, values in kept.items() if values}


def _day(found: re.Match[str]) -> datetime.date | None:
    with contextlib.suppress(ValueError):
        day = datetime.date(int(found[1]), int(found[2]), int(found[3]))
        return day if day.year >= _FIRST_YEAR else None
    return None


def _written_day(value: str) -> datetime.date | None:
    """Of a date as in mails, which PNG asks for."""
    with contextlib.suppress(ValueError, TypeError, IndexError):
        return email.utils.parsedate_to_datetime(value).date()
    return None


def _windows_text(value: object) -> str:
    if isinstance(value, tuple):
        value = bytes(part & 0xFF for part in value if isinstance(part, int))
    if not isinstance(value, bytes):
        return ""
    return one_line(value.decode("utf-16-le", "ignore").replace("\0", " "), LONGEST)


def _comment(value: object) -> str:
    """EXIF UserComment: eight bytes name its character code."""
    if not isinstance(value, bytes) or len(value) <= _CHARACTER_CODE:
        return _as_text(value) if isinstance(value, str) else ""
    code, text = value[:_CHARACTER_CODE], value[_CHARACTER_CODE:]
    if code.startswith(b"UNICODE"):
        name = "utf-16-be" if text[:1] == b"\0" else "utf-16-le"
        return one_line(text.decode(name, "ignore").replace("\0", " "), LONGEST)
    return _as_text(text.split(b"\0")[0])


def _as_text(value: object) -> str:
    """A metadata value in words; UTF-8 that was read as Latin-1 is set right."""
    if isinstance(value, Iterable) and not isinstance(value, (str, bytes)):
        value = next(iter(value), None)
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    if not isinstance(value, str):
        return ""
    with contextlib.suppress(UnicodeError):
        value = value.encode("latin-1").decode("utf-8")
    return one_line(value.replace("\0", " "), LONGEST)
