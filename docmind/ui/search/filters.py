"""The menu of what can be asked for beside words: each entry writes it into the query."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from docmind.core import parse_query
from docmind.ui.widgets.wording import shown, tr

_NEEDS_QUOTES = re.compile(r'[\s"“”«»]')


@dataclass(frozen=True, slots=True)
class FilterChoice:
    """One entry: a field with its value; no value, when the person is to type it."""

    label: str
    field: str
    value: str = ""


def with_filter(text: str, field: str, value: str) -> str:
    """``text`` with this filter in the place of others of the same field."""
    kept, at = [], 0
    for condition in parse_query(text).conditions:
        if condition.field == field and not condition.negative and not condition.group:
            kept.append(text[at : condition.start])
            at = condition.end
    kept.append(text[at:])
    bare = " ".join("".join(kept).split())
    written = f'"{value}"' if _NEEDS_QUOTES.search(value) else value
    return f"{bare} {field}:{written}".strip()


def field_names() -> dict[str, str]:
    """What each field of the query language is called, in the order they are offered."""
    return {
        "type": tr("Type"),
        "kind": tr("Kind"),
        "in": tr("Folder"),
        "name": tr("File name"),
        "on": tr("Changed"),
        "after": tr("Changed since"),
        "before": tr("Changed before"),
        "size": tr("Size"),
        "lang": tr("Language"),
        "page": tr("Page"),
        "has": tr("Holds"),
    }


def told_filter(name: str, value: str) -> str:
    """A filter of a plan as people say it; a leading "-" in its name turns it around."""
    field = name.removeprefix("-")
    said = tr("{field}: {value}") if name == field else tr("{field}: not {value}")
    return said.format(field=field_names().get(field, field), value=shown(value))


def filter_choices() -> tuple[tuple[str, tuple[FilterChoice, ...]], ...]:
    """The submenus in their order."""
    choice = FilterChoice
    return (
        (tr("Kind"), (
            choice(tr("Documents"), "kind", "document"), choice(tr("Images"), "kind", "image"),
            choice(tr("Mail"), "kind", "mail"), choice(tr("Code"), "kind", "code"),
        )),
        (tr("Type"), (
            choice("PDF", "type", "pdf"), choice(tr("Word processing"), "type", "word"),
            choice(tr("Spreadsheets"), "type", "excel"),
            choice(tr("Presentations"), "type", "powerpoint"),
            choice(tr("Plain text"), "type", "text"), choice("Markdown", "type", "markdown"),
            choice(tr("Another type…"), "type"),
        )),
        (tr("Changed"), (
            choice(tr("Today"), "on", "today"), choice(tr("Yesterday"), "on", "yesterday"),
            choice(tr("This week"), "on", "this week"), choice(tr("Last week"), "on", "last week"),
            choice(tr("This month"), "on", "this month"),
            choice(tr("Last month"), "on", "last month"),
            choice(tr("This year"), "on", "this year"), choice(tr("Last year"), "on", "last year"),
            choice(tr("From a date on…"), "after"), choice(tr("Before a date…"), "before"),
        )),
        (tr("Size"), (
            choice(tr("Larger than 1 MB"), "size", ">1mb"),
            choice(tr("Larger than 10 MB"), "size", ">10mb"),
            choice(tr("Larger than 100 MB"), "size", ">100mb"),
            choice(tr("Smaller than 100 kB"), "size", "<100kb"),
            choice(tr("Another size…"), "size"),
        )),
        (tr("Language"), (
            choice(tr("English"), "lang", "en"), choice(tr("German"), "lang", "de"),
            choice(tr("French"), "lang", "fr"), choice(tr("Spanish"), "lang", "es"),
            choice(tr("Chinese"), "lang", "zh"), choice(tr("Another language…"), "lang"),
        )),
        ("", (
            choice(tr("Folder…"), "in"), choice(tr("File name…"), "name"),
            choice(tr("Page…"), "page"), choice(tr("With text"), "has", "text"),
        )),
    )  # fmt: skip


class FilterMenu(QMenu):
    """Submenus by field, and below them what is written around or between words."""

    chosen = Signal(str, str)  # a field, its value ("" when the person types it)
    sign_chosen = Signal(str)  # quotes, a minus or OR

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setToolTipsVisible(True)
        for title, choices in filter_choices():
            menu = self.addMenu(title) if title else self
            for one in choices:
                action = menu.addAction(one.label)
                action.setToolTip(f"{one.field}:{one.value}")
                action.triggered.connect(
                    lambda _checked=False, one=one: self.chosen.emit(one.field, one.value)
                )
        self.addSeparator()
        for label, sign in (
            (tr("Exactly these words"), '"'),
            (tr("Without this word"), "-"),
            (tr("Either of two"), "OR"),
        ):
            action = self.addAction(label)
            action.triggered.connect(lambda _checked=False, sign=sign: self.sign_chosen.emit(sign))
