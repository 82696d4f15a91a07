"""The window's end of the page painter: a child process that opens strangers' pictures and pages.

Nothing that a stranger made is decoded in the window itself. A file that hangs or crashes the
child costs that child; the next wish starts another.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage

from docmind.core import Span

PAGE_SECONDS = 15.0
PICTURE_SECONDS = 10.0
STALE_SECONDS = 1.5
log = logging.getLogger(__name__)

Program = Callable[[], tuple[list[str], dict[str, str]]]
"""Gives command and environment of the child."""


def painter_program() -> tuple[list[str], dict[str, str]]:
    """Command and environment of the page painter."""
    from docmind.core import child_command, child_environment

    return child_command("page-painter"), child_environment()


class Unpaintable(Exception):
    """The file cannot be shown. The message is for the log."""


@dataclass(frozen=True, slots=True)
class Painted:
    """What the child drew, the file's own size in points or pixels, and what else it told."""

    image: QImage
    natural: QSizeF
    head: dict[str, Any]


class PainterChild:
    """One child, started at the first wish and again after it ended. For one lane at a time.

    ``hurry`` and ``close`` may come from any thread.
    """

    def __init__(self, program: Program) -> None:
        self._program = program
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False
        self._busy: object | None = None  # what is drawn now

    def start(self) -> None:
        """Start the child before there is something to draw."""
        try:
            self._running()
        except (Unpaintable, OSError) as error:
            log.info("the page painter could not be started: %s", error)

    def page(
        self,
        path: Path,
        page: int,
        width: int,
        passage: Span | None,
        words: Sequence[Span],
        current: Span | None = None,
    ) -> Painted:
        """Draw a page of a PDF ``width`` pixels wide, with the boxes of three kinds of spans.

        Raises ``Unpaintable``.
        """
        request = {"page": page, "width": width, **_marks(passage, words, current)}
        return self._paint("page", path, request, PAGE_SECONDS)

    def boxes(
        self,
        path: Path,
        page: int,
        passage: Span | None,
        words: Sequence[Span],
        current: Span | None,
    ) -> dict[str, Any]:
        """Where the spans stand on a page of a PDF, without drawing it. Raises ``Unpaintable``."""
        request = {"page": page, **_marks(passage, words, current)}
        return self._ask("boxes", path, request, PAGE_SECONDS)[0]

    def picture(self, path: Path, width: int, side: int, page: int = 1) -> Painted:
        """Draw a picture: ``width`` pixels wide or with a longer side of ``side``, whichever is
        more, but not larger than it is. Raises ``Unpaintable``."""
        request = {"page": page, "width": width, "side": side}
        return self._paint("picture", path, request, PICTURE_SECONDS)

    def hurry(self) -> None:
        """What is drawn now has become stale: it may take a little longer, then it is ended."""
        busy = self._busy
        if busy is not None:
            _after(STALE_SECONDS, lambda: self._kill_while(busy))

    def rest(self) -> None:
        """End the child; the next wish starts another. Not while one is drawn."""
        with self._lock:
            process, self._process = self._process, None
        _end(process)

    def close(self) -> None:
        """End the child for good."""
        with self._lock:
            self._closed = True
            process, self._process = self._process, None
        _end(process)

    def _paint(self, kind: str, path: Path, request: dict[str, Any], seconds: float) -> Painted:
        head, pixels = self._ask(kind, path, request, seconds)
        image = QImage(
            pixels, head["wide"], head["high"], head["stride"], QImage.Format.Format_RGB32
        ).copy()
        return Painted(image, QSizeF(*head["points"]), head)

    def _ask(
        self, kind: str, path: Path, request: dict[str, Any], seconds: float
    ) -> tuple[dict[str, Any], bytes]:
        process = self._running()
        request = {"kind": kind, "path": os.fsencode(path).hex(), **request}
        self._busy = wish = object()
        watch = _after(seconds, lambda: self._kill_while(wish))
        try:
            head, pixels = _exchange(process, request)
        except Unpaintable:
            process.kill()  # so that it is known to be gone when the next wish comes
            process.wait()
            raise
        finally:
            with self._lock:
                self._busy = None
            watch.cancel()
        if "error" in head:
            raise Unpaintable(head["error"])
        return head, pixels

    def _kill_while(self, wish: object) -> None:
        with self._lock:
            if self._busy is wish and self._process is not None:
                self._process.kill()

    def _running(self) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._closed:
                raise Unpaintable("the window closes")
            if self._process is None or self._process.poll() is not None:
                _end(self._process)
                command, environment = self._program()
                self._process = subprocess.Popen(  # noqa: S603 - our own program
                    command,
                    env=environment,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                )
            return self._process


def _after(seconds: float, run: Callable[[], None]) -> threading.Timer:
    timer = threading.Timer(seconds, run)
    timer.daemon = True
    timer.start()
    return timer


def _end(process: subprocess.Popen[bytes] | None) -> None:
    if process is None:
        return
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            try:
                pipe.close()
            except OSError:  # what was still to be written has no reader now
                log.debug("the page painter went away while a request was sent")


def _exchange(
    process: subprocess.Popen[bytes], request: dict[str, Any]
) -> tuple[dict[str, Any], bytes]:
    assert process.stdin is not None and process.stdout is not None
    try:
        process.stdin.write(json.dumps(request).encode() + b"\n")
        process.stdin.flush()
        line = process.stdout.readline()
        if not line:
            raise Unpaintable("it took too long or crashed")
        head: dict[str, Any] = json.loads(line)
        pixels = process.stdout.read(head["length"]) if head["length"] else b""
    except (OSError, ValueError) as error:
        raise Unpaintable(f"the page painter ended: {error}") from None
    if len(pixels) != head["length"]:
        raise Unpaintable("the page painter ended while it drew")
    return head, pixels


def _marks(passage: Span | None, words: Sequence[Span], current: Span | None) -> dict[str, Any]:
    return {
        "passage": _pair(passage) if passage else None,
        "words": [_pair(span) for span in words],
        "current": _pair(current) if current else None,
    }


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]
