"""The installed program, called as a person calls it."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from trying.place import Place, Ran, end_all
from trying.report import Broken

_LONG_SECONDS = 300.0
_LET_GO_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Program:
    """``docmind`` in a clean environment.

    ``command`` is what is called, ``before`` words that go before it (such as ``strace``),
    ``cut_off`` takes the network away, ``settings`` stand in its environment.
    """

    place: Place
    command: str = "docmind"
    before: tuple[str, ...] = ()
    cut_off: bool = False
    settings: tuple[tuple[str, str], ...] = ()

    def on(self, display: str) -> Program:
        """The same, with an X server."""
        return self.with_setting("DISPLAY", display)

    def with_setting(self, name: str, value: str) -> Program:
        """The same, with one more variable in its environment."""
        return replace(self, settings=(*self.settings, (name, value)))

    def under(self, *words: str) -> Program:
        """The same, run by another program."""
        return replace(self, before=words)

    def without_network(self) -> Program:
        """The same, with no network at all, not even loopback."""
        return replace(self, cut_off=True)

    def run(self, *words: str | Path, timeout: float = _LONG_SECONDS) -> Ran:
        """Run a command to its end."""
        command = [*self.before, self.command, *words]
        return self.place.run(command, timeout=timeout, cut_off=self.cut_off, **dict(self.settings))

    def start(self, *words: str | Path) -> subprocess.Popen[str]:
        """Start the window; the caller ends it."""
        command = [*self.before, self.command, *words]
        return self.place.start(command, cut_off=self.cut_off, **dict(self.settings))

    def ask(self, *words: str | Path) -> Any:
        """What a command answers with ``--json``. Raises ``Broken`` when it fails."""
        ran = self.run(*words, "--json")
        if ran.status != 0:
            raise Broken(f"docmind {' '.join(map(str, words))}: {ran}")
        return json.loads(ran.out)

    def hits(self, text: str) -> list[dict[str, Any]]:
        """The results of a search, as the terminal tells them."""
        answer = self.ask("search", text)
        found: list[dict[str, Any]] = answer["hits"]
        return found

    def let_go(self) -> None:
        """Wait until no process of the program runs, and end those that stay."""
        wait_until(lambda: not self.place.processes("docmind"), _LET_GO_SECONDS)
        end_all(self.place.processes("docmind"))


def wait_until(holds: Callable[[], bool], seconds: float, pause: float = 0.1) -> bool:
    """Wait for a condition; False when it did not come about in time."""
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(pause)
    return True


def close(process: subprocess.Popen[str], seconds: float = 30) -> Ran:
    """Tell a window to end as the desktop does at the end of a session."""
    began = time.monotonic()
    process.terminate()
    try:
        out, err = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        out, err = process.communicate()
        return Ran(124, out, err, time.monotonic() - began)
    return Ran(process.returncode, out, err, time.monotonic() - began)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the documents, and the file that answers it."""

    text: str
    answer: str


FOLDER = "Harbour office"
_TEXTS = {
    "boats.txt": "The ferry to the island leaves at seven in the morning, except on Sundays.\n",
    "bees.md": "# The hive\n\nThe waggle dance tells the others where nectar is to be found.\n",
    "Rechnung.txt": "Rechnung HAF-2026-0418: Liegeplatz am Steg 4, zahlbar bis Ende Mai.\n",
    "minutes.html": "<html><body><h1>Minutes</h1><p>The crane will be painted green.</p></body>",
}
QUESTIONS = (
    Question("when does the boat sail", "boats.txt"),
    Question("how do insects show the way to food", "bees.md"),
    Question("HAF-2026-0418", "Rechnung.txt"),
    Question("colour of the lifting machine", "minutes.html"),
)


def write_documents(place: Place, samples: Path | None = None) -> Path:
    """A small folder of a person's: our four texts and, when given, copies of all ``samples``."""
    folder = place.home / "Documents" / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in _TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    for sample in sorted(samples.rglob("*")) if samples else ():
        if sample.is_file():
            with suppress(FileExistsError), (folder / sample.name).open("xb") as file:
                file.write(sample.read_bytes())
    place.give(place.home / "Documents")
    return folder
