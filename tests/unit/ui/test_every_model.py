"""Every item model of the window keeps the rules of Qt's own model tester, whatever it shows."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from fakes.engine import FakeEngine
from fakes.small import HITS, SOURCES
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

import docmind.ui
from docmind.core import Problem
from docmind.ui.library.problem_rows import ProblemsModel
from docmind.ui.library.sources import SourcesModel
from docmind.ui.main_window import MainWindow
from docmind.ui.search.completion import Proposal
from docmind.ui.search.completion_rows import ProposalsModel
from docmind.ui.search.kept import EntriesModel, Entry
from docmind.ui.search.model import ResultsModel
from docmind.ui.settings.table import RowsModel

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
PROBLEMS = tuple(
    Problem(Path(f"/{name}"), kind, "Broken.", "Save it anew.", "")
    for name, kind in (
        ("a", "damaged"),
        ("b", "password"),
        *((f"s{n}", "no_text") for n in "1234567"),
    )
)
ENTRIES = (
    Entry("heading", "Recent"), Entry("asked", "lease", "lease"), Entry("saved", "Bills", "bill"),
)  # fmt: skip
PROPOSALS = (Proposal("pdf", "PDF", "22"), Proposal("text", "Plain text"))
Steps = Iterator[None]


def _results(model: ResultsModel) -> Steps:
    for rows in (HITS, HITS[:1], (), HITS):
        yield model.show(rows)
    model.reorder(tuple(reversed(HITS)))
    yield


def _sources(model: SourcesModel) -> Steps:
    for rows in (SOURCES, SOURCES[:1], (), SOURCES):
        yield model.show(rows)


def _problems(model: ProblemsModel) -> Steps:
    for rows in (PROBLEMS, PROBLEMS[:1], (), PROBLEMS):
        yield model.show(rows)
    for kind in ("damaged", "no_text", "damaged"):
        yield model.toggle(kind)


def _entries(model: EntriesModel) -> Steps:
    for rows in (ENTRIES, ENTRIES[:1], (), ENTRIES):
        yield model.show(rows)


def _proposals(model: ProposalsModel) -> Steps:
    for rows in (PROPOSALS, PROPOSALS[:1], (), PROPOSALS):
        yield model.show(rows)


def _rows(model: RowsModel) -> Steps:
    for rows in (("ab", "cd"), ("ab",), (), ("cd", "ab")):
        yield model.show(rows)


@dataclass(frozen=True)
class Sample:
    """How a model is made, and what is done with it, step by step."""

    make: Callable[[], QAbstractItemModel]
    steps: Callable[..., Steps]


SAMPLES: dict[str, Sample] = {
    "ResultsModel": Sample(ResultsModel, _results),
    "SourcesModel": Sample(SourcesModel, _sources),
    "ProblemsModel": Sample(ProblemsModel, _problems),
    "EntriesModel": Sample(EntriesModel, _entries),
    "ProposalsModel": Sample(ProposalsModel, _proposals),
    "RowsModel": Sample(lambda: RowsModel(("first", "last"), tuple), _rows),
}
"""A new model comes in here: the guard below names those that are missing."""


def _models() -> set[str]:
    """The names of all item models that modules of the window define."""
    for module in pkgutil.walk_packages(docmind.ui.__path__, "docmind.ui."):
        importlib.import_module(module.name)
    found: set[type] = set()
    pending: list[type] = [QAbstractItemModel]
    while pending:
        below = pending.pop().__subclasses__()
        pending += below
        found |= {one for one in below if one.__module__.startswith("docmind.")}
    return {one.__name__ for one in found}


def test_no_model_is_left_out() -> None:
    assert _models() == set(SAMPLES), "each model needs a sample in SAMPLES"


@pytest.mark.parametrize("name", SAMPLES)
def test_model_keeps_the_rules(qtbot: QtBot, name: str) -> None:
    sample = SAMPLES[name]
    model = sample.make()
    tester = QAbstractItemModelTester(model, FATAL)
    counts = set()
    for _ in sample.steps(model):
        counts.add(model.rowCount())
        for row in range(model.rowCount()):
            index = model.index(row, 0)
            assert index.data(Qt.ItemDataRole.DisplayRole), "a row that shows nothing"
            assert index.data(Qt.ItemDataRole.AccessibleTextRole), "a row that is not spoken"
    assert len(counts) > 1 and 0 in counts, "show several things, and nothing"
    assert model.index(99, 0).data() is None
    assert tester.model() is model


def test_models_of_a_window_are_under_the_tester(window: MainWindow, engine: FakeEngine) -> None:
    watched = {tester.model() for tester in window.findChildren(QAbstractItemModelTester)}
    own = {
        model for model in window.findChildren(QAbstractItemModel)
        if type(model).__module__.startswith("docmind.")
    }  # fmt: skip
    assert own and own <= watched
