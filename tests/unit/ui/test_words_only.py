"""The badge that says that questions are answered by words only: when it is there, and when not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from fakes.engine import FakeEngine, make_answer
from fakes.person import type_text
from fakes.small import HITS, SOURCES
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from docmind.core import Mode, Query, Reranked, SearchAnswer
from docmind.ui.main_window import MainWindow

LOADING = "The model has not answered an earlier question yet, so this is searched by words."
GONE = "Ollama does not answer. Start it, or choose another model."


class Wordless(FakeEngine):
    """Answers by words alone while ``why`` says something, where meaning is wanted."""

    def __init__(self) -> None:
        super().__init__(HITS, SOURCES)
        self.why = ""
        self.order = ""
        self.answers = self.answer

    def answer(self, query: Query) -> SearchAnswer:
        made = make_answer(query.text, self.hits)
        why = "" if query.mode == "words" else self.why
        done = Reranked("Mill", note=self.order) if self.order else None
        return replace(made, plan=replace(made.plan, words_only=why, reranked=done))


@pytest.fixture
def engine() -> Wordless:
    return Wordless()


def test_an_answer_by_words_alone_says_so_until_meaning_is_back(
    qtbot: QtBot, window: MainWindow, engine: Wordless
) -> None:
    badge = window.words_only
    assert badge.isHidden()
    engine.why = LOADING
    type_text(qtbot, window, "lease")
    qtbot.waitUntil(badge.isVisible)
    assert badge.text() == "Words only"
    assert badge.toolTip() == badge.accessibleDescription() == LOADING
    again = window.wiring.words_only._again
    qtbot.waitUntil(again.isActive)
    engine.why = ""
    again.setInterval(0)
    again.start()  # as if some time had passed
    qtbot.waitUntil(badge.isHidden)
    assert not again.isActive(), "nothing is asked again once meaning answers"


def test_a_model_that_is_gone_is_told_without_a_question(
    qtbot: QtBot, window: MainWindow, engine: Wordless
) -> None:
    engine.model_missing = GONE
    window.bridge.refresh()
    qtbot.waitUntil(window.words_only.isVisible)
    assert window.words_only.why == GONE
    engine.model_missing = ""
    window.bridge.refresh()
    qtbot.waitUntil(window.words_only.isHidden)


def test_when_the_model_is_back_the_question_is_asked_again_at_once(
    qtbot: QtBot, window: MainWindow, engine: Wordless
) -> None:
    engine.model_missing = engine.why = GONE
    window.bridge.refresh()
    qtbot.waitUntil(window.words_only.isVisible)
    type_text(qtbot, window, "lease")
    qtbot.waitUntil(window.wiring.words_only._again.isActive)
    asked = len(engine.asked("search"))
    engine.model_missing = engine.why = ""
    window.bridge.refresh()
    qtbot.waitUntil(window.words_only.isHidden)
    qtbot.waitUntil(lambda: len(engine.asked("search")) > asked)


@pytest.mark.parametrize(("mode", "shown"), [("words", False), ("meaning", True)])
def test_who_asks_for_words_misses_nothing(
    qtbot: QtBot, window: MainWindow, engine: Wordless, mode: Mode, shown: bool
) -> None:
    engine.model_missing = GONE
    window.bridge.refresh()
    qtbot.waitUntil(window.words_only.isVisible)
    window.actions_table[f"mode_{mode}"].trigger()
    qtbot.waitUntil(lambda: window.words_only.isVisible() == shown)
    window.actions_table["mode_auto"].trigger()
    qtbot.waitUntil(window.words_only.isVisible)


def test_the_badge_leads_to_the_models_and_goes_with_the_question(
    qtbot: QtBot, window: MainWindow, engine: Wordless
) -> None:
    engine.why = LOADING
    type_text(qtbot, window, "lease")
    qtbot.waitUntil(window.words_only.isVisible)
    window.words_only.click()
    assert window.sheets.is_shown("models")
    window.sheets.leave()
    window.field.edit.clear()
    qtbot.waitUntil(window.words_only.isHidden)
    assert not window.wiring.words_only._again.isActive()


def test_an_empty_library_misses_nothing(
    make_window: Callable[[FakeEngine], MainWindow], qtbot: QtBot
) -> None:
    engine = FakeEngine()
    engine.model_missing = GONE
    window = make_window(engine)
    qtbot.waitUntil(lambda: window.strip._model.text() == "Words only")
    assert window.words_only.isHidden()


def test_it_has_room_in_a_small_window_and_in_other_scripts(
    qtbot: QtBot, window: MainWindow, engine: Wordless
) -> None:
    engine.model_missing = GONE
    window.resize(1024, 640)
    window.bridge.refresh()
    qtbot.waitUntil(window.words_only.isVisible)
    QTest.qWait(0)
    assert window.words_only.width() >= window.words_only.sizeHint().width()
    assert window.field.width() > window.words_only.width() * 3


def test_a_closer_look_that_changed_nothing_is_told_in_a_small_line(
    qtbot: QtBot, window: MainWindow, engine: Wordless
) -> None:
    line = window.results._heading.order
    type_text(qtbot, window, "lease")
    assert line.isHidden()
    engine.order = "Mill did not answer in time, so the results stand as they were found."
    window.asking.ask_now()
    qtbot.waitUntil(line.isVisible)
    assert line.whole == engine.order
    engine.order = ""
    window.asking.ask_now()
    qtbot.waitUntil(line.isHidden)
