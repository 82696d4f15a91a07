"""When reading waits: the button and its menu, an hour, and the rules that are settings."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fakes.engine import FakeEngine
from pytestqt.qtbot import QtBot

from docmind.core import EngineRestored, Progress, load_settings
from docmind.core.errors import DocMindError
from docmind.ui.main_window import MainWindow

READING = Progress(1, "reading", 30, 200, "a.txt", 18.0, 60.0)


@pytest.fixture
def reading(make_window: Callable[[FakeEngine], MainWindow], engine: FakeEngine) -> MainWindow:
    engine.jobs = (READING,)
    return make_window(engine)


def texts(window: MainWindow) -> list[str]:
    return [action.text() for action in window.strip.pause_menu().actions() if action.text()]


def test_the_menu_stands_beside_the_button(reading: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not reading.strip._when.isHidden())
    assert texts(reading) == [
        *("Pause reading", "Pause for an hour"),
        *("Only on mains power", "Only when the computer is idle"),
    ]


def test_a_pause_of_an_hour_ends_by_itself(
    reading: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    pausing = reading.wiring.pausing
    reading.actions_table["pause_hour"].trigger()
    qtbot.waitUntil(lambda: engine.paused)
    qtbot.waitUntil(lambda: pausing._paused)
    assert "paused until" in reading.strip._rate.whole
    assert texts(reading)[0] == "Resume reading"
    assert pausing._hour.remainingTime() > 3_500_000
    pausing._hour.start(20)
    qtbot.waitUntil(lambda: not engine.paused)
    qtbot.waitUntil(lambda: not reading.strip.paused)
    assert "until" not in reading.strip._rate.whole


def test_resuming_ends_the_hour_and_so_does_another_face(
    reading: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    pausing = reading.wiring.pausing
    reading.actions_table["pause_hour"].trigger()
    qtbot.waitUntil(lambda: pausing._paused)
    reading.actions_table["pause"].trigger()
    qtbot.waitUntil(lambda: not engine.paused)
    assert not pausing._hour.isActive()
    qtbot.waitUntil(lambda: not pausing._paused)
    reading.actions_table["pause_hour"].trigger()
    qtbot.waitUntil(lambda: pausing._paused)
    engine.paused = False  # docmind in a terminal
    reading.bridge.refresh()
    qtbot.waitUntil(lambda: not pausing._hour.isActive())


def test_an_engine_that_comes_back_is_paused_anew(
    reading: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    reading.actions_table["pause"].trigger()
    qtbot.waitUntil(lambda: reading.wiring.pausing._paused)
    engine.paused = False
    engine.publish(EngineRestored())
    qtbot.waitUntil(lambda: engine.paused)


@pytest.mark.parametrize(("action", "setting"), [
    ("only_mains", "on_battery"), ("only_idle", "when_busy"),
])  # fmt: skip
def test_a_rule_is_saved_and_holds_at_once(
    window: MainWindow, engine: FakeEngine, qtbot: QtBot, action: str, setting: str
) -> None:
    rule = window.actions_table[action]
    qtbot.waitUntil(lambda: window.actions_table["only_mains"].isChecked())  # as declared
    before = rule.isChecked()
    rule.trigger()
    qtbot.waitUntil(lambda: "Looking for changes now" in window.banner.said)
    assert getattr(load_settings().background, setting) == ("run" if before else "pause")
    assert rule.isChecked() is not before
    engine.may_restart = False
    rule.trigger()
    qtbot.waitUntil(lambda: "from the next start" in window.banner.said)


def test_a_rule_that_cannot_be_saved_stays_as_it_was(
    window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: window.actions_table["only_mains"].isChecked())
    engine.failures["restart"] = DocMindError("The engine could not be started")
    window.actions_table["only_mains"].trigger()
    qtbot.waitUntil(lambda: "could not be started" in window.banner.said)
    assert window.actions_table["only_mains"].isChecked()


def test_what_waits_by_itself_says_why_and_can_be_told_to_go_on(
    make_window: Callable[[FakeEngine], MainWindow], engine: FakeEngine, qtbot: QtBot
) -> None:
    reason = "127.0.0.1:11434 cannot be reached. Reading goes on when it answers."
    engine.jobs, engine.held = (Progress(1, "paused", 30, 200),), reason
    window = make_window(engine)
    qtbot.waitUntil(lambda: window.strip._rate.whole == reason)
    assert window.strip._pause.text() == "Resume"
