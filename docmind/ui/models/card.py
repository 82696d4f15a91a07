"""One model: what it is, its state, and what can be done with it; and the card it stands on."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from docmind.core import ModelState, Progress
from docmind.ui.models.words import facts, state_word
from docmind.ui.widgets.progress_bar import ProgressBar
from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.theme import scaled_font, unit
from docmind.ui.widgets.wording import size, time_left, tr


def actions_of(state: ModelState) -> list[tuple[str, str]]:
    """(name, text) of what can be done with a model, the first thing first."""
    here = state.state in ("built in", "installed")
    found = []
    if state.state == "absent":
        found.append(("download", tr("Download…")))
    elif state.state == "partial":
        found.append(("download", tr("Go on downloading…")))
    elif state.state == "damaged":
        found.append(("download" if state.source else "import", tr("Get it again…")))
    if here and state.does == "text" and not state.used:
        found.append(("use", tr("Use for this library…")))
    if here and state.does == "order":
        found.append(("leave", tr("Do without")) if state.used else ("order", tr("Use for order")))
    elif here:
        found.append(("try", tr("Try")))
    if state.state == "installed":
        found.append(("verify", tr("Check")))
    if state.state in ("installed", "damaged", "partial") and not state.used:
        found.append(("remove", tr("Remove…")))
    return found


@dataclass(frozen=True, slots=True)
class CardText:
    """What stands on a card: ``kind`` is the look of the ``word`` for its state, ``buttons`` are
    (name, text); the first is the proposed one where its name is among ``proposed``."""

    title: str
    word: str
    kind: str
    summary: str
    facts: str
    note: str
    warns: bool
    buttons: Sequence[tuple[str, str]]
    proposed: Collection[str] = ()


class Card(QWidget):
    """Fed with texts; ``acted`` says which button was pressed (and ``cancel``, while it runs)."""

    acted = Signal(str)

    def __init__(self, text: CardText, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        look(self, "card")
        self._text = text
        self._told = False
        font = self.font()
        self._title = self._label(scaled_font(font, 14 / 13, bold=True))
        self._word = self._label(scaled_font(font, 12 / 13))
        self._summary = self._label(font)
        self._facts = self._label(scaled_font(font, 12 / 13))
        look(self._facts, "muted")
        self._note = self._label(scaled_font(font, 12 / 13))
        self._bar = ProgressBar(tr("Progress of {title}").format(title=text.title), self)
        self._rate = self._label(scaled_font(font, 12 / 13))
        look(self._rate, "muted")
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(unit(font, 6))
        self.buttons: dict[str, QPushButton] = {}
        self._arrange()
        self.show_text(text)

    def _label(self, font: object) -> QLabel:
        label = QLabel(self)
        label.setFont(font)  # type: ignore[arg-type]
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def _arrange(self) -> None:
        font = self.font()
        self._word.setWordWrap(False)
        self._rate.setWordWrap(False)
        head = QHBoxLayout()
        head.setSpacing(unit(font, 10))
        head.addWidget(self._title, 1)
        head.addWidget(self._word)
        running = QHBoxLayout()
        running.setSpacing(unit(font, 10))
        running.addWidget(self._bar, 1)
        running.addWidget(self._rate)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(unit(font, side) for side in (16, 12, 16, 12)))
        column.setSpacing(unit(font, 6))
        column.addLayout(head)
        for label in (self._summary, self._facts, self._note):
            column.addWidget(label)
        column.addLayout(running)
        column.addSpacing(unit(font, 2))
        self._buttons.addStretch(1)
        column.addLayout(self._buttons)
        self.show_progress(None)

    def show_text(self, text: CardText) -> None:
        """Show another state; buttons that stay keep their place and focus."""
        self._text = text
        self._title.setText(text.title)
        self._word.setText(text.word)
        look(self._word, text.kind)
        for label, words in ((self._summary, text.summary), (self._facts, text.facts)):
            label.setText(words)
            label.setVisible(bool(words))
        if not self._told:
            self._show_note(text.note, warning=text.warns)
        for name in self.buttons.keys() - {"cancel"} - dict(text.buttons).keys():
            self.buttons.pop(name).deleteLater()
        for place, (name, words) in enumerate(text.buttons):
            button = self.buttons.get(name) or self._button(name)
            button.setText(words)
            button.setAccessibleName(f"{words.rstrip('…')}: {text.title}")
            look(button, "low-primary" if place == 0 and name in text.proposed else "low")
            button.setVisible("cancel" not in self.buttons)
            self._buttons.insertWidget(place, button)

    def _button(self, name: str) -> QPushButton:
        button = QPushButton(self)
        button.clicked.connect(lambda _checked=False: self._act(name))
        self.buttons[name] = button
        return button

    def _act(self, name: str) -> None:
        self.tell("")
        self.acted.emit(name)

    def tell(self, text: str, *, warning: bool = False) -> None:
        """How something that was asked for went, in place of what is said of the state; nothing
        brings that back."""
        self._told = bool(text)
        if text:
            self._show_note(text, warning=warning)
        else:
            self.show_text(self._text)

    def _show_note(self, text: str, *, warning: bool) -> None:
        self._note.setText(text)
        look(self._note, "warning" if warning else "muted")
        self._note.setVisible(bool(text))

    def show_progress(self, progress: Progress | None) -> None:
        """How far a download or a check of it is; None when nothing runs."""
        running = progress is not None
        self._bar.setVisible(running)
        self._rate.setVisible(running)
        for name, button in self.buttons.items():
            button.setVisible(not running or name == "cancel")
        if progress is None:
            if "cancel" in self.buttons:
                self.buttons.pop("cancel").deleteLater()
            return
        self._bar.show_part(progress.done // 1024, max(progress.total // 1024, 1))
        self._rate.setText(progress_text(progress))
        if "cancel" not in self.buttons:
            button = self._button("cancel")
            button.setText(tr("Stop"))
            button.setAccessibleName(tr("Stop: {title}").format(title=self._text.title))
            look(button, "low")
            self._buttons.insertWidget(0, button)

    @property
    def said(self) -> str:
        """All that is said now."""
        labels = (self._title, self._word, self._summary, self._facts, self._note, self._rate)
        return "\n".join(label.text() for label in labels if not label.isHidden())


def progress_text(progress: Progress) -> str:
    """How far a download or a check is, how fast, and how long it still takes."""
    parts = [tr("{done} of {total}").format(done=size(progress.done), total=size(progress.total))]
    if progress.rate > 0 and progress.stage == "downloading":
        parts.append(tr("{size} a second").format(size=size(round(progress.rate))))
    if progress.seconds_left is not None:
        parts.append(time_left(progress.seconds_left))
    return " \N{MIDDLE DOT} ".join(parts)


class ModelCardView(Card):
    """The card of a model, fed with its states."""

    def __init__(self, state: ModelState, parent: QWidget | None = None) -> None:
        super().__init__(_text_of(state), parent)
        self.state = state

    def show_state(self, state: ModelState) -> None:
        """Show another state."""
        self.state = state
        self.show_text(_text_of(state))


def _text_of(state: ModelState) -> CardText:
    word, kind = state_word(state)
    return CardText(
        title=state.title,
        word=word,
        kind=kind,
        summary=state.summary,
        facts=facts(state),
        note=state.note,
        warns=state.state in ("damaged", "partial"),
        buttons=actions_of(state),
        proposed=("download", "use", "order"),
    )
