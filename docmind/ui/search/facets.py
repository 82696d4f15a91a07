"""Kinds among the results, to narrow them with one click."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from docmind.core import Kind, SearchAnswer
from docmind.ui.search.asking import kind_in, with_kind
from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.side_row import SideRow
from docmind.ui.widgets.theme import scaled_font, unit
from docmind.ui.widgets.wording import number, tr

ORDER: tuple[Kind, ...] = ("document", "image", "code", "mail")


class Facets(QWidget):
    """Rows "All results", "Documents", "Images" ... with counts where all results are known."""

    picked = Signal(str)  # a kind, or "" for all

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        font = self.font()
        head = QLabel(tr("Kind"), self)
        head.setFont(scaled_font(font, 11.5 / 13, bold=True))
        head.setContentsMargins(unit(font, 8), unit(font, 8), 0, unit(font, 6))
        look(head, "section")
        names = {
            "": tr("All results"),
            "document": tr("Documents"),
            "image": tr("Images"),
            "code": tr("Code"),
            "mail": tr("Mail"),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        self._rows: dict[str, SideRow] = {}
        for kind, name in names.items():
            row = SideRow(name, self)
            row.clicked.connect(lambda _checked=False, kind=kind: self.picked.emit(kind))
            column.addWidget(row)
            self._rows[kind] = row
        self._base = ""
        self._counts: Counter[str] = Counter()
        self._whole = False
        self._total = 0
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.hide()

    def show_answer(self, text: str, answer: SearchAnswer) -> None:
        """Count the kinds of an answer to ``text``; a narrowed answer keeps the counts of all."""
        narrowed = kind_in(text)
        base = with_kind(text, "")
        if not narrowed:
            self._counts = Counter(hit.kind for hit in answer.hits)
            self._whole = answer.total <= len(answer.hits)
            self._total = answer.total
            self._base = base
        elif base != self._base:
            self._counts = Counter({narrowed: len(answer.hits)})
            self._whole = False
            self._total = 0
            self._base = base
        kinds = [kind for kind in ORDER if self._counts[kind] or kind == narrowed]
        self.setVisible(len(kinds) > 1 or bool(narrowed))
        everything = number(self._total) if self._total else ""
        self._rows[""].show_row(everything, selected=not narrowed)
        for kind in ORDER:
            row = self._rows[kind]
            row.setVisible(kind in kinds)
            row.show_row(self._text_of(self._counts[kind]), selected=kind == narrowed)

    def _text_of(self, count: int) -> str:
        return number(count) if self._whole else ""
