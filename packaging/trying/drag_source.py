"""A window of another program, out of which a folder is dragged by the mouse."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from trying.report import Broken
from trying.screen import SECONDS, Screen

_SCRIPT = Path(__file__).resolve().parents[2] / "tests" / "e2e" / "drag_source.py"


class DragSource:
    """A program of its own with a small window at the top left. It says one word a line."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        assert process.stdout is not None
        self._pipe = process.stdout
        os.set_blocking(self._pipe.fileno(), False)
        self.said: list[str] = []

    def wait_for(self, word: str, meanwhile: Callable[[], None] = lambda: None) -> None:
        """Until it says the word; ``meanwhile`` is done again and again. Raises ``Broken``."""
        end = time.monotonic() + SECONDS
        while word not in self._listen():
            if time.monotonic() > end or self._process.poll() is not None:
                raise Broken(f"the window dragged from never said {word!r}, only {self.said}")
            meanwhile()
            time.sleep(0.02)

    def _listen(self) -> list[str]:
        self.said.extend((self._pipe.read() or b"").decode().split())
        return self.said


@contextmanager
def dragging(screen: Screen, path: Path) -> Iterator[DragSource]:
    """The mouse has taken hold of a file or folder and may carry it anywhere."""
    process = subprocess.Popen(
        [sys.executable, str(_SCRIPT), str(path)],
        env={**os.environ, "DISPLAY": screen.name, "QT_QPA_PLATFORM": "xcb", "QT_XCB_NO_XI2": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    source = DragSource(process)
    try:
        source.wait_for("ready")
        screen.go(80, 80)
        screen.do("mousedown", 1)
        screen.go(100, 100)
        source.wait_for("dragging", screen.tremble)
        yield source
    finally:
        process.kill()
        process.communicate()
