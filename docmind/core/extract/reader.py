"""A reading process: takes one path at a time, answers with its Document or with the pictures in
it, and may die of it.

Started by ``reader_process``. Loads no window, model or store library.
"""

from __future__ import annotations

import os
import queue
import tempfile
import threading
import time
from pathlib import Path
from typing import BinaryIO, NoReturn

import psutil

from docmind.core.children import begin_child, limit_address_space, listen
from docmind.core.errors import ExtractionError, ExtractionOutOfMemory
from docmind.core.extract.base import ExtractionLimits
from docmind.core.extract.frames import (
    Extracted,
    Inside,
    Order,
    Picture,
    Pictures,
    PicturesEnd,
    Ready,
    Refused,
    receive_request,
    send,
)
from docmind.core.extract.members import Observer, observed
from docmind.core.extract.picture_source import pictures_in
from docmind.core.extract.reading import out_of_memory, read_document

OUT_OF_MEMORY = 86
"""Exit status of a process that ended itself because a file took too much memory."""

_FILES_BEFORE_RETIRING = 500
_GROWTH_BEFORE_RETIRING = 256 * 2**20
_LOOK_EVERY = 0.02
# Address space is reserved far beyond what is used; the memory in use is watched beside it.
_RESERVED_PER_USED = 1.5
_RESERVED_MORE = 512 * 2**20


def main(arguments: list[str]) -> NoReturn:
    """Answer requests on standard input until the parent is gone.

    ``arguments`` holds the parent's process id and the folder for unpacked files.
    """
    tempfile.tempdir = arguments[1]
    stream, replies = begin_child(int(arguments[0]))
    requests: queue.SimpleQueue[Order] = queue.SimpleQueue()
    listen(stream, receive_request, requests)
    send(replies, Ready())
    _Reader(replies).serve(requests)
    os._exit(0)


class _Reader:
    def __init__(self, replies: BinaryIO) -> None:
        self._replies = replies
        self._process = psutil.Process()
        self._at_start = self._in_use()
        self._busy = threading.Event()
        self._limits: ExtractionLimits | None = None
        self._ceiling = 0

    def serve(self, requests: queue.SimpleQueue[Order]) -> None:
        for count in range(1, _FILES_BEFORE_RETIRING + 1):
            request = requests.get()
            self._prepare(request.limits)
            self._busy.set()
            reply = self._answer(request, count == _FILES_BEFORE_RETIRING)
            self._busy.clear()
            send(self._replies, reply)
            if reply.retire:
                return

    def _answer(self, order: Order, is_last: bool) -> Extracted | PicturesEnd | Refused:
        path = Path(os.fsdecode(order.path))
        try:
            try:
                if isinstance(order, Pictures):
                    return self._show(path, order, is_last)
                with observed(Observer(self._tell, order.avoid)):
                    document = read_document(path, order.limits)
            except MemoryError:
                raise out_of_memory(path, order.limits) from None
            return Extracted.of(document, is_last or self._has_grown())
        except ExtractionError as error:
            spent = isinstance(error, ExtractionOutOfMemory) or self._has_grown()
            return Refused.of(error, is_last or spent)

    def _show(self, path: Path, order: Pictures, is_last: bool) -> PicturesEnd:
        observer = Observer(self._tell, order.avoid)
        for found in pictures_in(path, order.wanted, order.limits, observer):
            send(self._replies, Picture.of(found))
        return PicturesEnd(is_last or self._has_grown())

    def _tell(self, member: str) -> None:
        send(self._replies, Inside(member))

    def _prepare(self, limits: ExtractionLimits) -> None:
        if self._limits is None:
            threading.Thread(target=self._watch, daemon=True).start()
        if self._limits is None or self._limits.memory_bytes != limits.memory_bytes:
            limit_address_space(int(limits.memory_bytes * _RESERVED_PER_USED) + _RESERVED_MORE)
        self._limits = limits
        self._ceiling = self._at_start + limits.memory_bytes

    def _watch(self) -> None:
        while True:
            self._busy.wait()
            if self._in_use() > self._ceiling:
                os._exit(OUT_OF_MEMORY)
            time.sleep(_LOOK_EVERY)

    def _in_use(self) -> int:
        return int(self._process.memory_info().rss)

    def _has_grown(self) -> bool:
        """What the last file has left behind is not the next file's fault."""
        return self._in_use() > self._at_start + _GROWTH_BEFORE_RETIRING
