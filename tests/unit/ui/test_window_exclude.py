"""What is left out: looked at while typing, saved, and put in force."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from fakes.engine import FakeEngine
from fakes.small import SOURCES
from pytestqt.qtbot import QtBot

from docmind.core import DocMindError, ExcludePreview, UsageError, load_settings
from docmind.core.paths import config_file
from docmind.ui.main_window import MainWindow

EXAMPLES = tuple(Path(f"/docs/{number}.log") for number in range(20))


@pytest.fixture
def shown(qtbot: QtBot, window: MainWindow) -> MainWindow:
    """A window that shows the sheet, opened from the menu of a source."""
    qtbot.waitUntil(lambda: window.problems.model._limits.file_mb == 512)  # settings came
    menu = window.sidebar.view.source_menu(SOURCES[0])
    next(action for action in menu.actions() if action.text() == "Leave out by pattern…").trigger()
    assert window.pages.currentWidget() is window.exclude
    return window


def test_what_is_typed_is_looked_at(qtbot: QtBot, shown: MainWindow, engine: FakeEngine) -> None:
    sheet = shown.exclude
    qtbot.waitUntil(lambda: engine.asked("preview_exclude") == [()])
    qtbot.waitUntil(lambda: "Nothing that can be found" in sheet._verdict.text())
    engine.excluded = ExcludePreview(37, 1_200_000_000, EXAMPLES)
    sheet.edit.setPlainText("*.log\n\n  drafts/ \n")
    qtbot.waitUntil(lambda: engine.asked("preview_exclude")[-1] == ("*.log", "drafts/"))
    qtbot.waitUntil(lambda: sheet._verdict.text() == "37 files, 1.2 GB, would be left out:")
    listed = [line.whole for line in sheet._examples if not line.isHidden()]
    assert listed[0] == "/docs/0.log"
    assert listed[-1] == "… and 30 more"
    assert len(listed) == 8


def test_an_older_look_does_not_overwrite_a_newer(
    qtbot: QtBot, shown: MainWindow, engine: FakeEngine
) -> None:
    sheet = shown.exclude
    sheet.request = 99
    sheet.show_preview(98, ExcludePreview(5, 5))
    assert "5 files" not in sheet._verdict.text()
    sheet.show_preview(99, ExcludePreview(1, 1000, EXAMPLES[:1]))
    assert sheet._verdict.text().startswith("1 file, ")


def test_patterns_that_cannot_be_used_are_said(
    qtbot: QtBot, shown: MainWindow, engine: FakeEngine
) -> None:
    engine.failures["preview_exclude"] = UsageError("This pattern cannot be used")
    shown.exclude.edit.setPlainText("[")
    qtbot.waitUntil(lambda: "cannot be used" in shown.exclude._verdict.text())


def test_saving_writes_the_file_and_starts_the_engine_anew(
    qtbot: QtBot, shown: MainWindow, engine: FakeEngine
) -> None:
    sheet = shown.exclude
    assert not sheet.save.isEnabled()
    sheet.edit.setPlainText("*.log")
    sheet.pictures.setChecked(True)
    assert sheet.save.isEnabled()
    gate = engine.gates["restart"] = threading.Event()
    sheet.save.click()
    assert sheet.save.text() == "Saving…"
    assert not sheet.save.isEnabled()
    gate.set()
    qtbot.waitUntil(lambda: "looked at again" in shown.banner.said)
    assert engine.asked("restart") == [None]
    settings = load_settings()
    assert settings.discovery.exclude == ("*.log",)
    assert settings.recognition.enabled
    assert sheet.save.text() == "Save"
    assert not sheet.save.isEnabled()
    sheet.edit.setPlainText("")
    shown.actions_table["exclude"].trigger()  # leaves the page
    shown.actions_table["exclude"].trigger()  # what was not saved is dropped
    assert sheet.patterns() == ("*.log",)


def test_an_engine_in_use_keeps_its_settings_and_that_is_said(
    qtbot: QtBot, shown: MainWindow, engine: FakeEngine
) -> None:
    engine.may_restart = False
    shown.exclude.edit.setPlainText("*.log")
    shown.exclude.save.click()
    qtbot.waitUntil(lambda: "next start" in shown.banner.said)


def test_what_cannot_be_saved_is_said_and_can_be_tried_again(
    qtbot: QtBot, shown: MainWindow, engine: FakeEngine
) -> None:
    config_file().parent.mkdir(exist_ok=True)
    config_file().write_text("[broken")
    shown.exclude.edit.setPlainText("*.log")
    shown.exclude.save.click()
    qtbot.waitUntil(lambda: "cannot be read" in shown.banner.said)
    assert shown.exclude.save.isEnabled()
    assert shown.exclude.patterns() == ("*.log",)


def test_an_engine_that_does_not_come_back_is_said(
    qtbot: QtBot, shown: MainWindow, engine: FakeEngine
) -> None:
    engine.failures["restart"] = DocMindError("The search engine could not be started")
    shown.exclude.edit.setPlainText("*.log")
    shown.exclude.save.click()
    qtbot.waitUntil(lambda: "could not be started" in shown.banner.said)


def test_escape_and_the_button_lead_back(qtbot: QtBot, shown: MainWindow) -> None:
    shown.actions_table["clear"].trigger()
    assert shown.pages.currentWidget() is shown.idle
    shown.actions_table["exclude"].trigger()
    assert shown.exclude.edit in shown.panes()
    shown.exclude._close.click()
    assert shown.pages.currentWidget() is shown.idle
