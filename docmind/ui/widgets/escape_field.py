"""A line of text that keeps Escape to itself: it closes nothing around it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit


class EscapeField(QLineEdit):
    """``left`` comes with Escape, while the field ``keeps_escape``."""

    left = Signal()

    @property
    def keeps_escape(self) -> bool:
        """Whether Escape is for the field now, and not for the window."""
        return True

    def event(self, event: QEvent) -> bool:
        """Before the window's shortcuts get the key."""
        is_override = event.type() == QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and self._is_kept(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape; everything else is typed."""
        if self._is_kept(event):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _is_kept(self, event: QKeyEvent) -> bool:
        return event.key() == Qt.Key.Key_Escape and self.keeps_escape
