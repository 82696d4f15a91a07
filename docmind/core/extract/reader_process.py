"""The parent's side of one reading process: start it, ask it, end it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from docmind.core.errors import DocMindError, ExtractionError, ExtractionTimedOut
from docmind.core.extract.base import ExtractionLimits
from docmind.core.extract.frames import (
    Extracted,
    Ready,
    Refused,
    Reply,
    Request,
    receive_reply,
    send,
)
from docmind.core.extract.reader import OUT_OF_MEMORY
from docmind.core.extract.reading import out_of_memory
from docmind.core.paths import child_command, child_environment
from docmind.core.schema import Document

_START_SECONDS = 60.0
_END_SECONDS = 5.0
_LOG_BYTES = 4 * 2**20


class ReaderDied(Exception):
    """The process ended without an answer and without being asked to; the text says how."""


class ReaderProcess:
    """One running child. Used by one thread, but ``kill`` may come from any."""

    def __init__(self, limits: ExtractionLimits, log_file: Path) -> None:
        self._limits = limits
        self._guard = threading.Lock()
        self._process = _start(log_file)
        self._retired = False
        with self._deadline(_START_SECONDS):
            reply = self._receive()
        if not isinstance(reply, Ready):
            self.close()
            raise DocMindError(
                "The reading process does not start",
                detail=f"It ended with {self._ending()}.",
                hint=f"See {log_file}, and run docmind doctor.",
            )

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    @property
    def is_usable(self) -> bool:
        """Whether it can be asked again: it lives, and has not announced its end."""
        return not self._retired and self.is_alive

    def read(self, path: Path) -> Document:
        """Have ``path`` read. Raises ``ExtractionError``; ``ReaderDied`` when it took the child."""
        with self._deadline(self._limits.seconds) as expired:
            with suppress(OSError):
                send(self._stdin, Request(os.fsencode(path), self._limits))
            reply = self._receive()
        if isinstance(reply, Extracted):
            self._retired = reply.retire
            return reply.document(path)
        if isinstance(reply, Refused):
            self._retired = reply.retire
            raise reply.error(path)
        raise self._failure(path, expired.is_set())

    def kill(self) -> None:
        """End it now. Harmless when it has ended."""
        with suppress(OSError):
            self._process.kill()

    def close(self) -> None:
        """End it and let go of its pipes."""
        self.kill()
        for pipe in (self._stdin, self._stdout):
            with suppress(OSError):
                pipe.close()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_END_SECONDS)

    def _failure(self, path: Path, is_late: bool) -> ExtractionError | ReaderDied:
        self.kill()
        ending = self._ending()
        if is_late:
            return ExtractionTimedOut(
                "The file takes too long to read",
                detail=f"It was given {self._limits.seconds:g} seconds.",
                hint="Raise extraction.timeout_seconds in the settings to read it.",
                path=path,
            )
        if self._process.returncode == OUT_OF_MEMORY:
            return out_of_memory(path, self._limits)
        return ReaderDied(ending)

    def _ending(self) -> str:
        try:
            status = self._process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            return "no status"
        return f"signal {-status}" if status < 0 else f"status {status}"

    def _receive(self) -> Reply | None:
        try:
            return receive_reply(self._stdout, self._limits)
        except (OSError, ValueError):
            return None

    @contextmanager
    def _deadline(self, seconds: float) -> Iterator[threading.Event]:
        """Kill the process when the block takes longer; the event says whether it did."""
        expired, done = threading.Event(), threading.Event()

        def expire() -> None:
            with self._guard:
                if not done.is_set():
                    expired.set()
                    self.kill()

        timer = threading.Timer(seconds, expire)
        timer.daemon = True
        timer.start()
        try:
            yield expired
        finally:
            timer.cancel()
            with self._guard:
                done.set()

    @property
    def _stdin(self) -> BinaryIO:
        assert self._process.stdin is not None
        return self._process.stdin  # type: ignore[return-value]

    @property
    def _stdout(self) -> BinaryIO:
        assert self._process.stdout is not None
        return self._process.stdout  # type: ignore[return-value]


def _start(log_file: Path) -> subprocess.Popen[bytes]:
    log_file.parent.mkdir(parents=True, exist_ok=True)
    _roll(log_file)
    with log_file.open("ab") as log:
        return subprocess.Popen(  # noqa: S603 - our own program
            [*child_command("reader"), str(os.getpid())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            env=child_environment(),
            # A session of its own: Ctrl-C in a terminal is for the parent.
            start_new_session=sys.platform != "win32",
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )


def _roll(log_file: Path) -> None:
    """Keep the log and the one before it."""
    with suppress(OSError):
        if log_file.stat().st_size > _LOG_BYTES:
            log_file.replace(log_file.with_suffix(f"{log_file.suffix}.1"))
