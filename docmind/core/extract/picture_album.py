"""The pictures of one file as they are gathered: each once, not too many, none too large."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docmind.core.errors import FileTooLarge
from docmind.core.extract.base import ExtractionLimits
from docmind.core.extract.members import Observer
from docmind.core.picture_fit import fit_picture

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

    from docmind.core.vectors import UInt8

# Decoded pixels, a copy in other colours, and what the decoder holds beside them.
BYTES_PER_PIXEL = 10
_ORIENTATION = 274  # EXIF 2.32, 4.6.4
_ON_ITS_SIDE = (5, 6, 7, 8)


@dataclass(frozen=True, slots=True)
class Wanted:
    """``side`` in pixels of the square that a model takes; pictures inside documents narrower or
    lower than ``least_side`` pixels are left out; ``most`` pictures of one file."""

    side: int
    least_side: int = 100
    most: int = 40


@dataclass(frozen=True, slots=True, eq=False)
class FoundPicture:
    """One picture of a file: ``number`` from 1 in the file's order, ``page`` where it stands on one
    (from 1), its size in pixels as it is to be seen, and ``pixels`` uint8[side, side, 3]."""

    number: int
    page: int | None
    width: int
    height: int
    pixels: UInt8


class Album:
    """Fits pictures and counts them."""

    def __init__(self, wanted: Wanted, limits: ExtractionLimits, observer: Observer) -> None:
        self.wanted = wanted
        self.limits = limits
        self.count = 0
        self._observer = observer
        self._until = time.monotonic() + limits.seconds * limits.patience
        self._known: set[bytes] = set()

    @property
    def is_full(self) -> bool:
        """Whether no more are wanted, or it took too long."""
        return self.count >= self.wanted.most or time.monotonic() > self._until

    def enter(self, part: str) -> bool:
        """Say that a part of the file is opened now. False for one that cost a process before."""
        if part in self._observer.avoid:
            return False
        self._observer.tell(part)
        return True

    def is_new(self, content: bytes) -> bool:
        """Whether these bytes were not seen before. They are now."""
        from blake3 import blake3

        digest = blake3(content).digest()
        if digest in self._known:
            return False
        self._known.add(digest)
        return True

    def is_large_enough(self, width: int, height: int) -> bool:
        """Whether a picture inside a document is more than an ornament."""
        return min(width, height) >= max(self.wanted.least_side, 1)

    def has_memory_for(self, width: int, height: int) -> bool:
        """Whether so many pixels may be decoded."""
        return width * height * BYTES_PER_PIXEL <= self.limits.memory_bytes

    def has_room_for(self, picture: Picture) -> bool:
        """Whether an opened picture may be decoded. A JPEG is decoded at a fraction of its sides,
        unless it is progressive: then all of it is held."""
        whole = picture.size
        picture.draft("RGB", (2 * self.wanted.side, 2 * self.wanted.side))
        held = whole if "progressive" in picture.info else picture.size
        return self.has_memory_for(*held)

    def fitted(self, picture: Picture) -> UInt8:
        """The picture as it is wanted."""
        return fit_picture(picture, self.wanted.side)

    def add(self, page: int | None, size: tuple[int, int], pixels: UInt8) -> FoundPicture:
        """Count a picture that fits; ``size`` is what it has in the file."""
        self.count += 1
        return FoundPicture(self.count, page, *size, pixels)


def is_plain(pixels: UInt8) -> bool:
    """Whether it is of one colour: there is nothing to see."""
    return bool((pixels == pixels[:1, :1]).all())


def too_many_pixels(width: int, height: int) -> FileTooLarge:
    """The error for a picture that would need too much memory."""
    return FileTooLarge(
        "The picture is too large to read",
        detail=f"It has {width:,} x {height:,} pixels.",
        hint="Save a smaller copy to find it.",
    )


def upright_size(picture: Picture) -> tuple[int, int]:
    """(width, height) as it is to be seen. Ask before a JPEG is drafted."""
    width, height = picture.size
    with suppress(Exception):  # metadata of strangers
        if picture.getexif().get(_ORIENTATION) in _ON_ITS_SIDE:
            return height, width
    return width, height
