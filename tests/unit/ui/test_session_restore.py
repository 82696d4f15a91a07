"""The last search comes back, where searches may be remembered, and the window into sight."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from fakes.engine import FakeEngine
from fakes.person import type_text
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from docmind.core import config_file
from docmind.ui import app
from docmind.ui.main_window import MainWindow
from docmind.ui.session import Session
from docmind.ui.widgets import theme

Make = Callable[[FakeEngine], MainWindow]


def settings(text: str) -> None:
    config_file().parent.mkdir(parents=True, exist_ok=True)
    config_file().write_text(text)


def search_and_close(qtbot: QtBot, window: MainWindow) -> int:
    """Returns the id of the file that was chosen."""
    qtbot.waitUntil(lambda: window.wiring.remembered._keeps is not None)  # the settings came
    type_text(qtbot, window, "lease")
    window.results.step(1)
    chosen = window.results.current()
    assert chosen is not None
    window.close()
    return chosen.file_id


def test_search_and_choice_come_back(qtbot: QtBot, make_window: Make, engine: FakeEngine) -> None:
    chosen = search_and_close(qtbot, make_window(engine))
    second = make_window(engine)

    def back() -> None:
        hit = second.results.current()
        assert hit is not None and hit.file_id == chosen

    qtbot.waitUntil(back)
    assert second.asking.text == "lease"
    assert second.field.edit.selectedText() == "lease"  # typing begins another search


@pytest.mark.parametrize("off", ["[window]\nrestore_search = false", "[search]\nhistory = false"])
def test_nothing_is_kept_where_that_is_not_wanted(
    qtbot: QtBot, make_window: Make, engine: FakeEngine, tmp_path: Path, off: str
) -> None:
    settings(off)
    first = make_window(engine)
    qtbot.waitUntil(lambda: first.wiring.remembered._keeps is False)
    search_and_close(qtbot, first)
    assert Session(tmp_path / "window.ini").search == ("", None)
    assert "lease" not in (tmp_path / "window.ini").read_text()


def test_erasing_the_history_erases_it_too(
    qtbot: QtBot, make_window: Make, engine: FakeEngine
) -> None:
    window = make_window(engine)
    window.session.search = ("lease", 3)
    with qtbot.waitSignal(window.bridge.searches_erased):
        window.bridge.erase_history()
    assert window.session.search == ("", None)


def test_only_its_owner_can_read_the_file(window: MainWindow, tmp_path: Path) -> None:
    window.close()
    assert (tmp_path / "window.ini").stat().st_mode & 0o077 == 0


def test_window_of_a_screen_that_is_gone_comes_into_sight(qtbot: QtBot, tmp_path: Path) -> None:
    far = QWidget()
    qtbot.addWidget(far)
    far.setGeometry(9000, 7000, 700, 500)
    session = Session(tmp_path / "window.ini")
    session.geometry = far.saveGeometry()
    window = app.create_window(session)
    qtbot.addWidget(window)
    assert QApplication.primaryScreen().geometry().contains(window.pos() + QPoint(50, 10))


def test_state_of_other_kinds_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "window.ini").write_text("[search]\ntext=lease\nchosen=many\n")
    assert Session(tmp_path / "window.ini").search == ("lease", None)


def test_what_is_told_once_is_not_told_again(tmp_path: Path) -> None:
    session = Session(tmp_path / "window.ini")
    assert not session.told_once("tray")
    assert session.told_once("tray")


def test_colours_of_the_settings_stay_when_the_desktop_changes_its_own(
    qtbot: QtBot, make_window: Make, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings('[window]\ntheme = "dark"\n')
    window = make_window(engine)
    qtbot.waitUntil(lambda: window.preference == "dark")
    monkeypatch.setattr(theme, "system_scheme", lambda: "light")
    app._follow_system(window)
    assert theme.scheme_now() == "dark"
    window.set_theme("system")
    assert theme.scheme_now() == "light"
    monkeypatch.setattr(theme, "system_scheme", lambda: "dark")
    app._follow_system(window)
    assert theme.scheme_now() == "dark"
    window.set_theme("light", remember=False)
