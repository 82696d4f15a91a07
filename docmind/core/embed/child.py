"""One running model worker, seen from the process that owns it."""

from __future__ import annotations

import contextlib
import itertools
import signal
import subprocess
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import BinaryIO, cast

import msgspec

from docmind.core import paths
from docmind.core.children import start_child
from docmind.core.embed.frames import Failed, FrameError, Reply, Request, read_frame, write_frame
from docmind.core.runtimes.activate import VARIABLE

Answer = tuple[Reply, bytes]
_replies = msgspec.json.Decoder(Reply)


class ChildDied(Exception):
    """The worker ended before it answered."""


class Child:
    """A worker process, a thread that reads its replies, and the requests it still owes.
    ``runtime`` is the folder of the models runtime it takes libraries from."""

    def __init__(
        self,
        log_file: Path | None,
        on_exit: Callable[[], None],
        runtime: Path | None = None,
    ) -> None:
        self.runtime = runtime
        self._on_exit = on_exit
        self._ids = itertools.count()
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self._owed: dict[int, Future[Answer]] = {}
        self._gone = False
        self.answered = 0
        self.process = start_child(
            paths.child_command("embed-worker"),
            log_file,
            {VARIABLE: str(runtime) if runtime is not None else ""},
        )
        self._reader = threading.Thread(target=self._read, name="model replies", daemon=True)
        self._reader.start()

    @property
    def alive(self) -> bool:
        """False from the moment its output ended."""
        return not self._gone

    def request(self, make: Callable[[int], Request], body: bytes = b"") -> Future[Answer]:
        """Send what ``make`` returns for a fresh id, and ``body``. The future raises
        ``ChildDied`` when the worker ends first."""
        future: Future[Answer] = Future()
        number = next(self._ids)
        with self._lock:
            if self._gone:
                future.set_exception(ChildDied())
                return future
            self._owed[number] = future
        # a broken pipe is noticed by the reading thread, which then fails what is owed
        with self._writing, contextlib.suppress(OSError, ValueError):
            write_frame(cast(BinaryIO, self.process.stdin), make(number), body)
        return future

    def reason(self) -> str:
        """Why it ended, in words."""
        status = self.process.wait()
        if status < 0:
            with contextlib.suppress(ValueError):
                return f"ended by {signal.Signals(-status).name}"
        return f"ended with status {status}"

    def close(self, patience: float = 2.0) -> None:
        """Let it end by itself, then by force, and wait until its memory is free."""
        self._close_input()
        try:
            self.process.wait(patience)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._reader.join(patience)

    def _close_input(self) -> None:
        # a writer may be stuck inside: the kill in ``close`` frees it
        if self.process.stdin is not None and self._writing.acquire(timeout=1.0):
            with contextlib.suppress(OSError):
                self.process.stdin.close()
            self._writing.release()

    def _read(self) -> None:
        replies = cast(BinaryIO, self.process.stdout)
        try:
            with replies, contextlib.suppress(FrameError, msgspec.MsgspecError, OSError):
                while (frame := read_frame(replies)) is not None:
                    self._settle(_replies.decode(frame[0]), frame[1])
        finally:
            self._bury()

    def _settle(self, reply: Reply, body: bytes) -> None:
        with self._lock:
            future = self._owed.pop(reply.id, None)
        if not isinstance(reply, Failed):
            self.answered += 1
        if future is not None:
            future.set_result((reply, body))

    def _bury(self) -> None:
        with self._lock:
            self._gone = True
            owed = list(self._owed.values())
            self._owed.clear()
        # its output may also have ended by damage: it must not live on unheard
        self.process.kill()
        self.process.wait()
        self._close_input()
        for future in owed:
            future.set_exception(ChildDied())
        self._on_exit()
