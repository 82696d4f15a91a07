"""The calm line of messages, the question before something is lost, and what is read aloud."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6 import QtGui
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from docmind.ui.widgets import banner as banners
from docmind.ui.widgets.banner import MOST, Banner
from docmind.ui.widgets.confirm import confirm


@pytest.fixture
def banner(qtbot: QtBot) -> Iterator[Banner]:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.resize(600, 100)
    made = Banner(parent)
    parent.show()
    yield made


def pressable(banner: Banner, text: str) -> QPushButton:
    return next(one for one in banner.findChildren(QPushButton) if one.text() == text)


def close(banner: Banner) -> None:
    banner.findChildren(QToolButton)[0].click()


def test_messages_wait_behind_the_newest(banner: Banner, qtbot: QtBot) -> None:
    banner.say("open", "The engine did not start.", "Try again")
    banner.say("job", "The disk is full.")
    banner.say("job", "The disk is full again.")  # the same topic: the newer one
    assert (banner.said, banner.waiting) == ("The disk is full again.", 1)
    pressable(banner, "1 more message").click()
    assert banner.said == "The engine did not start."
    with qtbot.waitSignal(banner.pressed) as pressed:
        pressable(banner, "Try again").click()
    assert pressed.args == ["open"]
    close(banner)
    assert (banner.said, banner.waiting) == ("The disk is full again.", 0)
    banner.take_back("open")  # is gone already
    banner.take_back("job")
    assert banner.said == ""


def test_quieter_buttons_say_which_of_them_was_pressed(banner: Banner, qtbot: QtBot) -> None:
    banner.say("new", "There is a newer one.", "What is new", others=("Not now", "Skip"))
    with qtbot.waitSignal(banner.answered) as answered:
        pressable(banner, "Skip").click()
    assert answered.args == ["new", 1]
    banner.say("job", "The disk is full.")
    assert not any(one.isVisible() for one in banner._others)
    banner.take_back("job")
    assert [one.text() for one in banner._others if one.isVisible()] == ["Not now", "Skip"]
    assert pressable(banner, "Not now").accessibleName() == "Not now"


def test_what_is_told_apart_stands_beside_its_like_and_is_counted(banner: Banner) -> None:
    for text in ("One is away.", "Two is away.", "One is away."):
        banner.say("notice", text, apart=True)
    assert (banner.said, banner.waiting) == ("One is away. (2 times)", 1)
    banner.take_back("notice")
    assert banner.isHidden()
    for number in range(MOST + 5):
        banner.say("notice", f"Drive {number} is away.", apart=True)
    assert banner.waiting == MOST - 1


def test_a_brief_message_leaves_what_was_said_before(
    banner: Banner, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    banner._brief.setInterval(30)
    banner.say("open", "The engine did not start.")
    banner.say("copied", "It is on the clipboard.", brief=True)
    assert banner.said == "It is on the clipboard."
    qtbot.waitUntil(lambda: banner.said == "The engine did not start.")
    banner.say("copied", "It is on the clipboard.", brief=True)
    pressable(banner, "1 more message").click()  # it has had its moment
    assert (banner.said, banner.waiting) == ("The engine did not start.", 0)
    assert banners.BRIEF_MS > 1000


def test_messages_are_read_aloud(banner: Banner, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    monkeypatch.setattr(QAccessible, "isActive", staticmethod(lambda: True))
    monkeypatch.setattr(
        QAccessible, "updateAccessibility", staticmethod(lambda event: read.append(event.message()))
    )
    banner.say("job", "The disk is full.")
    assert read == ["The disk is full."]
    monkeypatch.delattr(QtGui, "QAccessibleAnnouncementEvent")  # an older Qt
    banner.say("job", "The disk is full again.")
    assert read == ["The disk is full."]


def test_a_question_runs_only_what_was_agreed_to(banner: Banner, qtbot: QtBot) -> None:
    ran: list[str] = []
    parent = banner.parentWidget()
    box = confirm(parent, "Remove <b>it</b>?", "It is lost.", "Remove", lambda: ran.append("yes"))
    assert box.textFormat() == Qt.TextFormat.PlainText  # a name is never markup
    qtbot.waitUntil(box.isVisible)
    with qtbot.waitSignal(box.finished):
        qtbot.keyClick(box, Qt.Key.Key_Return)  # the careful answer
    box = confirm(parent, "Remove it?", "", "Remove", lambda: ran.append("yes"), no="Not now")
    texts = {button.text(): button for button in box.buttons()}
    assert list(texts) == ["Remove", "Not now"] or list(texts) == ["Not now", "Remove"]
    assert ran == []
    with qtbot.waitSignal(box.finished):
        texts["Remove"].click()
    assert ran == ["yes"]
