"""Copies of a result: the chip, the menu by pointer and by key, and scrolling for more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from fakes.engine import FakeEngine, make_hit
from fakes.person import queries, type_text
from fakes.small import HITS, SOURCES
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from docmind.ui.main_window import MainWindow
from docmind.ui.search.copies import CopiesMenu
from docmind.ui.search.model import Role

MakeWindow = Callable[[FakeEngine], MainWindow]
COPIES = (Path("/docs/Contracts/old/lease & more.txt"), Path("/docs/Photos/lease.zip/lease.txt"))


@pytest.fixture
def folded(qtbot: QtBot, make_window: MakeWindow, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """A window whose first result stands for two copies; no screen is there for its menu."""
    monkeypatch.setattr(CopiesMenu, "popup", lambda _menu, _at: None)
    window = make_window(FakeEngine((replace(HITS[0], copies=COPIES), *HITS[1:]), SOURCES))
    type_text(qtbot, window, "lease")
    return window


def menu_of(window: MainWindow) -> CopiesMenu | None:
    found = window.results.findChildren(CopiesMenu)
    return found[-1] if found else None


def entries(menu: CopiesMenu) -> list[tuple[str, list[QAction]]]:
    """(place, actions) of each copy."""
    return [(act.text(), act.menu().actions()) for act in menu.actions() if act.menu()]  # type: ignore[attr-defined]


def chip_place(window: MainWindow, row: int) -> QPoint:
    """The middle of the chip that tells of copies, in the viewport."""
    view, panel = window.results.view, window.results
    rect = view.visualRect(panel.model.index(row))
    for x in range(rect.left(), rect.right(), 2):
        for y in range(rect.top(), rect.bottom(), 4):
            at = QPoint(x, y)
            hit = panel.model.hit_at(row)
            inside = (at - rect.topLeft()).toPointF()
            if hit and panel._delegate.is_on_copies(hit, rect.width(), inside):
                return at + QPoint(6, 4)
    raise AssertionError("no chip tells of copies")


def test_a_press_on_the_chip_shows_where_the_copies_lie(folded: MainWindow) -> None:
    opened: list[tuple[str, Path]] = []
    folded.results.menus.copy_opened.connect(lambda path: opened.append(("open", path)))
    folded.results.menus.copy_shown.connect(lambda path: opened.append(("show", path)))
    view = folded.results.view
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=chip_place(folded, 0))
    menu = menu_of(folded)
    assert menu is not None
    first, second = entries(menu)
    assert first[0] == "Contracts › old › lease && more.txt"
    assert second[0] == "Photos › lease.zip › lease.txt"
    folded.desktop.open = lambda path, page=None: None  # type: ignore[method-assign]
    for action in (first[1][0], second[1][1]):
        action.triggered.emit()
    assert opened == [("open", COPIES[0]), ("show", COPIES[1])]


def test_a_press_beside_the_chip_shows_nothing(folded: MainWindow) -> None:
    view = folded.results.view
    rect = view.visualRect(folded.results.model.index(0))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=rect.topLeft() + QPoint(9, 9))
    assert menu_of(folded) is None


def test_the_menu_key_shows_the_copies_of_the_chosen_result(folded: MainWindow) -> None:
    view = folded.results.view
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(1, 1), QPoint(1, 1))
    assert event.type() == QEvent.Type.ContextMenu
    QApplication.sendEvent(view.viewport(), event)
    menu = menu_of(folded)
    assert menu is not None
    assert len(entries(menu)) == 2


def test_a_result_without_copies_has_none_in_its_menu(folded: MainWindow) -> None:
    folded.results.step(1)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(1, 1), QPoint(1, 1))
    QApplication.sendEvent(folded.results.view.viewport(), event)
    menu = menu_of(folded)
    assert menu is not None
    assert entries(menu) == []
    assert [action.objectName() for action in menu.actions()][:2] == ["open", "show_in_folder"]


def test_copies_are_told_to_those_who_listen_and_in_the_tip(folded: MainWindow) -> None:
    index = folded.results.model.index(0)
    assert index.data(Role.HIT).copies == COPIES
    assert "3 copies" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert str(COPIES[1]) in index.data(Qt.ItemDataRole.ToolTipRole)


def test_many_copies_are_cut(qtbot: QtBot) -> None:
    many = replace(HITS[0], copies=tuple(Path(f"/d/{n}.txt") for n in range(25)))
    menu = CopiesMenu(many, ())
    qtbot.addWidget(menu)
    assert len(entries(menu)) == 20
    assert menu.actions()[-1].text() == "and 5 more"


def test_when_all_documents_are_shown_no_more_are_asked_for(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    hits = [
        replace(make_hit(n, f"/d/{n}.txt", f"T{n}", "x"), copies=(Path(f"/e/{n}.txt"),))
        for n in range(20)
    ]
    engine = FakeEngine(hits, SOURCES)
    engine.total = 40
    window = make_window(engine)
    type_text(qtbot, window, "x")
    asked = len(queries(engine))
    bar = window.results.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    QTest.qWait(50)
    assert len(queries(engine)) == asked
