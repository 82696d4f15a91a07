"""How long a start takes, seen from outside.

*Painted*: from just before the process is made until the picture of the X server holds a window
with more than one colour, looked at every 2 ms. *Answered*: until the card of the first result
stands on the screen as it did when all was at rest, or, in the terminal, until the command has
printed its answer and ended. Before each start none of the program's processes runs; a *cold* start
also finds nothing of it in the system's file cache, which only root can empty. *Processor time* is
what the window's own process had used when it was painted, *without waiting for a processor* is the
time until then less that in which it could have run but other programs did.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

from trying.framebuffer import Pixels, is_drawn, likeness
from trying.program import QUESTIONS, Program, close
from trying.report import Broken, Report
from trying.screen import Screen

PAINTED_BAR = 0.5
ANSWERED_BAR = 3.0
_SAME = 0.97
_CARD_WIDTH, _CARD_HEIGHT = 260, 24


def measure(program: Program, screen: Screen, report: Report, rounds: int) -> None:
    """Time starts of the window and of the command line on a library that is there already."""
    question = QUESTIONS[0]
    program = program.on(screen.name).with_setting("DOCMIND_ENGINE__IDLE_SECONDS", "0")
    area, wanted = _first_card(program, screen)
    kinds: list[tuple[str, Callable[[], None]]] = [("warm", lambda: None)]
    if os.geteuid() == 0:
        kinds.insert(0, ("cold", empty_file_cache))
    for kind, prepare in kinds:
        painted, spent, alone, answered, terminal = [], [], [], [], []
        for _ in range(rounds):
            prepare()
            seconds = _timed_window(program, screen, area, wanted)
            painted.append(seconds[0])
            spent.append(seconds[1])
            alone.append(seconds[0] - seconds[2])
            answered.append(seconds[3])
            prepare()
            terminal.append(_timed_search(program, question.text))
        report.figure(f"window painted, {kind} start", painted, "s", PAINTED_BAR)
        report.figure(f"the same without waiting for a processor, {kind} start", alone, "s")
        report.figure(f"processor time until then, {kind} start", spent, "s")
        report.figure(f"first search in the window, {kind} start", answered, "s", ANSWERED_BAR)
        report.figure(f"docmind search, {kind} start", terminal, "s", ANSWERED_BAR)


def empty_file_cache() -> None:
    """Have the system forget the files it has read. Only root may."""
    os.sync()
    Path("/proc/sys/vm/drop_caches").write_text("3\n", encoding="ascii")


def _first_card(program: Program, screen: Screen) -> tuple[tuple[slice, slice], Pixels]:
    """Where the name of the first result stands, and how that looks."""
    question = QUESTIONS[0]
    window = program.start("--query", question.text)
    try:
        left, top, _, _ = screen.wait_for_text(question.answer).box
        picture = screen.wait_until_still()
    finally:
        close(window)
        program.let_go()
    area = (
        slice(round(top), round(top) + _CARD_HEIGHT),
        slice(round(left), round(left) + _CARD_WIDTH),
    )
    return area, picture[area]


def _timed_window(
    program: Program, screen: Screen, area: tuple[slice, slice], wanted: Pixels
) -> tuple[float, float, float, float]:
    """Seconds until the window is painted, processor seconds until then, seconds in which it waited
    for a processor, and seconds until the first result is painted."""
    began = time.monotonic()
    window = program.start("--query", QUESTIONS[0].text)
    try:
        painted = screen.wait_for(is_drawn)
        spent, waited = _scheduled(window.pid)
        answered = screen.wait_for(lambda pixels: likeness(pixels[area], wanted) >= _SAME)
    finally:
        close(window)
        program.let_go()
    return painted - began, spent, waited, answered - began


def _scheduled(pid: int) -> tuple[float, float]:
    """Seconds the first thread of a process has run, and seconds it waited for a processor."""
    ran, waited, _ = Path(f"/proc/{pid}/schedstat").read_text(encoding="ascii").split()
    return int(ran) / 1e9, int(waited) / 1e9


def _timed_search(program: Program, text: str) -> float:
    """Seconds a search takes in the terminal when no engine runs."""
    ran = program.run("search", text, "--json")
    program.let_go()
    if ran.status != 0:
        raise Broken(f"docmind search: {ran}")
    return ran.seconds
