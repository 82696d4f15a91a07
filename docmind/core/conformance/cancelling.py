"""A model that is stopped in the middle of its work lets go at once."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from docmind.core.conformance.outcome import expect
from docmind.core.embed.base import LoadOptions
from docmind.core.embed.process import ModelWorker
from docmind.core.errors import ModelError

MUCH = [f"the committee had a report, number {number}, on wings " * 12 for number in range(4000)]
"""More than any model reads while one looks on."""

_PATIENCE = 15.0


def try_cancel(provider: str, options: LoadOptions, work: Callable[[ModelWorker], object]) -> None:
    """Have a process of this provider begin ``work``, and close it. Raises ``AssertionError``
    when that takes long, or the caller is not told."""
    worker = ModelWorker(provider, options)
    worker.start()
    told: list[str] = []

    def run() -> None:
        try:
            work(worker)
            told.append("finished")
        except ModelError as error:
            told.append(error.title)

    caller = threading.Thread(target=run, name="cancelled work", daemon=True)
    caller.start()
    began = time.monotonic()
    while caller.is_alive() and time.monotonic() - began < _PATIENCE:
        caller.join(0.05)
        worker.close()  # again and again: the call may not have begun at the first time
    expect(not caller.is_alive(), "it can be stopped in the middle of its work")
    expect(told != ["finished"], "work that was stopped is told as stopped")
    expect(worker.pid is None, "its process is gone then")
