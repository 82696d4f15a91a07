"""The window as a person uses it: typing, choosing, keys."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from fakes.engine import FakeEngine, make_answer, make_hit
from fakes.person import queries, type_text
from fakes.small import HITS, SOURCES
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from docmind.core import (
    DocMindError,
    IndexChanged,
    Query,
    SearchAnswer,
)
from docmind.ui.main_window import MainWindow

MakeWindow = Callable[[FakeEngine], MainWindow]
Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def chosen(window: MainWindow) -> int | None:
    hit = window.results.current()
    return None if hit is None else hit.file_id


# ---- searching ---------------------------------------------------------------------------------


def test_words_follow_each_key_and_auto_the_pause(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    for letter in "leas":
        before = len(queries(engine))
        QTest.keyClicks(window.field.edit, letter)
        qtbot.waitUntil(lambda before=before: len(queries(engine)) > before)
    qtbot.waitUntil(lambda: [one.mode for one in queries(engine)[-1:]] == ["auto"])
    asked = queries(engine)
    assert [query.text for query in asked if query.mode == "words"] == ["l", "le", "lea", "leas"]
    assert asked[-1].text == "leas"


def test_results_appear_with_count_and_preview(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    type_text(qtbot, window, "lease")
    assert window.results.model.rowCount() == 3
    assert chosen(window) == 1
    qtbot.waitUntil(lambda: "tenant" in window.preview.stage.said)
    assert window.results._count.text() == "3 results in 38 ms"


def test_words_mode_asks_words_only(qtbot: QtBot, window: MainWindow, engine: FakeEngine) -> None:
    window.actions_table["mode_words"].trigger()
    type_text(qtbot, window, "lease")
    QTest.qWait(200)
    assert {query.mode for query in queries(engine)} == {"words"}


def test_meaning_mode_waits_for_the_pause(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    window.actions_table["mode_meaning"].trigger()
    type_text(qtbot, window, "lease")
    assert [(query.text, query.mode) for query in queries(engine)] == [("lease", "meaning")]


def test_changing_the_mode_asks_again(qtbot: QtBot, window: MainWindow, engine: FakeEngine) -> None:
    type_text(qtbot, window, "lease")
    window.actions_table["mode_meaning"].trigger()
    qtbot.waitUntil(lambda: [one.mode for one in queries(engine)[-1:]] == ["meaning"])


def test_old_results_stay_until_new_ones_come(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    type_text(qtbot, window, "lease")
    gate = engine.gates["search leases"] = threading.Event()
    QTest.keyClicks(window.field.edit, "s")
    qtbot.waitUntil(lambda: [one.text for one in queries(engine)[-1:]] == ["leases"])
    assert window.results.model.rowCount() == 3
    qtbot.waitUntil(lambda: "Searching" in window.results._count.text())
    gate.set()
    qtbot.waitUntil(lambda: "3 results" in window.results._count.text())


def test_nothing_is_said_of_no_words_before_the_meaning_answered(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    def answers(query: Query) -> SearchAnswer:
        return make_answer(query.text, () if query.mode == "words" else HITS)

    engine.answers = answers
    shown: list[int] = []
    window.asking.answered.connect(lambda one: shown.append(len(one.answer.hits)))
    type_text(qtbot, window, "lease")
    assert set(shown) == {3}


def test_selection_is_kept_by_file(qtbot: QtBot, window: MainWindow, engine: FakeEngine) -> None:
    type_text(qtbot, window, "lease")
    QTest.keyClick(window.field.edit, Key.Key_Down)
    assert chosen(window) == 2
    engine.hits = (make_hit(9, "/docs/new.txt", "New", "lease"), *reversed(HITS))
    engine.publish(IndexChanged(10))
    qtbot.waitUntil(lambda: window.results.model.rowCount() == 4)
    assert chosen(window) == 2
    assert window.results.view.currentIndex().row() == 2


def test_chosen_file_that_is_gone_gives_way_to_the_first(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    type_text(qtbot, window, "lease")
    QTest.keyClick(window.field.edit, Key.Key_Down)
    engine.hits = (HITS[2], HITS[0])
    engine.publish(IndexChanged(10))
    qtbot.waitUntil(lambda: window.results.model.rowCount() == 2)
    assert chosen(window) == 3


def test_far_matches_are_said_to_be_far(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    engine.close_matches = False
    type_text(qtbot, window, "zebra")
    assert "Nothing close" in window.results._note.text()
    assert window.results._apart.isVisible()


def test_nothing_found_is_said_calmly(qtbot: QtBot, window: MainWindow, engine: FakeEngine) -> None:
    engine.hits = ()
    type_text(qtbot, window, "zebra")
    assert "Nothing was found" in window.results._nothing.said
    assert "Nothing chosen" in window.preview.stage.said


def test_failing_search_is_told_in_its_place(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    engine.failures["search"] = DocMindError("The index is damaged", hint="Rebuild it.")
    QTest.keyClicks(window.field.edit, "zebra")
    qtbot.waitUntil(lambda: "index is damaged" in window.results._nothing.said)


def test_scrolling_to_the_end_asks_for_more(qtbot: QtBot, make_window: MakeWindow) -> None:
    engine = FakeEngine([make_hit(n, f"/d/{n}.txt", f"T{n}", "x") for n in range(60)], SOURCES)
    engine.total = 60
    window = make_window(engine)
    type_text(qtbot, window, "x")
    assert window.results.model.rowCount() == 20
    bar = window.results.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: window.results.model.rowCount() == 60)


def test_kind_narrows_the_query(qtbot: QtBot, window: MainWindow, engine: FakeEngine) -> None:
    type_text(qtbot, window, "lease")
    assert window.facets.isVisible()
    window.facets.picked.emit("kind", "image", False)
    assert window.field.edit.text() == "lease kind:image"
    qtbot.waitUntil(lambda: [one.text for one in queries(engine)[-1:]] == ["lease kind:image"])
    window.facets.picked.emit("kind", "", False)
    assert window.field.edit.text() == "lease"


# ---- keys --------------------------------------------------------------------------------------


def test_arrows_move_from_the_field_into_the_list(qtbot: QtBot, window: MainWindow) -> None:
    type_text(qtbot, window, "lease")
    for expected in (2, 3, 3):
        QTest.keyClick(window.field.edit, Key.Key_Down)
        assert chosen(window) == expected
    QTest.keyClick(window.field.edit, Key.Key_Up)
    assert chosen(window) == 2


def test_space_toggles_the_preview_and_up_goes_back(qtbot: QtBot, window: MainWindow) -> None:
    type_text(qtbot, window, "lease")
    view = window.results.view
    view.setFocus()
    QTest.keyClick(view, Key.Key_Space)
    assert window.preview.isHidden()
    QTest.keyClick(view, Key.Key_Space)
    assert not window.preview.isHidden()
    QTest.keyClick(view, Key.Key_Up)
    assert window.focusWidget() is window.field.edit


def test_enter_opens_and_control_enter_shows(
    qtbot: QtBot, window: MainWindow, monkeypatch: object
) -> None:
    done: list[tuple[str, Path]] = []
    window.desktop.open = lambda path, page=None: done.append(("open", path))  # type: ignore[method-assign]
    window.desktop.show_in_folder = lambda path: done.append(("show", path))  # type: ignore[method-assign]
    type_text(qtbot, window, "lease")
    QTest.keyClick(window.field.edit, Key.Key_Return)
    QTest.keyClick(window.field.edit, Key.Key_Return, CTRL)
    window.results.view.setFocus()
    QTest.keyClick(window.results.view, Key.Key_Return)
    path = HITS[0].path
    assert done == [("open", path), ("show", path), ("open", path)]


def test_escape_clears_and_returns_to_rest(qtbot: QtBot, window: MainWindow) -> None:
    type_text(qtbot, window, "lease")
    QTest.keyClick(window.field.edit, Key.Key_Escape)
    assert window.field.edit.text() == ""
    assert window.pages.currentWidget() is window.idle


def test_shortcuts_focus_the_field(qtbot: QtBot, window: MainWindow) -> None:
    type_text(qtbot, window, "lease")
    for key, modifier in ((Key.Key_K, CTRL), (Key.Key_L, CTRL), (Key.Key_Slash, None)):
        window.results.view.setFocus()
        QTest.keyClick(window.results.view, key, modifier or Qt.KeyboardModifier.NoModifier)
        assert window.focusWidget() is window.field.edit
    QTest.keyClicks(window.field.edit, "a/b")
    assert window.field.edit.text() == "a/b"


def test_f6_cycles_the_panes(qtbot: QtBot, window: MainWindow) -> None:
    type_text(qtbot, window, "lease")
    qtbot.waitUntil(lambda: window.preview.text.isVisible())
    window.field.edit.setFocus()
    seen = []
    for _ in range(4):
        QTest.keyClick(window, Key.Key_F6)
        seen.append(window.focusWidget())
    assert seen == [
        window.results.view,
        window.preview.text,
        window.sidebar.view,
        window.field.edit,
    ]
    QTest.keyClick(window, Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert window.focusWidget() is window.sidebar.view
