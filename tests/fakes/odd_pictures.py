"""The real reading process, in which opening a second page or part goes wrong in files of certain
names, as hostile pictures make it."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from docmind.core.extract import reader
from docmind.core.extract.base import ExtractionLimits
from docmind.core.extract.members import Observer
from docmind.core.extract.picture_source import FoundPicture, Wanted, pictures_in


def odd_pictures_in(
    path: Path, wanted: Wanted, limits: ExtractionLimits, observer: Observer
) -> Iterator[FoundPicture]:
    behave = BEHAVIOURS.get(path.name.partition("-")[0])

    def tell(part: str) -> None:
        observer.tell(part)
        if behave is not None and part.endswith("2"):
            behave(path)

    if path.name.startswith("many-"):
        yield from _too_many(path, wanted, limits, observer)
        return
    yield from pictures_in(path, wanted, limits, Observer(tell, observer.avoid))


def _too_many(
    path: Path, wanted: Wanted, limits: ExtractionLimits, observer: Observer
) -> Iterator[FoundPicture]:
    """One picture again and again, as a process that was taken over might."""
    (one,) = pictures_in(path, wanted, limits, observer)
    while True:
        yield one


def _hang(path: Path) -> None:
    path.with_suffix(".started").touch()
    while True:
        time.sleep(0.05)


def _segfault(path: Path) -> None:
    ctypes.string_at(0)


def _once(path: Path) -> None:
    seen = path.with_suffix(".seen")
    if not seen.exists():
        seen.touch()
        os.kill(os.getpid(), signal.SIGKILL)


def _hoard(path: Path) -> None:
    kept = []
    while True:
        kept.append(b"x" * (8 << 20))
        time.sleep(0.001)


BEHAVIOURS = {"hang": _hang, "segfault": _segfault, "once": _once, "hoard": _hoard}

if __name__ == "__main__":
    reader.pictures_in = odd_pictures_in
    reader.main(sys.argv[1:])
