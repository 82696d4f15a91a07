"""One table of actions, names for every control, what a session keeps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from fakes.engine import FakeEngine
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QAccessible, QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QLineEdit,
    QProgressBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from docmind.ui.actions import table
from docmind.ui.main_window import MainWindow
from docmind.ui.session import Session
from docmind.ui.widgets.theme import DARK, LIGHT, tokens_now

CONTROLS = (QAbstractButton, QLineEdit, QAbstractItemView, QProgressBar, QAbstractScrollArea)


def test_no_shortcut_twice() -> None:
    counts = Counter(
        QKeySequence(shortcut).toString() for spec in table() for shortcut in spec.shortcuts
    )
    assert counts and max(counts.values()) == 1


def test_every_action_has_words_and_a_menu() -> None:
    names = [spec.name for spec in table()]
    assert len(set(names)) == len(names)
    assert all(spec.text and spec.tip and spec.menu for spec in table())


def test_every_action_is_in_the_menu_and_the_shortcut_list(window: MainWindow) -> None:
    menu = window.actions_table.menu(window)
    inside = {action.objectName() for part in menu.actions() for action in part.menu().actions()}
    assert inside == {spec.name for spec in table()}
    listed = {text for _, text in window.actions_table.shortcut_lines()}
    assert {spec.text for spec in table() if spec.shortcuts} <= listed


def test_actions_run_without_a_result_or_source(window: MainWindow) -> None:
    dialogs = {"add_folder", "add_files", "quit", "shortcuts"}
    for spec in table():
        if spec.name not in dialogs:
            window.actions_table[spec.name].trigger()


def _controls(window: MainWindow) -> list[QWidget]:
    return [
        widget
        for widget in window.findChildren(QWidget)
        if isinstance(widget, CONTROLS) and not widget.objectName().startswith("qt_")
    ]


def test_every_control_has_a_name(window: MainWindow) -> None:
    nameless = []
    for widget in _controls(window):
        interface = QAccessible.queryAccessibleInterface(widget)
        name = interface.text(QAccessible.Text.Name) if interface is not None else ""
        shown_later = isinstance(widget, QAbstractButton) and widget.isHidden()
        if not (widget.accessibleName() or name or shown_later):
            nameless.append(widget)
    assert nameless == []


def test_tab_reaches_every_visible_control(window: MainWindow) -> None:
    reached = set()
    widget: QWidget = window.field.edit
    for _ in range(500):
        reached.add(widget)
        widget = widget.nextInFocusChain()
    missed = [
        widget
        for widget in _controls(window)
        if widget.isVisible()
        and isinstance(widget, QAbstractButton | QLineEdit | QAbstractItemView)
        and (widget not in reached or not widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    ]
    assert missed == []


def test_themes_are_applied_and_kept(window: MainWindow) -> None:
    window.actions_table["theme_dark"].trigger()
    assert tokens_now() is DARK
    assert window.session.theme == "dark"
    window.actions_table["theme_light"].trigger()
    assert tokens_now() is LIGHT


def test_session_survives_a_restart(
    qtbot: QtBot, make_window: Callable[[FakeEngine], MainWindow], engine: FakeEngine
) -> None:
    first = make_window(engine)
    first.resize(1111, 666)
    first.outer.setSizes([300, 800])
    first.actions_table["mode_words"].trigger()
    first.actions_table["toggle_preview"].trigger()
    first.close()
    second = make_window(engine)
    assert second.asking.mode == "words"
    assert second.actions_table["mode_words"].isChecked()
    assert second.preview.isHidden()
    assert second.session.had_sources


def test_damaged_session_falls_back(tmp_path: Path) -> None:
    file = tmp_path / "window.ini"
    file.write_text("[search]\nmode=telepathy\n[window]\ntheme=plaid\ngeometry=12\n")
    session = Session(file)
    assert session.mode == "auto"
    assert session.theme is None
    assert session.geometry is None
    session.geometry = QByteArray(b"x")
    assert session.geometry == QByteArray(b"x")


@pytest.mark.parametrize("name", [spec.name for spec in table()])
def test_action_has_a_tooltip(window: MainWindow, name: str) -> None:
    action = window.actions_table[name]
    assert isinstance(action, QAction)
    assert action.toolTip()
