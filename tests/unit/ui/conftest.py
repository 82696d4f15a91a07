"""A window over a fake engine, on a session file of its own."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
from fakes.engine import FakeEngine
from fakes.small import HITS, SOURCES
from leaks import nothing_is_left, qt_is_content
from PySide6.QtCore import QAbstractItemModel, QLocale, QTranslator
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from docmind.ui import app, language
from docmind.ui.main_window import MainWindow
from docmind.ui.session import Session
from docmind.ui.widgets import theme, told
from docmind.ui.widgets.motion import keep_still


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, object, object]:
    """Qt may not warn while windows are closed either."""
    with qt_is_content(item.config.getini("qt_log_ignore")):
        return (yield)


@pytest.fixture(autouse=True)
def leaves_nothing(own_folders: None) -> Iterator[None]:
    """Every test here lets go of its threads, timers, windows, child processes and servers."""
    with nothing_is_left():
        yield


@pytest.fixture(autouse=True)
def same_application(qapp: QApplication) -> Iterator[None]:
    """What a test changes of the whole application is as it was for the next one: language,
    direction, font, scheme, motion."""
    locale, direction, font = QLocale(), qapp.layoutDirection(), qapp.font()
    scheme = theme.scheme_now() if qapp.styleSheet() else None
    yield
    keep_still(False)
    if told.is_foreign() or qapp.findChildren(QTranslator):
        language.speak(language.ENGLISH)
    QLocale.setDefault(locale)
    if qapp.layoutDirection() != direction:
        qapp.setLayoutDirection(direction)
    if qapp.font() != font:
        qapp.setFont(font)
    if scheme is not None and theme.scheme_now() != scheme:
        theme.apply(scheme)


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine(HITS, SOURCES)


def watch_models(window: QWidget) -> None:
    """Have Qt's tester look at every change of the window's own models; a fault ends the run."""
    for model in window.findChildren(QAbstractItemModel):
        if type(model).__module__.startswith("docmind."):
            QAbstractItemModelTester(
                model, QAbstractItemModelTester.FailureReportingMode.Fatal, window
            )


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
        watch_models(window)
        window.sheets.made.connect(lambda _name, sheet: watch_models(sheet))
        made.append(window)
        window.resize(1300, 820)
        with qtbot.waitExposed(window):
            window.show()
        with qtbot.waitSignal(window.bridge.status_came):
            app.start(window)
        return window

    yield make
    for window in made:
        window.leave()


@pytest.fixture
def window(make_window: Callable[[FakeEngine], MainWindow], engine: FakeEngine) -> MainWindow:
    return make_window(engine)
