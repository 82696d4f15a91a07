"""One model: what it is, its state, and what can be done with it."""

from __future__ import annotations

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
    if here:
        found.append(("try", tr("Try")))
    if state.state == "installed":
        found.append(("verify", tr("Check")))
    if state.state in ("installed", "damaged", "partial") and not state.used:
        found.append(("remove", tr("Remove…")))
    return found


class ModelCardView(QWidget):
    """Fed with states; ``acted`` says which button was pressed (and ``cancel``, while it runs)."""

    acted = Signal(str)

    def __init__(self, state: ModelState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        look(self, "card")
        self.state = state
        self._told = False
        font = self.font()
        self._title = self._label(scaled_font(font, 14 / 13, bold=True))
        self._word = self._label(scaled_font(font, 12 / 13))
        self._summary = self._label(font)
        self._facts = self._label(scaled_font(font, 12 / 13))
        look(self._facts, "muted")
        self._note = self._label(scaled_font(font, 12 / 13))
        self._bar = ProgressBar(tr("Progress of {title}").format(title=state.title), self)
        self._rate = self._label(scaled_font(font, 12 / 13))
        look(self._rate, "muted")
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(unit(font, 6))
        self.buttons: dict[str, QPushButton] = {}
        self._arrange()
        self.show_state(state)

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

    def show_state(self, state: ModelState) -> None:
        """Show another state; buttons that stay keep their place and focus."""
        self.state = state
        self._title.setText(state.title)
        word, kind = state_word(state)
        self._word.setText(word)
        look(self._word, kind)
        self._summary.setText(state.summary)
        self._facts.setText(facts(state))
        if not self._told:
            self._show_note(state.note, warning=state.state in ("damaged", "partial"))
        wanted = actions_of(state)
        for name in self.buttons.keys() - {"cancel"} - dict(wanted).keys():
            self.buttons.pop(name).deleteLater()
        for place, (name, text) in enumerate(wanted):
            button = self.buttons.get(name) or self._button(name)
            button.setText(text)
            button.setAccessibleName(f"{text.rstrip('…')}: {state.title}")
            look(button, "low-primary" if place == 0 and name in ("download", "use") else "low")
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
            self.show_state(self.state)

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
        parts = [
            tr("{done} of {total}").format(done=size(progress.done), total=size(progress.total))
        ]
        if progress.rate > 0 and progress.stage == "downloading":
            parts.append(tr("{size} a second").format(size=size(round(progress.rate))))
        if progress.seconds_left is not None:
            parts.append(time_left(progress.seconds_left))
        self._rate.setText(" \N{MIDDLE DOT} ".join(parts))
        if "cancel" not in self.buttons:
            button = self._button("cancel")
            button.setText(tr("Stop"))
            button.setAccessibleName(tr("Stop: {title}").format(title=self.state.title))
            look(button, "low")
            self._buttons.insertWidget(0, button)

    @property
    def said(self) -> str:
        """All that is said now."""
        labels = (self._title, self._word, self._summary, self._facts, self._note, self._rate)
        return "\n".join(label.text() for label in labels if not label.isHidden())
