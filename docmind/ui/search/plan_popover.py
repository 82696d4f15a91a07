"""The button beside the number of results, and the small sheet it opens: how they were found."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from docmind.core import SearchAnswer
from docmind.ui.search.plan import PlanPart, plan_parts, plan_text
from docmind.ui.widgets.icons import icon
from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.theme import icon_size, scaled_font, tokens_now, unit
from docmind.ui.widgets.wording import tr

WIDE = 540


class PlanButton(QToolButton):
    """A small sign. Hidden until there is an answer; it opens and closes its popover."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._answer: SearchAnswer | None = None
        self._popover: PlanPopover | None = None
        self.setAccessibleName(tr("How these results were found"))
        self.setToolTip(tr("How these results were found"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        look(self, "icon")
        self.clicked.connect(self.toggle)
        self._draw()
        self.hide()

    @property
    def popover(self) -> PlanPopover | None:
        """The popover, once it was opened."""
        return self._popover

    def show_answer(self, answer: SearchAnswer) -> None:
        """What there is to tell now; an open popover tells it at once."""
        self._answer = answer
        self.show()
        if self._popover is not None and self._popover.isVisible():
            self._popover.show_answer(answer)

    def toggle(self) -> None:
        """Open the popover, or close it."""
        if self._popover is not None and self._popover.isVisible():
            self._popover.leave()
        elif self._answer is not None and self.isVisible():
            if self._popover is None:
                self._popover = PlanPopover(self)
            self._popover.open(self._answer)

    def _draw(self) -> None:
        side = icon_size(self.font(), 14)
        self.setIcon(icon("info", tokens_now().muted, side.width()))
        self.setIconSize(side)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()


class PlanPopover(QFrame):
    """Lies over the window below its button. Esc, the cross or going elsewhere closes it."""

    def __init__(self, button: QWidget) -> None:
        super().__init__(button.window())
        self._button = button
        self._before: QWidget | None = None  # had the focus
        self._text = ""
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        look(self, "popover")
        self.setAccessibleName(tr("How these results were found"))
        self._copy = self._tool(tr("Copy as text"))
        self._copy.clicked.connect(self._on_copy)
        self._close = self._tool(tr("Close"))
        self._close.clicked.connect(self.leave)
        self.body = QScrollArea(self)
        self._arrange()
        self._draw()
        button.window().installEventFilter(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)
        self.hide()

    def _tool(self, name: str) -> QToolButton:
        tool = QToolButton(self)
        tool.setAccessibleName(name)
        tool.setToolTip(name)
        tool.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        look(tool, "icon")
        return tool

    def _arrange(self) -> None:
        font = self.font()
        title = QLabel(tr("How these results were found"), self)
        title.setFont(scaled_font(font, 1, bold=True))
        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(self._copy)
        head.addWidget(self._close)
        self.body.setWidgetResizable(True)
        self.body.setFrameShape(QFrame.Shape.NoFrame)
        self.body.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.body.setAccessibleName(tr("How these results were found"))
        self.body.installEventFilter(self)
        column = QVBoxLayout(self)
        side = unit(font, 14)
        column.setContentsMargins(side, unit(font, 8), unit(font, 8), unit(font, 12))
        column.setSpacing(unit(font, 4))
        column.addLayout(head)
        column.addWidget(self.body, 1)

    # ---- what is shown -------------------------------------------------------------------------

    def show_answer(self, answer: SearchAnswer) -> None:
        """Tell of this answer."""
        parts = plan_parts(answer)
        self._text = plan_text(answer)
        self.body.setWidget(self._written(parts))
        said = ". ".join(f"{part.title}: {'; '.join(map(str, part.lines))}" for part in parts)
        self.body.setAccessibleDescription(said)
        self._place()

    def _written(self, parts: tuple[PlanPart, ...]) -> QWidget:
        """The parts as rows: what it is about, what there is to say, how much and how long."""
        font = self.font()
        whole = QWidget()
        look(whole, "clear")
        grid = QGridLayout(whole)
        grid.setContentsMargins(0, unit(font, 4), unit(font, 8), 0)
        grid.setHorizontalSpacing(unit(font, 14))
        grid.setVerticalSpacing(unit(font, 3))
        grid.setColumnStretch(1, 1)
        top, row = Qt.AlignmentFlag.AlignTop, 0
        for part in parts:
            grid.addWidget(_label(part.title, whole, "muted"), row, 0, top)
            for line in part.lines:
                text = _label(line.text, whole)
                text.setWordWrap(True)
                text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
                grid.addWidget(text, row, 1, 1, 1 if line.facts else 2, top)
                if line.facts:
                    grid.addWidget(_label(line.facts, whole, "muted"), row, 2, top)
                row += 1
            grid.setRowMinimumHeight(row, unit(font, 7))
            row += 1
        grid.setRowStretch(row, 1)
        return whole

    def open(self, answer: SearchAnswer) -> None:
        """Show it, and give it the focus so that it is read."""
        self._before = QApplication.focusWidget()
        self.show()
        self.show_answer(answer)
        self.raise_()
        self.body.setFocus(Qt.FocusReason.PopupFocusReason)

    def leave(self) -> None:
        """Close it; the focus goes back to where it was."""
        inside = self.isAncestorOf(QApplication.focusWidget() or self.window())
        self.hide()
        if inside and self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)
        self._copy.setToolTip(tr("Copied"))

    # ---- place ---------------------------------------------------------------------------------

    def _place(self) -> None:
        """Below the button, within the window, no higher than what it says."""
        window, font = self.window().rect(), self.font()
        edge = unit(font, 8)
        wide = min(unit(font, WIDE), window.width() - 2 * edge)
        at = QRect(self._button.mapTo(self.window(), QPoint(0, 0)), self._button.size())
        left = at.left() if self.isLeftToRight() else at.right() + 1 - wide
        left = max(edge, min(left, window.width() - wide - edge))
        top = at.bottom() + unit(font, 6)
        self.setGeometry(left, top, wide, min(self._height(wide), window.height() - top - edge))

    def _height(self, wide: int) -> int:
        layout, written = self.layout(), self.body.widget()
        if layout is None or written is None:
            return 0
        margins = layout.contentsMargins()
        room = wide - margins.left() - margins.right() - 2
        text = written.heightForWidth(room)
        written.setMinimumHeight(text)  # its labels ask for more, as if they were narrow
        head = max(self._copy.sizeHint().height(), self._close.sizeHint().height())
        return text + head + layout.spacing() + margins.top() + margins.bottom() + 6

    def sizeHint(self) -> QSize:
        """As wide as a short paragraph."""
        wide = unit(self.font(), WIDE)
        return QSize(wide, self._height(wide))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow a window that changes its size; the frame shows that its text has the focus."""
        if watched is self.body:
            if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
                focused = event.type() == QEvent.Type.FocusIn
                look(self, "popover-active" if focused else "popover")
        elif event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Keep Esc from the shortcuts of the window; it closes this sheet alone."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.leave()
                return True
        return super().event(event)

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is None or now is self._button or self.isAncestorOf(now):
            return  # its button closes it, too
        self.hide()

    def _draw(self) -> None:
        side = icon_size(self.font(), 13)
        for tool, name in ((self._copy, "copy"), (self._close, "close")):
            tool.setIcon(icon(name, tokens_now().muted, side.width()))
            tool.setIconSize(side)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()


def _label(text: str, parent: QWidget, name: str = "") -> QLabel:
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if name:
        look(label, name)
    return label
