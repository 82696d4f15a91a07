"""The problems as a list model: a row for each group, and below an opened one its files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import IntEnum
from pathlib import Path
from typing import Any, Literal

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from docmind.core import Problem
from docmind.ui.library.trouble import IGNORED, NO_TEXT, Group, Limits, about, groups, title
from docmind.ui.widgets.wording import plain_tip, shown, tr

Index = QModelIndex | QPersistentModelIndex
MOST_QUIET = 5  # more documents without text than these are not listed until asked for


class Role(IntEnum):
    """Custom roles of the problems. A row has either a problem or a group."""

    PROBLEM = Qt.ItemDataRole.UserRole + 1
    GROUP = Qt.ItemDataRole.UserRole + 2
    ABOUT = Qt.ItemDataRole.UserRole + 3  # the second line of a row
    TONE = Qt.ItemDataRole.UserRole + 4  # how that line is meant


Tone = Literal["plain", "warning", "error"]


class ProblemsModel(QAbstractListModel):
    """Rows are groups and, below the opened ones, their problems, newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._problems: tuple[Problem, ...] = ()
        self._closed: set[str] = set()
        self._ignored_shown = False
        self._rows: list[Group | Problem] = []
        self._places: dict[Path, int] = {}
        self._limits = Limits()
        self._remarks: Mapping[Path, tuple[str, Tone]] = {}

    @property
    def ignored_shown(self) -> bool:
        """Whether ignored problems have rows, too."""
        return self._ignored_shown

    def show_ignored(self, shown: bool) -> None:
        """Give the ignored ones rows, or take them away."""
        self._ignored_shown = shown
        self._closed.discard(IGNORED)
        self._fill()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All that are known, also ignored ones that have no row."""
        return self._problems

    def show(self, problems: tuple[Problem, ...]) -> None:
        """Replace all rows."""
        known = {problem.kind for problem in self._problems}
        quiet = sum(problem.kind == NO_TEXT and not problem.ignored for problem in problems)
        if quiet > MOST_QUIET and NO_TEXT not in known:
            self._closed.add(NO_TEXT)
        self._problems = problems
        self._fill()

    def toggle(self, kind: str) -> None:
        """Open or close a group."""
        self._closed ^= {kind}
        self._fill()

    def set_limits(self, limits: Limits) -> None:
        """The limits that are named in the words."""
        self._limits = limits
        self._changed()

    def set_remarks(self, remarks: Mapping[Path, tuple[str, Tone]]) -> None:
        """What to say of single files instead of their reason."""
        self._remarks = dict(remarks)
        self._changed()

    def row_of(self, path: Path) -> int | None:
        """The row that shows a file, or None."""
        return self._places.get(path)

    def group_rows(self) -> Iterable[int]:
        """The rows that are groups."""
        return [row for row, item in enumerate(self._rows) if isinstance(item, Group)]

    def _fill(self) -> None:
        self.beginResetModel()
        self._rows = []
        listed = [one for one in self._problems if self._ignored_shown or not one.ignored]
        for group in groups(listed, frozenset(self._closed)):
            self._rows.append(group)
            if group.opened:
                self._rows.extend(group.problems)
        self._places = {
            item.path: row for row, item in enumerate(self._rows) if isinstance(item, Problem)
        }
        self.endResetModel()

    def _changed(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def rowCount(self, parent: Index | None = None) -> int:
        """Number of rows; 0 below a row."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The group or problem and its texts."""
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        item = self._rows[index.row()]
        return self._of_group(item, role) if isinstance(item, Group) else self._of(item, role)

    def _of_group(self, group: Group, role: int) -> Any:
        match role:
            case Role.GROUP:
                return group
            case Role.ABOUT | Qt.ItemDataRole.ToolTipRole:
                return about(group, self._limits)
            case Role.TONE:
                return "plain"
            case Qt.ItemDataRole.DisplayRole:
                return title(group)
            case Qt.ItemDataRole.AccessibleTextRole:
                state = tr("opened") if group.opened else tr("closed")
                return f"{title(group)}, {state}. {about(group, self._limits)}"
        return None

    def _of(self, problem: Problem, role: int) -> Any:
        calm = problem.kind == NO_TEXT or problem.ignored
        usual: Tone = "plain" if calm else "warning"
        text, tone = self._remarks.get(problem.path, (problem.reason, usual))
        match role:
            case Role.PROBLEM:
                return problem
            case Role.ABOUT:
                return text
            case Role.TONE:
                return tone
            case Qt.ItemDataRole.DisplayRole:
                return shown(problem.path.name)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(f"{shown(problem.path)}\n{problem.reason} {problem.hint}".rstrip())
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{shown(problem.path.name)}. {text} {problem.hint}".rstrip()
        return None
