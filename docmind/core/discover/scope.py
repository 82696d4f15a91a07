"""Which rules are in force in which folder of a source."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from blake3 import blake3

from docmind.core.discover.ignore import (
    GITIGNORE,
    MARKERS,
    Patterns,
    WalkRules,
    compile_patterns,
    read_gitignore,
)

_HIDDEN_ATTRIBUTES = getattr(stat, "FILE_ATTRIBUTE_HIDDEN", 0) | getattr(
    stat, "FILE_ATTRIBUTE_SYSTEM", 0
)


@dataclass(frozen=True, slots=True)
class Scope:
    """What decides on the entries of one folder. ``stamp`` differs where that differs."""

    patterns: Patterns | None
    stamp: bytes


class Scopes:
    """The scopes of a source. ``excluded`` are paths that a person took out of it; ``stamp`` is
    anything else that what is remembered of a folder depends on."""

    def __init__(
        self, source: str, rules: WalkRules, excluded: Iterable[bytes] = (), stamp: bytes = b""
    ) -> None:
        self.rules = rules
        self._source = source
        self._excluded = frozenset(map(os.fsdecode, excluded))
        self._excluded_in: dict[str, list[str]] = {}
        for path in sorted(self._excluded):
            self._excluded_in.setdefault(os.path.dirname(path), []).append(path)  # noqa: PTH120
        own = rules.own_patterns
        self._own = Patterns(own, _prefix(source)) if own is not None else None
        self._outermost = Scope(
            None, blake3(stamp + repr(rules).encode("utf-8", "surrogatepass")).digest()
        )
        self._known: dict[str, Scope | None] = {}

    def inside(self, folder: str, above: Scope | None, has_gitignore: bool) -> Scope:
        """The scope of a folder that is entered; ``above`` is that of the folder it lies in, None
        for the source itself."""
        scope = above or self._outermost
        lines: tuple[str, ...] = ()
        if has_gitignore and self.rules.follow_gitignore:
            lines = read_gitignore(Path(folder, GITIGNORE))
        if not lines:
            return scope
        spec = compile_patterns(lines)
        patterns = scope.patterns
        if spec is not None:
            patterns = Patterns(spec, _prefix(folder), patterns)
        return Scope(patterns, _digest(scope.stamp, (folder, lines)))

    def mark(self, folder: str) -> bytes:
        """Another one when something else was taken out of this folder itself."""
        taken_out = self._excluded_in.get(folder)
        return _digest(b"", taken_out) if taken_out else b""

    def leaves_out(self, scope: Scope, path: str, name: str, is_folder: bool) -> bool:
        """Whether the entry ``name`` at ``path``, in a folder with ``scope``, is not wanted."""
        rules = self.rules
        if rules.skips_folder(name) if is_folder else rules.skips_file(name):
            return True
        if path in self._excluded:
            return True
        if scope.patterns is None and self._own is None:
            return False
        slashed = path if os.sep == "/" else path.replace(os.sep, "/")
        return any(
            patterns is not None and patterns.leave_out(slashed, is_folder)
            for patterns in (self._own, scope.patterns)
        )

    def of(self, folder: str) -> Scope | None:
        """The scope of any folder; None when it is not in the source or a walk from the source
        does not enter it."""
        path = self._source
        base = path if path.endswith(os.sep) else path + os.sep
        if folder != path and not folder.startswith(base):
            return None
        if path not in self._known:
            self._known[path] = self.inside(path, None, _has(path, GITIGNORE))
        scope = self._known[path]
        for name in Path(folder[len(base) :]).parts:
            path = f"{path.rstrip(os.sep)}{os.sep}{name}"
            if path not in self._known:
                self._known[path] = self._below(scope, path, name) if scope else None
            scope = self._known[path]
        return scope

    def leaves_out_path(self, path: Path) -> bool:
        """Whether a walk from the source does not meet what is at ``path``, inside it."""
        scope = self.of(os.fspath(path.parent))
        if scope is None:
            return True
        if path.is_dir():
            return self.of(os.fspath(path)) is None
        return self.leaves_out(scope, os.fspath(path), path.name, False)

    def _below(self, above: Scope, folder: str, name: str) -> Scope | None:
        if self.leaves_out(above, folder, name, True):
            return None
        try:
            status = Path(folder).lstat()
        except (OSError, ValueError):
            return None
        if not stat.S_ISDIR(status.st_mode) or self.hides(status):
            return None
        if any(_has(folder, marker) for marker in MARKERS):
            return None
        return self.inside(folder, above, _has(folder, GITIGNORE))

    def hides(self, status: os.stat_result) -> bool:
        """Hidden by an attribute rather than by name (Windows, macOS), and that counts."""
        if self.rules.include_hidden:
            return False
        attributes = getattr(status, "st_file_attributes", 0) & _HIDDEN_ATTRIBUTES
        return bool(attributes) or bool(getattr(status, "st_flags", 0) & stat.UF_HIDDEN)


def _prefix(folder: str) -> int:
    """The length of a folder's path with the separator that follows it."""
    return len(folder) if folder.endswith(os.sep) else len(folder) + len(os.sep)


def _has(folder: str, name: str) -> bool:
    return os.path.lexists(Path(folder, name))


def _digest(stamp: bytes, more: object) -> bytes:
    return blake3(stamp + repr(more).encode("utf-8", "surrogatepass")).digest()
