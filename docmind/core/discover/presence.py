"""Whether sources are there, asked so that a drive that does not answer holds nobody."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

# Files there change without this system being told. See mount(8); the names of psutil.
_SHARED = frozenset(
    (
        *("nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "ncpfs", "afs", "afpfs", "coda"),
        *("webdav", "davfs", "davfs2", "9p", "virtiofs", "vboxsf", "vmhgfs", "prl_fs", "drvfs"),
        *("ceph", "glusterfs", "lustre", "gfs2", "ocfs2", "beegfs", "autofs"),
    )
)
# FUSE file systems on a disk of this machine; all the others may be anywhere.
_LOCAL_FUSE = frozenset(
    ("fuseblk", "fuse.ntfs-3g", "fuse.exfat", "fuse.gocryptfs", "fuse.encfs", "fuse.mergerfs")
)


@dataclass(frozen=True, slots=True)
class Sight:
    """A source that is there; another one at the same place has another device or inode."""

    device: int
    inode: int


def shared_mounts() -> tuple[str, ...]:
    """Where drives are mounted that do not tell of changes, longest path first.

    Asks for the list of mounts, never the drives themselves.
    """
    import psutil

    try:
        partitions = psutil.disk_partitions(all=True)
    except OSError:
        return ()
    found = {part.mountpoint: _is_shared(part.fstype, part.opts) for part in partitions}
    return tuple(sorted((path for path, shared in found.items() if shared), key=len, reverse=True))


def _is_shared(kind: str, options: str) -> bool:
    """By file system; on Windows by the options, which name the kind of drive."""
    name = kind.lower()
    if name.startswith("fuse"):
        return name not in _LOCAL_FUSE
    return name in _SHARED or "remote" in options.lower().split(",")


def lies_on(path: str, mounts: Iterable[str]) -> bool:
    """Whether ``path`` is on one of these drives."""
    folder = path.rstrip(os.sep) + os.sep
    return any(folder.startswith(mount.rstrip(os.sep) + os.sep) for mount in mounts)


def look(path: Path) -> Sight | None:
    """What is at ``path`` now, None when nothing is. May take for ever on a dead network drive."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return Sight(status.st_dev, status.st_ino)


class Lookout:
    """Looks at paths on threads of their own and tells ``seen(path, sight)`` on them.

    A path that has not answered by the next time it is asked for counts as not there.
    """

    def __init__(
        self,
        seen: Callable[[Path, Sight | None], None],
        look: Callable[[Path], Sight | None] = look,
    ) -> None:
        self._seen = seen
        self._look = look
        self._asked: dict[Path, threading.Thread] = {}
        self._closed = False

    def ask(self, path: Path) -> None:
        """Look at ``path``; returns at once. Call it from one thread."""
        before = self._asked.get(path)
        if before is not None and before.is_alive():
            self._seen(path, None)
            return
        thread = threading.Thread(target=self._ask, args=(path,), name="presence", daemon=True)
        self._asked[path] = thread
        thread.start()

    def _ask(self, path: Path) -> None:
        sight = self._look(path)
        if not self._closed:
            self._seen(path, sight)

    def forget(self, kept: Iterable[Path]) -> None:
        """Keep nothing of other paths than these."""
        wanted = set(kept)
        self._asked = {path: thread for path, thread in self._asked.items() if path in wanted}

    def close(self, patience: float = 0.5) -> None:
        """Tell nothing any more. A thread that hangs in a dead drive is left to itself."""
        self._closed = True
        ends = time.monotonic() + patience
        for thread in self._asked.values():
            thread.join(max(0.0, ends - time.monotonic()))
