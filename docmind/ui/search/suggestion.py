"""One line under the number of results: what may have been meant, or the way back to what was
typed."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from docmind.core import SearchAnswer
from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.theme import unit
from docmind.ui.widgets.wording import plain_tip, shown, tr

MOST_LETTERS = 90  # of a suggestion in the middle of an empty page


def did_you_mean(answer: SearchAnswer) -> str:
    """The sentence that offers another query; "" when there is none to offer."""
    meant = shown(answer.plan.suggestion)
    return tr("Did you mean: {query}").format(query=meant) if meant else ""


def short(text: str) -> str:
    """``text`` without its end where it is very long, for a button."""
    return text if len(text) <= MOST_LETTERS else text[: MOST_LETTERS - 1].rstrip() + "…"


def escaped(text: str) -> str:
    """``text`` for a button, where "&" would underline the letter after it."""
    return text.replace("&", "&&")


class Suggestion(QPushButton):
    """A link that is hidden unless there is something to offer."""

    taken = Signal(str)  # the query that was meant
    as_typed = Signal()  # search for what was typed after all

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look(self, "link")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._whole = ""
        self._meant = ""
        self.clicked.connect(self._on_clicked)
        self.hide()

    def show_answer(self, answer: SearchAnswer) -> None:
        """Offer what the answer has to offer."""
        self._meant = answer.plan.suggestion
        text = did_you_mean(answer)
        if answer.plan.searched:
            typed = tr("” or “").join(shown(one) for one, _ in answer.plan.corrections)
            text = tr("Search for “{words}” as typed").format(words=typed)
        self._whole = text
        self.setAccessibleName(text)
        self.setToolTip(plain_tip(text))
        self.updateGeometry()
        self._cut()
        self.setVisible(bool(text))

    def _on_clicked(self) -> None:
        if self._meant:
            self.taken.emit(self._meant)
        else:
            self.as_typed.emit()

    def _cut(self) -> None:
        room = max(0, self.width() - unit(self.font(), 4))
        cut = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        self.setText(escaped(cut))

    def sizeHint(self) -> QSize:
        """The whole text, where there is room for it."""
        wide = self.fontMetrics().horizontalAdvance(self._whole) + unit(self.font(), 10)
        return QSize(wide, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """No width is needed."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut anew."""
        super().resizeEvent(event)
        self._cut()
