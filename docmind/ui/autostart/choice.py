"""Which way this system starts programs with a session."""

from __future__ import annotations

import sys

from docmind.ui.autostart.base import Autostart


def autostart_here() -> Autostart:
    """The entry of DocMind on this system."""
    if sys.platform == "win32":
        from docmind.ui.autostart.windows import RunKey

        return RunKey()
    if sys.platform == "darwin":
        from docmind.ui.autostart.macos import LaunchAgent

        return LaunchAgent()
    from docmind.ui.autostart.desktop_entry import DesktopEntry

    return DesktopEntry()
