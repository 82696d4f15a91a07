"""The page of models: cards by state, questions before anything large, what is said meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from fakes.engine import MODELS, FakeEngine, make_hit
from fakes.small import SOURCES
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from docmind.core import (
    DocMindError,
    JobFinished,
    JobProgressed,
    JobReport,
    ModelChange,
    ModelState,
    PictureStatus,
    Progress,
    load_settings,
)
from docmind.ui.main_window import MainWindow
from docmind.ui.models.card import ModelCardView, actions_of
from docmind.ui.models.words import about, estimate_text, state_word

STARTER, _HASHING, M3, CLIP = MODELS
NO_MODEL = PictureStatus(CLIP.id, 12, 0, 0, "It is not installed.")
MakeWindow = Callable[[FakeEngine], MainWindow]


@pytest.fixture
def opened(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """The window on the page of models."""
    with qtbot.waitSignal(window.bridge.models_came):
        window.actions_table["models"].trigger()
    qtbot.waitUntil(lambda: "bge-m3" in window.models.cards)
    return window


def press(window: MainWindow, model: str, name: str) -> None:
    window.models.cards[model].buttons[name].click()


def question(window: MainWindow, qtbot: QtBot) -> QMessageBox:
    found: list[QMessageBox] = []

    def look() -> bool:
        found[:] = [box for box in window.findChildren(QMessageBox) if box.isVisible()]
        return bool(found)

    qtbot.waitUntil(look)
    return found[-1]


def answer(box: QMessageBox, text: str) -> None:
    next(one for one in box.findChildren(QPushButton) if one.text() == text).click()


def changed(model: str, **changes: object) -> tuple[ModelState, ...]:
    return tuple(replace(one, **changes) if one.id == model else one for one in MODELS)


# ---- cards -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "used", "names"),
    [
        ("absent", False, ["download"]),
        ("partial", False, ["download", "remove"]),
        ("damaged", False, ["download", "remove"]),
        ("installed", False, ["use", "try", "verify", "remove"]),
        ("installed", True, ["try", "verify"]),
        ("built in", False, ["use", "try"]),
        ("built in", True, ["try"]),
    ],
)
def test_each_state_has_its_buttons(state: str, used: bool, names: list[str]) -> None:
    shown = replace(M3, state=state, used=used)
    assert [name for name, _ in actions_of(shown)] == names
    assert state_word(shown)[0]


def test_a_picture_model_is_not_used_by_hand() -> None:
    assert "use" not in dict(actions_of(replace(CLIP, state="installed")))


def test_the_page_shows_every_model_with_its_facts(opened: MainWindow) -> None:
    assert list(opened.models.cards) == ["starter", "bge-m3", CLIP.id]
    said = opened.models.cards["bge-m3"].said
    for part in ("BGE-M3", "not here", "2.3 GB", "1,024 dimensions", "MIT", "BAAI/bge-m3"):
        assert part in said, said
    said = opened.models.cards["starter"].said
    assert "in use" in said
    assert "for text in English" in said


def test_cards_stay_where_they_are_when_states_come_again(
    opened: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    before = dict(opened.models.cards)
    opened.models.cards["bge-m3"].buttons["download"].setFocus()
    engine.known_models = changed("bge-m3", state="installed", folder=Path("/m"))
    opened.bridge.ask_models()
    qtbot.waitUntil(lambda: "use" in opened.models.cards["bge-m3"].buttons)
    assert opened.models.cards == before
    engine.known_models = tuple(one for one in MODELS if one.id != "bge-m3")
    opened.bridge.ask_models()
    qtbot.waitUntil(lambda: "bge-m3" not in opened.models.cards)


def test_the_page_opens_and_closes_with_keys(opened: MainWindow, qtbot: QtBot) -> None:
    page = opened.models
    assert opened.pages.currentWidget() is page
    qtbot.keyClick(opened, Qt.Key.Key_Escape)
    assert opened.pages.currentWidget() is not page
    opened.strip._model.click()
    assert opened.pages.currentWidget() is page
    page.close_button.click()
    assert opened.pages.currentWidget() is not page


# ---- files of models ---------------------------------------------------------------------------


def test_a_download_is_asked_for_first(
    opened: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    press(opened, "bge-m3", "download")
    box = question(opened, qtbot)
    said = box.informativeText()
    assert "BAAI/bge-m3" in said
    assert "MIT" in said
    assert "the only thing for which DocMind uses the network" in said
    answer(box, "Not now")
    qtbot.waitUntil(lambda: not box.isVisible())
    assert engine.asked("download_model") == []
    press(opened, "bge-m3", "download")
    answer(question(opened, qtbot), "Download")
    qtbot.waitUntil(lambda: engine.asked("download_model") == ["bge-m3"])


def test_a_download_shows_how_far_it_is_and_that_the_network_is_used(
    opened: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(opened.bridge.model_job_began) as began:
        opened.bridge.download_model("bge-m3")
    job = began.args[1]
    card = opened.models.cards["bge-m3"]
    engine.publish(
        JobProgressed(Progress(job, "downloading", 2**29, 2**31, "m.bin", 2.0**20, 90.0))
    )
    qtbot.waitUntil(lambda: "cancel" in card.buttons)
    assert "536.9 MB of 2.1 GB · 1.0 MB a second" in card.said
    assert card.buttons["download"].isHidden()
    assert opened.strip._offline._label.text() == "Downloading"
    card.buttons["cancel"].click()
    qtbot.waitUntil(lambda: engine.asked("cancel") == [job])
    engine.publish(JobFinished(JobReport(job, "cancelled")))
    qtbot.waitUntil(lambda: "cancel" not in card.buttons)
    assert opened.strip._offline._label.text() == "Offline"
    assert card.buttons["download"].isVisible()


def test_a_failed_download_says_why_on_its_card(
    opened: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(opened.bridge.model_job_began) as began:
        opened.bridge.verify_model("bge-m3")
    engine.publish(JobFinished(JobReport(began.args[1], "failed", message="It is damaged.")))
    qtbot.waitUntil(lambda: "It is damaged." in opened.models.cards["bge-m3"].said)


def test_a_job_that_ends_before_its_number_came_is_not_missed(
    opened: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    wiring = opened.wiring.models
    wiring._on_finished(JobReport(77, "failed", message="It is cut off."))
    wiring._on_job("bge-m3", 77)
    qtbot.waitUntil(lambda: "It is cut off." in opened.models.cards["bge-m3"].said)


def test_a_dropped_model_is_imported(opened: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/m/pack.docmind-models")])
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    opened.models.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, mime, button, none))
    qtbot.waitUntil(lambda: engine.asked("import_model") == [Path("/m/pack.docmind-models")])
    assert engine.asked("add") == []


def test_removing_and_trying(make_window: MakeWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    engine.known_models = changed("bge-m3", state="installed", folder=Path("/m"))
    window = make_window(engine)
    window.actions_table["models"].trigger()
    qtbot.waitUntil(lambda: "bge-m3" in window.models.cards)
    press(window, "bge-m3", "try")
    qtbot.waitUntil(lambda: "bge-m3 works." in window.models.cards["bge-m3"].said)
    press(window, "bge-m3", "verify")
    qtbot.waitUntil(lambda: engine.asked("verify_model") == ["bge-m3"])
    press(window, "bge-m3", "remove")
    answer(question(window, qtbot), "Remove")
    qtbot.waitUntil(lambda: engine.asked("remove_model") == ["bge-m3"])


# ---- another model for the library -------------------------------------------------------------


@pytest.fixture
def choosing(make_window: MakeWindow, engine: FakeEngine, qtbot: QtBot) -> MainWindow:
    """A window in which BGE-M3 is installed and not used."""
    engine.known_models = changed("bge-m3", state="installed", folder=Path("/m"))
    window = make_window(engine)
    window.actions_table["models"].trigger()
    qtbot.waitUntil(lambda: "bge-m3" in window.models.cards)
    return window


def test_the_estimate_is_shown_and_asked_before_a_change(
    choosing: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    press(choosing, "bge-m3", "use")
    assert "Working out" in choosing.models.cards["bge-m3"].said
    box = question(choosing, qtbot)
    said = box.informativeText()
    for part in ("120 files", "9,700 passages", "About 2 hours", "no graphics card", "No file is"):
        assert part in said, said
    assert engine.asked("use_model") == []
    answer(box, "Begin")
    qtbot.waitUntil(lambda: engine.asked("use_model") == ["bge-m3"])


def test_too_little_room_is_said_instead(
    choosing: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.estimate = replace(engine.estimate, free_bytes=1000)
    press(choosing, "bge-m3", "use")
    qtbot.waitUntil(lambda: "Make room first" in choosing.models.cards["bge-m3"].said)
    assert not [box for box in choosing.findChildren(QMessageBox) if box.isVisible()]


def test_what_fails_is_said_on_the_card(
    choosing: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.failures["estimate_model"] = DocMindError(
        "The weights are cut off", hint="Get it again."
    )
    press(choosing, "bge-m3", "use")
    qtbot.waitUntil(lambda: "The weights are cut off" in choosing.models.cards["bge-m3"].said)


def test_a_change_is_told_on_page_and_strip_and_can_be_given_up(
    make_window: MakeWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.change = ModelChange("bge-m3", "BGE-M3", 1200, 20_000)
    window = make_window(engine)
    window.actions_table["models"].trigger()
    qtbot.waitUntil(lambda: window.models.change.isVisible())
    said = window.models.change.text.text()
    assert "until BGE-M3 is ready: 1,200 of 20,000 files" in said
    qtbot.waitUntil(lambda: "Starter model" in window.strip._model.text())
    assert "BGE-M3, 6 %" in window.strip._model.text()
    window.models.change.button.click()
    answer(question(window, qtbot), "Give it up")
    qtbot.waitUntil(lambda: len(engine.asked("stop_model_change")) == 1)


def test_the_old_index_is_removed_only_when_that_is_confirmed(
    make_window: MakeWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.old_index_bytes = 300_000_000
    window = make_window(engine)
    window.actions_table["models"].trigger()
    qtbot.waitUntil(lambda: window.models.old.isVisible())
    window.models.old.button.click()
    answer(question(window, qtbot), "Remove")
    qtbot.waitUntil(lambda: len(engine.asked("remove_old_index")) == 1)
    qtbot.waitUntil(lambda: not window.models.old.isVisible())


def test_durations_are_those_people_plan_with() -> None:
    assert [about(seconds) for seconds in (5, 600, 90_000)] == [
        "About a minute", "About 10 minutes", "About 25 hours"
    ]  # fmt: skip
    known = replace(FakeEngine().estimate, known=9)
    assert "9 of them are known already" in estimate_text(known)


# ---- what is not as it should be ---------------------------------------------------------------


def test_a_fallback_to_the_processor_is_seen(
    make_window: MakeWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.fell_back, engine.device_why = True, "The card ran out of memory."
    window = make_window(engine)
    qtbot.waitUntil(lambda: "graphics memory was too small" in window.strip._model.text())
    assert window.strip._model.toolTip() == "The card ran out of memory."
    assert window.strip._model.property("look") == "alert"
    window.actions_table["models"].trigger()
    qtbot.waitUntil(lambda: window.models.missing.isVisible())


def test_a_missing_model_means_words_only(
    make_window: MakeWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.model, engine.model_missing = "bge-m3", "BGE-M3 is damaged. Get it again."
    window = make_window(engine)
    qtbot.waitUntil(lambda: window.strip._model.text() == "Words only")
    assert "damaged" in window.strip._model.toolTip()


# ---- pictures ----------------------------------------------------------------------------------


def test_the_mode_for_pictures_says_once_what_their_model_would_add(
    make_window: MakeWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.pictures = NO_MODEL
    window = make_window(engine)
    qtbot.waitUntil(lambda: bool(window.models.states))
    window.actions_table["mode_images"].trigger()
    assert "found by what they show" in window.banner.said
    window.banner._button.click()
    assert window.pages.currentWidget() is window.models
    assert window.banner.said == ""
    window.actions_table["mode_auto"].trigger()
    window.actions_table["mode_images"].trigger()
    assert window.banner.said == ""


def test_pictures_among_the_results_bring_the_offer_too(
    make_window: MakeWindow, qtbot: QtBot
) -> None:
    engine = FakeEngine([make_hit(1, "/p/sea.png", "sea.png", "", kind="image")], SOURCES)
    engine.pictures = NO_MODEL
    window = make_window(engine)
    qtbot.waitUntil(lambda: bool(window.models.states))
    window.field.edit.setText("sea")
    qtbot.waitUntil(lambda: "found by what they show" in window.banner.said)


def test_pictures_that_wait_can_be_looked_at(
    make_window: MakeWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.known_models = changed(CLIP.id, state="installed", folder=Path("/c"))
    engine.pictures = PictureStatus(CLIP.id, 12, 5, 30)
    window = make_window(engine)
    window.actions_table["models"].trigger()
    qtbot.waitUntil(lambda: window.models.pictures.isVisible())
    assert "30 pictures known by what they show, in 5 of 12 files" in (
        window.models.pictures.text.text()
    )
    window.models.pictures.button.click()
    qtbot.waitUntil(lambda: len(engine.asked("look_at_pictures")) == 1)


def test_no_text_of_a_card_is_cut_in_a_small_window(opened: MainWindow, qtbot: QtBot) -> None:
    opened.resize(1024, 640)
    qtbot.wait(50)
    for card in opened.models.findChildren(ModelCardView):
        assert card.width() <= opened.models.width()
        for button in card.buttons.values():
            assert button.width() >= button.sizeHint().width() - 1


def test_where_models_run_is_chosen_here_too(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine
) -> None:
    window.actions_table["models"].trigger()
    line = window.models.device
    qtbot.waitUntil(lambda: line.choice.currentData() == "auto")
    line.choice.setCurrentIndex(line.choice.findData("cpu"))
    line.choice.activated.emit(line.choice.currentIndex())
    qtbot.waitUntil(lambda: engine.asked("restart") == [None] and line.note.isHidden())
    assert load_settings().embedding.device == "cpu"


def test_a_device_that_does_not_hold_yet_or_is_decided_elsewhere_is_said(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine.may_restart = False
    line = window.models.device
    line.choice.setCurrentIndex(line.choice.findData("cpu"))
    line.choice.activated.emit(line.choice.currentIndex())
    qtbot.waitUntil(lambda: "next start" in line.note.text())
    monkeypatch.setenv("DOCMIND_EMBEDDING__DEVICE", "mps")
    window.actions_table["models"].trigger()
    qtbot.waitUntil(lambda: "DOCMIND_EMBEDDING__DEVICE" in line.note.text())
    assert not line.choice.isEnabled()
    assert line.choice.currentData() == "mps"
