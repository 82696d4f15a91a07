"""A calm line across the window: what happened, one way on, and maybe ways to leave it be.

Messages do not overwrite each other: the newest is shown, those before it wait behind it. Only
brief ones, which are about a moment, make room for good.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from docmind.ui.widgets.announce import announce
from docmind.ui.widgets.icons import icon
from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.theme import icon_size, tokens_now, unit
from docmind.ui.widgets.timing import one_shot
from docmind.ui.widgets.wording import counted, tr

BRIEF_MS = 8000
MOST = 20  # messages kept: of more the oldest are forgotten


@dataclass(slots=True)
class _Said:
    topic: str
    text: str
    button: str
    brief: bool
    others: tuple[str, ...] = ()
    times: int = 1


class Banner(QWidget):
    """Hidden until something is said. ``topic`` lets a later fact take an earlier one back."""

    pressed = Signal(str)  # topic
    answered = Signal(str, int)  # topic, which of the other buttons

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        look(self, "banner")
        self._kept: list[_Said] = []  # the last one is shown
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._button = QPushButton(self)
        look(self._button, "small")
        self._button.clicked.connect(lambda _checked=False: self._press())
        self._others: list[QPushButton] = []  # as many as were ever needed
        self._more = QPushButton(self)
        look(self._more, "link")
        self._more.clicked.connect(lambda _checked=False: self._turn())
        self._close = QToolButton(self)
        self._close.setAccessibleName(tr("Hide this message"))
        self._close.setToolTip(tr("Hide this message"))
        self._close.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        look(self._close, "icon")
        self._close.clicked.connect(lambda _checked=False: self._drop_shown())
        self._brief = one_shot(self, BRIEF_MS, self._drop_shown)
        row = QHBoxLayout(self)
        side, high = unit(self.font(), 18), unit(self.font(), 6)
        row.setContentsMargins(side, high, unit(self.font(), 10), high)
        row.setSpacing(unit(self.font(), 10))
        row.addWidget(self._text, 1)
        row.addWidget(self._button)
        self._beside = QHBoxLayout()
        self._beside.setSpacing(unit(self.font(), 12))
        row.addLayout(self._beside)
        for part in (self._more, self._close):
            row.addWidget(part)
        self._button.hide()
        self._more.hide()
        self._draw()
        self.hide()

    # ---- saying --------------------------------------------------------------------------------

    def say(
        self, topic: str, text: str, button: str = "", *, brief: bool = False, apart: bool = False,
        others: tuple[str, ...] = (),
    ) -> None:  # fmt: skip
        """Show a message; ``brief`` ones hide by themselves, ``others`` are quieter buttons.

        It takes the place of the one on the same ``topic``; with ``apart`` only of the same text.
        """
        said = _Said(topic, text, button, brief, others)
        stay = []
        for before in self._kept:
            if before.topic == topic and before.text == text:
                said.times = before.times + 1
            elif not before.brief and (apart or before.topic != topic):
                stay.append(before)
        self._kept = [*stay, said][-MOST:]
        self._show()
        announce(self, text)

    def take_back(self, topic: str) -> None:
        """Forget what was said about ``topic``."""
        if any(said.topic == topic for said in self._kept):
            self._kept = [said for said in self._kept if said.topic != topic]
            self._show()

    @property
    def said(self) -> str:
        """What is said now; nothing while hidden."""
        return "" if self.isHidden() else self._text.text()

    @property
    def waiting(self) -> int:
        """How many messages wait behind the one that is shown."""
        return max(0, len(self._kept) - 1)

    # ---- showing -------------------------------------------------------------------------------

    def _show(self) -> None:
        self._brief.stop()
        if not self._kept:
            self.hide()
            return
        said = self._kept[-1]
        text = said.text
        if said.times > 1 and not said.brief:
            times = counted(said.times, "{count} time", "{count} times")
            text = tr("{text} ({times})").format(text=text, times=times)
        self._text.setText(text)
        self._text.setAccessibleName(text)
        self._button.setText(said.button)
        self._button.setAccessibleName(said.button)
        self._button.setVisible(bool(said.button))
        self._show_others(said.others)
        more = counted(self.waiting, "{count} more message", "{count} more messages")
        self._more.setText(more)
        self._more.setAccessibleName(more)
        self._more.setVisible(self.waiting > 0)
        if said.brief:
            self._brief.start()
        self.show()

    def _show_others(self, texts: tuple[str, ...]) -> None:
        while len(self._others) < len(texts):
            button, place = QPushButton(self), len(self._others)
            look(button, "link")
            button.clicked.connect(lambda _checked=False, place=place: self._answer(place))
            self._beside.addWidget(button)
            self._others.append(button)
        for place, button in enumerate(self._others):
            text = texts[place] if place < len(texts) else ""
            button.setText(text)
            button.setAccessibleName(text)
            button.setVisible(bool(text))

    def _answer(self, place: int) -> None:
        self.answered.emit(self._kept[-1].topic, place)

    def _press(self) -> None:
        self.pressed.emit(self._kept[-1].topic)

    def _turn(self) -> None:
        """Show the next one; the one that was shown waits behind all others."""
        shown = self._kept.pop()
        if not shown.brief:
            self._kept.insert(0, shown)
        self._show()
        announce(self, self._text.text())

    def _drop_shown(self) -> None:
        if self._kept:
            self._kept.pop()
            self._show()

    def _draw(self) -> None:
        side = icon_size(self.font(), 13).width()
        self._close.setIcon(icon("close", tokens_now().muted, side))
        self._close.setIconSize(QSize(side, side))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_brief"):
            self._draw()
