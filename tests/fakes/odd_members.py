"""The real reading process, in which members of certain names misbehave as hostile ones do."""

from __future__ import annotations

import ctypes
import sys
import time
from pathlib import Path

from docmind.core.extract import reader, reading
from docmind.core.extract.base import ExtractionLimits
from docmind.core.schema import Document

_real = reading.read_document


def read_document(path: Path, limits: ExtractionLimits) -> Document:
    behave = _BEHAVIOURS.get(path.name.partition("-")[0])
    if behave is not None:
        behave(path)
    return _real(path, limits)


def _hang(path: Path) -> None:
    """For ever. A file whose words are a path makes that file first."""
    told = path.read_text()
    if told.startswith("/"):
        Path(told).touch()
    while True:
        time.sleep(0.05)


def _segfault(path: Path) -> None:
    ctypes.string_at(0)


def _hoard(path: Path) -> None:
    kept = []
    while True:
        kept.append(b"x" * (8 << 20))
        time.sleep(0.001)


def _slow(path: Path) -> None:
    """Within the time for one member, but not within that for all of them at once."""
    time.sleep(0.6)


_BEHAVIOURS = {"hang": _hang, "segfault": _segfault, "hoard": _hoard, "slow": _slow}

if __name__ == "__main__":
    reading.read_document = reader.read_document = read_document
    reader.main(sys.argv[1:])
