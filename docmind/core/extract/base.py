"""What every extractor is."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from docmind.core.errors import ExtractionError, FileEmpty, PasswordNeeded
from docmind.core.schema import Document


@dataclass(frozen=True, slots=True)
class ExtractionLimits:
    """Caps for one file: seconds, bytes of memory, bytes of file, code points of text."""

    seconds: float = 20.0
    memory_bytes: int = 2000 * 2**20
    file_bytes: int = 512 * 2**20
    characters: int = 5_000_000


class Extractor(ABC):
    """One format, one file. Runs in a child process; may be killed at any moment.

    ``version`` grows when the same file would give another Document, so that it is read again.
    Heavy imports belong into methods: the class itself is also loaded in the engine.
    """

    name: ClassVar[str]
    version: ClassVar[int] = 1
    media_types: ClassVar[tuple[str, ...]]

    @abstractmethod
    def extract(self, path: Path, media_type: str, limits: ExtractionLimits) -> Document:
        """Read ``path``. Raises ``ExtractionError`` (of the right kind) or any exception, which
        becomes "damaged"."""


def damaged(detail: str) -> ExtractionError:
    """The error for a file whose content is wrong; ``detail`` is a sentence on what is."""
    return ExtractionError(
        "The file is damaged",
        detail=detail,
        hint="Open it in its own program and save it again.",
    )


def password_needed() -> PasswordNeeded:
    """The error for an encrypted file."""
    return PasswordNeeded(
        "The file is protected by a password",
        hint="Save a copy without the password to search its text.",
    )


def empty(path: Path) -> FileEmpty:
    """The error for a file without a single byte, of a type that cannot be so."""
    return FileEmpty(
        "The file is empty", hint="Nothing to do, unless it should hold something.", path=path
    )
