"""The looks of pages with many controls: settings, privacy, the program itself."""

from __future__ import annotations

from PySide6.QtGui import QFont

from docmind.ui.widgets.theme import Tokens, unit


def page_rules(t: Tokens, font: QFont) -> str:
    """Rules of the style sheet for choices, lists and tables."""
    return _choices(t, font) + _lists(t, font)


def _choices(t: Tokens, font: QFont) -> str:
    high, side = unit(font, 4), unit(font, 9)
    return f"""
QComboBox[look="boxed"] {{ background: {t.panel}; color: {t.text}; border: 1px solid {t.line};
  border-radius: {unit(font, 7)}px; padding: {high}px {side}px; }}
QComboBox[look="boxed"]:hover {{ background: {t.hover}; }}
QComboBox[look="boxed"]:focus {{ border-color: {t.accent}; }}
QComboBox[look="boxed"]:disabled {{ color: {t.muted}; }}
QComboBox[look="boxed"]::drop-down {{ border: none; width: {unit(font, 26)}px; }}
QComboBox[look="boxed"]::down-arrow {{ image: none; }}
QComboBox QAbstractItemView {{ background: {t.panel}; color: {t.text};
  border: 1px solid {t.line}; outline: 0px; padding: {unit(font, 3)}px; }}
QComboBox QAbstractItemView::item {{ padding: {unit(font, 5)}px {unit(font, 8)}px; }}
QComboBox QAbstractItemView::item:selected {{ background: {t.accent_background};
  color: {t.text}; }}
QLineEdit[look="wrong"] {{ background: {t.panel}; color: {t.text}; border: 1px solid {t.error};
  border-radius: {unit(font, 7)}px; padding: {unit(font, 3)}px {unit(font, 8)}px; }}
QLineEdit[look="boxed"]:disabled {{ color: {t.muted}; background: {t.window}; }}
"""


def _lists(t: Tokens, font: QFont) -> str:
    return f"""
QListView[look="sections"] {{ background: transparent; border: none; outline: 0px; }}
QListView[look="sections"]::item {{ color: {t.text}; border: 1px solid transparent;
  border-radius: {unit(font, 7)}px; padding: {unit(font, 5)}px {unit(font, 9)}px; }}
QListView[look="sections"]::item:hover {{ background: {t.hover}; }}
QListView[look="sections"]::item:selected {{ background: {t.accent_background};
  color: {t.accent_text}; }}
QListView[look="sections"]:focus::item:selected {{ border-color: {t.accent}; }}
QListView[look="entries"] {{ background: {t.panel}; color: {t.text}; border: 1px solid {t.line};
  border-radius: {unit(font, 7)}px; outline: 0px; padding: {unit(font, 3)}px; }}
QListView[look="entries"]:focus {{ border-color: {t.accent}; }}
QListView[look="entries"]::item {{ padding: {unit(font, 2)}px {unit(font, 5)}px; color: {t.text};
  border-radius: {unit(font, 4)}px; }}
QListView[look="entries"]::item:selected {{ background: {t.accent_background};
  color: {t.text}; }}
QTreeView[look="table"] {{ background: transparent; color: {t.text}; border: none;
  outline: 0px; }}
QTreeView[look="table"]::item {{ padding: {unit(font, 4)}px {unit(font, 6)}px;
  border-bottom: 1px solid {t.line}; color: {t.text}; }}
QTreeView[look="table"]::item:selected {{ background: {t.accent_background}; color: {t.text}; }}
QHeaderView {{ background: transparent; border: none; }}
QHeaderView::section {{ background: transparent; color: {t.muted}; border: none;
  border-bottom: 1px solid {t.line}; padding: {unit(font, 4)}px {unit(font, 9)}px; }}
QFrame[look="rule"] {{ background: {t.line}; border: none; max-height: 1px; min-height: 1px; }}
"""
