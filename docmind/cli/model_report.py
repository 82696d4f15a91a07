"""Models as a person reads them, and in their stable JSON shape."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from docmind.cli.bar import Bar, duration
from docmind.cli.screen import Screen, one_line, repaired
from docmind.core import ModelState

_CELLS = 20
_DRAW_EVERY = 0.1  # seconds
_GUESS_AFTER = 2.0
_GOT = ("absent", "partial", "damaged")  # states that a download mends


def model_shape(state: ModelState) -> dict[str, Any]:
    """One model; ``folder`` is null while it is not there."""
    return {
        **asdict(state),
        "folder": None if state.folder is None else repaired(state.folder),
        "languages": list(state.languages),
        "memory_mb": dict(state.memory_mb),
        "runs_on": list(state.runs_on),
    }


def model_shapes(states: Sequence[ModelState]) -> list[dict[str, Any]]:
    """All models."""
    return [model_shape(state) for state in states]


def get_command(state: ModelState, *, lacking: bool = False) -> str:
    """The command that brings a model that is not whole here, or that its server is ``lacking``;
    "" where there is none."""
    known = lacking or (state.source and state.state in _GOT)
    return f"docmind models download {state.id}" if known else ""


def show_model(screen: Screen, state: ModelState) -> None:
    """How one model is now."""
    screen.say(f"{one_line(state.title)} ({one_line(state.id)}) is {state.state}.")
    if state.folder is not None:
        screen.say(f"    {one_line(state.folder)}")
    if state.note:
        screen.say(f"    {one_line(state.note)}")


def show_offer(screen: Screen, state: ModelState, host: str, copy: Path | None) -> None:
    """What a download would bring, from where, and under which licence."""
    screen.tell(f"{one_line(state.title)}: {one_line(state.summary)}")
    if copy is not None:
        screen.tell(f"From      {one_line(copy)} (on this computer; nothing is downloaded)")
    else:
        screen.tell(f"From      {one_line(host)}/{one_line(state.source)}")
    screen.tell(f"Size      {byte_count(state.size)}")
    screen.tell(f"Licence   {one_line(state.licence) or 'not known'}")
    if state.state == "partial":
        screen.tell(f"          {one_line(state.note.partition('.')[0])}.")


def byte_count(count: int) -> str:
    """``2,296 MB`` as people and file managers count: 1 MB is 10^6 bytes."""
    if count < 1_000_000:
        return f"{max(1, round(count / 1000)):,} kB"
    if count < 1_000_000_000:
        return f"{count / 1_000_000:,.0f} MB"
    return f"{count / 1_000_000_000:.2f} GB"


class Meter:
    """Draws how far a model is; handed to the core as its progress."""

    def __init__(self, screen: Screen, what: str) -> None:
        self._bar = Bar(screen)
        self._what = what
        self._first: tuple[float, int] | None = None
        self._drawn = 0.0

    def __call__(self, done: int, total: int, name: str) -> None:
        now = time.monotonic()
        first = self._first or (now, done)
        self._first = first
        if done < total and now - self._drawn < _DRAW_EVERY:
            return
        self._drawn = now
        self._bar.write(self.line(done, total, name, now - first[0], done - first[1]))

    def line(self, done: int, total: int, name: str, seconds: float, came: int) -> str:
        """``Downloading  1.20 GB of 2.30 GB  ████░░  12 MB/s  about 2 min left  model.bin``"""
        filled = _CELLS * done // total if total else 0
        parts = [
            f"{self._what:<11}",
            f"{byte_count(done)} of {byte_count(total)}",
            "█" * filled + "░" * (_CELLS - filled),
        ]
        if came > 0 and seconds > _GUESS_AFTER:
            rate = came / seconds
            parts.append(f"{byte_count(round(rate))}/s")
            parts.append(f"about {duration((total - done) / rate)} left")
        return "  ".join([*parts, one_line(name)])

    def clear(self) -> None:
        """Take the line away."""
        self._bar.clear()
