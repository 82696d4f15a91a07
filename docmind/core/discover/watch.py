"""What changes in the sources, as the system tells it: a hint where to look, never the truth.

Events get lost, come twice, come for something else: whoever is told looks at the disk.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from docmind.core.discover.ignore import GITIGNORE, WalkRules
from docmind.core.discover.presence import lies_on, shared_mounts
from docmind.core.discover.scope import Scopes

if TYPE_CHECKING:
    from watchfiles._rust_notify import RustNotify

OnChange = Callable[[frozenset[Path]], None]
OnLost = Callable[[str], None]

# Linux watches folder by folder. The library's own recursion follows links out of the source and
# enters what no walk enters, all the while holding the interpreter; a list of the right folders
# takes 9 us a folder. Windows and macOS watch whole trees by themselves.
_BY_FOLDER = sys.platform == "linux"
_MOST_WATCHES = Path("/proc/sys/fs/inotify/max_user_watches")
_SHARE = 2  # at most one in two of the watches a user has: other programs need some too
_MOST_NOTIFIERS = 6  # each is one inotify instance; a user has 128
_STEP_MS = 200  # how often a notifier looks whether something came, or whether to stop
_GATHER_MS = 1000
_WAIT_MS = 2000
_TRIES = 4
_ADDED = 1
_MODIFIED = 2


class Watcher:
    """Watches sources on a thread of its own, under the rules of a walk.

    ``on_change`` gets the files and folders that changed, were made or are gone: of a folder,
    anything below it may have changed. ``on_lost`` gets a plain reason when (some) changes will
    not be noticed. Both are called on the watching thread. Network drives tell nothing about
    what other computers do on them, so they are not watched (``on_lost`` is not called for them).
    """

    def __init__(self, rules: WalkRules, on_change: OnChange, on_lost: OnLost) -> None:
        self._rules = rules
        self._on_change = on_change
        self._on_lost = on_lost
        self._sources: tuple[Path, ...] = ()
        self._changed = threading.Condition()
        self._is_new = False
        self._closed = False
        self._stop = threading.Event()  # ends the watch in hand
        self._standing = threading.Event()
        self._thread: threading.Thread | None = None

    def follow(self, sources: Iterable[Path]) -> None:
        """Watch exactly these from now on, also when they are the same: one may have been away.

        Those that are not there are passed over.
        """
        with self._changed:
            if self._closed:
                return
            self._sources = tuple(sources)
            self._is_new = True
            self._standing.clear()
            self._stop.set()
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="watch", daemon=True)
                self._thread.start()
            self._changed.notify_all()

    def wait_until_standing(self, seconds: float) -> bool:
        """Whether within that time the watch over the sources last given stands (or is lost)."""
        return self._standing.wait(seconds)

    def close(self) -> None:
        """End watching; returns within a moment. Twice is harmless."""
        with self._changed:
            self._closed = True
            self._stop.set()
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._is_new or self._closed)
                if self._closed:
                    return
                self._is_new = False
                self._stop.clear()
                sources = self._sources
            try:
                self._watch(sources)
            except (OSError, RuntimeError) as error:  # the latter is the library's own
                if not self._stop.is_set():
                    self._on_lost(_plain(error))
            self._tell_standing()

    def _watch(self, sources: Sequence[Path]) -> None:
        watch = _FolderWatch if _BY_FOLDER else _TreeWatch
        with watch(sources, self._rules, self._stop, self._on_lost) as watching:
            self._tell_standing()
            while not self._stop.is_set():
                changed = watching.next()
                if changed:
                    self._on_change(frozenset(changed))

    def _tell_standing(self) -> None:
        with self._changed:
            if not self._is_new:
                self._standing.set()


class _Watch:
    """Notifiers over some sources, and which of their events matter."""

    def __init__(
        self,
        sources: Sequence[Path],
        rules: WalkRules,
        stop: threading.Event,
        on_lost: OnLost,
    ) -> None:
        self._rules = rules
        self._stop = stop
        self._on_lost = on_lost
        self._shared = shared_mounts()
        paths = [os.fspath(path) for path in sources]
        watched = [path for path in paths if not lies_on(path, self._shared)]
        there = [path for path in watched if os.path.lexists(path)]
        self._scopes = {path: Scopes(path, rules) for path in there}
        self._notifiers: list[RustNotify] = []

    def __enter__(self) -> _Watch:
        try:
            self._begin()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        for notifier in self._notifiers:
            notifier.close()

    def _begin(self) -> None:
        raise NotImplementedError

    def _add(self, paths: Iterable[str], recursive: bool) -> None:
        """Watch these. Raises ``OSError``; what can be told of by nobody is passed over."""
        from watchfiles._rust_notify import RustNotify

        wanted = [path for path in paths if _is_text(path)]
        for tries_left in reversed(range(_TRIES)):
            usable = [path for path in wanted if os.access(path, os.R_OK)]
            if not usable:
                return
            try:
                # its own way to pass over what cannot be read hides all other failures too
                self._notifiers.append(RustNotify(usable, False, False, 300, recursive, False))
                return
            except (FileNotFoundError, PermissionError):
                if not tries_left:  # folders come and go meanwhile
                    raise

    def next(self) -> set[Path]:
        """What changed since the last call; empty after a while without a change."""
        if not self._notifiers:
            self._stop.wait(_WAIT_MS / 1000)
            return set()
        events: set[tuple[int, str]] = set()
        wait = _WAIT_MS // len(self._notifiers)
        for notifier in tuple(self._notifiers):
            answer = notifier.watch(_GATHER_MS, min(_STEP_MS, wait), wait, self._stop)
            if isinstance(answer, set):
                events |= answer
        return self._sift(events)

    def _sift(self, events: set[tuple[int, str]]) -> set[Path]:
        for name in _made_folders(events):
            source = self._source_of(name)
            if source is not None:  # what was known of a former folder there holds no more
                self._scopes[source] = Scopes(source, self._rules)
        found = (self._wanted(change, name) for change, name in events)
        return {path for path in found if path is not None}

    def _wanted(self, change: int, name: str) -> Path | None:
        """Where to look because of one event; None when a walk would not come there."""
        source = self._source_of(name)
        if source is None:
            return None
        is_folder = os.path.isdir(name) and not os.path.islink(name)  # noqa: PTH112, PTH114
        if is_folder and change == _MODIFIED and (sys.platform == "win32" or name == source):
            return None  # its entries changed, and they come with events of their own
        if name == source:
            return Path(name)
        folder, last = os.path.split(name)
        if last == GITIGNORE:
            self._scopes[source] = Scopes(source, self._rules)  # it decides on all around it
            return Path(folder)
        scopes = self._scopes[source]
        scope = scopes.of(folder)
        if scope is None or scopes.leaves_out(scope, name, last, is_folder):
            return None
        return Path(name)

    def _source_of(self, path: str) -> str | None:
        for source in self._scopes:
            if path == source or path.startswith(source.rstrip(os.sep) + os.sep):
                return source
        return None


class _TreeWatch(_Watch):
    """Whole trees, by the system itself."""

    def _begin(self) -> None:
        self._add([path for path in self._scopes if os.path.isdir(path)], recursive=True)  # noqa: PTH112
        self._add({_above(path) for path in self._scopes if os.path.isfile(path)}, recursive=False)  # noqa: PTH113


class _FolderWatch(_Watch):
    """Each folder that a walk enters; new ones are watched as they come."""

    def _begin(self) -> None:
        self._left = _allowance()
        folders: list[str] = []
        for source, scopes in self._scopes.items():
            mine = list(self._folders(source, scopes))
            if len(mine) > self._left:
                self._on_lost(_too_many(source))
                continue
            self._left -= len(mine)
            folders += mine
        if not self._stop.is_set():
            self._add(folders, recursive=False)

    def _sift(self, events: set[tuple[int, str]]) -> set[Path]:
        changed = super()._sift(events)
        self._follow_new(name for name in _made_folders(events) if Path(name) in changed)
        return changed

    def _follow_new(self, made: Iterable[str]) -> None:
        """Watch new folders before anyone looks into them: what comes later comes as events."""
        folders: list[str] = []
        for path in sorted(made):
            source = self._source_of(path)
            if source is not None:
                folders += self._folders(path, self._scopes[source])
        if not folders:
            return
        if len(self._notifiers) < _MOST_NOTIFIERS:
            self._left -= len(folders)
            try:
                if self._left < 0:
                    raise OSError(_LIMIT_WORDS)
                self._add(folders, recursive=False)
            except OSError as error:  # the others are watched all the same
                self._on_lost(_plain(error))
            return
        # One for all again; the others end after it stands, so nothing goes unseen for long.
        former, self._notifiers = self._notifiers, []
        self._begin()
        for notifier in former:
            notifier.close()

    def _folders(self, root: str, scopes: Scopes) -> Iterator[str]:
        """The folders that a walk enters, from ``root`` on; the one around it for a file."""
        if not os.path.isdir(root):  # noqa: PTH112
            yield _above(root)
            return
        waiting = [root]
        while waiting and not self._stop.is_set():
            folder = waiting.pop()
            scope = scopes.of(folder)
            if scope is None or folder in self._shared:
                continue
            yield folder
            try:
                with os.scandir(folder) as listing:
                    waiting += [
                        entry.path
                        for entry in listing
                        if entry.is_dir(follow_symlinks=False)
                        and not scopes.leaves_out(scope, entry.path, entry.name, True)
                    ]
            except OSError:
                continue  # the walk tells about it


_LIMIT_WORDS = "OS file watch limit reached."


def _made_folders(events: set[tuple[int, str]]) -> list[str]:
    names = (name for change, name in events if change == _ADDED)
    return [name for name in names if os.path.isdir(name) and not os.path.islink(name)]  # noqa: PTH112, PTH114


def _above(path: str) -> str:
    return os.path.dirname(path)  # noqa: PTH120


def _allowance() -> int:
    """How many folders may be watched."""
    try:
        return int(_MOST_WATCHES.read_text()) // _SHARE
    except (OSError, ValueError):
        return sys.maxsize


def _is_text(path: str) -> bool:
    """The library takes valid Unicode only; changes in other folders are found by looking."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def _too_many(source: str) -> str:
    return f"There are more folders in {source} than this system watches for one program."


def _plain(error: Exception) -> str:
    """Why watching ended, in a sentence."""
    words = str(error)
    if "watch limit" in words or "No space left" in words:
        return "There are more folders than this system watches for one program."
    if "Too many open files" in words or "os error 24" in words:
        return "Other programs watch so many folders that none are left for DocMind."
    return "This system does not tell of changes in them."
