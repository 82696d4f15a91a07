"""One setting: what it is called, what it does, its control, its default, and what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from docmind.ui.settings.controls import control_for
from docmind.ui.settings.values import shown_value
from docmind.ui.settings.words import FieldWords
from docmind.ui.widgets.icons import pixmap
from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.theme import scaled_font, tokens_now, unit
from docmind.ui.widgets.told import told
from docmind.ui.widgets.wording import isolated, tr

if TYPE_CHECKING:
    from docmind.core import SettingSpec


class SettingRow(QWidget):
    """Fed with a spec. ``changed`` (key, value) comes when a person wants another value, with None
    for the default; ``models_asked`` when a person wants to go where the model is chosen."""

    changed = Signal(str, object)
    models_asked = Signal()

    def __init__(self, spec: SettingSpec, words: FieldWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spec, self.words = spec, words
        self.question: Callable[[Any], str] = self._note  # what is asked before a value holds
        self._wanted: tuple[Any] | None = None  # waits for the answer to the question
        self._wrong = False
        font = self.font()
        small = scaled_font(font, 12 / 13)
        self.label = self._line(words.label, scaled_font(font, 1, bold=True))
        self.text = self._line("", small, "muted")
        self.state = self._line("", small, "muted")
        self.control = control_for(spec, words, self)
        self.label.setBuddy(self.control.part())
        self._lock = QLabel(self)
        self._lock.setAccessibleName(tr("Locked"))
        self.back = self._link(tr("Back to default"), self._go_back)
        self.models = self._link(tr("Models…"), self.models_asked.emit)
        self.yes = QPushButton(tr("Change it"), self)
        self.no = QPushButton(tr("Leave it"), self)
        for button, run in ((self.yes, self._accept), (self.no, self._refuse)):
            button.setAccessibleName(f"{button.text()}: {words.label}")
            button.clicked.connect(lambda _checked=False, run=run: run())
            look(button, "low")
            button.hide()
        self._arrange()
        self._draw()
        self.control.chosen.connect(self._on_chosen)
        self.control.complained.connect(self._on_complaint)
        self.show_spec(spec)

    def _line(self, text: str, font: QFont, kind: str = "plain") -> QLabel:
        label = QLabel(text, self)
        label.setFont(font)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        look(label, kind)
        return label

    def _link(self, text: str, run: Any) -> QPushButton:
        button = QPushButton(text, self)
        button.setAccessibleName(f"{text.rstrip('…')}: {self.words.label}")
        button.setFont(scaled_font(self.font(), 12 / 13))
        button.clicked.connect(lambda _checked=False: run())
        look(button, "link")
        return button

    def _arrange(self) -> None:
        font = self.font()
        texts = QVBoxLayout()
        texts.setSpacing(unit(font, 2))
        texts.addWidget(self.label)
        texts.addWidget(self.text)
        if self.words.wide or self.spec.kind == "list":
            texts.addSpacing(unit(font, 4))
            texts.addWidget(self.control)
        links = QHBoxLayout()
        links.setSpacing(unit(font, 14))
        links.addWidget(self.back)
        links.addWidget(self.models)
        links.addWidget(self.yes)
        links.addWidget(self.no)
        links.addStretch(1)
        said = QHBoxLayout()
        said.setSpacing(unit(font, 6))
        said.addWidget(self._lock, 0, Qt.AlignmentFlag.AlignTop)
        said.addWidget(self.state, 1)
        texts.addLayout(said)
        texts.addLayout(links)
        row = QHBoxLayout()
        row.setContentsMargins(*(unit(font, side) for side in (16, 11, 16, 11)))
        row.setSpacing(unit(font, 20))
        row.addLayout(texts, 3)
        if not self.words.wide and self.spec.kind != "list":
            corner = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignTrailing
            row.addWidget(self.control, 2, corner)
        self._rule = QFrame(self)
        look(self._rule, "rule")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._rule)
        column.addLayout(row)

    # ---- showing -------------------------------------------------------------------------------

    def show_spec(self, spec: SettingSpec) -> None:
        """Show what holds now. What a person is in the middle of is left alone."""
        if spec == self.spec and (self._wanted is not None or self._wrong):
            return
        self.spec = spec
        self.control.show_value(spec.value)
        self.control.setEnabled(not spec.decided_by)
        self._rest()

    def _rest(self) -> None:
        """Say what is to be said while nothing is being changed."""
        spec = self.spec
        self._wanted, self._wrong = None, False
        default = isolated(shown_value(spec, self.words, spec.default))
        told_default = tr("Default: {value}.").format(value=default)
        self.text.setText(f"{self.words.text} {told_default}".strip())
        self.back.setVisible(spec.value != spec.default and not spec.decided_by)
        self.models.setVisible(spec.effect == "new library")
        self.yes.hide()
        self.no.hide()
        self._lock.setVisible(bool(spec.decided_by))
        if spec.decided_by:
            text = tr("Decided by {variable} in the environment, so it cannot be changed here.")
            self._say(text.format(variable=isolated(spec.decided_by)), "warning")
        else:
            self._say("")

    def _draw(self) -> None:
        side = unit(self.font(), 14)
        colour = tokens_now().warning_text
        self._lock.setPixmap(pixmap("lock", colour, side, self.devicePixelRatioF()))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "back"):
            self._draw()

    def complain(self, why: str) -> None:
        """Say that the value was not taken."""
        self._rest()
        self._wrong = True
        self._say(why, "error")

    def saved(self, *, applied: bool) -> None:
        """The change is written."""
        if applied:
            self._say(tr("Saved."), "ok")
        else:
            self._say(
                tr("Saved. Something else uses the search engine now, so it holds from the next "
                   "start of DocMind."),
                "warning",
            )  # fmt: skip

    def show_rule(self, shown: bool) -> None:
        """The line above it, which the first of a card has not."""
        self._rule.setVisible(shown)

    def _say(self, text: str, kind: str = "muted") -> None:
        look(self.state, kind)
        self.state.setText(text)
        self.state.setVisible(bool(text))

    @property
    def said(self) -> str:
        """What stands below it now."""
        return self.state.text() if not self.state.isHidden() else ""

    def holds(self, words: list[str]) -> bool:
        """Whether every word is found in what is said of it."""
        spec = self.spec
        names = (*self.words.choices.values(), *spec.choices)
        text = " ".join(
            (self.words.label, self.words.text, self.words.note, self.words.unit, spec.key,
             spec.key.replace("_", " "), spec.description, told(spec.description), *names)
        )  # fmt: skip
        text = text.casefold()
        return all(word in text for word in words)

    # ---- doing ---------------------------------------------------------------------------------

    def _on_chosen(self, value: Any) -> None:
        if value == self.spec.value:
            self._rest()
        elif self.spec.effect == "reread":
            self._ask(
                value,
                tr("Every file is worked through again for this, from the texts that were read. It "
                   "goes on in the background and may take hours; searching goes on meanwhile."),
            )  # fmt: skip
        elif question := self.question(value):
            self._ask(value, question)
        else:
            self._change(value)

    def _note(self, value: Any) -> str:
        return self.words.note if value is True else ""

    def _ask(self, value: Any, text: str) -> None:
        self._wanted = (value,)
        self._say(text, "warning")
        self.back.hide()
        self.models.hide()
        self.yes.show()
        self.no.show()

    def _accept(self) -> None:
        if self._wanted is not None:
            self.control.part().setFocus()
            self._change(self._wanted[0])

    def _refuse(self) -> None:
        self.control.part().setFocus()
        self._wanted = None
        self.control.show_value(self.spec.value)
        self._rest()

    def _go_back(self) -> None:
        self.control.part().setFocus()
        if self.spec.effect == "reread":
            self.control.show_value(self.spec.default)
            self._on_chosen(self.spec.default)
        else:
            self._change(None)

    def _change(self, value: Any) -> None:
        self._rest()
        self.back.hide()
        self._say(tr("Saving…"))
        self.changed.emit(self.spec.key, value)

    def _on_complaint(self, why: str) -> None:
        if why:
            self._wrong = True
            self._say(why, "error")
        elif self._wrong:
            self._rest()
