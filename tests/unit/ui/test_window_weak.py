"""A line parts weaker matches from the others."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes.engine import FakeEngine, make_answer, make_hit
from fakes.person import type_text
from fakes.small import SOURCES
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from docmind.core import Query, SearchAnswer
from docmind.ui.main_window import MainWindow
from docmind.ui.search.model import Role

HITS = tuple(
    replace(make_hit(n, f"/docs/{n}.txt", f"Lease {n}", "a lease", ("lease",)), weak=n > 2)
    for n in range(1, 5)
)


class Weak(FakeEngine):
    """Two of four results are weak; with another text all are."""

    def __init__(self) -> None:
        super().__init__(HITS, SOURCES)
        self.answers = self.answer

    def answer(self, query: Query) -> SearchAnswer:
        hits = HITS if query.text == "lease" else HITS[2:]
        return make_answer(query.text, hits, total=len(hits), close=query.text == "lease")


@pytest.fixture
def engine() -> Weak:
    return Weak()


def lines(window: MainWindow) -> list[bool]:
    model = window.results.model
    return [model.index(row).data(Role.BELOW_LINE) for row in range(model.rowCount())]


def test_the_line_stands_before_the_first_weak_one(qtbot: QtBot, window: MainWindow) -> None:
    type_text(qtbot, window, "lease")
    assert lines(window) == [False, False, True, False]
    spoken = [
        window.results.model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(4)
    ]
    assert ["weaker match" in text for text in spoken] == [False, False, True, True]


def test_the_line_is_painted(qtbot: QtBot, window: MainWindow) -> None:
    type_text(qtbot, window, "lease")
    view = window.results.view

    def images() -> list[bytes]:
        found = []
        for row in (1, 2):
            rect = view.visualRect(window.results.model.index(row))
            rect.setHeight(round(window.results._delegate._style.pad))
            found.append(bytes(view.viewport().grab(rect).toImage().constBits()))
        return found

    plain, lined = images()
    assert plain != lined


def test_the_line_stands_above_the_ground_of_a_chosen_card(
    qtbot: QtBot, window: MainWindow
) -> None:
    type_text(qtbot, window, "lease")
    window.results.step(2)
    view = window.results.view
    rect = view.visualRect(window.results.model.index(2))
    image = view.viewport().grab(rect).toImage()
    x = image.width() // 2
    ground = window.results._delegate._style.lowered * image.devicePixelRatio()
    assert image.pixelColor(x, 1) == image.pixelColor(1, 1)  # what lies around cards
    assert image.pixelColor(x, round(ground) + 5) != image.pixelColor(1, 1)


def test_one_line_is_enough_where_nothing_is_close(qtbot: QtBot, window: MainWindow) -> None:
    type_text(qtbot, window, "other")
    assert lines(window) == [False, False]
    assert window.results._apart.isVisible()
