"""Exit statuses, the engine for the length of a command, and a job run on it."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from docmind import core
from docmind.cli.screen import Screen

Show = Callable[[Screen, "core.JobReport"], None]
Shape = Callable[["core.JobReport"], dict[str, Any]]


class OpenWindow(Protocol):
    """Starts the other face on a library. Returns the exit status."""

    def __call__(
        self,
        library: Path,
        paths: Sequence[Path],
        query: str = "",
        quick: bool = False,
        background: bool = False,
    ) -> int: ...


class After(Protocol):
    """What follows a job on the same engine."""

    def __call__(self, engine: core.EngineApi, screen: Screen, *, quiet: bool) -> None: ...


DONE, FAILED, WRONG_USE, UNREACHABLE, STOPPED = 0, 1, 2, 3, 130


@contextmanager
def opened(library: Path | None) -> Iterator[core.EngineApi]:
    """The engine of a library, let go at the end."""
    engine = core.open_engine(library)
    try:
        yield engine
    finally:
        engine.close()


def read(
    options: argparse.Namespace,
    screen: Screen,
    start: Callable[[core.EngineApi], int],
    show: Show | None = None,
    shape: Shape | None = None,
    after: After | None = None,
) -> int:
    """Run the reading job that ``start`` begins, and tell what it did (by ``show`` to people, in
    ``shape`` to programs); then do what comes ``after``. Returns the exit status.
    """
    from docmind.cli.report import show_counts
    from docmind.cli.shapes import counts_shape
    from docmind.cli.work import run_job

    with opened(options.library) as engine:
        report = run_job(engine, start(engine), screen, quiet=options.json)
        screen.answer(report, options.json, shape or counts_shape, show or show_counts)
        if after is not None and report.outcome == "done":
            after(engine, screen, quiet=options.json)
    return STOPPED if report.outcome == "cancelled" else DONE
