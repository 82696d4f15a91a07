"""Files that need attention, by what they have in common: why, and buttons that help."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from docmind.core import Action, Problem
from docmind.ui.library.problem_buttons import Paths, RowButtons
from docmind.ui.library.problem_paint import ProblemDelegate
from docmind.ui.library.problem_rows import ProblemsModel, Role, Tone
from docmind.ui.library.trouble import (
    Group,
    Limits,
    asked_text,
    headline,
    needing_attention,
    report_text,
)
from docmind.ui.widgets.line import Line
from docmind.ui.widgets.message import Message
from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.theme import scaled_font, unit
from docmind.ui.widgets.wording import counted, tr


class ProblemsView(QListView):
    """The rows. Return does what helps the chosen file, Delete ignores it; Left and Right close
    and open a group."""

    acted = Signal()
    ignored = Signal()
    toggled = Signal(object)  # Group

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of the rows; the rest as lists do."""
        group = self.currentIndex().data(Role.GROUP)
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.acted.emit()
        elif key == Qt.Key.Key_Delete:
            self.ignored.emit()
        elif isinstance(group, Group) and key in (
            Qt.Key.Key_Space,
            Qt.Key.Key_Left if group.opened else Qt.Key.Key_Right,
        ):
            self.toggled.emit(group)
        else:
            super().keyPressEvent(event)


class ProblemsPanel(QWidget):
    """The list and what can be done with its groups and files.

    While a person types a password the list stands still; what came meanwhile is shown after.
    """

    retry_asked = Signal(object)  # tuple[Path, ...]; all when empty
    allow_asked = Signal(object)  # tuple[Path, ...]
    recognise_asked = Signal(object)  # tuple[Path, ...]
    unlock_asked = Signal(object, str)  # tuple[Path, ...], password
    ignore_asked = Signal(object, bool)  # tuple[Path, ...], whether to ignore them
    folder_asked = Signal(object)  # Path
    copied = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        look(self, "window")
        self.model = ProblemsModel(self)
        self.view = ProblemsView(self)
        self._asked: dict[Path, Action] = {}  # what was asked for and has not been seen to end
        self._refused: set[Path] = set()  # a password was given for these, and was wrong
        self._ended = False
        self._typing = False
        self._later: tuple[Problem, ...] | None = None
        self._row: RowButtons | None = None
        self._prepare_view()
        self._title = Line(self)
        self.ignored = QPushButton(self)
        self.ignored.setCheckable(True)
        look(self.ignored, "link")
        self.ignored.toggled.connect(self._on_show_ignored)
        self._copy = self._button(tr("Copy report"), self._on_copy)
        self._retry_all = self._button(tr("Try all again"), lambda: self.retry_asked.emit(()))
        self._close = self._button(tr("Back to search"), self.closed.emit)
        self._fine = Message("page", self)
        self._fine.show_text(tr("Every file could be read"), tr("Nothing needs attention."))
        self._arrange()
        self._show(())

    def _prepare_view(self) -> None:
        view = self.view
        view.setModel(self.model)
        view.setItemDelegate(ProblemDelegate(view))
        view.setUniformItemSizes(True)
        view.setMouseTracking(True)
        view.setAccessibleName(tr("Files that need attention"))
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.selectionModel().selectionChanged.connect(self._on_selection)
        view.selectionModel().currentChanged.connect(self._on_current)
        view.acted.connect(self._act)
        view.ignored.connect(self._ignore_current)
        view.toggled.connect(self._toggle)
        view.clicked.connect(self._on_click)

    def _button(self, text: str, run: Callable[[], None]) -> QPushButton:
        button = QPushButton(text, self)
        button.setAccessibleName(text)
        button.clicked.connect(lambda _checked=False: run())
        return button

    def _arrange(self) -> None:
        font = self.font()
        self._title.setFont(scaled_font(font, 14 / 13, bold=True))
        head = QHBoxLayout()
        head.setContentsMargins(unit(font, 20), unit(font, 12), unit(font, 20), unit(font, 10))
        head.setSpacing(unit(font, 6))
        head.addWidget(self._title, 1)
        for button in (self.ignored, self._copy, self._retry_all, self._close):
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

    # ---- what is shown -------------------------------------------------------------------------

    def begin(self) -> None:
        """The list was opened by a person."""
        self.focus_target().setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_target(self) -> QWidget:
        """Where the focus goes when a person moves to this pane."""
        return self.view if self.view.isVisibleTo(self) else self._close

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Show the list; the chosen files stay chosen."""
        if self._typing:
            self._later = problems
            return
        self._settle(problems)
        if problems != self.model.problems:
            self._show(problems)
        else:
            self._remark()

    def set_limits(self, limits: Limits) -> None:
        """The limits that are named beside too large and too slow files."""
        self.model.set_limits(limits)

    def job_ended(self) -> None:
        """A job is over: files that are still in the next list were not helped by it."""
        self._ended = True

    def _settle(self, problems: tuple[Problem, ...]) -> None:
        """What became of what was asked for: a file is read and gone, or here anew or still."""
        before = {problem.path: problem for problem in self.model.problems}
        now = {problem.path: problem for problem in problems}
        for path, action in list(self._asked.items()):
            still = now.get(path)
            renewed = path in before and still is not None and still != before[path]
            if still is not None and (renewed or path not in before or self._ended):
                del self._asked[path]
                if action == "unlock" and still.kind == "password":
                    self._refused.add(path)
            elif still is None and self._ended:
                del self._asked[path]
        self._refused &= now.keys()
        self._ended = False

    def _show(self, problems: tuple[Problem, ...]) -> None:
        chosen, current = set(self.chosen()), self._current_path()
        at = self.view.verticalScrollBar().value()
        self._row = None
        self.model.show(problems)
        self._dress_groups()
        selection = self.view.selectionModel()
        flag = QItemSelectionModel.SelectionFlag
        selection.select(self._selection_of(chosen), flag.Select)
        row = self.model.row_of(current) if current is not None else None
        if row is not None:
            selection.setCurrentIndex(self.model.index(row), flag.NoUpdate)
        self.view.verticalScrollBar().setValue(at)
        self._title.show_text(headline(problems))
        self._stack.setCurrentIndex(0 if self.model.rowCount() else 1)
        self._retry_all.setEnabled(needing_attention(problems) > 0)
        self._copy.setEnabled(bool(problems))
        self._show_switch(sum(problem.ignored for problem in problems))
        self._remark()

    def _show_switch(self, count: int) -> None:
        if not count:
            self.ignored.setChecked(False)
        text = counted(count, "Show {count} ignored file", "Show {count} ignored files")
        if self.ignored.isChecked():
            text = tr("Hide ignored files")
        self.ignored.setText(text)
        self.ignored.setAccessibleName(text)
        self.ignored.setVisible(count > 0)

    def _on_show_ignored(self, shown: bool) -> None:
        self.model.show_ignored(shown)
        self._show(self.model.problems)
        if shown:
            self.view.scrollToBottom()

    def _selection_of(self, paths: set[Path]) -> QItemSelection:
        """The rows of these files, as few ranges: thousands may be chosen."""
        found = (self.model.row_of(path) for path in paths)
        rows = sorted(row for row in found if row is not None)
        selection = QItemSelection()
        start = 0
        for place, row in enumerate(rows, 1):
            if place == len(rows) or rows[place] != row + 1:
                first = self.model.index(rows[start])
                selection.append(QItemSelectionRange(first, self.model.index(row)))
                start = place
        return selection

    def _remark(self) -> None:
        wrong = tr("That password did not open it. Try another one.")
        remarks: dict[Path, tuple[str, Tone]] = dict.fromkeys(self._refused, (wrong, "error"))
        remarks |= {path: (asked_text(action), "plain") for path, action in self._asked.items()}
        self.model.set_remarks(remarks)

    def _dress_groups(self) -> None:
        for row in self.model.group_rows():
            index = self.model.index(row)
            group: Group = index.data(Role.GROUP)
            buttons = RowButtons(
                group.action, group.paths, of_group=True, ignored=group.ignored, parent=self.view
            )
            self._connect(buttons)
            self.view.setIndexWidget(index, buttons)

    def _connect(self, buttons: RowButtons) -> None:
        buttons.pressed.connect(self._order)
        buttons.password_given.connect(self._on_password)
        buttons.asking.connect(self._on_asking)
        buttons.ignore_pressed.connect(self.ignore_asked)
        buttons.folder_pressed.connect(self.folder_asked)

    # ---- choosing ------------------------------------------------------------------------------

    def chosen(self) -> list[Path]:
        """The chosen files."""
        found = (index.data(Role.PROBLEM) for index in self.view.selectedIndexes())
        return [problem.path for problem in found if isinstance(problem, Problem)]

    def _current_path(self) -> Path | None:
        problem = self.view.currentIndex().data(Role.PROBLEM)
        return problem.path if isinstance(problem, Problem) else None

    def _on_current(self, now: QModelIndex, before: QModelIndex) -> None:
        if before.isValid() and isinstance(before.data(Role.PROBLEM), Problem):
            self.view.setIndexWidget(before, None)  # type: ignore[arg-type]
        self._row = None
        problem = now.data(Role.PROBLEM)
        if isinstance(problem, Problem):
            self._row = RowButtons(
                problem.action,
                (problem.path,),
                of_group=False,
                ignored=problem.ignored,
                parent=self.view,
            )
            self._connect(self._row)
            self.view.setIndexWidget(now, self._row)
        self._on_selection()

    def _on_selection(
        self, _now: QItemSelection | None = None, _before: QItemSelection | None = None
    ) -> None:
        """The buttons of the current row are for all chosen files that the same would help."""
        current = self._current_path()
        if self._row is None or current is None or self._typing:
            return
        problems = (index.data(Role.PROBLEM) for index in self.view.selectedIndexes())
        same = [
            problem.path
            for problem in problems
            if isinstance(problem, Problem)
            and (problem.action, problem.ignored) == (self._row.action, self._row.ignored)
        ]
        others = [path for path in same if path != current]
        self._row.set_paths((current, *others) if current in same else (current,))
        self.view.scheduleDelayedItemsLayout()

    def _on_click(self, index: QModelIndex) -> None:
        group = index.data(Role.GROUP)
        if isinstance(group, Group):
            self._toggle(group)

    def _toggle(self, group: Group) -> None:
        at = self.view.verticalScrollBar().value()
        self._row = None
        self.model.toggle(group.kind)
        self._dress_groups()
        for row in self.model.group_rows():
            shown: Group = self.model.index(row).data(Role.GROUP)
            if shown.kind == group.kind:
                self.view.setCurrentIndex(self.model.index(row))
        self.view.verticalScrollBar().setValue(at)

    # ---- doing ---------------------------------------------------------------------------------

    def _act(self) -> None:
        buttons = self.view.indexWidget(self.view.currentIndex())
        if isinstance(buttons, RowButtons):
            buttons.act.click()

    def _ignore_current(self) -> None:
        buttons = self.view.indexWidget(self.view.currentIndex())
        if isinstance(buttons, RowButtons):
            buttons.ignore.click()

    def _order(self, action: Action, paths: Paths) -> None:
        signals = {
            "retry": self.retry_asked,
            "allow": self.allow_asked,
            "recognise": self.recognise_asked,
        }
        self._note(action, paths)
        signals[action].emit(paths)

    def _on_password(self, paths: Paths, password: str) -> None:
        self._refused -= set(paths)
        self._note("unlock", paths)
        self.unlock_asked.emit(paths, password)

    def _note(self, action: Action, paths: Paths) -> None:
        self._asked.update(dict.fromkeys(paths, action))
        self._remark()

    def forget_asked(self) -> None:
        """What was asked for could not be begun: rows say their reasons again."""
        self._asked.clear()
        self._remark()

    def _on_asking(self, typing: bool) -> None:
        self._typing = typing
        self.view.doItemsLayout()
        if not typing and self._later is not None:
            later, self._later = self._later, None
            self.show_problems(later)

    def _on_copy(self) -> None:
        listed = self.model.problems
        if not self.model.ignored_shown:
            listed = tuple(problem for problem in listed if not problem.ignored)
        QGuiApplication.clipboard().setText(report_text(listed))
        self.copied.emit()
