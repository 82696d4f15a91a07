"""SVG icons, tinted with a token colour. Drawn in ``resources/icons`` with ``currentColor``."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from docmind.core import resources_dir

RATIOS = (1, 2)


@lru_cache(maxsize=64)
def _drawing(name: str) -> bytes:
    return (resources_dir() / "icons" / f"{name}.svg").read_bytes()


@lru_cache(maxsize=256)
def pixmap(name: str, colour: str, side: int, ratio: float = 1.0) -> QPixmap:
    """The icon ``name`` as a square of ``side`` logical pixels in ``colour``."""
    drawing = _drawing(name).replace(b"currentColor", colour.encode())
    renderer = QSvgRenderer(QByteArray(drawing))
    target = QPixmap(QSize(round(side * ratio), round(side * ratio)))
    target.fill(Qt.GlobalColor.transparent)
    painter = QPainter(target)
    renderer.render(painter, QRectF(target.rect()))
    painter.end()
    target.setDevicePixelRatio(ratio)
    return target


@lru_cache(maxsize=128)
def icon(name: str, colour: str, side: int) -> QIcon:
    """The icon at one and two pixels per point."""
    made = QIcon()
    for ratio in RATIOS:
        made.addPixmap(pixmap(name, colour, side, float(ratio)))
    return made


def application_icon() -> QIcon:
    """The icon of the program, drawn from its own coloured SVG."""
    made = QIcon()
    for side in (32, 64, 128):
        made.addPixmap(pixmap("docmind", "#000000", side))
    return made
