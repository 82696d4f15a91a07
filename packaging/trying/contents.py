"""What lies in a folder, to compare it before and after."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path


def digests(*roots: Path) -> dict[str, str]:
    """Path -> sha256 of every file below the roots, the target of each link, "" for folders."""
    return {str(path): _digest(path) for root in roots for path in _walk(root)}


def names(root: Path) -> set[str]:
    """The paths of all files and links below, from ``root`` on."""
    return {str(path.relative_to(root)) for path in _walk(root) if not _is_folder(path)}


def size(root: Path) -> int:
    """Bytes on the disk of all that is below."""
    return sum(path.lstat().st_blocks * 512 for path in _walk(root))


def differences(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """What went, came or changed, one line each."""
    return [
        *(f"gone: {path}" for path in sorted(before.keys() - after.keys())),
        *(f"new: {path}" for path in sorted(after.keys() - before.keys())),
        *(
            f"changed: {path}"
            for path in sorted(before.keys() & after.keys())
            if before[path] != after[path]
        ),
    ]


def _walk(root: Path) -> Iterator[Path]:
    for folder, folders, files in os.walk(root):
        yield Path(folder)
        yield from (Path(folder, name) for name in files)
        yield from (Path(folder, name) for name in folders if Path(folder, name).is_symlink())


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _digest(path: Path) -> str:
    if path.is_symlink():
        return f"-> {path.readlink()}"
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
