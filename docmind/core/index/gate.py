"""Who may use the store and the interpreter now: searches before indexing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

_LONGEST_WAIT = 0.2  # seconds for which one step of a job gives way


class Gate:
    """A lock in which searches overtake waiting writes, and a sign for jobs that one is under way:
    threads share the interpreter, so a passage prepared meanwhile is time the answer takes."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._held = False
        self._searches_waiting = 0
        self._asked = 0
        self._typed = 0

    @contextmanager
    def asking(self, typed: bool = False) -> Iterator[None]:
        """Around a whole search: jobs give way while it lasts, and other searches where it is for
        what is just being ``typed``."""
        with self._changed:
            self._asked += 1
            self._typed += typed
        try:
            yield
        finally:
            with self._changed:
                self._asked -= 1
                self._typed -= typed
                self._changed.notify_all()

    def give_way(self) -> None:
        """Called by a job before each small step: wait while a search is under way, but not for
        long, so that somebody who asks all the time does not stop it."""
        if self._asked:
            with self._changed:
                self._changed.wait_for(lambda: not self._asked, _LONGEST_WAIT)

    def let_typing_go(self) -> None:
        """Called between the steps of a search that may take its time: wait while one for what is
        just being typed is under way, but not for long."""
        if self._typed:
            with self._changed:
                self._changed.wait_for(lambda: not self._typed, _LONGEST_WAIT)

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
        self.give_way()  # a flush stops every thread: best begun when an answer has just been given
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
