"""Encrypted Office files: opened with the password that was given, then read like any file."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from docmind.core.errors import PasswordNeeded
from docmind.core.extract.base import ExtractionLimits, password_needed
from docmind.core.files import open_regular
from docmind.core.schema import Document

# Excel encrypts with this one, and opens without asking, what is only protected against changes.
_EVERYBODYS = "VelvetSweatshop"


def read_sealed(path: Path, limits: ExtractionLimits) -> Document:
    """The Document of an encrypted file. Raises ``PasswordNeeded`` without the right password."""
    from docmind.core.extract.reading import read_document  # it knows the extractors

    with unsealed(path, limits) as opened:
        document = read_document(opened, replace(limits, password=""))
    return replace(document, path=path)


@contextmanager
def unsealed(path: Path, limits: ExtractionLimits) -> Iterator[Path]:
    """The file without its encryption, for as long as the block lasts. Raises ``PasswordNeeded``
    without the right password."""
    with tempfile.TemporaryDirectory(prefix="sealed-", ignore_cleanup_errors=True) as folder:
        opened = Path(folder) / path.name
        if not any(_unseal(path, opened, password) for password in _passwords(limits)):
            raise _refused(limits)
        yield opened


def _passwords(limits: ExtractionLimits) -> Iterator[str]:
    if limits.password:
        yield limits.password
    yield _EVERYBODYS


def _unseal(path: Path, to: Path, password: str) -> bool:
    """Write the file without its encryption. False when it cannot be opened like that."""
    import msoffcrypto

    with open_regular(path) as sealed, to.open("wb") as opened:
        try:
            document = msoffcrypto.OfficeFile(sealed)
            document.load_key(password=password)
            document.decrypt(opened)
        except Exception:  # noqa: BLE001 - a parser of strangers' files, with errors of all kinds
            return False
    return to.stat().st_size > 0


def _refused(limits: ExtractionLimits) -> PasswordNeeded:
    error = password_needed()
    if limits.password:
        error.detail = "The password that was given does not open it."
    return error
