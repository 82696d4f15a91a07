"""What models did, in figures: quiet, and right."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes.engine import FakeEngine
from fakes.served import CACHE, M3, USES
from pytestqt.qtbot import QtBot

from docmind.ui.main_window import MainWindow
from docmind.ui.models.figures import FiguresView, cache_text, cells, failures


@pytest.fixture
def figures(window: MainWindow, engine: FakeEngine, qtbot: QtBot) -> FiguresView:
    engine.uses, engine.cache = USES, CACHE
    engine.known_models = (*engine.known_models, M3)
    window.actions_table["models"].trigger()
    window.bridge.refresh()
    window.bridge.ask_models()
    qtbot.waitUntil(window.models.figures.isVisible)
    qtbot.waitUntil(lambda: bool(window.models.states))
    return window.models.figures


def table(figures: FiguresView) -> list[list[str]]:
    return [[one.text() for one in row] for row in figures._cells if not row[0].isHidden()]


def test_they_are_told_when_they_are_wanted(figures: FiguresView, qtbot: QtBot) -> None:
    assert figures.body.isHidden()
    figures.toggle.click()
    assert figures.body.isVisible()
    qtbot.waitUntil(lambda: table(figures)[2][0] == "BGE-M3 on Ollama")
    first, starter, ollama = table(figures)
    assert first[0] == "Model" and len(first) == len(starter)
    assert starter == ["Starter model", "12", "384", "not told", "3.2 s", "30", "0"]
    assert ollama[1:] == ["400", "12,800", "1,512,000", "61.3 s", "96", "3"]
    assert figures.wrong.text() == "BGE-M3 on Ollama: not reached 2, too busy 1"
    assert figures.cache.text().startswith("12,000 vectors are kept, in 33.0 MB of at most 4.3 GB.")
    figures.toggle.click()
    assert figures.body.isHidden()


def test_fewer_models_leave_no_rows_behind(
    figures: FiguresView, window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.uses = USES[:1]
    window.bridge.refresh()
    qtbot.waitUntil(lambda: len(table(figures)) == 2)
    assert figures.wrong.isHidden()
    engine.uses, engine.cache = (), None
    window.bridge.refresh()
    qtbot.waitUntil(figures.isHidden)


def test_nothing_is_told_where_nothing_was_done(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_table["models"].trigger()
    with qtbot.waitSignal(window.bridge.status_came):
        window.bridge.refresh()
    assert window.models.figures.isHidden()


def test_how_figures_are_written() -> None:
    assert "not told" in cells(USES[0], "Starter")
    assert failures(USES[0], "Starter") == ""
    assert "odd_code 4" in failures(replace(USES[0], errors=(("odd_code", 4),)), "Starter")
    assert "90 % of the texts were known already" in cache_text(CACHE)
    unlimited = cache_text(replace(CACHE, vectors=1, limit=0, hits=0, misses=0))
    assert unlimited == "1 vector is kept, in 33.0 MB."
