"""Running a job from the terminal: its progress, and a Ctrl-C that loses nothing."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from types import FrameType

from docmind.cli.bar import Bar
from docmind.cli.screen import Screen
from docmind.core import DocMindError, EngineApi, Event, JobProgressed, JobReport, Progress

_LOOK_EVERY = 0.1  # seconds between two looks at a job
_FRESH_SECONDS = 5.0


class _Stops:
    """Counts Ctrl-C. The first asks, the second insists."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, number: int, frame: FrameType | None) -> None:
        self.count += 1
        if self.count > 1:
            raise KeyboardInterrupt


class _Latest:
    """The last progress of one job. A guess of the time left is dropped when it has grown old:
    some files take minutes, and "about 9 s left" must not stand there all the while."""

    def __init__(self, job_id: int) -> None:
        self._job_id = job_id
        self._known: tuple[Progress, float] | None = None

    def __call__(self, event: Event) -> None:
        if isinstance(event, JobProgressed) and event.progress.job_id == self._job_id:
            self._known = (event.progress, time.monotonic())

    def progress(self) -> Progress | None:
        if self._known is None:
            return None
        progress, heard = self._known
        if time.monotonic() - heard < _FRESH_SECONDS:
            return progress
        return replace(progress, rate=0.0, seconds_left=None)


@contextmanager
def _counting_stops() -> Iterator[_Stops]:
    """While open, Ctrl-C is counted and does not break into the engine's own code."""
    stops = _Stops()
    if threading.current_thread() is not threading.main_thread():
        yield stops
        return
    before = signal.signal(signal.SIGINT, stops)
    try:
        yield stops
    finally:
        signal.signal(signal.SIGINT, before)


def run_job(engine: EngineApi, job_id: int, screen: Screen, *, quiet: bool = False) -> JobReport:
    """Wait for a job, showing how far it is (unless ``quiet``).

    The first Ctrl-C cancels it and waits until what was read is committed; the report then says
    "cancelled". A second one raises ``KeyboardInterrupt``. Raises ``DocMindError`` when the job
    failed.
    """
    latest = _Latest(job_id)
    bar = Bar(screen)
    unsubscribe = engine.subscribe(latest)
    try:
        with _counting_stops() as stops:
            asked = False
            while (report := engine.wait(job_id, _LOOK_EVERY)) is None:
                if stops.count and not asked:
                    asked = True
                    bar.clear()
                    screen.tell("Stopping after the file in hand. What was read stays read.")
                    engine.cancel(job_id)
                progress = latest.progress()
                if progress is not None and not asked and not quiet:
                    bar.draw(progress)
    finally:
        bar.clear()
        unsubscribe()
    if report.outcome == "failed":
        raise DocMindError(report.message or "The job failed")
    return report
