"""Folder -> candidate files, as they are met."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from docmind.core.discover.ignore import GITIGNORE, MARKERS, Patterns, WalkRules, read_gitignore
from docmind.core.files import reason
from docmind.core.schema import FoundFile

OnProblem = Callable[[Path, str], None]
_HIDDEN_ATTRIBUTES = getattr(stat, "FILE_ATTRIBUTE_HIDDEN", 0) | getattr(
    stat, "FILE_ATTRIBUTE_SYSTEM", 0
)


def walk(root: Path, rules: WalkRules, on_problem: OnProblem) -> Iterator[FoundFile]:
    """The regular files under ``root``, in no certain order; ``root`` itself when it is a file.

    ``root`` is never left out, whatever its name. Pipes, sockets and devices are passed over.
    Links to folders are not followed: what they point to inside ``root`` is met at its own place,
    what lies outside is not part of it. A link to a file is yielded under its own name when it
    leads to a regular file inside ``root`` that lies in a folder the walk does not enter (as in
    git-annex); otherwise that file is met at its own place.

    ``on_problem(path, reason)`` is told of every folder or file that could not be looked at
    (also of ``root``); what lies under such a folder is unknown, not gone.
    """
    walker = _Walker(root, rules, on_problem)
    try:
        found = root.stat()
    except (OSError, ValueError) as error:
        walker.tell(os.fspath(root), error)
        return
    if stat.S_ISREG(found.st_mode):
        yield FoundFile(root, found.st_size, found.st_mtime_ns, found.st_ino)
    elif stat.S_ISDIR(found.st_mode):
        yield from walker.tree()


class _Walker:
    def __init__(self, root: Path, rules: WalkRules, on_problem: OnProblem) -> None:
        self._root = os.fspath(root)
        self._rules = rules
        self._on_problem = on_problem
        self._visited: set[tuple[int, int]] = set()
        self._links: list[str] = []
        own = rules.own_patterns
        self._own = Patterns(own, self._prefix(self._root)) if own is not None else None

    def tell(self, path: str, error: OSError | ValueError) -> None:
        what = reason(error)[0] if isinstance(error, OSError) else "Its name is not valid"
        self._on_problem(Path(path), f"{what}.")

    def tree(self) -> Iterator[FoundFile]:
        waiting: list[tuple[str, Patterns | None]] = [(self._root, None)]
        while waiting:
            folder, patterns = waiting.pop()
            entries = self._entries(folder)
            names = {entry.name for entry in entries}
            if not MARKERS.isdisjoint(names) and folder != self._root:
                continue
            if GITIGNORE in names and self._rules.follow_gitignore:
                patterns = self._with_gitignore(folder, patterns)
            for entry in entries:
                try:
                    found = self._look(entry, patterns, waiting)
                except FileNotFoundError:
                    continue  # deleted while the walk went on
                except OSError as error:
                    self.tell(entry.path, error)
                    continue
                if found is not None:
                    yield found
        yield from self._linked_files()

    def _entries(self, folder: str) -> list[os.DirEntry[str]]:
        try:
            status = Path(folder).stat()
            # The same folder can be met twice where one is mounted inside another.
            identity = (status.st_dev, status.st_ino)
            if identity in self._visited or (folder != self._root and _is_hidden(status)):
                return []
            self._visited.add(identity)
            with os.scandir(folder) as listing:
                return list(listing)
        except OSError as error:
            self.tell(folder, error)
            return []

    def _look(
        self,
        entry: os.DirEntry[str],
        patterns: Patterns | None,
        waiting: list[tuple[str, Patterns | None]],
    ) -> FoundFile | None:
        """The file at ``entry`` when it is wanted; folders go to ``waiting``, links aside."""
        is_folder = entry.is_dir(follow_symlinks=False)
        rules = self._rules
        if rules.skips_folder(entry.name) if is_folder else rules.skips_file(entry.name):
            return None
        if (patterns or self._own) and self._is_named(entry.path, is_folder, patterns):
            return None
        if is_folder:
            waiting.append((entry.path, patterns))
            return None
        if entry.is_symlink():
            self._links.append(entry.path)
            return None
        status = entry.stat(follow_symlinks=False)
        if not stat.S_ISREG(status.st_mode) or (os.name == "nt" and _is_hidden(status)):
            return None
        return FoundFile(Path(entry.path), status.st_size, status.st_mtime_ns, status.st_ino)

    def _is_named(self, path: str, is_folder: bool, patterns: Patterns | None) -> bool:
        slashed = path if os.sep == "/" else path.replace(os.sep, "/")
        return any(
            scope is not None and scope.leave_out(slashed, is_folder)
            for scope in (self._own, patterns)
        )

    def _with_gitignore(self, folder: str, above: Patterns | None) -> Patterns | None:
        spec = read_gitignore(Path(folder, GITIGNORE))
        return above if spec is None else Patterns(spec, self._prefix(folder), above)

    @staticmethod
    def _prefix(folder: str) -> int:
        return len(folder) if folder.endswith(os.sep) else len(folder) + len(os.sep)

    def _linked_files(self) -> Iterator[FoundFile]:
        root = Path(self._root).resolve()
        for link in map(Path, self._links):
            try:
                target = link.resolve(strict=True)
                above = target.parent.stat()
                status = target.stat()
            except (OSError, RuntimeError):
                continue  # a link that leads nowhere or to itself
            is_met = (above.st_dev, above.st_ino) in self._visited
            if target.is_relative_to(root) and not is_met and stat.S_ISREG(status.st_mode):
                yield FoundFile(link, status.st_size, status.st_mtime_ns, status.st_ino)


def _is_hidden(status: os.stat_result) -> bool:
    """Hidden by an attribute rather than by name (Windows, macOS)."""
    attributes = getattr(status, "st_file_attributes", 0) & _HIDDEN_ATTRIBUTES
    return bool(attributes) or bool(getattr(status, "st_flags", 0) & stat.UF_HIDDEN)
