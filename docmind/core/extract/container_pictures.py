"""The pictures inside Office, OpenDocument and EPUB files, which are zip containers of parts."""

from __future__ import annotations

import posixpath
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from docmind.core.extract.docx import DOCX
from docmind.core.extract.epub import EPUB
from docmind.core.extract.legacy_office import OLE
from docmind.core.extract.ooxml import Package
from docmind.core.extract.opendocument import ODG, ODP, ODS, ODT
from docmind.core.extract.picture_album import Album, FoundPicture, is_plain, upright_size
from docmind.core.extract.presentation import PPTX, slide_parts
from docmind.core.extract.sealed_office import unsealed
from docmind.core.extract.sealed_opendocument import Seals, unsealed_opendocument
from docmind.core.extract.spreadsheet import XLSB, XLSX
from docmind.core.extract.zip_guard import open_zip
from docmind.core.pictures import open_picture, told

_OFFICE = (DOCX, PPTX, XLSX, XLSB)
_OPEN = (ODT, ODS, ODP, ODG)
CONTAINERS = (*_OFFICE, *_OPEN, EPUB)
"""The media types of containers that may hold pictures."""

_HEAD_BYTES = 512
_MOST_PART = 256 << 20
_PREVIEWS = ("thumbnails/", "docprops/")  # what a program drew of the document itself


def container_pictures(path: Path, kind: str, album: Album) -> Iterator[FoundPicture]:
    """The pictures of a container, each content once, in the order of its entries; those of a
    presentation with the slide that shows them first. Flat files and other kinds hold none."""
    if kind not in (*CONTAINERS, OLE):
        return
    with ExitStack() as stack:
        container = stack.enter_context(_opened(path, kind, album))
        if container is None:
            return
        pages = _slides_of(container) if kind in (PPTX, OLE) else {}
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="pictures-")))
        for entry in container.infolist():
            if album.is_full:
                return
            if not _may_be_one(entry, kind) or not album.enter(entry.filename):
                continue
            with suppress(Exception):  # a broken part must not lose the others
                content = container.read(entry)
                page = pages.get(entry.filename.lower())
                if (found := _picture_in(content, entry.filename, page, folder, album)) is not None:
                    yield found


def _may_be_one(entry: zipfile.ZipInfo, kind: str) -> bool:
    name = entry.filename.replace("\\", "/").lower()
    if entry.is_dir() or name.startswith(_PREVIEWS) or not 0 < entry.file_size <= _MOST_PART:
        return False
    if kind in _OPEN:
        return "pictures/" in name or "media/" in name
    if kind == EPUB:
        return posixpath.splitext(name)[1] not in (".xhtml", ".html", ".htm", ".css", ".xml")
    return "media/" in name


def _picture_in(
    content: bytes, name: str, page: int | None, folder: Path, album: Album
) -> FoundPicture | None:
    """A part as a picture; None when it is another thing, an ornament, or was there before."""
    suffix = posixpath.splitext(name)[1].lower()
    kind = told(suffix, content[:_HEAD_BYTES])
    if kind is None or kind[1] == "name" or not album.is_new(content):
        return None
    at = folder / "part"  # pictures are opened by what is in them
    at.write_bytes(content)
    with open_picture(at, kind[0]) as picture:
        size = upright_size(picture)
        if not album.is_large_enough(*size) or not album.has_room_for(picture):
            return None
        pixels = album.fitted(picture)
    return None if is_plain(pixels) else album.add(page, size, pixels)


@contextmanager
def _opened(path: Path, kind: str, album: Album) -> Iterator[zipfile.ZipFile | None]:
    """The container, without its encryption; None when it is none (a flat or an old file)."""
    with ExitStack() as stack:
        if kind == OLE:
            if not _is_sealed_office(path):
                yield None
                return
            path = stack.enter_context(unsealed(path, album.limits))
        if not zipfile.is_zipfile(path) and kind in _OPEN:
            yield None
            return
        container = stack.enter_context(open_zip(path))
        if kind in _OPEN:
            seals = Seals()
            Package(container).parse_leniently("META-INF/manifest.xml", seals)
            if seals.found:
                opened = stack.enter_context(
                    unsealed_opendocument(
                        path, container, seals.found, album.limits, lambda name: "ictures/" in name
                    )
                )
                container = stack.enter_context(open_zip(opened))
        yield container


def _is_sealed_office(path: Path) -> bool:
    import olefile

    with suppress(Exception), olefile.OleFileIO(str(path)) as ole:
        return bool(ole.exists("EncryptedPackage"))
    return False


def _slides_of(container: zipfile.ZipFile) -> dict[str, int]:
    """The number of the slide that shows each media part first, by the part's small name."""
    found: dict[str, int] = {}
    with suppress(Exception):  # a broken list of slides loses the numbers only
        package = Package(container)
        for number, slide in enumerate(slide_parts(package), 1):
            for part in package.linked(slide, "image"):
                found.setdefault(part.lower(), number)
    return found
