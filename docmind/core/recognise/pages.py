"""Which pictures a file holds for a recogniser to look at: scanned pages, and pictures by page."""

from __future__ import annotations

import contextlib
import warnings
from abc import ABC, abstractmethod
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

from docmind.core.files import open_regular
from docmind.core.picture_fit import incomplete_ones_too
from docmind.core.pictures import open_picture, page_frames

if TYPE_CHECKING:
    import pypdfium2
    from PIL.Image import Image as Picture

_HEAD_BYTES = 1024
_MOST_PIXELS = 200_000_000

# Measured: at 200 dpi small print is read and nothing is gained beyond it.
_DOTS_PER_INCH = 200
_POINTS_PER_INCH = 72
_LONGEST_SIDE = 4000
_SHORT_PICTURE = 1000  # a longer side below this: letters are likely too small to read
_SMALL_PAGE = 1000
_MOST_TIMES = 20.0


class Unreadable(Exception):
    """The file, or one page of it, cannot be looked at; the text says why, for the log."""


class Source(ABC):
    """An open file, page by page; page numbers count from 1."""

    @abstractmethod
    def count(self) -> int:
        """How many pages there are."""

    @abstractmethod
    def picture(self, number: int, least_side: int) -> Picture | None:
        """One page as an RGB picture; None when it is too small, or blank.

        ``least_side`` in pixels, for pictures. Raises any exception.
        """


@contextlib.contextmanager
def opened(path: Path, password: str = "") -> Iterator[Source]:
    """The pages of a PDF, or the pictures in a picture file.

    Raises ``FileUnreadable`` when it cannot be opened at all, ``Unreadable`` when it is neither,
    needs another password, or is damaged.
    """
    with contextlib.ExitStack() as stack:
        file = stack.enter_context(open_regular(path))
        is_pdf = b"%PDF-" in file.read(_HEAD_BYTES)
        file.seek(0)
        stack.enter_context(warnings.catch_warnings())
        warnings.simplefilter("ignore")
        if is_pdf:
            pdf = _open_pdf(file, password)
            stack.callback(pdf.close)
            yield _PdfPages(pdf)
        else:
            yield _Pictures(stack.enter_context(_open_picture(path)))


class _PdfPages(Source):
    def __init__(self, pdf: pypdfium2.PdfDocument) -> None:
        self._pdf = pdf

    def count(self) -> int:
        return len(self._pdf)

    def picture(self, number: int, least_side: int) -> Picture | None:
        page = self._pdf[number - 1]
        try:
            bitmap = page.render(scale=_page_scale(*page.get_size()))
            try:
                return _unless_blank(bitmap.to_pil().convert("RGB"))
            finally:
                bitmap.close()
        finally:
            page.close()


class _Pictures(Source):
    """A TIFF's pages; of every other format the first frame: the others are a film."""

    def __init__(self, picture: Picture) -> None:
        self._picture = picture
        self._frames = page_frames(picture)

    def count(self) -> int:
        return len(self._frames)

    def picture(self, number: int, least_side: int) -> Picture | None:
        from PIL import ImageOps

        self._picture.seek(self._frames[number - 1])
        width, height = self._picture.size
        if min(width, height) < least_side:
            return None
        if width * height > _MOST_PIXELS:
            raise Unreadable(f"it has {width:,} x {height:,} pixels")
        self._picture.draft("RGB", (_LONGEST_SIDE, _LONGEST_SIDE))
        with incomplete_ones_too():
            upright = ImageOps.exif_transpose(self._picture)
        return _unless_blank(fitted(flattened(upright)))


def flattened(picture: Picture) -> Picture:
    """The picture in RGB: 16-bit greys in full range, what is transparent against its contrary."""
    from PIL import Image as pillow

    if picture.mode.startswith(("I", "F")):
        low, high = cast(tuple[float, float], picture.getextrema())
        times = 255 / (float(high) - float(low) or 1.0)
        shift = -float(low) * times
        return picture.convert("F").point(lambda grey: grey * times + shift).convert("RGB")
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    whole = picture.convert("RGBA")
    shown = whole.getchannel("A")
    ink = _mean(whole.convert("L"), shown)
    ground = pillow.new("RGB", whole.size, "black" if ink > 160 else "white")
    ground.paste(whole, mask=shown)
    return ground


def fitted(picture: Picture) -> Picture:
    """In a size in which letters can be read: large ones smaller, small ones twice as large."""
    from PIL import Image as pillow

    longest = max(picture.size)
    if longest > _LONGEST_SIDE:
        return _scaled(picture, _LONGEST_SIDE / longest, pillow.Resampling.LANCZOS)
    if longest < _SHORT_PICTURE:
        return _scaled(picture, 2.0, pillow.Resampling.BICUBIC)
    return picture


def _scaled(picture: Picture, times: float, filter_: Any) -> Picture:
    width, height = picture.size
    return picture.resize((max(1, round(width * times)), max(1, round(height * times))), filter_)


def _mean(grey: Picture, mask: Picture) -> float:
    from PIL import ImageStat

    stat = ImageStat.Stat(grey, mask)
    return stat.mean[0] if stat.count[0] else 0.0


def _unless_blank(picture: Picture) -> Picture | None:
    """None for a picture of one colour: there is nothing to find, and looking takes seconds."""
    low, high = picture.convert("L").getextrema()
    return None if low == high else picture


def _page_scale(width: float, height: float) -> float:
    """Pixels per point: 200 dpi, less for posters, more for stamps (scans of an unset size)."""
    longest = max(width, height, 1.0)
    scale = max(_DOTS_PER_INCH / _POINTS_PER_INCH, _SMALL_PAGE / longest)
    return min(scale, _LONGEST_SIDE / longest, _MOST_TIMES)


def _open_pdf(file: IO[bytes], password: str) -> pypdfium2.PdfDocument:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(file, password=password or None)
    except pypdfium2.PdfiumError as error:
        raise Unreadable(str(error)) from None


def _open_picture(path: Path) -> Picture:
    try:
        return open_picture(path)
    except Exception as error:  # noqa: BLE001 - readers of hostile pictures raise anything
        raise Unreadable(f"{type(error).__name__}: {error}") from None
