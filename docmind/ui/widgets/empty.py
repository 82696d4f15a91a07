"""What the window shows before there is anything to search, and while nothing is asked."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from docmind.ui.widgets.icons import pixmap
from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.theme import scaled_font, tokens_now, unit
from docmind.ui.widgets.wording import counted, tr


class DropCard(QWidget):
    """The dashed card in the middle of an empty window."""

    choose_pressed = Signal()
    samples_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        font = self.font()
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self._arrow = QLabel(self)
        self._arrow.setAlignment(Qt.AlignmentFlag.AlignCenter)
        title = QLabel(tr("Drop folders or files here"), self)
        title.setFont(scaled_font(font, 20 / 13, bold=True))
        text = QLabel(
            tr("DocMind reads documents and pictures where they are and never changes or "
               "uploads them.") + "\n" + tr("You can search while it is still reading."),
            self,
        )  # fmt: skip
        look(text, "muted")
        for label in (title, text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        text.setWordWrap(True)
        text.setMinimumWidth(unit(font, 300))
        choose = QPushButton(tr("Choose a folder…"), self)
        look(choose, "primary")
        choose.clicked.connect(self.choose_pressed)
        samples = QPushButton(tr("Try the sample library"), self)
        samples.clicked.connect(self.samples_pressed)
        buttons = QHBoxLayout()
        buttons.setSpacing(unit(font, 8))
        buttons.addStretch()
        for button in (choose, samples):
            button.setAccessibleName(button.text())
            buttons.addWidget(button)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(*(unit(font, side) for side in (36, 44, 36, 34)))
        column.setSpacing(0)
        column.addWidget(self._arrow)
        for gap, item in ((24, title), (14, text)):
            column.addSpacing(unit(font, gap))
            column.addWidget(item)
        column.addSpacing(unit(font, 20))
        column.addLayout(buttons)
        column.addSpacing(unit(font, 26))
        column.addWidget(_about_search(self))
        self._draw()

    def sizeHint(self) -> QSize:
        """As wide as in the design, as high as its text then needs."""
        wide = unit(self.font(), 640)
        return QSize(wide, self.heightForWidth(wide))

    def _draw(self) -> None:
        side = unit(self.font(), 44)
        self._arrow.setPixmap(pixmap("drop", tokens_now().accent, side, self.devicePixelRatioF()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Panel ground and dashed frame."""
        tokens = tokens_now()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(tokens.panel))
        pen = QPen(QColor(tokens.accent), 2)
        pen.setDashPattern([3, 2.4])
        painter.setPen(pen)
        radius = unit(self.font(), 16)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), radius, radius)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_arrow"):
            self._draw()


class _Tinted(QWidget):
    """A rounded ground in the accent's background colour."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens_now().accent_background))
        radius = unit(self.font(), 10)
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)


def _about_search(parent: QWidget) -> QWidget:
    """What search can do now: plain facts, no offer."""
    font = parent.font()
    card = _Tinted(parent)
    head = QLabel(tr("Ready to search, fully offline"), card)
    head.setFont(scaled_font(font, 1, bold=True))
    text = QLabel(
        tr("Search uses the built-in English model and exact words in any language. "
           "Nothing needs to be downloaded."),
        card,
    )  # fmt: skip
    text.setWordWrap(True)
    look(text, "muted")
    column = QVBoxLayout(card)
    column.setContentsMargins(*(unit(font, side) for side in (16, 11, 16, 12)))
    column.setSpacing(unit(font, 3))
    column.addWidget(head)
    column.addWidget(text)
    return card


class EmptyPage(QWidget):
    """The drop card, centred."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        look(self, "window")
        self.card = DropCard(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(*(unit(self.font(), 16),) * 4)
        row.addStretch(1)
        row.addWidget(self.card, 0, Qt.AlignmentFlag.AlignCenter)
        row.addStretch(1)
        self.card.setMinimumWidth(unit(self.font(), 420))
        self.card.setMaximumWidth(unit(self.font(), 640))


class IdlePage(QWidget):
    """There is something to search, and nothing is asked yet: how to ask."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        look(self, "window")
        font = self.font()
        self._title = QLabel(self)
        self._title.setFont(scaled_font(font, 18 / 13, bold=True))
        self._text = QLabel(tr("Type words, or ask in a sentence."), self)
        look(self._text, "muted")
        tips = QVBoxLayout()
        tips.setSpacing(unit(font, 7))
        for example, meaning in (
            (tr('"notice period"'), tr("these words, exactly so")),
            (tr("lease -draft"), tr("without a word")),
            (tr("invoice type:pdf"), tr("one type of file")),
            (tr("harbour kind:image"), tr("pictures only")),
            (tr("notice in:contracts"), tr("inside a folder")),
        ):
            tips.addLayout(_tip(example, meaning, self))
        column = QVBoxLayout(self)
        column.setSpacing(unit(font, 8))
        column.addStretch(2)
        for label in (self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addSpacing(unit(font, 12))
        column.addLayout(tips)
        column.addStretch(3)
        self.show_count(None)

    def show_count(self, files: int | None) -> None:
        """Say how many files can be searched; None while that is not known yet."""
        if files is None:
            self._title.setText(tr("Search your files"))
        else:
            self._title.setText(counted(files, "Search {count} file", "Search {count} files"))


def _tip(example: str, meaning: str, parent: QWidget) -> QHBoxLayout:
    font = parent.font()
    wide = unit(font, 150)
    left = QLabel(example, parent)
    look(left, "key")
    left.setAlignment(Qt.AlignmentFlag.AlignCenter)
    right = QLabel(meaning, parent)
    look(right, "muted")
    right.setMinimumWidth(wide)
    half = QHBoxLayout()
    half.addStretch()
    half.addWidget(left)
    row = QHBoxLayout()
    row.setSpacing(unit(font, 12))
    row.addLayout(half, 1)
    row.addWidget(right, 1)
    return row
