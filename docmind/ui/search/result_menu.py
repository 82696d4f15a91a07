"""The context menu of a result: what can be done with it, and where its copies lie."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from docmind.core import Hit
from docmind.ui.search.copies import CopiesMenu
from docmind.ui.widgets.wording import tr


class ResultMenu(CopiesMenu):
    """Actions of the table first, None between groups, then one submenu per copy; it goes when it
    closes."""

    def __init__(
        self,
        hit: Hit,
        sources: Sequence[Path],
        actions: Sequence[QAction | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(hit, sources, parent)
        self.setAccessibleName(tr("Result"))
        copies = self.actions()
        for action in actions:
            if action is None:
                self.addSeparator()
            else:
                self.addAction(action)
        if copies and actions:
            self.addSection(tr("Copies"))
        self.addActions(copies)  # at the end from now on
