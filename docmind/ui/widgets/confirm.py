"""The one question before something is lost or something large begins."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from docmind.ui.widgets.wording import tr


class _Question(QMessageBox):
    """A box whose answer to Return stays the same when the desktop turns dark meanwhile: Qt shows
    the buttons anew then, and would take the first."""

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            QTimer.singleShot(0, self, self._stay)  # the buttons have their turn after this

    def _stay(self) -> None:
        keep = self.escapeButton()
        if isinstance(keep, QPushButton):
            self.setDefaultButton(keep)


def confirm(
    parent: QWidget,
    question: str,
    text: str,
    yes: str,
    run: Callable[[], object],
    *,
    no: str = "",
    loses: bool = True,
    name: str = "confirm",
) -> QMessageBox:
    """Ask, and ``run`` when the answer is ``yes``. Nothing waits for the answer.

    Return and Esc both mean ``no`` ("Keep" unless given), so that no key alone loses anything.
    ``loses`` is False where nothing is taken away. ``name`` is the box's object name.
    """
    box = _Question(parent)
    box.setObjectName(name)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle("DocMind")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(question)
    box.setInformativeText(text)
    role = QMessageBox.ButtonRole
    accept = box.addButton(yes, role.DestructiveRole if loses else role.AcceptRole)
    keep = box.addButton(no or tr("Keep"), role.RejectRole)
    for button in (accept, keep):
        button.setAccessibleName(button.text())
    box.setDefaultButton(keep)
    box.setEscapeButton(keep)
    accept.clicked.connect(lambda _checked=False: run())
    box.open()
    return box
