"""The model worker: any embedder in a process of its own (``rerank.worker`` adds rerankers).

Requests come on standard input, replies go out on what was standard output. The main thread only
reads, so that the end of the input, which means that the owner is gone, ends this process at once
even in the middle of a batch.
"""

from __future__ import annotations

import contextlib
import itertools
import logging
import os
import queue
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from typing import BinaryIO

import msgspec

from docmind.core.children import (
    die_with_parent,
    ignore_interrupts,
    take_standard_input,
    take_standard_output,
)
from docmind.core.embed.base import Embedder
from docmind.core.embed.frames import (
    Failed,
    FrameError,
    Load,
    Loaded,
    Passages,
    Pictures,
    Place,
    Question,
    Reply,
    Request,
    Rerank,
    pack,
    pixels_of,
    read_frame,
    request_in,
    write_frame,
)
from docmind.core.errors import DocMindError
from docmind.core.paths import OFFLINE_ENVIRONMENT
from docmind.core.registry import provider
from docmind.core.servers.open_lines import close_all

log = logging.getLogger(__name__)


def main() -> int:
    """Serve embedders only. Returns the exit status."""
    return run(Desk)


def run(desk_over: Callable[[BinaryIO], Desk]) -> int:
    """Serve until standard input ends, at the desk made for the replies. Returns the exit
    status."""
    os.environ.update(OFFLINE_ENVIRONMENT)
    die_with_parent(os.getppid())
    ignore_interrupts()
    logging.basicConfig(stream=sys.stderr, level=os.environ.get("DOCMIND_LOG_LEVEL", "INFO"))
    logging.getLogger("httpx").setLevel(logging.WARNING)  # it writes a line for every call
    requests, replies = take_standard_input(), take_standard_output()
    desk = desk_over(replies)
    desk.start()
    return serve(requests, desk)


def serve(requests: BinaryIO, desk: Desk) -> int:
    """Hand every request to ``desk`` until the stream ends or loses its frames."""
    while True:
        try:
            frame = read_frame(requests)
        except FrameError as error:
            desk.reply(Failed(-1, "The model worker was sent a damaged message", f"{error}."))
            return 1
        if frame is None:
            # threads may be deep inside a model: leave without waiting for them
            close_all()
            os._exit(0)
        try:
            request = request_in(frame[0])
        except msgspec.MsgspecError as error:
            desk.reply(Failed(-1, "The model worker was sent a wrong message", f"{error}."))
            continue
        desk.take(request, frame[1])


class Desk:
    """Runs requests in order, queries first; on a thread beside where the embedder allows it."""

    def __init__(self, replies: BinaryIO) -> None:
        self._replies = replies
        self._writing = threading.Lock()
        self._order = itertools.count()
        self._waiting: queue.PriorityQueue[tuple[int, int, Request, bytes]] = queue.PriorityQueue()
        self._questions: queue.SimpleQueue[Question] | None = None
        self._embedder: Embedder | None = None

    def start(self) -> None:
        """Begin to work on a thread of its own."""
        threading.Thread(target=self._work, name="passages", daemon=True).start()

    def take(self, request: Request, body: bytes = b"") -> None:
        """Accept a request from the reading thread."""
        if self._questions is not None and isinstance(request, Question):
            self._questions.put(request)
            return
        is_bulk = isinstance(request, Passages | Pictures)
        self._waiting.put((int(is_bulk), next(self._order), request, body))

    def reply(self, message: Reply, body: bytes = b"") -> None:
        """Send one frame. A lost owner ends the process through its input."""
        with self._writing, contextlib.suppress(OSError, ValueError):
            write_frame(self._replies, message, body)

    def _work(self) -> None:
        while True:
            self._answer(*self._waiting.get()[2:])

    def _work_beside(self, questions: queue.SimpleQueue[Question]) -> None:
        while True:
            self._answer(questions.get())

    def _answer(self, request: Request, sent: bytes = b"") -> None:
        try:
            message, body = self._run(request, sent)
        except DocMindError as error:
            message, body = Failed.of(request.id, error), b""
        except Exception as error:  # one failed request must not end the worker
            log.exception("request failed")
            detail = f"{type(error).__name__}: {error}."
            message, body = Failed(request.id, "The model could not do its work", detail), b""
        self.reply(message, body)

    def _run(self, request: Request, sent: bytes) -> tuple[Reply, bytes]:
        began = time.perf_counter()
        match request:
            case Load():
                return self._load(request), b""
            case Passages():
                found = self._loaded().embed_passages(request.texts)
                log.debug("embedded %d passages", len(request.texts))
            case Pictures():
                found = self._loaded().embed_pictures(pixels_of(request, sent))
            case Question():
                found = self._loaded().embed_query(request.text)
            case Rerank():
                raise DocMindError("This model compares no pairs")
        return pack(request.id, found, time.perf_counter() - began, _place(self._loaded()))

    def _loaded(self) -> Embedder:
        if self._embedder is None:
            raise DocMindError("No model was loaded")
        return self._embedder

    def _load(self, request: Load) -> Loaded:
        chosen = provider("docmind.core.embed", Embedder, request.provider)  # type: ignore[type-abstract]
        embedder = chosen()
        if embedder.needs_folder and request.options.folder is None:
            raise DocMindError(f"The model {request.provider} is used without its files")
        if embedder.needs_server and request.options.server is None:
            raise DocMindError(f"The model {request.provider} is used without its server")
        identity = embedder.load(request.options)
        if request.options.dimensions == identity.dimension:
            identity = replace(identity, shortened=True)
        try:
            tokenizer = embedder.tokenizer_json()
        except NotImplementedError:
            tokenizer = ""
        self._embedder = embedder
        if embedder.query_beside_passages and self._questions is None:
            self._questions = queue.SimpleQueue()
            _spawn(self._work_beside, self._questions)
        return Loaded(request.id, identity, _place(embedder), tokenizer, embedder.picture_side)


def _place(embedder: Embedder) -> Place:
    return Place(embedder.device, embedder.why, embedder.fell_back)


def _spawn(
    work: Callable[[queue.SimpleQueue[Question]], None], questions: queue.SimpleQueue[Question]
) -> None:
    threading.Thread(target=work, args=(questions,), name="queries", daemon=True).start()
