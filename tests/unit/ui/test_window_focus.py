"""A hit by meaning comes to show the sentence that carries it, without losing its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from fakes.engine import FakeEngine, make_answer, make_hit
from fakes.person import type_text
from fakes.small import SOURCES
from pytestqt.qtbot import QtBot

from docmind.core import Hit, IndexChanged, Query, SearchAnswer, Span
from docmind.ui.main_window import MainWindow

TEXT = "The ferry leaves at seven. A doctor may prescribe a remedy."
SENTENCE = Span(27, len(TEXT))
BY_MEANING = make_hit(1, "/docs/ferry.txt", "Ferry", TEXT, meaning=0.6)
BY_WORDS = make_hit(2, "/docs/lease.txt", "Lease", "A lease", ("lease",))


class Focusing(FakeEngine):
    """Shows the sentence where it is asked to."""

    def __init__(self, *hits: Hit) -> None:
        super().__init__(hits, SOURCES)
        self.hits = hits
        self.answers = self.answer

    def answer(self, query: Query) -> SearchAnswer:
        hits = self.hits
        if query.focus:
            best = replace(BY_MEANING.best, snippet="A doctor may prescribe", focus=SENTENCE)
            hits = tuple(replace(hit, best=best) if hit.file_id == 1 else hit for hit in hits)
        answer = make_answer(query.text, hits, total=len(hits))
        return replace(answer, plan=replace(answer.plan, mode=query.mode))

    def focused(self) -> list[Query]:
        """The questions that asked for sentences."""
        return [query for query in self.asked("search") if query.focus]  # type: ignore[attr-defined]


@pytest.fixture
def engine() -> Focusing:
    return Focusing(BY_MEANING, BY_WORDS)


def snippets(window: MainWindow) -> list[str]:
    return [hit.best.snippet for hit in window.results.model.hits]


def test_the_sentence_follows_the_answer(
    qtbot: QtBot, window: MainWindow, engine: Focusing
) -> None:
    type_text(qtbot, window, "medicine")
    qtbot.waitUntil(lambda: snippets(window) == ["A doctor may prescribe", "A lease"])
    current = window.results.current()
    assert current is not None
    assert current.best.focus == SENTENCE
    assert [query.mode for query in engine.focused()] == ["auto"]


def test_it_stays_while_the_library_grows(
    qtbot: QtBot, window: MainWindow, engine: Focusing
) -> None:
    type_text(qtbot, window, "medicine")
    qtbot.waitUntil(lambda: snippets(window)[:1] == ["A doctor may prescribe"])
    engine.publish(IndexChanged(3))
    qtbot.waitUntil(lambda: len(engine.focused()) == 2)
    assert snippets(window)[0] == "A doctor may prescribe"


def test_words_need_no_closer_look(
    qtbot: QtBot, make_window: Callable[[FakeEngine], MainWindow]
) -> None:
    engine = Focusing(BY_WORDS)
    window = make_window(engine)
    type_text(qtbot, window, "lease")
    qtbot.waitUntil(lambda: snippets(window) == ["A lease"])
    engine.hits = (BY_MEANING,)
    type_text(qtbot, window, " medicine")
    qtbot.waitUntil(lambda: snippets(window) == ["A doctor may prescribe"])
    assert [query.text for query in engine.focused()] == ["lease medicine"]
