"""Starting with a session under Linux: a desktop file in the user's autostart folder.

Method: the Desktop Application Autostart and Desktop Entry specifications of freedesktop.org.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from docmind.core import DESKTOP_FILE, autostart_dir
from docmind.ui.autostart.base import not_written

_RESERVED = frozenset(" \t\n\"'\\><~|&;$*?#()`")
_OFF = frozenset(("hidden=true", "x-gnome-autostart-enabled=false"))


class DesktopEntry:
    """``docmind.desktop`` among what the session starts."""

    def __init__(self) -> None:
        self.path = autostart_dir() / DESKTOP_FILE

    def switch_on(self, command: Sequence[str]) -> None:
        """Write it. Raises ``DocMindError``."""
        self._write(desktop_entry(command))

    def keep(self, command: Sequence[str]) -> None:
        """Write it unless it is so already, or was switched off at the desktop."""
        wanted, found = desktop_entry(command), self._read()
        if found != wanted and not _is_off(found):
            self._write(wanted)

    def switch_off(self) -> None:
        """Remove it. Raises ``DocMindError``."""
        try:
            self.path.unlink(missing_ok=True)
        except OSError as error:
            raise not_written(error, self.path) from None

    def _read(self) -> bytes:
        try:
            return self.path.read_bytes()
        except OSError:  # it is not there: what else stands in the way, writing tells
            return b""

    def _write(self, content: bytes) -> None:
        """Replace the file as a whole: half an entry might start something else."""
        draft = None
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            number, name = tempfile.mkstemp(prefix=".docmind-", dir=self.path.parent)
            draft = Path(name)
            with os.fdopen(number, "wb") as file:
                file.write(content)
            draft.chmod(0o644)
            draft.replace(self.path)
        except OSError as error:
            if draft is not None:
                with contextlib.suppress(OSError):
                    draft.unlink()
            raise not_written(error, self.path) from None


def desktop_entry(command: Sequence[str]) -> bytes:
    """The file that starts ``command``. A desktop passes it over once the program is gone."""
    lines = (
        "[Desktop Entry]",
        "Type=Application",
        "Name=DocMind",
        "Comment=Keeps your files searchable",
        "Comment[de]=Hält Ihre Dateien durchsuchbar",
        f"TryExec={_as_value(command[0])}",
        f"Exec={' '.join(_as_value(_as_argument(word)) for word in command)}",
        "Icon=docmind",
        "Terminal=false",
        "StartupNotify=false",
        "StartupWMClass=docmind",
        "X-GNOME-Autostart-enabled=true",
        "",
    )
    return os.fsencode("\n".join(lines))


def _as_argument(word: str) -> str:
    """One argument as ``Exec`` wants it."""
    word = word.replace("%", "%%")
    if not _RESERVED.intersection(word):
        return word
    for mark in '\\"`$':
        word = word.replace(mark, f"\\{mark}")
    return f'"{word}"'


def _as_value(text: str) -> str:
    """A text as the value of a key, in which a backslash begins an escape."""
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")


def _is_off(content: bytes) -> bool:
    """Whether the desktop's own settings switched the entry off."""
    lines = content.decode("utf-8", "replace").lower().splitlines()
    return not _OFF.isdisjoint(line.replace(" ", "") for line in lines)
