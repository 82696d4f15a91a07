"""The problems: grouped, with what helps beside each group and file."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from fakes.engine import FakeEngine
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from docmind.core import DocMindError, JobFinished, JobReport, Problem, ProblemsChanged
from docmind.ui.library.problem_buttons import RowButtons
from docmind.ui.library.problem_rows import Role
from docmind.ui.library.problems import ProblemsPanel
from docmind.ui.library.trouble import (
    Group,
    Limits,
    about,
    groups,
    headline,
    report_text,
    title,
)
from docmind.ui.main_window import MainWindow
from docmind.ui.widgets.wording import number

Key = Qt.Key


def problem(name: str, kind: str, reason: str = "It is so.") -> Problem:
    return Problem(Path("/d") / name, kind, reason, "Do this.", "2026-02-03T10:00:00Z")


LOCKED = problem("a.pdf", "password", "It has a password.")
LOCKED_TOO = problem("x.pdf", "password", "It has a password.")
BROKEN = problem("b.pdf", "damaged", "It is damaged.")
LARGE = problem("c.iso", "too_large", "It is large.")
SCANS = tuple(problem(f"scan{number}.pdf", "no_text", "Only pictures.") for number in range(7))
ALL = (BROKEN, *SCANS, LARGE, LOCKED, problem("odd.q", "from_the_future"), LOCKED_TOO)


# ---- words -------------------------------------------------------------------------------------


def test_groups_stand_in_a_useful_order_with_the_quiet_one_last() -> None:
    made = groups(ALL)
    assert [group.kind for group in made] == [
        "password", "too_large", "damaged", "from_the_future", "no_text",
    ]  # fmt: skip
    assert [title(group) for group in made] == [
        "2 files have a password",
        "1 file is too large",
        "1 file is damaged",
        "1 file could not be read",
        "7 documents are only pictures",
    ]
    assert made[-1].quiet and made[-1].action == "recognise"
    assert about(made[3], Limits()) == "Do this."


def test_limits_are_named() -> None:
    (group,) = groups([LARGE])
    assert "512 MB" in about(group, Limits(512, 20, 2000))
    (group,) = groups([replace(LARGE, kind="timed_out")])
    assert "20 seconds" in about(group, Limits(512, 20.0, 2000))
    (group,) = groups([replace(LARGE, kind="out_of_memory")])
    assert f"{number(2000)} MB of memory" in about(group, Limits(512, 20.0, 2000))


def test_pictures_need_no_attention() -> None:
    assert headline(ALL) == "5 files need attention · 7 documents are only pictures"
    assert headline(SCANS) == "7 documents are only pictures"
    assert headline(()) == "Nothing needs attention"


def test_report_holds_every_file_and_its_reason() -> None:
    text = report_text(ALL)
    assert all(str(one.path) in text and one.reason in text for one in ALL)
    assert text.index("2 files have a password") < text.index("/d/a.pdf")


# ---- the panel ---------------------------------------------------------------------------------


@pytest.fixture
def panel(qtbot: QtBot) -> ProblemsPanel:
    panel = ProblemsPanel()
    qtbot.addWidget(panel)
    panel.resize(900, 700)
    panel.show()
    panel.show_problems(ALL)
    return panel


def buttons_of(panel: ProblemsPanel, row: int) -> RowButtons:
    buttons = panel.view.indexWidget(panel.model.index(row))
    assert isinstance(buttons, RowButtons)
    return buttons


def choose(panel: ProblemsPanel, path: Path) -> RowButtons:
    row = panel.model.row_of(path)
    assert row is not None
    panel.view.setCurrentIndex(panel.model.index(row))
    return buttons_of(panel, row)


def about_of(panel: ProblemsPanel, path: Path) -> tuple[str, str]:
    row = panel.model.row_of(path)
    assert row is not None
    index = panel.model.index(row)
    return index.data(Role.ABOUT), index.data(Role.TONE)


def group_row(panel: ProblemsPanel, kind: str) -> int:
    for row in panel.model.group_rows():
        group: Group = panel.model.index(row).data(Role.GROUP)
        if group.kind == kind:
            return row
    raise AssertionError(kind)


def test_many_documents_without_text_are_listed_when_asked_for(
    qtbot: QtBot, panel: ProblemsPanel
) -> None:
    assert panel.model.rowCount() == 5 + 5
    assert panel.model.row_of(SCANS[0].path) is None
    panel.view.setCurrentIndex(panel.model.index(group_row(panel, "no_text")))
    QTest.keyClick(panel.view, Key.Key_Left)  # closed already
    assert panel.model.row_of(SCANS[0].path) is None
    QTest.keyClick(panel.view, Key.Key_Right)
    assert panel.model.row_of(SCANS[0].path) is not None
    QTest.keyClick(panel.view, Key.Key_Space)
    assert panel.model.row_of(SCANS[0].path) is None
    place = panel.view.visualRect(panel.model.index(group_row(panel, "damaged"))).center()
    QTest.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert panel.model.row_of(BROKEN.path) is None


@pytest.mark.parametrize(
    ("kind", "signal", "text"),
    [
        ("too_large", "allow_asked", "Read anyway"),
        ("damaged", "retry_asked", "Try again"),
        ("no_text", "recognise_asked", "Look for text in pictures"),
    ],
)
def test_the_button_of_a_group_is_for_all_its_files(
    qtbot: QtBot, panel: ProblemsPanel, kind: str, signal: str, text: str
) -> None:
    buttons = buttons_of(panel, group_row(panel, kind))
    assert buttons.act.text() == text
    assert buttons.folder.isHidden()
    with qtbot.waitSignal(getattr(panel, signal)) as asked:
        buttons.act.click()
    assert asked.args == [tuple(one.path for one in ALL if one.kind == kind)]


def test_the_buttons_of_a_row_are_for_the_chosen_files_they_would_help(
    qtbot: QtBot, panel: ProblemsPanel
) -> None:
    choose(panel, BROKEN.path)
    panel.view.selectAll()
    buttons = choose(panel, LARGE.path)
    assert buttons.act.text() == "Read anyway"
    with qtbot.waitSignal(panel.allow_asked) as asked:
        QTest.keyClick(panel.view, Key.Key_Return)
    assert asked.args == [(LARGE.path,)]
    with qtbot.waitSignal(panel.folder_asked) as shown:
        buttons.folder.click()
    assert shown.args == [LARGE.path]
    assert panel.view.indexWidget(panel.model.index(panel.model.row_of(BROKEN.path) or 0)) is None


def test_one_password_is_given_to_all_chosen(qtbot: QtBot, panel: ProblemsPanel) -> None:
    buttons = choose(panel, LOCKED.path)
    other = panel.model.index(panel.model.row_of(LOCKED_TOO.path) or 0)
    panel.view.selectionModel().select(other, panel.view.selectionModel().SelectionFlag.Select)
    assert buttons.act.text() == "Give one password for all…"
    buttons.act.click()
    field = buttons.password
    assert field is not None
    assert field.echoMode() == QLineEdit.EchoMode.Password
    QTest.keyClicks(field, "s3cret")
    with qtbot.waitSignal(panel.unlock_asked) as given:
        QTest.keyClick(field, Key.Key_Return)
    assert given.args == [(LOCKED.path, LOCKED_TOO.path), "s3cret"]
    assert field.text() == ""
    assert about_of(panel, LOCKED.path) == ("Trying the password…", "plain")


def test_no_password_asks_for_nothing(qtbot: QtBot, panel: ProblemsPanel) -> None:
    buttons = choose(panel, LOCKED.path)
    buttons.act.click()
    assert buttons.password is not None
    with qtbot.assertNotEmitted(panel.unlock_asked):
        QTest.keyClick(buttons.password, Key.Key_Return)
        QTest.keyClicks(buttons.password, "half")
        QTest.keyClick(buttons.password, Key.Key_Escape)
    assert buttons.password.text() == ""
    assert about_of(panel, LOCKED.path) == ("It has a password.", "warning")


def test_the_list_stands_still_while_a_password_is_typed(panel: ProblemsPanel) -> None:
    buttons = choose(panel, LOCKED.path)
    buttons.act.click()
    assert buttons.password is not None
    QTest.keyClicks(buttons.password, "ha")
    panel.show_problems((LOCKED,))
    assert buttons.password.text() == "ha"
    assert panel.model.problems == ALL
    QTest.keyClick(buttons.password, Key.Key_Escape)
    assert panel.model.problems == (LOCKED,)


def give_password(panel: ProblemsPanel) -> None:
    buttons = choose(panel, LOCKED.path)
    buttons.act.click()
    assert buttons.password is not None
    QTest.keyClicks(buttons.password, "wrong")
    QTest.keyClick(buttons.password, Key.Key_Return)


WRONG = ("That password did not open it. Try another one.", "error")


def test_a_wrong_password_is_said_when_the_file_comes_back(panel: ProblemsPanel) -> None:
    give_password(panel)
    rest = tuple(one for one in ALL if one is not LOCKED)
    panel.show_problems(rest)  # it is being read
    panel.show_problems(ALL)
    assert about_of(panel, LOCKED.path) == WRONG
    assert about_of(panel, LOCKED_TOO.path) == ("It has a password.", "warning")


def test_a_wrong_password_is_said_when_the_job_ends_and_the_file_is_still_there(
    panel: ProblemsPanel,
) -> None:
    give_password(panel)
    panel.show_problems(ALL)
    assert about_of(panel, LOCKED.path) == ("Trying the password…", "plain")
    panel.job_ended()
    panel.show_problems(ALL)
    assert about_of(panel, LOCKED.path) == WRONG
    give_password(panel)
    assert about_of(panel, LOCKED.path) == ("Trying the password…", "plain")


def test_a_right_password_leaves_nothing_behind(panel: ProblemsPanel) -> None:
    give_password(panel)
    panel.show_problems((BROKEN,))
    panel.job_ended()
    panel.show_problems((BROKEN,))
    panel.show_problems((BROKEN, LOCKED))  # much later, for another reason
    assert about_of(panel, LOCKED.path) == ("It has a password.", "warning")


def test_chosen_files_stay_chosen_when_the_list_changes(panel: ProblemsPanel) -> None:
    choose(panel, BROKEN.path)
    panel.show_problems((problem("new.pdf", "password"), BROKEN))
    assert panel.chosen() == [BROKEN.path]
    assert panel._current_path() == BROKEN.path


def test_thousands_of_chosen_files_stay_chosen_at_once(panel: ProblemsPanel) -> None:
    many = tuple(problem(f"{number}.pdf", "damaged") for number in range(5000))
    panel.show_problems(many)
    panel.view.selectAll()
    begun = time.perf_counter()
    panel.show_problems(many[1:])
    assert time.perf_counter() - begun < 1.0  # row by row grows with the square: 27 s for 20,000
    assert len(panel.chosen()) == 4999


def test_report_is_copied(qtbot: QtBot, panel: ProblemsPanel) -> None:
    with qtbot.waitSignal(panel.copied):
        panel._copy.click()
    assert QGuiApplication.clipboard().text() == report_text(ALL)


def test_names_for_those_who_cannot_see(panel: ProblemsPanel) -> None:
    buttons = choose(panel, LOCKED.path)
    assert buttons.act.accessibleName() == "Give password… (a.pdf)"
    assert buttons.folder.accessibleName() == "Show in folder (a.pdf)"
    group = panel.model.index(group_row(panel, "no_text"))
    assert "closed" in group.data(Qt.ItemDataRole.AccessibleTextRole)


# ---- in the window -----------------------------------------------------------------------------


def test_password_reaches_the_engine_and_no_log(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    engine.known_problems = (LOCKED,)
    engine.failures["unlock"] = DocMindError("This is not in the library")
    window.actions_table["problems"].trigger()
    panel = window.problems
    qtbot.waitUntil(lambda: panel.model.rowCount() == 2)
    give_password(panel)
    qtbot.waitUntil(lambda: engine.asked("unlock") == [((LOCKED.path,), "wrong")])
    qtbot.waitUntil(lambda: "not in the library" in window.banner.said)
    assert about_of(panel, LOCKED.path) == ("It has a password.", "warning")
    assert "wrong" not in caplog.text


def test_every_action_reaches_the_engine(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    engine.known_problems = (BROKEN, LARGE, *SCANS)
    window.actions_table["problems"].trigger()
    panel = window.problems
    qtbot.waitUntil(lambda: panel.model.rowCount() == 5)
    for kind in ("damaged", "too_large", "no_text"):
        buttons_of(panel, group_row(panel, kind)).act.click()
    qtbot.waitUntil(lambda: engine.asked("retry") == [(BROKEN.path,)])
    qtbot.waitUntil(lambda: engine.asked("allow") == [(LARGE.path,)])
    qtbot.waitUntil(lambda: engine.asked("recognise") == [tuple(one.path for one in SCANS)])
    assert about_of(panel, BROKEN.path) == ("Will be read again…", "plain")
    engine.publish(JobFinished(JobReport(1, "done")))
    qtbot.waitUntil(lambda: about_of(panel, BROKEN.path) == ("It is damaged.", "warning"))


def test_bottom_bar_tells_pictures_from_trouble(
    qtbot: QtBot, make_window: Callable[[FakeEngine], MainWindow], engine: FakeEngine
) -> None:
    engine.known_problems = SCANS
    window = make_window(engine)
    strip = window.strip
    assert strip._problems.isHidden()
    assert strip._silent.text() == "7 documents are only pictures"
    strip._silent.click()
    assert window.pages.currentWidget() is window.problems
    engine.known_problems = (*SCANS, BROKEN)
    engine.publish(ProblemsChanged(1))
    qtbot.waitUntil(lambda: strip._problems.text() == "1 file needs attention")
    assert strip._silent.isHidden()
