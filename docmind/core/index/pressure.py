"""Whether the computer is needed for something else than background reading."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from typing import Protocol

from docmind.core.settings import BackgroundSettings

EVERY = 5.0
"""Seconds between two looks."""

ON_BATTERY = "Running on battery. Looking for changes waits until it is plugged in."
BUSY = "Other programs need the computer. Looking for changes waits for them."

_BUSY_SHARE = 0.75  # of all cores, used by other programs
_CALM_SHARE = 0.5
_BUSY_SECONDS = 10.0


class Machine(Protocol):
    """What is asked of the computer."""

    def on_battery(self) -> bool:
        """False also when there is no battery or nothing is known of one."""

    def processor_seconds(self) -> tuple[float, float, float]:
        """(of all cores and programs, idle ones, of this program and its children), since some
        moment."""


class ThisMachine:
    """The computer this runs on."""

    def on_battery(self) -> bool:
        import psutil

        try:
            battery = psutil.sensors_battery()
        except (AttributeError, OSError, RuntimeError):  # not on this system
            return False
        return battery is not None and battery.power_plugged is False

    def processor_seconds(self) -> tuple[float, float, float]:
        import psutil

        times = psutil.cpu_times()
        total = sum(times) - getattr(times, "guest", 0.0) - getattr(times, "guest_nice", 0.0)
        idle = times.idle + getattr(times, "iowait", 0.0)
        own = 0.0
        here = psutil.Process()
        for process in (here, *here.children(recursive=True)):
            try:
                used = process.cpu_times()
            except psutil.Error:
                continue  # it has just ended
            own += used.user + used.system
            if process == here:
                own += used.children_user + used.children_system
        return total, idle, own


class Pressure:
    """Says whether background reading should wait, and why.

    On battery it waits at once; for other programs when they took three quarters of the
    processor for ten seconds, and until they take less than half for as long.
    """

    def __init__(
        self,
        settings: BackgroundSettings,
        machine: Machine | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._settings = settings
        self._machine = machine or ThisMachine()
        self._clock = clock
        self._last: tuple[float, float, float] | None = None
        self._shares: deque[tuple[float, float]] = deque()  # (when, share of other programs)
        self._is_busy = False

    @property
    def matters(self) -> bool:
        """Whether there is anything to look at."""
        return "pause" in (self._settings.on_battery, self._settings.when_busy)

    def look(self) -> str:
        """Why background reading should wait now, in a sentence; "" when it need not.

        Call it every few seconds.
        """
        if self._settings.on_battery == "pause" and self._machine.on_battery():
            return ON_BATTERY
        if self._settings.when_busy == "pause" and self._look_busy():
            return BUSY
        return ""

    def _look_busy(self) -> bool:
        share = self._share()
        if share is None:
            return self._is_busy
        now = self._clock()
        self._shares.append((now, share))
        while len(self._shares) > 2 and now - self._shares[1][0] >= _BUSY_SECONDS:
            self._shares.popleft()
        if now - self._shares[0][0] >= _BUSY_SECONDS:
            shares = [value for _, value in self._shares]
            if min(shares) > _BUSY_SHARE:
                self._is_busy = True
            elif max(shares) < _CALM_SHARE:
                self._is_busy = False
        return self._is_busy

    def _share(self) -> float | None:
        """The share of the processor that other programs took since the last look, 0..1."""
        before, self._last = self._last, self._machine.processor_seconds()
        if before is None:
            return None
        total, idle, own = (now - then for now, then in zip(self._last, before, strict=True))
        if total <= 0:
            return None
        return min(max((total - idle - own) / total, 0.0), 1.0)
