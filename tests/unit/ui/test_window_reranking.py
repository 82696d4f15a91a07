"""Results are there at once; their head is put in order when the reranker has answered."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
from fakes.engine import FakeEngine, make_answer, make_hit
from fakes.person import type_text
from fakes.small import SOURCES
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from docmind.core import Hit, IndexChanged, Query, Reranked, SearchAnswer
from docmind.ui.main_window import MainWindow

FOUND = tuple(make_hit(n, f"/docs/{n:02}.txt", f"Report {n}", "a lease") for n in range(1, 31))


class Ranked(FakeEngine):
    """Puts the first results in the reverse order where it is asked to, once ``go`` is set."""

    def __init__(self) -> None:
        super().__init__(FOUND, SOURCES)
        self.reranker = "Mill"
        self.go = threading.Event()
        self.go.set()
        self.note = ""
        self.head = 10
        self.answers = self.answer

    def answer(self, query: Query) -> SearchAnswer:
        hits: tuple[Hit, ...] = FOUND
        its = None
        if query.rerank:
            assert self.go.wait(10)
            its = Reranked("Mill", note=self.note)
            hits = hits if self.note else (*reversed(FOUND[: self.head]), *FOUND[self.head :])
        answer = make_answer(query.text, hits[: query.limit], total=len(FOUND))
        return replace(answer, plan=replace(answer.plan, mode=query.mode, reranked=its))

    def ordering(self) -> list[str]:
        """The texts for which an order was asked."""
        return [query.text for query in self.asked("search") if query.rerank]  # type: ignore[attr-defined]


@pytest.fixture
def engine() -> Ranked:
    return Ranked()


def shown(window: MainWindow) -> list[int]:
    return [hit.file_id for hit in window.results.model.hits]


def chosen(window: MainWindow) -> int:
    hit = window.results.current()
    assert hit is not None
    return hit.file_id


ORDERED = [*range(10, 0, -1), *range(11, 21)]
FIRST = list(range(1, 21))


def test_results_are_there_first_and_move_later(
    qtbot: QtBot, window: MainWindow, engine: Ranked
) -> None:
    engine.go.clear()
    type_text(qtbot, window, "lease")
    qtbot.waitUntil(lambda: engine.ordering() == ["lease"])
    assert shown(window) == FIRST
    assert "Searching" not in window.results._count.text()
    engine.go.set()
    qtbot.waitUntil(lambda: shown(window) == ORDERED)


def test_what_is_selected_stays_selected_and_nothing_scrolls(
    qtbot: QtBot, window: MainWindow, engine: Ranked
) -> None:
    engine.go.clear()
    type_text(qtbot, window, "lease")
    for _ in range(3):
        QTest.keyClick(window.field.edit, Qt.Key.Key_Down)
    assert chosen(window) == 4
    bar = window.results.view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    place = bar.value()
    assert place > 0
    qtbot.waitUntil(lambda: bool(engine.ordering()))
    resets: list[bool] = []
    window.results.model.modelReset.connect(lambda: resets.append(True))
    engine.go.set()
    qtbot.waitUntil(lambda: shown(window) == ORDERED)
    assert chosen(window) == 4
    assert window.results.view.currentIndex().row() == ORDERED.index(4)
    assert [index.row() for index in window.results.view.selectedIndexes()] == [ORDERED.index(4)]
    assert bar.value() == place
    assert resets == []


def test_what_was_selected_by_itself_stays_selected_too(
    qtbot: QtBot, window: MainWindow, engine: Ranked
) -> None:
    type_text(qtbot, window, "lease")
    qtbot.waitUntil(lambda: shown(window) == ORDERED)
    assert chosen(window) == 1


def test_what_is_selected_stays_where_it_falls_behind(
    qtbot: QtBot, window: MainWindow, engine: Ranked
) -> None:
    engine.head = 30
    type_text(qtbot, window, "lease")
    qtbot.waitUntil(lambda: shown(window)[0] == 30)
    assert shown(window) == [*range(30, 10, -1), 1]
    assert chosen(window) == 1
    assert window.results.view.verticalScrollBar().value() == 0
    assert [hit.rank for hit in window.results.model.hits][-1] == 21


def test_an_order_for_another_text_is_dropped(
    qtbot: QtBot, window: MainWindow, engine: Ranked
) -> None:
    engine.go.clear()
    type_text(qtbot, window, "lease")
    qtbot.waitUntil(lambda: engine.ordering() == ["lease"])
    shows: list[str] = []
    window.asking.reordered.connect(lambda answered: shows.append(answered.query.text))
    QTest.keyClicks(window.field.edit, "s")
    qtbot.waitUntil(lambda: shown(window) == FIRST and window.asking.text == "leases")
    engine.go.set()
    qtbot.waitUntil(lambda: shown(window) == ORDERED)
    assert shows == ["leases"]


@pytest.mark.parametrize("mode", ["mode_meaning", "mode_auto"])
def test_an_order_that_comes_between_keys_is_dropped(
    qtbot: QtBot, window: MainWindow, engine: Ranked, mode: str
) -> None:
    window.actions_table[mode].trigger()
    engine.go.clear()
    type_text(qtbot, window, "lease")
    qtbot.waitUntil(lambda: engine.ordering() == ["lease"])
    shows: list[str] = []
    window.asking.reordered.connect(lambda answered: shows.append(answered.query.text))
    engine.go.set()
    QTest.keyClicks(window.field.edit, "s")
    qtbot.waitUntil(lambda: shown(window) == ORDERED and "leases" in engine.ordering())
    assert shows == ["leases"]


def test_while_a_person_types_no_order_is_asked_for(
    qtbot: QtBot, window: MainWindow, engine: Ranked
) -> None:
    type_text(qtbot, window, "lea")
    QTest.keyClicks(window.field.edit, "s")
    QTest.keyClicks(window.field.edit, "e")
    qtbot.waitUntil(lambda: bool(engine.ordering()))
    assert engine.ordering()[-1] == "lease"
    assert not any(query.rerank for query in engine.asked("search") if query.mode == "words")  # type: ignore[attr-defined]


def test_once_in_order_it_stays_so(qtbot: QtBot, window: MainWindow, engine: Ranked) -> None:
    type_text(qtbot, window, "lease")
    qtbot.waitUntil(lambda: shown(window) == ORDERED)
    orders: list[list[int]] = []
    window.asking.answered.connect(
        lambda answered: orders.append([hit.file_id for hit in answered.answer.hits[:20]])
    )
    engine.publish(IndexChanged(10))
    qtbot.waitUntil(lambda: bool(orders))
    assert orders == [ORDERED]
    bar = window.results.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: window.results.model.rowCount() == 30)
    assert shown(window)[:20] == ORDERED


def test_without_a_reranker_nothing_is_asked_twice(
    qtbot: QtBot, make_window: Callable[[FakeEngine], MainWindow], engine: Ranked
) -> None:
    engine.reranker = ""
    window = make_window(engine)
    type_text(qtbot, window, "lease")
    assert not window.asking._order.isActive()
    assert engine.ordering() == []


def test_words_alone_are_not_put_in_order(qtbot: QtBot, window: MainWindow, engine: Ranked) -> None:
    window.actions_table["mode_words"].trigger()
    type_text(qtbot, window, "lease")
    assert not window.asking._order.isActive()


def test_one_that_cannot_is_no_harm(qtbot: QtBot, window: MainWindow, engine: Ranked) -> None:
    engine.note = "Mill is late."
    told: list[str] = []
    window.asking.reordered.connect(
        lambda answered: told.append(answered.answer.plan.reranked.note)
    )
    type_text(qtbot, window, "lease")
    qtbot.waitUntil(lambda: told == ["Mill is late."])
    assert shown(window) == FIRST
    assert not window.results._note.isVisible()


def test_clearing_the_field_drops_the_order(
    qtbot: QtBot, window: MainWindow, engine: Ranked
) -> None:
    engine.go.clear()
    type_text(qtbot, window, "lease")
    qtbot.waitUntil(lambda: engine.ordering() == ["lease"])
    window.field.edit.clear()
    shows: list[object] = []
    window.asking.reordered.connect(shows.append)
    engine.go.set()
    type_text(qtbot, window, "rent")
    qtbot.waitUntil(lambda: len(shows) == 1)
    assert shows[0].query.text == "rent"  # type: ignore[attr-defined]
