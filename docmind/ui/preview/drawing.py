"""Pictures for the preview, made off the window's thread: PDF pages by a child, images by Qt."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QRectF, QSizeF, Signal
from PySide6.QtGui import QImage

from docmind.core import Span
from docmind.ui.widgets.lane import Lane
from docmind.ui.widgets.picture_file import UnreadablePicture, read_picture

DRAW_SECONDS = 15.0
FIRST_SIDE = 2048
LARGEST_SIDE = 8192
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to draw: ``page`` from 1 for a PDF, None for an image; ``width`` in device pixels."""

    number: int
    path: Path
    page: int | None
    width: int
    passage: Span | None = None
    words: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing. ``natural`` is points or pixels; boxes are in parts (0 to 1) of the picture."""

    wanted: Wanted
    image: QImage
    natural: QSizeF
    pages: int | None = None
    passage: tuple[QRectF, ...] = ()
    words: tuple[QRectF, ...] = ()


class Undrawable(Exception):
    """The file cannot be shown. The message is for the log."""


class DrawingDesk(QObject):
    """Takes wishes and answers each with ``drawn`` or ``failed``; a newer wish replaces an older.

    ``child`` gives the command and environment of the child that draws PDF pages.
    """

    drawn = Signal(object)  # Drawn
    failed = Signal(object)  # Wanted

    def __init__(
        self, child: Callable[[], tuple[list[str], dict[str, str]]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._pages = _PageChild(child)
        self._lanes = {"page": Lane("window-pages"), "picture": Lane("window-pictures")}
        self._closed = False

    def draw(self, wanted: Wanted) -> None:
        """Draw soon; what still waits in the same lane is dropped."""
        if wanted.page is None:
            self._lanes["picture"].put(lambda: self._try(draw_picture, wanted), key="draw")
        else:
            self._lanes["page"].put(lambda: self._try(self._pages.draw, wanted), key="draw")

    def _try(self, make: Callable[[Wanted], Drawn], wanted: Wanted) -> None:
        try:
            made = make(wanted)
        except (Undrawable, UnreadablePicture, OSError) as error:
            log.info("the preview of %r could not be drawn: %s", wanted.path, error)
            self._tell(self.failed, wanted)
        else:
            self._tell(self.drawn, made)

    def _tell(self, signal: Any, value: object) -> None:
        if not self._closed:
            try:
                signal.emit(value)
            except RuntimeError:  # the window was destroyed meanwhile
                log.debug("a drawing came after the window closed")

    def close_down(self) -> None:
        """End the child and the lanes."""
        self._closed = True
        for lane in self._lanes.values():
            lane.drop_waiting()
        self._pages.end()
        for lane in self._lanes.values():
            lane.close(2.0)


class _PageChild:
    """The child process, started at the first page and again after it was ended."""

    def __init__(self, child: Callable[[], tuple[list[str], dict[str, str]]]) -> None:
        self._child = child
        self._process: subprocess.Popen[bytes] | None = None

    def draw(self, wanted: Wanted) -> Drawn:
        process = self._running()
        request = {
            "number": wanted.number,
            "path": os.fsencode(wanted.path).hex(),
            "page": wanted.page,
            "width": wanted.width,
            "passage": _pair(wanted.passage) if wanted.passage else None,
            "words": [_pair(span) for span in wanted.words],
        }
        watch = threading.Timer(DRAW_SECONDS, process.kill)
        watch.daemon = True
        watch.start()
        try:
            head, pixels = _exchange(process, request)
        finally:
            watch.cancel()
        if "error" in head:
            raise Undrawable(head["error"])
        image = QImage(
            pixels, head["wide"], head["high"], head["stride"], QImage.Format.Format_RGB32
        ).copy()
        return Drawn(
            wanted,
            image,
            QSizeF(*head["points"]),
            head["pages"],
            tuple(QRectF(*box) for box in head["passage"]),
            tuple(QRectF(*box) for box in head["words"]),
        )

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.end()
            command, environment = self._child()
            self._process = subprocess.Popen(  # noqa: S603 - our own program
                command,
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return self._process

    def end(self) -> None:
        """End the child; the next page starts another."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:  # what was still to be written has no reader now
                    log.debug("the page child went away while a request was sent")


def _exchange(
    process: subprocess.Popen[bytes], request: dict[str, Any]
) -> tuple[dict[str, Any], bytes]:
    assert process.stdin is not None and process.stdout is not None
    try:
        process.stdin.write(json.dumps(request).encode() + b"\n")
        process.stdin.flush()
        line = process.stdout.readline()
        head: dict[str, Any] = (
            json.loads(line) if line else {"error": "the page took too long", "length": 0}
        )
        pixels = process.stdout.read(head["length"]) if head["length"] else b""
    except (OSError, ValueError) as error:
        raise Undrawable(f"the page child ended: {error}") from None
    if len(pixels) != head["length"]:
        raise Undrawable("the page child ended while it drew")
    return head, pixels


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]


def draw_picture(wanted: Wanted) -> Drawn:
    """Read an image file as large as it is wanted. Raises ``UnreadablePicture`` or ``OSError``."""
    side = min(max(wanted.width, FIRST_SIDE), LARGEST_SIDE)
    image, natural = read_picture(wanted.path, side)
    return Drawn(wanted, image, natural)
