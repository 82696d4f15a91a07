"""What is kept on this computer and where, every connection ever made, and erasing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from docmind.ui.settings.connection_rows import connections_model
from docmind.ui.settings.sheet_frame import SheetFrame
from docmind.ui.settings.table import Table
from docmind.ui.widgets.line import Line
from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.theme import scaled_font, unit
from docmind.ui.widgets.wording import counted, isolated, shown, size, tr

if TYPE_CHECKING:
    from docmind.core import Connection, StoredPlace, TextPermission, UpdateTerms

_MOST_ROWS = 8


def place_words(name: str) -> tuple[str, str]:
    """(what it is called, what it holds)."""
    return {
        "library": (tr("Library"), tr("All that DocMind knows of your files.")),
        "texts": (
            tr("Texts and names"),
            tr("The text of your documents, their names, recent and saved searches."),
        ),
        "vectors": (tr("Meanings of texts"), tr("The numbers that a model made of the texts.")),
        "pictures": (
            tr("Meanings of pictures"), tr("The numbers that a model made of pictures."),
        ),
        "embeddings": (
            tr("Meanings kept for later"),
            tr("So that a text that comes back need not be read by the model again."),
        ),
        "backups": (
            tr("Copies"),
            tr("How texts and names were before DocMind changed them for a new version."),
        ),
        "logs": (tr("Logs"), tr("What went wrong. They may name files.")),
        "caches": (tr("Caches"), tr("Things that are made again when they are missing.")),
        "models": (tr("Models"), tr("Those you downloaded or imported.")),
        "runtimes": (
            tr("Graphics card support"), tr("Programs you added for large models."),
        ),
        "settings": (tr("Settings"), tr("What you changed on the page of settings.")),
        "window": (tr("Window"), tr("Its size, its panes, and the last search.")),
        "autostart": (
            tr("Start when you log in"), tr("What has the desktop start DocMind."),
        ),
        "connections": (
            tr("Journal of connections"), tr("Every connection, as listed above."),
        ),
    }.get(name, (name, ""))  # fmt: skip


def permission_text(permissions: Sequence[TextPermission]) -> str:
    """Where texts may go, a line for each computer; "" when they may go nowhere."""
    lines = []
    for one in permissions:
        if not one.purposes:
            line = tr("{host}: no server is set there now, so nothing goes there")
        elif one.is_encrypted:
            line = tr("{host}, encrypted: {purposes}")
        else:
            line = tr("{host}, not encrypted: {purposes}")
        purposes = ", ".join(map(_purpose_words, one.purposes))
        lines.append(line.format(host=isolated(one.host), purposes=purposes))
    if not lines:
        return ""
    return "\n".join((tr("Text of your files and your questions may go to:"), *lines))


def _purpose_words(purpose: str) -> str:
    return {
        "vectors from Ollama": tr("vectors from Ollama"),
        "vectors from the embedding server": tr("vectors from the embedding server"),
        "putting results in order": tr("putting results in order"),
    }.get(purpose, purpose)


class PlaceRow(QWidget):
    """One thing that is kept: its name, its place, its size, a way to it."""

    folder_asked = Signal(object)  # Path

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        font = self.font()
        title, text = place_words(name)
        small = scaled_font(font, 12 / 13)
        self._path = Path()
        self.title = QLabel(title, self)
        self.text = Line(self)
        self.text.show_text(text)
        self.path = Line(self)
        self.amount = QLabel(self)
        self.folder = QPushButton(tr("Show in folder"), self)
        self.folder.setAccessibleName(tr("Show in folder: {name}").format(name=title))
        self.folder.clicked.connect(lambda _checked=False: self.folder_asked.emit(self._path))
        look(self.folder, "low")
        for label in (self.text, self.path):
            label.setFont(small)
            look(label, "muted")
        head = QHBoxLayout()
        head.setSpacing(unit(font, 10))
        head.addWidget(self.title)
        head.addWidget(self.text, 1)
        texts = QVBoxLayout()
        texts.setSpacing(unit(font, 1))
        texts.addLayout(head)
        texts.addWidget(self.path)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(*(unit(font, side) for side in (16, 8, 16, 8)))
        self._row.setSpacing(unit(font, 14))
        self._row.addLayout(texts, 1)
        self._row.addWidget(self.amount)
        self._row.addWidget(self.folder)

    def show_place(self, place: StoredPlace) -> None:
        """Show where it is and how much."""
        self._path = place.path
        self.path.show_text(shown(place.path))
        self.amount.setText(size(place.size) if place.exists else tr("nothing"))
        look(self.amount, "plain" if place.exists else "muted")
        self.folder.setVisible(place.exists)
        indent = unit(self.font(), 40 if place.part_of else 16)
        rest = self._row.contentsMargins()
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            self._row.setContentsMargins(rest.left(), rest.top(), indent, rest.bottom())
        else:
            self._row.setContentsMargins(indent, rest.top(), rest.right(), rest.bottom())


class PrivacyPage(SheetFrame):
    """Fed with facts. ``erase_asked`` names history, caches, backups or index: nothing is erased
    here."""

    folder_asked = Signal(object)  # Path
    erase_asked = Signal(str)
    servers_asked = Signal()  # to where it is set which computers texts may go to

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Privacy"), parent)
        self.places: dict[str, PlaceRow] = {}
        self.model = connections_model()
        self.intro = self.label("", "muted")
        self.column.addWidget(self.intro)
        self._add_connections()
        self._card = self.section(tr("Kept on this computer"))
        self._looking = self.label(tr("Counting…"), "muted")
        self._looking.setContentsMargins(*(unit(self.font(), side) for side in (15, 8, 15, 8)))
        self._card.addWidget(self._looking)
        self.erasers: dict[str, QPushButton] = {}
        self._add_erasing()
        self.column.addStretch(1)

    # ---- what is kept --------------------------------------------------------------------------

    def show_places(self, places: Sequence[StoredPlace]) -> None:
        """Show what is kept; rows that are there stay."""
        self._looking.hide()
        for place in places:
            row = self.places.get(place.name)
            if row is None:
                row = PlaceRow(place.name, self)
                row.folder_asked.connect(self.folder_asked)
                if self.places:
                    self._card.addWidget(self.rule())
                self._card.addWidget(row)
                self.places[place.name] = row
            row.show_place(place)

    # ---- connections ---------------------------------------------------------------------------

    def _add_connections(self) -> None:
        font = self.font()
        card = self.section(
            tr("Connections to other computers"),
            tr("Each one ever made, written down before it was made."),
        )
        self.none = self.label(tr("None was ever made."))
        self.none.setContentsMargins(*(unit(font, side) for side in (15, 8, 15, 8)))
        self.by_itself = self.label("", "muted", small=True)
        self.by_itself.setContentsMargins(*(unit(font, side) for side in (15, 6, 15, 8)))
        self.text_goes_to = self.label("", small=True)
        self.text_goes_to.setContentsMargins(*(unit(font, side) for side in (15, 0, 15, 8)))
        self.count = self.label("", "muted", small=True)
        self.count.setContentsMargins(*(unit(font, side) for side in (15, 6, 15, 2)))
        self.table = Table(tr("Connections to other computers"), self.model, 2, _MOST_ROWS, self)
        below = QVBoxLayout()
        below.setContentsMargins(*(unit(font, side) for side in (8, 0, 8, 4)))
        below.addWidget(self.table)
        card.addWidget(self.none)
        card.addWidget(self.count)
        card.addLayout(below)
        card.addWidget(self.by_itself)
        card.addWidget(self.text_goes_to)
        self.change_text = self.button(
            tr("Change where texts may go…"), self.servers_asked.emit, "link"
        )
        link = QHBoxLayout()
        link.setContentsMargins(*(unit(font, side) for side in (16, 0, 16, 8)))
        link.addWidget(self.change_text)
        link.addStretch(1)
        card.addLayout(link)
        self.by_itself.hide()
        self.show_connections(())
        self.show_text_permissions(())

    def show_connections(self, connections: Sequence[Connection]) -> None:
        """Show every connection, or that there was none."""
        self.model.show(connections)
        some = bool(connections)
        self.none.setVisible(not some)
        self.table.setVisible(some)
        self.count.setVisible(some)
        hosts = len({one.host for one in connections})
        self.count.setText(
            tr("{connections} to {hosts}, {size} received").format(
                connections=counted(len(connections), "{count} connection", "{count} connections"),
                hosts=counted(hosts, "{count} computer", "{count} computers"),
                size=size(sum(one.received for one in connections)),
            )
        )

    def show_text_permissions(self, permissions: Sequence[TextPermission]) -> None:
        """Say where texts may go, which a person allowed, and that they stay here otherwise."""
        stay = tr("Your files, searches and texts stay on this computer. DocMind has no account "
                  "and sends nothing about you. It reaches out only when you ask for it: to "
                  "download a model or what runs it, or to look for a new version.")  # fmt: skip
        if any(one.purposes for one in permissions):
            stay = tr("DocMind has no account and sends nothing about you. Text of your files "
                      "and your questions go only to the computers you allowed, named below. "
                      "It reaches out otherwise only when you ask for it: to download a model or "
                      "what runs it, or to look for a new version.")  # fmt: skip
        self.intro.setText(stay)
        self.text_goes_to.setText(permission_text(permissions))
        self.text_goes_to.setVisible(bool(permissions))
        self.change_text.setVisible(bool(permissions))

    def show_terms(self, terms: UpdateTerms) -> None:
        """Say whom DocMind asks without being told to each time."""
        text = tr("DocMind connects to nothing by itself.")
        if terms.daily:
            text = tr("By itself DocMind connects to {host} once a day, as you allowed, to look "
                      "for a new version. Nothing but the request is sent.")  # fmt: skip
        self.by_itself.setText(text.format(host=isolated(terms.host)))
        self.by_itself.show()

    # ---- erasing -------------------------------------------------------------------------------

    def _add_erasing(self) -> None:
        font = self.font()
        card = self.section(tr("Erase"), tr("Your own files are never touched."))
        grid = QGridLayout()
        grid.setContentsMargins(*(unit(font, side) for side in (16, 10, 16, 10)))
        grid.setHorizontalSpacing(unit(font, 14))
        grid.setVerticalSpacing(unit(font, 10))
        grid.setColumnStretch(0, 1)
        for row, (name, title, text) in enumerate((
            ("history", tr("Recent searches"), tr("Saved searches stay.")),
            ("caches", tr("Caches and meanings kept for later"),
             tr("They are made again when they are needed, which takes time.")),
            ("backups", tr("Copies of the library"),
             tr("Made before it was brought up to date, to go back to an earlier version.")),
            ("index", tr("Everything DocMind knows of your files"),
             tr("The library begins anew, without folders, texts and searches. Models and settings "
                "stay.")),
        )):  # fmt: skip
            texts = QVBoxLayout()
            texts.setSpacing(unit(font, 1))
            texts.addWidget(self.label(title))
            texts.addWidget(self.label(text, "muted", small=True))
            button = self.button(
                tr("Erase…"), lambda name=name: self.erase_asked.emit(name), "low",  # type: ignore[misc]
                tr("Erase: {what}").format(what=title),
            )  # fmt: skip
            grid.addLayout(texts, row, 0)
            grid.addWidget(button, row, 1, Qt.AlignmentFlag.AlignVCenter)
            self.erasers[name] = button
        card.addLayout(grid)

    def show_erasing(self, erasing: bool) -> None:
        """While something is erased nothing else can be."""
        for button in self.erasers.values():
            button.setEnabled(not erasing)
