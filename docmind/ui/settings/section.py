"""One section of the settings: a title, a sentence, and a card with its rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from docmind.ui.settings.row import SettingRow
from docmind.ui.settings.sections import field_words, section_words
from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.theme import scaled_font, unit

if TYPE_CHECKING:
    from docmind.core import SettingSpec


class SectionView(QWidget):
    """All settings of one section."""

    changed = Signal(str, object)  # key, value
    models_asked = Signal()

    def __init__(self, section: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words = section_words(section)
        font = self.font()
        self.title = QLabel(words.title, self)
        self.title.setFont(scaled_font(font, 14 / 13, bold=True))
        self.text = QLabel(words.text, self)
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setVisible(bool(words.text))
        look(self.text, "muted")
        card = QWidget(self)
        card.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        look(card, "card")
        self.rows: dict[str, SettingRow] = {}
        self._column = QVBoxLayout(card)
        self._column.setContentsMargins(1, unit(font, 3), 1, unit(font, 3))
        self._column.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(unit(font, 6))
        column.addWidget(self.title)
        column.addWidget(self.text)
        column.addSpacing(unit(font, 2))
        column.addWidget(card)

    def add(self, spec: SettingSpec) -> SettingRow:
        """Add a setting below those that are there."""
        row = SettingRow(spec, field_words(spec, self._words), self)
        row.changed.connect(self.changed)
        row.models_asked.connect(self.models_asked)
        row.show_rule(bool(self.rows))
        self._column.addWidget(row)
        self.rows[spec.key] = row
        for part in row.findChildren(QWidget):
            part.ensurePolished()  # now, one setting at a time, not all of them when shown
        return row

    def show_specs(self, specs: Mapping[str, SettingSpec]) -> None:
        """Show what holds now."""
        for key, row in self.rows.items():
            if key in specs:
                row.show_spec(specs[key])

    def narrow(self, words: list[str]) -> bool:
        """Show only the rows that hold every word; whether there are any. All for no words, and
        all when the section is what was meant."""
        whole = f"{self.title.text()} {self.text.text()}".casefold()
        every = all(word in whole for word in words)
        first = True
        for row in self.rows.values():
            shown = every or row.holds(words)
            if row.isHidden() == shown:
                row.setVisible(shown)
            row.show_rule(not first)
            first = first and not shown
        return not first
