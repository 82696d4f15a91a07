"""From filters as typed to the one filter that the store applies while it searches."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields as fields_of
from dataclasses import replace
from functools import cache
from pathlib import PurePosixPath
from typing import Any

from docmind.core.search.fields import ANY_OF
from docmind.core.search.parse import Asked, Condition
from docmind.core.search.ports import CatalogView
from docmind.core.store.base import Filter

_NOTHING = Filter()
_LISTS = ("suffixes", "kinds", "folders", "languages", "has")


def resolve_filter(asked: Asked, catalog: CatalogView) -> tuple[Filter | None, Asked, list[str]]:
    """(filter, query, notes). An ``in:`` that names no folder of the library becomes words."""
    if not asked.conditions:
        return None, asked, []
    notes: list[str] = []
    lost: list[Condition] = []
    groups: dict[tuple[str, int], list[Filter]] = {}
    unwanted: list[Filter] = []
    folders = cache(catalog.folders)
    for place, condition in enumerate(asked.conditions):
        meant = condition.meant or _in_library(condition, catalog, folders)
        if not meant:
            notes.append(f"No folder of the library is called {condition.value}.")
            lost.extend([] if condition.negative else [condition])
        elif condition.negative:
            unwanted.extend(meant)
        else:
            groups.setdefault(_group(condition, place), []).extend(meant)
    if lost:
        asked = _with_words(asked, lost)
    where = Filter(without=tuple(unwanted))
    for alternatives in groups.values():
        where = both(where, _one_of(alternatives))
    return (None if where == _NOTHING else where), asked, notes


def _group(condition: Condition, place: int) -> tuple[str, int]:
    """What it is an alternative to."""
    if condition.group:
        return "", condition.group
    return (condition.field, 0) if condition.field in ANY_OF else (condition.field, place)


def _in_library(
    condition: Condition, catalog: CatalogView, folders: Callable[[], Sequence[str]]
) -> tuple[Filter, ...]:
    """What ``in:`` and ``name:`` mean here; nothing for a folder that is not there."""
    if condition.field == "name":
        return (Filter(file_ids=tuple(catalog.files_called(condition.value))),)
    found = _folders_called(condition.value, folders())
    return (Filter(folders=tuple(found)),) if found else ()


def _folders_called(wanted: str, folders: Sequence[str]) -> list[str]:
    """Folders named ``wanted``, or whose path ends with it; upper and lower case are equal. A
    whole path ("/home/a/taxes") names that folder only."""
    typed = wanted.replace("\\", "/").casefold()
    parts = PurePosixPath(typed.strip("/")).parts
    if not parts:
        return []
    whole = [folder for folder in folders if folder.casefold() == typed.rstrip("/")]
    if whole:
        return whole
    end = "/" + "/".join(parts)
    return [folder for folder in folders if f"/{folder.casefold()}".endswith(end)]


def _with_words(asked: Asked, lost: Sequence[Condition]) -> Asked:
    text = " ".join((asked.text, *(condition.value for condition in lost))).strip()
    kept = tuple(condition for condition in asked.conditions if condition not in lost)
    return replace(asked, text=text, conditions=kept)


def _one_of(alternatives: Sequence[Filter]) -> Filter:
    """A filter that holds where one of them does; lists of one field become one list."""
    if len(alternatives) == 1:
        return alternatives[0]
    for name in _LISTS:
        values = [getattr(one, name) for one in alternatives]
        bare = (_changed(one, {name: ()}) == _NOTHING for one in alternatives)
        if all(values) and all(bare):
            merged = tuple(dict.fromkeys(value for held in values for value in held))
            return _changed(_NOTHING, {name: merged})
    return Filter(either=(tuple(alternatives),))


def both(one: Filter, other: Filter) -> Filter:
    """A filter that holds where both do."""
    names = [item.name for item in fields_of(Filter)]
    asking, joining = (
        {name: getattr(each, name) for name in names if getattr(each, name) != _empty(name)}
        for each in (one, other)
    )
    shared = asking.keys() & joining.keys()
    if not shared <= {"either", "without"}:
        return replace(one, either=(*one.either, (other,)))
    changes = joining | {name: (*asking[name], *joining[name]) for name in shared}
    return _changed(one, changes)


def only_pictures(where: Filter | None) -> Filter:
    """``where``, and pictures only."""
    return both(where or Filter(), Filter(kinds=("image",)))


def asks_for_text(where: Filter) -> bool:
    """Whether the filter says anything of what a passage has."""
    inner = (*(one for group in where.either for one in group), *where.without)
    return bool(where.has) or any(asks_for_text(one) for one in inner)


def regardless_of_text(where: Filter) -> Filter:
    """A wider filter, without all that depends on what a passage has."""
    return replace(
        where,
        has=(),
        either=tuple(
            tuple(regardless_of_text(one) for one in group)
            for group in where.either
            if not any(asks_for_text(one) for one in group)
        ),
        without=tuple(one for one in where.without if not asks_for_text(one)),
    )


def _empty(name: str) -> object:
    return getattr(_NOTHING, name)


def _changed(one: Filter, changes: dict[str, Any]) -> Filter:
    return replace(one, **changes)
