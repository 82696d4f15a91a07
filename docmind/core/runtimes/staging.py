"""Where a runtime is put together before it counts, and how what was left behind goes.

Everything lies in the folder of runtimes itself, so that one rename makes it count: names that
begin with a dot are no runtimes.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from docmind.core.errors import DiskFull, DocMindError, ModelError

STAGING = ".staging"
GONE = ".removed-"
LEAVING = "leaving"
"""A file in the folder of a runtime that is being taken away: no worker starts with it."""
ARRIVING = ".download"
_RESERVE = 512 << 20  # bytes that are left free on the disk
_LOCK, _LOCK_OF_DOWNLOAD = ".lock", ".download.lock"
_IN_USE = (_LOCK, _LOCK_OF_DOWNLOAD, ARRIVING)


@contextmanager
def alone(root: Path) -> Iterator[Path]:
    """The folder of runtimes for this process alone, swept; where to stage. What is staged is gone
    afterwards. Raises ``ModelError`` when another process is at it, or nothing can be written."""
    staged = root / STAGING
    with _held(root, _LOCK, "A models runtime is being installed or removed already"):
        try:
            sweep(root)
            with writing(staged):
                staged.mkdir()
            yield staged
        finally:
            shutil.rmtree(staged, ignore_errors=True)


@contextmanager
def downloading(root: Path) -> Iterator[Path]:
    """Where downloads arrive, for this process alone. Raises as ``alone`` does."""
    arriving = root / ARRIVING
    with _held(root, _LOCK_OF_DOWNLOAD, "A models runtime is being downloaded already"):
        with writing(arriving):
            arriving.mkdir(mode=0o700, exist_ok=True)
        yield arriving


@contextmanager
def _held(root: Path, name: str, busy: str) -> Iterator[None]:
    lock = FileLock(root / name)
    with writing(root):
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            raise ModelError(busy, hint="Wait until the other DocMind has finished.") from None
    try:
        yield
    finally:
        lock.release()


def sweep(root: Path) -> None:
    """Remove what a process that died has left. Call it with the lock held. Never raises."""
    with suppress(OSError):
        for path in list(root.iterdir()):
            is_left = path.name.startswith(".") and path.name not in _IN_USE
            if is_left or (path / LEAVING).exists():
                shutil.rmtree(path, ignore_errors=True)


def sweep_if_free(root: Path) -> None:
    """``sweep`` unless another process is at work there. Never raises."""
    if not root.is_dir():
        return
    with suppress(OSError, Timeout), FileLock(root / _LOCK, timeout=0):
        sweep(root)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turns the system's errors into words, a full disk into ``DiskFull``."""
    try:
        yield
    except OSError as error:
        raise _cannot_write(error, path) from None


def _cannot_write(error: OSError, path: Path) -> DocMindError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFull("The disk is full", hint="Make room, then start again.", path=path)
    return ModelError(
        "The models runtime cannot be saved",
        detail=f"{error.strerror or error}.",
        hint="Check the permissions of the folder, or name another in DOCMIND_RUNTIMES_DIR.",
        path=path,
    )


def require_space(folder: Path, needed: int) -> None:
    """Raise ``DiskFull`` unless ``needed`` bytes fit and the reserve stays."""
    with writing(folder):
        free = shutil.disk_usage(folder).free
    if free < needed + _RESERVE:
        raise DiskFull(
            "There is not enough room for the models runtime",
            detail=f"It needs {_mb(needed + _RESERVE)}, and {_mb(free)} are free.",
            hint="Make room, or name a folder on another disk in DOCMIND_RUNTIMES_DIR.",
            path=folder,
        )


def _mb(count: int) -> str:
    return f"{-(-count // (1 << 20)):,} MiB"


def bring_to_disk(folder: Path) -> None:
    """Bring all that was written to the disk, so that a power cut after the rename cannot leave
    half a runtime. Tens of thousands of files: one order for all where the system has it."""
    if hasattr(os, "sync"):
        os.sync()
        return
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb+") as stream:
                os.fsync(stream.fileno())


def put_away(folder: Path) -> None:
    """Delete a runtime's folder: first out of sight in one step, so that nothing half deleted is
    taken for one. Raises ``ModelError`` when files are held open."""
    gone = folder.with_name(f"{GONE}{folder.name}")
    with writing(folder):
        shutil.rmtree(gone, ignore_errors=True)
        folder.rename(gone)
    shutil.rmtree(gone, ignore_errors=True)  # what stays is swept later
