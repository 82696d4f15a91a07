"""The real window and engine: a picture dropped and pasted into the field, a document's like."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fakes.clip_folder import safetensors_folder
from fakes.person import WAIT_MS, search
from PIL import Image, ImageDraw
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from docmind.core import ModelStore, Status
from docmind.ui import app
from docmind.ui.main_window import MainWindow
from docmind.ui.session import Session

pytestmark = pytest.mark.e2e

CLIP = "small-clip"
COLOURS = {"sunset": "orange", "forest": "green", "sea": "navy", "snow": "white", "rose": "red"}
BOATS = "The harbour master moored three fishing boats at the northern quay before the storm. "


def write_picture(path: Path, colour: str) -> None:
    made = Image.new("RGB", (320, 240), colour)
    ImageDraw.Draw(made).ellipse((60, 40, 200, 180), fill="black", outline="yellow")
    made.save(path)


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A picture that is not in the library, of the colour of one that is."""
    write_picture(tmp_path / "evening.png", "orange")
    return tmp_path / "evening.png"


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    """A window over pictures and documents that a small picture model has looked at."""
    monkeypatch.setenv("DOCMIND_EMBEDDING__MODEL_NAME", "hashing")
    monkeypatch.setenv("DOCMIND_PICTURES__MODEL_NAME", CLIP)
    ModelStore().import_from(safetensors_folder(tmp_path / "checkpoint"), name=CLIP)
    folder = tmp_path / "album"
    folder.mkdir()
    for name, colour in COLOURS.items():
        write_picture(folder / f"{name}.png", colour)
    (folder / "harbour.txt").write_text(BOATS * 3)
    (folder / "quay.txt").write_text(f"A storm is near: fishing boats at the quay. {BOATS}")
    (folder / "bread.txt").write_text("Knead the dough with flour, yeast and lukewarm water.")
    window = app.create_window(Session(tmp_path / "window.ini"))
    qtbot.addWidget(window)
    seen: list[Status] = []
    app.furnish(window, app.engine_opener(tmp_path / "library"))
    window.bridge.status_came.connect(seen.append)
    window.resize(1300, 820)
    window.show()
    with qtbot.waitSignal(window.bridge.opened, timeout=WAIT_MS):
        app.start(window)
    with qtbot.waitSignal(window.bridge.job_finished, timeout=WAIT_MS):
        window.add_paths([folder])

    asked: list[int] = []

    def all_seen() -> bool:
        """Ask again for the state when the last one came."""
        if len(asked) < len(seen):
            asked.append(len(seen))
            window.bridge.refresh()
        pictures = seen[-1].pictures
        return pictures is not None and pictures.seen == len(COLOURS)

    qtbot.waitUntil(all_seen, timeout=WAIT_MS)
    yield window
    window.close()


def drop(window: MainWindow, path: Path) -> None:
    """Drag a file over the field and let it go there."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    action, place = Qt.DropAction.CopyAction, QPointF(99, 9)
    enter = QDragEnterEvent(place.toPoint(), action, mime, button, none)
    QApplication.sendEvent(window.field, enter)
    assert enter.isAccepted()
    assert window.overlay.isVisible()
    QApplication.sendEvent(window.field, QDropEvent(place, action, mime, button, none))
    assert not window.overlay.isVisible()


def found(window: MainWindow) -> list[str]:
    return [hit.path.name for hit in window.results.model.hits]


def wait_for(qtbot: QtBot, window: MainWindow, true: Callable[[list[str]], bool]) -> None:
    qtbot.waitUntil(lambda: true(found(window)), timeout=WAIT_MS)


def test_pictures_and_documents_find_their_like(
    qtbot: QtBot, window: MainWindow, outside: Path
) -> None:
    field, pictures = window.field, {f"{name}.png" for name in COLOURS}
    assert field._offer.isVisible()  # "drop an image to search by it"

    # a picture from elsewhere is dropped: it is only looked at
    drop(window, outside)
    assert field.token.accessibleName() == "Like evening.png"
    wait_for(qtbot, window, lambda names: names[:1] == ["sunset.png"] and set(names) <= pictures)
    QTest.keyClicks(field.edit, "-name:sunset")
    wait_for(qtbot, window, lambda names: bool(names) and "sunset.png" not in names)

    # the token goes before the words beside it
    field.edit.clear()
    QTest.keyClick(field.edit, Qt.Key.Key_Backspace)
    assert field.token.isHidden()
    qtbot.waitUntil(lambda: window.pages.currentWidget() is window.idle)

    # one is pasted
    QGuiApplication.clipboard().setImage(QImage(str(outside.with_name("album") / "rose.png")))
    QTest.keyClick(field.edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert field.token.accessibleName() == "Like the pasted picture"
    wait_for(qtbot, window, lambda names: names[:1] == ["rose.png"])
    QGuiApplication.clipboard().clear()
    window.actions_table["clear"].trigger()

    # a document that was found shows what is like it
    search(qtbot, window, "northern quay master", "harbour.txt")
    window.actions_table["find_similar"].trigger()
    assert field.token.accessibleName() == "Like harbour.txt"
    wait_for(qtbot, window, lambda names: names[:1] == ["quay.txt"] and "harbour.txt" not in names)
    window.actions_table["how_found"].trigger()
    assert window.results.plan.popover is not None
    assert "harbour.txt" in window.results.plan.popover.body.accessibleDescription()
