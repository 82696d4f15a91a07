"""The search field: icon, text with coloured filters, a key hint or a clear button."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QObject, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from docmind.ui.search.filters import FilterMenu, with_filter
from docmind.ui.search.given import Given, from_mime, picture_path
from docmind.ui.search.query_edit import QueryEdit
from docmind.ui.search.token import LikeToken
from docmind.ui.widgets.icons import icon, pixmap
from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.theme import icon_size, scaled_font, tokens_now, unit
from docmind.ui.widgets.wording import shown, tr


class SearchField(QWidget):
    """The framed field. ``edit`` is the line, ``cleared`` says that x was pressed. A picture that
    is dropped here or pasted is ``given``; what is searched with stands in it as a ``token``."""

    cleared = Signal()
    given = Signal(object)  # Given
    hovered = Signal(str)  # the name of a picture over the field; "" when it left

    def __init__(self, key_hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.edit = QueryEdit(self)
        self.edit.setAcceptDrops(False)  # the field takes them
        self.edit.picture_pasted.connect(self.given)
        self.token = LikeToken(self)
        self.setAcceptDrops(True)
        self.edit.setAccessibleName(tr("Search"))
        self.edit.setFrame(False)
        self.edit.setMaxLength(2000)
        self._lens = QLabel(self)
        self._narrow = QToolButton(self)
        self._narrow.setAccessibleName(tr("Filters"))
        self._narrow.setToolTip(tr("Filters: kind, type, date, size and more"))
        self._narrow.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        look(self._narrow, "icon")
        self.filters = FilterMenu(self._narrow)
        self._narrow.setMenu(self.filters)
        self.filters.chosen.connect(self._put_filter)
        self.filters.sign_chosen.connect(self._put_sign)
        self._hint = QLabel(key_hint, self)
        look(self._hint, "key")
        self._sees = False  # whether a picture model is there
        self._offer = QLabel(tr("drop an image to search by it"), self)
        look(self._offer, "key")
        self._offer.hide()
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._clear = QToolButton(self)
        self._clear.setAccessibleName(tr("Clear the search"))
        self._clear.setToolTip(tr("Clear the search"))
        look(self._clear, "icon")
        self._clear.hide()
        self._clear.clicked.connect(self.cleared)
        self._arrange()
        self.show_given(None)
        self.edit.textChanged.connect(self._on_text)
        self.edit.installEventFilter(self)
        look(self, "field")
        self._draw_icons()

    def _arrange(self) -> None:
        font = self.font()
        self.edit.setFont(scaled_font(font, 15 / 13))
        for label in (self._hint, self._offer):
            label.setFont(scaled_font(font, 11.5 / 13))
        row = QHBoxLayout(self)
        row.setContentsMargins(unit(font, 13), unit(font, 4), unit(font, 9), unit(font, 4))
        row.setSpacing(unit(font, 10))
        middle = Qt.AlignmentFlag.AlignVCenter
        row.addWidget(self._lens, 0, middle)
        row.addWidget(self.token, 0, middle)
        row.addWidget(self.edit, 1)
        row.addWidget(self._offer, 0, middle)
        row.addWidget(self._hint, 0, middle)
        row.addWidget(self._narrow, 0, middle)
        row.addWidget(self._clear, 0, middle)
        self.setMinimumHeight(unit(font, 40))

    def _put_filter(self, field: str, value: str) -> None:
        """Write a filter into the line; without a value the person goes on typing it."""
        self.edit.setText(with_filter(self.edit.text(), field, value))
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_sign(self, sign: str) -> None:
        """Quotes go around what is selected, or everything; others to the end of the line."""
        edit, marked = self.edit, self.edit.selectedText()
        edit.setFocus(Qt.FocusReason.OtherFocusReason)
        if sign == '"' and marked:
            edit.insert(f'"{marked.strip()}"')
            return
        edit.end(False)
        text = edit.text()
        edit.insert(
            ("" if not text or text.endswith(" ") else " ") + (sign if sign != "OR" else "OR ")
        )
        if sign == '"':
            edit.insert('"')
            edit.cursorBackward(False)

    def sizeHint(self) -> QSize:
        """As high as in the design, as wide as there is room."""
        return QSize(unit(self.font(), 400), unit(self.font(), 40))

    def _on_text(self, text: str) -> None:
        filled = bool(text) or self.token.given is not None
        self._clear.setVisible(filled)
        self._hint.setVisible(not filled)
        self._offer_pictures()

    def set_sees(self, sees: bool) -> None:
        """Whether pictures can be searched for by a picture: then the field says so."""
        self._sees = sees
        self._offer_pictures()

    def _offer_pictures(self) -> None:
        """Say it where there is room beside what was typed."""
        metrics, font = self.edit.fontMetrics(), self.font()
        typed = metrics.horizontalAdvance(self.edit.text() or self.edit.placeholderText())
        others = unit(font, 150)  # icons, key hint and the gaps between them
        room = self.width() - others - typed - self._offer.sizeHint().width()
        self._offer.setVisible(self._sees and self.token.given is None and room > unit(font, 24))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There may be more room now, or less."""
        super().resizeEvent(event)
        self._offer_pictures()

    def show_given(self, given: Given | None) -> None:
        """Show what results are to be like, or nothing."""
        self.token.show_given(given)
        self.edit.setPlaceholderText(
            tr("Search your documents and images") if given is None else tr("Add words or filters")
        )
        self._on_text(self.edit.text())

    # ---- dropping ------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a picture, or words; all else is for the window."""
        name = _picture_name(event.mimeData())
        if name:
            event.acceptProposedAction()
            self.hovered.emit(name)
        elif _words(event.mimeData()):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Nothing was dropped."""
        self.hovered.emit("")

    def dropEvent(self, event: QDropEvent) -> None:
        """Search for pictures like the one that was dropped, or write the words down."""
        self.hovered.emit("")
        given = from_mime(event.mimeData())
        if given is not None:
            event.acceptProposedAction()
            self.given.emit(given)
        elif _words(event.mimeData()):
            event.acceptProposedAction()
            self.edit.insert(_words(event.mimeData()))
        else:
            event.ignore()

    def _draw_icons(self) -> None:
        tokens = tokens_now()
        side = icon_size(self.font(), 15).width()
        self._lens.setPixmap(pixmap("search", tokens.muted, side, self.devicePixelRatioF()))
        self._clear.setIcon(icon("close", tokens.muted, side))
        self._clear.setIconSize(QSize(side, side))
        self._narrow.setIcon(icon("filter", tokens.muted, side))
        self._narrow.setIconSize(QSize(side, side))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw_icons()
            self.edit.recolour()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Draw the accent frame while the line has focus."""
        if watched is self.edit and event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            look(self, "field-active" if event.type() == QEvent.Type.FocusIn else "field")
        return super().eventFilter(watched, event)


def _picture_name(mime: QMimeData) -> str:
    """How the picture over the field is called; "" where it is none."""
    path = picture_path(mime)
    if path is not None:
        return shown(path.name)
    return tr("this picture") if mime.hasImage() and not (mime.hasUrls() or mime.hasText()) else ""


def _words(mime: QMimeData) -> str:
    """Text that was marked elsewhere, on one line."""
    return "" if mime.hasUrls() or not mime.hasText() else " ".join(mime.text().split())
