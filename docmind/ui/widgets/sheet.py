"""The style sheet, written from the tokens. Looks are chosen by the property ``look``."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from docmind.ui.widgets.sheet_pages import page_rules
from docmind.ui.widgets.theme import Tokens, unit


def look(widget: QWidget, name: str) -> None:
    """Give a widget one of the looks below and draw it anew."""
    widget.setProperty("look", name)
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return  # it is drawn with this look the first time it is shown
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)


def style_sheet(tokens: Tokens, font: QFont) -> str:
    """The application's style sheet for one scheme and font."""
    return "\n".join(
        (_surfaces(tokens, font), _labels(tokens), _buttons(tokens, font), _fields(tokens, font),
         _bars(tokens, font), _menus(tokens, font),
         page_rules(tokens, font))
    )  # fmt: skip


def _surfaces(t: Tokens, font: QFont) -> str:
    return f"""
QMainWindow, QWidget[look="window"] {{ background: {t.window}; }}
QWidget[look="panel"] {{ background: {t.panel}; }}
QWidget[look="sidebar"] {{ background: {t.sidebar}; }}
QWidget[look="topbar"] {{ background: {t.panel}; border-bottom: 1px solid {t.line}; }}
QWidget[look="strip"] {{ background: {t.panel}; border-top: 1px solid {t.line}; }}
QWidget[look="header"] {{ background: {t.panel}; border-bottom: 1px solid {t.line}; }}
QWidget[look="card"] {{ background: {t.panel}; border: 1px solid {t.line};
  border-radius: {unit(font, 10)}px; }}
QWidget[look="quick"] {{ background: {t.panel}; border: 1px solid {t.line}; }}
QWidget[look="popover"], QWidget[look="popover-active"] {{ background: {t.panel};
  border: 1px solid {t.line}; border-radius: {unit(font, 10)}px; }}
QWidget[look="popover-active"] {{ border-color: {t.accent}; }}
QWidget[look="below"] {{ background: {t.panel}; border-top: 1px solid {t.line}; }}
QSplitter::handle {{ background: {t.line}; }}
QSplitter::handle:hover {{ background: {t.accent}; }}
QAbstractScrollArea {{ background: transparent; border: none; }}
QAbstractScrollArea > QWidget > QWidget[look="clear"] {{ background: transparent; }}
QToolTip {{ background: {t.panel}; color: {t.text}; border: 1px solid {t.line}; padding: 4px; }}
"""


def _labels(t: Tokens) -> str:
    return f"""
QLabel {{ color: {t.text}; background: transparent; }}
QLabel[look="muted"], QLabel[look="section"] {{ color: {t.muted}; }}
QLabel[look="quick-foot"] {{ color: {t.muted}; border-top: 1px solid {t.line};
  padding: 8px 18px; }}
QLabel[look="warning"] {{ color: {t.warning_text}; }}
QLabel[look="error"] {{ color: {t.error_text}; }}
QLabel[look="ok"] {{ color: {t.ok_text}; }}
"""


def _buttons(t: Tokens, font: QFont) -> str:
    side, radius, high = unit(font, 11), unit(font, 7), unit(font, 5)
    return f"""
QPushButton, QToolButton {{ background: {t.panel}; color: {t.text}; border: 1px solid {t.line};
  border-radius: {radius}px; padding: {high}px {side}px; }}
QPushButton:hover, QToolButton:hover {{ background: {t.hover}; }}
QPushButton:focus, QToolButton:focus {{ border-color: {t.accent}; }}
QPushButton:disabled, QToolButton:disabled {{ color: {t.muted}; }}
QPushButton[look="primary"] {{ background: {t.accent}; color: {t.on_accent};
  border-color: {t.accent}; }}
QPushButton[look="primary"]:hover {{ background: {t.accent_text}; }}
QPushButton[look="primary"]:focus {{ border-color: {t.text}; }}
QPushButton[look="small"] {{ padding: 1px {unit(font, 9)}px; border-radius: {unit(font, 5)}px; }}
QPushButton[look="low"], QPushButton[look="low-primary"] {{
  padding: {unit(font, 3)}px {unit(font, 10)}px; }}
QPushButton[look="low-primary"] {{ background: {t.accent}; color: {t.on_accent};
  border-color: {t.accent}; }}
QPushButton[look="low-primary"]:hover {{ background: {t.accent_text}; }}
QPushButton[look="link"], QPushButton[look="alert"], QPushButton[look="quiet"] {{
  background: transparent; border: none;
  border-radius: {unit(font, 4)}px; padding: {unit(font, 2)}px 0px; text-align: left; }}
QPushButton[look="link"] {{ color: {t.accent_text}; }}
QPushButton[look="alert"] {{ color: {t.warning_text}; }}
QPushButton[look="quiet"] {{ color: {t.muted}; }}
QPushButton[look="link"]:hover, QPushButton[look="alert"]:hover,
QPushButton[look="quiet"]:hover {{ text-decoration: underline; }}
QPushButton[look="link"]:focus, QPushButton[look="alert"]:focus,
QPushButton[look="quiet"]:focus {{ text-decoration: underline; }}
QPushButton[look="badge"] {{ background: {t.chip}; color: {t.warning_text};
  border: 1px solid {t.warning}; border-radius: {unit(font, 8)}px; font-weight: 600;
  padding: {unit(font, 5)}px {unit(font, 10)}px; }}
QPushButton[look="badge"]:hover {{ background: {t.hover}; }}
QPushButton[look="badge"]:focus {{ border: 2px solid {t.warning_text}; }}
QToolButton[look="icon"] {{ background: transparent; border: 1px solid transparent;
  padding: {unit(font, 3)}px; }}
QToolButton[look="small-icon"] {{ background: transparent; border: 1px solid transparent;
  padding: 0px {unit(font, 2)}px; border-radius: {unit(font, 4)}px; }}
QToolButton[look="small-icon"]:hover {{ background: {t.hover}; }}
QToolButton[look="small-icon"]:focus {{ border-color: {t.accent}; }}
QToolButton[look="icon"]:hover {{ background: {t.hover}; }}
QToolButton[look="icon"]:focus {{ border-color: {t.accent}; }}
QToolButton[look="quiet"] {{ background: transparent; border: none; color: {t.muted};
  padding: {unit(font, 2)}px 0px; }}
QToolButton[look="quiet"]:hover {{ color: {t.text}; }}
QToolButton[look="quiet"]:focus {{ color: {t.text}; text-decoration: underline; }}
QToolButton[look="switch"] {{ padding: {unit(font, 3)}px {unit(font, 9)}px; }}
QToolButton[look="switch"]:checked {{ background: {t.accent_background}; color: {t.accent_text}; }}
QToolButton[look="step"] {{ padding: {unit(font, 5)}px {unit(font, 5)}px; }}
QToolButton::menu-indicator {{ image: none; width: 0px; }}
"""


def _fields(t: Tokens, font: QFont) -> str:
    return f"""
QWidget[look="field"] {{ background: {t.panel}; border: 1px solid {t.line};
  border-radius: {unit(font, 9)}px; }}
QWidget[look="field-active"] {{ background: {t.panel}; border: 1px solid {t.accent};
  border-radius: {unit(font, 9)}px; }}
QLineEdit {{ background: transparent; color: {t.text}; border: none;
  selection-background-color: {t.accent}; selection-color: {t.on_accent}; }}
QLineEdit[look="boxed"], QPlainTextEdit[look="boxed"] {{ background: {t.panel}; color: {t.text};
  border: 1px solid {t.line}; border-radius: {unit(font, 7)}px;
  padding: {unit(font, 3)}px {unit(font, 8)}px; }}
QLineEdit[look="boxed"]:focus, QPlainTextEdit[look="boxed"]:focus {{
  border-color: {t.accent}; }}
QLineEdit[look="page"] {{ background: {t.panel}; color: {t.text}; border: 1px solid {t.line};
  border-radius: {unit(font, 6)}px; padding: {unit(font, 3)}px 0px; }}
QLineEdit[look="page"]:focus {{ border-color: {t.accent}; }}
QFrame[look="token"] {{ background: {t.accent_background}; border: none;
  border-radius: {unit(font, 7)}px; }}
QFrame[look="token"] QLabel {{ color: {t.accent_text}; }}
QLabel[look="key"] {{ background: {t.chip}; color: {t.muted};
  border-radius: {unit(font, 9)}px; padding: {unit(font, 2)}px {unit(font, 9)}px; }}
QWidget[look="modes"] {{ background: {t.panel}; border: 1px solid {t.line};
  border-radius: {unit(font, 8)}px; }}
QWidget[look="modes"] QPushButton {{ background: transparent; border: none; color: {t.muted};
  border-radius: 0px; padding: {unit(font, 6)}px {unit(font, 12)}px; }}
QWidget[look="modes"] QPushButton:hover {{ color: {t.text}; }}
QWidget[look="modes"] QPushButton:focus {{ text-decoration: underline; }}
QWidget[look="modes"] QPushButton:checked {{ background: {t.accent_background};
  color: {t.accent_text}; font-weight: 600; border-radius: {unit(font, 7)}px; }}
QPlainTextEdit, QTextEdit {{ background: {t.panel}; color: {t.text}; border: none;
  selection-background-color: {t.accent}; selection-color: {t.on_accent}; }}
"""


def _bars(t: Tokens, font: QFont) -> str:
    wide, gap, thin = unit(font, 10), 2, unit(font, 5)
    return f"""
QProgressBar {{ background: {t.chip}; border: none; border-radius: {thin // 2}px;
  max-height: {thin}px; min-height: {thin}px; }}
QProgressBar::chunk {{ background: {t.accent}; border-radius: {thin // 2}px; }}
QScrollBar:vertical {{ background: transparent; width: {wide}px; margin: 0px; }}
QScrollBar:horizontal {{ background: transparent; height: {wide}px; margin: 0px; }}
QScrollBar::handle {{ background: {t.line}; border-radius: {(wide - 2 * gap) // 2}px;
  margin: {gap}px; min-height: {unit(font, 28)}px; min-width: {unit(font, 28)}px; }}
QScrollBar::handle:hover {{ background: {t.muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0px; height: 0px; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QWidget[look="banner"] {{ background: {t.accent_background};
  border-bottom: 1px solid {t.line}; }}
"""


def _menus(t: Tokens, font: QFont) -> str:
    return f"""
QMenu {{ background: {t.panel}; color: {t.text}; border: 1px solid {t.line};
  padding: {unit(font, 4)}px; }}
QMenu::item {{ padding: {unit(font, 5)}px {unit(font, 24)}px {unit(font, 5)}px {unit(font, 12)}px;
  border-radius: {unit(font, 5)}px; }}
QMenu::item:selected {{ background: {t.accent_background}; }}
QMenu::item:disabled {{ color: {t.muted}; }}
QMenu::separator {{ height: 1px; background: {t.line}; margin: {unit(font, 4)}px; }}
"""
