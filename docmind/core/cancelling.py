"""Work that is asked to stop, or to wait."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

_LOOK_EVERY = 0.1  # seconds between two looks of work that waits


class Cancelled(Exception):
    """Raised inside a job when it was asked to stop."""


@dataclass(eq=False, slots=True)
class _Hold:
    """Why work waits, the thread that has it wait, and whether other work may go first."""

    reason: str
    thread: int
    gives_way: bool


class CancelToken:
    """Asks work to stop, and makes it wait while it is paused or held.

    ``running`` is cleared while all work of its kind waits; ``held`` makes this work wait alone.
    ``changed`` is called when that begins or ends.
    """

    def __init__(
        self, running: threading.Event, changed: Callable[[], None] = lambda: None
    ) -> None:
        self._running = running
        self._changed = changed
        self._cancelled = threading.Event()
        self._woken = threading.Event()  # a rest is over, or the work
        self._holding = threading.Lock()
        self._holds: tuple[_Hold, ...] = ()
        self._at_cancel: list[Callable[[], None]] = []

    def cancel(self) -> None:
        self._cancelled.set()
        self._woken.set()
        for stop in tuple(self._at_cancel):
            stop()

    @contextmanager
    def stopping(self, stop: Callable[[], None]) -> Iterator[None]:
        """Call ``stop`` when this work is cancelled inside the block: it must return quickly."""
        self._at_cancel.append(stop)
        try:
            yield
        finally:
            self._at_cancel.remove(stop)

    @property
    def cancelled(self) -> bool:
        return self._cancelled.is_set()

    @property
    def reason(self) -> str:
        """Why this work is held, in a sentence; "" when it is not."""
        holds = self._holds
        return holds[-1].reason if holds else ""

    @property
    def gives_way(self) -> bool:
        """Whether other work may go first, for as long as this one is held."""
        return any(hold.gives_way for hold in self._holds)

    @contextmanager
    def held(self, reason: str, gives_way: bool = False) -> Iterator[Callable[[str], None]]:
        """Make this work wait, whoever asked for it, while the block of this thread runs.

        ``reason`` is a sentence for a person; what the block is given takes another one. Work that
        ``gives_way`` lets other work go first meanwhile.
        """
        hold = _Hold(reason, threading.get_ident(), gives_way)
        with self._holding:
            self._holds = (*self._holds, hold)
        self._changed()

        def say(another: str) -> None:
            hold.reason = another
            self._changed()

        try:
            yield say
        finally:
            with self._holding:
                self._holds = tuple(one for one in self._holds if one is not hold)
            self._changed()

    def check(self) -> None:
        """Wait while paused, or held by another thread. Raises ``Cancelled`` when asked to stop."""
        me = threading.get_ident()
        while not self._running.is_set() or any(hold.thread != me for hold in self._holds):
            if self._cancelled.wait(_LOOK_EVERY):
                break
        if self._cancelled.is_set():
            raise Cancelled

    def rest(self, seconds: float) -> bool:
        """Wait that long, also while held, or until woken: whether it was. Raises ``Cancelled``
        when asked to stop."""
        woken = not self._cancelled.is_set() and self._woken.wait(seconds)
        if self._cancelled.is_set():
            raise Cancelled
        self._woken.clear()
        return woken

    def wake(self) -> None:
        """End a rest."""
        if self._holds:
            self._woken.set()
