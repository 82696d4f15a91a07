"""Small pictures for the cards of images, decoded on a lane and kept while they are of use."""

from __future__ import annotations

import logging
from collections import OrderedDict

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QImage

from docmind.core import Hit
from docmind.ui.widgets.lane import Lane
from docmind.ui.widgets.picture_file import UnreadablePicture, read_picture

KEPT = 300
log = logging.getLogger(__name__)
Key = tuple[int, int, int, int]


class Thumbnails(QObject):
    """``get`` answers at once with what there is; ``came`` says that there is more."""

    came = Signal()
    _read = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = Lane("window-thumbnails")
        self._kept: OrderedDict[Key, QImage | None] = OrderedDict()
        self._closed = False
        self._read.connect(self._keep, Qt.ConnectionType.QueuedConnection)

    def get(self, hit: Hit, wide: int, high: int) -> QImage | None:
        """The picture of a hit cut to ``wide`` x ``high`` device pixels, or None for now."""
        key = (hit.file_id, hit.mtime_ns, wide, high)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        self._kept[key] = None
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)

        def task() -> None:
            try:
                image, _ = read_picture(hit.path, 3 * max(wide, high))
            except (UnreadablePicture, OSError) as error:
                log.info("no thumbnail of %r: %s", hit.path, error)
                return
            if not self._closed:
                try:
                    self._read.emit(key, _cut(image, wide, high))
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
        self._lane.close(2.0)

    def _keep(self, key: Key, image: QImage) -> None:
        if key in self._kept:
            self._kept[key] = image
            self.came.emit()


def _cut(image: QImage, wide: int, high: int) -> QImage:
    """Fill the box, cutting what stands over."""
    filled = image.scaled(
        wide,
        high,
        Qt.AspectRatioMode.KeepAspectRatioByExpanding,
        Qt.TransformationMode.SmoothTransformation,
    )
    left, top = (filled.width() - wide) // 2, (filled.height() - high) // 2
    return filled.copy(QRect(left, top, wide, high))
