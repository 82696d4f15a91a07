"""How much of the library is searchable by meaning: a thin bar and a line, until all of it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from docmind.core import coverage
from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.theme import scaled_font, tokens_now, unit
from docmind.ui.widgets.wording import counted, number, tr

if TYPE_CHECKING:
    from docmind.core import Status

WHOLE = 100


class CoverageLine(QWidget):
    """Hidden while nothing is missing. The tooltip says what can be found how."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        font = self.font()
        self._percent = WHOLE
        self._line = QLabel(self)
        self._line.setWordWrap(True)
        self._line.setTextFormat(Qt.TextFormat.PlainText)
        self._line.setFont(scaled_font(font, 11.5 / 13))
        self._line.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        look(self._line, "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(unit(font, 8), unit(font, 14), unit(font, 8), unit(font, 2))
        column.addWidget(self._line)
        self.hide()

    def show_status(self, status: Status) -> None:
        """Show it for this state of the library."""
        self._percent = coverage(status)
        self._line.setText(said(status))
        self.setToolTip(told(status))
        self.setAccessibleName(said(status))
        self.setAccessibleDescription(told(status))
        self.setVisible(self._percent < WHOLE and bool(status.sources))
        self.update()

    @property
    def percent(self) -> int:
        """How much is searchable by meaning, 0 to 100."""
        return self._percent

    def paintEvent(self, event: QPaintEvent) -> None:
        """The bar above the line."""
        tokens, font = tokens_now(), self.font()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        high = unit(font, 3)
        box = QRectF(unit(font, 8), unit(font, 7), self.width() - 2 * unit(font, 8), high)
        painter.setBrush(QColor(tokens.line))
        painter.drawRoundedRect(box, high / 2, high / 2)
        filled = QRectF(box)
        filled.setWidth(box.width() * self._percent / WHOLE)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            filled.moveRight(box.right())
        painter.setBrush(QColor(tokens.accent))
        painter.drawRoundedRect(filled, high / 2, high / 2)


def said(status: Status) -> str:
    """The line."""
    return tr("{percent} % searchable by meaning").format(percent=number(coverage(status)))


def told(status: Status) -> str:
    """What can be found how, a line for each."""
    known = status.files + status.pending
    lines = [
        counted(known, "Found by name: {count} file", "Found by name: {count} files"),
        counted(
            status.files,
            "Found by words: {count} file",
            "Found by words: {count} files",
        ),
    ]
    if status.model_missing:
        lines.append(tr("Found by meaning: none. {why}").format(why=status.model_missing))
    else:
        lines.append(
            counted(
                status.files,
                "Found by meaning: {count} file",
                "Found by meaning: {count} files",
            )
        )
    pictures, change = status.pictures, status.change
    if pictures is not None and pictures.files and not pictures.missing:
        seen, files = number(pictures.seen), number(pictures.files)
        lines.append(
            tr("Pictures looked at: in {seen} of {files} files").format(seen=seen, files=files)
        )
    if change is not None and change.total:
        done, total = number(change.done), number(change.total)
        text = tr("Prepared for {model}: {done} of {total} files")
        lines.append(text.format(model=change.title, done=done, total=total))
    if status.pending:
        lines.append(
            counted(status.pending, "Still to be read: {count} file",
                    "Still to be read: {count} files")
        )  # fmt: skip
    return "\n".join(lines)
