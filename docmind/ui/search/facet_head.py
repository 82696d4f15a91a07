"""The heading of a facet: folds its values away, and takes back what is chosen of them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from docmind.ui.widgets.icons import icon, pixmap
from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.theme import icon_size, scaled_font, tokens_now, unit
from docmind.ui.widgets.wording import tr


class FoldButton(QAbstractButton):
    """A heading that is checked while what it heads is shown."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(title)
        self.setAccessibleName(title)
        self.setCheckable(True)
        self.setChecked(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self._tell)
        self._tell(True)

    def _tell(self, opened: bool) -> None:
        self.setAccessibleDescription(tr("shown") if opened else tr("hidden"))
        self.setToolTip(tr("Hide these") if opened else tr("Show these"))

    def sizeHint(self) -> QSize:
        """One line with little room around it."""
        return QSize(unit(self.font(), 80), unit(self.font(), 24))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The title, and an arrow where it is closed or somebody is about to close it."""
        tokens, font = tokens_now(), scaled_font(self.font(), 11.5 / 13, bold=True)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QColor(tokens.accent))
            radius = unit(font, 5)
            painter.drawRoundedRect(
                QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius
            )
        margin = unit(self.font(), 8)
        inside = self.rect().adjusted(margin, 0, -margin, 0)
        painter.setPen(QColor(tokens.muted))
        painter.setFont(font)
        painter.drawText(
            inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text()
        )
        if self.isChecked() and not (self.underMouse() or self.hasFocus()):
            return
        side = icon_size(self.font(), 11).width()
        onward = "next" if self.isLeftToRight() else "previous"
        arrow = pixmap(
            "down" if self.isChecked() else onward, tokens.muted, side, self.devicePixelRatioF()
        )
        after = painter.fontMetrics().horizontalAdvance(self.text()) + unit(self.font(), 6)
        left = inside.left() + after if self.isLeftToRight() else inside.right() - after - side
        painter.drawPixmap(QPointF(left, (self.height() - side) / 2), arrow)


class FacetHead(QWidget):
    """The folding title, and a cross while values are chosen."""

    folded = Signal(bool)  # True: hidden now
    cleared = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fold = FoldButton(title, self)
        self.fold.toggled.connect(lambda opened: self.folded.emit(not opened))
        self.clear = QToolButton(self)
        self.clear.setAccessibleName(tr("{name}: show all").format(name=title))
        self.clear.setToolTip(tr("{name}: show all").format(name=title))
        self.clear.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        look(self.clear, "icon")
        self.clear.clicked.connect(self.cleared)
        self.clear.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, unit(self.font(), 5), 0, unit(self.font(), 1))
        row.setSpacing(0)
        row.addWidget(self.fold, 1)
        row.addWidget(self.clear)
        self._draw()

    def _draw(self) -> None:
        side = icon_size(self.font(), 11)
        self.clear.setIcon(icon("close", tokens_now().muted, side.width()))
        self.clear.setIconSize(side)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()
