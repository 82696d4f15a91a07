"""The line of the search field: filters stand in it as tokens that are still text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)
from PySide6.QtWidgets import QApplication, QLineEdit, QToolTip, QWidget

from docmind.core import parse_query
from docmind.ui.search.filters import told_filter
from docmind.ui.search.given import from_mime
from docmind.ui.widgets.theme import Tokens, tokens_now, unit
from docmind.ui.widgets.told import told
from docmind.ui.widgets.wording import plain_tip, shown, utf16_range

_BESIDE_CURSOR = 5  # pixels that Qt adds before the cursor in QLineEdit.cursorRect
_SHARE = 0.34  # of a space is ground at each side of a token


@dataclass(frozen=True, slots=True)
class Mark:
    """A filter in the text, or what was meant as one: ``length`` UTF-16 units from ``start``.
    ``tip`` says what it does, or why it does nothing."""

    start: int
    length: int
    tip: str
    wrong: bool = False


class _Look(NamedTuple):
    ground: QColor
    text: QTextCharFormat


def marks_of(text: str) -> tuple[Mark, ...]:
    """Every filter in ``text``, and what means nothing but for what is being typed at its end."""
    asked = parse_query(text)
    marks = [
        Mark(*utf16_range(text, one.start, one.end), told_filter(*one.told))
        for one in asked.conditions
    ]
    marks += [
        Mark(*utf16_range(text, one.start, one.end), shown(told(one.message)), wrong=True)
        for one in asked.faults
        if one.end < len(text)
    ]
    return tuple(sorted(marks, key=lambda mark: mark.start))


class QueryEdit(QLineEdit):
    """The line itself: shows filters as tokens, lets arrow keys move in the results, takes pasted
    files and pictures."""

    moved = Signal(int)
    files_pasted = Signal(object)  # QMimeData
    picture_pasted = Signal(object)  # Given
    backspaced = Signal()  # in the empty line

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks: tuple[Mark, ...] = ()
        self._composing = False  # an input method shows letters that are not in the text yet
        self._measured: tuple[object, QTextLayout] | None = None
        self.textChanged.connect(self._mark)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The tokens in the line, from its beginning to its end."""
        return self._marks

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up, Down and the page keys go to the results; pasted files to the library."""
        steps = {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_PageUp: -5,
            Qt.Key.Key_PageDown: 5,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            self.moved.emit(step)
        elif event.key() == Qt.Key.Key_Backspace and not self.text():
            self.backspaced.emit()
        elif not (event.matches(QKeySequence.StandardKey.Paste) and self._take_pasted()):
            super().keyPressEvent(event)

    def _take_pasted(self) -> bool:
        """A picture or files on the clipboard; False when it holds words."""
        copied: QMimeData | None = QGuiApplication.clipboard().mimeData()
        given = from_mime(copied)
        if given is not None:
            self.picture_pasted.emit(given)
        elif copied is not None and copied.hasUrls():
            self.files_pasted.emit(copied)
        else:
            return False
        return True

    # ---- tokens --------------------------------------------------------------------------------

    def _mark(self, text: str) -> None:
        """Find the tokens and give them their colours."""
        self._marks = marks_of(text)
        faults = [mark.tip for mark in self._marks if mark.wrong]
        self.setAccessibleDescription(" ".join(faults))
        self.recolour()

    def recolour(self) -> None:
        """Colour the tokens by the scheme. A line edit takes colours only as those of an input
        method."""
        formats = [
            QInputMethodEvent.Attribute(
                QInputMethodEvent.AttributeType.TextFormat,
                mark.start - self.cursorPosition(),
                mark.length,
                _look_of(mark, tokens_now()).text,
            )
            for mark in self._marks
        ]
        QApplication.sendEvent(self, QInputMethodEvent("", formats))

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Note whether letters are being composed: they move the tokens behind them."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The grounds of the tokens, and the text upon them."""
        origin = self._origin() if self._marks else 0
        if self._marks and not self._composing:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            radius = unit(self.font(), 5)
            for mark, box in zip(self._marks, self.token_boxes(), strict=True):
                painter.setBrush(_look_of(mark, tokens_now()).ground)
                painter.drawRoundedRect(box, radius, radius)
            painter.end()
        super().paintEvent(event)
        if self._marks and self._origin() != origin:
            self.update()  # only painting scrolls the line, and the grounds were there before

    def _origin(self) -> int:
        """Where the text begins, in pixels from the left of the line."""
        layout = self._layout()  # keeps the line alive
        cursor = round(_x_of(layout.lineAt(0), self.cursorPosition()))
        return self.cursorRect().left() + _BESIDE_CURSOR - cursor

    def token_boxes(self) -> Iterator[QRectF]:
        """Where the tokens stand in the line, in pixels; parts of them may be out of sight."""
        layout = self._layout()  # keeps the line alive
        line, origin = layout.lineAt(0), self._origin()
        margin = round(self.fontMetrics().horizontalAdvance(" ") * _SHARE, 1)
        high = min(line.height() + unit(self.font(), 3), self.height())
        top = (self.height() - high) / 2
        for mark in self._marks:
            # in text of both directions a token may begin and end anywhere within itself
            places = [_x_of(line, at) for at in range(mark.start, mark.start + mark.length + 1)]
            left, right = origin + min(places), origin + max(places)
            yield QRectF(left - margin, top, right - left + 2 * margin, high)

    def _layout(self) -> QTextLayout:
        """The text as the line lays it out, which does not tell."""
        key = (self.displayText(), self.font().key())
        if self._measured is None or self._measured[0] != key:
            option = QTextOption()
            option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
            option.setFlags(QTextOption.Flag.IncludeTrailingSpaces)
            layout = QTextLayout(self.displayText(), self.font())
            layout.setTextOption(option)
            layout.beginLayout()
            layout.createLine()
            layout.endLayout()
            self._measured = (key, layout)
        return self._measured[1]

    def event(self, event: QEvent) -> bool:
        """Say under the pointer what a token does."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._show_tip(event)
            return True
        return super().event(event)

    def _show_tip(self, event: QHelpEvent) -> None:
        at = QPointF(event.pos())
        for mark, box in zip(self._marks, self.token_boxes(), strict=True):
            if box.contains(at):
                QToolTip.showText(event.globalPos(), plain_tip(mark.tip), self, box.toAlignedRect())
                return
        QToolTip.hideText()


def _look_of(mark: Mark, tokens: Tokens) -> _Look:
    text = QTextCharFormat()
    if mark.wrong:
        text.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        text.setUnderlineColor(QColor(tokens.warning))
        return _Look(QColor(tokens.chip), text)
    text.setForeground(QColor(tokens.accent_text))
    return _Look(QColor(tokens.accent_background), text)


def _x_of(line: QTextLine, at: int) -> float:
    found: Any = line.cursorToX(at)  # (x, the place itself)
    return float(found[0])
