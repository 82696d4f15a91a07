"""What the values of facets and filters are called."""

from __future__ import annotations

from docmind.core import FacetName
from docmind.ui.widgets.wording import language_name, number, shown, tr


def value_name(name: FacetName, value: str, label: str = "") -> str:
    """A value as people call it; ``label`` is the short name that the facet gave it."""
    if name == "kind":
        return kind_names().get(value, shown(value))
    if name == "type":
        return type_name(value)
    if name == "language":
        return language_name(value)
    return lately_names().get(value) or shown(label or value)


def count_told(count: int, *, at_least: bool) -> str:
    """How many have a value; ``at_least``: or more."""
    return tr("{count}+").format(count=number(count)) if at_least else number(count)


def kind_names() -> dict[str, str]:
    """What each kind is called."""
    return {
        "document": tr("Documents"),
        "image": tr("Images"),
        "mail": tr("Mail"),
        "code": tr("Code"),
    }


def lately_names() -> dict[str, str]:
    """What the times are called that have a word of their own in the query language."""
    return {
        "today": tr("Today"),
        "yesterday": tr("Yesterday"),
        "this week": tr("This week"),
        "last week": tr("Last week"),
        "this month": tr("This month"),
        "last month": tr("Last month"),
        "this year": tr("This year"),
        "last year": tr("Last year"),
    }


def type_name(value: str) -> str:
    """An extension in capitals, a longer word as it is."""
    plain = value.lstrip(".")
    return shown(plain.upper() if len(plain) <= 5 else plain)
