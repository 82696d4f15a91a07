"""Notes a hard end, such as a fault in a library: the next start finds what was written."""

from __future__ import annotations

import contextlib
import faulthandler
import os
from pathlib import Path
from typing import TextIO

PREFIX, SUFFIX = "window-end-", ".log"


class HardEnd:
    """While it is open, a process that dies of a fault writes where its threads were.

    The file is named by the process; of one that ended well it is empty and goes.
    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / f"{PREFIX}{os.getpid()}{SUFFIX}"
        self._stream: TextIO | None = None
        with contextlib.suppress(OSError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._stream = self._file.open("w", encoding="utf-8")
            faulthandler.enable(self._stream)

    def close(self) -> None:
        """Everything ended well."""
        if self._stream is not None:
            faulthandler.disable()
            self._stream.close()
            self._stream = None
            with contextlib.suppress(OSError):
                self._file.unlink()


def earlier_end(folder: Path) -> str:
    """What an earlier process wrote as it died, once: the file is gone afterwards."""
    told = ""
    for file in sorted(folder.glob(f"{PREFIX}*{SUFFIX}")):
        number = file.name[len(PREFIX) : -len(SUFFIX)]
        if number.isdigit() and int(number) != os.getpid() and _lives(int(number)):
            continue
        with contextlib.suppress(OSError):
            told = file.read_text(encoding="utf-8", errors="replace") or told
            file.unlink()
    return told


def _lives(process: int) -> bool:
    import psutil  # few starts find such a file

    return bool(psutil.pid_exists(process))
