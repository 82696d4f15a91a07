"""Filters in the text of a query: which values are asked for, putting one in, taking one away.

Also what the facets show beside a narrowed answer: its own counts, and for the respect in which it
is narrowed the values of the wider answer before, so that another value can be chosen.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from docmind.core import Condition, Facet, FacetName, FacetValue, SearchAnswer, parse_query

NAMES: tuple[FacetName, ...] = ("kind", "type", "year", "folder", "language")
_LATELY = ("this month", "this year")
_YEAR = re.compile(r"\d{4}")
_FIELDS: dict[FacetName, str] = {
    "kind": "kind",
    "type": "type",
    "folder": "in",
    "year": "on",
    "language": "lang",
}
_QUOTES = ('""', "«»", "“”")


def asked_for(text: str, name: FacetName) -> tuple[str, ...]:
    """The values that ``text`` asks for in one respect, each once; of dates, years and what the
    facet offers beside them."""
    found = (value for one in _conditions(text, name) for value in _values(name, one.value))
    return tuple(dict.fromkeys(found))


def without(text: str, name: FacetName, value: str | None = None) -> str:
    """``text`` without one value in this respect, or without all of them."""
    parts, at = [], 0
    for one in _conditions(text, name):
        values = [its for its in _values(name, one.value) if value is not None and its != value]
        kept = f"{_FIELDS[name]}:{quoted(','.join(values))}" if values else ""
        parts += [text[at : one.start].rstrip() if not kept else text[at : one.start], kept]
        at = one.end
    return "".join((*parts, text[at:])).strip()


def with_value(text: str, name: FacetName, value: str) -> str:
    """``text`` asking for this value, too."""
    if value in asked_for(text, name):
        return text
    return f"{text.strip()} {_FIELDS[name]}:{quoted(value)}".strip()


def toggled(text: str, name: FacetName, value: str) -> str:
    """``text`` with the value put in, or taken away; without any in this respect for no value."""
    if not value:
        return without(text, name)
    if value in asked_for(text, name):
        return without(text, name, value)
    return with_value(text, name, value)


def narrowed(text: str, name: FacetName, value: str, *, more: bool = False) -> str:
    """``text`` after a press on a value: that value alone, or without it if it was that; with
    ``more`` the others stay."""
    if more or not value:
        return toggled(text, name, value)
    if asked_for(text, name) == (value,):
        return without(text, name)
    return with_value(without(text, name), name, value)


def _conditions(text: str, name: FacetName) -> list[Condition]:
    """The filters that a facet could have put in: not turned around, not joined by OR."""
    return [
        one
        for one in _parsed(text)
        if one.field == _FIELDS[name]
        and not one.negative
        and not one.group
        and (name != "year" or _is_offered(one.value))
    ]


@lru_cache(maxsize=8)
def _parsed(text: str) -> tuple[Condition, ...]:
    """What is asked ten times of each answer."""
    return tuple(parse_query(text).conditions)


def _is_offered(typed: str) -> bool:
    """Whether a date is one of those that the facet offers."""
    return bool(_YEAR.fullmatch(typed)) or _plain(typed) in _LATELY


def _plain(typed: str) -> str:
    return " ".join(typed.casefold().split())


def _values(name: FacetName, typed: str) -> list[str]:
    if name == "folder":
        return [typed]
    if name == "year":
        plain = _plain(typed)
        return ["this year" if plain == str(date.today().year) else plain]
    return [value.strip().casefold() for value in typed.split(",") if value.strip()]


def quoted(value: str) -> str:
    """A value as the query language takes it, in quotes where it needs them."""
    if not re.search(r'[\s"“”«»]', value):
        return value
    quotes = next((pair for pair in _QUOTES if not set(pair) & set(value)), _QUOTES[0])
    return f"{quotes[0]}{value}{quotes[1]}"


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
        own["year"] = _times(own)
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


def _times(own: Mapping[FacetName, Facet]) -> Facet:
    """This month, this year and the years before as one facet: they are one filter."""
    none = Facet("year", ())
    lately, years = own.get("changed", none), own.get("year", none)
    now = str(date.today().year) if any(one.value == "this year" for one in lately.values) else ""
    before = tuple(one for one in years.values if one.value != now)
    return Facet("year", (*lately.values, *before), lately.at_least or years.at_least)


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
