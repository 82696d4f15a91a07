"""Pictures for the preview, drawn by a child process and fetched off the window's thread."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QRectF, QSizeF, Signal
from PySide6.QtGui import QImage

from docmind.core import Span
from docmind.ui.widgets.lane import Lane
from docmind.ui.widgets.painter_child import PainterChild, Program, Unpaintable

FIRST_SIDE = 2048
IDLE_SECONDS = 60.0
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to draw: ``page`` from 1 for a PDF, None for a picture; ``width`` in device pixels.

    ``frame`` is the page of a picture that has several (TIFF), from 1.
    """

    number: int
    path: Path
    page: int | None
    width: int
    passage: Span | None = None
    words: tuple[Span, ...] = ()
    frame: int = 1

    @property
    def place(self) -> tuple[Path, int | None, int]:
        """What is looked at, however large and whatever is marked."""
        return self.path, self.page, self.frame


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing. ``natural`` is points or pixels; boxes are in parts (0 to 1) of the picture."""

    wanted: Wanted
    image: QImage
    natural: QSizeF
    pages: int | None = None
    passage: tuple[QRectF, ...] = ()
    words: tuple[QRectF, ...] = ()


class DrawingDesk(QObject):
    """Takes wishes and answers each with ``drawn`` or ``failed``; a newer wish replaces an older.

    ``program`` gives the command and environment of the child that draws.
    """

    drawn = Signal(object)  # Drawn
    failed = Signal(object)  # Wanted

    def __init__(self, program: Program, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._child = PainterChild(program)
        self._lane = Lane("window-drawing", self._child.rest, IDLE_SECONDS)
        self._last: Wanted | None = None
        self._closed = False

    def draw(self, wanted: Wanted) -> None:
        """Draw soon; what still waits is dropped, and what is drawn of another page hurried."""
        if self._last is not None and self._last.place != wanted.place:
            self._child.hurry()
        self._last = wanted
        self._lane.put(lambda: self._try(wanted), key="draw")

    def _try(self, wanted: Wanted) -> None:
        try:
            made = self._made(wanted)
        except (Unpaintable, OSError) as error:
            log.info("the preview of %r could not be drawn: %s", wanted.path, error)
            self._tell(self.failed, wanted)
        else:
            self._tell(self.drawn, made)

    def _made(self, wanted: Wanted) -> Drawn:
        if wanted.page is None:
            painted = self._child.picture(wanted.path, wanted.width, FIRST_SIDE, wanted.frame)
            return Drawn(wanted, painted.image, painted.natural)
        painted = self._child.page(
            wanted.path, wanted.page, wanted.width, wanted.passage, wanted.words
        )
        passage, words = (
            tuple(QRectF(*box) for box in painted.head[kind]) for kind in ("passage", "words")
        )
        pages = painted.head["pages"]
        return Drawn(wanted, painted.image, painted.natural, pages, passage, words)

    def _tell(self, signal: Any, value: object) -> None:
        if not self._closed:
            try:
                signal.emit(value)
            except RuntimeError:  # the window was destroyed meanwhile
                log.debug("a drawing came after the window closed")

    def close_down(self) -> None:
        """End the child and the lane."""
        self._closed = True
        self._lane.drop_waiting()
        self._child.close()
        self._lane.close(2.0)
