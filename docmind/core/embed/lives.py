"""How often a model worker may die, and whether the models runtime is to blame."""

from __future__ import annotations

import logging
import time
from collections import deque
from dataclasses import replace
from pathlib import Path

from docmind.core.embed.base import LoadOptions
from docmind.core.embed.frames import Place
from docmind.core.errors import ModelError
from docmind.core.runtimes.choice import note_crash, runtime_for

log = logging.getLogger(__name__)

DEATHS, DEATHS_WITHIN = 5, 60.0
_DEATHS_IN_RUNTIME = 2
_BEFORE_WORK = 3  # answers: it is loaded, and two with the vectors of known sentences (``probes``)


class Lives:
    """Counts the deaths of one model's processes, and says in which runtime the next one lives."""

    def __init__(self, options: LoadOptions, log_file: Path | None) -> None:
        self._options = options
        self._log_file = log_file
        self._deaths: deque[float] = deque()
        self.left = ""
        """Why models run without the runtime that was there, "" while they do not."""

    def runtime(self) -> Path | None:
        """The folder of the runtime for the next process, None for none. Models that come with
        the program never need one."""
        if self.left or self._options.folder is None or self._options.precision == "int8":
            return None
        found = runtime_for(self._options.device, self._options.wants_torch_on_processor)
        return found.folder if found is not None else None

    @property
    def options(self) -> LoadOptions:
        """How the next process loads the model: by nothing that needs a runtime that was left."""
        if not self.left:
            return self._options
        return replace(self._options, device="cpu", on_processor="onnxruntime")

    def forgive(self) -> None:
        """What runs the next process may be another runtime: nothing is held against it."""
        self._deaths.clear()
        self.left = ""

    def placed(self, place: Place) -> Place:
        """Where the model runs; when a runtime had to be left, that is the reason."""
        return Place(place.device, self.left, True) if self.left else place

    def spent(self, reason: str, runtime: Path | None, answered: int) -> float:
        """A process died after so many answers, in that runtime. Seconds to wait before the next
        one; raises ``ModelError`` when it dies too often without having done anything."""
        now = time.monotonic()
        if answered > _BEFORE_WORK:
            self._deaths.clear()
        while self._deaths and now - self._deaths[0] > DEATHS_WITHIN:
            self._deaths.popleft()
        self._deaths.append(now)
        log.warning("model worker %s", reason)
        count = len(self._deaths)
        if runtime is not None and count >= _DEATHS_IN_RUNTIME:
            self._leave(runtime, reason)
            return 0.0
        if count > DEATHS:
            raise ModelError(
                "The model does not stay alive",
                detail=f"It {reason}, {count} times within a minute.",
                hint="Memory may be short. The log of the model worker may say why.",
                path=self._log_file,
            )
        return float(0.1 * 2 ** (count - 1)) if count > 1 else 0.0

    def _leave(self, runtime: Path, reason: str) -> None:
        """Go on without the runtime, now and after the next start of the program."""
        note_crash(runtime, reason)
        self._deaths.clear()
        self.left = (
            f"The models runtime does not stay alive (it {reason}), so the model runs on the"
            " processor without it."
        )
        log.warning("%s", self.left)
