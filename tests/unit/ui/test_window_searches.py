"""Recent and saved searches in the window: offered, filtered, asked again, saved, erased."""

from __future__ import annotations

from pathlib import Path

import pytest
from fakes.engine import FakeEngine
from fakes.person import queries, type_text
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from docmind.core import (
    AskedSearch,
    Query,
    SavedSearch,
    Searches,
    SearchesChanged,
    UsageError,
    load_settings,
)
from docmind.ui.main_window import MainWindow
from docmind.ui.search.history import entries_for
from docmind.ui.search.kept import EntriesModel, Entry, cross_box

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
NOW = "2026-11-25T12:00:00+00:00"
KEPT = Searches(
    (
        AskedSearch("notice period", "auto", 3, NOW),
        AskedSearch("bread", "words", 1, NOW),
        AskedSearch("lease type:pdf", "auto", 1, NOW),
    ),
    (
        SavedSearch("Bills", "type:pdf invoice", "words", NOW),
        SavedSearch("Whiteboards", "kind:image whiteboard", "auto", NOW),
    ),
)


@pytest.fixture
def engine(engine: FakeEngine) -> FakeEngine:
    engine.kept = KEPT
    return engine


@pytest.fixture
def window(window: MainWindow, qtbot: QtBot) -> MainWindow:
    qtbot.waitUntil(lambda: window.saved.model.rowCount() == 2)
    return window


def offered(window: MainWindow) -> list[str]:
    return [one.title for one in window.history.model.entries if one.what != "heading"]


def current(window: MainWindow) -> str:
    entry = window.history.view.current()
    return entry.title if entry is not None else ""


# ---- rows --------------------------------------------------------------------------------------


def test_rows_are_recent_then_saved_and_follow_what_is_typed() -> None:
    whole = [(one.what, one.title) for one in entries_for(KEPT, "")]
    assert whole == [
        ("heading", "Recent searches"),
        ("asked", "notice period"),
        ("asked", "bread"),
        ("asked", "lease type:pdf"),
        ("heading", "Saved searches"),
        ("saved", "Bills"),
        ("saved", "Whiteboards"),
        ("clear", "Clear search history…"),
    ]
    narrowed = [one.title for one in entries_for(KEPT, " PDF") if one.what != "heading"]
    assert narrowed == ["lease type:pdf", "Bills"]
    assert entries_for(KEPT, "bread") == ()  # it is what is asked already
    assert entries_for(KEPT, "eriod") == ()  # a word is known by its beginning
    thai = Searches((AskedSearch("สัญญาเช่า", "auto", 1, NOW),))
    assert [one.title for one in entries_for(thai, "เช่า")][1:] == ["สัญญาเช่า"]
    assert entries_for(Searches(), "") == ()


def test_rows_are_spoken() -> None:
    model = EntriesModel()
    model.show(entries_for(KEPT, ""))
    spoken = [
        model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())
    ]
    assert spoken[1] == "notice period, recent search"
    assert spoken[5] == "Bills, saved search for type:pdf invoice"


# ---- opening and leaving -----------------------------------------------------------------------


def test_down_in_the_empty_field_opens_and_goes_in(window: MainWindow) -> None:
    assert not window.history.isVisible()
    QTest.keyClick(window.field.edit, Key.Key_Down)
    assert window.history.isVisible()
    assert window.focusWidget() is window.history.view
    assert current(window) == "notice period"
    for expected in ("bread", "lease type:pdf", "Bills"):
        QTest.keyClick(window.history.view, Key.Key_Down)
        assert current(window) == expected
    for _ in range(3):
        QTest.keyClick(window.history.view, Key.Key_Up)
    QTest.keyClick(window.history.view, Key.Key_Up)
    assert window.focusWidget() is window.field.edit
    assert window.history.isVisible()
    QTest.keyClick(window.field.edit, Key.Key_Escape)
    assert not window.history.isVisible()


def test_the_shortcut_offers_the_list_only_while_the_field_is_empty(
    qtbot: QtBot, window: MainWindow
) -> None:
    QTest.keyClick(window, Key.Key_K, CTRL)
    assert window.history.isVisible()
    assert window.focusWidget() is window.field.edit
    window.history.hide()
    type_text(qtbot, window, "lease")
    QTest.keyClick(window, Key.Key_K, CTRL)
    assert not window.history.isVisible()


def test_typing_filters_and_the_list_closes_when_nothing_is_left(window: MainWindow) -> None:
    QTest.keyClick(window, Key.Key_K, CTRL)
    QTest.keyClicks(window.field.edit, "no")
    assert offered(window) == ["notice period"]
    QTest.keyClicks(window.field.edit, "zz")
    assert not window.history.isVisible()


def test_letters_typed_in_the_list_go_to_the_field(window: MainWindow) -> None:
    QTest.keyClick(window.field.edit, Key.Key_Down)
    QTest.keyClicks(window.history.view, "b")
    assert window.field.edit.text() == "b"
    assert window.focusWidget() is window.field.edit
    assert offered(window) == ["bread", "Bills"]


def test_the_list_closes_when_the_focus_goes_elsewhere(window: MainWindow) -> None:
    QTest.keyClick(window, Key.Key_K, CTRL)
    window.sidebar.view.setFocus()
    assert not window.history.isVisible()


def test_escape_in_the_list_leaves_what_was_typed(qtbot: QtBot, window: MainWindow) -> None:
    QTest.keyClick(window.field.edit, Key.Key_Down)
    QTest.keyClicks(window.history.view, "b")
    QTest.keyClick(window.field.edit, Key.Key_Down)
    QTest.keyClick(window.history.view, Key.Key_Escape)
    assert not window.history.isVisible()
    assert window.field.edit.text() == "b"


def test_nothing_opens_without_a_history(qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:  # fmt: skip
    engine.kept = Searches()
    engine.publish(SearchesChanged())
    qtbot.waitUntil(lambda: not window.saved.isVisible())
    QTest.keyClick(window, Key.Key_K, CTRL)
    QTest.keyClick(window.field.edit, Key.Key_Down)
    assert not window.history.isVisible()


def test_the_list_stays_inside_the_window(window: MainWindow) -> None:
    QTest.keyClick(window, Key.Key_K, CTRL)
    field = window.field
    parent = window.history.parentWidget()
    assert parent is not None
    below = field.mapTo(parent, QPoint(0, field.height()))
    assert window.history.geometry().left() == below.x()
    assert window.history.geometry().top() >= below.y()
    window.resize(900, 400)
    assert parent.rect().contains(window.history.geometry())


# ---- asking again ------------------------------------------------------------------------------


def test_enter_asks_a_recent_search_in_its_mode(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    QTest.keyClick(window.field.edit, Key.Key_Down)
    QTest.keyClick(window.history.view, Key.Key_Down)
    QTest.keyClick(window.history.view, Key.Key_Return)
    assert not window.history.isVisible()
    assert window.field.edit.text() == "bread"
    assert window.asking.mode == "words"
    qtbot.waitUntil(lambda: engine.asked("remember_search") == [Query("bread", "words")])
    qtbot.waitUntil(lambda: [one.mode for one in queries(engine)[-1:]] == ["words"])


def test_a_click_asks_a_saved_search(qtbot: QtBot, window: MainWindow, engine: FakeEngine) -> None:
    QTest.mouseClick(window.field.edit, Qt.MouseButton.LeftButton)
    assert window.history.isVisible()
    view = window.history.view
    box = view.visualRect(window.history.model.index(5))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert window.field.edit.text() == "type:pdf invoice"
    assert window.asking.mode == "words"


def test_a_saved_search_at_the_left_is_asked_and_marked(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    window.saved.view.setFocus()
    window.saved.view.go_to(1)
    QTest.keyClick(window.saved.view, Key.Key_Return)
    assert window.field.edit.text() == "kind:image whiteboard"
    qtbot.waitUntil(lambda: window.saved.view.delegate.in_force is not None)
    marked = window.saved.view.delegate.in_force
    assert marked is not None and marked.title == "Whiteboards"
    QTest.keyClicks(window.field.edit, "s")
    qtbot.waitUntil(lambda: window.saved.view.delegate.in_force is None)


# ---- remembering -------------------------------------------------------------------------------


def test_what_was_acted_on_is_remembered_and_nothing_else(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    window.desktop.open = lambda path, page=None: None  # type: ignore[method-assign]
    window.desktop.show_in_folder = lambda path: None  # type: ignore[method-assign]
    type_text(qtbot, window, "lease")
    assert engine.asked("remember_search") == []
    QTest.keyClick(window.field.edit, Key.Key_Return)
    qtbot.waitUntil(lambda: engine.asked("remember_search") == [Query("lease", "auto")])
    QTest.keyClick(window.field.edit, Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(engine.asked("remember_search")) == 2)
    window.preview.open_pressed.emit()
    qtbot.waitUntil(lambda: len(engine.asked("remember_search")) == 3)
    window.results.view.doubleClicked.emit(window.results.model.index(1))
    qtbot.waitUntil(lambda: len(engine.asked("remember_search")) == 4)


def test_another_window_s_searches_are_offered_here(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    engine.remember_search(Query("from elsewhere", "auto"))
    QTest.keyClick(window, Key.Key_K, CTRL)
    qtbot.waitUntil(lambda: offered(window)[0] == "from elsewhere")


# ---- erasing -----------------------------------------------------------------------------------


def test_delete_erases_one_and_stays_in_the_list(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    QTest.keyClick(window.field.edit, Key.Key_Down)
    QTest.keyClick(window.history.view, Key.Key_Down)
    QTest.keyClick(window.history.view, Key.Key_Delete)
    qtbot.waitUntil(lambda: "bread" not in offered(window))
    assert engine.asked("forget_searches") == ["bread"]
    assert current(window) == "lease type:pdf"
    assert window.focusWidget() is window.history.view


def test_the_cross_erases_one(qtbot: QtBot, window: MainWindow, engine: FakeEngine) -> None:
    QTest.keyClick(window, Key.Key_K, CTRL)
    view = window.history.view
    cross = cross_box(view.visualRect(window.history.model.index(1)), view.font())
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=cross.center())
    qtbot.waitUntil(lambda: "notice period" not in offered(window))
    assert window.field.edit.text() == ""
    assert window.history.isVisible()


def test_clearing_is_confirmed_says_what_it_does_and_keeps_saved_ones(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    QTest.keyClick(window.field.edit, Key.Key_Down)
    QTest.keyClick(window.history.view, Key.Key_End)
    assert current(window) == "Clear search history…"
    QTest.keyClick(window.history.view, Key.Key_Return)
    box = window.findChild(QMessageBox, "erase_history")
    assert "3 recent searches are erased" in box.informativeText()
    assert engine.asked("forget_searches") == []
    clear = next(button for button in box.buttons() if button.text() == "Clear")
    QTest.mouseClick(clear, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "3 recent searches erased" in window.banner.said)
    assert engine.asked("forget_searches") == [None]
    assert window.saved.model.rowCount() == 2


def test_the_history_is_switched_off_and_on_in_the_menu(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    switch = window.actions_table["keep_history"]
    qtbot.waitUntil(switch.isChecked)
    switch.trigger()
    assert not switch.isEnabled()
    qtbot.waitUntil(lambda: "not remembered any more" in window.banner.said)
    assert engine.asked("restart") == [None]
    assert not load_settings().search.history
    engine.may_restart = False
    switch.trigger()
    qtbot.waitUntil(lambda: "from the next start" in window.banner.said)
    assert switch.isChecked() and switch.isEnabled()
    assert load_settings().search.history


def test_a_switch_that_cannot_be_saved_goes_back(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    switch = window.actions_table["keep_history"]
    qtbot.waitUntil(switch.isChecked)
    monkeypatch.setenv("DOCMIND_SEARCH__HISTORY", "true")
    switch.trigger()
    qtbot.waitUntil(lambda: "decided by the environment" in window.banner.said)
    assert switch.isChecked() and switch.isEnabled()


# ---- saved searches ----------------------------------------------------------------------------


def test_a_search_is_saved_under_a_name_in_place(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    type_text(qtbot, window, "lease")
    window.sidebar.hide()
    QTest.keyClick(window, Key.Key_D, CTRL)
    assert window.saved.name.isVisible()
    assert window.focusWidget() is window.saved.name
    assert window.saved.name.selectedText() == "lease"
    QTest.keyClicks(window.saved.name, "  My  lease")
    QTest.keyClick(window.saved.name, Key.Key_Return)
    qtbot.waitUntil(lambda: not window.saved.naming)
    assert engine.asked("save_search") == [("My lease", "lease", "auto")]
    assert [one.title for one in window.saved.model.entries][-1] == "My lease"
    assert window.focusWidget() is window.field.edit


def test_a_name_that_is_taken_is_said_and_may_be_changed(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    type_text(qtbot, window, "lease")
    engine.failures["save_search"] = UsageError("There is already a saved search called Bills")
    QTest.keyClick(window, Key.Key_D, CTRL)
    QTest.keyClicks(window.saved.name, "Bills")
    QTest.keyClick(window.saved.name, Key.Key_Return)
    qtbot.waitUntil(lambda: "already a saved search" in window.banner.said)
    assert window.saved.naming
    QTest.keyClick(window.saved.name, Key.Key_Escape)
    assert not window.saved.naming
    assert window.field.edit.text() == "lease"


def test_there_is_nothing_to_save_without_a_search(window: MainWindow) -> None:
    QTest.keyClick(window, Key.Key_D, CTRL)
    assert not window.saved.naming
    assert "Search for something first" in window.banner.said


def test_a_saved_search_is_renamed_in_place(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    view = window.saved.view
    view.setFocus()
    view.go_to(0)
    rename = window.saved.entry_menu(window.saved.model.entries[0]).actions()[1]
    assert rename.text() == "Rename"
    rename.trigger()
    editor = view.findChild(QLineEdit)
    assert QAccessible.queryAccessibleInterface(editor).text(QAccessible.Text.Name) == "New name"
    QTest.keyClicks(editor, "Invoices")
    QTest.keyClick(editor, Key.Key_Return)
    qtbot.waitUntil(lambda: engine.asked("rename_saved_search") == [("Bills", "Invoices")])
    qtbot.waitUntil(lambda: window.saved.model.entries[0].title == "Invoices")
    assert engine.asked("remember_search") == []  # Enter ended the name and asked nothing
    assert window.focusWidget() is view


def test_a_saved_search_is_removed_by_menu_or_delete(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    window.saved.entry_menu(window.saved.model.entries[0]).actions()[2].trigger()
    qtbot.waitUntil(lambda: window.saved.model.rowCount() == 1)
    window.saved.view.setFocus()
    window.saved.view.go_to(0)
    QTest.keyClick(window.saved.view, Key.Key_Delete)
    qtbot.waitUntil(lambda: not window.saved.isVisible())
    assert engine.asked("remove_saved_search") == ["Bills", "Whiteboards"]


def test_many_saved_searches_scroll(window: MainWindow, qtbot: QtBot, engine: FakeEngine) -> None:
    many = tuple(SavedSearch(f"Search {number:02}", "x", "auto", NOW) for number in range(60))
    engine.kept = Searches((), many)
    engine.publish(SearchesChanged())
    qtbot.waitUntil(lambda: window.saved.model.rowCount() == 60)
    assert window.saved.view.height() < window.height() // 2
    assert Entry("saved", "Search 59", "x") in window.saved.model.entries


def test_the_window_works_while_the_engine_is_slow_to_write(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine, tmp_path: Path
) -> None:
    import threading

    gate = engine.gates["remember_search"] = threading.Event()
    window.desktop.open = lambda path, page=None: None  # type: ignore[method-assign]
    type_text(qtbot, window, "lease")
    QTest.keyClick(window.field.edit, Key.Key_Return)
    window.field.edit.clear()
    type_text(qtbot, window, "tenant")
    assert window.results.model.rowCount() == 3
    gate.set()
    qtbot.waitUntil(lambda: engine.kept.history[0].text == "lease")


def test_saving_without_an_engine_says_so(window: MainWindow) -> None:
    window.bridge._engine = None
    window.saved.begin("lease", "auto")
    QTest.keyClick(window.saved.name, Key.Key_Return)
    assert "not running" in window.banner.said
    assert window.saved.naming
