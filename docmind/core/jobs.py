"""Background work: one lane, cancel, pause, progress."""

from __future__ import annotations

import itertools
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from docmind.core.errors import DocMindError
from docmind.core.events import Event, JobFinished, JobProgressed, JobStarted, Notice
from docmind.core.schema import JobReport, Progress

_KEPT_REPORTS = 200
_PROGRESS_EVERY = 0.08  # seconds between two progress events of one job


class Cancelled(Exception):
    """Raised inside a job when it was asked to stop."""


class CancelToken:
    """Asks work to stop, and holds it while paused."""

    def __init__(self, running: threading.Event) -> None:
        self._running = running
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        self._cancelled.set()

    def check(self) -> None:
        """Wait while paused. Raises ``Cancelled`` when asked to stop."""
        while not self._cancelled.is_set() and not self._running.wait(0.1):
            pass
        if self._cancelled.is_set():
            raise Cancelled


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


JobRun = Callable[[JobContext], JobReport]


class JobQueue:
    """Runs jobs one after the other on a thread of its own: the write lane."""

    def __init__(self, publish: Callable[[Event], None]) -> None:
        self._publish = publish
        self._ids = itertools.count(1)
        self._waiting: deque[tuple[JobContext, str, JobRun]] = deque()
        self._live: OrderedDict[int, JobContext] = OrderedDict()
        self._reports: OrderedDict[int, JobReport] = OrderedDict()
        self._changed = threading.Condition()
        self._running = threading.Event()
        self._running.set()
        self._closed = False
        self._thread = threading.Thread(target=self._work, name="write-lane", daemon=True)
        self._thread.start()

    def submit(self, title: str, run: JobRun) -> int:
        """Queue a job. Returns its id. Raises ``DocMindError`` after ``close``."""
        with self._changed:
            if self._closed:
                raise DocMindError("DocMind is closing", hint="Start it again.")
            job_id = next(self._ids)
            token = CancelToken(self._running)
            context = JobContext(job_id, token, self._publish, Progress(job_id, "waiting"))
            self._live[job_id] = context
            self._waiting.append((context, title, run))
            self._changed.notify_all()
        return job_id

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
            context = self._live.get(job_id)
        if context:
            context.token.cancel()

    def pause(self) -> None:
        self._running.clear()

    def resume(self) -> None:
        self._running.set()

    @property
    def paused(self) -> bool:
        return not self._running.is_set()

    def progress(self) -> tuple[Progress, ...]:
        """The state of each live job, oldest first."""
        with self._changed:
            live = [context.progress for context in self._live.values()]
        if self.paused:
            live = [replace(item, stage="paused", seconds_left=None) for item in live]
        return tuple(live)

    @property
    def busy(self) -> bool:
        with self._changed:
            return bool(self._live)

    def close(self) -> None:
        """Cancel everything and wait for the job in hand to let go."""
        with self._changed:
            self._closed = True
            for context in self._live.values():
                context.token.cancel()
            self._changed.notify_all()
        self._thread.join()

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting or self._closed)
                if not self._waiting:
                    return
                context, title, run = self._waiting.popleft()
            self._publish(JobStarted(context.job_id, title))
            report = self._run(context, run)
            with self._changed:
                self._live.pop(context.job_id, None)
                self._reports[context.job_id] = report
                while len(self._reports) > _KEPT_REPORTS:
                    self._reports.popitem(last=False)
                self._changed.notify_all()
            self._publish(JobFinished(report))

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
