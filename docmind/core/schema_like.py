"""The word for what results are to be like (see ``schema``)."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from docmind.core.schema_documents import Span

MOST_PICTURE_BYTES = 64 * 2**20
"""Of a picture given as bytes."""


@dataclass(frozen=True, slots=True)
class Like:
    """What results are to be like: exactly one of ``path`` and ``picture``.

    ``path`` is a document or picture of the library, or any file on disk that DocMind reads; with
    ``span``, code points of the page's text, one passage of it, with ``page`` alone that page,
    from 1. ``picture`` are the bytes of a picture file, pasted or from elsewhere; they are only
    ever decoded by a reading process.
    """

    path: Path | None = None
    page: int | None = None
    span: Span | None = None
    picture: bytes = field(default=b"", repr=False)
