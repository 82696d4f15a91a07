"""Looking for a new version in the window: asked for, allowed, told of, and left be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fakes.engine import FakeEngine
from fakes.release_list import DIGEST, ReleaseList, document, hang, next_version
from fakes.small import HITS, SOURCES
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from docmind import __version__
from docmind.core import DocMindError, EngineApi, connections_made, load_settings, save_settings
from docmind.ui import app
from docmind.ui.main_window import MainWindow
from docmind.ui.session import Session
from docmind.ui.settings.controls import SwitchControl, TextControl
from docmind.ui.settings.new_version import NewVersion
from docmind.ui.settings.row import SettingRow
from docmind.ui.wiring import updates as wiring

NEXT = next_version(__version__)
MakeWindow = Callable[[FakeEngine], MainWindow]


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A start does not put looking off."""
    monkeypatch.setattr(wiring, "START_MS", 0)


@pytest.fixture
def served() -> Iterator[ReleaseList]:
    """A list with a newer version."""
    with ReleaseList(document(NEXT)) as told:
        yield told


@pytest.fixture
def open_window(make_window: MakeWindow) -> Callable[[], MainWindow]:
    """Opens a window with the settings as they are then."""
    return lambda: make_window(FakeEngine(HITS, SOURCES))


def about(qtbot: QtBot, window: MainWindow) -> NewVersion:
    """The part of the page on the program, opened."""
    part = window.wiring.about.page.new_version
    with qtbot.waitSignal(window.bridge.update_terms_came):
        window.sheets.show("about")
    return part


def banner_button(window: MainWindow, text: str) -> QPushButton:
    return next(one for one in window.banner.findChildren(QPushButton) if one.text() == text)


# ---- by order ----------------------------------------------------------------------------------


def test_without_an_address_the_page_says_so(
    qtbot: QtBot, open_window: Callable[[], MainWindow]
) -> None:
    part = about(qtbot, open_window())
    assert not part.look.isEnabled()
    assert "No address is known" in part.terms.text()


def test_the_button_names_whom_it_asks_and_shows_what_is_there(
    qtbot: QtBot, open_window: Callable[[], MainWindow], served: ReleaseList
) -> None:
    save_settings({"updates.address": served.address})
    served.body = document(NEXT, notes="<img src='http://127.0.0.1:9/x'>More.\n<b>Less.</b>")
    window = open_window()
    part = about(qtbot, window)
    assert f"The button asks {served.host}; nothing but the request is sent." in part.terms.text()
    assert served.asked == []
    part.look.click()
    assert part.state.text() == f"Asking {served.host}…"
    assert not part.look.isEnabled()
    qtbot.waitUntil(lambda: NEXT in part.state.text())
    assert part.look.isEnabled()
    assert part.notes.text() == "<img src='http://127.0.0.1:9/x'>More.\n<b>Less.</b>"
    assert part.notes.textFormat() == Qt.TextFormat.PlainText
    assert f"docmind_{NEXT}_amd64.deb, 91.0 MB\nSHA-256 {DIGEST}" in part.files.text()
    assert part.where.text().endswith(f"http://{served.host}/docmind/")
    part.copy.click()
    assert QGuiApplication.clipboard().text() == f"http://{served.host}/docmind/"
    assert len(served.asked) == 1


def test_the_newest_version_and_failures_are_said(
    qtbot: QtBot, open_window: Callable[[], MainWindow], served: ReleaseList
) -> None:
    save_settings({"updates.address": served.address})
    served.body = document(__version__)
    part = about(qtbot, open_window())
    part.look.click()
    qtbot.waitUntil(lambda: part.state.text() == "This is the newest version.")
    assert not part.notes.isVisible()
    served.body = b"<html>Sign in</html>"
    part.look.click()
    qtbot.waitUntil(lambda: "is no list of versions" in part.state.text())
    assert part.look.isEnabled()


def test_it_works_without_an_engine(qtbot: QtBot, tmp_path: Path, served: ReleaseList) -> None:
    def opener() -> EngineApi:
        raise DocMindError("The engine does not start")

    save_settings({"updates.address": served.address})
    window = app.create_window(Session(tmp_path / "window.ini"))
    qtbot.addWidget(window)
    app.furnish(window, opener)
    with qtbot.waitSignal(window.bridge.open_failed):
        app.start(window)
    part = about(qtbot, window)
    part.look.click()
    qtbot.waitUntil(lambda: NEXT in part.state.text())
    window.leave()


# ---- by itself ---------------------------------------------------------------------------------


def test_by_itself_nobody_is_asked(
    qtbot: QtBot, open_window: Callable[[], MainWindow], served: ReleaseList
) -> None:
    save_settings({"updates.address": served.address})
    window = open_window()
    qtbot.waitUntil(lambda: window.wiring.updates._started)
    assert not window.wiring.updates._hourly.isActive()
    assert not window.wiring.updates._at_start.isActive()
    assert (served.asked, connections_made()) == ([], ())


def test_where_it_is_allowed_a_newer_version_is_told_quietly(
    qtbot: QtBot, open_window: Callable[[], MainWindow], served: ReleaseList
) -> None:
    save_settings({"updates.address": served.address, "updates.check": True})
    window = open_window()
    qtbot.waitUntil(lambda: f"There is a newer DocMind: {NEXT}." in window.banner.said)
    assert window.pages.currentWidget() is not window.wiring.about.page
    banner_button(window, "What is new").click()
    assert window.banner.said == ""
    assert window.sheets.current is window.wiring.about.page
    assert window.wiring.about.page.new_version.notes.text() == "Finds more.\nForgets less."
    window.wiring.updates._hourly.timeout.emit()  # not due again
    qtbot.waitUntil(lambda: not window.bridge._lanes["updates"]._tasks)
    assert len(served.asked) == 1


@pytest.mark.parametrize(("choice", "heard"), [("Not now", True), ("Skip this version", False)])
def test_it_is_left_be(
    qtbot: QtBot, open_window: Callable[[], MainWindow], served: ReleaseList, choice: str,
    heard: bool,
) -> None:  # fmt: skip
    save_settings({"updates.address": served.address, "updates.check": True})
    window = open_window()
    qtbot.waitUntil(lambda: NEXT in window.banner.said)
    banner_button(window, choice).click()
    assert window.banner.said == ""
    window.wiring.updates._on_newer(window.wiring.updates._found)  # the next day
    assert (NEXT in window.banner.said) is heard


def test_what_fails_by_itself_is_no_news(
    qtbot: QtBot, open_window: Callable[[], MainWindow], served: ReleaseList
) -> None:
    served.status = 500
    save_settings({"updates.address": served.address, "updates.check": True})
    window = open_window()
    qtbot.waitUntil(lambda: bool(connections_made()) and connections_made()[0].outcome != "")
    assert window.banner.said == ""


def test_one_that_hangs_holds_nothing_else(
    qtbot: QtBot, open_window: Callable[[], MainWindow], served: ReleaseList
) -> None:
    served.misbehave = hang
    save_settings({"updates.address": served.address})
    window = open_window()
    part = about(qtbot, window)
    part.look.click()
    qtbot.waitUntil(lambda: bool(served.asked))
    window.field.edit.setText("lease")
    qtbot.waitUntil(lambda: window.results.model.rowCount() > 0)
    served.let_go.set()
    qtbot.waitUntil(lambda: "cannot be reached" in part.state.text())


# ---- allowing it -------------------------------------------------------------------------------


@pytest.fixture
def row(qtbot: QtBot) -> Callable[[MainWindow, str], SettingRow]:
    """A row of the page of settings, opened."""

    def find(window: MainWindow, key: str) -> SettingRow:
        window.sheets.show("settings")
        page = window.wiring.settings.page
        qtbot.waitUntil(lambda: page.row("updates.address") is not None)
        found = page.row(key)
        assert found is not None
        return found

    return find


def switch(found: SettingRow) -> None:
    assert isinstance(found.control, SwitchControl)
    found.control.switch.click()


def write(found: SettingRow, text: str) -> None:
    assert isinstance(found.control, TextControl)
    found.control.edit.setText(text)
    found.control.edit.setFocus()
    QTest.keyClick(found.control.edit, Qt.Key.Key_Return)


def test_switching_it_on_asks_and_names_the_host(
    qtbot: QtBot, open_window: Callable[[], MainWindow], served: ReleaseList,
    row: Callable[[MainWindow, str], SettingRow],
) -> None:  # fmt: skip
    save_settings({"updates.address": served.address})
    window = open_window()
    daily = row(window, "updates.check")
    switch(daily)
    assert f"will connect to {served.host} once a day" in daily.said
    assert "nothing about you" in daily.said
    daily.no.click()
    assert not load_settings().updates.check
    switch(daily)
    daily.yes.click()
    qtbot.waitUntil(lambda: NEXT in window.banner.said)
    assert load_settings().updates.check
    assert len(served.asked) == 1


def test_another_address_is_another_question(
    qtbot: QtBot,
    open_window: Callable[[], MainWindow],
    row: Callable[[MainWindow, str], SettingRow],
) -> None:
    window = open_window()
    address = row(window, "updates.address")
    write(address, "http://updates.example/docmind.json")
    assert "not protected" in address.said
    write(address, "https://updates.example/docmind.json")  # nothing is switched on
    qtbot.waitUntil(lambda: address.said == "Saved.")
    assert load_settings().updates.address == "https://updates.example/docmind.json"
    save_settings({"updates.check": True})
    window.bridge.ask_specs()
    qtbot.waitUntil(lambda: window.wiring.settings._specs["updates.check"].value is True)
    write(address, "https://other.example/docmind.json")
    assert "will connect to other.example once a day" in address.said
    address.no.click()
    assert load_settings().updates.address == "https://updates.example/docmind.json"


def test_the_page_on_the_program_leads_to_its_settings(
    qtbot: QtBot, open_window: Callable[[], MainWindow]
) -> None:
    window = open_window()
    about(qtbot, window).settings.click()
    page = window.wiring.settings.page
    qtbot.waitUntil(lambda: page.row("updates.address") is not None)
    assert [name for name, view in page.views.items() if view.isVisible()] == ["updates"]
    page.show_section("search")
    assert [name for name, view in page.views.items() if view.isVisible()] == ["search"]


def test_without_an_address_that_is_said_first(
    open_window: Callable[[], MainWindow], row: Callable[[MainWindow, str], SettingRow]
) -> None:
    daily = row(open_window(), "updates.check")
    switch(daily)
    assert "the address below is empty" in daily.said


def test_the_page_of_privacy_tells_of_the_permission(
    qtbot: QtBot, open_window: Callable[[], MainWindow]
) -> None:
    window = open_window()
    page = window.wiring.privacy.page
    window.sheets.show("privacy")
    qtbot.waitUntil(lambda: page.by_itself.text() == "DocMind connects to nothing by itself.")
    save_settings({"updates.check": True, "updates.address": "https://updates.example/x.json"})
    window.sheets.show("privacy")
    qtbot.waitUntil(lambda: "updates.example once a day, as you allowed" in page.by_itself.text())
