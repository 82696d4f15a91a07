"""How the results divide, in the sidebar: a click narrows them, another takes that back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from docmind.core import FacetName, SearchAnswer
from docmind.ui.search.facet_group import FacetGroup, GroupRow
from docmind.ui.search.narrowing import NAMES, Narrowing, ShownFacet, ShownValue
from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.theme import unit
from docmind.ui.widgets.wording import number, shown, tr


class Facets(QScrollArea):
    """Groups Kind, Type, Folder, Year and Language, those of them that tell results apart."""

    picked = Signal(str, str)  # facet name, its value; the value is "" for all

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        titles: dict[FacetName, str] = {
            "kind": tr("Kind"),
            "type": tr("Type"),
            "folder": tr("Folder"),
            "year": tr("Year"),
            "language": tr("Language"),
        }
        self._narrowing = Narrowing()
        self.groups: dict[FacetName, FacetGroup] = {}
        body = QWidget(self)
        look(body, "clear")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for name in NAMES:
            group = FacetGroup(titles[name], body)
            group.picked.connect(lambda value, name=name: self.picked.emit(name, value))
            group.made.connect(self._watch)
            self._watch(group.more)
            group.hide()
            column.addWidget(group)
            self.groups[name] = group
        column.addStretch()
        self.setWidget(body)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("Narrow the results"))
        self.hide()

    def show_answer(self, text: str, answer: SearchAnswer) -> None:
        """Show how the answer to ``text`` divides, and what it is narrowed to."""
        facets = {facet.name: facet for facet in self._narrowing.facets(text, answer)}
        for name, group in self.groups.items():
            facet = facets.get(name)
            group.setVisible(facet is not None)
            if facet is not None:
                group.show_rows(_group_rows(facet))
        self.setVisible(bool(facets))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As high as its groups; it scrolls where there is less room."""
        body = self.widget()
        return QSize(unit(self.font(), 120), 0 if body is None else body.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """A few rows."""
        return QSize(unit(self.font(), 80), min(unit(self.font(), 90), self.sizeHint().height()))

    def _watch(self, widget: QWidget) -> None:
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the row that has the focus in sight, and grow and shrink with the groups."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self.ensureWidgetVisible(watched, 0, unit(self.font(), 8))
        elif event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self.updateGeometry()
        return super().eventFilter(watched, event)


def _group_rows(facet: ShownFacet) -> list[GroupRow]:
    rows = [_group_row(facet, row) for row in facet.rows]
    if facet.name == "kind":
        none = not any(row.chosen for row in facet.rows)
        rows.insert(0, GroupRow("", tr("All results"), _count(facet, facet.total), "", none))
    return rows


def _group_row(facet: ShownFacet, row: ShownValue) -> GroupRow:
    tip = shown(row.value) if facet.name == "folder" else ""
    text = _name_of(facet.name, row)
    return GroupRow(row.value, text, _count(facet, row.count), tip, row.chosen)


def _count(facet: ShownFacet, count: int | None) -> str:
    if count is None:
        return ""
    return tr("{count}+").format(count=number(count)) if facet.at_least else number(count)


def _name_of(name: FacetName, row: ShownValue) -> str:
    """A value as people call it."""
    if name == "kind":
        kinds = {
            "document": tr("Documents"),
            "image": tr("Images"),
            "code": tr("Code"),
            "mail": tr("Mail"),
        }
        return kinds.get(row.value, shown(row.value))
    if name == "type":
        plain = shown(row.value.lstrip("."))
        return plain.upper() if len(plain) <= 5 else plain
    if name == "language":
        language = QLocale(row.value).language()
        unknown = language in (QLocale.Language.C, QLocale.Language.AnyLanguage)
        return row.value if unknown else QLocale.languageToString(language)
    return shown(row.label or row.value)
