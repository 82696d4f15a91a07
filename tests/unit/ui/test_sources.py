"""The list of sources: names, states, menu, keys, and the line on how much is searchable."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from fakes.engine import FakeEngine
from fakes.small import HITS, SOURCES
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox
from pytestqt.qtbot import QtBot

from docmind.core import ModelChange, PictureStatus, SourceStatus
from docmind.ui.library.coverage import CoverageLine, told
from docmind.ui.library.source_paint import Role, parts
from docmind.ui.library.sources import (
    SourcesModel,
    SourcesView,
    mark_text,
    state_text,
    told_apart,
)
from docmind.ui.main_window import MainWindow

WORK = SourceStatus(Path("/home/ada/office/Photos"), "paused", 40, 30, 0, 0)
HOME = SourceStatus(Path("/home/ada/home/photos"), "attention", 40, 40, 4, 2)
AWAY = SourceStatus(Path("/media/usb/Archive"), "offline", 412, 412, 0, 0)


@pytest.fixture
def view(qtbot: QtBot) -> SourcesView:
    made = SourcesView(SourcesModel())
    made.model().setParent(made)
    qtbot.addWidget(made)
    made.resize(200, 200)
    made.show_sources((WORK, HOME, AWAY))
    return made


def acts(menu: QMenu) -> dict[str, bool]:
    return {action.text(): action.isEnabled() for action in menu.actions() if action.text()}


def test_folders_of_one_name_are_told_apart_by_what_is_above_them() -> None:
    paths = [WORK.path, HOME.path, AWAY.path]
    assert told_apart(paths) == {WORK.path: "office", HOME.path: "home"}
    deep = [Path("/a/x/docs"), Path("/b/x/docs"), Path("/docs")]
    assert told_apart(deep) == {deep[0]: "a", deep[1]: "b", deep[2]: "/"}


def test_states_are_said_in_words(view: SourcesView) -> None:
    index = view.model().index(0)
    assert index.data(Role.WHERE) == "office"
    assert index.data(Role.MARK) == mark_text(WORK) == "(paused)"
    read = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert read.startswith("Photos, office, 40, Paused") and "30 of 40 files read" in read
    assert "4 files need attention. 2 files of types" in state_text(HOME)
    assert "still be found" in state_text(AWAY)


@pytest.mark.parametrize(
    "direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft]
)
def test_a_name_without_room_ends_in_an_ellipsis(
    view: SourcesView, direction: Qt.LayoutDirection
) -> None:
    view.setLayoutDirection(direction)
    long = replace(AWAY, path=Path("/media/usb/A folder with a name that is much too long"))
    view.show_sources((WORK, long))
    assert not view.grab().isNull()
    metrics, index = view.fontMetrics(), view.model().index(1)
    room = metrics.horizontalAdvance("A folder with a (offline)")
    (cut,) = parts(index, metrics, room)  # no room for its state: dot and colour say it
    assert cut.startswith("A folder") and cut.endswith("…")
    assert parts(index, metrics, 10 * room)[1] == " (offline)"
    twins = told_apart([WORK.path, HOME.path])
    view.show_sources((WORK, HOME))
    assert parts(view.model().index(0), metrics, room)[1] == f"  {twins[WORK.path]}"


def test_the_menu_fits_the_state(view: SourcesView, qtbot: QtBot) -> None:
    paused, here, away = (acts(view.source_menu(one)) for one in (WORK, HOME, AWAY))
    assert paused["Look for changes"] is False and paused["Resume reading"]
    assert here["4 files need attention"] and here["Pause reading"]
    assert not away["Show in file browser"] and away["Remove from DocMind…"]
    menu = view.source_menu(WORK)
    resume = next(one for one in menu.actions() if one.text() == "Resume reading")
    with qtbot.waitSignal(view.pause_asked) as asked:
        resume.trigger()
    assert asked.args == [WORK.path, False]


def test_the_menu_key_and_delete_are_for_the_chosen_source(view: SourcesView, qtbot: QtBot) -> None:
    with qtbot.waitExposed(view):
        view.show()
    view.setCurrentIndex(view.model().index(1))
    with qtbot.waitSignal(view.remove_asked) as asked:
        qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert asked.args == [HOME]
    place = view.visualRect(view.currentIndex()).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, QPoint(5, 5))
    QApplication.sendEvent(view.viewport(), event)
    qtbot.waitUntil(lambda: any(one.isVisible() for one in view.findChildren(QMenu)))
    menu = next(one for one in view.findChildren(QMenu) if one.isVisible())
    assert acts(menu)["4 files need attention"]
    menu.close()


def test_the_chosen_source_stays_chosen(view: SourcesView) -> None:
    view.setCurrentIndex(view.model().index(1))
    view.show_sources((AWAY, replace(WORK, state="current"), HOME))
    assert view.current() == HOME


# ---- coverage ----------------------------------------------------------------------------------


def test_coverage_is_shown_until_all_is_searchable(qtbot: QtBot) -> None:
    engine = FakeEngine(HITS, SOURCES)
    line = CoverageLine()
    qtbot.addWidget(line)
    line.show_status(engine.status())
    assert line.isHidden()
    engine.pending = engine.status().files
    engine.pictures = PictureStatus("clip", 30, 12, 50)
    engine.change = ModelChange("bge-m3", "BGE-M3", 3, 9)
    line.show_status(engine.status())
    assert (line.isHidden(), line.percent) == (False, 50)
    assert line.accessibleName() == "50 % searchable by meaning"
    for text in ("by name: 2,808", "by words: 1,404", "12 of 30", "BGE-M3: 3 of 9", "read: 1,404"):
        assert text.replace(",", "") in told(engine.status()).replace(",", "")
    assert line.toolTip() == told(engine.status())
    line.resize(180, 40)
    assert not line.grab().isNull()
    engine.model_missing = "The model is not installed."
    line.show_status(engine.status())
    assert line.percent == 0 and "not installed" in line.toolTip()


# ---- in the window -----------------------------------------------------------------------------


def test_a_source_is_paused_and_resumed_in_the_window(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    path = SOURCES[0].path
    window.sidebar.view.pause_asked.emit(path, True)
    qtbot.waitUntil(lambda: window.sidebar.model.sources[0].state == "paused")
    window.sidebar.view.pause_asked.emit(path, False)
    qtbot.waitUntil(lambda: engine.asked("resume_source") == [path])


def test_a_part_of_a_source_is_left_out_when_agreed(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    path = SOURCES[0].path
    window.wiring.library.leave_out(path, Path("/elsewhere/drafts"))
    assert "does not lie in" in window.banner.said
    window.wiring.library.leave_out(path, path / "drafts")
    (box,) = window.findChildren(QMessageBox)
    assert "Leave out “drafts”?" in box.text()
    next(button for button in box.buttons() if button.text() == "Leave out").click()
    qtbot.waitUntil(lambda: engine.asked("remove") == [path / "drafts"])
