"""Word documents in an old binary container: an encrypted one, or a .doc called .docx."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from docmind.core.errors import UnsupportedType
from docmind.core.extract.base import (
    Claim,
    Confidence,
    ExtractionLimits,
    Extractor,
    password_needed,
)
from docmind.core.extract.docx import SUFFIXES
from docmind.core.files import open_regular
from docmind.core.schema import Document

SEALED_DOCX = "application/x-ole-docx"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The directory entry of the stream that holds an encrypted package ([MS-OFFCRYPTO] 2.3.4.4).
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BLOCK = 1 << 20


class SealedDocx(Extractor):
    """Gives no Document: says why not."""

    name = "sealed_docx"
    version = 1
    media_types: ClassVar[tuple[str, ...]] = (SEALED_DOCX,)

    @classmethod
    def recognise(cls, suffix: str, head: bytes) -> Claim | None:
        is_sealed = suffix in SUFFIXES and head.startswith(_OLE)
        return (SEALED_DOCX, Confidence.LIKELY) if is_sealed else None

    def extract(self, path: Path, media_type: str, limits: ExtractionLimits) -> Document:
        if not _holds(path, _ENCRYPTED):
            raise UnsupportedType("No reader for this type of file", detail="doc", path=path)
        raise password_needed()


def _holds(path: Path, wanted: bytes) -> bool:
    with open_regular(path) as file:
        before = b""
        while block := file.read(_BLOCK):
            if wanted in before + block:
                return True
            before = block[-len(wanted) :]
    return False
