"""One server: how it is, what it has, and what a person allows it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from docmind.core import ProviderHealth
from docmind.ui.models.server_form import ServerForm
from docmind.ui.models.server_rows import ServerModelRow
from docmind.ui.models.server_words import ServerEntry, server_facts, server_title, server_word
from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.theme import scaled_font, unit
from docmind.ui.widgets.wording import counted, tr

PORTS = {"ollama": "11434", "openai": "7997/v1", "server": "7997/v1"}
MOST_ROWS = 60  # a server may have very many


class ServerCard(QWidget):
    """Fed with health and entries. ``acted`` (what, model id) comes from the lines, with "" for the
    server itself: allow, withdraw."""

    acted = Signal(str, str)
    form_opened = Signal()

    def __init__(self, health: ProviderHealth, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        look(self, "card")
        font = self.font()
        self.health = health
        self.rows: dict[str, ServerModelRow] = {}
        self.title_text = server_title(health.provider, health.title)
        small = scaled_font(font, 12 / 13)
        self._title, self._word, self._facts, self._note, self._more = (
            QLabel(self) for _ in range(5)
        )
        self._title.setText(self.title_text)
        self._title.setFont(scaled_font(font, 14 / 13, bold=True))
        for label in (self._title, self._facts, self._note, self._more):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        for label in (self._word, self._facts, self._note, self._more):
            label.setFont(small)
        look(self._facts, "muted")
        look(self._more, "muted")
        self.allow = self._button(tr("Allow…"), "allow")
        self.withdraw = self._button(tr("Send nothing there any more…"), "withdraw")
        self.form = ServerForm(self.title_text, PORTS.get(health.provider, "8080"), self)
        self.set_up = QPushButton(self)
        self.set_up.clicked.connect(lambda _checked=False: self.open_form(self.form.isHidden()))
        look(self.set_up, "link")
        self._arrange()
        self.open_form(False)

    def _button(self, text: str, what: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setAccessibleName(f"{text.rstrip('…')}: {self.title_text}")
        button.clicked.connect(lambda _checked=False: self.acted.emit(what, ""))
        look(button, "low")
        button.hide()
        return button

    def _arrange(self) -> None:
        font = self.font()
        sides = unit(font, 16)
        head = QHBoxLayout()
        head.setSpacing(unit(font, 10))
        head.addWidget(self._title, 1)
        head.addWidget(self._word)
        top = QVBoxLayout()
        top.setContentsMargins(sides, unit(font, 12), sides, unit(font, 6))
        top.setSpacing(unit(font, 6))
        top.addLayout(head)
        top.addWidget(self._facts)
        top.addWidget(self._note)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        foot = QHBoxLayout()
        foot.setContentsMargins(sides, unit(font, 6), sides, unit(font, 10))
        foot.setSpacing(unit(font, 14))
        foot.addWidget(self.allow)
        foot.addWidget(self.set_up)
        foot.addStretch(1)
        foot.addWidget(self.withdraw)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(top)
        column.addLayout(self._lines)
        self._more.setContentsMargins(sides, unit(font, 4), sides, unit(font, 4))
        column.addWidget(self._more)
        column.addWidget(self.form)
        column.addLayout(foot)

    # ---- showing -------------------------------------------------------------------------------

    def show_health(self, health: ProviderHealth, *, here: bool, allowed: bool) -> None:
        """How it is now. ``here``: it runs on this computer; ``allowed``: texts may go there."""
        self.health = health
        word, kind = server_word(health)
        self._word.setText(word)
        look(self._word, kind)
        facts = server_facts(health, here=here)
        self._facts.setText(facts)
        self._facts.setVisible(bool(facts))
        look(self._note, "muted" if health.state in ("ready", "not set") else "warning")
        self._note.setText(health.note)
        self._note.setVisible(bool(health.note))
        elsewhere = bool(health.host) and not here
        self.allow.setVisible(elsewhere and not allowed)
        self.withdraw.setVisible(elsewhere and allowed)

    def show_entries(self, entries: Sequence[ServerEntry]) -> None:
        """Show a line for each; those that stay keep their place and what runs in them."""
        wanted = entries[:MOST_ROWS]
        names = {entry.id for entry in wanted}
        for name in [name for name in self.rows if name not in names]:
            self.rows.pop(name).deleteLater()
        for place, entry in enumerate(wanted):
            row = self.rows.get(entry.id)
            if row is None:
                row = self._new_row(entry)
            else:
                row.show_entry(entry)
            self._lines.insertWidget(place, row)
        rest = len(entries) - len(wanted)
        self._more.setText(counted(rest, "{count} more model", "{count} more models"))
        self._more.setVisible(rest > 0)

    def _new_row(self, entry: ServerEntry) -> ServerModelRow:
        row, name = ServerModelRow(entry, self), entry.id
        row.acted.connect(lambda what: self.acted.emit(what, name))
        self.rows[name] = row
        return row

    def open_form(self, opened: bool) -> None:
        """Show or hide where it is and the key for it."""
        self.form.setVisible(opened)
        text = tr("Hide address and key") if opened else tr("Address and key…")
        self.set_up.setText(text)
        self.set_up.setAccessibleName(f"{text.rstrip('…')}: {self.title_text}")
        if opened:
            self.form.address.setFocus(Qt.FocusReason.OtherFocusReason)
            self.form_opened.emit()

    @property
    def said(self) -> str:
        """All that is said now, without the lines of the models."""
        labels = (self._title, self._word, self._facts, self._note)
        return "\n".join(label.text() for label in labels if not label.isHidden())
