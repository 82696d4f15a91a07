"""A window over a fake engine, on a session file of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fakes.engine import FakeEngine
from fakes.small import HITS, SOURCES
from pytestqt.qtbot import QtBot

from docmind.ui import app
from docmind.ui.main_window import MainWindow
from docmind.ui.session import Session


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine(HITS, SOURCES)


@pytest.fixture
def make_window(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[FakeEngine], MainWindow]]:
    monkeypatch.setenv("DOCMIND_CONFIG_FILE", str(tmp_path / "config" / "settings.toml"))
    made: list[MainWindow] = []

    def make(engine: FakeEngine) -> MainWindow:
        window = app.create_window(Session(tmp_path / "window.ini"))
        app.furnish(window, lambda: engine)
        qtbot.addWidget(window)
        made.append(window)
        window.resize(1300, 820)
        with qtbot.waitExposed(window):
            window.show()
        with qtbot.waitSignal(window.bridge.status_came):
            app.start(window)
        return window

    yield make
    for window in made:
        window.close()


@pytest.fixture
def window(make_window: Callable[[FakeEngine], MainWindow], engine: FakeEngine) -> MainWindow:
    return make_window(engine)
