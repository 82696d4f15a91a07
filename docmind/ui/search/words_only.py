"""The badge beside the modes: questions are answered by words only, and why."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from docmind.ui.widgets.announce import announce
from docmind.ui.widgets.icons import icon
from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.theme import icon_size, tokens_now
from docmind.ui.widgets.wording import plain_tip, tr


class WordsOnlyBadge(QPushButton):
    """A sign and two words, hidden while meaning answers. Pressed, it leads to the models."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Words only"), parent)
        self.setAccessibleName(self.text())
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        look(self, "badge")
        self._draw()
        self.hide()

    def say(self, why: str) -> None:
        """Show the badge with its reason; hide it where there is none."""
        appears = bool(why) and self.isHidden()
        self.setToolTip(plain_tip(why))
        self.setAccessibleDescription(why)
        self.setVisible(bool(why))
        if appears:
            announce(self, f"{self.text()}. {why}")

    @property
    def why(self) -> str:
        """The reason that is shown; "" while hidden."""
        return "" if self.isHidden() else self.accessibleDescription()

    def _draw(self) -> None:
        side = icon_size(self.font(), 14).width()
        self.setIcon(icon("attention", tokens_now().warning_text, side))
        self.setIconSize(QSize(side, side))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()
