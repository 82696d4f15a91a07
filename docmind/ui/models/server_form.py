"""Where a server is and the key for it: two lines that are shown when a person wants to set it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.theme import scaled_font, unit
from docmind.ui.widgets.wording import isolated, tr


class ServerForm(QWidget):
    """``address_given`` brings what was typed, ``key_given`` a key: it is never shown again.
    ``port``, with the path behind it, is the usual one, shown while there is no address."""

    address_given = Signal(str)
    key_given = Signal(str)
    key_dropped = Signal()

    def __init__(self, title: str, port: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ""
        self.address = QLineEdit(self)
        self.address.setAccessibleName(tr("Address: {title}").format(title=title))
        self.address.setPlaceholderText(f"http://127.0.0.1:{port}")
        self.key = QLineEdit(self)
        self.key.setAccessibleName(tr("Key: {title}").format(title=title))
        self.key.setEchoMode(QLineEdit.EchoMode.Password)
        for field in (self.address, self.key):
            field.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            look(field, "boxed")
        self.save = self._button(tr("Save"), tr("Save the address: {title}").format(title=title))
        self.keep = self._button(tr("Save key"), tr("Save the key: {title}").format(title=title))
        self.drop = self._button(tr("Forget"), tr("Forget the key: {title}").format(title=title))
        self.note = QLabel(self)
        self.note.setWordWrap(True)
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setFont(scaled_font(self.font(), 12 / 13))
        self._arrange()
        self.show_key(False)
        self.save.clicked.connect(lambda _checked=False: self._give_address())
        self.address.returnPressed.connect(self._give_address)
        self.keep.clicked.connect(lambda _checked=False: self._give_key())
        self.key.returnPressed.connect(self._give_key)
        self.drop.clicked.connect(lambda _checked=False: self.key_dropped.emit())
        self.key.textChanged.connect(lambda text: self.keep.setEnabled(bool(text.strip())))
        self.say("")

    def _button(self, text: str, name: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setAccessibleName(name)
        look(button, "low")
        return button

    def _arrange(self) -> None:
        font = self.font()
        grid = QGridLayout()
        grid.setHorizontalSpacing(unit(font, 8))
        grid.setVerticalSpacing(unit(font, 6))
        grid.setColumnStretch(1, 1)
        rows = (
            (tr("Address"), self.address, (self.save,)),
            (tr("Key, if it wants one"), self.key, (self.keep, self.drop)),
        )
        for place, (text, field, buttons) in enumerate(rows):
            label = QLabel(text, self)
            label.setBuddy(field)
            grid.addWidget(label, place, 0)
            grid.addWidget(field, place, 1)
            for at, button in enumerate(buttons, 2):
                grid.addWidget(button, place, at)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(unit(font, side) for side in (16, 4, 16, 8)))
        column.setSpacing(unit(font, 6))
        column.addLayout(grid)
        column.addWidget(self.note)

    def show_address(self, address: str, decided_by: str = "") -> None:
        """Show where it is; what a person is typing stays."""
        if self.address.text() == self._shown:
            self.address.setText(address)
        self._shown = address
        for part in (self.address, self.save):
            part.setEnabled(not decided_by)
        if decided_by:
            text = tr("Decided by {variable} in the environment, so it cannot be changed here.")
            self.say(text.format(variable=isolated(decided_by)))

    def show_key(self, kept: bool, decided_by: str = "") -> None:
        """Whether there is a key; the key itself is not told. ``decided_by`` is a variable of the
        environment that holds one."""
        for part in (self.key, self.keep):
            part.setEnabled(not decided_by)
        self.keep.setEnabled(bool(self.key.text().strip()) and not decided_by)
        self.drop.setVisible(kept and not decided_by)
        hint = tr("It is kept in the keyring of your system")
        if decided_by:
            hint = tr("Taken from {variable} in the environment").format(
                variable=isolated(decided_by)
            )
        elif kept:
            hint = tr("One is saved; type another one to replace it")
        self.key.setPlaceholderText(hint)

    def say(self, text: str, *, wrong: bool = False) -> None:
        """How it went."""
        look(self.note, "warning" if wrong else "muted")
        self.note.setText(text)
        self.note.setVisible(bool(text))

    def _give_address(self) -> None:
        self.address_given.emit(self.address.text().strip())

    def _give_key(self) -> None:
        key = self.key.text().strip()
        if key:
            self.key.clear()
            self.key_given.emit(key)
