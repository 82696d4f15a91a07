"""The headless face: the same engine as the window, in a terminal."""

from __future__ import annotations

from docmind.cli.program import main

__all__ = ["main"]
