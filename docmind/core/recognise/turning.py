"""Pictures that stand on their side or head: they are read as they are meant to be seen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from docmind.core.recognise.base import Line, Recogniser

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_TALL = 1.3  # height over width of a line that runs from top to bottom
_FEWEST_CHARACTERS = 8  # fewer say nothing about how a picture stands


def read_upright(recogniser: Recogniser, picture: Picture) -> list[Line]:
    """The lines of ``picture``, with their boxes in the picture as turned upright.

    Both engines find lines that run upwards or downwards, and read each as if the page lay on its
    right side. So: tall lines that are read well need only be turned, tall ones read badly are the
    wrong way round, flat ones read badly stand on their head. Costs a second reading only then.
    """
    lines = recogniser.read(picture)
    if sum(len(line.text) for line in lines) < _FEWEST_CHARACTERS:
        return lines
    is_sideways = _is_sideways(lines)
    if mean_confidence(lines) >= recogniser.doubtful:
        return [_turned(line, picture.width) for line in lines] if is_sideways else lines
    again = recogniser.read(picture.rotate(270 if is_sideways else 180, expand=True))
    return max(again, lines, key=_worth)


def mean_confidence(lines: Sequence[Line]) -> float:
    """0..1, each line weighted by its length; 0 when there is none."""
    characters = sum(len(line.text) for line in lines)
    return _worth(lines) / characters if characters else 0.0


def _worth(lines: Sequence[Line]) -> float:
    return sum(line.confidence * len(line.text) for line in lines)


def _is_sideways(lines: Sequence[Line]) -> bool:
    tall = 0
    for line in lines:
        left, top, right, bottom = line.box
        if bottom - top > _TALL * (right - left):
            tall += len(line.text)
    return 2 * tall > sum(len(line.text) for line in lines)


def _turned(line: Line, width: int) -> Line:
    """The line in a picture turned by a quarter, against the clock; ``width`` before that."""
    left, top, right, bottom = line.box
    return Line(line.text, line.confidence, (top, width - right, bottom, width - left))
