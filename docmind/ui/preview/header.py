"""The top of the preview: what is shown, what can be done with it, and where one is in it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from docmind.core import Hit
from docmind.ui.preview.match_steps import MatchSteps
from docmind.ui.preview.more import MoreButton
from docmind.ui.preview.page_steps import PageSteps
from docmind.ui.widgets.line import Line
from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.theme import scaled_font, unit
from docmind.ui.widgets.wording import counted, plain_tip, shown, size, tr

PDF = "application/pdf"
MORE = (("find_passages",), ("find_in_document", "next_match", "previous_match"),
        ("zoom_in", "zoom_out", "zoom_fit"))  # fmt: skip


class PreviewHeader(QWidget):
    """Title, facts and buttons. Buttons without room go into the menu of the last one."""

    open_pressed = Signal()
    folder_pressed = Signal()
    text_switched = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        look(self, "header")
        font = self.font()
        self.title = Line(self)
        self.title.setFont(scaled_font(font, 14 / 13, bold=True))
        self.facts = Line(self)
        self.facts.setFont(scaled_font(font, 12 / 13))
        look(self.facts, "muted")
        self.open = QPushButton(tr("Open"), self)
        look(self.open, "primary")
        self.folder = QPushButton(tr("Show in folder"), self)
        self.similar = QPushButton(tr("Find similar"), self)
        for button in (self.open, self.folder, self.similar):
            button.setAccessibleName(button.text())
        self.open.clicked.connect(self.open_pressed)
        self.folder.clicked.connect(self.folder_pressed)
        self.more = MoreButton(self)
        self.switch = self._text_switch()
        self.steps = PageSteps(self)
        self.matches = MatchSteps(self)
        self.matches.hide()
        self._action: Callable[[str], QAction] | None = None
        self._folded: tuple[str, ...] | None = None
        self._open_tip = ""
        self._opens_pages = False
        self._place()

    def _text_switch(self) -> QToolButton:
        switch = QToolButton(self)
        switch.setText(tr("Text"))
        switch.setAccessibleName(tr("Show the text found in the picture"))
        switch.setToolTip(tr("Show or hide the text found in the picture"))
        switch.setCheckable(True)
        switch.setChecked(True)
        switch.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        switch.toggled.connect(self.text_switched)
        switch.hide()
        look(switch, "switch")
        return switch

    def _place(self) -> None:
        font = self.font()
        second = QHBoxLayout()
        second.setSpacing(unit(font, 8))
        second.addWidget(self.facts, 1)
        second.addWidget(self.matches)
        self.facts.setMinimumHeight(self.matches.sizeHint().height())  # it comes and goes
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(unit(font, 6))
        for widget in (self.open, self.folder, self.similar, self.more):
            self._buttons.addWidget(widget)
        self._buttons.addStretch()
        self._buttons.addWidget(self.switch)
        self._buttons.addWidget(self.steps)
        self._column = top = QVBoxLayout(self)
        top.setContentsMargins(*(unit(font, side) for side in (16, 14, 16, 11)))
        top.setSpacing(unit(font, 3))
        top.addWidget(self.title)
        top.addLayout(second)
        top.addSpacing(unit(font, 5))
        top.addLayout(self._buttons)

    def use_actions(self, action: Callable[[str], QAction]) -> None:
        """Take tooltips and the menu from the action table."""
        self._action = action
        for button, name in (
            (self.open, "open"),
            (self.folder, "show_in_folder"),
            (self.similar, "find_similar"),
            (self.steps.previous, "previous_page"),
            (self.steps.next, "next_page"),
            (self.matches.previous, "previous_match"),
            (self.matches.next, "next_match"),
        ):
            button.setToolTip(action(name).toolTip())
        self.similar.clicked.connect(action("find_similar").trigger)
        self._open_tip = self.open.toolTip()
        self._folded = None
        self._fold()

    # ---- showing -------------------------------------------------------------------------------

    def set_opens_pages(self, able: bool) -> None:
        """Whether the desktop's PDF program can be opened at a page."""
        self._opens_pages = able

    def show_title(self, hit: Hit) -> None:
        """Name the result."""
        self.title.show_text(shown(hit.title) or shown(hit.path.name))
        self.title.setToolTip(plain_tip(shown(hit.path)))
        tip = self._open_tip
        if hit.container is not None:
            tip = tr("Open {name}, which holds this file").format(name=shown(hit.container.name))
        self.open.setToolTip(tip)

    def show_place(self, hit: Hit, page: int | None, pages: int | None) -> None:
        """Say what file it is and which page of how many is shown."""
        parts = [shown(hit.path.name)]
        if hit.container is not None:
            parts.append(tr("in {name}").format(name=shown(hit.container.name)))
        if pages and hit.media_type == PDF:
            parts.append(counted(pages, "{count} page", "{count} pages"))
        parts.append(size(hit.size))
        self.facts.show_text(" \N{MIDDLE DOT} ".join(parts))
        self.steps.show_page(page, pages)
        alone = hit.container is None and hit.media_type == PDF
        text = tr("Open")
        if self._opens_pages and alone and page is not None and (pages or 0) > 1:
            text = tr("Open page {number}").format(number=page)
        self.open.setText(text)
        self.open.setAccessibleName(text)
        self._fold()

    # ---- folding -------------------------------------------------------------------------------

    def _fold(self) -> None:
        """Hide the buttons that have no room, the least important first, and put their actions
        into the menu."""
        if self._action is None:
            return
        margins, gap = self._column.contentsMargins(), self._buttons.spacing()
        room = self.width() - margins.left() - margins.right()
        fixed = [self.open, self.more, self.switch, self.steps]
        taken = sum(one.sizeHint().width() + gap for one in fixed if not one.isHidden()) + gap
        folded: list[str] = []
        for button, name in ((self.folder, "show_in_folder"), (self.similar, "find_similar")):
            taken += button.sizeHint().width() + gap
            fits = taken <= room and not folded
            button.setVisible(fits)
            if not fits:
                folded.append(name)
        if tuple(folded) != self._folded:
            self._folded = tuple(folded)
            first, *others = MORE
            groups = ((*folded, *first), *others)
            self.more.offer(*([self._action(name) for name in group] for group in groups))

    def show_switch(self, there: bool) -> None:
        """Whether a picture's text can be shown and hidden."""
        self.switch.setVisible(there)
        self._fold()

    def minimumSizeHint(self) -> QSize:
        """No more than what never folds, so that the preview can be made narrow."""
        return QSize(unit(self.font(), 260), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold what has no room."""
        super().resizeEvent(event)
        self._fold()
