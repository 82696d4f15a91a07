"""How many threads a model may use, and how they keep out of the way."""

from __future__ import annotations

import contextlib
import os
import sys
import threading


def core_count() -> int:
    """Physical cores this process may use: a second hardware thread adds nothing to matrix
    products."""
    import psutil

    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    physical = psutil.cpu_count(logical=False)
    return max(1, min(allowed or 1, physical or allowed or 1))


def calm() -> None:
    """Let the calling thread give way to others, where the system ranks single threads."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 5)
