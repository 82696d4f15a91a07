"""The progress bar: one line on standard error, only where it can be seen."""

from __future__ import annotations

import shutil
import unicodedata
from pathlib import Path

from docmind.cli.screen import Screen, one_line
from docmind.core import Progress

_WORDS = {
    "waiting": "Waiting",
    "discovering": "Looking",
    "reading": "Reading",
    "recognising": "Looking for text",
    "looking": "Looking at pictures",
    "changing": "Preparing",
    "downloading": "Downloading",
    "checking": "Checking",
    "finishing": "Finishing",
    "paused": "Paused",
}
_CELLS = 20


class Bar:
    """Redraws one line. Does nothing where standard error is not a terminal."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self._drawn = False

    def draw(self, progress: Progress) -> None:
        """Show how far a job is."""
        self.write(progress_line(progress))

    def write(self, text: str) -> None:
        """Show ``text``, cut to the width of the terminal."""
        if not self._screen.live:
            return
        columns = shutil.get_terminal_size().columns
        line = _cut(text, columns - 1)
        self._screen.err.write(f"\r\033[K{line}")
        self._screen.err.flush()
        self._drawn = True

    def clear(self) -> None:
        """Take the line away, so that what is printed next stands alone."""
        if self._drawn:
            self._screen.err.write("\r\033[K")
            self._screen.err.flush()
            self._drawn = False


def progress_line(progress: Progress) -> str:
    """``Reading  120 of 4,500  ███░░░  12.0 files/s  about 6 min left  report.pdf``"""
    parts = [f"{_WORDS[progress.stage]:<9}"]
    if progress.total:
        filled = min(_CELLS, _CELLS * progress.done // progress.total)
        parts.append(f"{progress.done:,} of {progress.total:,}")
        parts.append("█" * filled + "░" * (_CELLS - filled))
    elif progress.done:
        parts.append(f"{progress.done:,} files")
    if progress.stage == "reading" and progress.rate > 0:
        parts.append(f"{progress.rate:.1f} files/s")
    if progress.seconds_left is not None:
        parts.append(f"about {duration(progress.seconds_left)} left")
    if progress.current:
        parts.append(one_line(Path(progress.current).name))
    return "  ".join(parts)


def duration(seconds: float) -> str:
    """A length of time as people say it: "40 s", "6 min", "2 h 10 min"."""
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    minutes = round(seconds / 60)
    if minutes < 90:
        return f"{minutes} min"
    return f"{minutes // 60} h {minutes % 60} min"


def _cut(text: str, columns: int) -> str:
    """``text`` in at most ``columns`` terminal cells; wide characters take two."""
    used = 0
    for at, character in enumerate(text):
        used += 2 if unicodedata.east_asian_width(character) in "WF" else 1
        if used > columns:
            return text[:at]
    return text
