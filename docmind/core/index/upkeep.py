"""Keeping the library true to the disk: when to look for changes, and where.

What the watcher tells is a hint. Looking is the truth: at the start, when a person comes back,
every so often, when hints may have been lost, and when a drive is there again.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from docmind.core.discover.ignore import WalkRules
from docmind.core.discover.presence import Lookout, Sight
from docmind.core.discover.watch import Watcher
from docmind.core.errors import DocMindError, UsageError
from docmind.core.events import Event, JobFinished, Notice, SourcesChanged
from docmind.core.index.hints import Hints, collapse, source_of
from docmind.core.index.pressure import EVERY, Pressure
from docmind.core.jobs import JobQueue
from docmind.core.settings import DiscoverySettings

_GLANCE_SECONDS = 60.0  # a look younger than this is fresh enough
_PRESENCE_SECONDS = 20.0
_WATCH_AGAIN_SECONDS = 900.0  # after watching was lost
_NEVER = float("inf")


class Looks(Protocol):
    """What upkeep needs of the library (``index.orders.Orders``)."""

    def rescan(self, paths: Sequence[Path] = (), *, background: bool = False) -> int:
        """Look again at these (all when empty). Returns the job id. Raises ``UsageError`` for
        one that lies in no source."""


class Upkeep:
    """Decides when the sources are looked at again, on a thread of its own.

    There is never more than one look of its own waiting or running: what comes meanwhile is
    gathered for the next one.
    """

    def __init__(
        self,
        looks: Looks,
        jobs: JobQueue,
        sources: Callable[[], tuple[Path, ...]],
        settings: DiscoverySettings,
        pressure: Pressure,
        library: Path,
        publish: Callable[[Event], None],
    ) -> None:
        self._looks = looks
        self._jobs = jobs
        self._ask_sources = sources
        self._settings = settings
        self._pressure = pressure
        self._library = library
        self._publish = publish
        self._guard = threading.RLock()
        self._wake = threading.Event()
        self._closed = threading.Event()
        self._thread: threading.Thread | None = None
        self._sources: tuple[Path, ...] = ()
        self._sources_changed = False
        self._hints = Hints()
        self._all = False  # everything is to be looked at
        self._wanted: set[Path] = set()
        self._job: int | None = None
        self._looked = -_NEVER  # when everything was looked at last
        self._sights: dict[Path, Sight | None] = {}
        self._lookout = Lookout(self._seen)
        self._watcher: Watcher | None = None
        self._follow_at = _NEVER
        self._told_lost = False
        self._presence_at = 0.0
        self._pressure_at = 0.0
        self._reason = ""

    def start(self) -> None:
        """Look at everything now, then keep up until ``close``."""
        now = time.monotonic()
        self._sources = self._ask_sources()
        self._all = True
        if self._settings.watch:
            self._watcher = Watcher(WalkRules.of(self._settings), self._hint, self._lost)
            self._follow_at = now
        self._order(now)
        self._thread = threading.Thread(target=self._run, name="upkeep", daemon=True)
        self._thread.start()

    def glance(self) -> None:
        """A person looks at DocMind: look for changes, unless that was done a moment ago."""
        now = time.monotonic()
        with self._guard:
            if now - self._looked < _GLANCE_SECONDS:
                return
            self._all = True
            if self._thread is None:
                self._sources = self._ask_sources()
                self._order(now)
        self._wake.set()

    def heed(self, event: Event) -> None:
        """Take note of what happened in the engine. Returns at once."""
        if isinstance(event, SourcesChanged):
            self._sources_changed = True
        if isinstance(event, SourcesChanged | JobFinished):
            self._wake.set()

    def close(self) -> None:
        """End all watching and looking, within a moment. Twice is harmless."""
        self._closed.set()
        self._wake.set()
        if self._watcher is not None:
            self._watcher.close()
        if self._thread is not None:
            self._thread.join()
        self._lookout.close()

    # -- what comes in, on other threads ---------------------------------------------------------

    def _hint(self, changed: frozenset[Path]) -> None:
        """The watcher saw something. DocMind's own writing is no change."""
        outside = [path for path in changed if source_of(path, (self._library,)) is None]
        now = time.monotonic()
        with self._guard:
            was_quiet = self._hints.due_in(now) is None
            self._hints.add(outside, now, self._sources)
        if was_quiet:
            self._wake.set()

    def _lost(self, reason: str) -> None:
        """Watching ended, or does not reach everything: looking every so often goes on."""
        with self._guard:
            self._follow_at = time.monotonic() + _WATCH_AGAIN_SECONDS
            is_news, self._told_lost = not self._told_lost, True
        if is_news:
            minutes = self._settings.rescan_minutes
            text = f"Changes in your folders are looked for every {minutes} minutes: {reason}"
            if not minutes:
                text = f"Changes in your folders are looked for only when you ask for it: {reason}"
            self._publish(Notice("info", text))

    def _seen(self, source: Path, sight: Sight | None) -> None:
        """A source is there, or not. When that is news, look at it and watch it anew."""
        with self._guard:
            if source not in self._sources:
                return
            is_first = source not in self._sights
            before = self._sights.get(source)
            self._sights[source] = sight
            if sight == before or (is_first and sight is not None):
                return
            if sight is not None:
                self._wanted.add(source)
            if self._watcher is not None:
                self._follow_at = time.monotonic()
        self._publish(SourcesChanged())  # faces show whether it is there

    # -- the thread ------------------------------------------------------------------------------

    def _run(self) -> None:
        while not self._closed.is_set():
            self._wake.clear()
            pause = self._step(time.monotonic())
            self._wake.wait(pause)

    def _step(self, now: float) -> float:
        """Do all that is due. Returns the seconds until there may be more."""
        if self._sources_changed:
            self._sources_changed = False
            self._learn_sources(self._ask_sources(), now)
        if now >= self._presence_at:
            self._presence_at = now + _PRESENCE_SECONDS
            for source in self._sources:
                self._lookout.ask(source)
        with self._guard:
            if now >= self._timer_at():
                self._all = True
            self._wanted.update(self._hints.take(now))
            self._follow(now)
            self._order(now)
            times = [self._presence_at, self._follow_at, self._timer_at()]
            due = self._hints.due_in(now)
        if due is not None:
            times.append(now + max(due, 0.05))
        if self._feel_pressure(now):
            times.append(self._pressure_at)
        return max(0.0, min(times) - now)

    def _timer_at(self) -> float:
        minutes = self._settings.rescan_minutes
        return self._looked + minutes * 60.0 if minutes else _NEVER

    def _learn_sources(self, sources: tuple[Path, ...], now: float) -> None:
        with self._guard:
            if set(sources) == set(self._sources):
                return
            self._sources = sources
            self._sights = {path: seen for path, seen in self._sights.items() if path in sources}
            self._lookout.forget(sources)
            self._presence_at = now
            if self._watcher is not None:
                self._follow_at = now

    def _follow(self, now: float) -> None:
        if self._watcher is not None and now >= self._follow_at:
            self._follow_at = _NEVER
            self._watcher.follow(self._present())

    def _present(self) -> list[Path]:
        """The sources that are there, as far as is known."""
        return [path for path in self._sources if self._sights.get(path, True) is not None]

    def _order(self, now: float) -> None:
        """Look where it is wanted, unless the look before has not ended."""
        if self._job is not None and self._jobs.is_live(self._job):
            return
        present = self._present()
        if self._all:
            self._looked = now
            targets = present
        else:
            targets = collapse(self._wanted, present)
        self._all = False
        self._wanted.clear()
        if not targets:
            return
        self._pressure_at = 0.0
        self._feel_pressure(now)
        try:
            self._job = self._looks.rescan(targets, background=True)
        except UsageError:
            self._sources_changed = True  # a source was removed meanwhile
        except DocMindError:
            self._closed.set()  # the engine closes

    def _feel_pressure(self, now: float) -> bool:
        """Hold or release background jobs. Whether it has to be done again soon."""
        if not self._pressure.matters:
            return False
        if now >= self._pressure_at:
            self._pressure_at = now + EVERY
            reason = self._pressure.look()
            if reason != self._reason:
                self._reason = reason
                self._jobs.hold(reason)
        return bool(self._reason) or self._jobs.has_background
