"""The page of privacy: what is kept, every connection, and erasing that asks first."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest
from fakes.engine import FakeEngine
from fakes.hub import FakeHub
from fakes.model_files import bge_m3, card_of
from fakes.small import HITS
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from docmind.core import (
    Connection,
    DocMindError,
    EngineApi,
    StoredPlace,
    journal,
    save_settings,
)
from docmind.core.models.download import download
from docmind.core.privacy import PlaceName, TextPermission
from docmind.ui import app
from docmind.ui.main_window import MainWindow
from docmind.ui.session import Session
from docmind.ui.settings.connection_rows import connections_model
from docmind.ui.settings.privacy import PrivacyPage, place_words


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow) -> PrivacyPage:
    """The page, opened and filled."""
    window.actions_table["privacy"].trigger()
    qtbot.waitUntil(lambda: bool(window.wiring.privacy.page.places))
    assert window.pages.currentWidget() is window.wiring.privacy.page
    return window.wiring.privacy.page


def answer(window: MainWindow, name: str, text: str) -> None:
    """Press the button with this text in a question."""
    box = window.findChild(QMessageBox, name)
    assert box is not None
    buttons = [button for button in box.buttons() if button.text().replace("&", "") == text]
    assert isinstance(buttons[0], QPushButton)
    buttons[0].click()


def test_nothing_was_ever_connected(page: PrivacyPage) -> None:
    assert page.none.isVisible()
    assert not page.table.isVisible()


def test_a_download_is_listed(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published = bge_m3(tmp_path / "published")
    card = card_of(published, "tiny")
    monkeypatch.delenv("HF_TOKEN", raising=False)
    with FakeHub(published, card) as hub:
        monkeypatch.setenv("HF_ENDPOINT", hub.address)
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        download(tmp_path / "models", card)
        asked = len(hub.asked)
    window.actions_table["privacy"].trigger()
    page = window.wiring.privacy.page
    qtbot.waitUntil(lambda: page.model.rowCount() == asked)
    assert page.table.isVisible()
    assert not page.none.isVisible()
    cells = {page.model.index(row, 2).data() for row in range(asked)}
    assert "Tiny: config.json" in cells
    assert page.model.index(0, 1).data() == hub.address.removeprefix("http://")
    assert f"{asked} connections to 1 computer" in page.count.text()


def test_where_texts_may_go_is_told(qtbot: QtBot, window: MainWindow) -> None:
    save_settings(
        {
            "servers.ollama_address": "http://192.168.1.20:11434",
            "servers.rerank_address": "https://gpu.example/v1",
            "servers.text_may_go_to": ("192.168.1.20:11434", "gpu.example", "old.example"),
        }
    )
    window.actions_table["privacy"].trigger()
    page = window.wiring.privacy.page
    qtbot.waitUntil(page.text_goes_to.isVisible)
    assert page.text_goes_to.text().splitlines()[1:] == [
        "192.168.1.20:11434, not encrypted: vectors from Ollama",
        "gpu.example, encrypted: putting results in order",
        "old.example: no server is set there now, so nothing goes there",
    ]
    assert "only to the computers you allowed" in page.intro.text()


def test_as_a_rule_texts_go_nowhere(page: PrivacyPage) -> None:
    assert page.intro.text().startswith("Your files, searches and texts stay on this computer.")
    assert page.text_goes_to.isHidden()


def test_every_place_is_told_in_plain_words(page: PrivacyPage) -> None:
    for name in get_args(PlaceName):
        title, text = place_words(name)
        assert title != name
        assert text
    assert {"runtimes", "autostart"} <= page.places.keys()


def test_places_show_their_size_and_lead_there(page: PrivacyPage, window: MainWindow) -> None:
    shown: list[object] = []
    page.folder_asked.disconnect(window.desktop.show_in_folder)
    page.folder_asked.connect(shown.append)
    place = StoredPlace("models", Path("/somewhere/models"), 2_300_000_000, True)
    page.show_places((place,))
    row = page.places["models"]
    assert row.amount.text() == "2.3 GB"
    assert row.path.whole == "/somewhere/models"
    row.folder.click()
    assert shown[0] == Path("/somewhere/models")
    page.show_places((StoredPlace("models", Path("/somewhere/models"), 0, False),))
    assert row.folder.isHidden()


def test_the_library_asked_for_is_shown_before_its_engine_is_up(
    qtbot: QtBot, tmp_path: Path
) -> None:
    def opener() -> EngineApi:
        raise DocMindError("The engine does not start")

    window = app.create_window(Session(tmp_path / "window.ini"))
    qtbot.addWidget(window)
    window.library = tmp_path / "elsewhere"
    app.furnish(window, opener)
    window.actions_table["privacy"].trigger()
    places = window.wiring.privacy.page.places
    qtbot.waitUntil(lambda: bool(places))
    assert places["library"].path.whole == str(tmp_path / "elsewhere")
    window.leave()


def test_the_history_is_erased_by_the_action_that_asks(
    page: PrivacyPage, window: MainWindow
) -> None:
    asked: list[bool] = []
    window.actions_table["erase_history"].triggered.connect(lambda on=False: asked.append(on))
    page.erasers["history"].click()
    assert asked == [False]


def test_erasing_asks_and_keeping_keeps(
    page: PrivacyPage, window: MainWindow, engine: FakeEngine
) -> None:
    page.erasers["index"].click()
    box = window.findChild(QMessageBox, "erase_index")
    assert box is not None
    assert "Your own files stay" in box.informativeText()
    answer(window, "erase_index", "Keep")
    assert engine.asked("restart") == []


def test_everything_is_erased_at_the_engines_next_start(
    qtbot: QtBot, make_window: Callable[[FakeEngine], MainWindow], tmp_path: Path
) -> None:
    engine = FakeEngine(HITS, ())
    engine.library = tmp_path / "library"
    window = make_window(engine)
    window.actions_table["privacy"].trigger()
    page = window.wiring.privacy.page
    gate = engine.gates["restart"] = threading.Event()
    page.erasers["index"].click()
    answer(window, "erase_index", "Erase everything")
    assert not page.erasers["caches"].isEnabled()
    qtbot.waitUntil(lambda: engine.asked("restart") == [None])
    assert (engine.library / "erase.json").read_text() == '["index"]'
    gate.set()
    qtbot.waitUntil(lambda: "Everything is erased" in window.banner.said)
    assert page.erasers["caches"].isEnabled()


def test_nothing_is_erased_while_others_use_the_library(
    qtbot: QtBot, make_window: Callable[[FakeEngine], MainWindow], tmp_path: Path
) -> None:
    engine = FakeEngine(HITS, ())
    engine.library = tmp_path / "library"
    engine.may_restart = False
    window = make_window(engine)
    window.actions_table["privacy"].trigger()
    window.wiring.privacy.page.erasers["caches"].click()
    answer(window, "erase_caches", "Erase")
    qtbot.waitUntil(lambda: "Nothing was erased" in window.banner.said)
    assert not (engine.library / "erase.json").exists()


def test_an_engine_that_does_not_come_back_is_said_and_the_wish_is_withdrawn(
    qtbot: QtBot, make_window: Callable[[FakeEngine], MainWindow], tmp_path: Path
) -> None:
    engine = FakeEngine(HITS, ())
    engine.library = tmp_path / "library"
    engine.failures["restart"] = DocMindError("The search engine could not be started")
    window = make_window(engine)
    window.actions_table["privacy"].trigger()
    window.wiring.privacy.page.erasers["caches"].click()
    answer(window, "erase_caches", "Erase")
    qtbot.waitUntil(lambda: "could not be started" in window.banner.said)
    assert not (engine.library / "erase.json").exists()


def test_the_rows_keep_the_rules_of_item_models(qtbot: QtBot) -> None:
    model = connections_model()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    rows = (
        Connection("2026-11-25T12:00:00+00:00", "host", "x", 687, "done"),
        Connection("2026-11-25T12:00:00+00:00", "host", "y"),
    )
    for shown in (rows, rows[:1], (), rows):
        model.show(shown)
        assert model.rowCount() == len(shown)
    assert model.index(0, 4).data() == "finished"
    assert model.index(1, 4).data() == "not known"
    assert tester.model() is model


def test_a_connection_made_meanwhile_is_seen_when_a_job_ends(
    qtbot: QtBot, page: PrivacyPage, window: MainWindow, engine: FakeEngine
) -> None:
    from docmind.core import JobFinished, JobReport

    with journal.noted("models.example", "x"):
        pass
    engine.publish(JobFinished(JobReport(7, "done")))
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)


def test_where_texts_may_go_is_changed_in_the_settings(
    qtbot: QtBot, window: MainWindow, page: PrivacyPage
) -> None:
    assert page.change_text.isHidden()
    page.show_text_permissions((TextPermission("models.example", True, ()),))
    page.change_text.click()
    settings = window.wiring.settings.page
    assert window.sheets.is_shown("settings")
    qtbot.waitUntil(lambda: settings.row("servers.text_may_go_to") is not None)
    qtbot.waitUntil(settings.views["servers"].isVisible)
