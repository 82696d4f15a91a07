"""The window of quick search: a field, the first results, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCursor, QGuiApplication, QHideEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from docmind.core import DocMindError, Hit, SearchAnswer
from docmind.ui.quick.asking import MOST, QuickAsking
from docmind.ui.quick.row import QuickRow
from docmind.ui.search.model import ResultsModel
from docmind.ui.widgets.announce import announce
from docmind.ui.widgets.icons import pixmap
from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.theme import scaled_font, tokens_now, unit
from docmind.ui.widgets.wording import tr


class QuickEdit(QLineEdit):
    """The field. Its keys move in the results and act on the chosen one."""

    moved = Signal(int)
    wanted = Signal(str)  # open, folder, window

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows choose; Enter, Ctrl+Enter, Tab and the arrow out of the text act."""
        key, control = event.key(), event.modifiers() & Qt.KeyboardModifier.ControlModifier
        onward = Qt.Key.Key_Left if self.isRightToLeft() else Qt.Key.Key_Right
        at_end = self.cursorPosition() == len(self.text()) and not self.hasSelectedText()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.moved.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.wanted.emit("folder" if control else "open")
        elif key == onward and at_end and self.text():
            self.wanted.emit("window")
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tab would be taken for moving the focus, and there is nowhere to move it to."""
        if not isinstance(event, QKeyEvent) or event.key() != Qt.Key.Key_Tab:
            return super().event(event)
        if event.type() == QEvent.Type.KeyPress:
            self.wanted.emit("window")
        return True


class QuickWindow(QWidget):
    """Comes in front of everything, goes with Esc or when another window is used."""

    opened = Signal(object)  # Hit
    folder_wanted = Signal(object)  # Hit
    window_wanted = Signal(str, object)  # the text and the chosen Hit, or None
    went = Signal()  # it is hidden again

    def __init__(self, asking: QuickAsking) -> None:
        super().__init__(None, Qt.WindowType.Tool | Qt.WindowType.FramelessWindowHint
                         | Qt.WindowType.WindowStaysOnTopHint)  # fmt: skip
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(tr("Quick search"))
        look(self, "quick")
        self._asking = asking
        asking.setParent(self)
        self._was_active = False
        self.edit = QuickEdit(self)
        self.view = QListView(self)
        self.model = ResultsModel(self)
        self._row = QuickRow(self)
        self._symbol = QLabel(self)
        self._said = QLabel(self)
        self._arrange()
        self._prepare()
        self._show_rows(())

    def _arrange(self) -> None:
        font = self.font()
        self.edit.setFont(scaled_font(font, 17 / 13))
        head = QHBoxLayout()
        head.setContentsMargins(*(unit(font, side) for side in (18, 14, 18, 14)))
        head.setSpacing(unit(font, 12))
        head.addWidget(self._symbol)
        head.addWidget(self.edit, 1)
        look(self._said, "quick-foot")
        self._said.setFont(scaled_font(font, 12 / 13))
        self._said.setWordWrap(True)
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.view)
        column.addWidget(self._said)
        self.setFixedWidth(unit(font, 680))
        self._draw_symbol()

    def _prepare(self) -> None:
        edit, view = self.edit, self.view
        edit.setAccessibleName(tr("Quick search"))
        edit.setPlaceholderText(tr("Search your documents"))
        edit.textChanged.connect(self._asking.set_text)
        edit.moved.connect(self._step)
        edit.wanted.connect(self._act)
        view.setAccessibleName(tr("Results"))
        view.setModel(self.model)
        view.setItemDelegate(self._row)
        view.setUniformItemSizes(True)
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the field's keys do it all
        view.setFocusProxy(edit)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        side = unit(self.font(), 8)
        view.setViewportMargins(side, 0, side, side)
        view.setMouseTracking(True)
        view.clicked.connect(lambda _index: self._act("open"))
        self._asking.answered.connect(self._on_answer)
        self._asking.failed.connect(self._on_failure)
        self._asking.emptied.connect(lambda: self._show_rows(()))

    # ---- coming and going ----------------------------------------------------------------------

    def come(self, text: str = "") -> None:
        """Appear where the pointer is, with the text of last time to be typed over, or another."""
        if text:
            self.edit.setText(text)
        self.edit.selectAll()
        self._was_active = False
        self._place()
        self.show()
        self.raise_()
        self.activateWindow()
        self.edit.setFocus()
        self._asking.ask_again()

    def _place(self) -> None:
        screen = QGuiApplication.screenAt(QCursor.pos()) or QGuiApplication.primaryScreen()
        whole = screen.availableGeometry()
        left = whole.left() + (whole.width() - self.width()) // 2
        self.move(left, whole.top() + whole.height() // 5)

    def go(self) -> None:
        """Disappear."""
        self.hide()

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell, however it was hidden."""
        super().hideEvent(event)
        self.went.emit()

    def set_sources(self, sources: Sequence[Path]) -> None:
        """The sources breadcrumbs start from."""
        self._row.set_sources(sources)

    # ---- results -------------------------------------------------------------------------------

    def current(self) -> Hit | None:
        """The chosen result."""
        return self.model.hit_at(self.view.currentIndex().row())

    @property
    def said(self) -> str:
        """What stands below the results."""
        return self._said.text()

    def _on_answer(self, answer: SearchAnswer, whole: bool) -> None:
        kept = self.current()
        self._show_rows(answer.hits[:MOST])
        row = None if kept is None else self.model.row_of(kept.file_id)
        self.view.setCurrentIndex(self.model.index(row if row is not None else 0))
        if whole and not answer.hits:
            self._say(tr("Nothing was found. Try fewer or other words."))

    def _on_failure(self, error: DocMindError) -> None:
        self._show_rows(())
        self._say(str(error))

    def _show_rows(self, hits: tuple[Hit, ...]) -> None:
        self.model.show(hits)
        high = len(hits) * self._row.height + unit(self.font(), 8)
        self.view.setFixedHeight(high)
        self.view.setVisible(bool(hits))
        self._say(_keys() if hits else tr("Type what you look for. Esc closes."))

    def _say(self, text: str) -> None:
        self._said.setText(text)
        self._said.setAccessibleName(text)
        layout = self.layout()
        if layout is not None:
            self.setFixedHeight(layout.totalHeightForWidth(self.width()))

    def _step(self, by: int) -> None:
        rows = self.model.rowCount()
        if rows:
            row = min(max(self.view.currentIndex().row() + by, 0), rows - 1)
            self.view.setCurrentIndex(self.model.index(row))
            spoken = self.model.index(row).data(Qt.ItemDataRole.AccessibleTextRole)
            announce(self.edit, str(spoken or ""))  # the focus stays in the field

    def _act(self, wanted: str) -> None:
        hit, text = self.current(), self.edit.text().strip()
        if wanted == "window":
            self.window_wanted.emit(text, hit)
        elif hit is None:
            return
        elif wanted == "folder":
            self.folder_wanted.emit(hit)
        else:
            self.opened.emit(hit)
        self.go()

    # ---- Qt ------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, which the field leaves to the window."""
        if event.key() == Qt.Key.Key_Escape:
            self.go()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Go when another window is used; follow the scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange:
            if self.isActiveWindow():
                self._was_active = True
            elif self._was_active:
                self.go()
        elif event.type() == QEvent.Type.PaletteChange and hasattr(self, "_symbol"):
            self._draw_symbol()

    def _draw_symbol(self) -> None:
        side = unit(self.font(), 20)
        ratio = self.devicePixelRatioF()
        self._symbol.setPixmap(pixmap("search", tokens_now().muted, side, ratio))


def _keys() -> str:
    """What the keys do, for those who do not know yet."""
    return "   \N{MIDDLE DOT}   ".join(
        (
            tr("Enter opens"),
            tr("Ctrl+Enter shows in folder"),
            tr("Tab opens in DocMind"),
            tr("Esc closes"),
        )
    )
