"""A group of models on the page: a heading, a sentence, and a card for each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from docmind.core import ModelState
from docmind.ui.models.card import ModelCardView
from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.theme import scaled_font, unit


class ModelSection(QWidget):
    """Hidden while it has no model. ``acted`` (what, model id) comes from the cards."""

    acted = Signal(str, str)

    def __init__(self, title: str, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: dict[str, ModelCardView] = {}
        font = self.font()
        heading = QLabel(title, self)
        heading.setFont(scaled_font(font, 14 / 13, bold=True))
        self.text = QLabel(text, self)
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setVisible(bool(text))
        look(self.text, "muted")
        self.fact = QLabel(self)
        self.fact.setWordWrap(True)
        self.fact.setTextFormat(Qt.TextFormat.PlainText)
        self.fact.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, unit(font, 8), 0, 0)
        self._column.setSpacing(unit(font, 10))
        self._column.addWidget(heading)
        self._column.addWidget(self.text)
        self._column.addWidget(self.fact)
        self.hide()

    def say(self, fact: str) -> None:
        """A sentence on what holds now, below the heading; "" for none."""
        self.fact.setText(fact)
        self.fact.setVisible(bool(fact))

    def show_models(self, states: Sequence[ModelState]) -> None:
        """Show every model; cards that stay keep their place and what runs in them."""
        wanted = {state.id for state in states}
        for name in [name for name in self.cards if name not in wanted]:
            self.cards.pop(name).deleteLater()
        for place, state in enumerate(states):
            card = self.cards.get(state.id)
            if card is None:
                card = self._new_card(state)
            else:
                card.show_state(state)
            self._column.insertWidget(3 + place, card)
        self.setVisible(bool(states))

    def _new_card(self, state: ModelState) -> ModelCardView:
        card, name = ModelCardView(state, self), state.id
        card.acted.connect(lambda what: self.acted.emit(what, name))
        self.cards[name] = card
        return card
