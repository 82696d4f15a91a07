"""What a person does at the window, and what the engine then heard of it."""

from __future__ import annotations

from pathlib import Path

from fakes.engine import FakeEngine
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from docmind.core import Query
from docmind.ui import app
from docmind.ui.main_window import MainWindow
from docmind.ui.session import Session

WAIT_MS = 60_000  # for a real engine that reads first


def start_program(qtbot: QtBot, place: Path) -> MainWindow:
    """Start the program as it is: its window over ``place / "library"``, with an engine process
    that has opened it. The one who asks closes it."""
    window = app.create_window(Session(place / "window.ini"))
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.first_painted, timeout=WAIT_MS):
        window.show()
    app.furnish(window, app.engine_opener(place / "library"))
    with qtbot.waitSignal(window.bridge.opened, timeout=WAIT_MS):
        app.start(window)
    return window


def type_text(qtbot: QtBot, window: MainWindow, text: str) -> None:
    """Type and wait for the whole answer."""
    QTest.keyClicks(window.field.edit, text)
    qtbot.waitUntil(lambda: window.pages.currentWidget() is window.inner)
    qtbot.waitUntil(lambda: not window.asking._waits())


def search(qtbot: QtBot, window: MainWindow, text: str, file: str) -> None:
    """Type and wait until a file of that name is the chosen result."""
    window.field.edit.clear()
    QTest.keyClicks(window.field.edit, text)

    def found() -> None:
        hit = window.results.current()
        assert hit is not None and hit.path.name == file

    qtbot.waitUntil(found, timeout=WAIT_MS)


def queries(engine: FakeEngine) -> list[Query]:
    return [query for query in engine.asked("search") if isinstance(query, Query)]
