"""Who may use the store now: searches before writes."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Gate:
    """A lock in which searches overtake waiting writes."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._held = False
        self._searches_waiting = 0

    @contextmanager
    def search(self) -> Iterator[None]:
        with self._changed:
            self._searches_waiting += 1
            self._changed.wait_for(lambda: not self._held)
            self._searches_waiting -= 1
            self._held = True
        try:
            yield
        finally:
            self._release()

    @contextmanager
    def write(self) -> Iterator[None]:
        with self._changed:
            self._changed.wait_for(lambda: not self._held and not self._searches_waiting)
            self._held = True
        try:
            yield
        finally:
            self._release()

    def _release(self) -> None:
        with self._changed:
            self._held = False
            self._changed.notify_all()
