"""Facts the engine publishes: frozen values, delivered on the thread that found them out."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from docmind.core.schema import JobReport, Progress


@dataclass(frozen=True, slots=True)
class JobStarted:
    job_id: int
    title: str


@dataclass(frozen=True, slots=True)
class JobProgressed:
    progress: Progress


@dataclass(frozen=True, slots=True)
class JobFinished:
    report: JobReport


@dataclass(frozen=True, slots=True)
class IndexChanged:
    """Documents became searchable or left the index; ``files`` is how many are searchable."""

    files: int


@dataclass(frozen=True, slots=True)
class SourcesChanged:
    """A source was added, removed or changed its state."""


@dataclass(frozen=True, slots=True)
class ProblemsChanged:
    count: int


@dataclass(frozen=True, slots=True)
class SearchesChanged:
    """The history of searches or the saved ones changed."""


@dataclass(frozen=True, slots=True)
class ChildRestarted:
    """A child process died and was started again. ``name`` is engine, model worker or reader."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class EngineLost:
    """The engine process died or stopped answering; it is being started again, unless that was
    ``given_up``."""

    reason: str
    given_up: bool = False


@dataclass(frozen=True, slots=True)
class EngineRestored:
    """The engine process answers again."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to tell the person: ``level`` info, warning or error."""

    level: str
    text: str


Event = (
    JobStarted
    | JobProgressed
    | JobFinished
    | IndexChanged
    | SourcesChanged
    | ProblemsChanged
    | SearchesChanged
    | ChildRestarted
    | EngineLost
    | EngineRestored
    | Notice
)
Subscriber = Callable[[Event], None]

_MOST_WAITING = 20


class Subscribers:
    """Tells events to all who want them. What is to be told to a person while no face listens yet,
    such as at opening, waits for the first one. Any thread may call."""

    def __init__(self) -> None:
        self._faces: list[Subscriber] = []
        self._parts: list[Subscriber] = []
        self._untold: deque[Notice] = deque(maxlen=_MOST_WAITING)
        self._lock = threading.Lock()

    def publish(self, event: Event) -> None:
        """Tell everybody, on this thread."""
        with self._lock:
            if isinstance(event, Notice) and not self._faces:
                self._untold.append(event)
            told = (*self._parts, *self._faces)
        for subscriber in told:
            subscriber(event)

    def add(self, face: Subscriber) -> Callable[[], None]:
        """Tell a face from now on, and what waited for it at once. Returns the unsubscribe."""
        with self._lock:
            self._faces.append(face)
            untold = tuple(self._untold)
            self._untold.clear()
        for notice in untold:
            face(notice)
        return lambda: self._remove(face)

    def add_part(self, part: Subscriber) -> None:
        """Tell a part of the program, which is no face: notices wait all the same."""
        self._parts.append(part)

    def _remove(self, face: Subscriber) -> None:
        with self._lock:
            self._faces.remove(face)
