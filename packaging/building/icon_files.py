"""DocMind's icon in the one file that Windows and macOS each want, and the picture beside the
last page of the installer for Windows."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image

from building import icons

_ICO = (16, 20, 24, 32, 40, 48, 64, 256)
_ICNS = (32, 64, 128, 256, 512, 1024)
_SIDE = (164, 314)  # what NSIS shows there, in points
_SIDE_ICON = 96
_GROUND = (0xEE, 0xF2, 0xFD)


def ico() -> bytes:
    """The icon for Windows: each size drawn for itself, not made of a larger one."""
    return _together("ICO", _ICO)


def icns() -> bytes:
    """The icon for macOS."""
    return _together("ICNS", _ICNS)


def side_picture() -> bytes:
    """The icon on a light ground, as a BMP without transparency."""
    ground = Image.new("RGB", _SIDE, _GROUND)
    icon = _drawn(_SIDE_ICON)
    ground.paste(icon, ((_SIDE[0] - _SIDE_ICON) // 2, (_SIDE[1] - _SIDE_ICON) // 3), icon)
    return _saved(ground, "BMP")


def _together(form: str, sizes: Sequence[int]) -> bytes:
    *smaller, largest = (_drawn(size) for size in sizes)
    return _saved(largest, form, sizes=[(size, size) for size in sizes], append_images=smaller)


def _drawn(size: int) -> Image.Image:
    return Image.open(io.BytesIO(icons.program(size))).convert("RGBA")


def _saved(picture: Image.Image, form: str, **options: object) -> bytes:
    file = io.BytesIO()
    picture.save(file, form, **options)
    return file.getvalue()
