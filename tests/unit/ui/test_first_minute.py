"""The first minute: the offer of better models, and what stands there while nothing is asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from fakes.engine import MODELS, FakeEngine
from fakes.shown import kept_searches
from fakes.small import HITS, SOURCES
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from docmind.core import Progress
from docmind.ui.main_window import MainWindow
from docmind.ui.wiring.first import best_absent, offer_words

MakeWindow = Callable[[FakeEngine], MainWindow]
STARTER, HASHING, M3, CLIP = MODELS


def test_the_best_models_that_are_not_here_are_offered() -> None:
    assert best_absent(MODELS) == (M3, CLIP)
    here = replace(M3, state="installed")
    assert best_absent((STARTER, HASHING, here, CLIP)) == (CLIP,)
    assert best_absent((STARTER, here, replace(CLIP, state="installed"))) == ()
    title, text = offer_words((M3, CLIP))
    assert title == "Best quality: BGE-M3 and CLIP"
    assert "any language" in text and "from a file" in text and "2.9" in text
    assert offer_words((CLIP,))[0] == "Best quality: CLIP"


def test_the_offer_blocks_nothing_and_leads_to_the_models(
    make_window: MakeWindow, qtbot: QtBot
) -> None:
    engine = FakeEngine()
    window = make_window(engine)
    offer = window.empty.card.offer
    qtbot.waitUntil(lambda: offer.offers)
    assert window.pages.currentWidget() is window.empty
    qtbot.mouseClick(offer.models, Qt.MouseButton.LeftButton)
    assert window.pages.currentWidget() is window.models
    assert engine.asked("download_model") == []


def test_not_now_is_remembered(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window(FakeEngine())
    offer = window.empty.card.offer
    qtbot.waitUntil(lambda: offer.offers)
    offer.decline.click()
    assert "fully offline" in offer.said
    window.session.write()
    again = make_window(FakeEngine())
    qtbot.waitUntil(lambda: bool(again.models.states))
    assert not again.empty.card.offer.offers


def test_recent_searches_are_asked_again_with_a_click(
    make_window: MakeWindow, qtbot: QtBot
) -> None:
    engine = FakeEngine(HITS, SOURCES)
    engine.kept = kept_searches()
    window = make_window(engine)
    newest = engine.kept.history[0].text
    qtbot.waitUntil(lambda: window.idle.rows[0].text() == newest)
    assert window.idle.rows[0].accessibleName() == f"Search again: {newest}"
    window.idle.rows[0].click()
    assert window.field.edit.text() == newest
    window.bridge.erase_history()
    qtbot.waitUntil(lambda: window.idle.rows[0].isHidden())


def test_while_files_come_in_it_says_that_search_works_already(
    make_window: MakeWindow, qtbot: QtBot
) -> None:
    engine = FakeEngine(HITS, SOURCES)
    engine.pending = 30
    engine.jobs = (Progress(1, "reading", 3, 33),)
    window = make_window(engine)
    qtbot.waitUntil(lambda: "can be found already" in window.idle._text.text())
    engine.pending, engine.jobs = 0, ()
    window.bridge.refresh()
    qtbot.waitUntil(lambda: window.idle._text.text() == "Type words, or ask in a sentence.")


def test_before_the_first_file_is_read_no_number_is_said(window: MainWindow) -> None:
    window.idle.show_count(0)
    assert window.idle._title.text() == "Search your files"
    window.idle.show_count(1)
    assert window.idle._title.text() == "Search 1 file"
