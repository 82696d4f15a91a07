"""A picture as the picture model looks at it: a small square of colours.

Equal to what open_clip prepares for its models (resize the shorter side, cut out the middle), apart
from what it leaves out: the camera's orientation, transparency, and greys of more than 8 bits. A
JPEG is decoded at a fraction of its size, as long as twice the wanted side is left.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from docmind.core.vectors import UInt8

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_MOST_16_BITS = 65_535
_LONG = 16  # times the shorter side


def fit_picture(picture: Picture, side: int) -> UInt8:
    """uint8[side, side, 3] RGB of a picture that was opened but not loaded.

    Its pixels are not counted: look at ``size`` before. A picture in memory may be given as well.
    Raises what Pillow finds in a hostile file.
    """
    import numpy as np
    from PIL import ImageOps

    picture.draft("RGB", (2 * side, 2 * side))
    picture.load()
    with suppress(Exception):  # metadata of strangers; at worst the picture lies on its side
        picture = ImageOps.exif_transpose(picture)
    colours = _coloured(picture)
    return np.asarray(_middle(colours, side), dtype=np.uint8)


@contextmanager
def incomplete_ones_too() -> Iterator[None]:
    """In this block, what is there of a picture can be seen, though its end is missing. For a whole
    process: only one thread may open pictures."""
    from PIL import ImageFile

    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, True
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _middle(picture: Picture, side: int) -> Picture:
    """Make the shorter side ``side`` long and cut out the middle."""
    from PIL import Image as pillow

    bicubic = pillow.Resampling.BICUBIC
    shorter = min(picture.size)
    width, height = (int(side * whole / shorter) for whole in picture.size)
    left, upper = (round((whole - side) / 2) for whole in (width, height))
    cut = (left, upper, left + side, upper + side)
    if max(picture.size) <= _LONG * shorter:
        return picture.resize((width, height), bicubic).crop(cut)
    # A picture of one line would become very long: only its middle is computed.
    across, down = picture.width / width, picture.height / height
    box = (
        cut[0] * across,
        cut[1] * down,
        min(cut[2] * across, picture.width),
        min(cut[3] * down, picture.height),
    )
    return picture.resize((side, side), bicubic, box=box)


def _coloured(picture: Picture) -> Picture:
    """In RGB, what is transparent on white."""
    from PIL import Image as pillow

    if picture.mode.startswith(("I", "F")):
        return _eight_bits(picture).convert("RGB")
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    whole = picture.convert("RGBA")
    ground = pillow.new("RGB", whole.size, "white")
    ground.paste(whole, mask=whole.getchannel("A"))
    return ground


def _eight_bits(picture: Picture) -> Picture:
    """Greys from 0 to 255: 16 bits as they are meant, those of any range stretched."""
    import numpy as np
    from PIL import Image as pillow

    greys = np.asarray(picture, dtype=np.float32)
    finite = np.nan_to_num(greys, nan=0.0, posinf=0.0, neginf=0.0)
    low, high = float(finite.min()), float(finite.max())
    if picture.mode.startswith("I") and low >= 0 and high <= _MOST_16_BITS:
        low, high = 0.0, float(_MOST_16_BITS)
    scaled = (finite - low) * (255 / ((high - low) or 1.0))
    return pillow.fromarray(np.rint(scaled).astype(np.uint8))
