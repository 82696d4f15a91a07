"""The list of what can be written, under the cursor of the search field, and its keys."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes.engine import FakeEngine, make_answer
from fakes.person import queries, type_text
from fakes.small import HITS
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from docmind.core import Facet, FacetValue
from docmind.ui.main_window import MainWindow
from docmind.ui.search.completion_list import CompletionList

TYPES = Facet("type", (FacetValue("pdf", 22), FacetValue("png", 12), FacetValue("md", 3)))


@pytest.fixture
def searched(qtbot: QtBot, window: MainWindow, engine: FakeEngine) -> MainWindow:
    """A window that has found something, with counts by type."""
    answer = replace(make_answer("rent", HITS), facets=(TYPES,))
    engine.answers = lambda query: replace(answer, query=query.text)
    type_text(qtbot, window, "rent")
    return window


def titles(completion: CompletionList) -> list[str]:
    return [one.title for one in completion.model.proposals]


def chosen(completion: CompletionList) -> int:
    return completion.view.currentIndex().row()


def press(window: MainWindow, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(window.field.edit, key)


def test_values_are_offered_with_their_counts(searched: MainWindow) -> None:
    completion = searched.completion
    QTest.keyClicks(searched.field.edit, " type:p")
    assert completion.isVisible()
    assert titles(completion)[:2] == ["PDF", "PNG"]
    assert completion.model.proposals[0].facts == "22"
    assert searched.field.edit.hasFocus()
    assert completion.geometry().top() > searched.field.geometry().bottom()


def test_down_and_enter_write_one(qtbot: QtBot, searched: MainWindow, engine: FakeEngine) -> None:
    QTest.keyClicks(searched.field.edit, " type:")
    press(searched, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert chosen(searched.completion) == 1
    press(searched, Qt.Key.Key_Return)
    assert searched.field.edit.text() == "rent type:png "
    assert not searched.completion.isVisible()
    qtbot.waitUntil(lambda: [one.text for one in queries(engine)[-1:]] == ["rent type:png"])


def test_enter_opens_the_result_while_none_is_chosen(
    qtbot: QtBot, searched: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[object] = []
    monkeypatch.setattr(searched.desktop, "open", lambda *asked: opened.append(asked))
    QTest.keyClicks(searched.field.edit, " type:")
    press(searched, Qt.Key.Key_Down, Qt.Key.Key_Up)
    assert chosen(searched.completion) == -1
    press(searched, Qt.Key.Key_Return)
    assert searched.field.edit.text() == "rent type:"
    assert opened


def test_tab_takes_the_first_and_names_lead_to_values(qtbot: QtBot, searched: MainWindow) -> None:
    completion = searched.completion
    QTest.keyClicks(searched.field.edit, " ki")
    assert not completion.isVisible()  # a word like any other, until typing pauses
    qtbot.waitUntil(completion.isVisible)
    assert titles(completion) == ["Kind"]
    press(searched, Qt.Key.Key_Tab)
    assert searched.field.edit.text() == "rent kind:"
    assert titles(completion) == ["Documents", "Images", "Mail", "Code"]
    press(searched, Qt.Key.Key_Tab)
    assert searched.field.edit.text() == "rent kind:document "
    press(searched, Qt.Key.Key_Tab)
    assert not searched.field.edit.hasFocus()  # as everywhere


def test_the_arrows_go_around_by_way_of_none(searched: MainWindow) -> None:
    QTest.keyClicks(searched.field.edit, " has:")
    press(searched, Qt.Key.Key_Up)
    assert chosen(searched.completion) == 0
    press(searched, Qt.Key.Key_Down)
    assert chosen(searched.completion) == -1


def test_esc_closes_the_list_alone(searched: MainWindow) -> None:
    QTest.keyClicks(searched.field.edit, " type:")
    press(searched, Qt.Key.Key_Escape)
    assert not searched.completion.isVisible()
    assert searched.field.edit.text() == "rent type:"
    press(searched, Qt.Key.Key_Down)
    assert searched.results.view.currentIndex().row() == 1  # Down is for the results again


def test_a_click_writes_one(searched: MainWindow) -> None:
    QTest.keyClicks(searched.field.edit, " type:")
    view = searched.completion.view
    place = view.visualRect(searched.completion.model.index(2)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert searched.field.edit.text() == "rent type:md "
    assert searched.field.edit.hasFocus()


def test_the_action_lists_every_filter(searched: MainWindow) -> None:
    searched.field.edit.insert(" ")
    searched.actions_table["offer_filters"].trigger()
    completion = searched.completion
    assert len(titles(completion)) == 11
    QTest.keyClicks(searched.field.edit, "s")
    assert titles(completion) == ["Changed since", "Size"]
    QTest.keyClicks(searched.field.edit, "i")
    press(searched, Qt.Key.Key_Backspace, Qt.Key.Key_Backspace)
    assert len(titles(completion)) == 11


def test_it_leaves_with_the_cursor_the_focus_and_the_text(searched: MainWindow) -> None:
    edit, completion = searched.field.edit, searched.completion

    def again() -> None:
        edit.setText("rent")
        QTest.keyClicks(edit, " type:p")
        assert completion.isVisible()

    again()
    press(searched, Qt.Key.Key_Home)
    assert not completion.isVisible()
    again()
    searched.results.view.setFocus()
    assert not completion.isVisible()
    edit.setFocus()
    again()
    edit.setText("rent on:2024")  # a click on a facet, a saved search
    assert not completion.isVisible()
    again()
    searched.resize(1200, 700)
    assert not completion.isVisible()


def test_what_cannot_be_listed_is_shown_by_an_example(searched: MainWindow) -> None:
    QTest.keyClicks(searched.field.edit, " name:")
    completion = searched.completion
    assert completion.isVisible()
    assert completion._example.text() == "Such as name:*.pdf"
    press(searched, Qt.Key.Key_Down)
    assert not completion.view.isVisible()
    assert searched.results.view.currentIndex().row() == 1


def test_half_a_filter_does_not_count(qtbot: QtBot, searched: MainWindow) -> None:
    answer = replace(make_answer("other", HITS), facets=(TYPES,))
    searched.completion.show_answer("other", answer)
    QTest.keyClicks(searched.field.edit, " type:")
    assert searched.completion.model.proposals[0].facts == ""
