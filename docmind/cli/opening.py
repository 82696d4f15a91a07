"""Exit statuses, and the engine for the length of a command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from docmind import core

DONE, FAILED, WRONG_USE, UNREACHABLE, STOPPED = 0, 1, 2, 3, 130


@contextmanager
def opened(library: Path | None) -> Iterator[core.EngineApi]:
    """The engine of a library, let go at the end."""
    engine = core.open_engine(library)
    try:
        yield engine
    finally:
        engine.close()
