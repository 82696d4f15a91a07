"""Files dropped or pasted: their paths, and the overlay that says what will happen."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Sequence
from pathlib import Path
from urllib.parse import unquote_to_bytes, urlsplit

from PySide6.QtCore import QMimeData, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from docmind.core import pack_kind
from docmind.ui.widgets.theme import scaled_font, tokens_now, unit
from docmind.ui.widgets.wording import counted, tr

MOST_LOOKED_AT = 50


def dropped_paths(mime: QMimeData | None) -> list[Path]:
    """Local files named by drag-and-drop or clipboard content, in order.

    On POSIX the raw list is decoded here, because QUrl loses names that are not UTF-8.
    """
    if mime is None:  # an empty clipboard
        return []
    if sys.platform == "win32":
        return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    raw = bytes(mime.data("text/uri-list").data())
    paths = []
    for line in raw.split():
        if line.startswith(b"#"):
            continue
        parts = urlsplit(line)
        if parts.scheme == b"file" and parts.path:
            paths.append(Path(os.fsdecode(unquote_to_bytes(parts.path))))
    return paths


def what_will_happen(paths: Sequence[Path], known: Collection[Path] = ()) -> str:
    """A sentence for the overlay, from the paths alone and one look at each of a few.

    What lies in one of the folders that are ``known`` is not added but looked at again.
    """
    packs = [path for path in paths[:MOST_LOOKED_AT] if is_pack(path)]
    if packs and len(packs) == len(paths):
        return counted(
            len(packs), "Drop to import a model pack", "Drop to import {count} model packs"
        )
    what = _counted_paths([path for path in paths if path not in packs])
    if all(not {path, *path.parents}.isdisjoint(known) for path in paths):
        return tr("Drop to look for changes in {what}").format(what=what)
    return tr("Drop to add {what}").format(what=what)


def is_pack(path: Path) -> bool:
    """Whether a file brings models, or what they run with, and is no document."""
    return pack_kind(path) is not None and not _is_folder(path)


def _counted_paths(paths: Sequence[Path]) -> str:
    if len(paths) > MOST_LOOKED_AT:  # each look may be at a slow drive
        return counted(len(paths), "{count} file or folder", "{count} files or folders")
    folders = sum(1 for path in paths if _is_folder(path))
    files = len(paths) - folders
    parts = []
    if folders:
        parts.append(counted(folders, "1 folder", "{count} folders"))
    if files:
        parts.append(counted(files, "1 file", "{count} files"))
    return tr(" and ").join(parts)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # it lies where nobody may look
        return False


class DropOverlay(QWidget):
    """Covers its parent while files hover over it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._covered = parent
        self._text = self._hint = ""
        self.hide()

    @property
    def said(self) -> str:
        """What is said now; nothing while hidden."""
        return "" if self.isHidden() else self._text

    def cover(self, text: str, hint: str = "", *, below: int = 0) -> None:
        """Show ``text`` over the whole parent, or what lies ``below`` this many pixels of it, with
        ``hint`` as the smaller line."""
        self._text = text
        self._hint = hint or tr("Files stay where they are and are never changed.")
        self.setAccessibleName(f"{text}. {hint}" if hint else text)
        self.setGeometry(self._covered.rect().adjusted(0, below, 0, 0))
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A veil, a dashed frame and two lines."""
        tokens, font = tokens_now(), self.font()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = QColor(tokens.accent_background)
        veil.setAlpha(235)
        painter.fillRect(self.rect(), veil)
        painter.setPen(QPen(QColor(tokens.accent), 2, Qt.PenStyle.DashLine))
        inset = unit(font, 14)
        frame = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(frame, unit(font, 14), unit(font, 14))
        middle = Qt.AlignmentFlag.AlignHCenter
        half = frame.height() / 2
        painter.setPen(QColor(tokens.text))
        painter.setFont(scaled_font(font, 19 / 13, bold=True))
        painter.drawText(
            frame.adjusted(0, 0, 0, -half), middle | Qt.AlignmentFlag.AlignBottom, self._text
        )
        painter.setPen(QColor(tokens.muted))
        painter.setFont(font)
        painter.drawText(
            frame.adjusted(0, half + unit(font, 8), 0, 0),
            middle | Qt.AlignmentFlag.AlignTop,
            self._hint,
        )
