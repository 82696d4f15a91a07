"""From lines with places to running text in the order a person reads it."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterable, Sequence
from itertools import pairwise

from docmind.core.recognise.base import Line

_SPACELESS = "\u3001-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uff9f"
_BETWEEN_SPACELESS = re.compile(rf"(?<=[{_SPACELESS}]) (?=[{_SPACELESS}])")
_IS_SPACELESS = re.compile(f"[{_SPACELESS}]")
_BROKEN_WORD = re.compile(r"[^\W\d_]-\Z")
_HYPHEN = "\u00ad"
_OVERLAP = 0.5  # of the lower of two lines that stand in one row
_PARAGRAPH_GAP = 0.9  # of a line's height
_FEWEST_IN_COLUMN = 4
_COLUMN_WIDTH = 8.0  # times the height of its lines: narrower ones are cells of a table
_MOST_CROSSING = 0.35  # of all lines: titles and pictures over both columns
_DEPTH = 3


def text_of(lines: Iterable[Line], least_confidence: float) -> str:
    """The lines as text: columns one after another, rows from top to bottom, left to right.

    Lines below ``least_confidence`` are left out. One row is one line of text, a gap an empty
    line. A word divided at the end of a row is joined, with a soft hyphen to say so.
    """
    kept = [line for line in map(_tidied, lines) if line.confidence >= least_confidence]
    kept = [line for line in kept if _says_something(line.text)]
    if not kept:
        return ""
    blocks = [_block_text(block) for block in _blocks(kept, _DEPTH)]
    return "\n\n".join(blocks)


def _tidied(line: Line) -> Line:
    text = "".join(sign if sign.isprintable() else " " for sign in line.text)
    text = _BETWEEN_SPACELESS.sub("", " ".join(text.split()))
    return Line(text, line.confidence, line.box)


def _says_something(text: str) -> bool:
    """Rules and patterns are taken for bars, dashes and dots."""
    return 3 * sum(map(str.isalnum, text)) >= len(text.replace(" ", "")) > 0


def _blocks(lines: list[Line], depth: int) -> list[list[Line]]:
    """Parts of the page to read one after another: what spans columns, and the columns."""
    gutter = _gutter(lines) if depth else None
    if gutter is None:
        return [lines]
    made: list[list[Line]] = []
    left: list[Line] = []
    right: list[Line] = []
    spanning: list[Line] = []
    for line in sorted(lines, key=_middle):
        if line.box[2] <= gutter or line.box[0] >= gutter:
            if spanning:
                made.append(spanning)
                spanning = []
            (left if line.box[2] <= gutter else right).append(line)
            continue
        if left or right:
            made += [block for side in (left, right) for block in _blocks(side, depth - 1) if block]
            left, right = [], []
        spanning.append(line)
    made += [block for side in (left, right) for block in _blocks(side, depth - 1) if block]
    return [*made, spanning] if spanning else made


def _gutter(lines: Sequence[Line]) -> float | None:
    """Where two columns of running text are parted (x in pixels), or None."""
    if len(lines) < 2 * _FEWEST_IN_COLUMN:
        return None
    best: tuple[int, float, float] | None = None
    for x, room in _gaps(lines):
        left = [line for line in lines if line.box[2] <= x]
        right = [line for line in lines if line.box[0] >= x]
        crossing = len(lines) - len(left) - len(right)
        if crossing > _MOST_CROSSING * len(lines) or not (_is_column(left) and _is_column(right)):
            continue
        if not _stand_beside(left, right):
            continue
        if best is None or (crossing, -room) < best[:2]:
            best = (crossing, -room, x)
    return None if best is None else best[2]


def _gaps(lines: Sequence[Line]) -> list[tuple[float, float]]:
    """(middle, width) of the free space right of each line's end, up to the next line's start."""
    starts = sorted({line.box[0] for line in lines})
    ends = sorted({line.box[2] for line in lines})
    found = []
    place = 0
    for end in ends:
        while place < len(starts) and starts[place] < end:
            place += 1
        if place < len(starts):
            found.append(((end + starts[place]) / 2, starts[place] - end))
    return found


def _is_column(lines: Sequence[Line]) -> bool:
    if len(lines) < _FEWEST_IN_COLUMN:
        return False
    width = statistics.median(line.box[2] - line.box[0] for line in lines)
    return width >= _COLUMN_WIDTH * statistics.median(map(_height, lines))


def _stand_beside(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether two groups share some height; else they follow one another."""
    top = max(min(line.box[1] for line in side) for side in (left, right))
    bottom = min(max(line.box[3] for line in side) for side in (left, right))
    lowest = min(
        max(line.box[3] for line in side) - min(line.box[1] for line in side)
        for side in (left, right)
    )
    return bottom - top > lowest / 2


def _block_text(lines: Sequence[Line]) -> str:
    rows = _rows(lines)
    height = statistics.median(map(_height, lines))
    text = _row_text(rows[0])
    for above, row in pairwise(rows):
        said = _row_text(row)
        gap = min(line.box[1] for line in row) - max(line.box[3] for line in above)
        if gap > _PARAGRAPH_GAP * height:
            text += f"\n\n{said}"
        elif _BROKEN_WORD.search(text) and said[:1].islower():
            text = text[:-1] + _HYPHEN + said
        else:
            text += f"\n{said}"
    return text


def _rows(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines that stand beside each other, from top to bottom, each row from left to right."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=_middle):
        if rows and _shares_row(rows[-1], line):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.box[0]) for row in rows]


def _shares_row(row: Sequence[Line], line: Line) -> bool:
    """Compared with the nearest line of the row, so that a row may run slightly uphill."""
    near = min(row, key=lambda other: abs(_middle_x(other) - _middle_x(line)))
    shared = min(near.box[3], line.box[3]) - max(near.box[1], line.box[1])
    beside = min(near.box[2], line.box[2]) - max(near.box[0], line.box[0])
    narrower = min(near.box[2] - near.box[0], line.box[2] - line.box[0])
    is_above = beside > narrower / 2  # it stands over the other, however close
    return not is_above and shared > _OVERLAP * min(_height(near), _height(line))


def _row_text(row: Sequence[Line]) -> str:
    text = row[0].text
    for before, line in pairwise(row):
        gap = line.box[0] - before.box[2]
        is_close = gap < min(_height(before), _height(line)) / 2
        ends, starts = _IS_SPACELESS.match(text[-1]), _IS_SPACELESS.match(line.text[0])
        text += line.text if is_close and ends and starts else f" {line.text}"
    return text


def _height(line: Line) -> float:
    return line.box[3] - line.box[1]


def _middle(line: Line) -> float:
    return (line.box[1] + line.box[3]) / 2


def _middle_x(line: Line) -> float:
    return (line.box[0] + line.box[2]) / 2
