"""Nothing moves where a person, or the desktop for them, wants that."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from fakes.engine import FakeEngine
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from docmind.core import config_file
from docmind.ui import desktop, stillness
from docmind.ui.main_window import MainWindow
from docmind.ui.widgets.motion import EFFECTS, keep_still

Make = Callable[[FakeEngine], MainWindow]


@pytest.fixture(autouse=True)
def moves_again(qtbot: QtBot) -> Iterator[None]:
    for effect in (Qt.UIEffect.UI_General, Qt.UIEffect.UI_AnimateMenu):
        QApplication.setEffectEnabled(effect, True)
    QApplication.setCursorFlashTime(1000)
    yield
    keep_still(False)


def is_still() -> bool:
    blinks = QApplication.styleHints().cursorFlashTime() > 0
    return not blinks and not any(map(QApplication.isEffectEnabled, EFFECTS))


def test_stops_and_goes_on_as_it_was() -> None:
    keep_still(True)
    keep_still(True)
    assert is_still()
    keep_still(False)
    assert QApplication.isEffectEnabled(Qt.UIEffect.UI_AnimateMenu)
    assert QApplication.styleHints().cursorFlashTime() == 1000
    keep_still(False)


@pytest.mark.parametrize(
    ("setting", "wish", "still"),
    [("on", False, True), ("off", True, False), ("auto", True, True), ("auto", False, False)],
)
def test_setting_comes_before_the_wish_of_the_desktop(
    qtbot: QtBot,
    make_window: Make,
    engine: FakeEngine,
    monkeypatch: pytest.MonkeyPatch,
    setting: str,
    wish: bool,
    still: bool,
) -> None:
    monkeypatch.setattr(desktop, "wants_stillness", lambda: wish)
    config_file().parent.mkdir(parents=True, exist_ok=True)
    config_file().write_text(f'[window]\nreduced_motion = "{setting}"\n')
    keep_still(not still)
    window = make_window(engine)
    qtbot.waitUntil(lambda: is_still() == still)
    window.close()


@pytest.mark.parametrize(
    ("told", "still"),
    [
        ({}, False),
        ({"reduced-motion": 1}, True),
        ({"reduced-motion": 0, "enable-animations": True}, False),
        ({"enable-animations": False}, True),
        ({"AnimationDurationFactor": "0"}, True),
    ],
)
def test_what_desktops_say(
    monkeypatch: pytest.MonkeyPatch, told: dict[str, object], still: bool
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    monkeypatch.setattr(stillness.sys, "platform", "linux")
    monkeypatch.setattr(stillness, "ask_portal", lambda _section, key: told.get(key))
    assert stillness.wants_stillness() is still


def test_without_a_bus_nothing_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    assert not stillness.wants_stillness()
