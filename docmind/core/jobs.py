"""Background work: lanes, cancel, pause, progress."""

from __future__ import annotations

import itertools
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from docmind.core.cancelling import Cancelled as Cancelled
from docmind.core.cancelling import CancelToken as CancelToken
from docmind.core.errors import DocMindError
from docmind.core.events import (
    Event,
    JobFinished,
    JobProgressed,
    JobStarted,
    Notice,
    SourcesChanged,
)
from docmind.core.schema import JobReport, Progress

_KEPT_REPORTS = 200
_PROGRESS_EVERY = 0.08  # seconds between two progress events of one job


@dataclass
class JobContext:
    """What a running job is given: its token, and where it tells how far it is."""

    job_id: int
    token: CancelToken
    publish: Callable[[Event], None]
    progress: Progress
    started: float = field(default_factory=time.monotonic)
    _last: float = 0.0

    def advance(self, done: int, total: int, current: str = "", stage: str | None = None) -> None:
        """Tell how far the job is. Events are thinned out to about twelve a second."""
        now = time.monotonic()
        changed = stage is not None and stage != self.progress.stage
        if changed:
            self.started = now
        elapsed = max(now - self.started, 1e-6)
        rate = done / elapsed
        left = (total - done) / rate if rate > 0 and total and elapsed > 1 else None
        self.progress = replace(
            self.progress,
            stage=stage or self.progress.stage,  # type: ignore[arg-type]
            done=done,
            total=total,
            current=current,
            rate=rate,
            seconds_left=left,
        )
        if changed or now - self._last >= _PROGRESS_EVERY or done == total:
            self._last = now
            self.publish(JobProgressed(self.progress))

    def step(self, done: int, total: int, current: str) -> None:
        """``advance``, unless the job is to stop: raises ``Cancelled`` then."""
        self.token.check()
        self.advance(done, total, current)


JobRun = Callable[[JobContext], JobReport]


@dataclass
class _Job:
    context: JobContext
    title: str
    run: JobRun
    background: bool
    running: threading.Event
    lowest: bool
    yields: bool = False  # it makes room for what a person asked for, and begins again later
    stuck: bool = False  # it made room because what it needs does not answer: others go first

    @property
    def may_run(self) -> bool:
        return self.running.is_set() or self.context.token.cancelled


class JobQueue:
    """Runs jobs one after the other on a thread of its own: the write lane.

    Queues that share ``ids`` give no id twice. A person can ``pause`` everything. ``hold`` makes
    only background jobs wait, those that nobody asked for; what a person asks for meanwhile goes
    before them.
    """

    def __init__(
        self,
        publish: Callable[[Event], None],
        ids: Iterator[int] | None = None,
        name: str = "write-lane",
    ) -> None:
        self._publish = publish
        self._ids = ids or itertools.count(1)
        self._waiting: deque[_Job] = deque()
        self._live: OrderedDict[int, _Job] = OrderedDict()
        self._current: _Job | None = None
        self._reports: OrderedDict[int, JobReport] = OrderedDict()
        self._changed = threading.Condition()
        self._paused = False
        self._pressure = ""
        self._told = ""
        self._closed = False
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    def submit(
        self, title: str, run: JobRun, background: bool = False, lowest: bool = False
    ) -> int:
        """Queue a job. Returns its id. Raises ``DocMindError`` after ``close``.

        ``background``: nobody asked for it, so it can be held. ``lowest``: it runs while nothing
        else does; for any other job it is stopped, and begins again afterwards.
        """
        with self._changed:
            if self._closed:
                raise DocMindError("DocMind is closing", hint="Start it again.")
            job_id = next(self._ids)
            running = threading.Event()
            job = _Job(self._context(job_id, running), title, run, background, running, lowest)
            self._live[job_id] = job
            self._waiting.append(job)
            self._apply()
        self._tell()
        return job_id

    def _context(self, job_id: int, running: threading.Event) -> JobContext:
        token = CancelToken(running, self._tell)
        return JobContext(job_id, token, self._publish, Progress(job_id, "waiting"))

    def wait(self, job_id: int, timeout: float | None = None) -> JobReport | None:
        """Wait for the end of a job. None when it still runs after ``timeout`` seconds.

        Raises ``DocMindError`` for an id never given.
        """
        with self._changed:
            if job_id not in self._live and job_id not in self._reports:
                raise DocMindError(f"There is no job {job_id}")
            self._changed.wait_for(lambda: job_id in self._reports, timeout)
            return self._reports.get(job_id)

    def cancel(self, job_id: int) -> None:
        with self._changed:
            job = self._live.get(job_id)
            if job:
                job.yields = False
                job.context.token.cancel()
                self._changed.notify_all()

    def pause(self) -> None:
        """A person wants everything to wait."""
        with self._changed:
            self._paused = True
            self._apply()
        self._tell()

    def resume(self) -> None:
        """A person wants everything to go on, held or not; what rests looks again at once."""
        with self._changed:
            self._paused = False
            self._pressure = ""
            for job in self._live.values():
                job.context.token.wake()
                job.stuck = False
            self._apply()
        self._tell()

    def hold(self, reason: str) -> None:
        """Make background jobs wait; ``reason`` is a sentence for a person."""
        with self._changed:
            self._pressure = reason
            self._apply()
        self._tell()

    def release(self) -> None:
        """End ``hold``."""
        self.hold("")

    @property
    def paused(self) -> bool:
        return self._paused

    @property
    def held(self) -> str:
        """Why a job waits by itself, in a sentence; "" when none does."""
        with self._changed:
            for job in self._live.values():
                if job.context.token.reason:
                    return job.context.token.reason
            if any(job.background for job in self._live.values()):
                return self._pressure
            return ""

    def progress(self) -> tuple[Progress, ...]:
        """The state of each live job, oldest first."""
        with self._changed:
            return tuple(
                job.context.progress
                if job.running.is_set() and not job.context.token.reason
                else replace(job.context.progress, stage="paused", seconds_left=None)
                for job in self._live.values()
            )

    @property
    def busy(self) -> bool:
        with self._changed:
            return bool(self._live)

    def knows(self, job_id: int) -> bool:
        """Whether that id was given here and is not forgotten."""
        with self._changed:
            return job_id in self._live or job_id in self._reports

    def is_live(self, job_id: int) -> bool:
        """Whether it waits or runs."""
        with self._changed:
            return job_id in self._live

    @property
    def has_background(self) -> bool:
        """Whether a job waits or runs that nobody asked for."""
        with self._changed:
            return any(job.background for job in self._live.values())

    def close(self) -> None:
        """Cancel everything and wait for the job in hand to let go."""
        with self._changed:
            self._closed = True
            for job in self._live.values():
                job.yields = False
                job.context.token.cancel()
            self._changed.notify_all()
        self._thread.join()

    def _apply(self) -> None:
        """Let run what may run. A held job in the lane makes room for one that is not."""
        for job in self._live.values():
            if self._paused or (job.background and self._pressure):
                job.running.clear()
            else:
                job.running.set()
        current = self._current
        if current is not None and any(_goes_before(job, current) for job in self._waiting):
            current.yields = True
            current.stuck = current.stuck or current.context.token.gives_way
            current.context.token.cancel()
        self._changed.notify_all()

    def _tell(self) -> None:
        """Publish that something is held, or is no longer."""
        held = self.held
        with self._changed:
            self._apply()
            is_new, self._told = held != self._told, held
        if is_new:
            self._publish(SourcesChanged())

    def _next(self) -> _Job | None:
        """The first job that may run; while everything is paused, the first one that will."""
        for job in sorted(self._waiting, key=lambda job: (job.stuck, job.lowest)):
            if job.may_run or (self._paused and not (job.background and self._pressure)):
                return job
        return None

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._closed or self._next() is not None)
                job = self._next()
                if job is None:
                    return
                self._waiting.remove(job)
                self._current, job.stuck = job, False
            self._publish(JobStarted(job.context.job_id, job.title))
            report = self._run(job.context, job.run)
            with self._changed:
                self._current = None
                is_over = not (job.yields and report.outcome == "cancelled")
                if is_over:
                    self._settle(report)
                else:
                    job.yields = False
                    job.context = self._context(job.context.job_id, job.running)
                    self._waiting.appendleft(job)
                self._changed.notify_all()
            self._tell()
            if is_over:
                self._publish(JobFinished(report))

    def _settle(self, report: JobReport) -> None:
        self._live.pop(report.job_id, None)
        self._reports[report.job_id] = report
        while len(self._reports) > _KEPT_REPORTS:
            self._reports.popitem(last=False)

    def _run(self, context: JobContext, run: JobRun) -> JobReport:
        started = time.monotonic()
        try:
            context.token.check()
            report = run(context)
        except Cancelled:
            report = JobReport(context.job_id, "cancelled")
        except DocMindError as error:
            self._publish(Notice("error", str(error)))
            report = JobReport(context.job_id, "failed", message=str(error))
        except Exception as error:  # noqa: BLE001 - the job runner is a fence: the engine lives on
            text = f"Something went wrong while reading: {type(error).__name__}: {error}"
            self._publish(Notice("error", text))
            report = JobReport(context.job_id, "failed", message=text)
        return replace(report, seconds=time.monotonic() - started)


def _goes_before(job: _Job, current: _Job) -> bool:
    """Whether the job in the lane makes room for one that waits."""
    if not job.running.is_set():
        return False
    if not current.may_run:
        return True
    waits = current.context.token.gives_way
    return not job.stuck and (waits or (current.lowest and not job.lowest))
