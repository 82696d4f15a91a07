"""What a person does at the window, and what the engine then heard of it."""

from __future__ import annotations

from fakes.engine import FakeEngine
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from docmind.core import Query
from docmind.ui.main_window import MainWindow


def type_text(qtbot: QtBot, window: MainWindow, text: str) -> None:
    """Type and wait for the whole answer."""
    QTest.keyClicks(window.field.edit, text)
    qtbot.waitUntil(lambda: window.pages.currentWidget() is window.inner)
    qtbot.waitUntil(lambda: not window.asking._waits())


def queries(engine: FakeEngine) -> list[Query]:
    return [query for query in engine.asked("search") if isinstance(query, Query)]
