"""The three list models keep the rules of Qt's own model tester."""

from __future__ import annotations

from pathlib import Path

import pytest
from fakes.engine import make_hit
from PySide6.QtCore import QAbstractListModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from docmind.core import Problem, SourceStatus
from docmind.ui.library.problem_rows import ProblemsModel
from docmind.ui.library.sources import SourcesModel, count_text, state_text
from docmind.ui.search.model import ResultsModel

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
HITS = tuple(make_hit(n, f"/docs/{n}.txt", f"Title {n}", "A passage") for n in range(5))
SOURCES = tuple(SourceStatus(Path(f"/docs/{n}"), "current", n, n, 0, 0) for n in range(4))
PROBLEMS = tuple(Problem(Path(f"/{n}"), "damaged", "Broken.", "Save it anew.", "") for n in "ab")


@pytest.mark.parametrize(
    ("model", "rows"),
    [(ResultsModel(), HITS), (SourcesModel(), SOURCES), (ProblemsModel(), PROBLEMS)],
    ids=["results", "sources", "problems"],
)
def test_model_keeps_the_rules(qtbot: QtBot, model: QAbstractListModel, rows: tuple) -> None:
    model.setObjectName("grouped" if isinstance(model, ProblemsModel) else "plain")
    tester = QAbstractItemModelTester(model, FATAL)
    for shown in (rows, rows[:1], (), rows):
        model.show(shown)
        groups = 1 if model.objectName() == "grouped" and shown else 0
        assert model.rowCount() == len(shown) + groups
        for row in range(model.rowCount()):
            index = model.index(row)
            assert index.data(Qt.ItemDataRole.DisplayRole)
            assert index.data(Qt.ItemDataRole.ToolTipRole)
            assert index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert model.data(model.index(99)) is None
    assert tester.model() is model


def test_results_find_a_row_by_file() -> None:
    model = ResultsModel()
    model.show(HITS)
    assert model.row_of(3) == 3
    assert model.row_of(99) is None
    assert model.hit_at(-1) is None


def test_sources_that_stay_keep_their_rows(qtbot: QtBot) -> None:
    model = SourcesModel()
    model.show(SOURCES)
    changed = (SourceStatus(SOURCES[0].path, "reading", 10, 4, 0, 0), *SOURCES[1:])
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        model.show(changed)


def test_source_texts() -> None:
    reading = SourceStatus(Path("/a"), "reading", 200, 199, 0, 3)
    assert count_text(reading) == "99 %"
    assert "3 files of types that are not read" in state_text(reading)
    assert count_text(SourceStatus(Path("/a"), "reading", 0, 0, 0, 0)) == "0"
