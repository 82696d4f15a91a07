"""Problems that a person wants to hear no more of: listed when asked for, counted nowhere."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from fakes.engine import FakeEngine
from fakes.small import SOURCES
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from docmind.core import Problem
from docmind.ui.library.problem_buttons import RowButtons
from docmind.ui.library.problem_rows import ProblemsModel, Role
from docmind.ui.library.problems import ProblemsPanel
from docmind.ui.main_window import MainWindow

BROKEN, LOCKED, SCAN = (
    Problem(Path(f"/docs/{name}"), kind, "It is so.", "", "2026-01-01T00:00:00+00:00")
    for name, kind in (("a.pdf", "damaged"), ("b.pdf", "password"), ("c.pdf", "no_text"))
)
KNOWN = (BROKEN, replace(LOCKED, ignored=True), SCAN)


@pytest.fixture
def panel(qtbot: QtBot) -> ProblemsPanel:
    made = ProblemsPanel()
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show_problems(KNOWN)
    made.show()
    return made


def listed(model: ProblemsModel) -> list[str]:
    return [model.index(row).data() for row in range(model.rowCount())]


def test_the_model_keeps_the_rules_while_ignored_ones_come_and_go(qtbot: QtBot) -> None:
    model = ProblemsModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(KNOWN)
    assert listed(model) == ["1 file is damaged", "a.pdf", "1 document is only pictures", "c.pdf"]
    model.show_ignored(True)
    assert listed(model)[-2:] == ["1 file is ignored", "b.pdf"]
    assert model.index(model.rowCount() - 1).data(Role.TONE) == "plain"
    model.toggle("ignored")
    assert listed(model)[-1] == "1 file is ignored"
    model.show(())
    assert model.rowCount() == 0 and tester.model() is model


def test_the_list_says_how_many_are_ignored(panel: ProblemsPanel) -> None:
    assert panel._title.whole == "1 file needs attention · 1 document is only pictures"
    assert panel.ignored.text() == "Show 1 ignored file"
    panel.ignored.click()
    assert panel.ignored.text() == "Hide ignored files"
    assert listed(panel.model)[-1] == "b.pdf"
    panel.show_problems((replace(BROKEN, ignored=True),))
    assert panel._title.whole == "Nothing needs attention"
    assert panel._stack.currentIndex() == 0  # it is shown
    panel.ignored.click()
    assert panel._stack.currentIndex() == 1
    panel.show_problems(())
    assert panel.ignored.isHidden()


def test_files_and_groups_are_ignored_and_heeded_again(panel: ProblemsPanel, qtbot: QtBot) -> None:
    row = panel.model.row_of(BROKEN.path)
    assert row is not None
    panel.view.setCurrentIndex(panel.model.index(row))
    with qtbot.waitSignal(panel.ignore_asked) as asked:
        qtbot.keyClick(panel.view, Qt.Key.Key_Delete)
    assert asked.args == [(BROKEN.path,), True]
    panel.ignored.click()
    group = panel.view.indexWidget(panel.model.index(panel.model.rowCount() - 2))
    assert isinstance(group, RowButtons)
    assert (group.act.isHidden(), group.ignore.text()) == (True, "Stop ignoring")
    with qtbot.waitSignal(panel.ignore_asked) as asked:
        group.ignore.click()
    assert asked.args == [(LOCKED.path,), False]


def test_the_report_holds_what_is_listed(panel: ProblemsPanel) -> None:
    panel._copy.click()
    assert "b.pdf" not in QGuiApplication.clipboard().text()
    panel.ignored.click()
    panel._copy.click()
    assert "1 file is ignored\n  /docs/b.pdf" in QGuiApplication.clipboard().text()


def test_it_is_painted_from_right_to_left(panel: ProblemsPanel) -> None:
    panel.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    panel.view.setCurrentIndex(panel.model.index(1))
    assert not panel.grab().isNull()
    buttons = panel.view.indexWidget(panel.model.index(1))
    assert buttons.geometry().center().x() < panel.view.width() // 2


def test_the_window_ignores_through_its_engine(make_window, qtbot: QtBot) -> None:  # type: ignore[no-untyped-def]
    engine = FakeEngine((), SOURCES)
    engine.known_problems = KNOWN
    window: MainWindow = make_window(engine)
    qtbot.waitUntil(lambda: bool(window.problems.model.problems))
    window.problems.ignore_asked.emit((BROKEN.path,), True)
    qtbot.waitUntil(lambda: window.problems.model.problems[0].ignored)
    qtbot.waitUntil(lambda: window.strip._problems.isHidden())
