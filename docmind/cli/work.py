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
from docmind.cli.screen import Screen, one_line
from docmind.core import (
    DocMindError,
    EngineApi,
    Event,
    JobProgressed,
    JobReport,
    Progress,
    SourcesChanged,
)

_LOOK_EVERY = 0.1  # seconds between two looks at a job
_FRESH_SECONDS = 5.0
_ASK_EVERY = 1.0  # seconds between two questions why a job waits


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
    some files take minutes, and "about 9 s left" must not stand there all the while.

    ``has_news`` when it may be held since, or no longer.
    """

    def __init__(self, job_id: int) -> None:
        self._job_id = job_id
        self._known: tuple[Progress, float] | None = None
        self.has_news = True

    def __call__(self, event: Event) -> None:
        if isinstance(event, JobProgressed) and event.progress.job_id == self._job_id:
            self._known = (event.progress, time.monotonic())
        elif isinstance(event, SourcesChanged):
            self.has_news = True

    def progress(self) -> Progress | None:
        if self._known is None:
            return None
        progress, heard = self._known
        if time.monotonic() - heard < _FRESH_SECONDS:
            return progress
        return replace(progress, rate=0.0, seconds_left=None)


class _Held:
    """Why a job waits by itself. Where there is no bar it is told, once for each reason."""

    def __init__(self, engine: EngineApi, job_id: int, latest: _Latest, screen: Screen) -> None:
        self._engine = engine
        self._job_id = job_id
        self._latest = latest
        self._screen = screen
        self._asked = time.monotonic()
        self._reason = ""

    def look(self) -> str:
        """The reason, "" when it does not wait; asked for when there is news, now and then."""
        now = time.monotonic()
        if self._latest.has_news and now - self._asked > _ASK_EVERY:
            self._latest.has_news, self._asked = False, now
            reason = self._found()
            if reason != self._reason and not self._screen.live:
                self._screen.tell(one_line(reason or "It goes on."))
            self._reason = reason
        return self._reason

    def _found(self) -> str:
        status = self._engine.status()
        stages = [job.stage for job in status.jobs if job.job_id == self._job_id]
        return status.held if "paused" in stages or "waiting" in stages else ""


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
    """Wait for a job, showing how far it is (unless ``quiet``), and why it waits when it is held.

    The first Ctrl-C cancels it and waits until what was read is committed; the report then says
    "cancelled". A second one raises ``KeyboardInterrupt``. Raises ``DocMindError`` when the job
    failed.
    """
    latest = _Latest(job_id)
    bar = Bar(screen)
    held = _Held(engine, job_id, latest, screen)
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
                progress, reason = latest.progress(), held.look()
                if asked:
                    continue
                if reason:
                    bar.write(f"Waiting    {one_line(reason)}")
                elif progress is not None and not quiet:
                    bar.draw(progress)
    finally:
        bar.clear()
        unsubscribe()
    if report.outcome == "failed":
        raise DocMindError(report.message or "The job failed")
    return report
