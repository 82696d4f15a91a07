"""The doctor's findings as a text that can be passed on: it names nobody and no document."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from docmind.core import paths
from docmind.core.doctor import Check


def plain_report(checks: Sequence[Check], library: Path | None = None) -> str:
    """One line for each finding, its remedy below. Folders of the person are replaced by what
    they are."""
    lines = []
    for check in checks:
        lines.append(f"{check.state:8} {check.name}: {without_places(check.finding, library)}")
        if check.remedy:
            lines.append(f"{'':9}{without_places(check.remedy, library)}")
    return "\n".join(lines) + "\n"


def without_places(text: str, library: Path | None = None) -> str:
    """``text`` without the names of the person's own folders."""
    home = (library or paths.default_library()).absolute()
    named = {
        str(home): "(library)",
        str(paths.config_file()): "(settings file)",
        str(paths.cache_dir()): "(caches)",
        str(paths.models_dir()): "(models)",
        str(Path.home()): "~",
    }
    for place in sorted(named, key=len, reverse=True):
        if len(place) > 1:
            text = text.replace(place, named[place])
    return text
