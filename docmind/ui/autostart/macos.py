"""Starting with a session under macOS: a property list among the user's launch agents."""

from __future__ import annotations

import plistlib
from collections.abc import Sequence
from pathlib import Path

from docmind.ui.autostart.base import not_written

LABEL = "app.docmind.DocMind.background"


class LaunchAgent:
    """Read by launchd at the next login. What a person switches off under Login Items is noted
    elsewhere, so writing the file again does not switch it on."""

    def __init__(self, folder: Path | None = None) -> None:
        agents = folder if folder is not None else Path.home() / "Library" / "LaunchAgents"
        self.path = agents / f"{LABEL}.plist"

    def switch_on(self, command: Sequence[str]) -> None:
        """Write it. Raises ``DocMindError``."""
        said = {
            "Label": LABEL,
            "ProgramArguments": list(command),
            "RunAtLoad": True,
            "ProcessType": "Interactive",
        }
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.write_bytes(plistlib.dumps(said))
        except OSError as error:
            raise not_written(error, self.path) from None

    keep = switch_on

    def switch_off(self) -> None:
        """Remove it. Raises ``DocMindError``."""
        try:
            self.path.unlink(missing_ok=True)
        except OSError as error:
            raise not_written(error, self.path) from None
