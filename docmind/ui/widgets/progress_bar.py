"""A bar that shows how far something has come."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar, QWidget


class ProgressBar(QProgressBar):
    """Without words on it. It is painted when the window paints next: Qt's own paints itself and
    all else that waits to be painted at once, which holds the slot that tells of progress."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextVisible(False)
        self.setAccessibleName(name)

    def show_part(self, done: int, total: int) -> None:
        """Show ``done`` of ``total``; both fit into 31 bits."""
        if (self.value(), self.maximum()) == (done, total):
            return
        self.setUpdatesEnabled(False)
        self.setRange(0, total)
        self.setValue(done)
        self.setUpdatesEnabled(True)
