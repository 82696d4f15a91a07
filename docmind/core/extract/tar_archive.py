"""TAR archives that are not compressed."""

from __future__ import annotations

import io
from pathlib import Path
from typing import ClassVar

from docmind.core.extract.archive import Contents
from docmind.core.extract.base import Claim, Confidence, ExtractionLimits, Extractor
from docmind.core.extract.tar_stream import is_tar, read_tar
from docmind.core.files import open_regular
from docmind.core.schema import Document

TAR = "application/x-tar"


class TarArchive(Extractor):
    """The names of its files as text, the files as members."""

    name = "tar"
    version = 1
    media_types: ClassVar[tuple[str, ...]] = (TAR,)

    @classmethod
    def recognise(cls, suffix: str, head: bytes) -> Claim | None:
        if is_tar(head):
            return TAR, Confidence.CERTAIN
        return (TAR, Confidence.NAMED) if suffix == ".tar" else None

    def extract(self, path: Path, media_type: str, limits: ExtractionLimits) -> Document:
        contents = Contents(path, media_type, limits)
        with open_regular(path) as file, io.BufferedReader(file, 1 << 18) as stream:
            read_tar(stream, contents)
        return contents.document()
