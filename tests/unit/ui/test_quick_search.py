"""Quick search: a small window that asks, opens, shows, and hands over to the large one."""

from __future__ import annotations

from pathlib import Path

import pytest
from fakes.engine import FakeEngine
from fakes.person import queries
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from docmind.core import DocMindError
from docmind.ui.main_window import MainWindow
from docmind.ui.quick.asking import MOST
from docmind.ui.quick.window import QuickWindow


@pytest.fixture
def quick(window: MainWindow) -> QuickWindow:
    window.actions_table["quick_search"].trigger()
    panel = window.wiring.quick.panel
    assert panel is not None and panel.isVisible()
    return panel


@pytest.fixture
def outside(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Path]]:
    """What was opened and shown by the desktop."""
    seen: list[tuple[str, Path]] = []
    monkeypatch.setattr(
        window.desktop, "open", lambda path, _page=None: seen.append(("open", path))
    )
    monkeypatch.setattr(
        window.desktop, "show_in_folder", lambda path: seen.append(("folder", path))
    )
    return seen


def ask(qtbot: QtBot, quick: QuickWindow, text: str) -> None:
    QTest.keyClicks(quick.edit, text)
    qtbot.waitUntil(lambda: quick.model.rowCount() > 1)


def test_words_come_first_and_few_results_are_asked_for(
    qtbot: QtBot, quick: QuickWindow, engine: FakeEngine
) -> None:
    QAbstractItemModelTester(quick.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    ask(qtbot, quick, "lease")
    qtbot.waitUntil(lambda: [one.mode for one in queries(engine)[-1:]] == ["auto"])
    asked = queries(engine)
    assert asked[0].mode == "words"
    assert {query.limit for query in asked} == {MOST}
    assert quick.current() == quick.model.hit_at(0)
    assert "Enter" in quick.said
    model: QAbstractItemModel = quick.model
    assert quick.view.height() >= model.rowCount() * quick._row.height


def test_enter_opens_and_goes(
    qtbot: QtBot, quick: QuickWindow, engine: FakeEngine, outside: list[tuple[str, Path]]
) -> None:
    ask(qtbot, quick, "lease")
    QTest.keyClick(quick.edit, Qt.Key.Key_Down)
    second = quick.current()
    assert second is not None and second == quick.model.hit_at(1)
    QTest.keyClick(quick.edit, Qt.Key.Key_Return)
    assert outside == [("open", second.container or second.path)]
    assert not quick.isVisible()
    qtbot.waitUntil(lambda: bool(engine.asked("remember_search")))


def test_control_enter_shows_in_folder(
    qtbot: QtBot, quick: QuickWindow, outside: list[tuple[str, Path]]
) -> None:
    ask(qtbot, quick, "lease")
    QTest.keyClick(quick.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [what for what, _ in outside] == ["folder"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Right])
def test_the_search_goes_on_in_the_window(
    qtbot: QtBot, window: MainWindow, quick: QuickWindow, key: Qt.Key
) -> None:
    ask(qtbot, quick, "lease")
    QTest.keyClick(quick.edit, Qt.Key.Key_Down)
    chosen = quick.current()
    QTest.keyClick(quick.edit, key)
    assert not quick.isVisible()
    qtbot.waitUntil(lambda: window.results.current() == chosen and chosen is not None)
    assert window.asking.text == "lease"


def test_escape_goes_and_the_text_waits_to_be_typed_over(
    qtbot: QtBot, window: MainWindow, quick: QuickWindow
) -> None:
    ask(qtbot, quick, "lease")
    QTest.keyClick(quick.edit, Qt.Key.Key_Escape)
    assert not quick.isVisible()
    assert window.isVisible()
    window.wiring.quick.show()
    assert quick.edit.selectedText() == "lease"


def test_nothing_found_and_failures_are_said(
    qtbot: QtBot, quick: QuickWindow, engine: FakeEngine
) -> None:
    engine.hits = ()
    QTest.keyClicks(quick.edit, "zzz")
    qtbot.waitUntil(lambda: "Nothing was found" in quick.said)
    engine.failures["search"] = DocMindError("It went wrong")
    QTest.keyClicks(quick.edit, "y")
    qtbot.waitUntil(lambda: "It went wrong" in quick.said)
    quick.edit.clear()
    assert "Type" in quick.said


def test_alone_it_ends_the_program(window: MainWindow, quick: QuickWindow, qtbot: QtBot) -> None:
    window.hide()
    with qtbot.waitSignal(window.closed):
        QTest.keyClick(quick.edit, Qt.Key.Key_Escape)


def test_in_the_tray_it_does_not(window: MainWindow, quick: QuickWindow) -> None:
    window.stays_in_tray = True
    window.close()
    QTest.keyClick(quick.edit, Qt.Key.Key_Escape)
    assert window.wiring.quick.panel is quick
    window.leave()
