"""Reads image files for the screen: upright, scaled down while decoding. For lanes, not slots."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QFile, QIODevice, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QImageReader


class UnreadablePicture(Exception):
    """The file is no picture that can be shown. The message is for the log."""


def read_picture(path: Path, side: int) -> tuple[QImage, QSizeF]:
    """The picture with its longer side at most ``side`` pixels, and its own size in pixels.

    Opened by descriptor, because Qt cannot open names that are not UTF-8. Raises
    ``UnreadablePicture`` or ``OSError``.
    """
    device = QFile()
    number = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    opened = device.open(
        number, QIODevice.OpenModeFlag.ReadOnly, QFile.FileHandleFlag.AutoCloseHandle
    )
    if not opened:
        os.close(number)
        raise UnreadablePicture("the file cannot be opened")
    reader = QImageReader(device)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    natural = reader.size()
    if natural.isValid():
        scaled = natural.scaled(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatio)
        if scaled.width() < natural.width():
            reader.setScaledSize(scaled.expandedTo(QSize(1, 1)))
    image = reader.read()
    device.close()
    if image.isNull():
        raise UnreadablePicture(reader.errorString())
    if not natural.isValid():
        return image, QSizeF(image.size())
    turned = (image.width() > image.height()) != (natural.width() > natural.height())
    return image, QSizeF(natural.transposed() if turned else natural)
