"""A recognising process: takes one page at a time, answers with its text, and may die of it.

Started by ``process``. Runs at the lowest priority. Loads no window, store or embedding model.
"""

from __future__ import annotations

import os
import queue
import sys
import threading
import time
from pathlib import Path
from typing import BinaryIO, NoReturn

import psutil

from docmind.core.children import begin_child, limit_address_space, listen, stand_back
from docmind.core.errors import DocMindError
from docmind.core.recognise.base import Recogniser, RecognitionLimits
from docmind.core.recognise.choice import recogniser_class
from docmind.core.recognise.frames import (
    MOST_CHARACTERS,
    Counted,
    Ready,
    Recognised,
    Reply,
    Request,
    Unable,
    receive_request,
    send,
)
from docmind.core.recognise.layout import text_of
from docmind.core.recognise.pages import Unreadable, opened
from docmind.core.recognise.turning import read_upright

OUT_OF_MEMORY = 86
"""Exit status of a process that ended itself because a page took too much memory."""
OUT_OF_TIME = 87
"""Exit status of one that ended itself because a page took too much processor time."""

_PAGES_BEFORE_RETIRING = 1000
_GROWTH_BEFORE_RETIRING = 768 * 2**20
_LOOK_EVERY = 0.05
# Address space is reserved far beyond what is used; the memory in use is watched beside it.
_RESERVED_PER_USED = 2
_RESERVED_MORE = 2 * 2**30


def main(arguments: list[str]) -> NoReturn:
    """Answer requests on standard input until the parent is gone.

    ``arguments``: the parent's process id, the recogniser's name, how many threads it may use.
    """
    stream, replies = begin_child(int(arguments[0]))
    stand_back()
    requests: queue.SimpleQueue[Request] = queue.SimpleQueue()
    listen(stream, receive_request, requests)
    try:
        recogniser = recogniser_class(arguments[1])()
        recogniser.load(int(arguments[2]))
    except Exception as error:  # noqa: BLE001 - engines raise anything; the parent says what
        send(replies, Unable(f"{type(error).__name__}: {error}"))
        os._exit(1)
    send(replies, Ready())
    _Desk(replies, recogniser).serve(requests)
    os._exit(0)


class _Desk:
    """Answers one request after another while a thread watches what each of them takes."""

    def __init__(self, replies: BinaryIO, recogniser: Recogniser) -> None:
        self._replies = replies
        self._recogniser = recogniser
        self._process = psutil.Process()
        self._at_start = self._in_use()
        self._busy = threading.Event()
        self._memory = 0
        self._until = 0.0

    def serve(self, requests: queue.SimpleQueue[Request]) -> None:
        for count in range(1, _PAGES_BEFORE_RETIRING + 1):
            request = requests.get()
            self._prepare(request.limits, is_first=count == 1)
            reply = self._answer(request, count == _PAGES_BEFORE_RETIRING)
            self._busy.clear()
            send(self._replies, reply)
            if isinstance(reply, Recognised) and reply.retire:
                return

    def _answer(self, request: Request, is_last: bool) -> Reply:
        path = Path(os.fsdecode(request.path))
        if not request.page:
            return Counted(self._count(path, request.password))
        text = self._text(path, request)
        return Recognised(text[:MOST_CHARACTERS], is_last or self._has_grown())

    def _count(self, path: Path, password: str) -> int:
        try:
            with opened(path, password) as source:
                return source.count()
        except (Unreadable, DocMindError) as error:
            _log(path, 0, error)
        except Exception as error:  # noqa: BLE001 - readers of hostile files raise anything
            _log(path, 0, error)
        return 0

    def _text(self, path: Path, request: Request) -> str:
        """The page's text; what goes wrong costs this page and is written to the log."""
        try:
            with opened(path, request.password) as source:
                picture = source.picture(request.page, request.limits.least_side)
            if picture is None:
                return ""
            lines = read_upright(self._recogniser, picture)
            return text_of(lines, self._recogniser.least_confidence)
        except Exception as error:  # noqa: BLE001 - readers of hostile files raise anything
            _log(path, request.page, error)
            return ""

    def _prepare(self, limits: RecognitionLimits, is_first: bool) -> None:
        self._memory = self._at_start + limits.memory_bytes
        self._until = time.process_time() + limits.seconds
        if is_first:
            limit_address_space(limits.memory_bytes * _RESERVED_PER_USED + _RESERVED_MORE)
            threading.Thread(target=self._watch, daemon=True).start()
        self._busy.set()

    def _watch(self) -> None:
        while True:
            self._busy.wait()
            if self._in_use() > self._memory:
                os._exit(OUT_OF_MEMORY)
            if time.process_time() > self._until:
                os._exit(OUT_OF_TIME)
            time.sleep(_LOOK_EVERY)

    def _in_use(self) -> int:
        return int(self._process.memory_info().rss)

    def _has_grown(self) -> bool:
        return self._in_use() > self._at_start + _GROWTH_BEFORE_RETIRING


def _log(path: Path, page: int, error: Exception) -> None:
    where = f"page {page} of {path}" if page else str(path)
    said = f"{where} was not looked at: {type(error).__name__}: {error}"
    sys.stderr.write(said.encode("utf-8", "replace").decode() + "\n")
    sys.stderr.flush()
