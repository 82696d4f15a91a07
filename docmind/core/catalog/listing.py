"""Files by their ids, and by what they are: every match of a filter, in the order asked for."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from functools import cached_property

from docmind.core.catalog.database import Database, select_in
from docmind.core.catalog.lately import Lately
from docmind.core.catalog.rows import FILE_COLUMNS, below, file_record
from docmind.core.lexical import name_order
from docmind.core.schema import FileRecord, Sort
from docmind.core.schema_facets import Traits
from docmind.core.schema_filter import Between, Filter

_KEPT = 8192  # files
_Condition = tuple[str, list[object]]
_NEWEST = "files.mtime_ns DESC, files.id"
_ORDERS: dict[Sort, str] = {
    "relevance": _NEWEST,  # without a word to search for nothing is more relevant than another
    "date": _NEWEST,
    "name": "name_order(files.name), files.id",
    "size": "files.size DESC, files.id",
}
_HOLDS: dict[str, str] = {"text": "trim(chunks.text) != ''"}


class ListingTable(Database):
    """Known files; a filter as the store applies it to passages is SQL over them here."""

    def files(self, file_ids: Sequence[int]) -> dict[int, FileRecord]:
        return self._files_lately.get(file_ids, self._read_files)

    @cached_property
    def _files_lately(self) -> Lately[int, FileRecord]:
        return Lately(_KEPT, self.settled)

    def _read_files(self, file_ids: Sequence[int]) -> dict[int, FileRecord]:
        rows = select_in(
            self.connection(), f"SELECT {FILE_COLUMNS} FROM files WHERE id IN", file_ids
        )
        return {row[0]: file_record(row) for row in rows}

    def traits(self, file_ids: Sequence[int]) -> dict[int, Traits]:
        """The few facts that are needed of every document found; unknown ids are left out."""
        rows = select_in(
            self.connection(),
            "SELECT id, path, source, kind, mtime_ns, language, content_hash, size FROM files "
            "WHERE id IN",
            file_ids,
        )
        return {row[0]: Traits(*row[1:]) for row in rows}

    def files_matching(
        self, where: Filter, limit: int, sort: Sort = "date"
    ) -> tuple[list[int], int]:
        """(ids of the first ``limit`` searchable files of which a passage passes, how many do)."""
        condition, values = _all_of(where)
        joined = " JOIN chunks ON chunks.file_id = files.id" if "chunks." in condition else ""
        rows = (
            f"FROM files{joined} WHERE files.state = 'done' AND {condition}"
            f"{' GROUP BY files.id' if joined else ''}"
        )
        connection = self.connection()
        connection.create_function("name_order", 1, name_order, deterministic=True)
        found = connection.execute(
            f"SELECT files.id {rows} ORDER BY {_ORDERS[sort]} LIMIT ?",
            [*values, limit],
        ).fetchall()
        ids = [row[0] for row in found]
        if len(ids) < limit:
            return ids, len(ids)
        counted = connection.execute(f"SELECT count(*) FROM (SELECT files.id {rows})", values)
        return ids, counted.fetchone()[0]


def _all_of(where: Filter) -> _Condition:
    """Every condition of a filter; one that always holds when it is empty."""
    parts = [
        _any_of([_suffix(suffix) for suffix in where.suffixes]),
        _one_of("files.kind", where.kinds),
        _any_of([_in_folder(folder) for folder in where.folders]),
        _one_of("files.language", where.languages),
        _any_of([(_HOLDS.get(what, "0"), []) for what in where.has]),
        _one_of("files.id", where.file_ids) if where.file_ids is not None else None,
        # as the store keeps it: whole seconds, rounded down
        _between("(files.mtime_ns - ((files.mtime_ns % 1000000000) + 1000000000) % 1000000000) "
                 "/ 1000000000", where.modified),
        _between("files.size", where.size),
        _between("chunks.page", where.page),
        *(_any_of([_all_of(one) for one in group]) for group in where.either),
        *(_none(_all_of(one)) for one in where.without),
    ]  # fmt: skip
    return _joined(" AND ", [part for part in parts if part is not None]) or ("1", [])


def _joined(word: str, parts: list[_Condition]) -> _Condition | None:
    if not parts:
        return None
    text = word.join(f"({condition})" for condition, _ in parts)
    return text, [value for _, values in parts for value in values]


def _any_of(parts: list[_Condition]) -> _Condition | None:
    return _joined(" OR ", parts)


def _none(part: _Condition) -> _Condition:
    # "page < 3" of a passage without page is neither true nor false, and does not exclude it
    return f"NOT coalesce(({part[0]}), 0)", part[1]


def _one_of(column: str, values: tuple[str, ...] | tuple[int, ...]) -> _Condition | None:
    if not values and column != "files.id":
        return None
    return f"{column} IN (SELECT value FROM json_each(?))", [json.dumps(values)]


def _between(column: str, bounds: Between | None) -> _Condition | None:
    if bounds is None:
        return None
    parts: list[_Condition] = [(f"{column} IS NOT NULL", [])]
    if bounds.least is not None:
        parts.append((f"{column} >= ?", [bounds.least]))
    if bounds.below is not None:
        parts.append((f"{column} < ?", [bounds.below]))
    return _joined(" AND ", parts)


def _suffix(suffix: str) -> _Condition:
    """Names end with it and have something before its dot, as ``Path.suffix`` sees it."""
    return "files.name GLOB ?", [f"?*.{suffix}"]


def _in_folder(folder: str) -> _Condition:
    start, end = below(os.fsencode(folder))
    return "files.path >= ? AND files.path < ?", [start, end]
