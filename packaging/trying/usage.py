"""All that is tried of a program once it is installed, whichever package brought it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from trying import network, start_up
from trying.bundle import try_bundle
from trying.contents import digests
from trying.place import Place
from trying.program import FOLDER, Program, write_documents
from trying.report import Report
from trying.screen import shown
from trying.terminal import try_terminal
from trying.window import main_job

_USERS = ("Documents", ".config/docmind", ".local/share/docmind", ".cache/docmind")


def user_files(place: Place) -> dict[str, str]:
    """What is the person's: their documents, and what the program keeps for them."""
    return digests(*(place.home / name for name in _USERS))


@dataclass(frozen=True, slots=True)
class Trial:
    """What every package is held against: the version it must have, documents to read, how often
    to measure, where pictures of the screen are kept."""

    report: Report
    version: str
    samples: Path
    rounds: int
    pictures: Path

    def use(self, program: Program, name: str) -> None:
        """Everything a person does with a program that has just been installed. Leaves a library
        with the documents; the package is called ``name`` in the report."""
        place, report = program.place, self.report
        with report.part(f"{name}: what is inside"):
            try_bundle(program, report)
        with report.part(f"{name}: in a terminal"), shown(place) as screen:
            try_terminal(program.on(screen.name), report, self.version, self.samples)
        with report.part(f"{name}: the window"), _new_library(program, "window") as fresh:
            self._window(fresh, f"{name}-window")
        self._quiet(program, name)
        with report.part(f"{name}: start"), shown(place, managed=False) as screen:
            start_up.measure(program, screen, report, self.rounds)

    def _quiet(self, program: Program, name: str) -> None:
        """The main job once more: watched, and without a network."""
        place, report = program.place, self.report
        with report.part(f"{name}: sockets"), _new_library(program, "watched") as fresh:
            network.check_watch(place, report)
            log = place.root / "tmp" / "main-job.strace"
            self._window(network.watched(fresh, log), f"{name}-watched")
            network.judge(log, report)
        with report.part(f"{name}: without a network"), _new_library(program, "cut-off") as fresh:
            network.check_cut(place, report)
            self._window(fresh.without_network(), f"{name}-cut-off")

    def _window(self, program: Program, name: str) -> None:
        folder = program.place.home / "Documents" / FOLDER
        with shown(program.place) as screen:
            main_job(program, screen, self.report, folder, self.pictures / f"{name}.png")


@contextmanager
def _new_library(program: Program, name: str) -> Iterator[Program]:
    """The program on a library of its own, so that it begins with nothing."""
    write_documents(program.place)
    library = str(program.place.home / "libraries" / name)
    fresh = program.with_setting("DOCMIND_LIBRARY", library)
    yield fresh.with_setting("DOCMIND_WINDOW__RESTORE_SEARCH", "false")
