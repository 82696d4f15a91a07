"""Folder -> candidate files, as they are met.

Each folder gets a digest over what decides about its files: names, sizes, times, kinds, and the
rules in force. A folder with the digest that is remembered of it holds nothing new, so none of
its files is looked at further: an unchanged tree costs little more than listing it.
"""

from __future__ import annotations

import marshal
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from operator import itemgetter
from pathlib import Path
from typing import Any

from blake3 import blake3

from docmind.core.discover.ignore import GITIGNORE, MARKERS, WalkRules
from docmind.core.discover.mounts import Mounts, mounted
from docmind.core.discover.scope import Scope, Scopes
from docmind.core.files import reason
from docmind.core.schema import FoundFile

OnProblem = Callable[[Path, str], None]

_KIND = 0o170000  # the bits of a mode that tell files, folders and links apart (inode(7))
_HAS_ATTRIBUTES = os.name == "nt" or sys.platform == "darwin"
# Windows: OFFLINE, RECALL_ON_OPEN, RECALL_ON_DATA_ACCESS (File Attribute Constants, winnt.h).
_CLOUD_ATTRIBUTES = 0x1000 | 0x40000 | 0x400000
_CLOUD_FLAG = 0x40000000  # macOS: SF_DATALESS (sys/stat.h)
_LONGEST_TIME = 2**63 - 1  # ns, in the year 2262: what the catalog can keep


@dataclass(frozen=True, slots=True)
class Look:
    """A folder that was looked at (or the one file that a source is).

    ``files`` are its wanted files, or None when ``digest`` is the one remembered of it.
    ``digest`` is empty when it may not be remembered. ``dormant`` are files that are only in the
    cloud now: those known before stay as they are.
    """

    path: bytes
    digest: bytes
    files: tuple[FoundFile, ...] | None
    dormant: frozenset[bytes] = frozenset()


@dataclass(frozen=True, slots=True)
class _Listing:
    """What a folder holds: ``rows`` make its digest, ``statuses`` are of all but its folders."""

    rows: list[tuple[Any, ...]]
    folders: list[str]
    statuses: dict[str, os.stat_result]


@dataclass(frozen=True, slots=True)
class _Folder:
    """A folder to enter: the scope of the folder it lies in, and that folder's device."""

    path: str
    above: Scope | None
    device: int


class Walk:
    """One pass over a source: go through ``looks`` once, then ask the rest.

    The source itself is never left out, whatever its name. Pipes, sockets and devices are passed
    over. Links to folders are not followed: what they point to inside the source is met at its
    own place, what lies outside is not part of it. A link to a file counts under its own name
    when it leads to a regular file inside the source in a folder the walk does not enter (as in
    git-annex); otherwise that file is met at its own place.
    """

    def __init__(
        self,
        source: Path,
        rules: WalkRules,
        on_problem: OnProblem,
        *,
        below: Path | None = None,
        excluded: Iterable[bytes] = (),
        remembered: Mapping[bytes, bytes] | None = None,
        stamp: bytes = b"",
        drives: Iterable[str] = (),
        mounts: Mounts | None = None,
    ) -> None:
        """``on_problem(path, reason)`` is told of every folder or file that could not be looked
        at; what lies under such a folder is unknown, not gone.

        ``below``: look only at what lies there. ``excluded``: paths taken out of the source.
        ``remembered``: digests by folder, of a walk with the same ``stamp``. ``drives``: folders
        of the source in which a drive was mounted before.
        """
        self.visited: set[bytes] = set()
        """The folders that were looked at."""
        self.away: list[str] = []
        """Folders that say nothing of their files now: their drive is away, or they are only in
        the cloud."""
        self.drives: set[str] = set()
        """Folders in which a drive is mounted, or was and is away."""
        self.seen = 0
        """How many entries were listed so far."""
        self._source = os.fspath(source)
        self._root = os.fspath(below or source)
        self._rules = rules
        self._on_problem = on_problem
        self._scopes = Scopes(self._source, rules, excluded, stamp)
        self._remembered = remembered or {}
        self._mounts = mounts or mounted()
        self._known_drives = frozenset(drives)
        self._identities: set[tuple[int, int]] = set()
        self._waiting: list[_Folder] = []
        self._linked: list[tuple[Look, list[str]]] = []

    def looks(self) -> Iterator[Look]:
        """Each folder once, in no certain order; those with links to files last."""
        try:
            found = Path(self._root).stat()
        except (OSError, ValueError) as error:
            self._miss(self._root, error)
        else:
            if stat.S_ISREG(found.st_mode):
                yield from self._single(found)
            elif stat.S_ISDIR(found.st_mode):
                yield from self._tree(found)
        self._look_for_drives()

    def _single(self, status: os.stat_result) -> Iterator[Look]:
        """The one file that was asked for."""
        files: tuple[FoundFile, ...] = (found_file(self._root, status),)
        path, dormant = os.fsencode(self._root), frozenset[bytes]()
        if self._root != self._source:
            above, name = os.path.split(self._root)
            scope = self._scopes.of(above)
            if scope is None or self._scopes.leaves_out(scope, self._root, name, False):
                return
            if Path(self._root).is_symlink():
                files = tuple(self._targets([self._root]))
            elif not self._is_wanted(status):
                return
            elif self._is_in_cloud(status):
                files, dormant = (), frozenset((path,))
        self.seen += 1
        yield Look(path, b"", files, dormant)

    def _tree(self, root: os.stat_result) -> Iterator[Look]:
        above, device = None, root.st_dev
        parent = os.path.dirname(self._root)  # noqa: PTH120
        if device in self._mounts.virtual:
            self._on_problem(Path(self._root), "It belongs to the system and holds no documents.")
            return
        if self._root != self._source:
            above = self._scopes.of(parent)
            if above is None or self._scopes.of(self._root) is None:
                return
            with suppress(OSError):
                device = Path(parent).stat().st_dev
        self._waiting.append(_Folder(self._root, above, device))
        while self._waiting:
            look = self._enter(self._waiting.pop())
            if look is not None:
                yield look
        for look, links in self._linked:
            yield replace(look, files=(*(look.files or ()), *self._targets(links)))

    # -- one folder ------------------------------------------------------------------------------

    def _enter(self, folder: _Folder) -> Look | None:
        """What the folder holds; None when it is not entered, or comes last for its links."""
        status = self._open(folder)
        listing = self._list(folder.path) if status is not None else None
        if status is None or listing is None:
            return None
        statuses = listing.statuses
        if folder.path != self._source and any(marker in statuses for marker in MARKERS):
            return None
        if self._mounts.begins_at(status.st_dev, folder.device):
            self.drives.add(folder.path)
        path = os.fsencode(folder.path)
        self.visited.add(path)
        self.seen += len(listing.rows)
        scope = self._scopes.inside(folder.path, folder.above, GITIGNORE in statuses)
        listing.rows.sort(key=itemgetter(0))
        decisive = scope.stamp + self._scopes.mark(folder.path) + marshal.dumps(listing.rows, 2)
        digest = blake3(decisive).digest()
        base = folder.path if folder.path.endswith(os.sep) else folder.path + os.sep
        self._waiting += [
            _Folder(base + name, scope, status.st_dev)
            for name in listing.folders
            if not self._scopes.leaves_out(scope, base + name, name, True)
        ]
        if self._remembered.get(path) == digest:
            return Look(path, digest, None)
        return self._sort_out(Look(path, digest, ()), base, scope, statuses)

    def _open(self, folder: _Folder) -> os.stat_result | None:
        """The state of a folder that is to be entered; None when it is not."""
        try:
            status = Path(folder.path).stat()
        except OSError as error:
            self._miss(folder.path, error)
            return None
        # The same folder can be met twice where one is mounted inside another.
        identity = (status.st_dev, status.st_ino)
        if identity in self._identities or status.st_dev in self._mounts.virtual:
            return None
        if folder.path != self._root:
            if self._scopes.hides(status):
                return None
            if self._is_in_cloud(status):
                self.away.append(folder.path)
                return None
        self._identities.add(identity)
        return status

    def _list(self, folder: str) -> _Listing | None:
        """List a folder. Kept lean: this runs for every file of an unchanged tree."""
        rows: list[tuple[Any, ...]] = []
        folders: list[str] = []
        statuses: dict[str, os.stat_result] = {}
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    name = entry.name
                    try:
                        status = entry.stat(follow_symlinks=False)
                    except FileNotFoundError:
                        continue  # deleted while the walk went on
                    except PermissionError:
                        raise  # the folder may be listed, but nothing in it looked at
                    except OSError as error:
                        self._tell(entry.path, error)
                        continue
                    kind = status.st_mode & _KIND
                    if kind == stat.S_IFDIR:  # its size and time say nothing of what is in it
                        rows.append((name, kind))
                        folders.append(name)
                    else:
                        rows.append((name, kind, status.st_size, status.st_mtime_ns))
                        statuses[name] = status
                    if _HAS_ATTRIBUTES:
                        rows[-1] += (_attributes(status),)
        except OSError as error:
            self._miss(folder, error)
            return None
        return _Listing(rows, folders, statuses)

    def _sort_out(
        self, look: Look, base: str, scope: Scope, statuses: Mapping[str, os.stat_result]
    ) -> Look | None:
        """``look`` with its wanted files; None when there are links, which come last."""
        files, dormant, links = [], [], []
        for name, status in statuses.items():
            path = base + name
            if self._scopes.leaves_out(scope, path, name, False):
                continue
            if stat.S_ISLNK(status.st_mode):
                links.append(path)
            elif self._is_wanted(status):
                if self._is_in_cloud(status):
                    dormant.append(os.fsencode(path))
                else:
                    files.append(found_file(path, status))
        made = replace(look, files=tuple(files), dormant=frozenset(dormant))
        if not links:
            return made
        # what a link leads to can change without a trace in this folder
        self._linked.append((replace(made, digest=b""), links))
        return None

    def _is_wanted(self, status: os.stat_result) -> bool:
        """A regular file that no rule leaves out for its attributes or its size."""
        most = self._rules.skip_larger
        return (
            stat.S_ISREG(status.st_mode)
            and not self._scopes.hides(status)
            and not (most and status.st_size > most)
        )

    def _is_in_cloud(self, status: os.stat_result) -> bool:
        return not self._rules.cloud_placeholders and is_only_in_cloud(status)

    def _targets(self, links: Iterable[str]) -> Iterator[FoundFile]:
        """The links that lead to files of the source which are not met at their own place."""
        source = Path(self._source).resolve()
        for link in links:
            try:
                target = Path(link).resolve(strict=True)
                status = target.stat()
            except (OSError, RuntimeError):
                continue  # a link that leads nowhere or to itself
            if not self._is_wanted(status) or not target.is_relative_to(source):
                continue
            home = Path(self._source, target.parent.relative_to(source))
            if self._scopes.of(os.fspath(home)) is None:
                yield found_file(link, status)

    # -- what cannot be seen ---------------------------------------------------------------------

    def _tell(self, path: str, error: OSError | ValueError) -> None:
        what = reason(error)[0] if isinstance(error, OSError) else "Its name is not valid"
        self._on_problem(Path(path), f"{what}.")

    def _miss(self, folder: str, error: OSError | ValueError) -> None:
        """A folder that could not be opened; one that has just gone is no problem."""
        if folder == self._source or not isinstance(error, FileNotFoundError | NotADirectoryError):
            self._tell(folder, error)

    def _look_for_drives(self) -> None:
        """Which of the drives known before are away, and which are still there."""
        for drive in self._known_drives - self.drives:
            is_away = self._is_away(drive)
            if is_away:
                self.away.append(drive)
            if is_away or (os.path.lexists(drive) and os.fsencode(drive) not in self.visited):
                self.drives.add(drive)

    def _is_away(self, drive: str) -> bool:
        """Nothing is mounted where a drive was, and its folder is empty or went with it."""
        above = os.path.dirname(drive)  # noqa: PTH120
        if self._scopes.of(above) is None:
            return False
        try:
            device = Path(drive).stat().st_dev
            if device in self._mounts.virtual:
                return True  # one that is mounted when it is used
            if device != Path(above).stat().st_dev:
                return False
            with os.scandir(drive) as entries:
                return next(entries, None) is None
        except FileNotFoundError:
            return True
        except OSError:
            return False


def walk(root: Path, rules: WalkRules, on_problem: OnProblem) -> Iterator[FoundFile]:
    """The wanted regular files under ``root``; ``root`` itself when it is a file. See ``Walk``."""
    for look in Walk(root, rules, on_problem).looks():
        yield from look.files or ()


def is_only_in_cloud(status: os.stat_result) -> bool:
    """Whether the content of a file, or the entries of a folder, would have to be downloaded."""
    attributes = getattr(status, "st_file_attributes", 0) & _CLOUD_ATTRIBUTES
    return bool(attributes) or bool(getattr(status, "st_flags", 0) & _CLOUD_FLAG)


def _attributes(status: os.stat_result) -> int:
    return int(getattr(status, "st_file_attributes", 0) or getattr(status, "st_flags", 0))


def found_file(path: str | Path, status: os.stat_result) -> FoundFile:
    """The file as discovery tells of it; times are kept within what the catalog can hold."""
    time = max(-_LONGEST_TIME, min(status.st_mtime_ns, _LONGEST_TIME))
    return FoundFile(Path(path), status.st_size, time, status.st_ino)
