"""Filters in the line of the search field: where their tokens stand, and what they tell."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QHelpEvent, QInputMethodEvent, QTextCharFormat
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from docmind.ui.search.query_edit import QueryEdit, marks_of
from docmind.ui.widgets import theme
from docmind.ui.widgets.theme import tokens_now

MIXED = "شقة type:pdf kind:image in:ملف rent"


class Seen(QueryEdit):
    """Keeps the formats that the line was told to show."""

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if event.attributes():
            self.formats = [
                (one.start + self.cursorPosition(), one.length, one.value)
                for one in event.attributes()
            ]
        super().inputMethodEvent(event)


@pytest.fixture
def edit(qtbot: QtBot) -> Seen:
    theme.apply("light")
    edit = Seen()
    qtbot.addWidget(edit)
    edit.resize(700, 36)
    with qtbot.waitExposed(edit):
        edit.show()
    return edit


def marked(text: str) -> list[tuple[str, bool]]:
    """The marked parts of a text, and whether they mean nothing."""
    utf16 = text.encode("utf-16-le")
    return [
        (utf16[2 * one.start : 2 * (one.start + one.length)].decode("utf-16-le"), one.wrong)
        for one in marks_of(text)
    ]


def test_filters_and_what_means_nothing_are_marked() -> None:
    text = "😀 -type:pdf kind:banana rent on:last week"
    assert marked(text) == [("-type:pdf", False), ("kind:banana", True), ("on:last week", False)]
    assert [one.tip for one in marks_of(text)] == [
        "Type: not pdf",
        "“banana” is no kind. Kinds are document, image, mail and code.",
        "Changed: last week",
    ]


def test_what_is_being_typed_is_not_wrong_yet() -> None:
    assert marked("rent kind:ban") == []


def test_tokens_are_coloured_and_faults_underlined(edit: Seen) -> None:
    edit.setText("type:pdf kind:banana rent")
    (filtered, wrong) = (shape for _, _, shape in edit.formats)
    assert filtered.foreground().color() == QColor(tokens_now().accent_text)
    assert wrong.underlineStyle() == QTextCharFormat.UnderlineStyle.WaveUnderline
    assert "“banana” is no kind" in edit.accessibleDescription()
    edit.setText("type:pdf rent")
    assert edit.accessibleDescription() == ""


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
@pytest.mark.parametrize("text", ["rent type:pdf x in:ملف y", MIXED])
def test_grounds_lie_behind_their_text(
    edit: Seen, text: str, direction: Qt.LayoutDirection
) -> None:
    edit.setLayoutDirection(direction)
    edit.setText(text)
    boxes = list(edit.token_boxes())
    assert len(boxes) == len(edit.marks) > 0
    for box, mark in zip(boxes, edit.marks, strict=True):
        for at in range(mark.start, mark.start + mark.length + 1):
            edit.setCursorPosition(at)
            assert box.left() <= edit.cursorRect().left() + 5 <= box.right()
    assert [box.getRect() for box in edit.token_boxes()] == [box.getRect() for box in boxes]


def test_a_long_text_scrolls_its_tokens(edit: Seen) -> None:
    edit.setText("type:pdf " + "long " * 60)
    edit.grab()  # only painting scrolls it
    assert next(edit.token_boxes()).right() < 0
    edit.home(False)
    edit.grab()
    assert next(edit.token_boxes()).left() >= 0  # all of it is seen


def test_the_ground_is_painted_but_not_while_letters_are_composed(edit: Seen) -> None:
    edit.setText("type:pdf rent")
    ground = QColor(tokens_now().accent_background)

    def at_the_edge() -> QColor:
        box = next(edit.token_boxes())
        place = QPoint(round(box.center().x()), round(box.bottom()) - 2)
        return edit.grab().toImage().pixelColor(place)

    assert at_the_edge() == ground
    QApplication.sendEvent(edit, QInputMethodEvent("ka", []))
    assert at_the_edge() != ground
    QApplication.sendEvent(edit, QInputMethodEvent("", []))
    assert at_the_edge() == ground


def test_a_token_tells_under_the_pointer_what_it_does(qtbot: QtBot, edit: Seen) -> None:
    edit.setText("kind:banana rent")
    at = next(edit.token_boxes()).center().toPoint()
    for place, said in ((at, "“banana” is no kind"), (QPoint(690, 10), "")):
        event = QHelpEvent(QHelpEvent.Type.ToolTip, place, edit.mapToGlobal(place))
        QApplication.sendEvent(edit, event)
        qtbot.waitUntil(
            lambda said=said: said in QToolTip.text() and bool(QToolTip.text()) == bool(said)
        )
    QToolTip.hideText()
