"""The window as a person uses it, judged by what can be read on the screen."""

from __future__ import annotations

import subprocess
from functools import partial
from pathlib import Path

from docmind.core.recognise.base import Line
from trying.drag_source import dragging
from trying.framebuffer import is_drawn
from trying.program import QUESTIONS, Program, close, wait_until
from trying.report import Report
from trying.screen import SECONDS, Screen, letters, middle

_SAYS_EMPTY = "Drop folders or files here"
_SAYS_DROP = "Drop to add 1 folder"
_SAYS_FIELD = "Search your documents"
_LATER = "The lighthouse keeper counts the seals every Friday.\n"


def main_job(program: Program, screen: Screen, report: Report, folder: Path, shot: Path) -> None:
    """Open the window, drop a folder into it, search it, hand it a file by a second start, close
    it. ``shot`` is where the picture of the results is kept."""
    program = program.on(screen.name)
    window = program.start()
    try:
        screen.wait_for(is_drawn)
        screen.wait_for_text(_SAYS_EMPTY)
        report.check("the window opens and asks for folders", True)
        _drop(program, screen, report, folder)
        _search(screen, report, folder, shot)
        _second_start(program, screen, report)
        _leave(window, screen, report)
    except BaseException:
        screen.keep(shot.with_stem(f"{shot.stem}-broken"))
        raise
    finally:
        close(window)
        program.let_go()


def _drop(program: Program, screen: Screen, report: Report, folder: Path) -> None:
    place = middle(screen.wait_for_text(_SAYS_EMPTY))
    with dragging(screen, folder) as source:
        screen.go(*place)
        screen.tremble()
        screen.wait_for_text(_SAYS_DROP)
        report.check("it says what would happen to the folder dragged over it", True)
        screen.do("mouseup", 1)
        source.wait_for("dropped")
        report.check("it takes the folder that is dropped", True)
        wanted = sum(path.is_file() for path in folder.rglob("*"))
        shown: dict[str, object] = {}

        def is_read() -> bool:
            shown.update(program.ask("status"))
            return shown["files"] == wanted and not shown["jobs"]

        read = wait_until(is_read, SECONDS, 0.5)
        report.demand(f"its {wanted} files are read", read, shown)


def first_result(folder: str, name: str, lines: list[Line]) -> Line | None:
    """The line below the title of the first result, which tells folder and file, if the file is
    ``name``. Beside the results only the folder alone stands on the screen."""
    places = [line for line in lines if letters(folder) in letters(line.text) and "." in line.text]
    top = min(places, key=lambda line: line.box[1], default=None)
    return top if top is not None and letters(name) in letters(top.text) else None


def _search(screen: Screen, report: Report, folder: Path, shot: Path) -> None:
    screen.click(*middle(screen.wait_for_text(_SAYS_FIELD)))
    for number, question in enumerate(QUESTIONS[:2]):
        if number:
            screen.do("key", "ctrl+a")
        screen.type(question.text)
        screen.wait_for_line(question.answer, partial(first_result, folder.name, question.answer))
        report.check(f"typing “{question.text}” shows {question.answer} first", True)
    screen.wait_until_still()
    screen.keep(shot)


def _second_start(program: Program, screen: Screen, report: Report) -> None:
    file = program.place.home / "Documents" / "seals.txt"
    file.write_text(_LATER, encoding="utf-8")
    program.place.give(file)
    second = program.run("--query", "who counts the seals", file, timeout=SECONDS)
    report.check("a second start hands its file over and ends", second.status == 0, second)
    screen.wait_for_text(file.name)
    report.check("and the first window shows it as the answer", True)
    sources = {source["path"] for source in program.ask("status")["sources"]}
    report.check("the library holds the file", str(file) in sources, sources)


def _leave(window: subprocess.Popen[str], screen: Screen, report: Report) -> None:
    screen.do("key", "ctrl+q")
    ended = wait_until(lambda: window.poll() is not None, SECONDS)
    said = close(window)
    report.check("Ctrl+Q ends it", ended and said.status == 0, said)
    report.check("and it had nothing to complain about", not said.err.strip(), said)
