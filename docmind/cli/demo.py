"""``docmind demo``: sample documents, three questions, and the window, leaving nothing behind."""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from docmind import core
from docmind.cli.opening import OpenWindow
from docmind.cli.report import show_answer, show_counts
from docmind.cli.screen import Screen
from docmind.cli.shapes import answer_shape, counts_shape
from docmind.cli.work import run_job

_LET_GO_SECONDS = 15.0
_IDLE = "DOCMIND_ENGINE__IDLE_SECONDS"


@dataclass(frozen=True, slots=True)
class Question:
    """A question the demo asks, and what it shows."""

    text: str
    about: str


QUESTIONS = (
    Question(
        "compensation for the leak upstairs", "by meaning: the letter has none of these words"
    ),
    Question("INV-2024-0817", "by an exact number, found inside a PDF"),
    Question("Leuchtturm Nordsee", "in German: a picture, found by what its camera noted"),
)


def run_demo(
    options: argparse.Namespace,
    screen: Screen,
    open_window: OpenWindow,
) -> int:
    """Index the samples in a library of their own, answer ``QUESTIONS``, open the window on it.

    With ``--json`` the answers are printed as one object and no window opens.
    """
    samples = core.resources_dir() / "samples"
    if not samples.is_dir():
        raise core.DocMindError(
            "The sample documents are missing", hint="Install DocMind again.", path=samples
        )
    with _passing_library() as library:
        status = _answer(library, samples, options, screen)
        if status != 0 or options.json or options.no_window:
            return status
        obstacle = core.window_obstacle()
        if obstacle is not None:
            screen.say(f"The window stays closed: {obstacle.finding}")
            return status
        screen.say("Opening the window on the sample documents. Close it to end the demo.")
        return open_window(library, [])


def _answer(library: Path, samples: Path, options: argparse.Namespace, screen: Screen) -> int:
    engine = core.open_engine(library)
    try:
        if not options.json:
            screen.say(f"Reading the sample documents in {samples}")
        report = run_job(engine, engine.add([samples]), screen, quiet=options.json)
        if report.outcome == "cancelled":
            return 130
        answers = [engine.search(core.Query(item.text, limit=3, focus=True)) for item in QUESTIONS]
    finally:
        engine.close()
    if options.json:
        shapes = [answer_shape(answer) for answer in answers]
        screen.json({"index": counts_shape(report), "answers": shapes})
        return 0
    show_counts(screen, report)
    for question, answer in zip(QUESTIONS, answers, strict=True):
        screen.say()
        screen.say(screen.strong(f"> {question.text}") + screen.faint(f"   ({question.about})"))
        screen.say()
        show_answer(screen, answer)
    return 0


@contextmanager
def _passing_library() -> Iterator[Path]:
    """A library in a temporary folder, removed when its last user has let go of it."""
    # The window's engine would otherwise stay a while for the next face.
    before = os.environ.get(_IDLE)
    os.environ[_IDLE] = "0"
    folder = Path(tempfile.mkdtemp(prefix="docmind-demo-"))
    try:
        yield folder / "library"
    finally:
        _wait_until_free(folder / "library")
        shutil.rmtree(folder, ignore_errors=True)
        if before is None:
            del os.environ[_IDLE]
        else:
            os.environ[_IDLE] = before


def _wait_until_free(library: Path) -> None:
    """Until no engine has the library open; after a while it is removed all the same."""
    door = core.Library(library).door
    deadline = time.monotonic() + _LET_GO_SECONDS
    while door.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    while time.monotonic() < deadline:
        with suppress(core.LibraryLocked):
            core.Engine.open(library).close()
            return
        time.sleep(0.05)
