"""What is left out: patterns with a look at what they would drop, and whether text in pictures is
looked for."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from docmind.core import DocMindError, ExcludePreview
from docmind.ui.widgets.check import Check
from docmind.ui.widgets.line import Line
from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.theme import scaled_font, unit
from docmind.ui.widgets.timing import one_shot
from docmind.ui.widgets.wording import columns, counted, isolated, number, shown, size, tr

PREVIEW_MS = 250
SHOWN_EXAMPLES = 8
_APART = "&nbsp;&nbsp;"


class ExcludeSheet(QWidget):
    """A page in place of the results. Nothing holds before Save is pressed."""

    previewed = Signal(object)  # tuple[str, ...]: patterns to look at
    saved = Signal(object)  # dict[str, Any]: changed settings by name
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        look(self, "window")
        self._before: tuple[tuple[str, ...], bool] = ((), False)
        self.request = 0
        self.edit = QPlainTextEdit(self)
        self.edit.setAccessibleName(tr("Patterns to leave out, one in a line"))
        self.edit.setPlaceholderText(tr("One pattern in a line"))
        self.edit.setTabChangesFocus(True)
        self.edit.setMaximumHeight(unit(self.font(), 280))
        look(self.edit, "boxed")
        self.pictures = Check(tr("Always look for text in pictures and scanned pages"), self)
        self.save = QPushButton(tr("Save"), self)
        look(self.save, "primary")
        self._close = QPushButton(tr("Back to search"), self)
        self._verdict = QLabel(self)
        self._examples = [Line(self) for _ in range(SHOWN_EXAMPLES)]
        self._rest = one_shot(self, PREVIEW_MS, self._ask)
        self._arrange()
        self.edit.textChanged.connect(self._on_change)
        self.pictures.toggled.connect(lambda _on: self._show_save())
        self.save.clicked.connect(lambda _checked=False: self._on_save())
        self._close.clicked.connect(lambda _checked=False: self.closed.emit())
        for button in (self.save, self._close):
            button.setAccessibleName(button.text())

    def _arrange(self) -> None:
        font = self.font()
        title = QLabel(tr("What is left out"), self)
        title.setFont(scaled_font(font, 14 / 13, bold=True))
        head = QHBoxLayout()
        head.setSpacing(unit(font, 6))
        head.addWidget(title, 1)
        head.addWidget(self.save)
        head.addWidget(self._close)
        text = QLabel(
            tr("What matches one of these patterns is not read and cannot be found, in whatever "
               "folder it lies. The files themselves stay where they are."),
            self,
        )  # fmt: skip
        text.setWordWrap(True)
        look(text, "muted")
        self._verdict.setFont(scaled_font(font, 1, bold=True))
        self._verdict.setWordWrap(True)
        self._verdict.setTextFormat(Qt.TextFormat.PlainText)
        sides = QHBoxLayout()
        sides.setSpacing(unit(font, 20))
        sides.addLayout(self._patterns_side(), 1)
        sides.addLayout(self._preview_side(), 1)
        picture_text = QLabel(
            tr("This takes a while and goes on in the background, when nothing else is read."),
            self,
        )
        look(picture_text, "muted")
        picture_text.setWordWrap(True)
        picture_text.setContentsMargins(unit(font, 24), 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(unit(font, side) for side in (20, 12, 20, 20)))
        column.setSpacing(unit(font, 10))
        column.addLayout(head)
        column.addWidget(text)
        column.addLayout(sides)
        column.addSpacing(unit(font, 6))
        pictures = QVBoxLayout()
        pictures.setSpacing(unit(font, 2))
        pictures.addWidget(self.pictures)
        pictures.addWidget(picture_text)
        column.addLayout(pictures)
        column.addStretch(1)

    def _patterns_side(self) -> QVBoxLayout:
        font = self.font()
        meanings = (
            ("*.log", tr("files that end like this")),
            ("drafts/", tr("folders of this name")),
            ("/Private", tr("only at the top of a folder you added")),
            ("!notes.log", tr("but keep this one")),
        )
        rows = "".join(
            f"<tr>{columns(f'<code>{isolated(pattern, path=True)}</code>', _APART, text)}</tr>"
            for pattern, text in meanings
        )
        help_text = QLabel(f"<table>{rows}</table>", self)
        help_text.setFont(scaled_font(font, 12 / 13))
        look(help_text, "muted")
        side = QVBoxLayout()
        side.setSpacing(unit(font, 8))
        side.addWidget(self.edit)
        side.addWidget(help_text)
        return side

    def _preview_side(self) -> QVBoxLayout:
        side = QVBoxLayout()
        side.setSpacing(unit(self.font(), 4))
        side.addWidget(self._verdict)
        side.addSpacing(unit(self.font(), 4))
        for line in self._examples:
            line.setFont(scaled_font(self.font(), 12 / 13))
            look(line, "muted")
            side.addWidget(line)
        side.addStretch(1)
        return side

    # ---- showing -------------------------------------------------------------------------------

    def show_settings(self, patterns: tuple[str, ...], pictures: bool) -> None:
        """Show what holds now; what was typed and not saved is dropped."""
        self._before = (patterns, pictures)
        self.edit.setPlainText("\n".join(patterns) + ("\n" if patterns else ""))
        self.pictures.setChecked(pictures)
        self._show_save()

    def begin(self) -> None:
        """Be ready to type a further line."""
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        cursor = self.edit.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.edit.setTextCursor(cursor)
        self._ask()

    def focus_target(self) -> QWidget:
        """Where the focus goes when a person moves to this pane."""
        return self.edit

    def patterns(self) -> tuple[str, ...]:
        """What is typed, without empty lines."""
        lines = (line.strip() for line in self.edit.toPlainText().splitlines())
        return tuple(line for line in lines if line)

    def show_preview(self, request: int, preview: ExcludePreview) -> None:
        """What the patterns would leave out, when it is the newest answer."""
        if request != self.request:
            return
        look(self._verdict, "plain")
        examples = preview.examples[:SHOWN_EXAMPLES]
        if preview.files == 0:
            self._verdict.setText(tr("Nothing that can be found now would be left out."))
        else:
            files = counted(preview.files, "{count} file", "{count} files")
            self._verdict.setText(
                tr("{files}, {size}, would be left out:").format(
                    files=files, size=size(preview.size)
                )
            )
        texts = [shown(path) for path in examples]
        if preview.files > len(examples) and examples:
            texts = texts[: SHOWN_EXAMPLES - 1]
            more = preview.files - len(texts)
            texts.append(tr("… and {count} more").format(count=number(more)))
        for line, text in zip(self._examples, [*texts, *[""] * SHOWN_EXAMPLES], strict=False):
            line.show_text(text)
            line.setVisible(bool(text))

    def show_refusal(self, request: int, error: DocMindError) -> None:
        """Why the patterns cannot be used."""
        if request == self.request:
            look(self._verdict, "error")
            self._verdict.setText(str(error))
            for line in self._examples:
                line.hide()

    def show_saving(self, saving: bool) -> None:
        """While the settings are written nothing can be saved."""
        self.save.setText(tr("Saving…") if saving else tr("Save"))
        self.save.setAccessibleName(self.save.text())
        self._show_save(possible=not saving)

    # ---- doing ---------------------------------------------------------------------------------

    def _on_change(self) -> None:
        self._rest.start()
        self._show_save()

    def _show_save(self, *, possible: bool = True) -> None:
        now = (self.patterns(), self.pictures.isChecked())
        self.save.setEnabled(possible and now != self._before)

    def _ask(self) -> None:
        self._rest.stop()
        self.previewed.emit(self.patterns())

    def _on_save(self) -> None:
        patterns, pictures = self._before
        changes: dict[str, object] = {}
        if self.patterns() != patterns:
            changes["discovery.exclude"] = self.patterns()
        if self.pictures.isChecked() != pictures:
            changes["recognition.enabled"] = self.pictures.isChecked()
        if changes:
            self.saved.emit(changes)
