"""The parent's side of text recognition: a child that reads one page at a time, and its life."""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, cast

from docmind.core.children import Deadline, start_child
from docmind.core.errors import DocMindError
from docmind.core.files import open_regular
from docmind.core.paths import child_command
from docmind.core.recognise.base import RecognitionLimits
from docmind.core.recognise.child import OUT_OF_MEMORY, OUT_OF_TIME
from docmind.core.recognise.frames import (
    Counted,
    Ready,
    Recognised,
    Reply,
    Request,
    Unable,
    receive_reply,
    send,
)

_START_SECONDS = 120.0
_COUNT_SECONDS = 60.0
_END_SECONDS = 5.0
_LAST_SECONDS = 1.0
_CLOCK_PER_PROCESSOR = 5.0  # at the lowest priority a page may wait long for its turn
_IDLE_SECONDS = 60.0
_DEATHS = 2  # of the process, before a page is given up
_SPENT = {OUT_OF_MEMORY: "too much memory", OUT_OF_TIME: "too much time"}


class _Died(Exception):
    """The child ended without an answer and without being asked to; the text says how."""


class RecogniserProcess:
    """Recognises text with ``engine_name``, in a child that runs only while there is work.

    Used by one thread, but ``kill`` and ``close`` may come from any. Whatever the child or its
    libraries print goes to ``log_file``, and what became of each page that gave nothing.
    """

    def __init__(
        self,
        engine_name: str,
        threads: int,
        log_file: Path,
        limits: RecognitionLimits | None = None,
    ) -> None:
        self.limits = limits or RecognitionLimits()
        self._engine_name = engine_name
        self._threads = threads
        self._log_file = log_file
        self._lock = threading.Lock()
        self._child: _Child | None = None
        self._idle: threading.Timer | None = None
        self._stopped = threading.Event()
        self._busy = False
        self._closed = False

    @property
    def pid(self) -> int | None:
        """The child's process id; None while there is none."""
        child = self._child
        return None if child is None else child.pid

    def pages(
        self, path: Path, numbers: Sequence[int] | None = None, password: str = ""
    ) -> Iterator[tuple[int, str]]:
        """(page from 1, text) for each page of a PDF or picture file; for ``numbers`` only.

        The text is "" where there is none, and for a page that fails, takes too long or too much
        memory. A file that is no picture has no pages. Raises ``FileUnreadable`` when it cannot be
        opened, ``DocMindError`` when the engine does not start, dies again and again, or was
        stopped by ``kill``.
        """
        self._wake()
        try:
            yield from self._pages(path, numbers, password)
        finally:
            self._rest()

    def kill(self) -> None:
        """Stop what is being read now. ``pages`` can be called again."""
        self._stopped.set()
        with self._lock:
            if self._child is not None:
                self._child.kill()

    def close(self) -> None:
        """End the child for good. Calling it twice is harmless."""
        with self._lock:
            self._closed = True
            self._stopped.set()
            if self._idle is not None:
                self._idle.cancel()
        self._end()

    def _pages(
        self, path: Path, numbers: Sequence[int] | None, password: str
    ) -> Iterator[tuple[int, str]]:
        open_regular(path).close()
        count = self._count(path, password)
        wanted = range(1, count + 1) if numbers is None else [n for n in numbers if 0 < n <= count]
        failed = 0  # in a row: a single page may be to blame, two hint at the engine
        has_worked = False
        for number in wanted[: self.limits.pages]:
            text, ending = self._page(Request(os.fsencode(path), number, self.limits, password))
            failed = failed + 1 if ending else 0
            if failed > 1:
                raise self._broken(ending, path)
            has_worked |= not ending
            yield number, text
        if failed and not has_worked:
            raise self._broken(ending, path)

    def _count(self, path: Path, password: str) -> int:
        request = Request(os.fsencode(path), 0, self.limits, password)
        for _ in range(_DEATHS):
            try:
                reply = self._ask(request, _COUNT_SECONDS)
            except _Died as death:
                self._note(f"{path} could not be opened: the process {death}")
                continue
            return reply.pages if isinstance(reply, Counted) else 0
        return 0

    def _page(self, request: Request) -> tuple[str, str]:
        """(text, "") or ("", how the process ended on this page, twice)."""
        ending = ""
        for _ in range(_DEATHS):
            try:
                reply = self._ask(request, self.limits.seconds * _CLOCK_PER_PROCESSOR)
            except _Died as death:
                ending = str(death)
                where = f"page {request.page} of {os.fsdecode(request.path)}"
                self._note(f"{where} was not read: the process {death}")
                continue
            return (reply.text if isinstance(reply, Recognised) else ""), ""
        return "", ending

    def _ask(self, request: Request, seconds: float) -> Reply:
        """The child's answer; an empty one when the page took too much. Raises ``_Died``."""
        child = self._running()
        with Deadline(seconds, child.kill) as deadline:
            reply = child.ask(request)
        if self._stopped.is_set():
            raise _stopped()
        if reply is None:
            status = child.status()
            self._end()
            if deadline.has_expired or status in _SPENT:
                spent = _SPENT.get(status, "too much time")
                page = f"page {request.page} of " if request.page else ""
                self._note(f"{page}{os.fsdecode(request.path)} was given up: {spent}")
                return Recognised("") if request.page else Counted(0)
            raise _Died(child.ending())
        if isinstance(reply, Recognised) and reply.retire:
            child.status()
            self._end()
        return reply

    def _running(self) -> _Child:
        with self._lock:
            if self._stopped.is_set() or self._closed:
                raise _stopped()
            child = self._child
            if child is None:
                child = self._child = _Child(self._engine_name, self._threads, self._log_file)
        if not child.is_ready:
            self._greet(child)
        return child

    def _greet(self, child: _Child) -> None:
        with Deadline(_START_SECONDS, child.kill):
            reply = child.receive()
        if self._stopped.is_set():
            raise _stopped()
        if not isinstance(reply, Ready):
            self._end()
            said = reply.reason if isinstance(reply, Unable) else f"It {child.ending()}."
            raise DocMindError(
                "Text recognition does not start",
                detail=said,
                hint=f"See {self._log_file}, and run docmind doctor.",
            )
        child.is_ready = True

    def _end(self) -> None:
        with self._lock:
            child, self._child = self._child, None
        if child is not None:
            child.close()

    def _wake(self) -> None:
        with self._lock:
            if self._closed:
                raise _stopped()
            self._busy = True
            self._stopped.clear()
            if self._idle is not None:
                self._idle.cancel()

    def _rest(self) -> None:
        """Give the memory of the models back when nothing is asked for a while."""
        self._busy = False
        if self._stopped.is_set():
            self._end()
        elif self._child is not None and not self._closed:
            self._idle = threading.Timer(_IDLE_SECONDS, self._end_idle)
            self._idle.daemon = True
            self._idle.start()

    def _end_idle(self) -> None:
        with self._lock:
            if self._busy:
                return
            child, self._child = self._child, None
        if child is not None:
            child.close()

    def _broken(self, ending: str, path: Path) -> DocMindError:
        return DocMindError(
            "Text recognition stopped working",
            detail=f"The process that reads pictures {ending}, again and again.",
            hint=f"See {self._log_file}, and run docmind doctor.",
            path=path,
        )

    def _note(self, said: str) -> None:
        line = f"{datetime.now().astimezone().isoformat(timespec='seconds')} {said}\n"
        with suppress(OSError), self._log_file.open("ab") as log:
            log.write(line.encode("utf-8", "replace"))


class _Child:
    """One running process and its pipes."""

    def __init__(self, engine_name: str, threads: int, log_file: Path) -> None:
        command = [*child_command("recogniser"), str(os.getpid()), engine_name, str(threads)]
        self._process = start_child(command, log_file)
        self.is_ready = False

    @property
    def pid(self) -> int:
        return self._process.pid

    def ask(self, request: Request) -> Reply | None:
        with suppress(OSError, ValueError):
            send(cast(BinaryIO, self._process.stdin), request)
        return self.receive()

    def receive(self) -> Reply | None:
        try:
            return receive_reply(cast(BinaryIO, self._process.stdout))
        except (OSError, ValueError):
            return None

    def kill(self) -> None:
        with suppress(OSError):
            self._process.kill()

    def close(self) -> None:
        """End it and let go of its pipes."""
        self.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                cast(BinaryIO, pipe).close()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_END_SECONDS)

    def status(self) -> int:
        """Its exit status, when its output has ended: it is ended by force if it lives on."""
        with suppress(subprocess.TimeoutExpired):
            return self._process.wait(_LAST_SECONDS)
        self.kill()
        return self._process.wait(_END_SECONDS)

    def ending(self) -> str:
        """How it ended, in words."""
        status = self.status()
        return f"ended by signal {-status}" if status < 0 else f"ended with status {status}"


def _stopped() -> DocMindError:
    return DocMindError("Text recognition was stopped", hint="It goes on when it is asked again.")
