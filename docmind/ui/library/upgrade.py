"""What stands in the middle while a library of another version cannot be opened: what it takes to
bring it up to date and the question, how far that is, or that only a newer DocMind can read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from docmind.ui.widgets.progress_bar import ProgressBar
from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.theme import scaled_font, unit
from docmind.ui.widgets.wording import counted, isolated, number, size, tr

if TYPE_CHECKING:
    from docmind.core import DocMindError, Upgrade, UpgradeProgress

_PARTS = 1000  # of the bar


class UpgradePage(QWidget):
    """Shows what it is told; nothing is begun here."""

    continued = Signal()
    declined = Signal()
    tried_again = Signal()
    restore_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        look(self, "window")
        font = self.font()
        self._title = QLabel(self)
        self._title.setFont(scaled_font(font, 18 / 13, bold=True))
        self._text = QLabel(self)
        self._lines = QLabel(self)
        look(self._lines, "muted")
        self._bar = ProgressBar(tr("Progress of bringing the library up to date"), self)
        self.go_on = self._button(tr("Continue"), "primary", self.continued)
        self.again = self._button(tr("Try again"), "low", self.tried_again)
        self.restore = self._button(tr("Go back to the copy…"), "low", self.restore_asked)
        self.leave = self._button(tr("Not now"), "low", self.declined)
        card = QWidget(self)
        card.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        look(card, "card")
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        card.setMaximumWidth(unit(font, 640))
        column = QVBoxLayout(card)
        column.setContentsMargins(*(unit(font, side) for side in (28, 26, 28, 22)))
        column.setSpacing(unit(font, 12))
        for label in (self._title, self._text, self._lines):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            column.addWidget(label)
        column.addWidget(self._bar)
        buttons = QHBoxLayout()
        buttons.setSpacing(unit(font, 8))
        buttons.addStretch(1)
        for button in (self.restore, self.again, self.leave, self.go_on):
            buttons.addWidget(button)
        column.addLayout(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(*(unit(font, 16),) * 4)
        row.addStretch(1)
        row.addWidget(card, 20, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)

    def _button(self, text: str, name: str, pressed: SignalInstance) -> QPushButton:
        button = QPushButton(text, self)
        button.setAccessibleName(text)
        look(button, name)
        button.clicked.connect(lambda _checked=False: pressed.emit())
        return button

    # ---- what is shown -------------------------------------------------------------------------

    def ask(self, upgrade: Upgrade) -> None:
        """What it takes, and the question."""
        by = isolated(upgrade.made_by)
        self._say(
            tr("This library was made by DocMind {version}").format(version=by)
            if by
            else tr("This library was made by an earlier DocMind"),
            tr("It has to be brought up to date before it opens. A copy of how it is now is kept. "
               "Your own files are not touched."),
            what_it_takes(upgrade),
        )  # fmt: skip
        self.leave.setText(tr("Not now"))
        self._offer(self.leave, self.go_on)
        self.go_on.setFocus()

    def show_progress(self, progress: UpgradeProgress) -> None:
        """How far it is."""
        stage = {
            "copying": tr("A copy is being made of it."),
            "migrating": tr("The library is being changed."),
            "restoring": tr("The library is being put back as it was."),
        }.get(progress.stage, tr("The search engine is being started."))
        calm = tr("DocMind can be closed meanwhile: nothing is lost.")
        self._say(tr("Bringing the library up to date"), stage, calm)
        self._offer()
        self._bar.setVisible(progress.total > 0)
        if progress.total:
            self._bar.show_part(progress.done * _PARTS // progress.total, _PARTS)

    def refuse(self, error: DocMindError, *, copies: int) -> None:
        """Only a newer DocMind can read it; with ``copies`` there is something to go back to."""
        self._say(error.title, error.detail, error.hint)
        self.leave.setText(tr("Quit DocMind"))
        self._offer(self.again, self.leave, *((self.restore,) if copies else ()))
        self.again.setFocus()

    @property
    def said(self) -> str:
        """All that is said now."""
        return "\n".join((self._title.text(), self._text.text(), self._lines.text()))

    def _say(self, title: str, text: str, lines: str) -> None:
        for label, words in ((self._title, title), (self._text, text), (self._lines, lines)):
            label.setText(words)
            label.setVisible(bool(words))
        self._bar.hide()

    def _offer(self, *buttons: QPushButton) -> None:
        for button in (self.restore, self.again, self.leave, self.go_on):
            button.setVisible(button in buttons)
        self.leave.setAccessibleName(self.leave.text())


def what_it_takes(upgrade: Upgrade) -> str:
    """Time, what follows, and room, a line each."""
    lines = [takes(upgrade.seconds)]
    if upgrade.rebuilds:
        texts = counted(
            upgrade.passages,
            "After that its index is made again from the text that is kept ({count} passage), "
            "while you search; until then a search finds only a part.",
            "After that its index is made again from the texts that are kept ({count} passages), "
            "while you search; until then a search finds only a part.",
        )
        lines.append(f"{texts} {takes(upgrade.rebuild_seconds)}")
    if upgrade.pictures:
        lines.append(
            counted(
                upgrade.pictures,
                "{count} picture is looked at again, in the background.",
                "{count} pictures are looked at again, in the background.",
            )
        )
    lines.append(
        tr("It needs {need} on the disk; {free} are free.").format(
            need=size(upgrade.disk_bytes), free=size(upgrade.free_bytes)
        )
    )
    return "\n\n".join(lines)


def takes(seconds: float) -> str:
    """A duration as a person plans with it, in a sentence."""
    if seconds < 90:
        return tr("It takes about a minute.")
    minutes = round(seconds / 60)
    if minutes < 90:
        return tr("It takes about {count} minutes.").format(count=number(minutes))
    return tr("It takes about {count} hours.").format(count=number(round(seconds / 3600)))
