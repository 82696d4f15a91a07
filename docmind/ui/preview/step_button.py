"""The buttons to what comes before and after: pages and matches."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QWidget

from docmind.ui.widgets.sheet import look


def step_button(parent: QWidget, name: str, kind: str, run: Callable[[], None]) -> QToolButton:
    """A button called ``name`` that does ``run``; its icon is drawn by the owner, its look is
    ``kind``."""
    button = QToolButton(parent)
    button.setAccessibleName(name)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    look(button, kind)
    button.clicked.connect(lambda _checked=False: run())
    return button
