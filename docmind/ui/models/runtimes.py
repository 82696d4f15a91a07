"""What large models need to run on a graphics card: it is no part of DocMind and comes apart."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from docmind.core import Progress, RuntimeState
from docmind.ui.models.card import Card, CardText
from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.theme import scaled_font, unit
from docmind.ui.widgets.wording import isolated, size, tr

ADDRESS = "embedding.runtime_address"
_DOT = " \N{MIDDLE DOT} "


def runtime_word(state: RuntimeState) -> tuple[str, str]:
    """(word, look) for the state."""
    words = {
        "absent": (tr("not here"), "muted"),
        "ready": (tr("installed"), "ok"),
        "outdated": (tr("out of date"), "warning"),
        "broken": (tr("damaged"), "warning"),
    }
    return words[state.state]


def runtime_facts(state: RuntimeState) -> str:
    """Sizes and version, as far as they are known."""
    parts = []
    if state.size_bytes:
        parts.append(tr("{size} on the disk").format(size=size(state.size_bytes)))
    if state.download_bytes and state.state != "ready":
        parts.append(tr("{size} to download").format(size=size(state.download_bytes)))
    if state.version:
        parts.append(tr("for DocMind {version}").format(version=isolated(state.version)))
    return _DOT.join(parts)


def runtime_actions(state: RuntimeState) -> list[tuple[str, str]]:
    """(name, text) of what can be done with it, the first thing first."""
    if state.state == "ready":
        return [("remove", tr("Remove…"))]
    found = []
    if state.download_bytes:
        found.append(("download", tr("Download…")))
    found.append(("import", tr("Import from a file…")))
    if state.state != "absent":
        found.append(("remove", tr("Remove…")))
    return found


def runtime_offer(state: RuntimeState) -> str:
    """What a download brings, before it begins."""
    text = tr("{size} come over the network from the address in the settings. The file is compared "
              "with its checksum; nothing of yours is sent. If it is stopped, it goes on "
              "later.")  # fmt: skip
    lines = [text.format(size=size(state.download_bytes))]
    if state.size_bytes:
        room = tr("Unpacked it takes {size} on the disk.")
        lines.append(room.format(size=size(state.size_bytes)))
    return " ".join(lines)


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
        self.text.setText(_intro(states))
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


def _intro(states: Sequence[RuntimeState]) -> str:
    text = tr("Large models are many times faster on a graphics card. The programs for that are no "
              "part of DocMind, because they are large: add them here, and remove them when you "
              "like. Without them everything works on the processor.")  # fmt: skip
    if any(state.download_bytes for state in states):
        return text
    none = tr("No address to download them from is set ({setting}), so they come from a file.")
    return f"{text} {none.format(setting=isolated(ADDRESS))}"
