"""The one question before something is lost or something large begins."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from docmind.ui.widgets.wording import tr


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
    box = QMessageBox(parent)
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
