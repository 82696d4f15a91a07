"""The line above the results: how many there are, how they were found, and in which order."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from docmind.core import SearchAnswer, Sort
from docmind.ui.search.plan_popover import PlanButton
from docmind.ui.widgets.icons import icon
from docmind.ui.widgets.line import Line
from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.theme import icon_size, scaled_font, tokens_now, unit
from docmind.ui.widgets.wording import tr

SORTS: tuple[Sort, ...] = ("relevance", "date", "name", "size")
LAYOUTS = ("list", "grid")


def _order(sort: Sort) -> str:
    return {
        "relevance": tr("Sort: relevance"),
        "date": tr("Sort: date"),
        "name": tr("Sort: name"),
        "size": tr("Sort: size"),
    }[sort]


class SortButton(QToolButton):
    """Says the order and offers the others."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look(self, "quiet")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.setMenu(QMenu(self))
        self.menu().setToolTipsVisible(True)
        self.show_sort("relevance")

    def use_actions(self, action: Callable[[str], QAction]) -> None:
        """The actions that change the order, by name."""
        for sort in SORTS:
            one = action(f"sort_{sort}")
            self.menu().addAction(one)
            one.toggled.connect(lambda on, sort=sort: self.show_sort(sort) if on else None)

    def show_sort(self, sort: Sort) -> None:
        """Say the order."""
        self.setText(f"{_order(sort)} \N{BLACK DOWN-POINTING SMALL TRIANGLE}")
        self.setAccessibleName(_order(sort))
        self.setToolTip(tr("Choose the order of the results"))


class LayoutSwitch(QWidget):
    """Two small buttons: pictures as a list, or as a grid."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("How pictures are shown"))
        self._buttons: dict[str, QToolButton] = {}
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(unit(self.font(), 1))
        for name in LAYOUTS:
            button = QToolButton(self)
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            look(button, "icon")
            self._group.addButton(button)
            self._buttons[name] = button
            button.toggled.connect(lambda _on: self._draw())
            row.addWidget(button)
        self._draw()

    def use_actions(self, action: Callable[[str], QAction]) -> None:
        """The actions that change it, by name."""
        for name, button in self._buttons.items():
            one = action(f"pictures_{name}")
            button.setToolTip(one.toolTip())
            button.setAccessibleName(one.text())
            button.setChecked(one.isChecked())
            button.clicked.connect(one.trigger)
            one.toggled.connect(button.setChecked)

    def _draw(self) -> None:
        tokens, side = tokens_now(), icon_size(self.font(), 15).width()
        for name, button in self._buttons.items():
            colour = tokens.accent_text if button.isChecked() else tokens.muted
            button.setIcon(icon(name, colour, side))
            button.setIconSize(QSize(side, side))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_group"):
            self._draw()


class Heading(QWidget):
    """Number, plan, layout and order in one line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        font = self.font()
        self.count = QLabel(self)
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self.count.setFont(scaled_font(font, 12.5 / 13))
        self.count.setAccessibleName(tr("Number of results"))
        self.count.setMinimumWidth(1)  # what does not fit is cut, and does not widen the window
        look(self.count, "muted")
        self.plan = PlanButton(self)
        self.layouts = LayoutSwitch(self)
        self.layouts.hide()
        self.sort = SortButton(self)
        self.sort.setFont(scaled_font(font, 12.5 / 13))
        self.order = Line(self)
        self.order.setFont(scaled_font(font, 11.5 / 13))
        look(self.order, "muted")
        self.order.hide()
        row = QHBoxLayout()
        row.setSpacing(unit(font, 2))
        row.addWidget(self.count)
        row.addWidget(self.plan)
        row.addStretch(1)
        row.addWidget(self.layouts)
        row.addSpacing(unit(font, 6))
        row.addWidget(self.sort)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.order)

    def show_answer(self, answer: SearchAnswer) -> None:
        """How it was found; and a small line where a closer look left everything as it was, unless
        that is said among the notes."""
        self.plan.show_answer(answer)
        done = answer.plan.reranked
        note = "" if done is None or done.note in answer.plan.notes else done.note
        self.order.show_text(note)
        self.order.setVisible(bool(note))

    def use_actions(self, action: Callable[[str], QAction]) -> None:
        """The actions of the window, by name."""
        self.layouts.use_actions(action)
        self.sort.use_actions(action)
