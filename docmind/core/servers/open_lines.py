"""What this process has open to servers, to be closed before it ends without waiting for anybody.

Otherwise the journal would never learn how those connections ended.
"""

from __future__ import annotations

import weakref
from contextlib import suppress
from typing import Protocol


class Closable(Protocol):
    """A line, which any thread may close, more than once."""

    def close(self) -> None:
        """End it, and note that it has ended."""


_open: weakref.WeakSet[Closable] = weakref.WeakSet()


def note_open(line: Closable) -> None:
    """Have it closed at the end of the process, should it still be there."""
    _open.add(line)


def close_all() -> None:
    """Close what is still open. Never raises: nobody is left to be told."""
    for line in list(_open):
        with suppress(Exception):
            line.close()
