"""Small pictures for cards and grid, drawn by a child process, kept while they are of use."""

from __future__ import annotations

import logging
from collections import OrderedDict
from pathlib import Path

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QImage

from docmind.core import Hit
from docmind.ui.widgets.lane import Lane
from docmind.ui.widgets.painter_child import PainterChild, Program, Unpaintable, painter_program

MOST_BYTES = 96 * 2**20  # of all that are kept
MOST_WAITING = 60  # what was scrolled past long ago is asked for again when it is seen again
LARGE = 120  # pixels, from which a picture is only drawn little larger than it is shown
IDLE_SECONDS = 20.0
log = logging.getLogger(__name__)
Key = tuple[Path, int, int, int]


class Thumbnails(QObject):
    """``get`` answers at once with what there is; ``came`` says that there is more.

    The child is not the preview's, so that no thumbnail waits behind a slow page. It is started
    by the first picture and ends when there are none to draw.
    """

    came = Signal()
    _read = Signal(object, object)  # Key, QImage | None

    def __init__(self, parent: QObject | None = None, program: Program = painter_program) -> None:
        super().__init__(parent)
        self._child = PainterChild(program)
        self._lane = Lane("window-thumbnails", self._child.rest, IDLE_SECONDS)
        self._kept: OrderedDict[Key, QImage] = OrderedDict()
        self._bytes = 0
        self._waiting: set[Key] = set()
        self._failed: set[Key] = set()
        self._closed = False
        self._read.connect(self._keep, Qt.ConnectionType.QueuedConnection)

    def get(self, hit: Hit, wide: int, high: int) -> QImage | None:
        """The picture of a hit cut to ``wide`` x ``high`` device pixels, or None for now."""
        if hit.container is not None:  # it lies inside another file
            return None
        return self.of_file(hit.path, hit.mtime_ns, wide, high)

    def of_file(self, path: Path, mtime_ns: int, wide: int, high: int) -> QImage | None:
        """The same of a picture file, by its path and when it was changed."""
        key = (path, mtime_ns, wide, high)
        kept = self._kept.get(key)
        if kept is not None:
            self._kept.move_to_end(key)
        elif key not in self._waiting and key not in self._failed:
            if len(self._waiting) >= MOST_WAITING:
                self.drop_waiting()
            self._waiting.add(key)
            self._lane.put(lambda: self._draw(key), key)
        return kept

    def _draw(self, key: Key) -> None:
        """On the lane: have the child draw it, and cut it to its box."""
        path, _, wide, high = key
        longest = max(wide, high)
        side = round((1.6 if longest > LARGE else 3) * longest)  # enough of long ones to fill it
        made: QImage | None = None
        try:
            made = cut(self._child.picture(path, wide, side).image, wide, high)
        except (Unpaintable, OSError) as error:
            log.info("no thumbnail of %r: %s", path, error)
        if not self._closed:
            try:
                self._read.emit(key, made)
            except RuntimeError:  # the window was destroyed meanwhile
                log.debug("a thumbnail came after the window closed")

    def drop_waiting(self) -> None:
        """Drop what waits: what is on the screen is asked for again when it is painted."""
        self._lane.drop_waiting()
        self._waiting.clear()

    def forget_waiting(self) -> None:
        """Drop what was asked for rows that are gone; what failed is tried again."""
        self.drop_waiting()
        self._failed.clear()

    def close(self) -> None:
        """Stop reading."""
        self._closed = True
        self._lane.drop_waiting()
        self._child.close()
        self._lane.close(2.0)

    def _keep(self, key: Key, image: QImage | None) -> None:
        self._waiting.discard(key)
        if image is None:
            self._failed.add(key)
            return
        if key not in self._kept:
            self._bytes += image.sizeInBytes()
        self._kept[key] = image
        while self._bytes > MOST_BYTES and len(self._kept) > 1:
            self._bytes -= self._kept.popitem(last=False)[1].sizeInBytes()
        self.came.emit()


def cut(image: QImage, wide: int, high: int) -> QImage:
    """Fill the box, cutting what stands over."""
    filled = image.scaled(
        wide,
        high,
        Qt.AspectRatioMode.KeepAspectRatioByExpanding,
        Qt.TransformationMode.SmoothTransformation,
    )
    left, top = (filled.width() - wide) // 2, (filled.height() - high) // 2
    return filled.copy(QRect(left, top, wide, high))
