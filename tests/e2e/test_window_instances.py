"""The program is started twice, and closed while it reads: nothing is lost, nothing is doubled."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fakes.person import WAIT_MS, search, start_program
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from docmind.core import JobReport, Progress, Status
from docmind.ui import app
from docmind.ui.instance import OneWindow
from docmind.ui.main_window import MainWindow

pytestmark = pytest.mark.e2e
MANY = 150
Open = Callable[[], MainWindow]


@pytest.fixture
def open_window(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """Opens the window of the program on one library; its engine ends with it."""
    monkeypatch.setenv("DOCMIND_ENGINE__IDLE_SECONDS", "0")
    made: list[MainWindow] = []

    def open_it() -> MainWindow:
        window = start_program(qtbot, tmp_path)
        made.append(window)
        return window

    yield open_it
    for window in made:
        window.close()


def second_start(qtbot: QtBot, library: Path, *words: str) -> None:
    """Start the program once more and wait until it has ended well."""
    command = [sys.executable, "-m", "docmind", "--library", str(library), *words]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as started:
        qtbot.waitUntil(lambda: started.poll() is not None, timeout=WAIT_MS)
        assert started.stderr is not None
        assert (started.returncode, started.stderr.read()) == (0, b"")


def test_second_start_brings_the_first_window_what_it_was_given(
    qtbot: QtBot, open_window: Open, tmp_path: Path
) -> None:
    folder = tmp_path / os.fsdecode(b"caf\xe9")
    folder.mkdir()
    (folder / "bees.txt").write_text("Bees dance to tell the hive where nectar is.\n")
    library, window = tmp_path / "library", open_window()
    one = OneWindow(library)
    assert one.settle(app.NOTHING) == "first"
    app.hear(window, one)
    window.hide()  # as in the tray
    with qtbot.waitSignal(window.bridge.job_finished, timeout=WAIT_MS):
        second_start(qtbot, library, "--query", "where is nectar", str(folder))
    assert window.isVisible()
    assert window.asking.text == "where is nectar"
    qtbot.waitUntil(lambda: window.results.current() is not None, timeout=WAIT_MS)

    second_start(qtbot, library, "--quick", "--query", "dance")
    panel = window.wiring.quick.panel
    assert isinstance(panel, QWidget) and panel.isVisible()
    qtbot.waitUntil(lambda: panel.model.rowCount() == 1, timeout=WAIT_MS)
    one.release()


def test_closed_while_reading_it_goes_on_by_itself(
    qtbot: QtBot, open_window: Open, tmp_path: Path
) -> None:
    folder = tmp_path / "Many"
    folder.mkdir()
    for number in range(MANY):
        text = f"Ledger number{number} of the harbour office. " * 12
        (folder / f"ledger_{number:03}.txt").write_text(text)
    window = open_window()
    reached: list[Progress] = []
    ended: list[JobReport] = []
    window.bridge.progressed.connect(reached.append)
    window.bridge.job_finished.connect(ended.append)
    window.add_paths([folder])
    # the files are few enough to be written at once, so that no step between may be told of
    qtbot.waitUntil(lambda: any(one.total == MANY for one in reached), timeout=WAIT_MS)
    assert not ended
    window.close()

    again = open_window()
    states: list[Status] = []
    again.bridge.status_came.connect(states.append)

    # nobody asks for anything: the window only hears of it
    qtbot.waitUntil(lambda: bool(states) and states[-1].files == MANY, timeout=WAIT_MS)
    search(qtbot, again, f"number{MANY - 1}", f"ledger_{MANY - 1:03}.txt")
    assert len(states[-1].sources) == 1
    assert states[-1].problems == 0
