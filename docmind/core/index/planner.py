"""What has to be read: sources on disk compared with the catalog."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from docmind.core.catalog.rows import Known
from docmind.core.discover.walk import walk
from docmind.core.index.rooms import Rooms, WorkItem
from docmind.core.schema import FoundFile

_SEPARATOR = os.fsencode(os.sep)


@dataclass
class Plan:
    """One source against the catalog. ``gone`` are ids of files that are no longer there."""

    source: Path
    read: list[WorkItem] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    unchanged: int = 0
    failed: int = 0
    skipped: int = 0
    unreadable: list[tuple[Path, str]] = field(default_factory=list)
    offline: bool = False


def plan_source(
    rooms: Rooms, source: Path, below: Path | None, tick: Callable[[int], None]
) -> Plan:
    """Walk ``source`` (only what lies under ``below`` when given) and compare.

    ``tick`` is called with the number of files seen now and then, and may raise to stop.
    """
    plan = Plan(source)
    known = rooms.catalog.known(source)
    root = below or source
    if _is_offline(rooms, source, bool(known)):
        plan.offline = True
        return plan
    excluded = _Excluded(rooms.catalog.excluded())
    seen: set[bytes] = set()
    fresh: list[FoundFile] = []
    for count, found in enumerate(
        walk(root, rooms.rules, lambda path, reason: plan.unreadable.append((path, reason)))
    ):
        if count % 512 == 0:
            tick(count)
        path = os.fsencode(found.path)
        if path in seen or path in excluded:
            continue
        seen.add(path)
        entry = known.get(path)
        if entry is None or _stale(entry, found, rooms.pipeline):
            fresh.append(found)
        else:
            _count_unchanged(plan, entry)
    plan.gone = _gone(plan, known, seen, root, source)
    _register(rooms, plan, fresh, known)
    return plan


class _Excluded:
    """Paths a person took out of a source, with all that lies below them."""

    def __init__(self, paths: tuple[bytes, ...]) -> None:
        self._paths = frozenset(paths)
        self._folders = tuple(path.rstrip(_SEPARATOR) + _SEPARATOR for path in paths)

    def __contains__(self, path: bytes) -> bool:
        return path in self._paths or path.startswith(self._folders)


def _stale(entry: Known, found: FoundFile, pipeline: str) -> bool:
    return (
        entry.state == "pending"
        or entry.size != found.size
        or entry.mtime_ns != found.mtime_ns
        or entry.pipeline != pipeline
    )


def _count_unchanged(plan: Plan, entry: Known) -> None:
    if entry.state == "problem":
        plan.failed += 1
    elif entry.state == "skipped":
        plan.skipped += 1
    else:
        plan.unchanged += 1


def _is_offline(rooms: Rooms, source: Path, had_files: bool) -> bool:
    """True when the source cannot be seen, or is an empty mount point of a drive that is away."""
    key = f"device:{source.as_posix().encode(errors='surrogateescape').hex()}"
    try:
        device = str(source.stat().st_dev)
        empty = source.is_dir() and _is_empty(source)
    except OSError:
        return True
    remembered = rooms.catalog.meta(key)
    if empty and had_files and remembered and remembered != device:
        return True
    if remembered != device:
        rooms.catalog.set_meta(key, device)
    return False


def _is_empty(folder: Path) -> bool:
    with os.scandir(folder) as entries:
        return next(entries, None) is None


def _gone(
    plan: Plan, known: dict[bytes, Known], seen: set[bytes], root: Path, source: Path
) -> list[int]:
    """Known files not seen, except below folders that could not be read this time."""
    blind = [os.fsencode(path) for path, _ in plan.unreadable]
    scope = None if root == source else os.fsencode(root)

    def lies_in(path: bytes, folder: bytes) -> bool:
        return path == folder or path.startswith(folder.rstrip(_SEPARATOR) + _SEPARATOR)

    return [
        entry.file_id
        for path, entry in known.items()
        if path not in seen
        and (scope is None or lies_in(path, scope))
        and not any(lies_in(path, folder) for folder in blind)
    ]


def _register(rooms: Rooms, plan: Plan, fresh: list[FoundFile], known: dict[bytes, Known]) -> None:
    # small before large, and what a person worked on last first: most is searchable soon
    fresh.sort(key=lambda found: (found.size.bit_length() // 4, -found.mtime_ns))
    ids = rooms.catalog.register(plan.source, fresh)
    for found in fresh:
        path = os.fsencode(found.path)
        entry = known.get(path)
        plan.read.append(
            WorkItem(
                file_id=ids[path],
                found=found,
                known_hash=entry.content_hash if entry and entry.state == "done" else "",
                pipeline_current=bool(entry and entry.pipeline == rooms.pipeline),
            )
        )
