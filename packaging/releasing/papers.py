"""The files that name a version: where they lie in a checkout, and what they say."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from building import names


class Refused(Exception):
    """A release cannot be made, or papers do not agree: one line for each reason."""

    def __init__(self, *reasons: str) -> None:
        super().__init__("\n".join(reasons))
        self.reasons = reasons


@dataclass(frozen=True, slots=True)
class Papers:
    """The papers of one checkout."""

    root: Path = names.ROOT

    @property
    def version_file(self) -> Path:
        """The one home of the version."""
        return self.root / names.VERSION_FILE.relative_to(names.ROOT)

    @property
    def changelog(self) -> Path:
        """What changed, for people."""
        return self.root / "CHANGELOG.md"

    @property
    def metainfo(self) -> Path:
        """What software centres show."""
        return self.root / names.METAINFO.relative_to(names.ROOT)

    @property
    def changed(self) -> tuple[Path, Path, Path]:
        """What a release changes."""
        return self.version_file, self.changelog, self.metainfo

    def version(self) -> str:
        """The version of the sources. Raises ``Refused``."""
        found = names.VERSION.search(self.version_file.read_text(encoding="utf-8"))
        if found is None:
            raise Refused(f"{self.version_file.name} names no version")
        return found[1]


def with_version(text: str, version: str) -> str:
    """The file of the version with another one. Raises ``Refused`` when it names none."""
    text, count = names.VERSION.subn(f'__version__ = "{version}"', text)
    if count != 1:
        raise Refused(f"__version__ stands {count} times where it should stand once")
    return text
