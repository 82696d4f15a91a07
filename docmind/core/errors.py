"""Errors a person can act on: what happened, to which file, and what to do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

if TYPE_CHECKING:
    from docmind.core.schema_upgrade import Upgrade


ProviderCode = Literal[
    "model_not_found", "model_not_loaded", "context_length_exceeded", "timeout", "invalid_request",
    "overloaded", "connection_error", "unauthorized", "internal_error",
]  # fmt: skip
PROVIDER_CODES: tuple[ProviderCode, ...] = get_args(ProviderCode)
_MAY_PASS = frozenset(("model_not_loaded", "timeout", "overloaded", "connection_error"))


class DocMindError(Exception):
    """Base of every error shown to a person.

    ``title`` says what happened in one line, ``detail`` adds what is known, ``hint`` says what
    to do, ``path`` names the file or folder it happened to.
    """

    def __init__(
        self, title: str, detail: str = "", hint: str = "", path: Path | None = None
    ) -> None:
        super().__init__(title)
        self.title = title
        self.detail = detail
        self.hint = hint
        self.path = path

    def __str__(self) -> str:
        where = f" ({self.path})" if self.path is not None else ""
        rest = " ".join(part for part in (self.detail, self.hint) if part)
        return f"{self.title}{where}." + (f" {rest}" if rest else "")

    def __reduce__(self) -> tuple[type[DocMindError], tuple[Any, ...]]:
        return (type(self), (self.title, self.detail, self.hint, self.path))


class ExtractionError(DocMindError):
    """One file could not be read. ``kind`` is a stable word for the problems list:
    damaged, password, too_large, timed_out, out_of_memory, crashed, unreadable, changed, empty,
    refused.
    """

    kind = "damaged"


class PasswordNeeded(ExtractionError):
    kind = "password"


class FileTooLarge(ExtractionError):
    kind = "too_large"


class ExtractionTimedOut(ExtractionError):
    kind = "timed_out"


class ExtractionOutOfMemory(ExtractionError):
    kind = "out_of_memory"


class ExtractionCrashed(ExtractionError):
    kind = "crashed"


class FileUnreadable(ExtractionError):
    kind = "unreadable"


class FileChanged(ExtractionError):
    kind = "changed"


class FileEmpty(ExtractionError):
    kind = "empty"


class TextRefused(ExtractionError):
    """The model does not take a text of the file, and takes those of others."""

    kind = "refused"


class UnsupportedType(ExtractionError):
    """No extractor reads this type: the file is skipped and counted, it is not a problem."""

    kind = "unsupported"


class ModelError(DocMindError):
    """A model is missing, damaged or failed to run."""


class ModelChanged(ModelError):
    """The model does not give the vectors that a library holds: a person has to choose."""


class ProviderError(ModelError):
    """A model's provider (a server, as a rule) did not do what it was asked.

    ``code`` is one of ``PROVIDER_CODES``; ``retryable``: the same may work a little later, in
    ``retry_after`` seconds where the provider said so (else 0). ``retryable`` left out follows
    from the code.
    """

    def __init__(
        self,
        title: str,
        detail: str = "",
        hint: str = "",
        path: Path | None = None,
        code: ProviderCode = "internal_error",
        retryable: bool | None = None,
        retry_after: float = 0.0,
    ) -> None:
        super().__init__(title, detail, hint, path)
        self.code = code
        self.retryable = code in _MAY_PASS if retryable is None else retryable
        self.retry_after = retry_after

    def __reduce__(self) -> tuple[type[DocMindError], tuple[Any, ...]]:
        told = (self.title, self.detail, self.hint, self.path)
        return (type(self), (*told, self.code, self.retryable, self.retry_after))


class StoreError(DocMindError):
    """The vector store refused an operation."""


class StoreDamaged(StoreError):
    """The store on disk cannot be opened and must be rebuilt from the embedding cache."""


class LibraryLocked(DocMindError):
    """Another process has this library open."""


class LibraryTooNew(DocMindError):
    """Only a newer DocMind can read this library."""


class UpgradeNeeded(DocMindError):
    """The library must be brought up to date before it opens, and a person is asked first.

    ``upgrade`` says what it takes.
    """

    def __init__(
        self,
        title: str,
        detail: str = "",
        hint: str = "",
        path: Path | None = None,
        upgrade: Upgrade | None = None,
    ) -> None:
        super().__init__(title, detail, hint, path)
        self.upgrade = upgrade

    def __reduce__(self) -> tuple[type[DocMindError], tuple[Any, ...]]:
        return (type(self), (self.title, self.detail, self.hint, self.path, self.upgrade))


class EngineUnreachable(DocMindError):
    """The engine process could not be started or does not answer."""


class DiskFull(DocMindError):
    """Too little free disk space to go on safely."""


class NetworkError(DocMindError):
    """Another computer could not be asked, or what it answered cannot be used."""


class UsageError(DocMindError):
    """The request itself is wrong: an unknown path, option or setting."""


def extraction_error(
    kind: str, title: str, detail: str = "", hint: str = "", path: Path | None = None
) -> ExtractionError:
    """The error of that stable word; a plain ``ExtractionError`` for an unknown one."""
    known = {member.kind: member for member in ExtractionError.__subclasses__()}
    return known.get(kind, ExtractionError)(title, detail, hint, path)
