"""Files that need attention: which, why, what to do, and buttons to do it."""

from __future__ import annotations

from enum import IntEnum
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QStackedLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from docmind.core import Problem
from docmind.ui.widgets.message import Message
from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.theme import scaled_font, tokens_now, unit
from docmind.ui.widgets.wording import counted, shown, tr

Index = QModelIndex | QPersistentModelIndex


class Role(IntEnum):
    """Custom roles of the problems."""

    PROBLEM = Qt.ItemDataRole.UserRole + 1


class ProblemsModel(QAbstractListModel):
    """Rows are problems, newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._problems: tuple[Problem, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is shown."""
        return self._problems

    def show(self, problems: tuple[Problem, ...]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self._problems = problems
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Number of problems; 0 below a row."""
        return 0 if parent is not None and parent.isValid() else len(self._problems)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The problem and its texts."""
        if not index.isValid() or not 0 <= index.row() < len(self._problems):
            return None
        problem = self._problems[index.row()]
        match role:
            case Role.PROBLEM:
                return problem
            case Qt.ItemDataRole.DisplayRole:
                return shown(problem.path.name)
            case Qt.ItemDataRole.ToolTipRole:
                return shown(problem.path)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{shown(problem.path.name)}. {problem.reason} {problem.hint}"
        return None


class ProblemDelegate(QStyledItemDelegate):
    """Paints name and folder, reason, hint; all rows are equally high."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Three lines with room around them."""
        font: QFont = option.font
        return QSize(unit(font, 200), round(unit(font, 26) + 3.3 * QFontMetricsF(font).height()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, then three lines."""
        problem = index.data(Role.PROBLEM)
        if not isinstance(problem, Problem):
            return
        tokens = tokens_now()
        font: QFont = option.font
        state = option.state
        box = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        card = box.adjusted(unit(font, 8), 1.5, -unit(font, 8), -1.5)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent_background if selected else tokens.chip))
            painter.drawRoundedRect(card, unit(font, 10), unit(font, 10))
        inside = card.adjusted(unit(font, 12), unit(font, 10), -unit(font, 12), 0)
        bold, small = scaled_font(font, 1, bold=True), scaled_font(font, 12 / 13)
        high = QFontMetricsF(font).height() * 1.1
        name, folder = shown(problem.path.name), shown(problem.path.parent)
        wide = QFontMetricsF(bold).horizontalAdvance(name)
        left = inside.adjusted(wide + unit(font, 8), 0, 0, 0)
        _line(painter, inside, name, bold, tokens.text)
        _line(painter, left, folder, small, tokens.muted, Qt.TextElideMode.ElideMiddle)
        _line(painter, inside.translated(0, high), problem.reason, font, tokens.warning_text)
        _line(painter, inside.translated(0, 2 * high), problem.hint, font, tokens.muted)
        painter.restore()


def _line(
    painter: QPainter,
    box: QRectF,
    text: str,
    font: QFont,
    colour: str,
    cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> None:
    metrics = QFontMetricsF(font)
    if box.width() < metrics.averageCharWidth() * 4:
        return
    painter.setFont(font)
    painter.setPen(QColor(colour))
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
    painter.drawText(box, flags, metrics.elidedText(text, cut, box.width()))


class ProblemsPanel(QWidget):
    """The list and what can be done with the chosen files."""

    retry_asked = Signal(object)  # tuple[Path, ...]; all when empty
    folder_asked = Signal(object)  # Path
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        look(self, "window")
        self.model = ProblemsModel(self)
        self.view = QListView(self)
        self.view.setModel(self.model)
        self.view.setItemDelegate(ProblemDelegate(self.view))
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setAccessibleName(tr("Files that need attention"))
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.selectionModel().selectionChanged.connect(self._on_selection)
        self._title = QLabel(self)
        self._retry = self._button(tr("Retry"), self._on_retry)
        self._retry_all = self._button(tr("Retry all"), lambda: self.retry_asked.emit(()))
        self._folder = self._button(tr("Show in folder"), self._on_folder)
        self._close = self._button(tr("Back to search"), self.closed.emit)
        self._fine = Message("page", self)
        self._fine.show_text(tr("Every file could be read"), tr("Nothing needs attention."))
        self._arrange()
        self.show_problems(())

    def _button(self, text: str, run: Any) -> QPushButton:
        button = QPushButton(text, self)
        button.setAccessibleName(text)
        button.clicked.connect(lambda _checked=False: run())
        return button

    def _arrange(self) -> None:
        font = self.font()
        self._title.setFont(scaled_font(font, 14 / 13, bold=True))
        head = QHBoxLayout()
        head.setContentsMargins(unit(font, 18), unit(font, 12), unit(font, 16), unit(font, 10))
        head.setSpacing(unit(font, 6))
        head.addWidget(self._title)
        head.addStretch()
        for button in (self._retry, self._folder, self._retry_all, self._close):
            head.addWidget(button)
        body = QWidget(self)
        self._stack = QStackedLayout(body)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._fine)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(body, 1)

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Show the list; chosen files stay chosen."""
        chosen = set(self.chosen())
        if problems != self.model.problems:
            self.model.show(problems)
            for row, problem in enumerate(problems):
                if problem.path in chosen:
                    self.view.selectionModel().select(
                        self.model.index(row), self.view.selectionModel().SelectionFlag.Select
                    )
        self._title.setText(
            counted(
                len(problems),
                tr("{count} file needs attention"),
                tr("{count} files need attention"),
            )
        )
        self._stack.setCurrentIndex(0 if problems else 1)
        self._retry_all.setEnabled(bool(problems))
        self._on_selection()

    def chosen(self) -> list[Path]:
        """The chosen files."""
        return [index.data(Role.PROBLEM).path for index in self.view.selectedIndexes()]

    def _on_selection(
        self, _now: QItemSelection | None = None, _before: QItemSelection | None = None
    ) -> None:
        chosen = bool(self.view.selectedIndexes())
        self._retry.setEnabled(chosen)
        self._folder.setEnabled(chosen)

    def _on_retry(self) -> None:
        chosen = self.chosen()
        if chosen:
            self.retry_asked.emit(tuple(chosen))

    def _on_folder(self) -> None:
        chosen = self.chosen()
        if chosen:
            self.folder_asked.emit(chosen[0])
