"""The child process that draws PDF pages and pictures, so that none can freeze or end the window.

It reads one request per line (JSON) on standard input and writes one answer on standard output:
a line of JSON, then ``length`` bytes of 32-bit pixels (blue, green, red, unused; row by row).
"""

from __future__ import annotations

import ctypes
import json
import os
import queue
import signal
import sys
import threading
from pathlib import Path
from typing import IO, Any, NoReturn

LARGEST_SIDE = 6000
LARGEST_PIXELS = 16_000_000
MEMORY_BYTES = 2 * 2**30
Box = tuple[float, float, float, float]


def main() -> NoReturn:
    """Serve requests until standard input ends."""
    _limit_memory()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the window to handle
    # What libraries print must not get between the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    requests: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(requests,), daemon=True).start()
    painter = Painter()
    while True:
        try:
            head, pixels = _painted(painter, json.loads(requests.get()))
        except Exception as error:  # noqa: BLE001 - any damage in a file is an answer
            head, pixels = {"error": f"{type(error).__name__}: {error}", "length": 0}, b""
        _answer(answers, head, pixels)


def _listen(requests: queue.SimpleQueue[bytes]) -> None:
    """Pass requests on, and end at once when the window has gone, whatever is drawn then."""
    for line in sys.stdin.buffer:
        requests.put(line)
    os._exit(0)


def _painted(painter: Painter, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    if request["kind"] == "page":
        return painter.draw(request)
    if request["kind"] == "boxes":
        return {**painter.boxes(request), "length": 0}, b""
    from PIL import ImageFile

    from docmind.ui.preview.picture_painter import paint_picture

    ImageFile.LOAD_TRUNCATED_IMAGES = True  # half a picture is better than none
    return paint_picture(request)


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # not on Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


def _answer(answers: IO[bytes], head: dict[str, Any], pixels: bytes) -> None:
    answers.write(json.dumps(head).encode() + b"\n")
    answers.write(pixels)
    answers.flush()


class Painter:
    """Keeps the document drawn last open."""

    def __init__(self) -> None:
        self._path: tuple[str, int] | None = None
        self._document: Any = None

    def draw(self, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        """Draw ``page`` (from 1) of ``path`` (hexadecimal bytes) ``width`` pixels wide.

        The boxes of the marks come with it, as from ``boxes``. Raises whatever PDFium finds.
        """
        document, number, page = self._page(request)
        try:
            wide, high = page.get_size()
            scale = _scale(wide, high, int(request["width"]))
            bitmap = page.render(scale=scale, prefer_bgrx=True, maybe_alpha=False)
            head = {
                "wide": bitmap.width,
                "high": bitmap.height,
                "stride": bitmap.stride,
                "points": [wide, high],
                "page": number,
                "pages": len(document),
                **_marked(page, request),
            }
            pixels = bytes(bitmap.buffer)
            bitmap.close()
        finally:
            page.close()
        return {**head, "length": len(pixels)}, pixels

    def boxes(self, request: dict[str, Any]) -> dict[str, Any]:
        """Where the marks of ``page`` of ``path`` stand.

        ``passage``, ``words`` and ``current`` are ranges of PDFium character indices; their boxes
        come back as (left, top, width, height) in parts of the page, 0 to 1.
        """
        _document, _number, page = self._page(request)
        try:
            return _marked(page, request)
        finally:
            page.close()

    def _page(self, request: dict[str, Any]) -> tuple[Any, int, Any]:
        document = self._open(request["path"])
        number = min(max(int(request["page"]), 1), len(document))
        return document, number, document[number - 1]

    def _open(self, hexadecimal: str) -> Any:
        import pypdfium2

        name = os.fsdecode(bytes.fromhex(hexadecimal))
        key = (name, Path(name).stat().st_mtime_ns)
        if key != self._path:
            if self._document is not None:
                self._document.close()
                self._path = self._document = None
            file = Path(name).open("rb")  # noqa: SIM115 - the document closes it
            self._document = pypdfium2.PdfDocument(file, autoclose=True)
            self._path = key
        return self._document


def _scale(wide: float, high: float, width: int) -> float:
    """The scale for a page of points to become ``width`` pixels wide, within the caps."""
    scale = max(1, width) / max(wide, 1.0)
    scale = min(scale, LARGEST_SIDE / max(wide, high, 1.0))
    return float(min(scale, (LARGEST_PIXELS / max(wide * high, 1.0)) ** 0.5))


def _marked(page: Any, request: dict[str, Any]) -> dict[str, list[Box]]:
    one = {name: [request[name]] if request.get(name) else [] for name in ("passage", "current")}
    ranges = {"passage": one["passage"], "words": request["words"], "current": one["current"]}
    if not any(ranges.values()):
        return {name: [] for name in ranges}  # finding the text of a page takes its time
    text = page.get_textpage()
    try:
        return {name: _boxes(page, text, found) for name, found in ranges.items()}
    finally:
        text.close()


def _boxes(page: Any, text: Any, ranges: list[list[int]]) -> list[Box]:
    """Boxes of character ranges, in parts of the page as it is shown (rotation applied)."""
    found = []
    for start, end in ranges:
        length = min(end, text.count_chars()) - start
        if start < 0 or length <= 0:
            continue
        for index in range(text.count_rects(start, length)):
            left, bottom, right, top = text.get_rect(index)
            corners = [_shown_at(page, left, top), _shown_at(page, right, bottom)]
            x = sorted(corner[0] for corner in corners)
            y = sorted(corner[1] for corner in corners)
            found.append((x[0], y[0], x[1] - x[0], y[1] - y[0]))
    return found


def _shown_at(page: Any, x: float, y: float) -> tuple[float, float]:
    import pypdfium2.raw as pdfium

    parts = 100_000
    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page.raw, 0, 0, parts, parts, 0, x, y, across, down)
    return across.value / parts, down.value / parts
