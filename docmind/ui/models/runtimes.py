"""What large models need to run on a graphics card: it is no part of DocMind and comes apart."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from docmind.core import Progress, RuntimeState
from docmind.ui.models.card import Card, CardText
from docmind.ui.models.runtime_words import (
    intro,
    runtime_actions,
    runtime_facts,
    runtime_word,
)
from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.theme import scaled_font, unit
from docmind.ui.widgets.wording import tr


def _text_of(state: RuntimeState) -> CardText:
    word, kind = runtime_word(state)
    return CardText(
        title=state.title,
        word=word,
        kind=kind,
        summary="",
        facts=runtime_facts(state),
        note=state.why,
        warns=state.state in ("outdated", "broken"),
        buttons=runtime_actions(state),
        proposed=() if state.state == "absent" and state.why else ("download",),
    )


class RuntimesView(QWidget):
    """A heading with a card for each runtime; hidden while none is known. ``acted`` (what, name)
    comes from their buttons."""

    acted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: dict[str, Card] = {}
        self.states: tuple[RuntimeState, ...] = ()
        font = self.font()
        title = QLabel(tr("Graphics card support"), self)
        title.setFont(scaled_font(font, 14 / 13, bold=True))
        self.text = QLabel(self)
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        look(self.text, "muted")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, unit(font, 14), 0, 0)
        self._column.setSpacing(unit(font, 10))
        self._column.addWidget(title)
        self._column.addWidget(self.text)
        self.hide()

    def show_runtimes(self, states: Sequence[RuntimeState]) -> None:
        """Show every runtime; cards that stay keep their place and what runs in them."""
        self.states = tuple(states)
        wanted = {state.name for state in states}
        for name in [name for name in self.cards if name not in wanted]:
            self.cards.pop(name).deleteLater()
        for place, state in enumerate(states):
            card = self.cards.get(state.name)
            if card is None:
                card = self._new_card(state)
            else:
                card.show_text(_text_of(state))
            self._column.insertWidget(2 + place, card)
        self.text.setText(intro(states))
        self.setVisible(bool(states))

    def _new_card(self, state: RuntimeState) -> Card:
        card, name = Card(_text_of(state), self), state.name
        card.acted.connect(lambda what: self.acted.emit(what, name))
        self.cards[name] = card
        return card

    def show_progress(self, name: str, progress: Progress | None) -> None:
        """How far the work on one of them is."""
        if name in self.cards:
            self.cards[name].show_progress(progress)

    def say(self, name: str, text: str) -> None:
        """What went wrong with one of them."""
        if name in self.cards:
            self.cards[name].tell(text, warning=True)
