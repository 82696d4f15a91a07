"""Filters in the text of a query: which values are asked for, putting one in, taking one away.

Also what the facets show beside a narrowed answer: its own counts, and for the respect in which it
is narrowed the values of the wider answer before, so that another value can be chosen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from docmind.core import Facet, FacetName, FacetValue, SearchAnswer

NAMES: tuple[FacetName, ...] = ("kind", "type", "folder", "year", "language")
_FIELDS: dict[FacetName, str] = {
    "kind": "kind",
    "type": "type",
    "folder": "in",
    "year": "on",
    "language": "lang",
}
_VALUE = r'("[^"]*"|“[^”]*”|«[^»]*»|[^\s"“«]+)'
# a field as it is written in a query, with its other names; of dates, years only
_FORMS: dict[FacetName, re.Pattern[str]] = {
    "kind": re.compile(rf"(?<!\S)kind:{_VALUE}(?!\S)\s*", re.IGNORECASE),
    "type": re.compile(rf"(?<!\S)(?:type|ext):{_VALUE}(?!\S)\s*", re.IGNORECASE),
    "folder": re.compile(rf"(?<!\S)(?:in|folder):{_VALUE}(?!\S)\s*", re.IGNORECASE),
    "year": re.compile(r"(?<!\S)(?:on|date):(\d{4})(?!\S)\s*", re.IGNORECASE),
    "language": re.compile(rf"(?<!\S)(?:lang|language):{_VALUE}(?!\S)\s*", re.IGNORECASE),
}
_QUOTES = (('"', '"'), ("«", "»"), ("“", "”"))


def asked_for(text: str, name: FacetName) -> tuple[str, ...]:
    """The values that ``text`` asks for in one respect, as typed, each once."""
    found = (value for form in _FORMS[name].finditer(text) for value in _values(name, form[1]))
    return tuple(dict.fromkeys(found))


def without(text: str, name: FacetName, value: str | None = None) -> str:
    """``text`` without one value in this respect, or without all of them."""

    def kept(form: re.Match[str]) -> str:
        values = [one for one in _values(name, form[1]) if value is not None and one != value]
        return f"{_FIELDS[name]}:{_written(','.join(values))} " if values else ""

    return _FORMS[name].sub(kept, text).strip()


def with_value(text: str, name: FacetName, value: str) -> str:
    """``text`` asking for this value, too."""
    if value in asked_for(text, name):
        return text
    return f"{text.strip()} {_FIELDS[name]}:{_written(value)}".strip()


def toggled(text: str, name: FacetName, value: str) -> str:
    """``text`` with the value put in, or taken away; without any in this respect for no value."""
    if not value:
        return without(text, name)
    if value in asked_for(text, name):
        return without(text, name, value)
    return with_value(text, name, value)


def _values(name: FacetName, typed: str) -> Iterator[str]:
    if typed[:1] in {quotes[0] for quotes in _QUOTES}:
        typed = typed[1:-1]
    for value in [typed] if name == "folder" else typed.split(","):
        plain = value.strip()
        if plain:
            yield plain if name == "folder" else plain.casefold()


def _written(value: str) -> str:
    """A value as the query language takes it, in quotes where it needs them."""
    if not re.search(r'[\s"“”«»]', value):
        return value
    opening, closing = next((pair for pair in _QUOTES if not set(pair) & set(value)), _QUOTES[0])
    return f"{opening}{value}{closing}"


@dataclass(frozen=True, slots=True)
class ShownValue:
    """One row: ``count`` is None where it is not known."""

    value: str
    label: str
    count: int | None
    chosen: bool


@dataclass(frozen=True, slots=True)
class ShownFacet:
    """The rows of one respect. ``at_least``: more may match than counted. ``total`` counts the
    documents of all rows, None where that is not known."""

    name: FacetName
    rows: tuple[ShownValue, ...]
    at_least: bool = False
    total: int | None = None


class Narrowing:
    """Remembers the answers before they were narrowed."""

    def __init__(self) -> None:
        self._wider: dict[FacetName, tuple[str, Facet, int]] = {}

    def facets(self, text: str, answer: SearchAnswer) -> tuple[ShownFacet, ...]:
        """What to show beside the answer to ``text``: respects with two values or one chosen."""
        own = {facet.name: facet for facet in answer.facets}
        shown = (self._facet(text, own.get(name, Facet(name, ())), answer.total) for name in NAMES)
        return tuple(
            facet for facet in shown if len(facet.rows) > 1 or any(row.chosen for row in facet.rows)
        )

    def _facet(self, text: str, own: Facet, total: int) -> ShownFacet:
        name, counts = own.name, _counts(own)
        chosen, base = asked_for(text, name), _spaced(without(text, name))
        if not chosen:
            self._wider[name] = (base, own, total)
            return ShownFacet(name, _rows(own.values, counts, ()), own.at_least, total)
        before, wider, all_found = self._wider.get(name, ("", own, 0))
        if name in self._wider and before == base:
            rows = _rows(wider.values, {**_counts(wider), **counts}, chosen)
            return ShownFacet(name, rows, wider.at_least, all_found)
        if name in self._wider and _bare(before) == _bare(base):  # narrowed otherwise, too
            return ShownFacet(name, _rows(wider.values, counts, chosen), own.at_least)
        return ShownFacet(name, _rows(own.values, counts, chosen), own.at_least)


def _counts(facet: Facet) -> dict[str, int]:
    return {value.value: value.count for value in facet.values}


def _rows(
    values: Sequence[FacetValue], counts: Mapping[str, int], chosen: Sequence[str]
) -> tuple[ShownValue, ...]:
    """The values with their counts, where known, and what else is chosen."""
    rows = [
        ShownValue(one.value, one.label, counts.get(one.value), one.value in chosen)
        for one in values
    ]
    there = {value.value for value in values}
    rows += [ShownValue(one, "", counts.get(one), True) for one in chosen if one not in there]
    return tuple(rows)


def _bare(text: str) -> str:
    """A query without any of the filters that facets put in."""
    for name in NAMES:
        text = without(text, name)
    return _spaced(text)


def _spaced(text: str) -> str:
    return " ".join(text.split())
