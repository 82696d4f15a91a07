"""Starting with a session under Windows: a value below the user's Run key."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from typing import Any

from docmind.ui.autostart.base import not_written

RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"
NAME = "DocMind"


class RunKey:
    """``DocMind`` among what the user's session starts. What a person switches off in the Task
    Manager is noted elsewhere, so writing the value again does not switch it on."""

    def __init__(self, registry: Any = None) -> None:
        if registry is None:
            import winreg as registry  # only there
        self._registry = registry

    def switch_on(self, command: Sequence[str]) -> None:
        """Write it. Raises ``DocMindError``."""
        registry = self._registry
        try:
            with registry.CreateKey(registry.HKEY_CURRENT_USER, RUN) as key:
                line = subprocess.list2cmdline(command)
                registry.SetValueEx(key, NAME, 0, registry.REG_SZ, line)
        except OSError as error:
            raise not_written(error) from None

    keep = switch_on

    def switch_off(self) -> None:
        """Remove it. Raises ``DocMindError``."""
        registry = self._registry
        try:
            with registry.CreateKey(registry.HKEY_CURRENT_USER, RUN) as key:
                registry.DeleteValue(key, NAME)
        except FileNotFoundError:
            return
        except OSError as error:
            raise not_written(error) from None
