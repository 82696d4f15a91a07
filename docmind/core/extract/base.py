"""What every extractor is."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path
from typing import ClassVar

from docmind.core.errors import ExtractionError, FileChanged, FileEmpty, PasswordNeeded
from docmind.core.schema import Document


@dataclass(frozen=True, slots=True)
class ExtractionLimits:
    """Caps for one file: seconds, bytes of memory, bytes of file, code points of text.

    For what lies inside it: how many members, the bytes they may unpack to in all, how deep one
    may lie in another, and how many times ``seconds`` all of them together may take.
    ``password`` opens the file and its members; it is only ever kept in memory.
    """

    seconds: float = 20.0
    memory_bytes: int = 2000 * 2**20
    file_bytes: int = 512 * 2**20
    characters: int = 5_000_000
    members: int = 10_000
    unpacked_bytes: int = 1 << 30
    depth: int = 4
    patience: int = 15
    password: str = field(default="", repr=False)


class Confidence(IntEnum):
    """How sure an extractor is that a file is of its type; the surest one reads it."""

    NAMED = 1
    """Only the name says so: the content may be damaged, or something else."""
    GENERIC = 2
    """The content fits a family (any zip, any OLE container) that others may know better."""
    LIKELY = 3
    """Content and name agree."""
    CERTAIN = 4
    """The content alone says so, whatever the name."""


Claim = tuple[str, Confidence]
"""(media type, how sure)."""


class Extractor(ABC):
    """One format, one file. Runs in a child process; may be killed at any moment.

    ``version`` grows when the same file would give another Document, so that it is read again.
    Heavy imports belong into methods: the class itself is also loaded in the engine.
    """

    name: ClassVar[str]
    version: ClassVar[int] = 1
    media_types: ClassVar[tuple[str, ...]]

    @classmethod
    def recognise(cls, suffix: str, head: bytes) -> Claim | None:
        """Whether a file is of this format. Cheap: asked for every file that is read.

        ``suffix`` is lower case with its dot ("" when there is none), ``head`` the file's first
        ``sniff.HEAD_BYTES`` bytes. The media type must be one of ``media_types``.
        """
        return None

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


def password_needed(detail: str = "") -> PasswordNeeded:
    """The error for an encrypted file; ``detail`` is a sentence, such as that the one is wrong."""
    return PasswordNeeded(
        "The file is protected by a password",
        detail=detail,
        hint="Give the password to search its text; it is kept until DocMind ends.",
    )


def changed(path: Path) -> FileChanged:
    """The error for a file that was written while it was read."""
    return FileChanged(
        "The file changed while it was read", hint="It will be read again.", path=path
    )


def empty(path: Path) -> FileEmpty:
    """The error for a file without a single byte, of a type that cannot be so."""
    return FileEmpty(
        "The file is empty", hint="Nothing to do, unless it should hold something.", path=path
    )
