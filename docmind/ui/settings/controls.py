"""One control for each kind of value: a switch, a choice, a field for numbers or text, a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from docmind.ui.settings.entries import EntryList
from docmind.ui.settings.values import WrongValue, read, written
from docmind.ui.settings.words import FieldWords
from docmind.ui.widgets.choice import Choice
from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.switch import Switch
from docmind.ui.widgets.theme import unit

if TYPE_CHECKING:
    from docmind.core import SettingSpec

_WIDEST = 260


class Control(QWidget):
    """Shows a value and lets it be changed. ``chosen`` brings a value that can be meant,
    ``complained`` why what is typed cannot, or "" when it can."""

    chosen = Signal(object)
    complained = Signal(str)

    def show_value(self, value: Any) -> None:
        """Show a value without telling anybody."""
        raise NotImplementedError

    def part(self) -> QWidget:
        """What takes the focus."""
        raise NotImplementedError

    def _hold(self, *parts: QWidget) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(unit(self.font(), 8))
        for part in parts:
            row.addWidget(part, 1 if len(parts) == 1 else 0)
        self.setFocusProxy(parts[0])


class SwitchControl(Control):
    """On or off."""

    def __init__(self, words: FieldWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.switch = Switch(words.label, self)
        self._hold(self.switch)
        self.layout().addStretch(1)  # type: ignore[union-attr]
        self.switch.clicked.connect(lambda on: self.chosen.emit(bool(on)))

    def show_value(self, value: Any) -> None:
        self.switch.setChecked(bool(value))

    def part(self) -> QWidget:
        return self.switch


class ChoiceControl(Control):
    """One of a few values."""

    def __init__(
        self, words: FieldWords, choices: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.choice = Choice(words.label, self)
        for value in choices:
            self.choice.addItem(words.choices.get(value, value), value)
        self.choice.setMaximumWidth(unit(self.font(), _WIDEST))
        self._hold(self.choice)
        self.choice.activated.connect(lambda _row: self.chosen.emit(self.choice.currentData()))

    def show_value(self, value: Any) -> None:
        self.choice.setCurrentIndex(self.choice.findData(value))

    def part(self) -> QWidget:
        return self.choice


class TextControl(Control):
    """A number or a text. It counts when the field is left or Return is pressed; what is wrong
    with it is said while it is typed."""

    def __init__(self, spec: SettingSpec, words: FieldWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spec = spec
        self._before = ""
        self.edit = QLineEdit(self)
        self.edit.setAccessibleName(f"{words.label}, {words.unit}" if words.unit else words.label)
        look(self.edit, "boxed")
        is_number = spec.kind in ("whole", "number")
        if is_number:
            self.edit.setMaximumWidth(unit(self.font(), 110))
            unit_label = QLabel(words.unit, self)
            look(unit_label, "muted")
            self._hold(self.edit, unit_label)
            self.layout().addStretch(1)  # type: ignore[union-attr]
        else:
            if not words.wide:
                self.edit.setMaximumWidth(unit(self.font(), _WIDEST))
            self._hold(self.edit)
        self.edit.textEdited.connect(self._on_typing)
        self.edit.editingFinished.connect(self._on_finished)

    def show_value(self, value: Any) -> None:
        if self.edit.hasFocus() and self.edit.text() != self._before:
            return  # a person is typing
        text = written(value) if self._spec.kind in ("whole", "number") else str(value)
        self._before = text
        if self.edit.text() != text:
            self.edit.setText(text)
        look(self.edit, "boxed")

    def part(self) -> QWidget:
        return self.edit

    def _on_typing(self, text: str) -> None:
        try:
            read(self._spec, text)
        except WrongValue as wrong:
            self._complain(str(wrong))
        else:
            self._complain("")

    def _on_finished(self) -> None:
        if self.edit.text() == self._before:
            return
        try:
            value = read(self._spec, self.edit.text())
        except WrongValue as wrong:
            self._complain(str(wrong))
            return
        self._before = self.edit.text()
        self.chosen.emit(value)

    def _complain(self, why: str) -> None:
        look(self.edit, "wrong" if why else "boxed")
        self.complained.emit(why)


class ListControl(Control):
    """Any number of short texts."""

    def __init__(self, words: FieldWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries = EntryList(words.label, self)
        self._hold(self.entries)
        self.entries.changed.connect(self.chosen)

    def show_value(self, value: Any) -> None:
        self.entries.show_entries(tuple(value))

    def part(self) -> QWidget:
        return self.entries.field


def control_for(spec: SettingSpec, words: FieldWords, parent: QWidget | None = None) -> Control:
    """The control that suits a setting."""
    if spec.kind == "switch":
        return SwitchControl(words, parent)
    if spec.kind == "choice":
        return ChoiceControl(words, spec.choices, parent)
    if spec.kind == "list":
        return ListControl(words, parent)
    control = TextControl(spec, words, parent)
    control.edit.setAlignment(Qt.AlignmentFlag.AlignLeading)
    return control
