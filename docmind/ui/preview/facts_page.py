"""What is known of a file whose content cannot be shown: its type, size, age and place."""

from __future__ import annotations

import mimetypes
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from docmind.core import Hit
from docmind.ui.widgets.message import Message
from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.theme import scaled_font, unit
from docmind.ui.widgets.wording import day, shown, size, tr


class FactsPage(QWidget):
    """A message with the facts below it. ``mend_pressed`` asks what can be done."""

    mend_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        font = self.font()
        self._message = Message("page", self)
        self._message.pressed.connect(self.mend_pressed)
        self._values: list[QLabel] = []
        table = QWidget(self)
        table.setMaximumWidth(unit(font, 420))
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(unit(font, 14))
        grid.setVerticalSpacing(unit(font, 5))
        for row, name in enumerate((tr("Type"), tr("Size"), tr("Changed"), tr("Lies in"))):
            label, value = QLabel(name, self), QLabel(self)
            look(label, "muted")
            for one in (label, value):
                one.setFont(scaled_font(font, 12 / 13))
                one.setTextFormat(Qt.TextFormat.PlainText)
            value.setWordWrap(True)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, row, 1)
            self._values.append(value)
        grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(unit(font, side) for side in (24, 8, 24, 18)))
        self._message.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(table, 4)
        middle.addStretch(1)
        column.addStretch(2)
        column.addWidget(self._message)
        column.addLayout(middle)
        column.addStretch(3)

    def show_file(self, hit: Hit, title: str, why: str, *, mend: bool = False) -> None:
        """Say why the content is not shown, and what is known."""
        button = tr("See what can be done") if mend else ""
        self._message.show_text(title, why, button)
        folder = hit.container if hit.container is not None else hit.path.parent
        facts = (type_words(hit.path, hit.media_type), size(hit.size), day(hit.mtime_ns))
        for value, text in zip(self._values, (*facts, shown(folder)), strict=True):
            value.setText(_breakable(text))
            value.setAccessibleName(text)

    @property
    def said(self) -> str:
        """All that is said now."""
        facts = " ".join(value.accessibleName() for value in self._values)
        return f"{self._message.said} {facts}"


def type_words(path: Path, media_type: str) -> str:
    """What kind of file it is, for a person: MP4 video, DOCX file."""
    suffix = shown(path.suffix.lstrip(".").upper())
    guessed = mimetypes.guess_type(path.name)[0] or media_type
    pattern = {
        "audio": tr("{type} sound"),
        "video": tr("{type} video"),
        "image": tr("{type} picture"),
        "text": tr("{type} text"),
    }.get(guessed.partition("/")[0], tr("{type} file"))
    return pattern.format(type=suffix) if suffix else tr("File without a type in its name")


def _breakable(text: str) -> str:
    """``text`` that may go on in the next line after each part of a path."""
    return text.replace("/", "/\N{ZERO WIDTH SPACE}")
