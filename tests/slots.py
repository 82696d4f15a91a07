"""How long calls out of Qt into the program take: its slots, and what it paints and answers.

Qt's own ``notify`` cannot be used for this: the binding gives it objects of the wrong class now and
then. Python tells of each call instead, and what the telling costs is taken off.
"""

from __future__ import annotations

import resource
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import Any

LIMIT_MS = 5.0
LOOK_SECONDS = 0.001
CALIBRATION_CALLS = 20_000


@dataclass(frozen=True, slots=True)
class Slow:
    """A call that took longer than the limit: which, where in it, and for how long.

    ``cpu_ms`` is processor time of its thread: other programs make the clock run on, not this.
    ``waited``: it worked for less than the limit, but stood still for long, for whatever reason.
    """

    name: str
    within: str
    wall_ms: float
    cpu_ms: float
    waited: bool

    def __str__(self) -> str:
        return (
            f"{self.wall_ms:6.1f} ms ({self.cpu_ms:5.1f} of processor)  {self.name}  {self.within}"
        )


class SlotWatch:
    """Times every call that Qt makes into modules of the program, on the thread that makes it.

    A call counts as slow by its processor time, or when it waited four times as long for something:
    it gave the processor away by itself. Where it is, a signal looks up on its own thread: to look
    from another would let go of its objects there.
    """

    def __init__(self, limit_ms: float = LIMIT_MS, package: str = "docmind.") -> None:
        self.slow: list[Slow] = []
        self.count = 0
        self._limit_ms = limit_ms
        self._package = package
        self._outermost: FrameType | None = None
        self._told = 0  # times that Python told of a call within the outermost one
        self._begun = self._cpu = 0.0
        self._waits = 0
        self._seen: Counter[str] = Counter()
        self._telling_ms = _telling_ms()

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Time calls meanwhile."""
        before = signal.signal(signal.SIGPROF, self._look)
        signal.setitimer(signal.ITIMER_PROF, LOOK_SECONDS, LOOK_SECONDS)
        sys.setprofile(self._on_call)
        try:
            yield
        finally:
            sys.setprofile(None)
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.signal(signal.SIGPROF, before)

    def _on_call(self, frame: FrameType, event: str, _argument: Any) -> None:
        if self._outermost is None:
            module = frame.f_globals.get("__name__") or ""
            if event == "call" and module.startswith(self._package):
                self._outermost, self._told, self._seen = frame, 0, Counter()
                self._waits = _waits()
                self._begun, self._cpu = time.perf_counter(), time.thread_time()
        elif frame is not self._outermost or event != "return":
            self._told += 1
        else:
            self._outermost = None
            self._note(frame, time.perf_counter() - self._begun, time.thread_time() - self._cpu)

    def _note(self, frame: FrameType, wall: float, cpu: float) -> None:
        self.count += 1
        if 1000 * wall < self._limit_ms:
            return
        telling = self._told * self._telling_ms
        wall_ms, cpu_ms = 1000 * wall - telling, 1000 * cpu - telling
        stood = _waits() > self._waits and wall_ms - cpu_ms >= 4 * self._limit_ms
        if cpu_ms >= self._limit_ms or stood:
            within = ", ".join(f"{place} {count}" for place, count in self._seen.most_common(3))
            self.slow.append(
                Slow(_name_of(frame), within, wall_ms, cpu_ms, cpu_ms < self._limit_ms)
            )

    def _look(self, _number: int, frame: FrameType | None) -> None:
        while frame and not frame.f_globals.get("__name__", "").startswith(self._package):
            frame = frame.f_back
        if self._outermost is not None and frame is not None:
            self._seen[f"{_name_of(frame)}:{frame.f_lineno}"] += 1


def _waits() -> int:
    """How often this thread gave its processor away by itself."""
    return resource.getrusage(resource.RUSAGE_THREAD).ru_nvcsw


def _name_of(frame: FrameType) -> str:
    module = frame.f_globals.get("__name__", "").removeprefix("docmind.")
    return f"{module}.{frame.f_code.co_qualname}"


def _telling_ms() -> float:
    """What it costs when Python tells of one call, in milliseconds."""

    class Bare:
        _outermost: object = object()
        _told = 0

        def on_call(self, frame: FrameType, event: str, _argument: Any) -> None:
            if self._outermost is None:
                return
            if frame is not self._outermost or event != "return":
                self._told += 1

    def nothing() -> None:
        pass

    def calls() -> float:
        begun = time.thread_time()
        for _ in range(CALIBRATION_CALLS):
            nothing()
        return time.thread_time() - begun

    bare, plain = Bare(), min(calls() for _ in range(3))
    sys.setprofile(bare.on_call)
    try:
        told = min(calls() for _ in range(3))
    finally:
        sys.setprofile(None)
    return 1000 * max(told - plain, 0.0) / (2 * CALIBRATION_CALLS)
