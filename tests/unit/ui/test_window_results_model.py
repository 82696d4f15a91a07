"""The rows of the results, watched by Qt's own tester."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from fakes.engine import make_hit
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from docmind.core import Hit
from docmind.ui.search.model import ResultsModel, Role

HITS = tuple(make_hit(n, f"/d/{n}.txt", f"T{n}", "x") for n in range(30))


@pytest.fixture
def model(qtbot: QtBot) -> Iterator[ResultsModel]:
    model = ResultsModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    yield model
    del tester


def kept(model: ResultsModel, row: int) -> QPersistentModelIndex:
    return QPersistentModelIndex(model.index(row))


def test_names_of_strangers_are_no_markup(model: ResultsModel) -> None:
    model.show((make_hit(1, "/d/<img src=x>/a.txt", "T", "x"),))
    said = model.index(0).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;img src=x&gt;" in said and "<img" not in said


def test_a_longer_answer_adds_rows(model: ResultsModel, qtbot: QtBot) -> None:
    assert not model.show(HITS[:10])
    held = kept(model, 4)
    again = tuple(replace(hit, title=f"{hit.title} again") for hit in HITS)
    with qtbot.waitSignals([model.rowsInserted, model.dataChanged]):
        assert model.show(again)
    assert (held.row(), held.data()) == (4, "T4 again")
    assert model.rowCount() == 30
    with qtbot.assertNotEmitted(model.rowsInserted), qtbot.waitSignal(model.dataChanged):
        assert model.show(HITS)


@pytest.mark.parametrize("hits", [HITS[:5], HITS[::-1], HITS[1:], ()])
def test_any_other_answer_replaces_all(model: ResultsModel, hits: tuple[Hit, ...]) -> None:
    model.show(HITS[:10])
    held = kept(model, 4)
    assert not model.show(hits)
    assert not held.isValid()
    assert model.rowCount() == len(hits)


def test_another_order_keeps_rows(model: ResultsModel) -> None:
    model.show(HITS)
    held = kept(model, 0)
    assert model.reorder(HITS[::-1])
    assert held.row() == 29
    assert not model.reorder(HITS[1:])


def test_what_is_known_of_all_rows_follows_the_rows(model: ResultsModel) -> None:
    weak = replace(HITS[2], weak=True)
    model.show((HITS[0], HITS[1], weak))
    assert (model.row_of(2), model.row_of(9), model.weak_from, model.documents) == (2, None, 2, 3)
    assert [model.index(row).data(Role.BELOW_LINE) for row in range(3)] == [False, False, True]
    model.show(HITS)
    assert (model.row_of(9), model.weak_from, model.documents) == (9, None, 30)


def test_rows_can_be_chosen_and_dragged(model: ResultsModel) -> None:
    model.show(HITS[:1])
    flags = model.flags(model.index(0))
    assert flags & Qt.ItemFlag.ItemIsDragEnabled
    assert flags & Qt.ItemFlag.ItemIsSelectable
    assert not flags & Qt.ItemFlag.ItemIsEditable
    assert model.flags(model.index(-1)) == Qt.ItemFlag.NoItemFlags
