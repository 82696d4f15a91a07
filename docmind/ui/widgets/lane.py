"""A lane: one worker thread with a queue where a newer task of the same key replaces the older."""

from __future__ import annotations

import sys
import threading
from collections import OrderedDict
from collections.abc import Callable

Task = Callable[[], None]


class Lane:
    """Runs tasks one by one on its own daemon thread, in order of arrival.

    A task given a key that still waits takes its place: newest wins. Tasks should not raise; one
    that does is told of by ``threading.excepthook`` and holds up none of the others.
    ``when_idle`` runs there too, once nothing came for ``idle_seconds`` after the last task.
    """

    def __init__(
        self, name: str, when_idle: Task | None = None, idle_seconds: float = 30.0
    ) -> None:
        self._when_idle = when_idle
        self._idle_seconds = idle_seconds
        self._tasks: OrderedDict[object, Task] = OrderedDict()
        self._wake = threading.Condition()
        self._closed = False
        self._name = name
        self._thread: threading.Thread | None = None

    def put(self, task: Task, key: object | None = None) -> None:
        """Queue ``task``. Without a key it is never replaced. Ignored after ``close``."""
        with self._wake:
            if self._closed:
                return
            self._tasks.pop(key, None)
            self._tasks[key if key is not None else object()] = task
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
                self._thread.start()
            self._wake.notify()

    def drop_waiting(self) -> None:
        """Forget every task that has not begun."""
        with self._wake:
            self._tasks.clear()

    def close(self, timeout: float) -> bool:
        """Finish what is queued and stop. False when it still runs after ``timeout`` seconds."""
        with self._wake:
            self._closed = True
            self._wake.notify()
            thread = self._thread
        if thread is None:
            return True
        thread.join(timeout)
        return not thread.is_alive()

    def _run(self) -> None:
        patience: float | None = None
        while True:
            with self._wake:
                idle = False
                while not (self._tasks or self._closed or idle):
                    idle = not self._wake.wait(patience)
                if self._tasks:
                    _, task = self._tasks.popitem(last=False)
                    patience = self._idle_seconds if self._when_idle is not None else None
                elif idle and self._when_idle is not None:
                    task, patience = self._when_idle, None
                else:
                    return
            try:
                task()
            except Exception:  # noqa: BLE001 - told like any other fault, and the lane goes on
                told = (*sys.exc_info(), threading.current_thread())
                threading.excepthook(threading.ExceptHookArgs(told))
