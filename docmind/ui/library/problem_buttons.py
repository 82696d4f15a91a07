"""The buttons of a row of the problems, and the field for a password they turn into."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedLayout,
    QToolButton,
    QWidget,
)

from docmind.core import Action
from docmind.ui.library.trouble import action_text, ignore_text
from docmind.ui.widgets.icons import icon
from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.theme import icon_size, tokens_now, unit
from docmind.ui.widgets.wording import counted, shown, tr

Paths = tuple[Path, ...]


class PasswordEdit(QLineEdit):
    """Hides what is typed; Return gives it, Escape leaves it."""

    given = Signal()
    left = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setAccessibleName(name)
        self.setPlaceholderText(tr("Password"))
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        look(self, "boxed")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return and Escape are for this field alone."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.given.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class RowButtons(QWidget):
    """What can be done with ``paths``: the action that fits, ignore them, (for files) show them."""

    pressed = Signal(str, object)  # Action, paths
    ignore_pressed = Signal(object, bool)  # paths, whether to ignore them
    password_given = Signal(object, str)  # paths, password
    asking = Signal(bool)  # whether a password is being typed
    folder_pressed = Signal(object)  # Path

    def __init__(
        self,
        action: Action,
        paths: Paths,
        *,
        of_group: bool,
        ignored: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._ignored = ignored
        self._action: Action = action
        self._of_group = of_group
        self._paths = paths
        self._password: PasswordEdit | None = None
        self._pages = QStackedLayout(self)
        self._pages.setContentsMargins(0, 0, 0, 0)
        plain = QWidget(self)
        row = QHBoxLayout(plain)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(unit(self.font(), 6))
        self.act = self._button("", self._on_act, plain)
        self.act.setVisible(not ignored)
        self.ignore = self._button(
            "", lambda: self.ignore_pressed.emit(self._paths, not ignored), plain
        )
        look(self.ignore, "quiet")
        self.folder = self._button(
            tr("Show in folder"), lambda: self.folder_pressed.emit(self._paths[0]), plain
        )
        self.folder.setVisible(not of_group)
        row.addStretch()
        row.addWidget(self.act)
        row.addSpacing(unit(self.font(), 4))  # text alone needs more room than a button
        row.addWidget(self.ignore)
        row.addSpacing(unit(self.font(), 4))
        row.addWidget(self.folder)
        self._pages.addWidget(plain)
        self.set_paths(paths)

    @property
    def action(self) -> Action:
        """What the first button does."""
        return self._action

    @property
    def ignored(self) -> bool:
        """Whether it is for files that are ignored."""
        return self._ignored

    def set_paths(self, paths: Paths) -> None:
        """The files it is for: the row's own, or all that are chosen."""
        self._paths = paths
        text = action_text(self._action, len(paths))
        self.act.setText(text)
        self.ignore.setText(ignore_text(len(paths), self._ignored))
        name = shown(paths[0].name)
        if len(paths) > 1:
            name = counted(len(paths), "{count} file", "{count} files")
        self.act.setAccessibleName(f"{text} ({name})")
        self.ignore.setAccessibleName(f"{self.ignore.text()} ({name})")
        self.folder.setAccessibleName(f"{self.folder.text()} ({name})")
        self.updateGeometry()

    @property
    def password(self) -> PasswordEdit | None:
        """The field, while one is shown."""
        return self._password

    def ask_password(self) -> None:
        """Turn into a field."""
        if self._password is None:
            self._pages.addWidget(self._field())
        assert self._password is not None
        self._pages.setCurrentIndex(1)
        self._password.setFocus(Qt.FocusReason.OtherFocusReason)
        self.updateGeometry()
        self.asking.emit(True)

    def _button(self, text: str, run: Callable[[], None], parent: QWidget) -> QPushButton:
        button = QPushButton(text, parent)
        look(button, "low")
        button.clicked.connect(lambda _checked=False: run())
        return button

    def _on_act(self) -> None:
        if self._action == "unlock":
            self.ask_password()
        else:
            self.pressed.emit(self._action, self._paths)

    def _field(self) -> QWidget:
        whole = QWidget(self)
        count = counted(len(self._paths), "1 file", "{count} files")
        name = shown(self._paths[0].name) if len(self._paths) == 1 else count
        self._password = PasswordEdit(tr("Password for {name}").format(name=name), whole)
        self._password.setMinimumWidth(unit(self.font(), 190))
        self._password.given.connect(self._on_given)
        self._password.left.connect(self._leave)
        read = self._button(tr("Read"), self._on_given, whole)
        read.setAccessibleName(tr("Read with this password"))
        look(read, "low-primary")
        leave = QToolButton(whole)
        leave.setAccessibleName(tr("No password"))
        leave.setToolTip(tr("No password"))
        leave.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        look(leave, "icon")
        side = icon_size(self.font(), 13).width()
        leave.setIcon(icon("close", tokens_now().muted, side))
        leave.setIconSize(QSize(side, side))
        leave.clicked.connect(lambda _checked=False: self._leave())
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(unit(self.font(), 6))
        for part in (self._password, read, leave):
            row.addWidget(part)
        return whole

    def _on_given(self) -> None:
        assert self._password is not None
        text = self._password.text()
        if not text:
            return
        self._leave()
        self.password_given.emit(self._paths, text)

    def _leave(self) -> None:
        assert self._password is not None
        self._password.clear()  # nothing of it stays in the window
        self._pages.setCurrentIndex(0)
        self.act.setFocus(Qt.FocusReason.OtherFocusReason)
        self.updateGeometry()
        self.asking.emit(False)

    def sizeHint(self) -> QSize:
        """Only what is shown now."""
        current = self._pages.currentWidget()
        return current.sizeHint() if current is not None else super().sizeHint()
