"""All settings: their sections at one side, the settings of one or what was found at the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from docmind.core import DocMindError
from docmind.ui.settings.row import SettingRow
from docmind.ui.settings.section import SectionView
from docmind.ui.settings.sections import ordered, section_words
from docmind.ui.widgets.escape_field import EscapeField
from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.theme import scaled_font, unit
from docmind.ui.widgets.wording import tr

if TYPE_CHECKING:
    from docmind.core import SettingSpec

_OTHER_PAGES = ("models", "privacy", "about")


class FindField(EscapeField):
    """Esc empties it before Esc leaves the page."""

    @property
    def keeps_escape(self) -> bool:
        """While there is something to empty."""
        return bool(self.text())


class SettingsPage(QWidget):
    """Shown in place of the results. ``changed`` (key, value) comes with each change; None stands
    for the default. Settings are added one after the other, so that opening it never waits."""

    changed = Signal(str, object)
    page_asked = Signal(str)  # the name of another page's action
    file_asked = Signal()
    closed = Signal()
    filled = Signal()  # every setting is there

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        look(self, "window")
        self.views: dict[str, SectionView] = {}
        self.questions: dict[str, Callable[[Any], str]] = {}  # what to ask before a value holds
        self._specs: dict[str, SettingSpec] = {}
        self._waiting: list[SettingSpec] = []
        self._names: list[str] = []  # of the sections, as they are listed
        self._first = ""  # the section to begin with
        self._saved: tuple[tuple[str, ...], bool] = ((), True)
        self.finder = FindField(self)
        self.finder.setPlaceholderText(tr("Find a setting"))
        self.finder.setAccessibleName(tr("Find a setting"))
        self.finder.setClearButtonEnabled(True)
        look(self.finder, "boxed")
        self.close_button = QPushButton(tr("Back to search"), self)
        self.close_button.setAccessibleName(self.close_button.text())
        self.sections = QListWidget(self)
        self.sections.setAccessibleName(tr("Sections of the settings"))
        look(self.sections, "sections")
        self._message = QLabel(self)
        self.file = QPushButton(tr("Show the settings file"), self)
        self.links: dict[str, QPushButton] = {}
        self._arrange()
        self.finder.textChanged.connect(lambda _text: self._narrow())
        self.finder.left.connect(self.finder.clear)
        self.sections.currentRowChanged.connect(lambda _row: self._on_section())
        self.sections.clicked.connect(self._on_click)
        self.close_button.clicked.connect(lambda _checked=False: self.closed.emit())
        self.file.clicked.connect(lambda _checked=False: self.file_asked.emit())

    def _arrange(self) -> None:
        font = self.font()
        title = QLabel(tr("Settings"), self)
        title.setFont(scaled_font(font, 14 / 13, bold=True))
        head = QHBoxLayout()
        head.setContentsMargins(*(unit(font, side) for side in (20, 12, 20, 10)))
        head.setSpacing(unit(font, 10))
        head.addWidget(title)
        head.addStretch(1)
        self.finder.setMinimumWidth(unit(font, 150))
        self.finder.setMaximumWidth(unit(font, 280))
        head.addWidget(self.finder, 2)
        head.addWidget(self.close_button)
        sides = QHBoxLayout()
        sides.setSpacing(0)
        sides.addSpacing(unit(font, 12))
        sides.addLayout(self._list_side())
        sides.addSpacing(unit(font, 6))
        sides.addWidget(self._fields_side(), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(sides, 1)

    def _list_side(self) -> QVBoxLayout:
        font = self.font()
        self.sections.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side = QVBoxLayout()
        side.setContentsMargins(0, 0, 0, unit(font, 14))
        side.setSpacing(unit(font, 2))
        side.addWidget(self.sections, 1)
        for name, text in zip(
            _OTHER_PAGES, (tr("Models…"), tr("Privacy…"), tr("About DocMind…")), strict=True
        ):
            link = QPushButton(text, self)
            link.setAccessibleName(text.rstrip("…"))
            link.clicked.connect(lambda _checked=False, name=name: self.page_asked.emit(name))
            look(link, "link")
            self.links[name] = link
            row = QHBoxLayout()
            row.setSpacing(0)
            row.addSpacing(unit(font, 10))
            row.addWidget(link)
            row.addStretch(1)
            side.addLayout(row)
        return side

    def _fields_side(self) -> QScrollArea:
        font = self.font()
        inside = QWidget(self)
        look(inside, "clear")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(*(unit(font, side) for side in (14, 4, 14, 20)))
        self._column.setSpacing(unit(font, 18))
        self._message.setWordWrap(True)
        self._message.setTextFormat(Qt.TextFormat.PlainText)
        self._message.hide()
        self.file.setAccessibleName(self.file.text())
        self.file.hide()
        self._column.addWidget(self._message)
        self._column.addWidget(self.file, 0, Qt.AlignmentFlag.AlignLeading)
        self._column.addStretch(1)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setAccessibleName(tr("Settings"))
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(inside)
        return self.area

    # ---- showing -------------------------------------------------------------------------------

    def show_specs(self, specs: Sequence[SettingSpec]) -> None:
        """Show what holds now; what is there already keeps its place and focus."""
        self._message.hide()
        self.file.hide()
        self._specs = {spec.key: spec for spec in specs}
        if not self.views and not self._waiting:
            self._begin(ordered(specs))
            return
        for view in self.views.values():
            view.show_specs(self._specs)
        keys, applied = self._saved
        self._saved = ((), True)
        for key in keys:
            row = self.row(key)
            if row is not None:
                row.saved(applied=applied)

    def _begin(self, sections: dict[str, list[SettingSpec]]) -> None:
        for name in sections:
            self.sections.addItem(section_words(name).title)
        wide = self.sections.sizeHintForColumn(0) + unit(self.font(), 14)
        self.sections.setFixedWidth(max(wide, unit(self.font(), 130)))
        self._names = list(sections)
        self.show_section(self._first)
        self._waiting = [spec for specs in sections.values() for spec in specs]
        self._build_next()

    def _build_next(self) -> None:
        """One setting each time the window has nothing else to do."""
        if not self._waiting:
            return
        spec = self._waiting.pop(0)
        view = self.views.get(spec.section) or self._new_view(spec.section)
        row = view.add(self._specs.get(spec.key, spec))
        row.question = self.questions.get(spec.key, row.question)
        if self._waiting:
            QTimer.singleShot(0, self, self._build_next)
        else:
            self._narrow()
            self.filled.emit()

    def _new_view(self, section: str) -> SectionView:
        view = SectionView(section, self.area.widget())
        view.setVisible(section == self._names[self.sections.currentRow()])
        view.changed.connect(self.changed)
        view.models_asked.connect(lambda: self.page_asked.emit("models"))
        self.views[section] = view
        self._column.insertWidget(self._column.count() - 1, view)
        return view

    def show_section(self, name: str) -> None:
        """Turn to a section, as soon as there is one; to the first when there is none of it."""
        self._first = name
        self.finder.clear()
        self.sections.setCurrentRow(self._names.index(name) if name in self._names else 0)

    def show_failure(self, error: DocMindError) -> None:
        """The settings file cannot be read: say so, instead of showing what does not hold."""
        for view in self.views.values():
            view.hide()
        look(self._message, "error")
        self._message.setText(str(error))
        self._message.show()
        self.file.show()

    def row(self, key: str) -> SettingRow | None:
        """The row of a setting, or None while it is not built."""
        for view in self.views.values():
            if key in view.rows:
                return view.rows[key]
        return None

    def mark_saved(self, keys: Sequence[str], *, applied: bool) -> None:
        """These were written: it is said beside them when what holds now comes."""
        self._saved = (tuple(keys), applied)

    def complain(self, keys: Sequence[str], why: str) -> None:
        """These were not taken."""
        for key in keys:
            row = self.row(key)
            if row is not None:
                row.complain(why)

    def begin(self) -> None:
        """The page was opened by a person."""
        self.finder.setFocus(Qt.FocusReason.OtherFocusReason)
        self.finder.selectAll()

    def focus_target(self) -> QWidget:
        """Where the focus goes when a person moves to this pane."""
        return self.finder

    # ---- finding -------------------------------------------------------------------------------

    def _on_section(self) -> None:
        if not self.finder.text().strip():
            self._narrow()
            self.area.verticalScrollBar().setValue(0)

    def _on_click(self, _index: QModelIndex) -> None:
        """A section was chosen: what was looked for is over."""
        self.finder.clear()
        self._on_section()

    def _narrow(self) -> None:
        """Show the chosen section, or what is found in any of them."""
        words = self.finder.text().casefold().split()
        chosen = self.sections.currentRow()
        found = False
        for place, view in enumerate(self.views.values()):
            matches = view.narrow(words)
            view.setVisible(matches if words else place == chosen)
            found = found or matches
        if words:
            self.sections.clearSelection()
        elif chosen >= 0:
            self.sections.item(chosen).setSelected(True)
        look(self._message, "muted")
        self._message.setText(tr("No setting is called or described like that."))
        self._message.setVisible(bool(words) and not found and not self._waiting)
