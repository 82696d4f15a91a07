"""A model in Ollama through the real window and engine: downloaded, used, lost and found again. The
Ollama is a fake, on this computer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes.ollama import FakeOllama
from fakes.person import WAIT_MS, search, start_program
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from docmind.core import save_settings
from docmind.ui.main_window import MainWindow

pytestmark = pytest.mark.e2e

QWEN = "ollama:qwen3-embedding:0.6b"


@pytest.fixture
def ollama() -> Iterator[FakeOllama]:
    """One that has no model yet."""
    with FakeOllama(models=()) as fake:
        yield fake


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, ollama: FakeOllama) -> Iterator[MainWindow]:
    """The window with an engine process of its own, and two documents read."""
    save_settings({"servers.ollama_address": ollama.address})
    folder = tmp_path / "Notes"
    folder.mkdir()
    (folder / "bees.txt").write_text("The waggle dance tells where nectar is.\n")
    (folder / "sea.txt").write_text("Sailing boats cross the harbour at night.\n")
    window = start_program(qtbot, tmp_path)
    window.wiring.words_only._again.setInterval(1000)  # no one waits longer than must be
    with qtbot.waitSignal(window.bridge.job_finished, timeout=WAIT_MS):
        window.add_paths([folder])
    yield window
    window.close()


def agree(qtbot: QtBot, window: MainWindow, yes: str) -> None:
    """Wait for a question and say yes."""
    found: list[QMessageBox] = []

    def asked() -> bool:
        found[:] = [box for box in window.findChildren(QMessageBox) if box.isVisible()]
        return bool(found)

    qtbot.waitUntil(asked, timeout=WAIT_MS)
    next(one for one in found[-1].findChildren(QPushButton) if one.text() == yes).click()


def test_a_model_in_ollama_is_downloaded_used_lost_and_found_again(
    qtbot: QtBot, window: MainWindow, ollama: FakeOllama
) -> None:
    window.actions_table["models"].trigger()
    servers = window.models.servers
    qtbot.waitUntil(lambda: "ollama" in servers.cards, timeout=WAIT_MS)
    rows = servers.cards["ollama"].rows
    qtbot.waitUntil(lambda: QWEN in rows and "download" in rows[QWEN].buttons, timeout=WAIT_MS)
    rows[QWEN].buttons["download"].click()
    agree(qtbot, window, "Download")
    qtbot.waitUntil(lambda: "use" in rows[QWEN].buttons, timeout=WAIT_MS)
    rows[QWEN].buttons["use"].click()
    agree(qtbot, window, "Begin")
    qtbot.waitUntil(lambda: "in use" in rows[QWEN].said, timeout=WAIT_MS)
    window.models.close_button.click()
    search(qtbot, window, "waggle dance", "bees.txt")
    qtbot.waitUntil(lambda: "Ollama" in window.strip._model.text(), timeout=WAIT_MS)
    assert window.words_only.isHidden()
    assert window.strip._offline._label.text() == "Offline", "it runs on this computer"

    address, has = ollama.address, tuple(ollama.installed.values())
    port = int(address.rpartition(":")[2])
    ollama.close()
    search(qtbot, window, "boats in the harbour", "sea.txt")
    qtbot.waitUntil(lambda: "cannot be reached" in window.words_only.why, timeout=WAIT_MS)

    with FakeOllama(models=has, port=port):
        qtbot.waitUntil(window.words_only.isHidden, timeout=WAIT_MS)
        hit = window.results.current()
        assert hit is not None and hit.path.name == "sea.txt"
        assert "meaning" in {reason.label for reason in hit.why}
