"""The font of what is set in columns."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase

from docmind.ui.widgets.theme import scaled_font


def fixed_font(base: QFont) -> QFont:
    """The system's font with letters of one width, a little smaller than ``base``."""
    fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    made = scaled_font(base, 12.5 / 13)
    made.setFamilies(fixed.families())
    made.setStyleHint(QFont.StyleHint.Monospace)
    return made
