"""Pictures for the preview, drawn by a child process and fetched off the window's thread."""

from __future__ import annotations

import logging
import time
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QRectF, QSizeF, Signal
from PySide6.QtGui import QImage

from docmind.core import Span
from docmind.ui.widgets.lane import Lane
from docmind.ui.widgets.painter_child import PainterChild, Program, Unpaintable

FIRST_SIDE = 2048
IDLE_SECONDS = 60.0
AHEAD_SECONDS = 0.3  # pages that take longer are not drawn before they are wanted
KEPT_PIXELS = 12_000_000
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to draw: ``page`` from 1 for a PDF, None for a picture; ``width`` in device pixels.

    ``frame`` is the page of a picture that has several (TIFF), from 1. ``state`` is the file's
    modification time in nanoseconds: drawings of another state are not used.
    """

    number: int
    path: Path
    page: int | None
    width: int
    passage: Span | None = None
    words: tuple[Span, ...] = ()
    current: Span | None = None
    frame: int = 1
    state: int = 0

    @property
    def place(self) -> tuple[Path, int | None, int]:
        """What is looked at, however large and whatever is marked."""
        return self.path, self.page, self.frame

    @property
    def plain(self) -> Wanted:
        """The same drawing without marks, whoever asks."""
        return replace(self, number=0, passage=None, words=(), current=None)

    @property
    def is_marked(self) -> bool:
        """Whether there is anything to mark."""
        return bool(self.passage or self.words or self.current)


@dataclass(frozen=True, slots=True)
class Boxes:
    """Where the marks lie, in parts (0 to 1) of the picture."""

    passage: tuple[QRectF, ...] = ()
    words: tuple[QRectF, ...] = ()
    current: tuple[QRectF, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing. ``natural`` is points or pixels. ``boxes`` is None until they are known."""

    wanted: Wanted
    image: QImage
    natural: QSizeF
    pages: int | None = None
    boxes: Boxes | None = None

    @property
    def passage(self) -> tuple[QRectF, ...]:
        """The boxes of the passage."""
        return self.boxes.passage if self.boxes is not None else ()

    @property
    def words(self) -> tuple[QRectF, ...]:
        """The boxes of the words."""
        return self.boxes.words if self.boxes is not None else ()

    @property
    def current(self) -> tuple[QRectF, ...]:
        """The boxes of what was gone to."""
        return self.boxes.current if self.boxes is not None else ()


class DrawingDesk(QObject):
    """Takes wishes and answers each with ``drawn`` or ``failed``; a newer wish replaces an older.

    Pages next to the one that is looked at are drawn ahead, and a few drawings are kept.
    ``program`` gives the command and environment of the child that draws.
    """

    drawn = Signal(object)  # Drawn
    failed = Signal(object)  # Wanted
    marked = Signal(object, object)  # Wanted, Boxes

    def __init__(self, program: Program, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._child = PainterChild(program)
        self._lane = Lane("window-drawing", self._rest, IDLE_SECONDS)
        self._last: Wanted | None = None
        self._kept: OrderedDict[Wanted, Drawn] = OrderedDict()  # by what is wanted, without marks
        self._slow: Path | None = None  # its pages take long
        self._closed = False

    def prepare(self) -> None:
        """Start the child, so that the first drawing need not wait for it."""
        self._lane.put(self._child.start, key="start")

    def draw(self, wanted: Wanted) -> None:
        """Draw soon; what still waits is dropped, and what is drawn of another page hurried.

        What was drawn before is given at once, and its marks follow.
        """
        if self._last is not None and self._last.place != wanted.place:
            self._child.hurry()
        self._last = wanted
        kept = self._kept.get(wanted.plain)
        if kept is not None:
            self._lane.put(_nothing, key="draw")
            self.drawn.emit(replace(kept, wanted=wanted))
            self.mark(wanted)
        else:
            self._lane.put(lambda: self._try(wanted), key="draw")

    def mark(self, wanted: Wanted) -> None:
        """Find where the marks of a page lie, without drawing it again: ``marked`` follows."""
        if wanted.page is not None and wanted.is_marked:
            self._lane.put(lambda: self._find(wanted), key="mark")
        else:
            self.marked.emit(wanted, Boxes())

    def draw_ahead(self, wishes: Sequence[Wanted]) -> None:
        """Draw these when nothing else is to do, and keep them."""
        for place, wanted in enumerate(wishes):
            if wanted.plain not in self._kept:
                self._lane.put(lambda wanted=wanted: self._keep(wanted.plain), key=("ahead", place))  # type: ignore[misc]

    # ---- on the lane ---------------------------------------------------------------------------

    def _try(self, wanted: Wanted) -> None:
        began = time.monotonic()
        try:
            made = self._made(wanted)
        except (Unpaintable, OSError) as error:
            log.info("the preview of %r could not be drawn: %s", wanted.path, error)
            self._tell(self.failed, wanted)
            return
        self._slow = wanted.path if time.monotonic() - began > AHEAD_SECONDS else None
        self._store(made)
        self._tell(self.drawn, made)

    def _keep(self, wanted: Wanted) -> None:
        last = self._last
        if last is None or last.path != wanted.path or last.width != wanted.width:
            return  # the person looks at something else by now
        if wanted.path == self._slow or wanted in self._kept:
            return
        try:
            self._store(self._made(wanted))
        except (Unpaintable, OSError) as error:
            log.info("a page of %r could not be drawn ahead: %s", wanted.path, error)

    def _store(self, made: Drawn) -> None:
        """Keep a drawing; the oldest go when they are too many. From the lane only."""
        kept = OrderedDict(self._kept)
        kept.pop(made.wanted.plain, None)
        kept[made.wanted.plain] = replace(made, wanted=made.wanted.plain, boxes=None)
        while len(kept) > 1 and sum(map(_pixels, kept.values())) > KEPT_PIXELS:
            kept.popitem(last=False)
        self._kept = kept  # replaced as a whole: the window's thread reads it

    def _find(self, wanted: Wanted) -> None:
        assert wanted.page is not None
        try:
            head = self._child.boxes(wanted.path, wanted.page, *_spans(wanted))
        except (Unpaintable, OSError) as error:
            log.info("the marks on %r could not be found: %s", wanted.path, error)
        else:
            self._tell(self.marked, wanted, _boxes(head))

    def _made(self, wanted: Wanted) -> Drawn:
        if wanted.page is None:
            painted = self._child.picture(wanted.path, wanted.width, FIRST_SIDE, wanted.frame)
            return Drawn(wanted, painted.image, painted.natural)
        painted = self._child.page(wanted.path, wanted.page, wanted.width, *_spans(wanted))
        pages, boxes = painted.head["pages"], _boxes(painted.head)
        return Drawn(wanted, painted.image, painted.natural, pages, boxes)

    def _rest(self) -> None:
        self._kept = OrderedDict()
        self._child.rest()

    def _tell(self, signal: Any, *values: object) -> None:
        if not self._closed:
            try:
                signal.emit(*values)
            except RuntimeError:  # the window was destroyed meanwhile
                log.debug("a drawing came after the window closed")

    def close_down(self) -> None:
        """End the child and the lane."""
        self._closed = True
        self._lane.drop_waiting()
        self._child.close()
        self._lane.close(2.0)


def _spans(wanted: Wanted) -> tuple[Span | None, tuple[Span, ...], Span | None]:
    return wanted.passage, wanted.words, wanted.current


def _boxes(head: dict[str, Any]) -> Boxes:
    return Boxes(
        *(tuple(QRectF(*box) for box in head[kind]) for kind in ("passage", "words", "current"))
    )


def _pixels(drawn: Drawn) -> int:
    return drawn.image.width() * drawn.image.height()


def _nothing() -> None:
    """Takes the place of what is no longer wanted."""
