"""The line that offers another query, or the way back to what was typed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes.engine import FakeEngine, make_answer
from fakes.person import queries, type_text
from fakes.small import HITS
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from docmind.core import Query, SearchAnswer
from docmind.ui.main_window import MainWindow

NOTE = "No document holds “recieve”; searched for “receive” instead."


def planned(text: str, hits: bool = True, **changes: object) -> SearchAnswer:
    answer = make_answer(text, HITS if hits else ())
    return replace(answer, plan=replace(answer.plan, **changes))  # type: ignore[arg-type]


def answers(query: Query) -> SearchAnswer:
    """An engine that knows how to spell one word."""
    meant = query.text.replace("recieve", "receive")
    if meant == query.text:
        return planned(query.text)
    if query.correct and query.text.startswith("recieve"):
        pair = (("recieve", "receive"),)
        return planned(query.text, searched=meant, corrections=pair, notes=(NOTE,))
    empty = query.text.startswith("recieve")
    return planned(query.text, hits=not empty, suggestion=meant)


@pytest.fixture
def engine(engine: FakeEngine) -> FakeEngine:
    engine.answers = answers
    return engine


def test_a_suggestion_is_taken_with_a_click(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    line = window.results.suggestion
    type_text(qtbot, window, "we recieve type:pdf")
    qtbot.waitUntil(line.isVisible)
    assert line.accessibleName() == "Did you mean: we receive type:pdf"
    assert line.text() == line.accessibleName()
    QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    assert window.field.edit.text() == "we receive type:pdf"
    qtbot.waitUntil(lambda: queries(engine)[-1:] == [Query("we receive type:pdf", "auto", 20)])
    qtbot.waitUntil(line.isHidden)


def test_the_way_back_to_what_was_typed(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    results = window.results
    type_text(qtbot, window, "recieve")
    qtbot.waitUntil(results.suggestion.isVisible)
    assert results._note.text() == NOTE
    assert results.suggestion.text() == "Search for “recieve” as typed"
    results.suggestion.setFocus()
    QTest.keyClick(results.suggestion, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: results._nothing.isVisible())
    assert queries(engine)[-1] == Query("recieve", "auto", 20, correct=False)
    assert window.field.edit.text() == "recieve"
    button = results._nothing._button
    assert button.text() == "Did you mean: receive"
    button.click()
    assert window.field.edit.text() == "receive"
    qtbot.waitUntil(lambda: queries(engine)[-1:] == [Query("receive", "auto", 20)])
    qtbot.waitUntil(lambda: not results._nothing.isVisible())


def test_words_are_marked_as_they_were_searched_for(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    type_text(qtbot, window, "recieve")
    qtbot.waitUntil(
        lambda: any(
            name == "page_text" and "receive" in str(what) and "recieve" not in str(what)
            for name, what in engine.calls
        )
    )


def test_nothing_is_set_right_while_words_are_typed(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    type_text(qtbot, window, "recieve")
    qtbot.waitUntil(window.results.suggestion.isVisible)
    asked = queries(engine)
    assert all(not query.correct for query in asked if query.mode == "words")
    assert asked[-1].correct


def test_other_words_are_set_right_again(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    type_text(qtbot, window, "recieve")
    qtbot.waitUntil(window.results.suggestion.isVisible)
    window.results.suggestion.click()
    qtbot.waitUntil(lambda: [one.correct for one in queries(engine)[-1:]] == [False])
    window.field.edit.setText("recieve now")
    qtbot.waitUntil(lambda: queries(engine)[-1:] == [Query("recieve now", "auto", 20)])


def test_a_long_suggestion_is_cut_and_an_ampersand_is_one(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    meant = "R&D " + "very long words " * 40
    engine.answers = lambda query: planned(query.text, suggestion=meant)
    type_text(qtbot, window, "r")
    line = window.results.suggestion
    qtbot.waitUntil(line.isVisible)
    assert "R&&D" in line.text() and line.text().endswith("…")
    assert line.width() <= window.results.width()
    assert line.toolTip().endswith(meant)
