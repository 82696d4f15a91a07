"""Says that something went wrong, shows the report, and lets a person go on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.theme import scaled_font, unit
from docmind.ui.widgets.wording import counted, tr


class CrashDialog(QDialog):
    """Stays beside the window and blocks nothing. More faults are counted, not stacked."""

    quit_wanted = Signal()

    def __init__(self, report: str, parent: QWidget | None, *, earlier: bool = False) -> None:
        """``earlier``: it is about the last time, and this window is well."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("DocMind: something went wrong"))
        look(self, "window")
        self._times = 1
        self._earlier = earlier
        self._title = self._label(bold=True)
        self._text = self._label()
        self.report = QPlainTextEdit(report, self)
        self.report.setReadOnly(True)
        self.report.setAccessibleName(tr("Report"))
        self.report.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.report.setTabChangesFocus(True)
        look(self.report, "boxed")
        self.copy = self._button(tr("Copy report"), self._copy)
        self.close_button = self._button(tr("Close") if earlier else tr("Go on"), self.close)
        self.quit = self._button(tr("Quit DocMind"), self._quit)
        self.quit.setVisible(not earlier)
        self._arrange()
        self._describe()
        self.close_button.setFocus()

    def _label(self, *, bold: bool = False) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setFont(scaled_font(self.font(), 15 / 13 if bold else 1, bold=bold))
        return label

    def _button(self, text: str, run: object) -> QPushButton:
        button = QPushButton(text, self)
        button.setAccessibleName(text)
        button.clicked.connect(run)
        button.setAutoDefault(False)
        return button

    def _arrange(self) -> None:
        font = self.font()
        column = QVBoxLayout(self)
        column.setContentsMargins(*(unit(font, 20),) * 4)
        column.setSpacing(unit(font, 12))
        column.addWidget(self._title)
        column.addWidget(self._text)
        column.addWidget(self.report, 1)
        row = QHBoxLayout()
        row.setSpacing(unit(font, 8))
        row.addWidget(self.copy)
        row.addStretch(1)
        row.addWidget(self.quit)
        row.addWidget(self.close_button)
        column.addLayout(row)
        look(self.close_button, "primary")
        self.resize(unit(font, 640), unit(font, 460))

    def count_again(self) -> None:
        """It happened once more, or something else did, while this is open."""
        self._times += 1
        self._describe()

    @property
    def told(self) -> str:
        """All that is said above the report."""
        return f"{self._title.text()} {self._text.text()}"

    def _describe(self) -> None:
        if self._earlier:
            self._title.setText(tr("DocMind ended unexpectedly last time"))
            first = tr("Your files and the library are as they were.")
        else:
            self._title.setText(tr("Something went wrong in DocMind"))
            first = tr("You can go on. If the window behaves oddly, quit and start it again.")
        parts = [first]
        if self._times > 1:
            parts.append(counted(self._times, "It happened {count} time.",
                                 "It happened {count} times."))  # fmt: skip
        parts.append(
            tr("The report below holds no text, no file names and no searches of yours. It helps "
               "whoever looks into it; nothing is sent by itself.")
        )  # fmt: skip
        self._text.setText(" ".join(parts))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())
        self.copy.setText(tr("Copied"))
        self.copy.setAccessibleName(tr("Copied"))

    def _quit(self) -> None:
        self.close()
        self.quit_wanted.emit()
