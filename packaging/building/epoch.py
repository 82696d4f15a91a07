"""The one moment that a build puts into all it makes, so that two builds give the same bytes."""

from __future__ import annotations

import os
import re
import subprocess
import time
from pathlib import Path

from building import names

_LIBRARY = re.compile(r"\.so(\.\d+)*$")


def epoch() -> int:
    """Seconds since 1970: ``SOURCE_DATE_EPOCH``, or when the last commit was made, or now."""
    asked = os.environ.get("SOURCE_DATE_EPOCH")
    if asked:
        return int(asked)
    git = ["git", "-C", str(names.ROOT), "log", "-1", "--format=%ct"]
    try:
        told = subprocess.run(git, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        told = ""  # no git here, or an archive of the sources
    return int(told or time.time())


def date() -> str:
    """The same moment as YYYY-MM-DD."""
    return time.strftime("%Y-%m-%d", time.gmtime(epoch()))


def settle(tree: Path) -> None:
    """Give everything below ``tree`` that moment, and rights that do not hang on a umask."""
    moment = epoch()
    for path in (tree, *tree.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or _is_program(path) else 0o644)
        os.utime(path, (moment, moment), follow_symlinks=False)


def _is_program(path: Path) -> bool:
    """Whether a file that may be run is one: wheels mark libraries and even papers so."""
    if not path.stat().st_mode & 0o100 or _LIBRARY.search(path.name):
        return False
    with path.open("rb") as file:
        return file.read(4).startswith((b"\x7fELF", b"#!"))
