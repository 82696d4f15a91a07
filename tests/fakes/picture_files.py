"""Pictures that can be told apart, and documents that hold them."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from fakes import made_files
from PIL import Image

Corners = ("red", "lime", "blue", "white")
RGB = {"red": (255, 0, 0), "lime": (0, 255, 0), "blue": (0, 0, 255), "white": (255, 255, 255)}


def photo(width: int, height: int, seed: int = 0) -> Image.Image:
    """Soft shapes with some noise, as a camera would make them."""
    rng = np.random.default_rng(seed)
    shape = (max(2, height // 40), max(2, width // 40), 3)
    soft = Image.fromarray(rng.integers(0, 256, shape, dtype=np.uint8)).resize((width, height), 3)
    noisy = np.asarray(soft).astype(int) + rng.integers(-8, 9, (height, width, 1))
    return Image.fromarray(noisy.clip(0, 255).astype(np.uint8))


def quarters(side: int = 200) -> Image.Image:
    """Red and lime above, blue and white below: shows how it lies."""
    picture = Image.new("RGB", (side, side))
    half = side // 2
    picture.paste(RGB["red"], (0, 0, half, half))
    picture.paste(RGB["lime"], (half, 0, side, half))
    picture.paste(RGB["blue"], (0, half, half, side))
    picture.paste(RGB["white"], (half, half, side, side))
    return picture


def corners(pixels: np.ndarray[Any, Any]) -> tuple[str, ...]:
    """The names of the colours nearest to those in the four quarters, as ``quarters`` has them."""
    side = len(pixels)
    low, high = side // 4, side - side // 4
    found = []
    for row, column in ((low, low), (low, high), (high, low), (high, high)):
        seen = pixels[row, column].astype(int)
        found.append(min(RGB, key=lambda name: np.abs(seen - RGB[name]).sum()))
    return tuple(found)


def encoded(picture: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    """The bytes of a picture file."""
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def bomb_png(path: Path, side: int = 30_000) -> Path:
    """A small PNG that states to hold ``side`` x ``side`` pixels, and does."""
    row = zlib.compress(bytes(1 + 3 * side) * 64, 9)
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", row), (b"IEND", b""))
    content = b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in parts
    )
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + content)
    return path


Placed = tuple[Image.Image, tuple[float, float, float, float, float, float]]


def picture_pdf(
    path: Path,
    pages: Sequence[Sequence[Placed]],
    as_jpeg: bool = True,
    rotation: int = 0,
    size: tuple[float, float] = (600, 800),
) -> Path:
    """A PDF with pictures under the given matrices; equal objects are stored once each time."""
    import pypdfium2

    pdf = pypdfium2.PdfDocument.new()
    for placed in pages:
        page = pdf.new_page(*size)
        for picture, matrix in placed:
            image = pypdfium2.PdfImage.new(pdf)
            if as_jpeg:
                jpeg = io.BytesIO(encoded(picture, "JPEG", quality=92))
                image.load_jpeg(jpeg, inline=True)
            else:
                image.set_bitmap(pypdfium2.PdfBitmap.from_pil(picture))
            image.set_matrix(pypdfium2.PdfMatrix(*matrix))
            page.insert_obj(image)
        page.gen_content()
        if rotation:
            page.set_rotation(rotation)
        page.close()
    pdf.save(path)
    pdf.close()
    return path


def masked_pdf(path: Path, picture: Image.Image, mask: Image.Image) -> Path:
    """A PDF whose picture is shown only where ``mask`` is white."""

    def stored(part: Image.Image, colours: bytes, extra: bytes = b"") -> bytes:
        entries = b"/Type/XObject/Subtype/Image/Width %d/Height %d" % part.size
        entries += b"/BitsPerComponent 8/Filter/FlateDecode/ColorSpace" + colours + extra
        return made_files.stream(zlib.compress(part.tobytes()), entries)

    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[5 0 R]/Count 1>>",
        made_files.stream(b"q 200 0 0 200 50 50 cm /I Do Q"),
        b"<<>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 3 0 R"
        b"/Resources<</XObject<</I 6 0 R>>>>>>",
        stored(picture, b"/DeviceRGB", b"/SMask 7 0 R"),
        stored(mask, b"/DeviceGray"),
    ]
    path.write_bytes(made_files._assembled(objects))
    return path
