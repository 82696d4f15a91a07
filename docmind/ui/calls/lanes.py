"""Engine calls on threads of their own, with the answers brought back to the window's thread."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from docmind.core import DocMindError, EngineApi
from docmind.ui.core_words import in_our_words
from docmind.ui.widgets.lane import Lane
from docmind.ui.widgets.wording import tr

log = logging.getLogger(__name__)


class EngineLanes(QObject):
    """Holds the engine and a lane for each kind of call; nothing here blocks the window."""

    _back = Signal(object)

    def __init__(self, lanes: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine: EngineApi | None = None
        self._closed = False
        self._lanes = {name: Lane(f"window-{name}") for name in lanes}
        self._back.connect(self._run_back, Qt.ConnectionType.QueuedConnection)

    @property
    def is_open(self) -> bool:
        """True while an engine is at hand."""
        return self._engine is not None

    def _close_lanes(self, seconds: float) -> None:
        """Finish what is queued, waiting for so long at most."""
        end = time.monotonic() + seconds
        for lane in self._lanes.values():
            if not lane.close(max(0.0, end - time.monotonic())):
                log.warning("a lane still waits for the engine")

    def _call(
        self,
        lane: str,
        call: Callable[[EngineApi], Any],
        done: Callable[[Any], None],
        failed: Callable[[DocMindError], None] | None = None,
        key: str | None = None,
    ) -> None:
        """Run ``call`` on a lane, then ``done(result)`` or ``failed(error)`` on this thread."""

        def task() -> None:
            engine = self._engine
            if engine is None:
                if lane == "calls" and failed is not None:
                    self._post(failed, not_ready())
                return
            try:
                result = call(engine)
            except DocMindError as error:
                if failed is not None:
                    self._post(failed, error)
            except Exception as error:
                log.exception("a call to the engine failed")
                if failed is not None:
                    self._post(failed, unexpected(error))
            else:
                self._post(done, result)

        self._lanes[lane].put(task, key)

    def _post(self, function: Callable[..., None], *arguments: Any) -> None:
        """From any thread: run ``function`` on the window's thread."""
        if self._closed:
            return
        try:
            self._back.emit((function, tuple(map(in_our_words, arguments))))
        except RuntimeError:  # the window was destroyed while the call ran
            log.debug("an answer came after the window closed")

    @Slot(object)
    def _run_back(self, call: tuple[Callable[..., None], tuple[Any, ...]]) -> None:
        if not self._closed:
            call[0](*call[1])


def not_ready() -> DocMindError:
    """The error of a call that needs an engine while there is none."""
    return DocMindError(
        tr("The search engine is not running"), hint=tr("Try again when it has been started.")
    )


def unexpected(error: Exception) -> DocMindError:
    """A fault of the program as an error that can be shown."""
    return DocMindError(
        tr("Something went wrong in DocMind"),
        detail=f"{type(error).__name__}: {error}.",
        hint=tr("Try again; if it stays, restart DocMind."),
    )
