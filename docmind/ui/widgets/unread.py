"""Why the content of a file that was found by its name is not known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from docmind.ui.widgets.wording import tr


@dataclass(frozen=True, slots=True)
class Unread:
    """``reasons`` are those of the problems, by path; ``reading``: files are being read now."""

    reasons: Mapping[Path, str] = field(default_factory=dict)
    reading: bool = True

    def title(self, path: Path) -> str:
        """The same in a few words."""
        waits = self.reading and path not in self.reasons
        return tr("Not read yet") if waits else tr("Not read")

    def why(self, path: Path) -> str:
        """One sentence for the place where the content would be."""
        reason = self.reasons.get(path)
        if reason:
            return reason
        if self.reading:
            return tr("Not read yet; found by its name.")
        return tr("Found by its name; its content is not read.")
