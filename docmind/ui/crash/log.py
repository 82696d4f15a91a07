"""The log of the window: a few files of limited size beside the library's other logs.

A line holds the fixed words of the program and numbers. What was filled into them (paths, words,
answers of others) is left out, so that a log can be passed on unread.
"""

from __future__ import annotations

import contextlib
import logging
import re
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING

from docmind.ui.crash.report import frames, said

if TYPE_CHECKING:
    from logging.handlers import RotatingFileHandler

NAME = "window.log"
MOST_BYTES = 500_000
OLDER = 2
TAIL_LINES = 20
OURS = "docmind"
# In what Qt says: anything quoted, any path and anything that looks like the name of a file.
NAMES = re.compile(r"\"[^\"]*\"|'[^']*'|\S*[/\\]\S*|\b[\w-]+\.\w{2,5}\b")


class PlainLines(logging.Formatter):
    """Writes the pattern of a message rather than the message."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, and the places an exception came through."""
        lines = [f"{self.formatTime(record)} {record.levelname} {record.name}: {_words(record)}"]
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            lines += [f"  {said(error)}", *frames(error)]
        return "\n".join(lines)


def _words(record: logging.LogRecord) -> str:
    if record.name.partition(".")[0] != OURS or not isinstance(record.msg, str):
        return f"({record.filename}, line {record.lineno})"  # whatever a library may have put in
    if not record.args:
        return record.msg
    given = record.args if isinstance(record.args, tuple) else (record.args,)
    pattern = re.sub(r"%[-+ #0]*[\d.*]*[a-zA-Z]", "{}", record.msg)
    return (
        pattern.format(*(_told(value) for value in given))
        if pattern.count("{}") == len(given)
        else record.msg
    )


def _told(value: object) -> str:
    return str(value) if isinstance(value, int | float) else f"<{type(value).__name__}>"


class LateFile(logging.Handler):
    """Opens its file with the first line: what that needs is slow to import."""

    def __init__(self, file: Path) -> None:
        super().__init__(logging.INFO)
        self._path = file
        self._file: RotatingFileHandler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line; a file that cannot be written takes none."""
        try:
            if self._file is None:
                self._file = self._opened()
            self._file.emit(record)
        except Exception:  # noqa: BLE001 - as handlers do: a log ends no program
            self.handleError(record)

    def _opened(self) -> RotatingFileHandler:
        from logging.handlers import RotatingFileHandler

        file = RotatingFileHandler(
            self._path, maxBytes=MOST_BYTES, backupCount=OLDER, encoding="utf-8", delay=True
        )
        file.setFormatter(PlainLines())
        return file

    def close(self) -> None:
        """Write no more."""
        if self._file is not None:
            self._file.close()
        super().close()


class WindowLog:
    """The open log. ``close`` it when the window is gone."""

    def __init__(self, folder: Path) -> None:
        """Write into ``folder`` from now on; a folder that cannot be written leaves no log."""
        self.file = folder / NAME
        self._output: logging.Handler | None = None
        self._level_before = logging.getLogger(OURS).level
        with contextlib.suppress(OSError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._output = LateFile(self.file)
            logging.getLogger().addHandler(self._output)
            logging.getLogger(OURS).setLevel(logging.INFO)

    def tail(self) -> str:
        """The last lines."""
        with (
            contextlib.suppress(OSError),
            self.file.open(encoding="utf-8", errors="replace") as all_,
        ):
            return "".join(deque(all_, TAIL_LINES))
        return ""

    def close(self) -> None:
        """Write no more."""
        if self._output is not None:
            logging.getLogger().removeHandler(self._output)
            logging.getLogger(OURS).setLevel(self._level_before)
            self._output.close()
            self._output = None


def without_names(text: str) -> str:
    """What Qt says, without anything that may name a file or quote a text."""
    return NAMES.sub("…", text)
