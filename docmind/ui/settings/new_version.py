"""Is there a newer version? Whom that is asked of, the button that asks, and what was found.

What is found comes from another computer: it is shown as plain text, and leads nowhere by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.theme import unit
from docmind.ui.widgets.wording import isolated, size, tr

if TYPE_CHECKING:
    from docmind.core import DocMindError, Release, UpdateTerms
    from docmind.ui.settings.sheet_frame import SheetFrame

_SELECTABLE = (
    Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
)


def release_day(release: Release) -> str:
    """Its date in the user's way."""
    date = QDate.fromString(release.date, Qt.DateFormat.ISODate)
    return QLocale().toString(date, tr("d MMM yyyy"))


class NewVersion(QWidget):
    """Fed with facts. ``look_asked`` is a person's order to ask now; ``copy_asked`` brings the
    address to copy."""

    look_asked = Signal()
    copy_asked = Signal(str)
    settings_asked = Signal()

    def __init__(self, frame: SheetFrame) -> None:
        super().__init__(frame)
        font = self.font()
        self._host, self._where = "", ""
        self.state = frame.label()
        self.terms = frame.label("", "muted", small=True)
        self.notes = frame.label()
        self.files = frame.label("", "muted", small=True)
        self.where = frame.label("", "muted", small=True)
        for label in (self.notes, self.files, self.where):
            label.setTextInteractionFlags(_SELECTABLE)
        self.look = frame.button(tr("Look for a new version"), self.look_asked.emit, "low")
        self.settings = frame.button(tr("Settings…"), self.settings_asked.emit, "low",
                                     tr("Settings of new versions"))  # fmt: skip
        self.copy = frame.button(
            tr("Copy the address"), lambda: self.copy_asked.emit(self._where), "low"
        )
        texts = QVBoxLayout()
        texts.setSpacing(unit(font, 2))
        texts.addWidget(self.state)
        texts.addWidget(self.terms)
        head = QHBoxLayout()
        head.setSpacing(unit(font, 8))
        head.addLayout(texts, 1)
        head.addWidget(self.look, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.settings, 0, Qt.AlignmentFlag.AlignTop)
        below = QHBoxLayout()
        below.setSpacing(unit(font, 8))
        below.addWidget(self.where, 1)
        below.addWidget(self.copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(unit(font, side) for side in (15, 10, 15, 10)))
        column.setSpacing(unit(font, 8))
        column.addLayout(head)
        column.addWidget(self.notes)
        column.addWidget(self.files)
        column.addLayout(below)
        self.terms.setText(tr("Looking…"))
        self.look.setEnabled(False)  # nobody is asked before it is said who that is
        self._say("")
        self._show_found(None)

    # ---- showing -------------------------------------------------------------------------------

    def show_terms(self, terms: UpdateTerms) -> None:
        """Say who is asked, and whether by itself. Nobody can be asked without an address."""
        self._host = terms.host
        self.look.setEnabled(bool(terms.host))
        if not terms.host:
            text = terms.why
        elif terms.daily:
            text = tr("{host} is asked once a day. Nothing but the request is sent.")
        else:
            text = tr("DocMind asks nobody by itself. The button asks {host}; nothing but the "
                      "request is sent.")  # fmt: skip
        self.terms.setText(text.replace("{host}", isolated(terms.host)))

    def show_looking(self) -> None:
        """The other computer is asked."""
        self.look.setEnabled(False)
        self._show_found(None)
        self._say(tr("Asking {host}…").format(host=isolated(self._host)))

    def show_release(self, release: Release) -> None:
        """Show what it told of."""
        self.look.setEnabled(True)
        if not release.newer:
            self._show_found(None)
            self._say(tr("This is the newest version."), "ok")
            return
        self._say(
            tr("DocMind {version} of {date} is there. This is {current}.").format(
                version=isolated(release.version),
                date=release_day(release),
                current=isolated(release.current),
            )
        )
        self._show_found(release)

    def show_failure(self, error: DocMindError) -> None:
        """It could not be asked, or what it answered cannot be used."""
        self.look.setEnabled(True)
        self._show_found(None)
        self._say(str(error), "error")

    def _say(self, text: str, kind: str = "plain") -> None:
        look(self.state, kind)
        self.state.setText(text)
        self.state.setVisible(bool(text))

    def _show_found(self, release: Release | None) -> None:
        self._where = release.where if release is not None else ""
        if release is not None:
            lines = [
                f"{isolated(one.name)}, {size(one.size)}\nSHA-256 {isolated(one.sha256)}"
                for one in release.artefacts
            ]
            self.notes.setText(release.notes)
            self.files.setText("\n".join(lines))
            where = tr("DocMind fetches and installs nothing by itself. It lies at {address}")
            self.where.setText(where.format(address=isolated(self._where, path=True)))
        for part in (self.notes, self.files, self.where, self.copy):
            empty = isinstance(part, QLabel) and not part.text()
            part.setVisible(release is not None and not empty)
