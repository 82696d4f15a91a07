"""One result card: laid out once per hit, width and palette, painted many times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
    QTransform,
)

from docmind.core import Hit, Span
from docmind.ui.search.model import shown_line
from docmind.ui.search.reasons import Chip, badge, chips
from docmind.ui.search.unsigned import snippet_of
from docmind.ui.widgets.theme import ON_BADGE, Tokens, scaled_font, unit
from docmind.ui.widgets.wording import mended, shown, utf16_range

SNIPPET_LINES = 2
ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"


class CardStyle:
    """Fonts and measures of cards, all from one base font. Lengths in logical pixels."""

    def __init__(self, base: QFont) -> None:
        self.text = QFont(base)
        self.title = scaled_font(base, 14 / 13, bold=True)
        self.small = scaled_font(base, 12 / 13)
        self.chip = scaled_font(base, 11.5 / 13)
        self.chip_strong = scaled_font(base, 11.5 / 13, bold=True)
        self.badge = scaled_font(base, 10.5 / 13, bold=True)
        self.outer = unit(base, 8)
        self.pad = unit(base, 12)
        self.gap = unit(base, 5)
        self.radius = unit(base, 10)
        self.between = unit(base, 4)
        self.lowered = unit(base, 9)  # of a card below a line, so that the line has room
        self.badge_wide = unit(base, 42)
        self.badge_high = unit(base, 48)
        self.left = self.outer + self.pad + self.badge_wide + unit(base, 14)
        self.title_high = QFontMetricsF(self.title).height()
        self.small_high = QFontMetricsF(self.small).height()
        self.line_high = round(QFontMetricsF(self.text).height() * 1.18)
        self.chip_high = QFontMetricsF(self.chip).height() + unit(base, 4)
        self.chip_side = unit(base, 9)
        self.mark_radius = unit(base, 3)
        self.height = round(
            _snippet_top(self) + SNIPPET_LINES * self.line_high
            + self.gap * 1.4 + self.chip_high + self.pad + self.between
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlacedChip:
    """A chip with its box relative to the card's top left corner."""

    chip: Chip
    box: QRectF
    text_wide: float


@dataclass(frozen=True, slots=True)
class Card:
    """A laid-out card: ``marks`` are boxes behind marked words, relative to the snippet; the other
    boxes are relative to the card's top left corner, mirrored where people read from the right.
    ``grey`` ones lie on a drive that is not connected."""

    title: str
    place: str
    badge: QRectF
    column: QRectF  # of title, place and snippet
    is_mirrored: bool
    grey: bool
    letters: str
    colour: str
    snippet: QTextLayout
    faint: bool
    marks: tuple[QRectF, ...]
    chips: tuple[PlacedChip, ...]


def lay_out(
    hit: Hit,
    place: str,
    width: int,
    style: CardStyle,
    tokens: Tokens,
    instead: str = "",
    *,
    is_mirrored: bool = False,
    is_offline: bool = False,
) -> Card:
    """Lay out a card for a row ``width`` pixels wide. ``instead`` stands where nothing was read;
    ``is_offline``: its drive is not connected."""
    room = max(40.0, width - style.left - style.outer - style.pad)
    name = shown(hit.path.name)
    title = shown(hit.title) or name
    # the end of a file name tells as much as its beginning
    is_name = title in (name, shown(hit.path.stem))
    elide = Qt.TextElideMode.ElideMiddle if is_name else Qt.TextElideMode.ElideRight
    letters, colour = badge(hit)
    faint = bool(instead) and not hit.best.snippet.strip()
    text, words = (instead, ()) if faint else snippet_of(hit)
    snippet, marks = _snippet(text, words, room, style, tokens, is_mirrored)
    lines = max(1, snippet.lineCount())
    top = _snippet_top(style) + lines * style.line_high + style.gap * 1.4
    badge_box = QRectF(style.outer + style.pad, style.pad, style.badge_wide, style.badge_high)
    column = QRectF(style.left, style.pad, room, style.height)
    placed = _place_chips(chips(hit, is_offline=is_offline), top, style.left, room, style)
    if is_mirrored:
        badge_box, column = _mirrored(badge_box, width), _mirrored(column, width)
        placed = tuple(replace(one, box=_mirrored(one.box, width)) for one in placed)
    return Card(
        QFontMetricsF(style.title).elidedText(title, elide, room),
        mended(QFontMetricsF(style.small).elidedText(place, Qt.TextElideMode.ElideMiddle, room)),
        badge_box,
        column,
        is_mirrored,
        is_offline,
        letters,
        colour,
        snippet,
        faint,
        marks,
        placed,
    )


def _mirrored(box: QRectF, width: float) -> QRectF:
    """Where a box is when everything is read from the right."""
    return QRectF(width - box.right(), box.top(), box.width(), box.height())


def _snippet_top(style: CardStyle) -> float:
    """Where the snippet begins below the top of a card."""
    return style.pad + style.title_high + style.gap * 0.8 + style.small_high + style.gap * 1.4


def _snippet(
    snippet: str,
    words: Sequence[Span],
    room: float,
    style: CardStyle,
    tokens: Tokens,
    is_mirrored: bool,
) -> tuple[QTextLayout, tuple[QRectF, ...]]:
    text, spans = _begin_near(shown_line(snippet), words)
    layout = _lines(text, (), room, style, tokens, is_mirrored)
    end, whole = _visible_end(layout), len(text)
    if end < utf16_range(text, 0, len(text))[1]:
        first = layout.lineAt(0)
        cut = first.textStart() + first.textLength() if layout.lineCount() > 1 else 0
        head, rest = _split_utf16(text, cut)
        metrics = QFontMetricsF(style.text)
        text = head + metrics.elidedText(rest, Qt.TextElideMode.ElideRight, room - 2)
        whole = len(text) - len(ELLIPSIS)
    ranges = [utf16_range(text, span.start, span.end) for span in spans if span.end <= whole]
    layout = _lines(text, ranges, room, style, tokens, is_mirrored)
    return layout, _mark_boxes(layout, ranges)


def _begin_near(text: str, spans: Sequence[Span]) -> tuple[str, list[Span]]:
    """Drop a long beginning without marks, so that the first mark is in sight."""
    first = min((span.start for span in spans), default=0)
    if first <= 110:
        return text, list(spans)
    cut = text.rfind(" ", 0, first - 50) + 1
    shift = cut - len(ELLIPSIS)
    kept = [Span(span.start - shift, span.end - shift) for span in spans]
    return ELLIPSIS + text[cut:], kept


def _split_utf16(text: str, units: int) -> tuple[str, str]:
    """Cut ``text`` at a UTF-16 position that lies between characters."""
    coded = text.encode("utf-16-le", "surrogatepass")
    head = coded[: units * 2].decode("utf-16-le", "replace")
    return head, text[len(head) :]


def _lines(
    text: str,
    ranges: Sequence[tuple[int, int]],
    room: float,
    style: CardStyle,
    tokens: Tokens,
    is_mirrored: bool,
) -> QTextLayout:
    """Lay out two lines. Formats come first: setting them later would drop the lines."""
    layout = QTextLayout(text, style.text)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setAlignment(_leading(is_mirrored))  # whatever way its own letters are read
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    formats = []
    for start, length in ranges:
        marked = QTextLayout.FormatRange()
        marked.start, marked.length = start, length
        shape = QTextCharFormat()
        shape.setForeground(QColor(tokens.on_mark))
        marked.format = shape
        formats.append(marked)
    layout.setFormats(formats)
    layout.beginLayout()
    for number in range(SNIPPET_LINES):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(room)
        line.setPosition(QPointF(0, number * style.line_high))
    layout.endLayout()
    return layout


def _leading(is_mirrored: bool) -> Qt.AlignmentFlag:
    flag = Qt.AlignmentFlag
    return (flag.AlignRight if is_mirrored else flag.AlignLeft) | flag.AlignAbsolute


def _visible_end(layout: QTextLayout) -> int:
    if layout.lineCount() == 0:
        return 0
    line = layout.lineAt(layout.lineCount() - 1)
    return line.textStart() + line.textLength()


def _mark_boxes(layout: QTextLayout, ranges: Sequence[tuple[int, int]]) -> tuple[QRectF, ...]:
    boxes = []
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        for start, length in ranges:
            begin = max(start, line.textStart())
            end = min(start + length, line.textStart() + line.textLength())
            if begin < end:
                left, right = _x(line, begin), _x(line, end)
                left, right = min(left, right), max(left, right)
                boxes.append(QRectF(left - 1.5, line.y() - 1, right - left + 3, line.height() + 2))
    return tuple(boxes)


def _x(line: QTextLine, position: int) -> float:
    """The left edge of a character; the binding gives the position back beside it, or alone."""
    found: Any = line.cursorToX(position)
    return float(found[0] if isinstance(found, tuple | list) else found)


def _place_chips(
    made: Sequence[Chip], top: float, left: float, room: float, style: CardStyle
) -> tuple[PlacedChip, ...]:
    plain, strong = QFontMetricsF(style.chip), QFontMetricsF(style.chip_strong)
    placed = []
    x = left
    for chip in made:
        text_wide = plain.horizontalAdvance(chip.text + (" " if chip.strong else ""))
        room_left = left + room - x - 2 * style.chip_side
        if text_wide > room_left:
            break
        words = strong.elidedText(chip.strong, Qt.TextElideMode.ElideRight, room_left - text_wide)
        wide = text_wide + strong.horizontalAdvance(words) + 2 * style.chip_side
        box = QRectF(x, top, wide, style.chip_high)
        placed.append(PlacedChip(replace(chip, strong=words), box, text_wide))
        x += wide + style.gap
    return tuple(placed)


def paint(
    painter: QPainter,
    box: QRectF,
    card: Card,
    style: CardStyle,
    tokens: Tokens,
    selected: bool,
    thumbnail: QImage | None = None,
) -> None:
    """Paint a card into a row's box; ``thumbnail`` takes the place of the type badge."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.topLeft())
    _paint_badge(painter, card, style, tokens, thumbnail)
    y, left, room = float(style.pad), card.column.left(), card.column.width()
    lead = _leading(card.is_mirrored) | Qt.TextFlag.TextSingleLine
    painter.setPen(QColor(tokens.muted if card.grey else tokens.text))
    painter.setFont(style.title)
    painter.drawText(QRectF(left, y, room, style.title_high), lead, card.title)
    y += style.title_high + style.gap * 0.8
    painter.setPen(QColor(tokens.muted))
    painter.setFont(style.small)
    painter.drawText(QRectF(left, y, room, style.small_high), lead, card.place)
    origin = QPointF(left, _snippet_top(style))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.mark))
    for mark in card.marks:
        painter.drawRoundedRect(mark.translated(origin), style.mark_radius, style.mark_radius)
    painter.setPen(QColor(tokens.muted if card.faint or card.grey else tokens.text))
    card.snippet.draw(painter, origin)
    for placed in card.chips:
        _paint_chip(painter, placed, style, tokens, selected, card.is_mirrored)
    painter.restore()


def _paint_badge(
    painter: QPainter, card: Card, style: CardStyle, tokens: Tokens, thumbnail: QImage | None
) -> None:
    box = card.badge
    painter.setPen(Qt.PenStyle.NoPen)
    if thumbnail is None:
        painter.setBrush(QColor(tokens.line if card.grey else card.colour))
    else:
        brush = QBrush(thumbnail)
        scale = box.width() / thumbnail.width()
        brush.setTransform(QTransform(scale, 0, 0, scale, box.x(), box.y()))
        painter.setBrush(brush)
    painter.drawRoundedRect(box, style.radius * 0.6, style.radius * 0.6)
    if thumbnail is not None:
        return
    painter.setPen(QColor(tokens.muted if card.grey else ON_BADGE))
    painter.setFont(style.badge)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, card.letters)


def _paint_chip(
    painter: QPainter,
    placed: PlacedChip,
    style: CardStyle,
    tokens: Tokens,
    selected: bool,
    is_mirrored: bool,
) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    ground = tokens.accent_background if placed.chip.accent else tokens.chip
    if selected:
        ground = tokens.panel
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(placed.box, style.chip_high / 2, style.chip_high / 2)
    metrics = QFontMetricsF(style.chip)
    base = placed.box.top() + (placed.box.height() + metrics.ascent() - metrics.descent()) / 2
    x = placed.box.left() + style.chip_side
    strong = x + placed.text_wide
    if is_mirrored and placed.chip.strong:
        strong, x = x, placed.box.right() - style.chip_side - placed.text_wide
        x += QFontMetricsF(style.chip).horizontalAdvance(" ")
    painter.setFont(style.chip)
    painter.setPen(QColor(tokens.accent_text if placed.chip.accent else tokens.muted))
    painter.drawText(QPointF(x, base), placed.chip.text)
    if placed.chip.strong:
        painter.setFont(style.chip_strong)
        painter.setPen(QColor(tokens.text))
        painter.drawText(QPointF(strong, base), placed.chip.strong)


def paint_line(
    painter: QPainter,
    box: QRectF,
    text: str,
    style: CardStyle,
    tokens: Tokens,
    *,
    is_mirrored: bool = False,
) -> None:
    """The line at the top of a row, with ``text`` in it, that parts weaker matches from others."""
    metrics = QFontMetricsF(style.badge)
    wide, middle = metrics.horizontalAdvance(text), box.top() + style.lowered * 0.6
    left, right = box.left() + style.outer, box.right() - style.outer
    begin = box.right() - style.left - wide if is_mirrored else box.left() + style.left
    painter.save()
    painter.setPen(QColor(tokens.line))
    painter.drawLine(QPointF(left, middle), QPointF(begin - style.gap, middle))
    painter.drawLine(QPointF(begin + wide + style.gap, middle), QPointF(right, middle))
    painter.setPen(QColor(tokens.muted))
    painter.setFont(style.badge)
    around = QRectF(begin, middle - metrics.height() / 2, wide + 1, metrics.height())
    painter.drawText(around, Qt.AlignmentFlag.AlignVCenter, text)
    painter.restore()
