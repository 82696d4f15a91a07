"""Pictures: found by name, by what their metadata says, and by camera and date."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from docmind.core.extract.base import Claim, Confidence, ExtractionLimits, Extractor, damaged
from docmind.core.extract.clean import one_line
from docmind.core.extract.picture_album import BYTES_PER_PIXEL, too_many_pixels
from docmind.core.extract.picture_facts import PictureFacts
from docmind.core.pictures import (
    MEDIA_TYPES,
    Evidence,
    NotAPicture,
    open_picture,
    page_frames,
    told,
)
from docmind.core.schema import Document, Page

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

UNSEEN = "The picture itself could not be read, only what is written about it."
CUT_OFF = "The picture is not complete: its end is missing."

_SMALL = (256, 256)
_SURE: dict[Evidence, Confidence] = {
    "content": Confidence.CERTAIN,
    "content and name": Confidence.LIKELY,
    "name": Confidence.NAMED,
}


class Image(Extractor):
    """What the metadata says in words (often nothing); a TIFF has as many pages as pictures.

    Properties: size in pixels as it is to be seen (width x height, turned by the EXIF
    orientation), orientation when it is not 1, date taken, camera, lens, author, copyright,
    description, keywords, people.
    """

    name = "image"
    version = 2
    media_types: ClassVar[tuple[str, ...]] = MEDIA_TYPES

    @classmethod
    def recognise(cls, suffix: str, head: bytes) -> Claim | None:
        found = told(suffix, head)
        return None if found is None else (found[0], _SURE[found[1]])

    def extract(self, path: Path, media_type: str, limits: ExtractionLimits) -> Document:
        with warnings.catch_warnings(), _opened(path, media_type) as picture:
            warnings.simplefilter("ignore")
            if min(picture.size) < 1:
                raise damaged("It has no size.")
            facts = PictureFacts(picture)
            words = facts.words()[: limits.characters]
            count = len(page_frames(picture))
            notes = _looked_at(picture, limits, bool(words))
        return Document(
            path=path,
            media_type=media_type,
            kind="image",
            title=one_line(path.name),
            pages=_pages(words, count),
            page_count=count if count > 1 else None,
            properties=facts.properties(),
            notes=notes,
        )


def _opened(path: Path, media_type: str) -> Picture:
    try:
        return open_picture(path, media_type)
    except NotAPicture:
        raise damaged("It is not a picture that can be shown.") from None


def _pages(words: str, count: int) -> tuple[Page, ...]:
    if count == 1:
        return (Page(None, words),)
    return (Page(1, words), *(Page(number, "") for number in range(2, count + 1)))


def _looked_at(picture: Picture, limits: ExtractionLimits, has_words: bool) -> tuple[str, ...]:
    """Make sure that there is a picture. Notes on what is wrong, where something is left."""
    width, height = picture.size
    # A JPEG can be decoded at an eighth of its sides, which is fast and takes little memory,
    # unless it is progressive: then all of it is held.
    picture.draft("RGB", _SMALL)
    held = (width, height) if "progressive" in picture.info else picture.size
    if held[0] * held[1] * BYTES_PER_PIXEL > limits.memory_bytes:
        raise too_many_pixels(width, height)
    try:
        picture.load()
    except MemoryError:
        raise
    except Exception as error:
        if isinstance(error, OSError) and "truncated" in str(error):
            return (CUT_OFF,)
        if has_words:
            return (UNSEEN,)
        raise
    return ()
