"""A recogniser that says what it was told, and pictures that tell it how to behave."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from docmind.core.recognise.base import Line, Recogniser

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_BLOCK = 40
_STEP = 16  # between the shades of two orders


class Told(Recogniser):
    """Gives these lines for the first picture, the next ones for the next."""

    name = "told"
    package = "PIL"
    rank = 1
    least_confidence: ClassVar[float] = 0.5
    doubtful: ClassVar[float] = 0.8

    def __init__(self, *answers: Sequence[Line]) -> None:
        self.answers = list(answers)
        self.seen: list[Picture] = []

    @property
    def languages(self) -> tuple[str, ...]:
        return ("eng",)

    @classmethod
    def is_available(cls) -> str:
        return ""

    def load(self, threads: int) -> None:
        self.threads = threads

    def read(self, picture: Picture) -> list[Line]:
        self.seen.append(picture)
        return list(self.answers[len(self.seen) - 1])


def ordered(order: int, width: int = 1200, height: int = 300) -> Picture:
    """A picture whose corner says, in grey, which order it carries (0..15)."""
    from PIL import Image

    picture = Image.new("RGB", (width, height), "white")
    shade = order * _STEP
    picture.paste((shade, shade, shade), (0, 0, _BLOCK, _BLOCK))
    return picture


def order_of(picture: Picture) -> int:
    """What ``ordered`` was told."""
    red, _, _ = picture.getpixel((_BLOCK // 2, _BLOCK // 2))  # type: ignore[misc]
    return round(red / _STEP)


def save_pages(path: Path, orders: Sequence[int]) -> Path:
    """A TIFF with a page for each order; page ``n`` is ``1000 + n`` pixels wide."""
    first, *more = [ordered(order, 1000 + number) for number, order in enumerate(orders, 1)]
    first.save(path, format="TIFF", save_all=True, append_images=more)
    return path
