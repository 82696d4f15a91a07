"""Auto, Meaning, Words, Images: checkable buttons in one frame, driven by the window's actions."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QFont, QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.wording import tr


class ModeSwitch(QWidget):
    """Shows which action of the group is checked, and triggers the one pressed."""

    def __init__(self, actions: Sequence[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("How to search"))
        look(self, "modes")
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        self._group = QButtonGroup(self)
        for action in actions:
            button = QPushButton(action.text(), self)
            button.setCheckable(True)
            button.setToolTip(action.toolTip())
            button.setAccessibleName(tr("Search by {mode}").format(mode=action.text()))
            button.clicked.connect(action.trigger)
            action.toggled.connect(button.setChecked)
            self._group.addButton(button)
            row.addWidget(button)
            self._leave_room_for_bold(button)

    def _leave_room_for_bold(self, button: QPushButton) -> None:
        """The one that is on is written bold, which a button does not count in."""
        button.ensurePolished()
        bold = QFont(button.font())
        bold.setWeight(QFont.Weight.DemiBold)
        plain = button.fontMetrics().horizontalAdvance(button.text())
        wider = QFontMetrics(bold).horizontalAdvance(button.text()) - plain
        button.setMinimumWidth(button.sizeHint().width() + max(0, wider))
