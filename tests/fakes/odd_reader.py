"""The real reading process, in which files of certain names misbehave as hostile ones do."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import time
from pathlib import Path

from docmind.core.extract import reader
from docmind.core.extract.base import ExtractionLimits
from docmind.core.schema import Document

_real = reader.read_document


def read_document(path: Path, limits: ExtractionLimits) -> Document:
    behave = BEHAVIOURS.get(path.name.partition("-")[0])
    if behave is not None:
        behave(path)
    return _real(path, limits)


def _hang(path: Path) -> None:
    path.with_suffix(".started").touch()
    while True:
        time.sleep(0.05)


def _hold(path: Path) -> None:
    """Hang inside a library that never lets other threads of the process run."""
    path.with_suffix(".started").touch()
    ctypes.PyDLL(None).sleep(100)


def _segfault(path: Path) -> None:
    ctypes.string_at(0)


def _die_once(path: Path) -> None:
    seen = path.with_suffix(".seen")
    if not seen.exists():
        seen.touch()
        os.kill(os.getpid(), signal.SIGKILL)


def _hoard(path: Path) -> None:
    """Take memory bit by bit, and use it."""
    kept = []
    while True:
        kept.append(b"x" * (8 << 20))
        time.sleep(0.001)


def _grab(path: Path) -> None:
    """Ask for far too much at once."""
    bytearray(64 << 30)


def _chatter(path: Path) -> None:
    print("said by a library")
    os.write(1, b"written by a library\n")
    os.write(2, b"warned by a library\n")


def _change(path: Path) -> None:
    """Never read the same: grows while the real reader looks at it."""
    from docmind.core.extract import plain_text

    real = plain_text.read_text

    def growing(place: Path, limits: ExtractionLimits) -> tuple[str, tuple[str, ...]]:
        with place.open("a") as file:
            file.write("more")
        return real(place, limits)

    plain_text.read_text = growing


def _grow_once(path: Path) -> None:
    """A last line is written to it while the real reader looks at it for the first time."""
    from docmind.core.extract import plain_text

    real, seen = plain_text.read_text, path.parent.with_suffix(".grown")

    def growing(place: Path, limits: ExtractionLimits) -> tuple[str, tuple[str, ...]]:
        text = real(place, limits)
        if place == path and not seen.exists():
            seen.touch()
            with place.open("a") as file:
                file.write("The end. Marker qzend.")
        return text

    plain_text.read_text = growing


def _rubbish(path: Path) -> None:
    """Write nonsense where replies go, as a process that was taken over might."""
    for descriptor in range(3, 20):
        try:
            os.write(descriptor, b"\xff" * 64)
        except OSError:
            continue


BEHAVIOURS = {
    "hang": _hang,
    "hold": _hold,
    "segfault": _segfault,
    "once": _die_once,
    "hoard": _hoard,
    "grab": _grab,
    "chatter": _chatter,
    "change": _change,
    "growing": _grow_once,
    "rubbish": _rubbish,
}

if __name__ == "__main__":
    reader.read_document = read_document
    reader.main(sys.argv[1:])
