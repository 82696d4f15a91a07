"""Which of the matches in a document is shown, and the buttons to the ones before and after."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from docmind.ui.preview.places import Places
from docmind.ui.preview.step_button import step_button
from docmind.ui.widgets.icons import icon
from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.theme import icon_size, scaled_font, tokens_now, unit
from docmind.ui.widgets.wording import counted, number, tr


class MatchSteps(QWidget):
    """``stepped`` asks for the match after or before (1, -1)."""

    stepped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = QLabel(self)
        self._count.setTextFormat(Qt.TextFormat.PlainText)
        self._count.setFont(scaled_font(self.font(), 12 / 13))
        look(self._count, "muted")
        self.previous = self._step(tr("Previous match"), -1)
        self.next = self._step(tr("Next match"), 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(unit(self.font(), 2))
        row.addWidget(self._count)
        row.addSpacing(unit(self.font(), 4))
        row.addWidget(self.previous)
        row.addWidget(self.next)
        self._draw_icons()

    def show_places(self, places: Places) -> None:
        """Say where the person is among the matches."""
        self._count.setText(place_words(places))
        for button in (self.previous, self.next):
            button.setEnabled(len(places) > 0)

    @property
    def said(self) -> str:
        """What is shown: 3 of 27."""
        return self._count.text()

    def _step(self, name: str, by: int) -> QToolButton:
        return step_button(self, name, "small-icon", lambda: self.stepped.emit(by))

    def _draw_icons(self) -> None:
        side, colour = icon_size(self.font(), 13), tokens_now().muted
        for button, name in ((self.previous, "up"), (self.next, "down")):
            button.setIcon(icon(name, colour, side.width()))
            button.setIconSize(side)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "next"):
            self._draw_icons()


def place_words(places: Places) -> str:
    """3 of 27, or how many there are before the first step."""
    whole = number(len(places)) + ("+" if places.is_cut else "")
    if places.number:
        return tr("{number} of {count}").format(number=number(places.number), count=whole)
    if places.is_cut:
        return tr("{count} matches").format(count=whole)
    if not len(places):
        return tr("No match")
    return counted(len(places), "{count} match", "{count} matches")
