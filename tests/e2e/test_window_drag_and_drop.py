"""A folder and a picture are dragged out of another program's window into the running program, on
an X server of the test's own, by a mouse that xdotool moves."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from fakes.shown import write_picture

HERE = Path(__file__).parent
NEEDED = ("Xvfb", "xdotool")
MISSING = [name for name in NEEDED if shutil.which(name) is None]
SECONDS = 60.0
SCREEN = "1280x800x24"

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(sys.platform != "linux", reason="wants an X server"),
    pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}"),
]


class Spoken:
    """A program whose lines are kept as they come."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.lines: list[str] = []
        self._reading = threading.Thread(target=self._read)
        self._reading.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line.strip())

    def wait(self, start: str, meanwhile: Callable[[], None] = lambda: None) -> str:
        """The line that begins so, without its beginning, once it is there; ``meanwhile`` is done
        until then, again and again."""
        end = time.monotonic() + SECONDS
        while not (found := [line for line in self.lines if line.startswith(start)]):
            assert self.process.poll() is None, f"it ended: {self.lines}"
            assert time.monotonic() < end, f"it never said {start!r}: {self.lines}"
            meanwhile()
            time.sleep(0.02)
        return found[-1][len(start) :].strip()

    def end(self) -> None:
        """Close it as Ctrl-C does, or by force."""
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._reading.join()
        assert self.process.stdout is not None
        self.process.stdout.close()


class Mouse:
    """The pointer of an X server."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._environment = environment
        self.x = self.y = 0

    def _do(self, *words: object) -> None:
        command = ["xdotool", *map(str, words)]
        subprocess.run(command, env=self._environment, check=True, timeout=SECONDS)

    def go(self, x: int, y: int) -> None:
        """Move there in steps, as a hand does."""
        steps = 8
        for step in range(1, steps + 1):
            part = step / steps
            self._do("mousemove", round(self.x + part * (x - self.x)),
                     round(self.y + part * (y - self.y)))  # fmt: skip
        self.x, self.y = x, y

    def tremble(self) -> None:
        """Move a little and back: a drag is only told of while it moves."""
        self._do("mousemove_relative", "--", 3, 3)
        self._do("mousemove_relative", "--", -3, -3)

    def press(self) -> None:
        self._do("mousedown", 1)

    def release(self) -> None:
        self._do("mouseup", 1)


@pytest.fixture
def screen() -> Iterator[dict[str, str]]:
    """The environment of programs on an X server of their own."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", SCREEN, "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as told:
        number = told.readline().strip()
    assert number, "the X server did not start"
    yield {
        **os.environ, "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb",
        "QT_XCB_NO_XI2": "1", "DOCMIND_ENGINE__IDLE_SECONDS": "0",
    }  # fmt: skip
    server.terminate()
    server.wait()


@contextmanager
def running(script: str, arguments: Sequence[object], screen: dict[str, str]) -> Iterator[Spoken]:
    """One of the scripts beside this file, until the end of the block."""
    command = [sys.executable, str(HERE / script), *map(str, arguments)]
    process = subprocess.Popen(
        command, env=screen, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    spoken = Spoken(process)
    try:
        yield spoken
    finally:
        spoken.end()


def drag(source: Spoken, window: Spoken, mouse: Mouse, to: tuple[int, int], until: str) -> None:
    """Take hold of what the source gives, carry it ``to`` a place and let go when the window says
    a line."""
    source.wait("ready")
    mouse.go(80, 80)
    mouse.press()
    mouse.go(100, 100)
    source.wait("dragging", mouse.tremble)
    mouse.go(*to)
    window.wait(until, mouse.tremble)
    mouse.release()
    assert source.wait("dropped") == "", source.lines


def windows_called(name: str, screen: dict[str, str]) -> int:
    """How many windows have this name as that of their class and of their instance."""
    command = ["xdotool", "search", "--all", "--class", "--classname", f"^{name}$"]
    done = subprocess.run(command, env=screen, capture_output=True, text=True, timeout=SECONDS)
    return len(done.stdout.split())


def cli(library: Path, *words: str) -> dict[str, Any]:
    """What a command of the terminal answers."""
    command = [sys.executable, "-m", "docmind", "--library", str(library), *words, "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=SECONDS)
    answer = json.loads(done.stdout)
    assert isinstance(answer, dict)
    return answer


def first_hits(library: Path, text: str) -> list[dict[str, Any]]:
    """What is found once anything is."""
    end = time.monotonic() + SECONDS
    while not (hits := cli(library, "search", text)["hits"]):
        assert time.monotonic() < end, "what was dropped was not read"
    assert isinstance(hits, list)
    return hits


def test_a_folder_and_a_picture_are_dropped(tmp_path: Path, screen: dict[str, str]) -> None:
    folder, picture = tmp_path / "Contracts", tmp_path / "evening.png"
    folder.mkdir()
    (folder / "bees.txt").write_text("The waggle dance points at the sun.\n")
    write_picture(picture)
    library, mouse = tmp_path / "library", Mouse(screen)
    with running("told_program.py", ["--library", library], screen) as window:
        field_x, field_y, page_x, page_y = map(int, window.wait("ready").split())
        assert windows_called("docmind", screen)  # as ``StartupWMClass`` of its desktop file says
        with running("drag_source.py", [folder], screen) as source:
            drag(source, window, mouse, (page_x, page_y), "overlay Drop to add 1 folder")
            window.wait("added")  # until then its files are asked of the source
        mouse.go(0, 0)
        with running("drag_source.py", [picture], screen) as source:
            drag(source, window, mouse, (field_x, field_y), "overlay Drop to find pictures like")
            assert window.wait("given") == "evening.png"
        window.wait("answered")
        (hit,) = first_hits(library, "waggle dance")
        assert Path(hit["path"]) == folder / "bees.txt"
        (shown,) = cli(library, "status")["sources"]
        assert shown["path"] == str(folder)
    assert window.process.returncode == 0
