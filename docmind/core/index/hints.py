"""Hints that something changed, gathered until it has come to rest."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

QUIET = 2.0
"""Seconds without a hint after which files are at rest."""
LONGEST = 30.0
"""Seconds of constant changes after which those that are at rest go ahead."""
# Paths; after that only their sources are remembered. So many at once may be too many for the
# system too, which then drops some (inotify(7): 16,384 events).
_MOST_HELD = 10_000
_MOST_TARGETS = 24  # of one source: looking at one costs about as much as 500 unchanged folders
_MOST_SIBLINGS = 8  # in one folder, before the folder itself is looked at


@dataclass(slots=True)
class _Hint:
    seen: float  # seconds, of the last hint
    stamp: tuple[int, int] | None  # size and mtime_ns then; None for what is no file


class Hints:
    """Paths that changed. Not thread-safe."""

    def __init__(self) -> None:
        self._held: dict[Path, _Hint] = {}
        self._floods: set[Path] = set()
        self._first = 0.0
        self._last = 0.0

    def add(self, paths: Iterable[Path], now: float, sources: Sequence[Path]) -> None:
        """These changed at ``now`` (seconds of a clock that only goes on). What lies in no source
        is dropped."""
        for path in paths:
            source = source_of(path, sources)
            if source is None:
                continue
            if not self._held and not self._floods:
                self._first = now
            self._last = now
            if source not in self._floods:
                self._held[path] = _Hint(now, _stamp(path))
        if len(self._held) > _MOST_HELD:
            self._floods |= {source for source in sources if _holds(source, self._held)}
            self._held.clear()

    def due_in(self, now: float) -> float | None:
        """Seconds until ``take`` may give something; None when nothing is held."""
        if not self._held and not self._floods:
            return None
        return max(0.0, min(self._last + QUIET, self._first + LONGEST) - now)

    def take(self, now: float) -> list[Path]:
        """The paths at rest, if it is time. What still moves waits for the next round."""
        if self.due_in(now) != 0.0:
            return []
        ready = list(self._floods)
        self._floods.clear()
        rest: dict[Path, _Hint] = {}
        for path, hint in self._held.items():
            stamp = _stamp(path)
            if now - hint.seen >= QUIET and stamp == hint.stamp:
                ready.append(path)
            else:
                rest[path] = hint if stamp == hint.stamp else _Hint(now, stamp)
        self._held = rest
        if rest:
            self._first = now
            self._last = max(hint.seen for hint in rest.values())
        return ready


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        status = path.lstat()
    except (OSError, ValueError):
        return None
    return (status.st_size, status.st_mtime_ns) if stat.S_ISREG(status.st_mode) else None


def _holds(source: Path, paths: Iterable[Path]) -> bool:
    return any(source == path or source in path.parents for path in paths)


def source_of(path: Path, sources: Sequence[Path]) -> Path | None:
    """The source that ``path`` lies in, or is."""
    text = os.fspath(path)
    for source in sources:
        base = os.fspath(source)
        if text == base or text.startswith(base.rstrip(os.sep) + os.sep):
            return source
    return None


def collapse(
    paths: Iterable[Path],
    sources: Sequence[Path],
) -> list[Path]:
    """The fewest places to look at so that all ``paths`` are covered, each in a source.

    Many in one folder become the folder; many places in a source become the source.
    """
    by_source: dict[Path, set[Path]] = {}
    for path in paths:
        source = source_of(path, sources)
        if source is not None:
            by_source.setdefault(source, set()).add(path)
    found: list[Path] = []
    for source, its in by_source.items():
        targets = _outermost(its)
        while (fewer := _outermost(_with_folders(set(targets), source))) != targets:
            targets = fewer
        found += [source] if len(targets) > _MOST_TARGETS else targets
    return found


def _with_folders(paths: set[Path], source: Path) -> set[Path]:
    """Folders in the place of many of their entries."""
    by_folder: dict[Path, set[Path]] = {}
    for path in paths:
        if path != source:
            by_folder.setdefault(path.parent, set()).add(path)
    crowded = {folder for folder, its in by_folder.items() if len(its) > _MOST_SIBLINGS}
    return {path for path in paths if path.parent not in crowded or path == source} | crowded


def _outermost(paths: set[Path]) -> list[Path]:
    return sorted(path for path in paths if paths.isdisjoint(path.parents))
