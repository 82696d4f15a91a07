"""What has to be read: sources on disk compared with the catalog.

An unchanged folder costs its listing only. For the others, their files are compared one by one.
The digest of a folder is forgotten before any of its files changes its state, and noted again
(``settle``) when all of them have their final one: a process that dies in between leaves a folder
that is compared, never one that is wrongly passed over.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from docmind.core.catalog.catalog import Catalog
from docmind.core.catalog.rows import Known
from docmind.core.discover.walk import Look, Walk
from docmind.core.index.commit import slices
from docmind.core.index.rooms import Rooms, WorkItem
from docmind.core.schema import FoundFile

_SEPARATOR = os.fsencode(os.sep)
_DIGEST_FORM = b"1;"  # another one when the digest of a folder is made of something else
_FOLDERS_AT_ONCE = 128
_REGISTERED_AT_ONCE = 2000
_TICK_EVERY = 512  # entries
# What keeps these from being read can go without a trace in the file's size and time.
_TRIED_EACH_TIME = frozenset(("unreadable", "changed"))


@dataclass
class Plan:
    """One source against the catalog. ``gone`` are ids of files that are no longer there.

    ``digests`` are those of the folders that were compared, to be noted by ``settle``. ``away``
    are folders inside the source whose drive is not there: what was read from them stays.
    """

    source: Path
    read: list[WorkItem] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    unchanged: int = 0
    failed: int = 0
    skipped: int = 0
    unreadable: list[tuple[Path, str]] = field(default_factory=list)
    away: list[Path] = field(default_factory=list)
    digests: dict[bytes, bytes] = field(default_factory=dict)
    offline: bool = False


def plan_source(
    rooms: Rooms, source: Path, below: Path | None, tick: Callable[[int], None]
) -> Plan:
    """Walk ``source`` (only what lies under ``below`` when given) and compare.

    ``tick`` is called with the number of files seen now and then, and may raise to stop.
    """
    plan = Plan(source)
    tick(0)
    if _is_offline(rooms.catalog, source):
        plan.offline = True
        return plan
    _Comparison(rooms, plan, below).run(tick)
    return plan


def settle(rooms: Rooms, plan: Plan) -> None:
    """Remember the folders of a plan that was carried out to its end, gone files deleted."""
    if not plan.digests:
        return
    unfinished = _unfinished(rooms, plan)
    settled = {path: digest for path, digest in plan.digests.items() if path not in unfinished}
    rooms.catalog.remember_folders(plan.source, settled)


def _unfinished(rooms: Rooms, plan: Plan) -> set[bytes]:
    """Folders with a file that was to be read and was not, or not as it was found."""
    by_folder: dict[bytes, list[FoundFile]] = {}
    for item in plan.read:
        by_folder.setdefault(_folder_of(os.fsencode(item.found.path)), []).append(item.found)
    unfinished = set()
    for folders in slices(sorted(by_folder), _FOLDERS_AT_ONCE):
        known = rooms.catalog.known_in(folders)
        for folder in folders:
            entries = known.get(folder, {})
            for found in by_folder[folder]:
                entry = entries.get(os.fsencode(found.path))
                if entry is None or _stale(entry, found, rooms.pipeline):
                    unfinished.add(folder)
    return unfinished


class _Comparison:
    """Fills a plan: goes through the folders on disk, then through what is known and was not
    met."""

    def __init__(self, rooms: Rooms, plan: Plan, below: Path | None) -> None:
        self._rooms = rooms
        self._plan = plan
        self._catalog = rooms.catalog
        self._root = below or plan.source
        self._at_root = self._catalog.known_at(self._root)
        self._counts = Counter(self._catalog.states_below(plan.source, self._root))
        self._digests = self._catalog.folder_digests(plan.source)
        self._fresh: list[tuple[FoundFile, Known | None]] = []
        self._missing: list[tuple[bytes, Known]] = []
        unread = self._catalog.unread_folders(plan.source)
        self._walk = Walk(
            plan.source,
            rooms.rules,
            lambda path, reason: plan.unreadable.append((path, reason)),
            below=below,
            excluded=(*self._catalog.excluded(), os.fsencode(self._rooms.library)),
            remembered={k: v for k, v in self._digests.items() if k not in unread},
            stamp=_DIGEST_FORM + rooms.pipeline.encode(),
            drives=_noted_drives(self._catalog, plan.source),
        )

    def run(self, tick: Callable[[int], None]) -> None:
        told, waiting = 0, []
        for look in self._walk.looks():
            if self._walk.seen - told >= _TICK_EVERY:
                told = self._walk.seen
                tick(told)
            if look.files is not None:
                waiting.append(look)
            if len(waiting) >= _FOLDERS_AT_ONCE:
                self._compare_all(waiting)
                waiting = []
        self._compare_all(waiting)
        self._plan.away = [Path(path) for path in self._walk.away]
        blind = _Under(os.fsencode(path) for path in self._plan.away + self._told())
        self._look_for_vanished(blind)
        self._decide_on_missing(blind)
        _note_drives(self._catalog, self._plan.source, self._walk.drives)
        self._count_the_rest()
        self._forget_digests(blind)
        self._register(tick)

    def _told(self) -> list[Path]:
        """What could not be looked at."""
        return [path for path, _ in self._plan.unreadable]

    # -- what was met ----------------------------------------------------------------------------

    def _compare_all(self, looks: Sequence[Look]) -> None:
        known = self._catalog.known_in([look.path for look in looks])
        for look in looks:
            here = known.get(look.path, {})
            if look.path == os.fsencode(self._root):
                here |= self._take_at_root()
            self._compare(look, here)
            if look.digest:
                self._plan.digests[look.path] = look.digest

    def _take_at_root(self) -> dict[bytes, Known]:
        """What is known at the root's own path: the one file that the source is, or what the root
        was when it could not be opened."""
        entry, self._at_root = self._at_root, None
        return {os.fsencode(self._root): entry} if entry else {}

    def _compare(self, look: Look, known: dict[bytes, Known]) -> None:
        for before in known.values():
            self._counts[before.state] -= 1
        left = dict(known)
        for found in look.files or ():
            entry = left.pop(os.fsencode(found.path), None)
            if entry is None or _stale(entry, found, self._rooms.pipeline):
                self._fresh.append((found, entry))
            else:
                self._counts[entry.state] += 1
        for path, before in left.items():
            if path in look.dormant:
                self._counts[before.state] += 1
            else:
                self._missing.append((path, before))

    # -- what was not met ------------------------------------------------------------------------

    def _look_for_vanished(self, blind: _Under) -> None:
        """Files in folders that were not met, except where nothing could be seen."""
        for entry_path, entry in self._take_at_root().items():
            self._counts[entry.state] -= 1
            self._missing.append((entry_path, entry))
        folders = self._catalog.known_folders(self._root) - self._walk.visited
        folders = {folder for folder in folders if folder not in blind}
        if folders:
            inside = _Under(self._catalog.containers())
            folders = {folder for folder in folders if folder not in inside}
        for known in self._catalog.known_in(sorted(folders)).values():
            for path, entry in known.items():
                self._counts[entry.state] -= 1
                self._missing.append((path, entry))

    def _decide_on_missing(self, blind: _Under) -> None:
        told = {os.fsencode(path): (path, why) for path, why in self._plan.unreadable}
        for path, entry in self._missing:
            if path not in blind:
                self._plan.gone.append(entry.file_id)
                continue
            if entry.state == "done":
                told.pop(path, None)  # what was read from it stays
            if path not in told:
                self._counts[entry.state] += 1
        self._plan.unreadable = list(told.values())

    def _count_the_rest(self) -> None:
        self._plan.unchanged += self._counts["done"]
        self._plan.failed += self._counts["problem"]
        self._plan.skipped += self._counts["skipped"]

    def _forget_digests(self, blind: _Under) -> None:
        """Before anything happens to the files of a folder."""
        busy = {_folder_of(os.fsencode(found.path)) for found, _ in self._fresh}
        busy |= {_folder_of(path) for path, _ in self._missing if path not in blind}
        root = _Under([os.fsencode(self._root)])
        left = {
            path
            for path in self._digests.keys() - self._walk.visited
            if path in root and path not in blind
        }
        out = sorted((busy & self._digests.keys()) | left)
        if out:
            self._catalog.forget_folders(out)

    # -- what is to be read ----------------------------------------------------------------------

    def _register(self, tick: Callable[[int], None]) -> None:
        # small before large, and what a person worked on last first: most is searchable soon
        self._fresh.sort(key=lambda pair: (pair[0].size.bit_length() // 4, -pair[0].mtime_ns))
        for start in range(0, len(self._fresh), _REGISTERED_AT_ONCE):
            tick(self._walk.seen)
            part = self._fresh[start : start + _REGISTERED_AT_ONCE]
            ids = self._catalog.register(self._plan.source, [found for found, _ in part])
            for found, entry in part:
                self._plan.read.append(
                    WorkItem(
                        file_id=ids[os.fsencode(found.path)],
                        found=found,
                        known_hash=entry.content_hash if entry and entry.state == "done" else "",
                        pipeline_current=bool(entry and entry.pipeline == self._rooms.pipeline),
                    )
                )


class _Under:
    """Paths and all that lies below them."""

    def __init__(self, paths: Iterable[bytes]) -> None:
        self._paths = frozenset(paths)
        self._folders = tuple(path.rstrip(_SEPARATOR) + _SEPARATOR for path in self._paths)

    def __contains__(self, path: bytes) -> bool:
        return path in self._paths or path.startswith(self._folders)


def _folder_of(path: bytes) -> bytes:
    return os.path.dirname(path)  # noqa: PTH120


def _stale(entry: Known, found: FoundFile, pipeline: str) -> bool:
    return (
        entry.state == "pending"
        or entry.size != found.size
        or entry.mtime_ns != found.mtime_ns
        or entry.pipeline != pipeline
        or (entry.state == "problem" and entry.problem in _TRIED_EACH_TIME)
    )


# -- drives that come and go ---------------------------------------------------------------------


def _is_offline(catalog: Catalog, source: Path) -> bool:
    """True when the source cannot be seen, or is an empty mount point of a drive that is away.

    A source that may not be opened is not offline: the walk says what is wrong with it.
    """
    key = f"device:{os.fsencode(source).hex()}"
    try:
        device = str(source.stat().st_dev)
    except PermissionError:
        return False
    except (OSError, ValueError):
        return True
    remembered = catalog.meta(key)
    if remembered == device:
        return False
    if remembered and _is_empty_folder(source):
        had_files = any(catalog.states_below(source, source).values())
        if had_files:
            return True
    catalog.set_meta(key, device)
    return False


def _is_empty_folder(path: Path) -> bool:
    try:
        with os.scandir(path) as entries:
            return next(entries, None) is None
    except OSError:
        return False


def _noted_drives(catalog: Catalog, source: Path) -> list[str]:
    """The folders of a source in which a drive was mounted when it was last looked at."""
    noted = catalog.meta(f"drives:{os.fsencode(source).hex()}", "[]")
    return [os.fsdecode(bytes.fromhex(path)) for path in json.loads(noted)]


def _note_drives(catalog: Catalog, source: Path, drives: set[str]) -> None:
    key = f"drives:{os.fsencode(source).hex()}"
    value = json.dumps(sorted(os.fsencode(path).hex() for path in drives))
    if value != catalog.meta(key, "[]"):
        catalog.set_meta(key, value)
