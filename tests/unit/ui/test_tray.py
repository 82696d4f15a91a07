"""The window in the tray: it hides there, is brought back, and ends when that is wanted."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fakes.engine import FakeEngine
from PySide6.QtWidgets import QApplication, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from docmind.core import JobProgressed, Progress, config_file
from docmind.ui.app import Program
from docmind.ui.main_window import MainWindow
from docmind.ui.tray import Tray

Make = Callable[[FakeEngine], MainWindow]
# the offscreen platform has no tray at all, and Qt says so
pytestmark = pytest.mark.qt_log_ignore("systemTrayWindowChanged")


@pytest.fixture
def there(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A desktop with a tray; what it was told to show."""
    said: list[str] = []
    monkeypatch.setattr(Tray, "can_be_had", staticmethod(lambda: True))
    monkeypatch.setattr(Tray, "tell", lambda _tray, text: said.append(text))
    return said


@pytest.fixture
def window(qtbot: QtBot, make_window: Make, engine: FakeEngine) -> MainWindow:
    config_file().parent.mkdir(parents=True)
    config_file().write_text("[window]\ntray = true\n")
    made = make_window(engine)
    qtbot.waitUntil(lambda: made.wiring.remembered._keeps is not None)  # the settings came
    return made


def tray_of(window: MainWindow) -> Tray:
    tray = window.wiring.tray.tray
    assert tray is not None
    return tray


def choose(tray: Tray, text: str) -> None:
    next(action for action in tray.menu.actions() if action.text() == text).trigger()


def test_closing_puts_the_window_away_and_says_so_once(
    there: list[str], window: MainWindow, engine: FakeEngine
) -> None:
    window.close()
    assert not window.isVisible()
    assert len(there) == 1 and "goes on" in there[0]
    choose(tray_of(window), "Open DocMind")
    assert window.isVisible()
    window.close()
    assert len(there) == 1
    assert not engine.closed


def test_quit_from_its_menu_ends_the_program(
    there: list[str], window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    window.close()
    with qtbot.waitSignal(window.closed):
        choose(tray_of(window), "Quit DocMind")
    assert engine.closed
    assert window.wiring.tray.tray is None


def test_the_end_of_the_session_is_not_refused(there: list[str], window: MainWindow) -> None:
    window.expect_end()  # what ``Program.quitting`` calls
    assert window.close()
    assert "quitting" in vars(Program)


def test_quick_search_comes_from_the_tray(there: list[str], window: MainWindow) -> None:
    choose(tray_of(window), "Quick search")
    panel = window.wiring.quick.panel
    assert panel is not None and panel.isVisible()


def test_reading_is_held_and_goes_on(
    qtbot: QtBot, there: list[str], window: MainWindow, engine: FakeEngine
) -> None:
    tray = tray_of(window)
    choose(tray, "Pause reading")
    qtbot.waitUntil(lambda: "Reading is paused" in tray.tip)
    assert engine.paused
    choose(tray, "Resume reading")
    qtbot.waitUntil(lambda: "searchable" in tray.tip)
    assert not engine.paused


def test_progress_stands_in_the_tip(
    qtbot: QtBot, there: list[str], window: MainWindow, engine: FakeEngine
) -> None:
    progress = Progress(1, "reading", 3911, 6300, "lease.pdf", 18.0)
    engine.jobs = (progress,)
    engine.publish(JobProgressed(progress))
    qtbot.waitUntil(lambda: "3,911 of 6,300" in tray_of(window).tip)
    assert "lease" not in tray_of(window).tip  # names of documents are not for whoever passes by


def test_a_click_opens(there: list[str], window: MainWindow) -> None:
    window.close()
    tray = tray_of(window)
    tray._on_activated(QSystemTrayIcon.ActivationReason.Trigger)
    assert window.isVisible()


def test_without_a_tray_closing_ends_the_program(window: MainWindow, engine: FakeEngine) -> None:
    assert not Tray.can_be_had()
    assert "no tray" in window.banner.said
    assert window.wiring.tray.tray is None
    window.close()
    assert engine.closed


def test_switched_off_the_icon_goes(qtbot: QtBot, there: list[str], window: MainWindow) -> None:
    window.close()
    window.raise_up()
    config_file().write_text("")
    window.bridge.load_settings()
    qtbot.waitUntil(lambda: window.wiring.tray.tray is None)
    assert not window.stays_in_tray
    assert QApplication.instance() is not None


@pytest.fixture
def hidden(make_window: Make, engine: FakeEngine) -> MainWindow:
    """A window of a program that was started without showing it, with the settings as they come."""
    made = make_window(engine)
    made.hide()
    return made


def test_started_in_the_background_the_icon_is_there_and_closing_leaves_it(
    there: list[str], hidden: MainWindow, engine: FakeEngine
) -> None:
    hidden.wiring.tray.begin_hidden()
    assert not hidden.isVisible()
    choose(tray_of(hidden), "Open DocMind")
    assert hidden.isVisible()
    hidden.close()
    assert not engine.closed


def test_a_tray_that_comes_later_than_the_program_is_waited_for(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, hidden: MainWindow
) -> None:
    hidden.wiring.tray._again.setInterval(0)
    answers = iter([False, False, True])
    monkeypatch.setattr(Tray, "can_be_had", staticmethod(lambda: next(answers)))
    hidden.wiring.tray.begin_hidden()
    qtbot.waitUntil(lambda: hidden.wiring.tray.tray is not None)
    assert not hidden.isVisible()
    assert hidden.banner.said == ""


def test_without_a_tray_the_window_is_there_but_small(qtbot: QtBot, hidden: MainWindow) -> None:
    hidden.wiring.tray._again.setInterval(0)
    hidden.wiring.tray.begin_hidden()
    qtbot.waitUntil(hidden.isMinimized)
    assert hidden.isVisible()
    hidden.raise_up()
    assert not hidden.isMinimized()


def test_a_window_that_was_opened_meanwhile_stays(hidden: MainWindow, qtbot: QtBot) -> None:
    hidden.wiring.tray.begin_hidden()
    hidden.raise_up()
    hidden.wiring.tray._again.setInterval(0)
    hidden.wiring.tray._again.start()
    qtbot.waitUntil(lambda: not hidden.wiring.tray._again.isActive())
    assert not hidden.isMinimized()
