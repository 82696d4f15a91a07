"""The words about jobs that every room shares (see ``schema``)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Counts:
    """What one indexing job did, in files; ``chunks`` were written, ``embedded`` were computed."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0
    failed: int = 0
    skipped: int = 0
    chunks: int = 0
    embedded: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """State of a job. ``total`` is 0 while still counting; ``rate`` is files per second (bytes,
    while downloading or checking a model)."""

    job_id: int
    stage: Literal[
        "waiting", "discovering", "reading", "recognising", "looking", "changing", "downloading",
        "checking", "finishing", "paused",
    ]  # fmt: skip
    done: int = 0
    total: int = 0
    current: str = ""
    rate: float = 0.0
    seconds_left: float | None = None


@dataclass(frozen=True, slots=True)
class JobReport:
    """The end of a job: ``outcome`` done, cancelled or failed; ``skipped_types`` (type, count)."""

    job_id: int
    outcome: Literal["done", "cancelled", "failed"]
    counts: Counts = field(default_factory=Counts)
    seconds: float = 0.0
    message: str = ""
    skipped_types: tuple[tuple[str, int], ...] = ()
