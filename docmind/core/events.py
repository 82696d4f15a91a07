"""Facts the engine publishes: frozen values, delivered on the thread that found them out."""

from __future__ import annotations

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
