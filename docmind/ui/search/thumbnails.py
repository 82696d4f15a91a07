"""Small pictures for the cards of images, drawn by a child process, kept while they are of use."""

from __future__ import annotations

import logging
from collections import OrderedDict
from pathlib import Path

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QImage

from docmind.core import Hit
from docmind.ui.widgets.lane import Lane
from docmind.ui.widgets.painter_child import PainterChild, Program, Unpaintable, painter_program

KEPT = 300
IDLE_SECONDS = 20.0
log = logging.getLogger(__name__)
Key = tuple[Path, int, int, int]


class Thumbnails(QObject):
    """``get`` answers at once with what there is; ``came`` says that there is more.

    The child is not the preview's, so that no thumbnail waits behind a slow page. It is started
    by the first picture and ends when there are none to draw.
    """

    came = Signal()
    _read = Signal(object, object)

    def __init__(self, parent: QObject | None = None, program: Program = painter_program) -> None:
        super().__init__(parent)
        self._child = PainterChild(program)
        self._lane = Lane("window-thumbnails", self._child.rest, IDLE_SECONDS)
        self._kept: OrderedDict[Key, QImage | None] = OrderedDict()
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
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        self._kept[key] = None
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)

        def task() -> None:
            try:
                image = self._child.picture(path, wide, 3 * max(wide, high)).image
            except (Unpaintable, OSError) as error:
                log.info("no thumbnail of %r: %s", path, error)
                return
            if not self._closed:
                try:
                    self._read.emit(key, cut(image, wide, high))
                except RuntimeError:  # the window was destroyed meanwhile
                    log.debug("a thumbnail came after the window closed")

        self._lane.put(task, key)
        return None

    def forget_waiting(self) -> None:
        """Drop what was asked for rows that are gone."""
        self._lane.drop_waiting()
        for key in [key for key, image in self._kept.items() if image is None]:
            del self._kept[key]

    def close(self) -> None:
        """Stop reading."""
        self._closed = True
        self._lane.drop_waiting()
        self._child.close()
        self._lane.close(2.0)

    def _keep(self, key: Key, image: QImage) -> None:
        if key in self._kept:
            self._kept[key] = image
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
