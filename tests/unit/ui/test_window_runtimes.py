"""What large models need on a graphics card: its cards, questions, progress and failures."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from fakes.engine import RUNTIMES, FakeEngine
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from docmind.core import DocMindError, JobFinished, JobProgressed, JobReport, Progress
from docmind.ui.main_window import MainWindow
from docmind.ui.models.runtime_words import runtime_actions, runtime_word
from docmind.ui.wiring.file_jobs import FileJobs

CUDA, CPU = RUNTIMES
PACK = Path("/media/usb/cuda.docmind-runtime")


@pytest.fixture
def opened(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """The window on the page of models."""
    window.actions_table["models"].trigger()
    qtbot.waitUntil(lambda: "cuda" in window.models.runtimes.cards)
    return window


def press(window: MainWindow, name: str, button: str) -> None:
    window.models.runtimes.cards[name].buttons[button].click()


def question(window: MainWindow) -> QMessageBox:
    return next(box for box in window.findChildren(QMessageBox) if box.isVisible())


def answer(box: QMessageBox, text: str) -> None:
    next(one for one in box.findChildren(QPushButton) if one.text() == text).click()


def waits(window: MainWindow, engine: FakeEngine, what: str, qtbot: QtBot) -> list[object]:
    """What the engine was asked, once it was."""
    qtbot.waitUntil(lambda: bool(engine.asked(what)))
    return engine.asked(what)


@pytest.mark.parametrize(
    ("state", "offered", "names"),
    [
        ("absent", True, ["download", "import"]),
        ("absent", False, ["import"]),
        ("ready", True, ["remove"]),
        ("outdated", True, ["download", "import", "remove"]),
        ("broken", False, ["import", "remove"]),
    ],
)
def test_each_state_has_its_buttons(state: str, offered: bool, names: list[str]) -> None:
    shown = replace(CUDA, state=state, download_bytes=CUDA.download_bytes if offered else 0)
    assert [name for name, _ in runtime_actions(shown)] == names
    assert runtime_word(shown)[0]


def test_the_page_shows_each_with_its_facts(opened: MainWindow) -> None:
    page = opened.models.runtimes
    assert list(page.cards) == ["cuda", "cpu"]
    for part in ("NVIDIA", "not here", "takes 6.1 GB on the disk", "2.9 GB to download", "0.1.0"):
        assert part in page.cards["cuda"].said
    assert "no graphics card" in page.cards["cpu"].said
    assert "No address" not in page.text.text()
    looks = [card.buttons["download"].property("look") for card in page.cards.values()]
    assert looks == ["low-primary", "low"]  # of no use on the processor


def test_a_page_that_was_opened_before_the_engine_is_filled(
    opened: MainWindow, qtbot: QtBot
) -> None:
    page = opened.models.runtimes
    page.show_runtimes(())  # as before anyone could be asked
    assert not page.cards
    opened.bridge.opened.emit()
    qtbot.waitUntil(lambda: "cuda" in page.cards)


def test_without_an_address_the_page_says_so(
    opened: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.known_runtimes = tuple(replace(one, download_bytes=0) for one in RUNTIMES)
    opened.bridge.ask_runtimes()
    page = opened.models.runtimes
    qtbot.waitUntil(lambda: "download" not in page.cards["cuda"].buttons)
    assert "embedding.runtime_address" in page.text.text()
    engine.known_runtimes = ()
    opened.bridge.ask_runtimes()
    qtbot.waitUntil(page.isHidden)
    assert page.cards == {}


def test_a_download_is_asked_for_shown_and_stopped(
    opened: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    press(opened, "cuda", "download")
    box = question(opened)
    assert "2.9 GB" in box.informativeText()
    assert "6.1 GB" in box.informativeText()
    answer(box, "Not now")
    press(opened, "cuda", "download")
    with qtbot.waitSignal(opened.bridge.runtime_job_began) as began:
        answer(question(opened), "Download")
    assert engine.asked("download_runtime") == ["cuda"]
    job = began.args[1]
    engine.publish(JobProgressed(Progress(job, "downloading", 10**9, 29 * 10**8, "x", 1e7, 190.0)))
    card = opened.models.runtimes.cards["cuda"]
    qtbot.waitUntil(lambda: "1.0 GB of 2.9 GB" in card.said)
    card.buttons["cancel"].click()
    assert waits(opened, engine, "cancel", qtbot) == [job]
    engine.publish(JobFinished(JobReport(job, "cancelled")))
    qtbot.waitUntil(lambda: "cancel" not in card.buttons)


def test_a_download_that_fails_says_why_on_its_card(
    opened: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    press(opened, "cuda", "download")
    with qtbot.waitSignal(opened.bridge.runtime_job_began) as began:
        answer(question(opened), "Download")
    engine.publish(JobFinished(JobReport(began.args[1], "failed", message="The line is dead.")))
    card = opened.models.runtimes.cards["cuda"]
    qtbot.waitUntil(lambda: "The line is dead." in card.said)
    engine.failures["download_runtime"] = DocMindError("It is not offered", hint="Import it.")
    press(opened, "cuda", "download")
    answer(question(opened), "Download")
    qtbot.waitUntil(lambda: "It is not offered. Import it." in card.said)


def test_removing_is_asked_for(opened: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    engine.known_runtimes = (replace(CUDA, state="ready"), CPU)
    opened.bridge.ask_runtimes()
    card = opened.models.runtimes.cards["cuda"]
    qtbot.waitUntil(lambda: "remove" in card.buttons)
    press(opened, "cuda", "remove")
    box = question(opened)
    assert "on the processor" in box.informativeText()
    assert engine.asked("remove_runtime") == []
    answer(box, "Remove")
    assert waits(opened, engine, "remove_runtime", qtbot) == ["cuda"]
    qtbot.waitUntil(lambda: "download" in card.buttons)


def test_a_file_is_imported_once_its_origin_was_thought_of(
    opened: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    press(opened, "cpu", "import")
    dialog = next(one for one in opened.findChildren(QFileDialog) if one.isVisible())
    dialog.filesSelected.emit([str(PACK)])
    dialog.close()
    box = question(opened)
    assert "know where it comes from" in box.informativeText()
    with qtbot.waitSignal(opened.bridge.runtime_job_began) as began:
        answer(box, "Import")
    assert engine.asked("import_runtime") == [PACK]
    job, arrival = began.args[1], opened.models.arrival
    engine.publish(JobProgressed(Progress(job, "checking", 10**9, 6 * 10**9, "x")))
    qtbot.waitUntil(lambda: "Importing cuda.docmind-runtime" in arrival.said)
    assert "1.0 GB of 6.0 GB" in arrival.said
    arrival.buttons["cancel"].click()
    assert waits(opened, engine, "cancel", qtbot) == [job]
    engine.publish(JobFinished(JobReport(job, "failed", message="It is for Python 3.12.")))
    qtbot.waitUntil(arrival.isHidden)
    qtbot.waitUntil(lambda: "It is for Python 3.12." in opened.banner.said)


def test_an_import_that_cannot_begin_is_told(
    opened: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.failures["import_runtime"] = DocMindError("The file cannot be read", path=PACK)
    opened.bridge.import_runtime(PACK)
    qtbot.waitUntil(lambda: "The file cannot be read" in opened.banner.said)


def test_before_the_page_is_opened_nothing_asks_for_them(
    window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.bridge.models_came):
        window.bridge.models_changed.emit()
    assert engine.asked("runtimes") == []
    assert not window.sheets.is_made("models")


def test_a_job_that_ended_before_its_number_came_is_not_lost() -> None:
    jobs, report = FileJobs(), JobReport(7, "done")
    assert jobs.end(report) is None
    assert jobs.begin("cuda", 7) == report
    assert (jobs.on("cuda"), jobs.names(), jobs.name(7)) == ([7], ["cuda"], "cuda")
    assert jobs.end(report) == "cuda"
    for number in range(100, 130):
        jobs.end(JobReport(number, "done"))
    assert jobs.begin("x", 100) is None
    assert jobs.begin("x", 129) is not None
