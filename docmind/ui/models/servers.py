"""The servers that run models, a card for each; asked only when a person looks at them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from docmind.core import ModelState, Progress, ProviderHealth
from docmind.ui.models.server_card import ServerCard
from docmind.ui.models.server_words import entries, runs_on_a_server
from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.spinner import Spinner
from docmind.ui.widgets.theme import scaled_font, unit
from docmind.ui.widgets.wording import tr

Terms = Callable[[str], tuple[bool, bool]]
"""Of a provider: whether it runs on this computer, and whether texts may go there."""


class ServersView(QWidget):
    """A heading with a card for each server. ``acted`` (what, provider, model id) comes from the
    cards; ``look_asked`` when a person wants them asked again."""

    acted = Signal(str, str, str)
    look_asked = Signal()
    address_given = Signal(str, str)  # provider, address
    key_given = Signal(str, str)  # provider, key
    key_dropped = Signal(str)
    keys_asked = Signal()  # a person looks at where a server is and the key for it

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: dict[str, ServerCard] = {}
        self._states: Sequence[ModelState] = ()
        self._used: tuple[str, ...] = ()
        font = self.font()
        title = QLabel(tr("On servers"), self)
        title.setFont(scaled_font(font, 14 / 13, bold=True))
        self.spinner = Spinner(tr("Asking the servers"), self)
        self.again = QPushButton(tr("Look again"), self)
        self.again.setAccessibleName(tr("Look again at the servers"))
        self.again.clicked.connect(lambda _checked=False: self.look_asked.emit())
        look(self.again, "low")
        self.text = self._label(
            tr("Models can also run in another program, such as Ollama. Texts go to it, so only "
               "servers on this computer are asked; another computer only when you allow it.")
        )  # fmt: skip
        look(self.text, "muted")
        self.wrong = self._label("")
        look(self.wrong, "warning")
        self.wrong.hide()
        head = QHBoxLayout()
        head.setSpacing(unit(font, 10))
        head.addWidget(title, 1)
        head.addWidget(self.spinner)
        head.addWidget(self.again)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, unit(font, 14), 0, 0)
        self._column.setSpacing(unit(font, 10))
        self._column.addLayout(head)
        self._column.addWidget(self.text)
        self._column.addWidget(self.wrong)

    def _label(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    # ---- showing -------------------------------------------------------------------------------

    def show_looking(self, looking: bool) -> None:
        """They are asked now, or answered."""
        self.spinner.spin(looking)
        self.again.setEnabled(not looking)

    def say_wrong(self, text: str) -> None:
        """They could not be asked at all."""
        self.wrong.setText(text)
        self.wrong.setVisible(bool(text))

    def show_health(self, healths: Sequence[ProviderHealth], terms: Terms) -> None:
        """Show every server; cards that stay keep their place, and what is typed there."""
        self.say_wrong("")
        shown = [one for one in healths if runs_on_a_server(one)]
        names = {one.provider for one in shown}
        for name in [name for name in self.cards if name not in names]:
            self.cards.pop(name).deleteLater()
        for place, health in enumerate(shown):
            card = self.cards.get(health.provider) or self._new_card(health)
            here, allowed = terms(health.provider)
            card.show_health(health, here=here, allowed=allowed)
            self._column.insertWidget(3 + place, card)
        self._show_entries()

    def _new_card(self, health: ProviderHealth) -> ServerCard:
        card, name = ServerCard(health, self), health.provider
        card.acted.connect(lambda what, model: self.acted.emit(what, name, model))
        card.form.address_given.connect(lambda text: self.address_given.emit(name, text))
        card.form.key_given.connect(lambda key: self.key_given.emit(name, key))
        card.form.key_dropped.connect(lambda: self.key_dropped.emit(name))
        card.form_opened.connect(self.keys_asked)
        self.cards[name] = card
        return card

    def show_models(self, states: Sequence[ModelState], used: Sequence[str]) -> None:
        """What is known of models on servers, and the ids in use."""
        self._states, self._used = states, tuple(used)
        self._show_entries()

    def _show_entries(self) -> None:
        for card in self.cards.values():
            card.show_entries(entries(card.health, self._states, self._used))

    # ---- one model -----------------------------------------------------------------------------

    def has(self, model: str) -> bool:
        """Whether a line is about that model."""
        return any(model in card.rows for card in self.cards.values())

    def show_progress(self, model: str, progress: Progress | None) -> None:
        """How far a download is."""
        for card in self.cards.values():
            if model in card.rows:
                card.rows[model].show_progress(progress)

    def say(self, model: str, text: str, *, warning: bool = False) -> None:
        """A line below a model: what is worked out, what failed."""
        for card in self.cards.values():
            if model in card.rows:
                card.rows[model].tell(text, warning=warning)
