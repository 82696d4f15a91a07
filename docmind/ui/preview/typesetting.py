"""Sets the blocks of a text in a Qt document: type sizes, spaces, tables."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetrics,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableFormat,
)

from docmind.core import Span
from docmind.ui.preview.excerpts import Excerpt, notes
from docmind.ui.preview.fonts import fixed_font
from docmind.ui.preview.positions import Piece, Units
from docmind.ui.preview.structure import Block
from docmind.ui.widgets.emphasis import runs
from docmind.ui.widgets.theme import scaled_font, tokens_now, unit
from docmind.ui.widgets.wording import shown, size, tr

_VALUE = re.compile(r"[\d\s.,:%+\-\u2212()\u20ac$\u00a3]+\Z")
ROWS_MEASURED, LETTERS_MEASURED = 60, 120  # of a table, to find out how wide its columns are
WIDEST_COLUMN = 240
SIZES = (20, 17, 15, 14, 13, 13)
"""Of headings by level, where the text has 13."""


class Typesetting:
    """One document. Remembers where each part of the text went."""

    def __init__(self, document: QTextDocument, font: QFont, width: int) -> None:
        self._document = document
        self._font = font
        self._width = width
        self._tokens = tokens_now()
        self._cursor = QTextCursor(document)
        self._pieces: list[Piece] = []
        self._text = ""
        self._units = Units("")
        self._after = ""
        self._attached: Sequence[tuple[str, int]] = ()
        self._is_first = True  # nothing was set yet
        self._is_fresh = True  # the block at hand is still empty
        self._fields: list[Block] = []
        self._is_markdown = False

    def begin(
        self, excerpt: Excerpt, attached: Sequence[tuple[str, int]], *, is_markdown: bool = False
    ) -> None:
        """Clear the document for a text."""
        self._is_markdown = is_markdown
        self._document.clear()
        self._document.setDefaultFont(self._font)
        self._cursor = QTextCursor(self._document)
        self._cursor.beginEditBlock()
        self._text, self._units = excerpt.text, Units(excerpt.text)
        before, self._after = notes(excerpt)
        self._attached = attached
        if before:
            self._say(before)

    def add(self, block: Block) -> None:
        """Set one block."""
        if block.form == "field":
            self._fields.append(block)
            return
        self._set_fields()
        if block.form == "rows":
            self._set_rows(block)
        else:
            for number, (span, *_) in enumerate(block.lines):
                self._start(block, number)
                self._write(span, self._look(block), as_typed=block.form == "code")

    def finish(self) -> list[Piece]:
        """Where the parts of the text lie now."""
        self._set_fields()
        if self._after:
            self._say(self._after)
        self._cursor.endEditBlock()
        return self._pieces

    # ---- words ---------------------------------------------------------------------------------

    def _start(self, block: Block, number: int) -> None:
        form = QTextBlockFormat()
        form.setLineHeight(122.0, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if block.form == "heading":
            form.setHeadingLevel(block.level)
            form.setTopMargin(
                0 if self._is_first else unit(self._font, 16 if block.level < 3 else 12)
            )
            form.setBottomMargin(unit(self._font, 2))
        elif number == 0 and not self._is_first:
            form.setTopMargin(unit(self._font, 9 if block.spaced else 2))
        if block.form == "item":
            step = unit(self._font, 16)
            form.setLeftMargin(step)
            form.setTextIndent(-step)
        elif block.form in ("quote", "code"):
            form.setLeftMargin(unit(self._font, 12))
        self._new_block(form)

    def _new_block(self, form: QTextBlockFormat) -> None:
        if self._is_fresh:
            self._cursor.setBlockFormat(form)
        else:
            self._cursor.insertBlock(form, QTextCharFormat())
        self._is_first = self._is_fresh = False

    def _look(self, block: Block) -> QTextCharFormat:
        look = QTextCharFormat()
        if block.form == "heading":
            factor = SIZES[block.level - 1] / 13
            look.setFont(scaled_font(self._font, factor, bold=True))
        elif block.form == "quote":
            look.setForeground(QColor(self._tokens.muted))
        elif block.form == "code":
            look.setFont(fixed_font(self._font))
        return look

    def _write(self, span: Span, look: QTextCharFormat, *, as_typed: bool = False) -> None:
        """Put a part of the text down; what Markdown marks in it looks marked."""
        if as_typed or not self._is_markdown:
            self._put(span, look)
            return
        for run in runs(self._text, span):
            own = QTextCharFormat(look)
            if run.bold:
                own.setFontWeight(QFont.Weight.Bold)
            if run.italic:
                own.setFontItalic(True)
            if run.code:
                own.setFontFamilies(fixed_font(self._font).families())
            self._put(run.span, own)

    def _put(self, span: Span, look: QTextCharFormat) -> None:
        start, end = self._units.at(span.start), self._units.at(span.end)
        if start < end:
            self._pieces.append(Piece(start, end, self._cursor.position()))
            part = self._text[span.start : span.end]
            self._cursor.insertText(part.replace("\n", " ").replace("\r", " "), look)

    def _say(self, text: str) -> None:
        """Words that are not the document's."""
        form = QTextBlockFormat()
        form.setTopMargin(0 if self._is_first else unit(self._font, 12))
        form.setBottomMargin(unit(self._font, 6))
        self._new_block(form)
        look = QTextCharFormat()
        look.setForeground(QColor(self._tokens.muted))
        self._cursor.insertText(text, look)

    # ---- tables --------------------------------------------------------------------------------

    def _set_rows(self, block: Block) -> None:
        columns = max(len(row) for row in block.lines)
        form = QTextTableFormat()
        form.setCellPadding(unit(self._font, 4))
        form.setCellSpacing(0)
        form.setBorder(1)
        form.setBorderCollapse(True)
        form.setBorderBrush(QBrush(QColor(self._tokens.line)))
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setTopMargin(unit(self._font, 8))
        form.setBottomMargin(unit(self._font, 12))
        form.setColumnWidthConstraints(self._widths(block.lines, columns))
        heads = len(block.lines) > 1 and self._names_columns(block.lines[0])
        table = self._insert_table(len(block.lines), columns, form)
        small, bold = QTextCharFormat(), QTextCharFormat()
        small.setFont(scaled_font(self._font, 12 / 13))
        bold.setFont(scaled_font(self._font, 12 / 13, bold=True))
        right = QTextBlockFormat()
        right.setAlignment(Qt.AlignmentFlag.AlignTrailing)
        for number, row in enumerate(block.lines):
            for column, span in enumerate(row):
                if span.start < span.end:
                    self._cursor = table.cellAt(number, column).firstCursorPosition()
                    if column and _VALUE.match(self._text, span.start, span.end) is not None:
                        self._cursor.setBlockFormat(right)
                    self._write(span, bold if heads and number == 0 else small)
        self._leave_table()

    def _widths(self, rows: Sequence[Sequence[Span]], columns: int) -> list[QTextLength]:
        """How wide columns are where the longest words alone make a table wider than the view: it
        scrolls then, and its cells need not be broken as well. None where Qt finds room."""
        metrics = QFontMetrics(scaled_font(self._font, 12 / 13, bold=True))
        around = 2 * unit(self._font, 4) + 2
        cells, words = [0] * columns, [0] * columns
        for row in rows[:ROWS_MEASURED]:
            for column, span in enumerate(row):
                text = self._text[span.start : span.end][:LETTERS_MEASURED]
                cells[column] = max(cells[column], metrics.horizontalAdvance(text) + around)
                longest = max(text.split(), key=len, default="")
                words[column] = max(words[column], metrics.horizontalAdvance(longest) + around)
        if sum(words) <= self._width - 2 * around:
            return []
        widest = unit(self._font, WIDEST_COLUMN)
        fixed = QTextLength.Type.FixedLength
        return [QTextLength(fixed, min(wide, widest)) for wide in cells]

    def _insert_table(self, rows: int, columns: int, form: QTextTableFormat) -> QTextTable:
        if self._is_first:  # Qt keeps a block before a table: it shall take no room
            thin = QTextBlockFormat()
            thin.setLineHeight(1, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
            self._cursor.setBlockFormat(thin)
        return self._cursor.insertTable(rows, columns, form)

    def _leave_table(self) -> None:
        self._cursor = QTextCursor(self._document)
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        self._is_first, self._is_fresh = False, True

    def _names_columns(self, row: Sequence[Span]) -> bool:
        """Whether the cells of a row are names rather than values."""
        cells = [self._text[span.start : span.end].strip() for span in row]
        return all(cells) and not any(any(sign.isdigit() for sign in cell) for cell in cells)

    def _set_fields(self) -> None:
        """The head of a mail, as two columns: what, and who or when."""
        fields, self._fields = self._fields, []
        if not fields:
            return
        form = QTextTableFormat()
        form.setBorder(0)
        form.setCellPadding(unit(self._font, 1))
        form.setCellSpacing(0)
        form.setBottomMargin(unit(self._font, 14))
        names = field_names()
        words = (*(names[field.label] for field in fields), tr("Attached"))
        wide = max(map(QFontMetrics(self._font).horizontalAdvance, words)) + unit(self._font, 14)
        fixed, rest = QTextLength.Type.FixedLength, QTextLength.Type.VariableLength
        form.setColumnWidthConstraints([QTextLength(fixed, wide), QTextLength(rest, 0)])
        rows = len(fields) + bool(self._attached)
        table = self._insert_table(rows, 2, form)
        label = QTextCharFormat()
        label.setForeground(QColor(self._tokens.muted))
        for number, field in enumerate(fields):
            table.cellAt(number, 0).firstCursorPosition().insertText(names[field.label], label)
            self._cursor = table.cellAt(number, 1).firstCursorPosition()
            look = QTextCharFormat()
            if field.label == "Subject":
                look.setFontWeight(QFont.Weight.DemiBold)
            self._put(field.lines[0][0], look)
        if self._attached:
            table.cellAt(rows - 1, 0).firstCursorPosition().insertText(tr("Attached"), label)
            listed = ", ".join(f"{shown(name)} ({size(count)})" for name, count in self._attached)
            table.cellAt(rows - 1, 1).firstCursorPosition().insertText(listed)
        self._leave_table()


def field_names() -> dict[str, str]:
    """The fields of a mail's head in the person's language."""
    return {
        "From": tr("From"),
        "To": tr("To"),
        "Cc": tr("Copy to"),
        "Date": tr("Date"),
        "Subject": tr("Subject"),
    }
