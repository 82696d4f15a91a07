"""What a person gave to find similar things by: a result, a picture that was dropped or pasted."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, Qt
from PySide6.QtGui import QImage, QImageWriter

from docmind.core import PICTURE_SUFFIXES, Hit, Like
from docmind.ui.widgets.drop import dropped_paths
from docmind.ui.widgets.wording import shown, tr

SIDE = 1024  # pixels of a pasted picture; models look at less than half of that


@dataclass(frozen=True, slots=True)
class Given:
    """``title`` names it beside "Like". Of a picture ``picture`` is its file, changed at
    ``mtime_ns``, or ``image`` the picture itself."""

    like: Like
    title: str
    picture: Path | None = None
    mtime_ns: int = 0
    image: QImage | None = None


def from_document(hit: Hit) -> Given:
    """The whole document or picture that a result is."""
    seen = hit.kind == "image" and hit.container is None
    picture = hit.path if seen else None
    return Given(Like(hit.path), shown(hit.path.name), picture, hit.mtime_ns)


def from_passage(hit: Hit, page: int | None) -> Given:
    """The best passage of a result, or the ``page`` that is shown where that is another one."""
    name = shown(hit.path.name)
    if page is not None and page != hit.best.page:
        title = tr("page {number} of {name}").format(number=page, name=name)
        return Given(Like(hit.path, page), title)
    title = tr("a passage of {name}").format(name=name)
    return Given(Like(hit.path, hit.best.page, hit.best.span), title)


def from_mime(mime: QMimeData | None) -> Given | None:
    """One picture among what was dropped or copied; None for anything else. A file is not opened
    here, and text that comes with its own picture (from an office program) stays text."""
    if mime is None:
        return None
    path = picture_path(mime)
    if path is not None:
        return Given(Like(path), shown(path.name), path)
    if mime.hasUrls() or mime.hasText() or not mime.hasImage():
        return None
    image = mime.imageData()
    return from_image(image) if isinstance(image, QImage) and not image.isNull() else None


def picture_path(mime: QMimeData | None) -> Path | None:
    """The file, where exactly one was given and its name is that of a picture."""
    paths = dropped_paths(mime)
    if len(paths) != 1 or paths[0].suffix.lower() not in PICTURE_SUFFIXES:
        return None
    return paths[0]


def from_image(image: QImage) -> Given:
    """A picture without a file, as the bytes of a PNG."""
    if max(image.width(), image.height()) > SIDE:
        image = image.scaled(
            SIDE,
            SIDE,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(image)
    return Given(Like(picture=bytes(buffer.data().data())), tr("the pasted picture"), image=image)
