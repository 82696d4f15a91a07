"""What every child process and its parent need, whatever they talk about."""

from __future__ import annotations

import faulthandler
import os
import queue
import signal
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, NoReturn, TypeVar

from docmind.core.paths import child_environment

_LOG_BYTES = 4 * 2**20
_LENGTH = struct.Struct(">Q")
Message = TypeVar("Message")


def take_standard_input() -> BinaryIO:
    """In the child: keep the request pipe to ourselves; a library that reads finds nothing."""
    requests = os.fdopen(os.dup(0), "rb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    return requests


def take_standard_output() -> BinaryIO:
    """In the child: keep the reply pipe to ourselves; whatever a library prints goes to the log."""
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return replies


def ignore_interrupts() -> None:
    """In the child: Ctrl-C in a terminal is for the parent."""
    if hasattr(signal, "SIGINT"):
        signal.signal(signal.SIGINT, signal.SIG_IGN)


def die_with_parent(parent: int) -> None:
    """In the child: have the kernel end it with the parent, even while a library holds the lock.

    ``parent`` is the parent's process id. Does nothing where the system has no such order.
    """
    if sys.platform != "linux":
        return
    import ctypes

    set_death_signal = 1  # PR_SET_PDEATHSIG, prctl(2)
    ctypes.CDLL(None).prctl(set_death_signal, int(signal.SIGKILL))
    if os.getppid() != parent:
        os._exit(0)  # it died before the line above


def begin_child(parent: int) -> tuple[BinaryIO, BinaryIO]:
    """In the child: (requests, replies), kept from its libraries; it ends with ``parent``, the
    parent's process id, and says in its log where it crashed."""
    pipes = take_standard_input(), take_standard_output()
    ignore_interrupts()
    die_with_parent(parent)
    faulthandler.enable()
    return pipes


def listen(
    stream: BinaryIO,
    receive: Callable[[BinaryIO], Message | None],
    requests: queue.SimpleQueue[Message],
) -> None:
    """In the child: pass requests on from a thread of its own, which ends the process at once when
    the parent closes the pipe or dies, whatever is done then."""

    def pass_on() -> NoReturn:
        try:
            while (request := receive(stream)) is not None:
                requests.put(request)
        finally:
            os._exit(0)

    threading.Thread(target=pass_on, name="requests", daemon=True).start()


def limit_address_space(more: int) -> None:
    """In the child: make an allocation beyond ``more`` bytes from now fail at once, and leave no
    memory on disk after a crash: it would be what is in someone's file. Only on Linux."""
    if sys.platform != "linux":
        return
    import resource

    import psutil

    now = int(psutil.Process().memory_info().vms)
    resource.setrlimit(resource.RLIMIT_AS, (now + more, resource.RLIM_INFINITY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def stand_back() -> None:
    """In the child: let everything else on the machine go first, on processor and disk."""
    import psutil

    process = psutil.Process()
    with suppress(OSError, psutil.Error, AttributeError, ValueError):
        if sys.platform == "win32":
            process.nice(psutil.IDLE_PRIORITY_CLASS)
        else:
            os.nice(19)
    with suppress(OSError, psutil.Error, AttributeError, ValueError):
        idle = psutil.IOPRIO_VERYLOW if sys.platform == "win32" else psutil.IOPRIO_CLASS_IDLE
        process.ionice(idle)


def start_child(
    command: Sequence[str], log_file: Path | None, environment: Mapping[str, str] | None = None
) -> subprocess.Popen[bytes]:
    """In the parent: start it with pipes to its standard input and output.

    What it or its libraries print is added to ``log_file``, or lost. ``environment`` is added to
    that of every child. Raises ``OSError``.
    """
    log = None
    if log_file is not None:
        roll_log(log_file)
        log = log_file.open("ab")
    try:
        return subprocess.Popen(  # noqa: S603 - our own program
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log or subprocess.DEVNULL,
            env={**child_environment(), **(environment or {})},
            # A session of its own: Ctrl-C in a terminal is for the parent.
            start_new_session=sys.platform != "win32",
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    finally:
        if log is not None:
            log.close()


class Deadline:
    """In the parent: calls ``expire`` when the block takes longer than ``seconds``, unless
    renewed. Never after the block."""

    def __init__(self, seconds: float, expire: Callable[[], None]) -> None:
        self._seconds = seconds
        self._expire = expire
        self._changed = threading.Condition()
        self._ends = 0.0
        self._done = False
        self.has_expired = False

    def __enter__(self) -> Deadline:
        self.renew()
        threading.Thread(target=self._watch, name="deadline", daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        with self._changed:
            self._done = True
            self._changed.notify()

    def renew(self) -> None:
        """The time begins again."""
        self._ends = time.monotonic() + self._seconds

    def _watch(self) -> None:
        with self._changed:
            while not self._done:
                left = self._ends - time.monotonic()
                if left <= 0:
                    self.has_expired = True
                    self._expire()
                    return
                self._changed.wait(left)


def roll_log(log_file: Path) -> None:
    """Make room for a log: keep it and the one before it."""
    log_file.parent.mkdir(parents=True, exist_ok=True)
    with suppress(OSError):
        if log_file.stat().st_size > _LOG_BYTES:
            log_file.replace(log_file.with_suffix(f"{log_file.suffix}.1"))


def send_frame(stream: BinaryIO, body: bytes) -> None:
    """Write ``body`` with its length before it. Raises ``OSError`` when the other side is gone."""
    stream.write(_LENGTH.pack(len(body)))
    stream.write(body)
    stream.flush()


def receive_frame(stream: BinaryIO, most: int) -> bytes | None:
    """The next body; None when the other side is gone, or announces more than ``most`` bytes."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    if length > most:
        return None
    body = stream.read(length)
    return body if len(body) == length else None
