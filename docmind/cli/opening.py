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


DONE, FAILED, WRONG_USE, UNREACHABLE, OTHER_VERSION, STOPPED = 0, 1, 2, 3, 4, 130


@contextmanager
def opened(library: Path | None) -> Iterator[core.EngineApi]:
    """The engine of a library, let go at the end."""
    engine = open_engine(library)
    try:
        yield engine
    finally:
        engine.close()


def open_engine(library: Path | None, *, yes: bool = False) -> core.EngineApi:
    """The engine of a library, which is brought up to date first where that is needed and a person
    agrees (or did with ``yes``). What was done at opening is told.

    Raises ``UpgradeNeeded`` when nobody could be asked, or the answer was no.
    """
    from docmind.cli.screen import Screen, one_line

    screen = Screen()
    unknown = core.unknown_settings()
    if unknown:
        screen.tell(
            f"Settings that are not known and have no effect: {one_line(', '.join(unknown))}"
        )
    try:
        engine = core.open_engine(library)
    except core.UpgradeNeeded as needed:
        from docmind.cli.upgrading import agree

        agree(needed, library, screen, yes=yes)
        engine = core.open_engine(library)

    def heed(event: core.Event) -> None:
        if isinstance(event, core.Notice):
            screen.tell(event.text)

    engine.subscribe(heed)()  # what waits for its first listener
    return engine


def read(
    options: argparse.Namespace,
    screen: Screen,
    start: Callable[[core.EngineApi], int],
    show: Show | None = None,
    shape: Shape | None = None,
    after: After | None = None,
    before: Callable[[core.EngineApi], bool] | None = None,
) -> int:
    """Run the reading job that ``start`` begins, and tell what it did (by ``show`` to people, in
    ``shape`` to programs); then do what comes ``after``. What comes ``before`` says whether to.
    Returns the exit status.
    """
    from docmind.cli.report import show_counts
    from docmind.cli.shapes import counts_shape
    from docmind.cli.work import run_job

    with opened(options.library) as engine:
        if before is not None and not before(engine):
            return STOPPED
        report = run_job(engine, start(engine), screen, quiet=options.json)
        screen.answer(report, options.json, shape or counts_shape, show or show_counts)
        if after is not None and report.outcome == "done":
            after(engine, screen, quiet=options.json)
    return STOPPED if report.outcome == "cancelled" else DONE
