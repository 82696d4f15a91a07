"""The words about facets that every room shares (see ``schema``)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

FacetName = Literal["kind", "type", "folder", "changed", "year", "language"]


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value and how many of the documents found have it, from 1.

    ``value`` is what the filter takes: a kind, what follows ``type:``, a full path with "/", what
    ``on:`` takes ("this month", "this year"), a year as four digits, a two-letter language.
    ``label`` is a short name of it, "" where it has none.
    """

    value: str
    count: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class Facet:
    """The values that the documents found have in one respect, most common first.

    A document that has none (a file without suffix, an unknown language) is not counted.
    ``at_least``: not all that match was looked at, so that a filter may find more than counted.
    """

    name: FacetName
    values: tuple[FacetValue, ...]
    at_least: bool = False


class Traits(NamedTuple):
    """What counting and folding need of one file, as the catalog keeps it: thousands are read for
    one answer, so paths stay bytes (``os.fsencode``). ``mtime_ns`` is the modification time in
    nanoseconds, ``size`` the bytes of the file, ``content_hash`` as in ``FileRecord``."""

    path: bytes
    source: bytes
    kind: str
    mtime_ns: int
    language: str
    content_hash: str = ""
    size: int = 0
