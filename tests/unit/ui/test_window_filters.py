"""The filter menu and the marks in the search field."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes.engine import FakeEngine, make_answer
from fakes.person import queries, type_text
from fakes.small import HITS
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from docmind.core import Fault, Query, SearchAnswer, parse_query
from docmind.ui.main_window import MainWindow
from docmind.ui.search.field import SearchField
from docmind.ui.search.filters import FilterChoice, filter_choices, with_filter

CHOICES = [one for _, choices in filter_choices() for one in choices]


@pytest.mark.parametrize(
    ("text", "field", "value", "expected"),
    [
        ("", "kind", "image", "kind:image"),
        ("rent type:pdf x", "type", "word", "rent x type:word"),
        ("on:last week rent", "on", "this month", 'rent on:"this month"'),
        ("rent -type:pdf", "type", "md", "rent -type:pdf type:md"),
        ("type:pdf OR kind:image", "type", "md", "type:pdf OR kind:image type:md"),
        ("rent", "in", "", "rent in:"),
    ],
)
def test_a_filter_takes_the_place_of_its_like(
    text: str, field: str, value: str, expected: str
) -> None:
    assert with_filter(text, field, value) == expected


@pytest.mark.parametrize("choice", [one for one in CHOICES if one.value], ids=lambda one: one.label)
def test_every_entry_means_something(choice: FilterChoice) -> None:
    asked = parse_query(with_filter("rent", choice.field, choice.value))
    assert [one.field for one in asked.conditions] == [choice.field]
    assert (asked.text, asked.faults) == ("rent", ())


def test_every_field_has_an_entry() -> None:
    offered = {one.field for one in CHOICES}
    assert offered == {
        "kind", "type", "on", "after", "before", "size", "lang", "in", "name", "page", "has",
    }  # fmt: skip


def entry(menu: QMenu, *labels: str) -> None:
    """Trigger the entry at the end of a path of labels."""
    for label in labels[:-1]:
        menu = next(one.menu() for one in menu.actions() if one.text() == label)  # type: ignore[assignment]
    next(one for one in menu.actions() if one.text() == labels[-1]).trigger()


def test_choosing_an_entry_searches_with_it(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    type_text(qtbot, window, "rent")
    entry(window.field.filters, "Changed", "Last week")
    assert window.field.edit.text() == 'rent on:"last week"'
    qtbot.waitUntil(lambda: [one.text for one in queries(engine)[-1:]] == ['rent on:"last week"'])
    entry(window.field.filters, "Folder…")
    QTest.keyClicks(window.field.edit, "taxes")
    assert window.field.edit.text() == 'rent on:"last week" in:taxes'


@pytest.mark.parametrize(
    ("label", "typed", "expected"),
    [
        ("Exactly these words", "notice", 'rent "notice"'),
        ("Without this word", "car", "rent -car"),
        ("Either of two", "lease", "rent OR lease"),
    ],
)
def test_signs_are_written_too(window: MainWindow, label: str, typed: str, expected: str) -> None:
    window.field.edit.setText("rent")
    entry(window.field.filters, label)
    QTest.keyClicks(window.field.edit, typed)
    assert window.field.edit.text() == expected


def test_what_is_selected_becomes_a_phrase(window: MainWindow) -> None:
    window.field.edit.setText("end of the lease")
    window.field.edit.selectAll()
    entry(window.field.filters, "Exactly these words")
    assert window.field.edit.text() == '"end of the lease"'


def test_the_menu_opens_from_the_keyboard(window: MainWindow) -> None:
    button = window.field._narrow
    assert button.accessibleName() == "Filters"
    assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    menu, shown = window.field.filters, []

    def note() -> None:
        shown.append(menu.isVisible())
        menu.close()

    menu.aboutToShow.connect(lambda: QTimer.singleShot(0, note))
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert shown == [True]


def test_the_message_stands_above_the_results(qtbot: QtBot, window: MainWindow) -> None:
    answer = make_answer(Query("kind:banana"), HITS)
    fault = Fault(0, 11, "“banana” is no kind.")
    told: SearchAnswer = replace(answer, plan=replace(answer.plan, faults=(fault,)))
    window.results._describe(told)
    assert "“banana” is no kind." in window.results._note.text()


def test_the_field_keeps_its_buttons_when_narrow(qtbot: QtBot) -> None:
    field = SearchField("Ctrl+K")
    qtbot.addWidget(field)
    field.resize(260, field.sizeHint().height())
    with qtbot.waitExposed(field):
        field.show()
    assert field._narrow.isVisible()
    assert field._narrow.geometry().right() <= field.width()
