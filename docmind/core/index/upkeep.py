"""Keeping the library true to the disk: when to look for changes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

_GLANCE_SECONDS = 60.0  # a look younger than this is fresh enough


class Upkeep:
    """Decides when the sources are looked at again; ``rescan`` does it."""

    def __init__(self, rescan: Callable[[Sequence[Path]], int]) -> None:
        self._rescan = rescan
        self._guard = threading.Lock()
        self._looked = -_GLANCE_SECONDS

    def glance(self) -> None:
        """A person looks at DocMind: look for changes, unless that was done a moment ago."""
        with self._guard:
            if time.monotonic() - self._looked < _GLANCE_SECONDS:
                return
            self._looked = time.monotonic()
        self._rescan(())
