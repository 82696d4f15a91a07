"""Models through the real window and engine: dropped or opened as a pack, tried, used, the old
index removed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from fakes.bge_m3_folder import write_folder
from fakes.clip_folder import safetensors_folder
from fakes.person import WAIT_MS, search, start_program
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from docmind.core import ModelStore
from docmind.ui import app
from docmind.ui.instance import Start
from docmind.ui.main_window import MainWindow

pytestmark = pytest.mark.e2e

M3, CLIP = "small-m3", "small-clip"


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    """The window with an engine process of its own, and two documents read."""
    monkeypatch.setenv("DOCMIND_PICTURES__MODEL_NAME", CLIP)
    folder = tmp_path / "Notes"
    folder.mkdir()
    (folder / "bees.txt").write_text("The waggle dance tells where nectar is.\n")
    Image.new("RGB", (320, 200), "navy").save(folder / "sea.png")
    window = start_program(qtbot, tmp_path)
    with qtbot.waitSignal(window.bridge.job_finished, timeout=WAIT_MS):
        window.add_paths([folder])
    window.actions_table["models"].trigger()
    yield window
    window.close()


def drop(window: MainWindow, folder: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(folder))])
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    action, place = Qt.DropAction.CopyAction, QPointF(99, 99)
    enter = QDragEnterEvent(place.toPoint(), action, mime, button, none)
    QApplication.sendEvent(window.models, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(window.models, QDropEvent(place, action, mime, button, none))


def bring(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    """Drop a model on the page and wait for its card."""
    drop(window, folder)

    def there() -> None:
        assert folder.name in window.models.cards, window.banner.said

    qtbot.waitUntil(there, timeout=WAIT_MS)


def agree(qtbot: QtBot, window: MainWindow, yes: str) -> None:
    """Wait for a question and say yes."""
    found: list[QMessageBox] = []

    def asked() -> bool:
        found[:] = [box for box in window.findChildren(QMessageBox) if box.isVisible()]
        return bool(found)

    qtbot.waitUntil(asked, timeout=WAIT_MS)
    next(one for one in found[-1].findChildren(QPushButton) if one.text() == yes).click()


def test_a_dropped_model_is_tried_used_and_the_old_index_removed(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    page = window.models
    bring(qtbot, window, write_folder(tmp_path / M3))
    page.cards[M3].buttons["try"].click()
    qtbot.waitUntil(lambda: "works: 64 dimensions" in page.cards[M3].said, timeout=WAIT_MS)
    page.cards[M3].buttons["use"].click()
    agree(qtbot, window, "Begin")
    qtbot.waitUntil(lambda: "in use" in page.cards[M3].said, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: page.old.isVisible(), timeout=WAIT_MS)
    assert "use" not in page.cards[M3].buttons
    assert "use" in page.cards["starter"].buttons
    page.old.button.click()
    agree(qtbot, window, "Remove")
    qtbot.waitUntil(lambda: not page.old.isVisible(), timeout=WAIT_MS)
    page.close_button.click()
    search(qtbot, window, "waggle dance", "bees.txt")
    qtbot.waitUntil(lambda: window.strip._model.text().startswith(M3), timeout=WAIT_MS)


def test_a_picture_model_that_is_opened_as_a_pack_looks_at_what_is_there(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    elsewhere = ModelStore(tmp_path / "another computer")
    elsewhere.import_from(safetensors_folder(tmp_path / CLIP))
    pack = elsewhere.export(CLIP, tmp_path / "Notes" / f"{CLIP}.docmind-models")
    window.models.close_button.click()
    app.obey(window, Start((pack,)), come=True)
    agree(qtbot, window, "Import")
    qtbot.waitUntil(lambda: CLIP in window.models.cards, timeout=WAIT_MS)
    assert window.sheets.current is window.models
    qtbot.waitUntil(
        lambda: "1 picture known by what they show" in window.models.pictures.text.text(),
        timeout=WAIT_MS,
    )
    window.models.close_button.click()
    window.actions_table["mode_images"].trigger()
    search(qtbot, window, "the blue sea", "sea.png")
    hit = window.results.current()
    assert hit is not None
    assert [reason.label for reason in hit.why] == ["image"]
    assert [source.files for source in window.sidebar.model.sources] == [2]  # without the pack


def test_a_broken_model_is_refused_and_the_window_goes_on(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    folder = write_folder(tmp_path / M3)
    (folder / "sparse_linear.pt").unlink()
    drop(window, folder)
    qtbot.waitUntil(lambda: "sparse" in window.banner.said, timeout=WAIT_MS)
    assert M3 not in window.models.cards
    window.models.close_button.click()
    search(qtbot, window, "waggle dance", "bees.txt")


def test_the_engine_killed_during_a_trial_costs_a_message_only(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    bring(qtbot, window, write_folder(tmp_path / M3))
    with qtbot.waitSignal(window.bridge.engine_restored, timeout=WAIT_MS):
        window.models.cards[M3].buttons["try"].click()
        for child in psutil.Process().children():
            if "engine" in child.cmdline():
                child.kill()
    window.models.cards[M3].buttons["verify"].click()
    qtbot.waitUntil(lambda: "installed" in window.models.cards[M3].said, timeout=WAIT_MS)
    window.models.close_button.click()
    search(qtbot, window, "waggle dance", "bees.txt")
