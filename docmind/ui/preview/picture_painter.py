"""Draws pictures inside the page painter: any that is searched, and SVG drawings.

Everything here is run on strangers' files, so only in that child process.
"""

from __future__ import annotations

import gzip
import io
import os
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docmind.core import open_picture, page_frames

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

LARGEST_SIDE = 8192
LARGEST_PIXELS = 24_000_000
# What is decoded at once; a JPEG is decoded small and may be larger.
MOST_DECODED_PIXELS = 200_000_000
MOST_SVG_BYTES = 32 * 2**20
VECTOR_SIDE = 2048
_VECTOR_SUFFIXES = frozenset((".svg", ".svgz"))
_SIDEWAYS = (5, 6, 7, 8)
_ORIENTATION = 0x0112
_REFERENCES = ("href", "{http://www.w3.org/1999/xlink}href")
_LIGHT, _LIGHT_GROUND, _DARK_GROUND = 200, (255, 255, 255), (64, 64, 64)


def paint_picture(request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Draw ``path`` (hexadecimal bytes), of which ``page`` (from 1) counts in a TIFF.

    As wide as ``width`` pixels, with a longer side of ``side`` at least, never larger than the
    picture is or the caps above. Gives head and pixels; ``points`` is the picture's own size.
    Raises whatever the decoders find.
    """
    path = Path(os.fsdecode(bytes.fromhex(request["path"])))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if _is_vector(path):
            image = _drawn_vector(path, request)
            scale = VECTOR_SIDE / max(image.size)
            natural = [max(1.0, length * scale) for length in image.size]
        else:
            image, size = _decoded(path, request)
            natural = [float(length) for length in size]
        image = _on_ground(image)
    pixels = image.tobytes("raw", "BGRX")
    head = {
        "wide": image.width,
        "high": image.height,
        "stride": 4 * image.width,
        "points": natural,
        "length": len(pixels),
    }
    return head, pixels


def target_size(size: tuple[int, int], width: int, side: int) -> tuple[int, int]:
    """The size to draw a picture of ``size`` in: see ``paint_picture``."""
    wide, high = size
    scale = min(1.0, max(width / wide, side / max(size)))
    scale = min(scale, LARGEST_SIDE / max(size), (LARGEST_PIXELS / (wide * high)) ** 0.5)
    return max(1, round(wide * scale)), max(1, round(high * scale))


def _decoded(path: Path, request: dict[str, Any]) -> tuple[Picture, tuple[int, int]]:
    """The picture, upright and of the size to draw it in, and its own upright size."""
    from PIL import Image as pillow
    from PIL import ImageOps

    with open_picture(path) as picture:
        page = int(request.get("page") or 1)
        if page > 1:
            frames = page_frames(picture)
            picture.seek(frames[min(page, len(frames)) - 1])
        turn = picture.getexif().get(_ORIENTATION)
        own = picture.size[::-1] if turn in _SIDEWAYS else picture.size
        target = target_size(own, int(request["width"]), int(request["side"]))
        lying = target[::-1] if turn in _SIDEWAYS else target
        picture.draft("RGB", lying)
        if picture.width * picture.height > MOST_DECODED_PIXELS:
            raise ValueError(f"it has {own[0]} x {own[1]} pixels")
        picture.load()
        image = _plain(picture)
        if image.size != lying:
            image = image.resize(lying, pillow.Resampling.LANCZOS, reducing_gap=2.0)
        image = _in_screen_colours(image, picture.info.get("icc_profile"))
        return ImageOps.exif_transpose(_with_turn(image, turn)), own


def _in_screen_colours(image: Picture, profile: object) -> Picture:
    """``image`` in sRGB, which screens take for granted; wide ones look pale without."""
    if image.mode not in ("RGB", "RGBA") or not isinstance(profile, bytes):
        return image
    from PIL import ImageCms

    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        shown = ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB"))
    except (ImageCms.PyCMSError, OSError, ValueError):  # a profile of other colours, or none
        return image
    return shown if shown is not None else image


def _with_turn(image: Picture, turn: object) -> Picture:
    """``image`` with its orientation, which conversions may have lost, and nothing else."""
    if turn is not None:
        image.getexif()[_ORIENTATION] = turn
    return image


def _plain(image: Picture) -> Picture:
    """``image`` as RGB, RGBA or L, whatever its mode; deep ones by their own range."""
    if image.mode in ("L", "RGB", "RGBA"):
        return image
    if image.mode.startswith(("I", "F")):
        deep = image.convert("I").convert("F") if image.mode.startswith("I") else image
        low, high = deep.getextrema()
        factor = 255 / (high - low) if high > low else 0.0  # type: ignore[operator]
        return deep.point(lambda value: value * factor - low * factor).convert("L")  # type: ignore[operator]
    has_holes = "A" in image.getbands() or "a" in image.getbands() or "transparency" in image.info
    return image.convert("RGBA" if has_holes else "RGB")


def _on_ground(image: Picture) -> Picture:
    """``image`` as RGB; where it is transparent it lies on white, or on grey if it is light."""
    from PIL import Image as pillow
    from PIL import ImageStat

    if image.mode != "RGBA":
        return image.convert("RGB")
    seen = image.getchannel("A")
    light = ImageStat.Stat(image.convert("L"), mask=seen.point(lambda value: 255 * (value > 127)))
    is_light = light.count[0] > 0 and light.mean[0] > _LIGHT and seen.getextrema() != (255, 255)
    ground = pillow.new("RGB", image.size, _DARK_GROUND if is_light else _LIGHT_GROUND)
    ground.paste(image, mask=seen)
    return ground


def _is_vector(path: Path) -> bool:
    if path.suffix.lower() in _VECTOR_SUFFIXES:
        return True
    with path.open("rb") as file:
        head = file.read(4096).removeprefix(b"\xef\xbb\xbf").lstrip()
    return head.startswith(b"<") and b"<svg" in head


def _drawn_vector(path: Path, request: dict[str, Any]) -> Picture:
    import resvg_py
    from PIL import Image as pillow

    side = min(max(int(request["width"]), int(request["side"])), LARGEST_SIDE // 2)
    drawn = resvg_py.svg_to_bytes(svg_string=_only_itself(path), width=side, height=side)
    return pillow.open(io.BytesIO(drawn), formats=("PNG",)).convert("RGBA")


def _only_itself(path: Path) -> str:
    """The drawing without what leads to other files, its entities resolved within bounds."""
    from lxml import etree

    with path.open("rb") as file:
        content = file.read(MOST_SVG_BYTES + 1)
    if content.startswith(b"\x1f\x8b"):
        with gzip.open(io.BytesIO(content)) as packed:
            content = packed.read(MOST_SVG_BYTES + 1)
    if len(content) > MOST_SVG_BYTES:
        raise ValueError("the drawing is too large")
    parser = etree.XMLParser(
        resolve_entities="internal", no_network=True, load_dtd=False, huge_tree=False
    )
    root = etree.fromstring(content, parser)
    for element in root.iter("{*}image", "{*}feImage", "{*}use"):
        for name in _REFERENCES:
            if not element.get(name, "#").strip().startswith(("#", "data:")):
                del element.attrib[name]
    return str(etree.tostring(root, encoding="unicode"))
