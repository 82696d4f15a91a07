"""The picture of an X server, read from the file it draws into: no X client sees or slows this."""

from __future__ import annotations

import mmap
import struct
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]  # rows, columns, red green blue

_HEADER_WORDS = 25
_BYTES_PER_COLOUR = 12


class Framebuffer:
    """The file ``Xvfb -fbdir`` keeps: an XWD header, a colour map, then rows of BGRX pixels."""

    def __init__(self, file: Path) -> None:
        with file.open("rb") as opened:
            self._map = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
        words = struct.unpack_from(f">{_HEADER_WORDS}I", self._map, 0)
        header_bytes, width, height = words[0], words[4], words[5]
        bits, row_bytes, colours = words[11], words[12], words[19]
        if bits != 32:
            raise ValueError(f"pixels of {bits} bits; 32 are wanted")
        start = header_bytes + colours * _BYTES_PER_COLOUR
        whole = np.frombuffer(self._map, np.uint8, height * row_bytes, start)
        self._rows = whole.reshape(height, row_bytes)[:, : width * 4].reshape(height, width, 4)

    def look(self) -> Pixels:
        """The live picture: it changes under the eyes of whoever holds it."""
        return self._rows[:, :, 2::-1]

    def picture(self) -> Pixels:
        """A copy of what is shown now."""
        return self.look().copy()


def is_drawn(pixels: Pixels) -> bool:
    """Whether a window has drawn something: neither the black of an empty screen nor one colour.

    Looks at every eighth pixel of both ways, which costs a millisecond.
    """
    seen = pixels[::8, ::8]
    shown = seen.any(axis=2)
    if shown.mean() < 0.25:
        return False
    first = seen[shown][0]
    return bool((seen[shown] != first).any())


def likeness(one: Pixels, other: Pixels) -> float:
    """The part of the pixels that are the same, 0 to 1."""
    return float((one == other).all(axis=2).mean())
