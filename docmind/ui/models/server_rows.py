"""The models of a server, a line for each: what it is, why it cannot be used, what can be done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from docmind.core import Progress
from docmind.ui.models.card import progress_text
from docmind.ui.models.server_words import ServerEntry
from docmind.ui.widgets.progress_bar import ProgressBar
from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.theme import scaled_font, unit
from docmind.ui.widgets.wording import tr


class ServerModelRow(QWidget):
    """Fed with an entry. ``acted`` says which button was pressed (and ``cancel``, while a download
    runs)."""

    acted = Signal(str)

    def __init__(self, entry: ServerEntry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry = entry
        self.buttons: dict[str, QPushButton] = {}
        self._told = False
        font = self.font()
        small = scaled_font(font, 12 / 13)
        self._title, self._facts, self._note = (self._label() for _ in range(3))
        self._word, self._rate = QLabel(self), QLabel(self)
        for label in (self._facts, self._note, self._word, self._rate):
            label.setFont(small)
        look(self._rate, "muted")
        self._bar = ProgressBar(tr("Progress of {title}").format(title=entry.title), self)
        self._arrange()
        self.show_entry(entry)
        self.show_progress(None)

    def _label(self) -> QLabel:
        label = QLabel(self)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def _arrange(self) -> None:
        font = self.font()
        self._running = QWidget(self)  # a layout with nothing in it would leave no width
        running = QHBoxLayout(self._running)
        running.setContentsMargins(0, 0, 0, 0)
        running.setSpacing(unit(font, 10))
        running.addWidget(self._bar, 1)
        running.addWidget(self._rate)
        texts = QVBoxLayout()
        texts.setSpacing(unit(font, 1))
        for label in (self._title, self._facts, self._note):
            texts.addWidget(label)
        texts.addWidget(self._running)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(unit(font, 6))
        row = QHBoxLayout()
        row.setContentsMargins(*(unit(font, side) for side in (16, 7, 16, 7)))
        row.setSpacing(unit(font, 14))
        row.addLayout(texts, 1)
        row.addWidget(self._word)
        row.addLayout(self._buttons)
        self._rule = QFrame(self)
        look(self._rule, "rule")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._rule)
        column.addLayout(row)

    def show_entry(self, entry: ServerEntry) -> None:
        """Show another state; buttons that stay keep their focus."""
        self.entry = entry
        self._title.setText(entry.title)
        look(self._title, "muted" if entry.reason else "plain")
        self._facts.setText(entry.facts)
        look(self._facts, "muted")
        self._facts.setVisible(bool(entry.facts))
        self._word.setText(entry.word)
        self._word.setVisible(bool(entry.word) and "cancel" not in self.buttons)
        look(self._word, entry.look)
        if not self._told:
            self._show_note(entry.reason, "muted")
        for name in self.buttons.keys() - {"cancel"} - dict(entry.actions).keys():
            self.buttons.pop(name).deleteLater()
        for place, (name, text) in enumerate(entry.actions):
            button = self.buttons.get(name) or self._button(name)
            self._name(button, text)
            button.setVisible("cancel" not in self.buttons)
            self._buttons.insertWidget(place, button)

    def _button(self, name: str) -> QPushButton:
        button = QPushButton(self)
        look(button, "low")
        button.clicked.connect(lambda _checked=False: self._act(name))
        self.buttons[name] = button
        return button

    def _name(self, button: QPushButton, text: str) -> None:
        button.setText(text)
        button.setAccessibleName(f"{text.rstrip('…')}: {self.entry.title}")

    def _act(self, name: str) -> None:
        self.tell("")
        self.acted.emit(name)

    def tell(self, text: str, *, warning: bool = False) -> None:
        """How something that was asked for went; nothing takes that back."""
        self._told = bool(text)
        self._show_note(text or self.entry.reason, "warning" if warning else "muted")

    def _show_note(self, text: str, kind: str) -> None:
        self._note.setText(text)
        look(self._note, kind)
        self._note.setVisible(bool(text))

    def show_progress(self, progress: Progress | None) -> None:
        """How far a download is; None when nothing runs."""
        running = progress is not None
        self._running.setVisible(running)
        self._word.setVisible(bool(self.entry.word) and not running)
        for name, button in self.buttons.items():
            button.setVisible(not running or name == "cancel")
        if progress is None:
            if "cancel" in self.buttons:
                self.buttons.pop("cancel").deleteLater()
            return
        self._bar.show_part(progress.done // 1024, max(progress.total // 1024, 1))
        self._rate.setText(progress_text(progress))
        if "cancel" not in self.buttons:
            self._name(self._button("cancel"), tr("Stop"))
            self._buttons.insertWidget(0, self.buttons["cancel"])

    @property
    def said(self) -> str:
        """All that is said now."""
        labels = (self._title, self._facts, self._note, self._word, self._rate)
        return "\n".join(label.text() for label in labels if label.isVisibleTo(self))
