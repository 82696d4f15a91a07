"""The token in the search field that says what results are to be like."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from docmind.ui.search.given import Given
from docmind.ui.search.thumbnails import Thumbnails, cut
from docmind.ui.widgets.icons import icon, pixmap
from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.theme import icon_size, scaled_font, tokens_now, unit
from docmind.ui.widgets.wording import mended, plain_tip, tr


class LikeToken(QFrame):
    """“Like sunset.jpg ×”, with a small picture where it is one. Hidden while nothing is given."""

    removed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._given: Given | None = None
        self._picture = _Thumbnail(self)
        self._text = QLabel(self)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._remove = QToolButton(self)
        self._remove.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._remove.setAccessibleName(tr("Remove what results are to be like"))
        look(self._remove, "icon")
        look(self, "token")
        self._remove.clicked.connect(self.removed)
        font = scaled_font(self.font(), 12.5 / 13)
        self._text.setFont(font)
        row = QHBoxLayout(self)
        row.setContentsMargins(unit(font, 7), unit(font, 1), unit(font, 3), unit(font, 1))
        row.setSpacing(unit(font, 6))
        for part in (self._picture, self._text, self._remove):
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        self._draw_icons()
        self.hide()

    @property
    def given(self) -> Given | None:
        """What is shown."""
        return self._given

    def use_thumbnails(self, thumbnails: Thumbnails) -> None:
        """Where small pictures come from."""
        self._picture.thumbnails = thumbnails
        thumbnails.came.connect(self._picture.update)

    def show_given(self, given: Given | None) -> None:
        """Show what was given, or nothing."""
        self._given = given
        self.setVisible(given is not None)
        if given is None:
            return
        said = tr("Like {name}").format(name=given.title)
        metrics = self._text.fontMetrics()
        most = unit(self.font(), 220)
        self._text.setText(mended(metrics.elidedText(said, Qt.TextElideMode.ElideMiddle, most)))
        self._picture.show_given(given)
        self.setAccessibleName(said)
        self.setToolTip(plain_tip(said))
        remove = tr("Remove: {what}").format(what=said)
        self._remove.setAccessibleName(remove)
        self._remove.setToolTip(tr("Remove it (Esc, or Backspace in the empty field)"))

    def look_again(self) -> None:
        """Ask for the small picture again: others may have been asked for in its place."""
        self._picture.update()

    def _draw_icons(self) -> None:
        side = icon_size(self.font(), 12)
        self._remove.setIcon(icon("close", tokens_now().muted, side.width()))
        self._remove.setIconSize(side)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw_icons()


class _Thumbnail(QWidget):
    """A small square: the picture, or a sign for a document or a picture that is not there yet."""

    thumbnails: Thumbnails | None = None

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._given: Given | None = None
        side = unit(self.font(), 22)
        self.setFixedSize(QSize(side, side))

    def show_given(self, given: Given) -> None:
        self._given = given
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture in a rounded square."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        image = self._image()
        if image is None:
            seen = self._given is not None and (self._given.picture or self._given.image)
            side = icon_size(self.font(), 15).width()
            drawn = pixmap(
                "picture" if seen else "page", tokens_now().accent_text, side,
                self.devicePixelRatioF(),
            )  # fmt: skip
            place = QPointF((self.width() - side) / 2, (self.height() - side) / 2)
            painter.drawPixmap(place, drawn)
            return
        whole = QRectF(self.rect())
        path = QPainterPath()
        path.addRoundedRect(whole, unit(self.font(), 4), unit(self.font(), 4))
        painter.setClipPath(path)
        painter.drawImage(whole, image, QRectF(QRect(0, 0, image.width(), image.height())))

    def _image(self) -> QImage | None:
        given = self._given
        side = round(self.width() * self.devicePixelRatioF())
        if given is None:
            return None
        if given.image is not None:
            return cut(given.image, side, side)
        if given.picture is None or self.thumbnails is None:
            return None
        return self.thumbnails.of_file(given.picture, given.mtime_ns, side, side)
