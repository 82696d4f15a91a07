"""How the results divide, in the sidebar: a click narrows them, another takes that back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from docmind.core import FacetName, SearchAnswer
from docmind.ui.search.facet_group import FacetGroup, GroupRow
from docmind.ui.search.facet_names import count_told, value_name
from docmind.ui.search.narrowing import NAMES, Narrowing, ShownFacet, ShownValue
from docmind.ui.widgets.wording import shown, tr


class Facets(QWidget):
    """Groups Kind, Type, Changed, Folder and Language, those of them that tell results apart."""

    picked = Signal(str, str, bool)  # facet name, its value ("" for all), whether it is one more

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        titles: dict[FacetName, str] = {
            "kind": tr("Kind"),
            "type": tr("Type"),
            "year": tr("Changed"),
            "folder": tr("Folder"),
            "language": tr("Language"),
        }
        self._narrowing = Narrowing()
        self.groups: dict[FacetName, FacetGroup] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for name in NAMES:
            group = FacetGroup(titles[name], self)
            group.picked.connect(lambda value, more, name=name: self.picked.emit(name, value, more))
            group.hide()
            column.addWidget(group)
            self.groups[name] = group
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
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


def _group_rows(facet: ShownFacet) -> list[GroupRow]:
    chosen = any(row.chosen for row in facet.rows)
    rows = [_group_row(facet, row, beside=chosen) for row in facet.rows]
    every = _count(facet, facet.total)
    if facet.name == "kind":
        rows.insert(0, GroupRow("", tr("All results"), every, "", not chosen))
    if facet.name == "year":
        rows.append(GroupRow("", tr("Any time"), every, "", chosen=False))
    return rows


def _group_row(facet: ShownFacet, row: ShownValue, *, beside: bool) -> GroupRow:
    tips = [shown(row.value)] if facet.name == "folder" else []
    if beside and not row.chosen:
        tips.append(tr("Ctrl and a click add it to what is chosen"))
    text = value_name(facet.name, row.value, row.label)
    return GroupRow(row.value, text, _count(facet, row.count), "\n".join(tips), row.chosen)


def _count(facet: ShownFacet, count: int | None) -> str:
    return "" if count is None else count_told(count, at_least=facet.at_least)
