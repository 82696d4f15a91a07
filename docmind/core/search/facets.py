"""How the documents found divide: by kind, type, folder, time, year and language, with counts.

Every value is written as its filter takes it, so that asking for it finds what was counted.
"""

from __future__ import annotations

import os
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import lru_cache
from itertools import takewhile
from pathlib import Path

from docmind.core.schema_facets import Facet, FacetName, FacetValue, Traits
from docmind.core.search.fields import NoMeaning, meaning
from docmind.core.search.periods import FIRST_YEAR, LAST_YEAR, period, seconds
from docmind.core.store.base import Candidate, Filter

MOST_FOLDERS = 12
LATELY = ("this month", "this year")
_SEPARATOR = os.fsencode(os.sep)


def count_facets(
    read: Collection[Traits],
    named: Collection[Traits] = (),
    *,
    at_least: bool = False,
    today: date | None = None,
) -> tuple[Facet, ...]:
    """The facets of the documents found; ``named`` are files known by their name only, of which
    nobody knows kind and language; ``today`` is what "this month" is seen from. A facet without
    any value is left out."""
    everything = [*read, *named]
    counted: dict[FacetName, Counter[str]] = {
        "kind": Counter(item.kind for item in read),
        "type": _types(everything),
        "folder": _folders(everything),
        "changed": _lately(everything, today or date.today()),
        "year": _years(everything),
        "language": Counter(item.language for item in read),
    }
    return tuple(
        Facet(name, values, at_least)
        for name, counts in counted.items()
        if (values := _values(name, counts))
    )


def was_cut(
    lists: Mapping[str, Sequence[Candidate]], limit: int, least: float | None = None
) -> bool:
    """True when a list may have ended before all that matches was in it. ``limit`` is what each
    was asked for; ``least`` the likeness from which meaning counts, where that is known."""
    for name, candidates in lists.items():
        if len(candidates) < limit:
            continue
        if name != "dense" or least is None or candidates[-1].score >= least:
            return True
    return False


def _values(name: FacetName, counts: Counter[str]) -> tuple[FacetValue, ...]:
    counts.pop("", None)
    listed = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if name == "year":
        listed.sort(reverse=True)  # years have an order of their own, the latest first
    if name == "changed":
        listed = [(value, counts[value]) for value in LATELY if value in counts]
    if name == "folder":
        labels = _labels([value for value, _ in listed[:MOST_FOLDERS]])
        return tuple(FacetValue(value, counts[value], label) for value, label in labels)
    return tuple(FacetValue(value, count) for value, count in listed)


# -- types -----------------------------------------------------------------------------------------


def _types(items: Iterable[Traits]) -> Counter[str]:
    found: Counter[str] = Counter()
    for suffix, count in Counter(_suffix(item.path) for item in items).items():
        found[_type_value(suffix)] += count
    return found


def _suffix(path: bytes) -> bytes:
    """As ``Path.suffix`` without its dot, for bytes."""
    name = path[path.rfind(_SEPARATOR) + 1 :]
    dot = name.rfind(b".")
    return name[dot + 1 :] if 0 < dot < len(name) - 1 else b""


@lru_cache(maxsize=1024)
def _type_value(suffix: bytes) -> str:
    """What ``type:`` takes to find files with this suffix and no others; "" when nothing does."""
    plain = suffix.decode("utf-8", "replace").casefold()
    for value in (plain, f".{plain}") if plain else ():
        with suppress(NoMeaning):
            if meaning("type", value, date.min) == (Filter(suffixes=(plain,)),):
                return value
    return ""


# -- folders ---------------------------------------------------------------------------------------


def _folders(items: Iterable[Traits]) -> Counter[str]:
    """Where the documents divide: the sources, or the first folders below what all of one source
    share. A document that lies higher up is in none of them."""
    counts: Counter[tuple[bytes, bytes]] = Counter(
        (item.source, item.path[: item.path.rfind(_SEPARATOR)] or _SEPARATOR) for item in items
    )
    homes = {(source, folder): _folder_of(source, folder) for source, folder in counts}
    found: Counter[bytes] = Counter()
    if len(set(homes.values())) > 1:
        for key, count in counts.items():
            found[homes[key]] += count
    else:
        split = {folder: folder.split(_SEPARATOR) for _, folder in counts}
        shared = _shared(list(split.values()))
        for (_, folder), count in counts.items():
            if len(split[folder]) > shared:
                found[_SEPARATOR.join(split[folder][: shared + 1])] += count
    return Counter({_text(folder): count for folder, count in found.items()})


def _shared(paths: Sequence[list[bytes]]) -> int:
    """How many names all paths begin with."""
    low, high = min(paths, default=[]), max(paths, default=[])
    same = takewhile(lambda pair: pair[0] == pair[1], zip(low, high, strict=False))
    return sum(1 for _ in same)


def _folder_of(source: bytes, folder: bytes) -> bytes:
    """The source itself, or the folder of a source that is one file."""
    above = source.rstrip(_SEPARATOR) + _SEPARATOR
    return source if folder == source or folder.startswith(above) else folder


def _text(folder: bytes) -> str:
    """As the store keeps folders: posix text, valid Unicode."""
    posix = Path(os.fsdecode(folder)).as_posix()
    return os.fsencode(posix).decode("utf-8", "replace")


def _labels(folders: Sequence[str]) -> list[tuple[str, str]]:
    """(folder, its name); with the folder above where two have the same name."""
    names = [folder.rstrip("/").rpartition("/")[2] or folder for folder in folders]
    often = Counter(names)
    return [
        (folder, name if often[name] == 1 else "/".join(folder.rsplit("/", 2)[-2:]))
        for folder, name in zip(folders, names, strict=True)
    ]


# -- times -----------------------------------------------------------------------------------------


def _lately(items: Iterable[Traits], today: date) -> Counter[str]:
    """Those changed in the month and year that ``today`` is in; the month is part of the year."""
    times = [item.mtime_ns for item in items]
    found: Counter[str] = Counter()
    for value in LATELY:
        during = period(value, today)
        if during is not None:
            start, end = (seconds(day) * 10**9 for day in (during.start, during.end))
            found[value] = sum(start <= moment < end for moment in times)
    return +found


# -- years -----------------------------------------------------------------------------------------


def _years(items: Iterable[Traits]) -> Counter[str]:
    """By the year of modification, here; a year that ``on:`` does not take is not counted."""
    years, starts = _calendar()
    places = Counter(bisect_right(starts, item.mtime_ns) for item in items)
    return Counter(
        {str(years[at - 1]): count for at, count in places.items() if 0 < at < len(starts)}
    )


def _calendar() -> tuple[list[int], list[int]]:
    """(years, when each begins, in nanoseconds), and the year after the last one."""
    years, starts = [], []
    for year in range(FIRST_YEAR, LAST_YEAR + 2):
        with suppress(OSError, OverflowError, ValueError):  # some systems know none before 1970
            starts.append(seconds(date(year, 1, 1)) * 10**9)
            years.append(year)
    return years, starts
