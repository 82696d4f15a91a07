"""What every child process and its parent need, whatever they talk about."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

_LOG_BYTES = 4 * 2**20


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


class Deadline:
    """In the parent: calls ``expire`` when the block takes longer than ``seconds``."""

    def __init__(self, seconds: float, expire: Callable[[], None]) -> None:
        self._ends = time.monotonic() + seconds
        self._expire = expire
        self._over = threading.Event()
        self.has_expired = False

    def __enter__(self) -> Deadline:
        threading.Thread(target=self._watch, name="deadline", daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()

    def _watch(self) -> None:
        if not self._over.wait(max(0.0, self._ends - time.monotonic())):
            self.has_expired = True
            self._expire()


def roll_log(log_file: Path) -> None:
    """Make room for a log: keep it and the one before it."""
    log_file.parent.mkdir(parents=True, exist_ok=True)
    with suppress(OSError):
        if log_file.stat().st_size > _LOG_BYTES:
            log_file.replace(log_file.with_suffix(f"{log_file.suffix}.1"))
