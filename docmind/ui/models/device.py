"""Where the models run: what was chosen, and why it cannot be changed where that is so."""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from docmind.ui.widgets.choice import Choice
from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.theme import scaled_font, unit
from docmind.ui.widgets.wording import isolated, tr


def devices() -> dict[str, str]:
    """What can be chosen on a computer like this, by the name that the settings use."""
    found = {"auto": tr("Whatever is faster"), "cpu": tr("Processor")}
    if sys.platform == "darwin":
        return {**found, "mps": tr("Graphics card (Apple)")}
    return {**found, "cuda": tr("Graphics card (NVIDIA)")}


class DeviceLine(QWidget):
    """``chosen`` names the device that a person wants."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = QLabel(tr("Models run on"), self)
        self.choice = Choice(tr("Where models run"), self)
        for value, text in devices().items():
            self.choice.addItem(text, value)
        self.label.setBuddy(self.choice)
        self.note = QLabel(self)
        self.note.setWordWrap(True)
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setFont(scaled_font(self.font(), 12 / 13))
        self.note.hide()
        row = QHBoxLayout()
        row.setSpacing(unit(self.font(), 10))
        row.addWidget(self.label)
        row.addWidget(self.choice)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(unit(self.font(), 4))
        column.addLayout(row)
        column.addWidget(self.note)
        self.choice.activated.connect(lambda _row: self._on_choice())

    def show_device(self, device: str, decided_by: str = "") -> None:
        """Show what the settings say; ``decided_by`` is a variable of the environment."""
        if self.choice.findData(device) < 0:
            self.choice.addItem(device, device)
        self.choice.setCurrentIndex(self.choice.findData(device))
        self.choice.setEnabled(not decided_by)
        text = tr("Decided by {variable} in the environment, so it cannot be changed here.")
        self.say(text.format(variable=isolated(decided_by)) if decided_by else "")

    def say(self, text: str, *, wrong: bool = False) -> None:
        """How the choice went."""
        look(self.note, "warning" if wrong else "muted")
        self.note.setText(text)
        self.note.setVisible(bool(text))

    def _on_choice(self) -> None:
        self.say(tr("The search engine starts anew with it…"))
        self.chosen.emit(str(self.choice.currentData()))
