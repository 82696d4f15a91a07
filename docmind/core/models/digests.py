"""Checksums of files, read in pieces."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path

from docmind.core.errors import ModelError
from docmind.core.files import open_regular, reason

Progress = Callable[[int, int, str], None]
"""Told (bytes done, bytes in all, name of the file) after each piece; may raise to stop."""

PIECE = 1 << 20


def silent(done: int, total: int, name: str) -> None:
    """Progress that nobody looks at."""


class Checksums:
    """sha256 of bytes as they come; git's sha1 too where ``git_size``, the size that is expected,
    is given."""

    def __init__(self, git_size: int | None = None) -> None:
        self._sha256 = hashlib.sha256()
        self._sha1 = None
        if git_size is not None:
            # git names its files so, and the hub's listing has nothing else for small ones
            self._sha1 = hashlib.sha1(b"blob %d\0" % git_size, usedforsecurity=False)
        self.size = 0

    def add(self, piece: bytes) -> None:
        """The next bytes."""
        self._sha256.update(piece)
        if self._sha1 is not None:
            self._sha1.update(piece)
        self.size += len(piece)

    @property
    def sha256(self) -> str:
        return self._sha256.hexdigest()

    @property
    def git_sha1(self) -> str:
        """ "" when it was not asked for; only right when the expected size came."""
        return self._sha1.hexdigest() if self._sha1 is not None else ""


def add_file(sums: Checksums, path: Path, each: Callable[[int], None] = lambda count: None) -> None:
    """Add what a file holds; ``each`` is told the bytes of every piece. Raises ``ModelError``."""
    try:
        with open_regular(path) as stream:
            while piece := stream.read(PIECE):
                sums.add(piece)
                each(len(piece))
    except OSError as error:
        what, hint = reason(error)
        raise ModelError(
            "A file of the model cannot be read", detail=f"{what}.", hint=hint, path=path
        ) from None


def sha256_of(path: Path, each: Callable[[int], None] = lambda count: None) -> str:
    """sha256 (hex) of a file."""
    sums = Checksums()
    add_file(sums, path, each)
    return sums.sha256


def digest_of_weights(weights: Iterable[tuple[str, str]]) -> str:
    """One digest for (name, sha256) of weight files: that of the file itself where there is one.

    The names do not count, their order does not either.
    """
    found = sorted(sha256 for _, sha256 in weights)
    if len(found) == 1:
        return found[0]
    return hashlib.sha256("\n".join(found).encode()).hexdigest()
