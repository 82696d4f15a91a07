"""Tells a screen reader what appeared without the focus going there."""

from __future__ import annotations

from PySide6 import QtGui
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget


def announce(source: QWidget, text: str) -> None:
    """Have ``text`` read aloud when the reader comes to it, where Qt can (since 6.8)."""
    event = getattr(QtGui, "QAccessibleAnnouncementEvent", None)
    if event is not None and text and QAccessible.isActive():
        QAccessible.updateAccessibility(event(source, text))
