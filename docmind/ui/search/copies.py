"""The menu of a result's copies: where each of them lies, opened or shown in its folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from docmind.core import Hit
from docmind.ui.search.reasons import path_parts
from docmind.ui.widgets.wording import counted, plain_tip, shown, tr

MOST = 20


class CopiesMenu(QMenu):
    """One submenu per copy, the best first; it goes when it closes."""

    open_asked = Signal(object)  # Path
    folder_asked = Signal(object)  # Path

    def __init__(self, hit: Hit, sources: Sequence[Path], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Copies"))
        self.setToolTipsVisible(True)
        for path in hit.copies[:MOST]:
            self._add_copy(path, sources)
        rest = len(hit.copies) - MOST
        if rest > 0:
            more = counted(rest, "and {count} more", "and {count} more")
            self.addAction(more).setEnabled(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def _add_copy(self, path: Path, sources: Sequence[Path]) -> None:
        place = " \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} ".join(path_parts(path, sources))
        entry = self.addMenu(place.replace("&", "&&"))
        entry.menuAction().setToolTip(plain_tip(shown(path)))
        entry.addAction(tr("Open")).triggered.connect(lambda: self.open_asked.emit(path))
        show = entry.addAction(tr("Show in folder"))
        show.triggered.connect(lambda: self.folder_asked.emit(path))
