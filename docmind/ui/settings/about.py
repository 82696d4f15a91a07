"""The program itself: its version, what the doctor finds, and what it is made with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from docmind.ui.settings.new_version import NewVersion
from docmind.ui.settings.sheet_frame import SheetFrame
from docmind.ui.settings.table import RowsModel, Table
from docmind.ui.widgets.icons import application_icon, pixmap
from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.theme import scaled_font, tokens_now, unit
from docmind.ui.widgets.wording import isolated, tr

if TYPE_CHECKING:
    from docmind.core import Check, ThirdParty

_MOST_ROWS = 12
_ICONS = {"ok": "ok", "warning": "attention", "missing": "missing"}


class CheckRow(QWidget):
    """One finding with its state, and the exact remedy, which can be selected."""

    def __init__(self, check: Check, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.check = check
        font = self.font()
        self.symbol = QLabel(self)
        self.symbol.setAccessibleName(state_word(check.state))
        self.symbol.setToolTip(state_word(check.state))
        self.name = QLabel(isolated(check_name(check.name)), self)
        self.finding = QLabel(check.finding, self)
        self.remedy = QLabel(check.remedy, self)
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        fixed.setPixelSize(max(1, round(self.fontInfo().pixelSize() * 12 / 13)))
        self.remedy.setFont(fixed)
        self.name.setFont(scaled_font(font, 1, bold=True))
        look(self.finding, "muted")
        for label in (self.name, self.finding, self.remedy):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.remedy.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.remedy.setAccessibleName(tr("What helps: {remedy}").format(remedy=check.remedy))
        self.remedy.setVisible(bool(check.remedy))
        texts = QVBoxLayout()
        texts.setSpacing(unit(font, 2))
        for label in (self.name, self.finding, self.remedy):
            texts.addWidget(label)
        row = QHBoxLayout(self)
        row.setContentsMargins(*(unit(font, side) for side in (16, 8, 16, 8)))
        row.setSpacing(unit(font, 12))
        row.addWidget(self.symbol, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, 1)
        self._draw()

    def _draw(self) -> None:
        tokens = tokens_now()
        colours = {"ok": tokens.ok, "warning": tokens.warning, "missing": tokens.error}
        side = unit(self.font(), 18)
        state = self.check.state
        self.symbol.setPixmap(pixmap(_ICONS[state], colours[state], side, self.devicePixelRatioF()))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "remedy"):
            self._draw()


def check_name(name: str) -> str:
    """What the doctor looked at, as the window calls it."""
    return {
        "program": tr("Program"),
        "settings": tr("Settings"),
        "system libraries": tr("System libraries"),
        "display": tr("Screen"),
        "fonts": tr("Fonts"),
        "fonts for Chinese, Japanese, Korean": tr("Fonts for Chinese, Japanese, Korean"),
        "GPU": tr("Graphics card"),
        "model": tr("Model that comes with DocMind"),
        "chosen model": tr("Chosen model"),
        "picture model": tr("Model for pictures"),
        "model runtime": tr("What runs the models"),
        "engine": tr("Search engine"),
        "text recognition": tr("Text in pictures"),
        "HWP files": tr("HWP files"),
        "library": tr("Library"),
        "disk": tr("Disk"),
    }.get(name, name[:1].upper() + name[1:])


def state_word(state: str) -> str:
    """The state as a word, for those who do not see the symbol."""
    return {
        "ok": tr("All right"), "warning": tr("Needs attention"), "missing": tr("Missing"),
    }[state]  # fmt: skip


class AboutPage(SheetFrame):
    """Fed with facts. ``copy_asked``, ``logs_asked``, ``licences_asked`` and ``look_asked`` come
    from its buttons."""

    copy_asked = Signal()
    logs_asked = Signal()
    licences_asked = Signal()
    look_asked = Signal()

    def __init__(self, version: str, parent: QWidget | None = None) -> None:
        super().__init__(tr("About DocMind"), parent)
        self.checks: list[CheckRow] = []
        self._report = ""
        self.copy = self.button(tr("Copy report"), self.copy_asked.emit)
        self.again = self.button(tr("Look again"), self.look_asked.emit)
        self.logs = self.button(tr("Open the folder with logs"), self.logs_asked.emit, "low")
        self.licences = self.button(
            tr("Open the folder with licence texts"), self.licences_asked.emit, "low"
        )
        self.head.insertWidget(1, self.copy)
        self.head.insertWidget(2, self.again)
        self._add_program(version)
        self.new_version = NewVersion(self)
        self.section(tr("New versions")).addWidget(self.new_version)
        self._card = self.section(
            tr("What DocMind needs from this computer"),
            tr("The report that can be copied names neither documents nor folders."),
        )
        self.looking = self.label(tr("Looking…"), "muted")
        self.looking.setContentsMargins(*(unit(self.font(), side) for side in (15, 8, 15, 8)))
        self._card.addWidget(self.looking)
        self.parties = self._add_third_parties()
        self.column.addStretch(1)
        self.show_looking()

    def _add_program(self, version: str) -> None:
        font = self.font()
        symbol = QLabel(self)
        symbol.setPixmap(application_icon().pixmap(unit(font, 44), unit(font, 44)))
        symbol.setAccessibleName("DocMind")
        name = self.label(isolated(f"DocMind {version}"))
        name.setFont(scaled_font(font, 17 / 13, bold=True))
        texts = QVBoxLayout()
        texts.setSpacing(unit(font, 2))
        texts.addWidget(name)
        texts.addWidget(
            self.label(
                tr("Finds anything in your own files, on your own computer. Free software."),
                "muted",
            )
        )
        texts.addWidget(self.label(f"{tr('Licence')}: Apache-2.0", "muted", small=True))
        row = QHBoxLayout()
        row.setSpacing(unit(font, 14))
        row.addWidget(symbol, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, 1)
        row.addWidget(self.logs, 0, Qt.AlignmentFlag.AlignVCenter)
        self.column.addLayout(row)

    # ---- the doctor ----------------------------------------------------------------------------

    def show_looking(self) -> None:
        """The doctor looks; what was found before stays until it is done."""
        self.looking.setVisible(not self.checks)
        self.again.setEnabled(False)
        self.again.setText(tr("Looking…"))
        self.copy.setEnabled(bool(self._report))

    def show_checks(self, checks: Sequence[Check]) -> None:
        """Show what was found, what needs attention first."""
        self.looking.hide()
        self.again.setEnabled(True)
        self.again.setText(tr("Look again"))
        order = {"missing": 0, "warning": 1, "ok": 2}
        listed = sorted(checks, key=lambda check: order[check.state])
        if listed == [row.check for row in self.checks]:
            return
        while self._card.count() > 1:
            part = self._card.takeAt(1)
            widget = part.widget() if part is not None else None
            if widget is not None:
                widget.deleteLater()
        self.checks = [CheckRow(check, self) for check in listed]
        for row in self.checks:
            if row is not self.checks[0]:
                self._card.addWidget(self.rule())
            self._card.addWidget(row)

    def show_report(self, report: str) -> None:
        """The report can be copied now."""
        self._report = report
        self.copy.setEnabled(bool(report))

    @property
    def report(self) -> str:
        """What can be copied."""
        return self._report

    # ---- others --------------------------------------------------------------------------------

    def _add_third_parties(self) -> RowsModel:
        font = self.font()
        card = self.section(
            tr("Made with"),
            tr("DocMind stands on the work of others, who let it be used freely."),
        )
        headers = (tr("Name"), tr("Version"), tr("Licence"))
        model = RowsModel(headers, _cells)
        around = QVBoxLayout()
        around.setContentsMargins(*(unit(font, side) for side in (8, 2, 8, 4)))
        around.addWidget(Table(tr("Made with"), model, 2, _MOST_ROWS, self))
        card.addLayout(around)
        row = QHBoxLayout()
        row.addWidget(self.licences)
        row.addStretch(1)
        self.column.addLayout(row)
        return model

    def show_third_parties(self, parties: Sequence[ThirdParty]) -> None:
        """Name them."""
        self.parties.show(parties)


def _cells(party: ThirdParty) -> tuple[str, str, str]:
    return party.name, party.version, party.licence or tr("see its own files")
