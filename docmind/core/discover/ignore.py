"""Which files are left out: caches, version control, half-written files, .gitignore patterns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from pathspec import GitIgnoreSpec
from pathspec.patterns.gitignore import GitIgnorePatternError

from docmind.core.errors import FileUnreadable
from docmind.core.files import open_regular
from docmind.core.packs import PACK_SUFFIXES
from docmind.core.settings import DiscoverySettings

# Folders that hold nothing a person would look for, also when hidden files are asked for.
_FOLDERS = frozenset(
    (
        *(".git", ".hg", ".svn", ".bzr", ".jj"),
        *(".cache", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".tox", ".nox", ".eggs"),
        *(".venv", ".ipynb_checkpoints", ".terraform", ".gradle", ".npm", "node_modules"),
        *("bower_components", "__pycache__", "__macosx", "@eadir", "lost+found"),
        *(".trash", ".trashes", "$recycle.bin", "system volume information"),
        *(".spotlight-v100", ".fseventsd", ".documentrevisions-v100", ".temporaryitems"),
        # what a network drive or a synchronising program keeps of older or deleted files
        *("#recycle", "#snapshot", ".snapshot", ".snapshots", ".zfs", ".stversions"),
        *(".dropbox.cache", ".tmp.drivedownload", ".tmp.driveupload"),
    )
)
_FILES = frozenset(("thumbs.db", "ehthumbs.db", "desktop.ini", ".ds_store", ".localized", "icon\r"))
# Made by office programs, browsers, editors and compilers while they work.
_LEFTOVER_STARTS = ("~$", ".~lock.", "._", ".nfs", ".fuse_hidden", ".goutputstream-")
_LEFTOVER_ENDS = (
    *("~", ".tmp", ".part", ".partial", ".filepart", ".crdownload", ".opdownload", ".!ut"),
    *(".swp", ".swo", ".pyc", ".pyo"),
)
# A file of this name makes its folder one that was generated: a virtual environment, a cache
# (the convention of bford.info/cachedir, kept by cargo, pytest, borg and others).
MARKERS = frozenset(("pyvenv.cfg", "CACHEDIR.TAG"))
GITIGNORE = ".gitignore"
_GITIGNORE_BYTES = 1 << 18
_MOST_WILDCARDS = 3


@dataclass(frozen=True)
class WalkRules:
    """What a walk leaves out. ``exclude`` holds patterns in gitignore form, read from the root.

    Always left out: version control, caches, ``node_modules``, virtual environments, leftovers
    of other programs, packs of models. Hidden names are left out unless ``include_hidden``; what
    ``.gitignore`` files inside the walked tree name is left out unless ``follow_gitignore`` is off.
    ``skip_larger`` is in bytes, 0 for no limit. ``skip_types`` are the ends of names, with or
    without their dot, in any case. Files that are only in the cloud are left out unless
    ``cloud_placeholders``: reading one would download it.
    """

    exclude: tuple[str, ...] = ()
    follow_gitignore: bool = True
    include_hidden: bool = False
    skip_larger: int = 0
    skip_types: tuple[str, ...] = ()
    cloud_placeholders: bool = False

    @classmethod
    def of(cls, chosen: DiscoverySettings) -> WalkRules:
        """The rules that the settings ask for."""
        return cls(
            exclude=chosen.exclude,
            follow_gitignore=chosen.follow_gitignore,
            include_hidden=chosen.include_hidden,
            skip_larger=chosen.skip_larger_mb * 2**20,
            skip_types=chosen.skip_types,
            cloud_placeholders=chosen.cloud_placeholders,
        )

    @cached_property
    def _ends(self) -> tuple[str, ...]:
        dots = (f".{end.strip().lstrip('*').lstrip('.').lower()}" for end in self.skip_types)
        return (*_LEFTOVER_ENDS, *PACK_SUFFIXES, *(end for end in dots if end != "."))

    @cached_property
    def own_patterns(self) -> GitIgnoreSpec | None:
        """``exclude`` as one matcher, or None when there is none."""
        return compile_patterns(self.exclude) if self.exclude else None

    def skips_folder(self, name: str) -> bool:
        """Whether a folder of this name is never entered."""
        return (name[0] == "." and not self.include_hidden) or name.lower() in _FOLDERS

    def skips_file(self, name: str) -> bool:
        """Whether a file of this name is never read."""
        if name[0] == "." and not self.include_hidden:
            return True
        lowered = name.lower()
        return (
            lowered.endswith(self._ends)
            or lowered.startswith(_LEFTOVER_STARTS)
            or lowered in _FILES
            or (name[0] == "#" and name[-1] == "#")
        )


@dataclass(frozen=True, slots=True)
class Patterns:
    """Patterns in force for one folder: its own on top of those of the folders above.

    ``prefix`` is the length of the folder's path with its separator, so that
    ``path[prefix:]`` is a path as its patterns see it.
    """

    spec: GitIgnoreSpec
    prefix: int
    above: Patterns | None = None

    def leave_out(self, path: str, is_folder: bool) -> bool:
        """Whether ``path`` (with forward slashes) is named by the nearest pattern that knows it."""
        scope: Patterns | None = self
        tail = "/" if is_folder else ""
        while scope is not None:
            verdict = scope.spec.check_file(path[scope.prefix :] + tail).include
            if verdict is not None:
                return verdict
            scope = scope.above
        return False


@lru_cache(maxsize=256)
def compile_patterns(lines: tuple[str, ...]) -> GitIgnoreSpec | None:
    """A matcher for gitignore lines; None when no line is usable."""
    usable = tuple(line for line in lines if _is_usable(line))
    return GitIgnoreSpec.from_lines(usable) if usable else None


def read_gitignore(path: Path) -> tuple[str, ...]:
    """The lines of one .gitignore file; none when it cannot be read."""
    try:
        with open_regular(path) as file:
            text = file.read(_GITIGNORE_BYTES).decode("utf-8", "surrogateescape")
    except (FileUnreadable, OSError):
        return ()
    return tuple(text.splitlines())


def unusable(patterns: Iterable[str]) -> list[str]:
    """Those that are no gitignore patterns, or too costly to match; blank lines and notes pass."""
    return [
        line
        for line in patterns
        if line.strip() and not line.strip().startswith("#") and not _is_usable(line)
    ]


def _is_usable(line: str) -> bool:
    """Not blank, valid, and cheap to match.

    Each further ``*`` in a name multiplies the time of a failing match by the name's length, so
    that a hostile file could stop the walk: such lines are passed over.
    """
    stripped = line.strip()
    if not stripped or stripped.startswith("#") or len(line) > 1000:
        return False
    segments = stripped.split("/")
    if segments.count("**") > _MOST_WILDCARDS:
        return False
    if any(s.replace("**", "*").count("*") > _MOST_WILDCARDS for s in segments):
        return False
    try:
        GitIgnoreSpec.from_lines((line,))
    except GitIgnorePatternError:
        return False
    return True
