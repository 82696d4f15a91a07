"""As ``odd_reader``, but members of such names misbehave, too, and some more."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from odd_reader import BEHAVIOURS, read_document

from docmind.core.extract import reader, reading


def _hang(path: Path) -> None:
    """For ever. A file whose words are a path makes that file first."""
    told = path.read_text()
    if told.startswith("/"):
        Path(told).touch()
    while True:
        time.sleep(0.05)


def _slow(path: Path) -> None:
    """Within the time for one member, but not within that for all of them at once."""
    time.sleep(0.6)


if __name__ == "__main__":
    BEHAVIOURS.update(hang=_hang, slow=_slow)
    reading.read_document = reader.read_document = read_document
    reader.main(sys.argv[1:])
