"""What models did since the engine started, in figures: quiet, and closed until it is wanted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from docmind.core import CacheUse, ModelState, ProviderUse
from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.theme import scaled_font, unit
from docmind.ui.widgets.wording import counted, number, shown, size, tr


def headers() -> tuple[str, ...]:
    """What stands above the columns."""
    return (
        tr("Model"), tr("Calls"), tr("Texts"), tr("Word pieces"), tr("Time"), tr("Known already"),
        tr("Failed"),
    )  # fmt: skip


def cells(use: ProviderUse, title: str) -> tuple[str, ...]:
    """One model's figures, as they are written."""
    return (
        title,
        number(use.calls),
        number(use.texts),
        number(use.tokens) if use.tokens else tr("not told"),
        tr("{value} s").format(value=QLocale().toString(use.seconds, "f", 1)),
        number(use.cache_hits),
        number(sum(count for _, count in use.errors)),
    )


def failures(use: ProviderUse, title: str) -> str:
    """How often what went wrong, "" where nothing did."""
    kinds = {
        "model_not_found": tr("model not found"),
        "model_not_loaded": tr("model not loaded"),
        "context_length_exceeded": tr("text too long"),
        "timeout": tr("no answer in time"),
        "invalid_request": tr("refused"),
        "overloaded": tr("too busy"),
        "connection_error": tr("not reached"),
        "unauthorized": tr("key refused"),
        "internal_error": tr("own fault of the server"),
    }
    told = ", ".join(f"{kinds.get(code, code)} {number(count)}" for code, count in use.errors)
    return tr("{title}: {failures}").format(title=title, failures=told) if told else ""


def cache_text(cache: CacheUse) -> str:
    """What is kept of vectors, and how often that spared work."""
    kept = counted(cache.vectors, "{count} vector is kept", "{count} vectors are kept")
    room = tr("in {size}").format(size=size(cache.size))
    if cache.limit:
        room = tr("in {size} of at most {limit}").format(
            size=size(cache.size), limit=size(cache.limit)
        )
    text = f"{kept}, {room}."
    asked = cache.hits + cache.misses
    if asked:
        share = number(round(100 * cache.hits / asked))
        text += " " + tr("{share} % of the texts were known already.").format(share=share)
    return text


class FiguresView(QWidget):
    """A link that opens a table; hidden while there is nothing to tell."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        font = self.font()
        self.body = QWidget(self)
        self.toggle = QPushButton(self)
        self.toggle.clicked.connect(lambda _checked=False: self.open(self.body.isHidden()))
        look(self.toggle, "link")
        self.body.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        look(self.body, "card")
        self._table = QWidget(self.body)
        self._grid = QGridLayout(self._table)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(unit(font, 22))
        self._grid.setVerticalSpacing(unit(font, 5))
        self._grid.setColumnStretch(len(headers()), 1)
        self._cells: list[list[QLabel]] = []
        self.wrong, self.cache = self._label(), self._label()
        self.cache.setWordWrap(True)
        self.wrong.setWordWrap(True)
        look(self.wrong, "warning")
        look(self.cache, "muted")
        inside = QVBoxLayout(self.body)
        inside.setContentsMargins(*(unit(font, side) for side in (16, 12, 16, 12)))
        inside.setSpacing(unit(font, 8))
        for part in (self._table, self.wrong, self.cache):
            inside.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, unit(font, 14), 0, 0)
        column.setSpacing(unit(font, 8))
        column.addWidget(self.toggle, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.body)
        self.open(False)
        self.hide()

    def _label(self) -> QLabel:
        label = QLabel(self.body)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setFont(scaled_font(self.font(), 12 / 13))
        return label

    def open(self, opened: bool) -> None:
        """Show the table, or only the link to it."""
        self.body.setVisible(opened)
        text = tr("Hide the figures") if opened else tr("What models did so far, in figures")
        self.toggle.setText(text)
        self.toggle.setAccessibleName(text)

    def show_uses(
        self, uses: Sequence[ProviderUse], cache: CacheUse | None, states: Sequence[ModelState]
    ) -> None:
        """Show the figures of every model that was asked."""
        titles = {state.id: state.title for state in states}
        rows = [(use, _title(use, titles)) for use in uses]
        self._fill([headers(), *(cells(use, title) for use, title in rows)] if rows else [])
        wrong = [told for use, title in rows if (told := failures(use, title))]
        self.wrong.setText("\n".join(wrong))
        self.wrong.setVisible(bool(wrong))
        self.cache.setText(cache_text(cache) if cache is not None else "")
        self.cache.setVisible(cache is not None)
        self.setVisible(bool(rows) or (cache is not None and cache.vectors > 0))

    def _fill(self, rows: Sequence[Sequence[str]]) -> None:
        while len(self._cells) < len(rows):
            place = len(self._cells)
            labels = [self._label() for _ in headers()]
            for column, label in enumerate(labels):
                side = Qt.AlignmentFlag.AlignTrailing if column else Qt.AlignmentFlag.AlignLeading
                self._grid.addWidget(label, place, column, side)
                look(label, "plain" if place else "muted")
            self._cells.append(labels)
        for place, labels in enumerate(self._cells):
            for column, label in enumerate(labels):
                label.setText(rows[place][column] if place < len(rows) else "")
                label.setVisible(place < len(rows))
        self._table.setVisible(bool(rows))


def _title(use: ProviderUse, titles: dict[str, str]) -> str:
    """What the model is called; the name that its server knows it by where it has no card."""
    for name in (f"{use.provider}:{use.model}", use.model, use.provider):
        if name in titles:
            return titles[name].partition(" (")[0]
    return shown(use.model or use.provider)
