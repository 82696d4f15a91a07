"""Results on their way to another program: which files go, and what is seen under the pointer.

Files are only ever copied: nothing that a person drops somewhere leaves its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QDrag, QFont, QFontMetricsF, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from docmind.core import Hit
from docmind.ui.widgets.theme import Tokens, scaled_font, tokens_now, unit
from docmind.ui.widgets.wording import counted, shown

MOST = 500  # files of one drag


def file_paths(hits: Sequence[Hit]) -> list[Path]:
    """The files on disk that the hits lie in, each once, in order: for what is inside an archive
    or a mail, the file that holds it."""
    return list(dict.fromkeys(hit.container or hit.path for hit in hits))


def files_of(paths: Sequence[Path]) -> QMimeData:
    """The files as other programs take them, and their paths as text. Names that are not UTF-8
    stay as they are, which a QUrl would not do."""
    mime = QMimeData()
    lines = "".join(f"{path.as_uri()}\r\n" for path in paths)
    mime.setData("text/uri-list", lines.encode())
    mime.setText(paths_text(paths))
    return mime


def paths_text(paths: Sequence[Path]) -> str:
    """One path in a line; bytes that are no text are replaced."""
    texts = (str(path).encode("utf-8", "replace").decode() for path in paths)
    return "\n".join(texts)


def label(paths: Sequence[Path]) -> str:
    """What is dragged, in a few words."""
    if len(paths) == 1:
        return shown(paths[0].name)
    return counted(len(paths), "{count} file", "{count} files")


def drag_picture(text: str, font: QFont, tokens: Tokens, ratio: float, several: bool) -> QPixmap:
    """A small card with ``text`` on it; a second one behind it where several files are dragged."""
    bold = scaled_font(font, 1, bold=True)
    metrics = QFontMetricsF(bold)
    side, high, step = unit(font, 12), metrics.height() + unit(font, 12), unit(font, 4)
    text = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, unit(font, 260))
    card = QSizeF(metrics.horizontalAdvance(text) + 2 * side, high)
    behind = step if several else 0
    whole = QSizeF(card.width() + behind + 2, card.height() + behind + 2)
    picture = QPixmap((whole * ratio).toSize())
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(tokens.accent))
    painter.setBrush(QColor(tokens.accent_background))
    front = QRectF(QPointF(0.5, 0.5), card)
    for box in ([front.translated(behind, behind)] if several else []) + [front]:
        painter.drawRoundedRect(box, unit(font, 8), unit(font, 8))
    painter.setFont(bold)
    painter.setPen(QColor(tokens.text))
    painter.drawText(front, Qt.AlignmentFlag.AlignCenter, text)
    painter.end()
    return picture


def make_drag(source: QWidget, hits: Sequence[Hit]) -> QDrag | None:
    """A drag of the files of some hits, ready to begin; None when there are none."""
    paths = file_paths(hits)[:MOST]
    if not paths:
        return None
    drag = QDrag(source)
    drag.setMimeData(files_of(paths))
    picture = drag_picture(
        label(paths), source.font(), tokens_now(), source.devicePixelRatioF(), len(paths) > 1
    )
    drag.setPixmap(picture)
    drag.setHotSpot(QPointF(unit(source.font(), 16), -unit(source.font(), 4)).toPoint())
    return drag
