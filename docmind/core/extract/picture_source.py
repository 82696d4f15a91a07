"""Which pictures a file shows, small and square, as a picture model looks at them.

Files that are pictures show themselves: every page of a TIFF, the first frame of any other. PDF,
Office, OpenDocument and EPUB files show the pictures they hold. Drawings (SVG, WMF, EMF) and what
lies in archives or mails are left out. Runs in a reading process, as everything that opens files.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from docmind.core.extract.base import ExtractionLimits, changed, damaged
from docmind.core.extract.container_pictures import CONTAINERS, container_pictures
from docmind.core.extract.members import Observer
from docmind.core.extract.pdf import PDF
from docmind.core.extract.pdf_pictures import pdf_pictures
from docmind.core.extract.picture_album import (
    Album,
    FoundPicture,
    Wanted,
    too_many_pixels,
    upright_size,
)
from docmind.core.extract.reading import check, problems_of
from docmind.core.files import stamp
from docmind.core.picture_fit import incomplete_ones_too
from docmind.core.pictures import MEDIA_TYPES, NotAPicture, open_picture, page_frames

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

__all__ = ["FoundPicture", "Wanted", "picture_types", "pictures_in"]

_Source = Callable[[Path, str, Album], Iterator[FoundPicture]]


def picture_types() -> tuple[str, ...]:
    """The media types of files that may hold pictures, beside those that are pictures."""
    return (PDF, *CONTAINERS)


def pictures_in(
    path: Path, wanted: Wanted, limits: ExtractionLimits, observer: Observer
) -> Iterator[FoundPicture]:
    """The pictures of a file, in its order; none where its type holds none.

    ``observer`` is told which page or part is opened, and names those not to try again. What
    cannot be shown of a document is left out. Raises ``ExtractionError``.
    """
    kind, before = check(path, limits)
    album = Album(wanted, limits, observer)
    with warnings.catch_warnings(), incomplete_ones_too(), problems_of(path, limits):
        warnings.simplefilter("ignore")
        yield from _source(kind)(path, kind, album)
    if stamp(path) != before:
        raise changed(path)


def _source(kind: str) -> _Source:
    if kind in MEDIA_TYPES:
        return _file_pictures
    return pdf_pictures if kind == PDF else container_pictures


def _file_pictures(path: Path, kind: str, album: Album) -> Iterator[FoundPicture]:
    """The picture a file is, or each page of a TIFF."""
    try:
        opened = open_picture(path, kind)
    except NotAPicture:
        raise damaged("It is not a picture that can be shown.") from None
    with opened as picture:
        frames = page_frames(picture)
        problem: Exception | None = None
        for number, frame in enumerate(frames, 1):
            if album.is_full:
                return
            if len(frames) > 1 and not album.enter(f"page {number}"):
                continue
            try:
                picture.seek(frame)
                found = _shown(picture, number if len(frames) > 1 else None, album)
            except MemoryError:
                raise
            except Exception as error:  # noqa: BLE001 - a broken page must not lose the others
                problem = problem or error
            else:
                yield found
        if problem is not None and not album.count:
            raise problem


def _shown(picture: Picture, page: int | None, album: Album) -> FoundPicture:
    if min(picture.size) < 1:
        raise damaged("It has no size.")
    size = upright_size(picture)
    if not album.has_room_for(picture):
        raise too_many_pixels(*size)
    return album.add(page, size, album.fitted(picture))
