"""Python's collector of reference cycles, on the window's thread and between what a person does.

Left to itself it runs on whatever thread allocates. On a lane it would destroy what is Qt's from
the wrong thread, which ends the program; while a card is painted it would hold the paint.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 1000
YOUNG = 2000  # new objects before the young ones are looked at
MIDDLE = 20  # looks at the young ones before those that survived one are looked at
OLD = 20  # of those, before all are; and only while nothing new came for a while


class Tidying(QObject):
    """Until ``release`` nothing is collected but by it. One in a process."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self.spare()
        self._last = 0
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._tidy)
        self._timer.start()

    def spare(self) -> None:
        """What is there by now stays: it is not looked at again and again."""
        gc.freeze()

    def release(self) -> None:
        """Let Python collect by itself again. Harmless when called twice."""
        self._timer.stop()
        gc.enable()
        gc.unfreeze()

    def _tidy(self) -> None:
        young, middle, old = gc.get_count()
        rests = young - self._last < YOUNG / 10
        if old > OLD and rests:
            gc.collect()
        elif middle > MIDDLE:
            gc.collect(1)
        elif young > YOUNG:
            gc.collect(0)
        self._last = gc.get_count()[0]
