"""Which page is shown: an editable field between the buttons to the pages before and after."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, Qt, Signal
from PySide6.QtGui import QFocusEvent, QIntValidator
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from docmind.ui.preview.step_button import step_button
from docmind.ui.widgets.escape_field import EscapeField
from docmind.ui.widgets.icons import icon
from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.theme import icon_size, tokens_now, unit
from docmind.ui.widgets.wording import number, tr


class PageField(EscapeField):
    """Takes a page number. ``left`` comes when the person is done with it, either way."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The number is replaced by what is typed."""
        super().focusInEvent(event)
        self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was not confirmed is dropped."""
        super().focusOutEvent(event)
        self.left.emit()


class PageSteps(QWidget):
    """``stepped`` asks for the page after or before, ``page_wanted`` for one by its number."""

    stepped = Signal(int)
    page_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = self._pages = 1
        self.previous = self._step(tr("Previous page"), -1)
        self.next = self._step(tr("Next page"), 1)
        self.field = PageField(self)
        look(self.field, "page")
        self.field.setAccessibleName(tr("Page"))
        self.field.setToolTip(tr("Type a page number and press Enter"))
        self.field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._bounds = QIntValidator(0, 9, self.field)
        self._bounds.setLocale(QLocale.c())  # "1,2" and "1.2" are no pages anywhere
        self.field.setValidator(self._bounds)
        self.field.returnPressed.connect(self._on_return)
        self.field.left.connect(self._show)
        self._whole = QLabel(self)
        self._whole.setTextFormat(Qt.TextFormat.PlainText)
        look(self._whole, "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(unit(self.font(), 4))
        for widget in (self.previous, self.field, self._whole, self.next):
            row.addWidget(widget)
        self._draw_icons()

    def show_page(self, page: int | None, pages: int | None) -> None:
        """Say which page of how many is shown; hidden where there is nothing to turn."""
        there = page is not None and (pages or 0) > 1
        self.setVisible(there)
        if not there or page is None or pages is None:
            return
        self._page, self._pages = page, pages
        self.previous.setEnabled(page > 1)
        self.next.setEnabled(page < pages)
        self._bounds.setTop(10 ** len(str(pages)) - 1)
        wide = self.fontMetrics().horizontalAdvance("0" * max(2, len(str(pages))))
        self.field.setFixedWidth(wide + unit(self.font(), 16))
        self._whole.setText(f"/ {number(pages)}")
        self._show()

    @property
    def said(self) -> str:
        """What is shown: 7 / 24."""
        return "" if self.isHidden() else f"{self.field.text()} {self._whole.text()}"

    def _show(self) -> None:
        self.field.setText(str(self._page))

    def _on_return(self) -> None:
        page = min(max(int(self.field.text() or self._page), 1), self._pages)
        self._page = page
        self._show()
        self.field.selectAll()
        self.page_wanted.emit(page)

    def _step(self, name: str, by: int) -> QToolButton:
        return step_button(self, name, "step", lambda: self.stepped.emit(by))

    def _draw_icons(self) -> None:
        side, colour = icon_size(self.font(), 14), tokens_now().text
        names = ("next", "previous") if self.isRightToLeft() else ("previous", "next")
        for button, name in zip((self.previous, self.next), names, strict=True):
            button.setIcon(icon(name, colour, side.width()))
            button.setIconSize(side)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the scheme and the direction."""
        super().changeEvent(event)
        kinds = (QEvent.Type.PaletteChange, QEvent.Type.LayoutDirectionChange)
        if event.type() in kinds and hasattr(self, "field"):
            self._draw_icons()
