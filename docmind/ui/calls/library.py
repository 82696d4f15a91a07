"""The calls that change the library: sources, problems, pausing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal

from docmind.core import EngineApi
from docmind.ui.calls.models import ModelCalls


class LibraryCalls(ModelCalls):
    """The part of the bridge that is about sources and files. What changed is asked for after."""

    call_failed = Signal(object)  # DocMindError of any call here

    def refresh(self) -> None:
        """Ask for the status and the problems soon."""
        raise NotImplementedError

    def add(self, paths: Sequence[Path]) -> None:
        """Add folders or files as sources."""
        kept = tuple(paths)
        self._act(lambda engine: engine.add(kept))

    def remove(self, path: Path) -> None:
        """Take a source out of the index."""
        self._act(lambda engine: engine.remove(path))

    def rescan(self, paths: Sequence[Path] = ()) -> None:
        """Look again at sources (all when empty)."""
        kept = tuple(paths)
        self._act(lambda engine: engine.rescan(kept))

    def retry(self, paths: Sequence[Path] = ()) -> None:
        """Read problem files again (all when empty)."""
        kept = tuple(paths)
        self._act(lambda engine: engine.retry(kept))

    def unlock(self, paths: Sequence[Path], password: str) -> None:
        """Read files with a password. It is kept nowhere here."""
        kept = tuple(paths)
        self._act(lambda engine: engine.unlock(kept, password))

    def allow(self, paths: Sequence[Path]) -> None:
        """Read files that were too large or too slow all the same."""
        kept = tuple(paths)
        self._act(lambda engine: engine.allow(kept))

    def recognise(self, paths: Sequence[Path] = ()) -> None:
        """Look for text in pictures and scanned pages (all when empty)."""
        kept = tuple(paths)
        self._act(lambda engine: engine.recognise(kept))

    def set_paused(self, paused: bool) -> None:
        """Hold or go on with background reading."""
        self._act(lambda engine: engine.pause() if paused else engine.resume())

    def set_source_paused(self, path: Path, paused: bool) -> None:
        """Leave a source out for now, or read it again."""
        if paused:
            self._act(lambda engine: engine.pause_source(path))
        else:
            self._act(lambda engine: engine.resume_source(path))

    def ignore(self, paths: Sequence[Path], ignored: bool) -> None:
        """Hear no more of the problems of these files until they change, or hear of them again."""
        kept = tuple(paths)
        self._act(lambda engine: engine.ignore(kept, ignored))

    def _act(self, call: Callable[[EngineApi], Any]) -> None:
        self._call("calls", call, lambda _: self.refresh(), self.call_failed.emit)
