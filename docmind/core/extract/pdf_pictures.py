"""The pictures in a PDF: what lies on its pages, and pages that are one picture themselves.

A page that a scanner made, in one piece or in strips, is drawn as a whole, so that it stands
upright and is one picture. Everything else is taken by itself, turned as its page shows it: a large
photograph as its JPEG, which is decoded at a fraction of its size, the rest as PDFium draws it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from docmind.core.extract.pdf import open_pdf
from docmind.core.extract.picture_album import Album, FoundPicture, is_plain

if TYPE_CHECKING:
    import pypdfium2
    from PIL.Image import Image as Picture

    from docmind.core.vectors import UInt8

_MOST_OBJECTS = 1000  # pictures of one page that are looked at
_DEEPEST = 5  # forms inside forms
_WHOLE = 0.85  # of a page
_LONGEST = 4000  # pixels of a page that is drawn
_LARGE = 1_000_000  # pixels of a photograph from which it is worth while not to decode all of it

Box = tuple[float, float, float, float]  # left, bottom, right, top
Direction = tuple[float, float]
Matrix = tuple[float, float, float, float]
_UPRIGHT: Matrix = (1.0, 0.0, 0.0, 1.0)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A picture on a page: its size in pixels, and where it stands."""

    image: pypdfium2.PdfImage
    width: int
    height: int
    box: Box | None


def pdf_pictures(path: Path, kind: str, album: Album) -> Iterator[FoundPicture]:
    """The pictures of a PDF, page by page, each content once. Raises ``ExtractionError``."""
    pdf = open_pdf(path, album.limits.password)
    try:
        for index in range(len(pdf)):
            if album.is_full:
                return
            if album.enter(f"page {index + 1}"):
                yield from _page_pictures(pdf, index, album)
    finally:
        pdf.close()


def _page_pictures(pdf: pypdfium2.PdfDocument, index: int, album: Album) -> Iterator[FoundPicture]:
    try:
        page = pdf[index]
    except Exception:  # noqa: BLE001 - one bad page must not lose the others
        return
    try:
        placed = _placed_on(page)
        whole = _covering(page, placed)
        if whole and (found := _drawn(page, index + 1, whole, placed, album)) is not None:
            yield found
        for each in placed:
            if album.is_full:
                return
            if each in whole:
                continue
            if (found := _stored(page, index + 1, each, album)) is not None:
                yield found
    finally:
        page.close()


def _placed_on(page: pypdfium2.PdfPage) -> list[_Placed]:
    import pypdfium2.raw as pdfium

    found = []
    try:
        images = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=_DEEPEST)
        for image in islice(images, _MOST_OBJECTS):
            width, height = image.get_px_size()
            found.append(_Placed(image, width, height, _box(image)))
    except Exception:  # noqa: BLE001 - what was found before the damage stays
        return found
    return found


def _box(image: pypdfium2.PdfImage) -> Box | None:
    """Where it stands; in a form: where that stands; None where that is not known."""
    if image.level > 1:
        return None
    left, bottom, right, top = (image.container or image).get_bounds()
    return left, bottom, right, top


def _covering(page: pypdfium2.PdfPage, placed: list[_Placed]) -> list[_Placed]:
    """What fills the page: one picture, or strips that lie side by side; [] when nothing does."""
    left, bottom, right, top = page.get_bbox()
    width, height = right - left, top - bottom
    if width <= 0 or height <= 0:
        return []
    shares = []
    for each in placed:
        if each.box is None:
            continue
        across = max(0.0, min(right, each.box[2]) - max(left, each.box[0])) / width
        down = max(0.0, min(top, each.box[3]) - max(bottom, each.box[1])) / height
        shares.append((each, across, down))
    single = [each for each, across, down in shares if across * down >= _WHOLE]
    if single:
        return single
    strips = [part for part in shares if max(part[1:]) >= _WHOLE]
    is_whole = sum(across * down for _, across, down in strips) >= _WHOLE
    return [each for each, _, _ in strips] if is_whole else []


def _drawn(
    page: pypdfium2.PdfPage, number: int, whole: list[_Placed], placed: list[_Placed], album: Album
) -> FoundPicture | None:
    """The page as a picture; None when it was there before, is blank, or needs too much memory."""
    try:
        size = max(((each.width, each.height) for each in whole), key=min)
        if len(whole) > 1:
            size = (max(size), max(size))  # of strips only the longer side is that of the page
        if not album.is_large_enough(*size):
            return None
        if not all(album.has_memory_for(each.width, each.height) for each in placed):
            return None
        if not album.is_new(b"".join(bytes(each.image.get_data()) for each in whole)):
            return None
        across, down = page.get_size()
        scale = min(2 * album.wanted.side / min(across, down), _LONGEST / max(across, down))
        pixels = album.fitted(page.render(scale=scale).to_pil())
    except Exception:  # noqa: BLE001 - a picture that cannot be drawn must not lose the others
        return None
    if is_plain(pixels):
        return None
    longer, shorter = max(size), min(size)
    if len(whole) > 1:
        shorter = round(longer * min(across, down) / max(across, down))
    return album.add(number, (shorter, longer) if across <= down else (longer, shorter), pixels)


def _stored(
    page: pypdfium2.PdfPage, number: int, each: _Placed, album: Album
) -> FoundPicture | None:
    """A picture as it is stored, turned as the page shows it; None when it is not wanted."""
    size = (each.width, each.height)
    if not album.is_large_enough(*size) or not album.has_memory_for(*size):
        return None
    try:
        content = bytes(each.image.get_data())
        if not album.is_new(content):
            return None
        photo = _photograph(each, content)
        if photo is not None:
            pixels = album.fitted(photo)
            ways = _ways(_product(_own(each.image), _outer(each.image)), page.get_rotation())
        else:  # PDFium applies its mask, and turns it as it lies on its page or in its form
            pixels = album.fitted(each.image.get_bitmap(render=True).to_pil())
            ways = _ways(_outer(each.image), page.get_rotation())
    except Exception:  # noqa: BLE001 - a broken picture must not lose the others
        return None
    if is_plain(pixels):
        return None
    is_on_its_side = abs(ways[0][0]) < abs(ways[0][1])
    return album.add(number, size[::-1] if is_on_its_side else size, turned(pixels, *ways))


def _photograph(each: _Placed, content: bytes) -> Picture | None:
    """A large JPEG in common colours, not decoded; None for anything else.

    It may have a mask, which nothing tells but decoding all of it: that is left out.
    """
    from PIL import Image as pillow

    if each.width * each.height < _LARGE or each.image.get_filters() != ["DCTDecode"]:
        return None
    try:
        photo = pillow.open(BytesIO(content), formats=("JPEG",))
    except Exception:  # noqa: BLE001 - then PDFium may know what it is
        return None
    photo.info.clear()  # how a camera was held does not count inside a PDF
    is_common = photo.mode in ("RGB", "L") and photo.size == (each.width, each.height)
    return photo if is_common else None


def _own(image: pypdfium2.PdfImage) -> Matrix:
    found = image.get_matrix()
    return found.a, found.b, found.c, found.d


def _outer(image: pypdfium2.PdfImage) -> Matrix:
    """How the form lies that holds the picture."""
    if image.container is None:
        return _UPRIGHT
    found = image.container.get_matrix()
    return found.a, found.b, found.c, found.d


def _product(first: Matrix, second: Matrix) -> Matrix:
    """First the one, then the other."""
    (a, b, c, d), (e, f, g, h) = first, second
    return a * e + b * g, a * f + b * h, c * e + d * g, c * f + d * h


def _ways(matrix: Matrix, rotation: int) -> tuple[Direction, Direction]:
    """Where the picture's right and its top point to on a page that is turned clockwise by
    ``rotation`` degrees."""
    a, b, c, d = matrix
    right, top = (a, b), (c, d)
    for _ in range(rotation // 90 % 4):
        right, top = (right[1], -right[0]), (top[1], -top[0])
    return right, top


def turned(pixels: UInt8, right: Direction, top: Direction) -> UInt8:
    """A square picture whose right and top point in these directions, made upright."""
    import numpy as np

    if abs(right[0]) < abs(right[1]):
        # Turned over its diagonal, its right points down and its bottom to the right.
        pixels = pixels.transpose(1, 0, 2)
        mirrored, upended = top[0] > 0, right[1] > 0
    else:
        mirrored, upended = right[0] < 0, top[1] < 0
    if mirrored:
        pixels = pixels[:, ::-1]
    if upended:
        pixels = pixels[::-1]
    return np.ascontiguousarray(pixels)
