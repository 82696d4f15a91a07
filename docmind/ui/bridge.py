"""The only place where engine calls and events become Qt signals.

Calls run on lanes (threads) of their own; every signal here is emitted on the window's thread.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from docmind.core import (
    ChildRestarted,
    DocMindError,
    EngineApi,
    EngineLost,
    EngineRestored,
    Event,
    IndexChanged,
    JobFinished,
    JobProgressed,
    JobStarted,
    Notice,
    ProblemsChanged,
    Progress,
    Query,
    Restartable,
    SearchAnswer,
    SearchesChanged,
    SourcesChanged,
)
from docmind.ui.calls.lanes import unexpected
from docmind.ui.calls.models import LANE, SERVER_LANE
from docmind.ui.calls.opening import OpeningCalls
from docmind.ui.calls.pages import PAGE_LANES
from docmind.ui.calls.preview import PREVIEW_LANES
from docmind.ui.calls.quick import QUICK_LANE
from docmind.ui.calls.searches import SEARCH_LANE
from docmind.ui.calls.updates import UPDATE_LANE
from docmind.ui.widgets.timing import one_shot

GLANCE_SECONDS = 60.0
PROGRESS_MS = 80
REFRESH_MS = 250
CLOSE_SECONDS = 3.0

Opener = Callable[[], EngineApi]
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer with the number of the request it belongs to."""

    request: int
    query: Query
    answer: SearchAnswer


class Bridge(OpeningCalls):
    """Runs the engine's blocking calls off the window's thread and brings results back as signals.

    Request numbers only grow. Of answers to searches, only those not older than the last fresh
    request and newer than the last one shown are delivered.
    """

    opened = Signal()
    open_failed = Signal(object)  # DocMindError
    status_came = Signal(object)  # Status
    answer_came = Signal(object)  # Answered
    search_failed = Signal(int, object)  # request, DocMindError
    problems_came = Signal(object)  # tuple[Problem, ...]
    exclude_previewed = Signal(int, object)  # request, ExcludePreview
    exclude_refused = Signal(int, object)  # request, DocMindError
    unknown_settings_came = Signal(object)  # tuple[str, ...]
    settings_saved = Signal(bool)  # whether they hold now
    settings_refused = Signal(object)  # DocMindError
    progressed = Signal(object)  # Progress
    job_started = Signal(object)  # JobStarted
    job_finished = Signal(object)  # JobReport
    index_changed = Signal(int)
    noticed = Signal(str, str)  # level, text
    engine_lost = Signal(str)
    engine_restored = Signal()
    child_restarted = Signal(str, str)

    _wake = Signal()

    def __init__(self, opener: Opener, parent: QObject | None = None) -> None:
        lanes = ("calls", "words", "full", "order", "look", LANE, SEARCH_LANE, QUICK_LANE)
        own = (*PREVIEW_LANES, *PAGE_LANES, UPDATE_LANE, SERVER_LANE)
        super().__init__((*lanes, *own), parent)
        self._opener = opener
        self._unsubscribe: Callable[[], None] | None = None
        self._request = 0
        self._floor = 0
        self._shown = 0
        self._glanced = -GLANCE_SECONDS
        self._lock = threading.Lock()
        self._progress: dict[int, Progress] = {}
        self._waking = False
        self._wake.connect(self._start_flush, Qt.ConnectionType.QueuedConnection)
        self._flush_timer = one_shot(self, PROGRESS_MS, self._flush)
        self._status_timer = one_shot(self, REFRESH_MS, self._ask_status)
        self._problems_timer = one_shot(self, REFRESH_MS, self._ask_problems)

    # ---- opening and closing -------------------------------------------------------------------

    def open(self) -> None:
        """Open the engine in the background: ``opened`` or ``open_failed`` follows."""
        self._lanes["calls"].put(self._open, key="open")

    def _open(self) -> None:
        if self._engine is not None or self._closed:
            return
        try:
            engine = self._opener()
            self._unsubscribe = engine.subscribe(self._on_event)
            status = engine.status()
        except DocMindError as error:
            self._post(self.open_failed.emit, error)
        except Exception as error:  # noqa: BLE001 - a job runner: the person must be told
            self._post(self.open_failed.emit, unexpected(error))
        else:
            self._engine = engine
            self._post(self.opened.emit)
            self._post(self.status_came.emit, status)

    def load_settings(self) -> None:
        """Read the settings in the background: their library is slow to import.

        On the lane that opens the engine, which imports it too: two threads that import the same
        library at once can see it half made.
        """

        def task() -> None:
            from docmind.core import load_settings, unknown_settings

            try:
                settings = load_settings()
            except DocMindError as error:
                self._post(self.call_failed.emit, error)
            else:
                self._post(self.settings_came.emit, settings)
                unknown = unknown_settings()
                if unknown:
                    self._post(self.unknown_settings_came.emit, unknown)

        self._lanes["calls"].put(task, key="settings")

    def save_settings(self, changes: Mapping[str, Any]) -> None:
        """Write settings and start the engine anew with them: ``settings_saved`` follows, with
        False when others use the engine and it goes on with the old ones."""

        def task() -> None:
            from docmind.core import save_settings

            engine = self._engine
            try:
                settings = save_settings(changes)
                applied = engine.restart() if isinstance(engine, Restartable) else False
            except DocMindError as error:
                self._post(self.settings_refused.emit, error)
            except Exception as error:
                log.exception("the settings could not be saved")
                self._post(self.settings_refused.emit, unexpected(error))
            else:
                self._post(self.settings_came.emit, settings)
                self._post(self.settings_saved.emit, applied)
                self._post(self.refresh)

        self._lanes["calls"].put(task)

    def close_down(self) -> None:
        """Let the engine go. Waits a few seconds for it at most; calling it twice is harmless."""
        if self._closed:
            return
        self._closed = True
        for timer in (self._flush_timer, self._status_timer, self._problems_timer):
            timer.stop()
        for name, lane in self._lanes.items():
            if name != "calls":  # what a person ordered or set is still done
                lane.drop_waiting()
        self._lanes["calls"].put(self._let_go)
        self._close_lanes(CLOSE_SECONDS)

    def _let_go(self) -> None:
        engine, self._engine = self._engine, None
        unsubscribe, self._unsubscribe = self._unsubscribe, None
        try:
            if unsubscribe is not None:
                unsubscribe()
            if engine is not None:
                engine.close()
        except Exception:
            log.exception("the engine could not be closed")

    # ---- asking --------------------------------------------------------------------------------

    def search(self, query: Query, *, fresh: bool) -> int:
        """Ask. ``fresh`` makes answers to every earlier request late. Returns the number."""
        self._request += 1
        number = self._request
        if fresh:
            self._floor = number
        # a closer look takes its time: the answer to what is typed meanwhile must not wait for it
        closer = query.rerank or query.focus
        lane = "order" if closer else "words" if query.mode == "words" else "full"

        def found(answer: SearchAnswer) -> None:
            if number >= self._floor and number > self._shown:
                self._shown = number
                self.answer_came.emit(Answered(number, query, answer))

        def failed(error: DocMindError) -> None:
            if number >= self._floor:
                self.search_failed.emit(number, error)

        self._call(lane, lambda engine: engine.search(query), found, failed, key="search")
        return number

    def forget_searches(self) -> None:
        """Make every answer under way late."""
        self._request += 1
        self._floor = self._request

    def glance(self) -> None:
        """The person looks at the window: let the engine look for changes, now and then."""
        now = time.monotonic()
        if self._engine is None or now - self._glanced < GLANCE_SECONDS:
            return
        self._glanced = now
        self._call("look", lambda engine: engine.glance(), lambda _: None, key="glance")

    def preview_exclude(self, patterns: Sequence[str]) -> int:
        """Ask what patterns would leave out. Returns the number of the request."""
        self._request += 1
        number, kept = self._request, tuple(patterns)
        self._call(
            "look",
            lambda engine: engine.preview_exclude(kept),
            lambda preview: self.exclude_previewed.emit(number, preview),
            lambda error: self.exclude_refused.emit(number, error),
            key="exclude",
        )
        return number

    def refresh(self) -> None:
        """Ask for the status and the problems soon; calls close together become one."""
        if not self._closed:
            self._status_timer.start()
            self._problems_timer.start()

    def _ask_status(self) -> None:
        self._call("look", lambda engine: engine.status(), self.status_came.emit, key="status")

    def _ask_problems(self) -> None:
        self._call(
            "look", lambda engine: engine.problems(), self.problems_came.emit, key="problems"
        )

    # ---- coming back ---------------------------------------------------------------------------

    def _on_event(self, event: Event) -> None:
        """On the engine's threads. Progress is kept and sent on at most every ``PROGRESS_MS``."""
        if isinstance(event, JobProgressed):
            with self._lock:
                self._progress[event.progress.job_id] = event.progress
                if self._waking:
                    return
                self._waking = True
            if not self._closed:
                try:
                    self._wake.emit()
                except RuntimeError:
                    log.debug("progress came after the window closed")
            return
        self._post(self._tell, event)

    @Slot()
    def _start_flush(self) -> None:
        if not self._closed:
            self._flush_timer.start()

    def _flush(self) -> None:
        with self._lock:
            latest = list(self._progress.values())
            self._progress.clear()
            self._waking = False
        for progress in latest:
            self.progressed.emit(progress)

    def _tell(self, event: Event) -> None:
        match event:
            case JobStarted():
                self.job_started.emit(event)
            case JobFinished(report):
                self._flush()
                self.job_finished.emit(report)
                self.refresh()
            case IndexChanged(files):
                self.index_changed.emit(files)
                self._soon(self._status_timer)
            case SourcesChanged():
                self._soon(self._status_timer)
            case SearchesChanged():
                self.ask_searches()
            case ProblemsChanged():
                self._soon(self._status_timer)
                self._soon(self._problems_timer)
            case Notice(level, text):
                self.noticed.emit(level, text)
            case EngineLost(reason, given_up):
                if given_up:  # it is opened anew when a person asks for it
                    self._lanes["calls"].put(self._let_go)
                    self.open_failed.emit(DocMindError(reason))
                else:
                    self.engine_lost.emit(reason)
            case EngineRestored():
                self.engine_restored.emit()
                self.refresh()
            case ChildRestarted(name, reason):
                self.child_restarted.emit(name, reason)

    def _soon(self, timer: QTimer) -> None:
        """Start a timer that does not run yet, so that a stream of events cannot put it off."""
        if not timer.isActive():
            timer.start()
