"""What the window shows before there is anything to search: where to drop, and better models."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from docmind.ui.widgets.icons import pixmap
from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.theme import scaled_font, tokens_now, unit
from docmind.ui.widgets.wording import tr


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
        text.setFixedWidth(unit(font, 430))  # breaks into lines of about one length
        text.setMinimumHeight(text.heightForWidth(text.width()))
        self.offer = ModelOffer(self)
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
            column.addWidget(item, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(unit(font, 20))
        column.addLayout(buttons)
        column.addSpacing(unit(font, 26))
        column.addWidget(self.offer)
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


class ModelOffer(QWidget):
    """A tinted panel: what better models would add, or that nothing more is needed."""

    models_pressed = Signal()
    declined = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        font = self.font()
        self._head = QLabel(self)
        self._head.setFont(scaled_font(font, 1, bold=True))
        self._text = QLabel(self)
        look(self._text, "muted")
        for label in (self._head, self._text):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.models = QPushButton(tr("Get models…"), self)
        look(self.models, "low-primary")
        self.models.clicked.connect(self.models_pressed)
        self.decline = QPushButton(tr("Not now"), self)
        look(self.decline, "low")
        self.decline.clicked.connect(self.declined)
        words = QVBoxLayout()
        words.setSpacing(unit(font, 3))
        words.addWidget(self._head)
        words.addWidget(self._text)
        row = QHBoxLayout(self)
        row.setContentsMargins(*(unit(font, side) for side in (16, 11, 16, 12)))
        row.setSpacing(unit(font, 8))
        row.addLayout(words, 1)
        for button in (self.models, self.decline):
            button.setAccessibleName(button.text())
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.show_ready()

    def show_offer(self, title: str, text: str) -> None:
        """Offer models. Nothing is fetched before a person asks for it on the page of models."""
        self._say(title, text, offers=True)

    def show_ready(self) -> None:
        """Search works as it is."""
        self._say(
            tr("Ready to search, fully offline"),
            tr("Search uses the built-in English model and exact words in any language. "
               "Nothing needs to be downloaded."),
            offers=False,
        )  # fmt: skip

    @property
    def said(self) -> str:
        """All that is said now."""
        return f"{self._head.text()} {self._text.text()}"

    @property
    def offers(self) -> bool:
        """Whether models are offered now."""
        return not self.models.isHidden()

    def _say(self, title: str, text: str, *, offers: bool) -> None:
        self._head.setText(title)
        self._text.setText(text)
        self.models.setVisible(offers)
        self.decline.setVisible(offers)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens_now().accent_background))
        radius = unit(self.font(), 10)
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)


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
