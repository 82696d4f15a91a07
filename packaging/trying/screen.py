"""An X server with a mouse, keys and eyes: what a person has in front of the program."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image

from docmind.core.recognise.base import Line
from docmind.core.recognise.rapid import Rapid
from trying.framebuffer import Framebuffer, Pixels, likeness
from trying.place import Place
from trying.report import Broken

WIDTH, HEIGHT = 1400, 900
SECONDS = 60.0
_STILL = 0.9995  # a blinking cursor and a clock may differ
_OFTEN = 0.002


class Screen:
    """A running X server; ``name`` is what DISPLAY wants."""

    def __init__(self, name: str, frames: Framebuffer) -> None:
        self.name = name
        self.frames = frames
        self._x = self._y = 0

    # ---- eyes ----------------------------------------------------------------------------------

    def keep(self, file: Path) -> None:
        """Save what is shown as PNG."""
        Image.fromarray(self.frames.picture()).save(file)

    def wait_for_text(self, text: str, seconds: float = SECONDS) -> Line:
        """The first line that holds the text, once there is one. Raises ``Broken``."""

        def find(lines: list[Line]) -> Line | None:
            return next((line for line in lines if letters(text) in letters(line.text)), None)

        return self.wait_for_line(text, find, seconds)

    def wait_for_line(
        self, wanted: str, find: Callable[[list[Line]], Line | None], seconds: float = SECONDS
    ) -> Line:
        """What ``find`` makes of the lines on the screen, once it is one. Raises ``Broken``, which
        says what was ``wanted``."""
        end, read = time.monotonic() + seconds, np.empty((0, 0, 3), np.uint8)
        lines: list[Line] = []
        while (found := find(lines)) is None:
            if time.monotonic() > end:
                told = " | ".join(line.text for line in lines)
                raise Broken(f"“{wanted}” was never on the screen. It showed: {told}")
            picture = self.frames.picture()
            if np.array_equal(picture, read):
                time.sleep(0.1)
            else:  # reading takes a second
                lines, read = _reader().read(Image.fromarray(picture)), picture
        return found

    def wait_for(self, holds: Callable[[Pixels], bool], seconds: float = SECONDS) -> float:
        """The moment (``time.monotonic``) at which the picture is so, to some milliseconds."""
        end, pixels = time.monotonic() + seconds, self.frames.look()
        while not holds(pixels):
            if time.monotonic() > end:
                raise Broken("what was waited for never came onto the screen")
            time.sleep(_OFTEN)
        return time.monotonic()

    def wait_until_still(self, still_seconds: float = 2.0, seconds: float = SECONDS) -> Pixels:
        """The picture once it has not changed for a while."""
        end = time.monotonic() + seconds
        last, since = self.frames.picture(), time.monotonic()
        while time.monotonic() - since < still_seconds:
            if time.monotonic() > end:
                raise Broken("the picture never came to rest")
            time.sleep(0.1)
            now = self.frames.picture()
            if likeness(last, now) < _STILL:
                last, since = now, time.monotonic()
        return last

    # ---- hands ---------------------------------------------------------------------------------

    def go(self, x: int, y: int) -> None:
        """Move the mouse there in steps, as a hand does."""
        steps = 8
        for step in range(1, steps + 1):
            part = step / steps
            at = self._x + part * (x - self._x), self._y + part * (y - self._y)
            self.do("mousemove", *map(round, at))
        self._x, self._y = x, y

    def tremble(self) -> None:
        """Move a little and back: a drag is only told of while it moves."""
        self.do("mousemove_relative", "--", 3, 3)
        self.do("mousemove_relative", "--", -3, -3)

    def click(self, x: int, y: int) -> None:
        self.go(x, y)
        self.do("click", 1)

    def type(self, text: str) -> None:
        self.do("type", "--delay", 40, text)

    def do(self, *words: object) -> str:
        """What ``xdotool`` says to these words."""
        command = ["xdotool", *map(str, words)]
        environment = {**os.environ, "DISPLAY": self.name}
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=SECONDS, check=False
        )
        if done.returncode != 0:
            raise Broken(f"{' '.join(command)}: {done.stderr.strip()}")
        return done.stdout.strip()


@contextmanager
def shown(place: Place, *, managed: bool = True) -> Iterator[Screen]:
    """An X server until the end of the block; ``managed`` starts openbox on it, if installed."""
    frames = place.root / "frames"
    frames.mkdir(exist_ok=True)
    place.give(frames)
    size = f"{WIDTH}x{HEIGHT}x24"
    read, write = os.pipe()
    os.set_inheritable(write, True)
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", size, "-nolisten", "tcp",
         "-fbdir", str(frames)],
        pass_fds=[write], stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    os.close(write)
    with os.fdopen(read) as told:
        number = told.readline().strip()
    desk: subprocess.Popen[str] | None = None
    try:
        if not number:
            raise Broken("the X server did not start")
        name = f":{number}"
        if managed and shutil.which("openbox"):
            desk = place.start(["openbox", "--sm-disable"], DISPLAY=name)
        yield Screen(name, Framebuffer(frames / "Xvfb_screen0"))
    finally:
        for process in (desk, server):
            if process is not None:
                process.terminate()
                with suppress(subprocess.TimeoutExpired):
                    process.communicate(timeout=10)


def middle(line: Line) -> tuple[int, int]:
    """The point in the middle of a line."""
    left, top, right, bottom = line.box
    return round((left + right) / 2), round((top + bottom) / 2)


@cache
def _reader() -> Rapid:
    """The checkout's own text recognition: this is not the program that is tried."""
    reader = Rapid()
    reader.load(threads=2)
    return reader


def letters(text: str) -> str:
    """Only what recognition can be held to: no spaces, no case."""
    return "".join(text.split()).casefold()
