"""The body of the preview: one of a page, a text, a picture with its text, facts, or a message."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from docmind.core import Hit, PageText
from docmind.ui.preview.canvas import Canvas
from docmind.ui.preview.facts_page import FactsPage
from docmind.ui.preview.found_text import FoundText
from docmind.ui.preview.marks import Marks
from docmind.ui.preview.picture_facts import picture_facts
from docmind.ui.preview.structured_page import StructuredPage
from docmind.ui.preview.text_page import TextPage
from docmind.ui.widgets.message import Message
from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.theme import scaled_font, unit
from docmind.ui.widgets.wording import tr

LEAST_SCALE, MOST_SCALE = 0.6, 3.0


class Stage(QWidget):
    """Shows one thing at a time, with what is said below it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scale = 1.0  # of letters
        self.message = Message("page", self)
        self.facts = FactsPage(self)
        self.text = TextPage(self)
        self.structured = StructuredPage(self)
        self.canvas = Canvas(self)
        self.canvas.setAccessibleName(tr("Page"))
        self.found = FoundText(self)
        for reading in (self.text, self.structured, self.canvas, self.found.text):
            look(reading, "reading")
        self._picture = QSplitter(Qt.Orientation.Vertical, self)
        self._picture.setHandleWidth(1)
        self._picture.setChildrenCollapsible(False)
        for place, part in enumerate((self.canvas, self.found)):
            self._picture.addWidget(part)
            self._picture.setStretchFactor(place, 2 - place)
        self.found.hide()
        self.notes = self._line_below()
        self.properties = self._line_below()
        body = QWidget(self)
        self._body = QStackedLayout(body)
        for page in (self.message, self.facts, self.text, self.structured, self._picture):
            self._body.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(body, 1)
        column.addWidget(self.notes)
        column.addWidget(self.properties)

    def _line_below(self) -> QLabel:
        font = self.font()
        label = QLabel(self)
        label.setFont(scaled_font(font, 12 / 13))
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.setContentsMargins(*(unit(font, side) for side in (18, 8, 18, 12)))
        look(label, "muted")
        label.hide()
        return label

    # ---- showing -------------------------------------------------------------------------------

    def say(self, title: str, text: str) -> None:
        """Show a message and nothing else."""
        self.canvas.clear()
        self.message.show_text(title, text)
        self._body.setCurrentWidget(self.message)

    def show_facts(self, hit: Hit, title: str, why: str, *, mend: bool = False) -> None:
        """Show what is known of a file whose content is not shown."""
        self.canvas.clear()
        self.facts.show_file(hit, title, why, mend=mend)
        self._body.setCurrentWidget(self.facts)

    def show_text(self, page: PageText, marks: Marks) -> None:
        """Show a page's text: as it is written, or with its structure."""
        from docmind.ui.preview.structure import is_plain  # no start needs it

        self.canvas.clear()
        if is_plain(page.kind, page.media_type, page.headings):
            self._body.setCurrentWidget(self.text)  # first, so that it has its size
            self.text.show_text(page.text, marks, numbered=True, code=page.kind == "code")
        else:
            self._body.setCurrentWidget(self.structured)
            self.structured.show_page(page, marks)

    def show_picture(self) -> None:
        """Show what was drawn."""
        self._body.setCurrentWidget(self._picture)

    def show_found(self, page: PageText, marks: Marks, *, visible: bool) -> None:
        """Show the text found in a picture below it."""
        self.found.show_page(page, marks)
        self.found.setVisible(visible)

    def show_below(self, page: PageText) -> None:
        """Show what is to be said of a page, and the facts of a picture."""
        self.notes.setText(" ".join(page.notes))
        self.notes.setVisible(bool(page.notes))
        facts = picture_facts(page.properties) if page.kind == "image" else ""
        self.properties.setText(facts)
        self.properties.setVisible(bool(facts))

    def say_below(self, text: str) -> None:
        """Say something about what is shown, before what else is said of it."""
        self.notes.setText(f"{text} {self.notes.text()}".strip())
        self.notes.show()

    def zoom_by(self, factor: float) -> None:
        """Larger or smaller: the page or picture, or the letters of a text."""
        if self.shows_picture:
            self.canvas.zoom_by(factor)
        else:
            self._scale_texts(self._scale * factor)

    def zoom_fit(self) -> None:
        """Back to the usual size."""
        if self.shows_picture:
            self.canvas.zoom_fit()
        else:
            self._scale_texts(1.0)

    def _scale_texts(self, scale: float) -> None:
        self._scale = min(max(scale, LEAST_SCALE), MOST_SCALE)
        for reading in (self.text, self.structured, self.found.text):
            reading.set_scale(self._scale)

    def clear_below(self) -> None:
        """Nothing but the body."""
        self.notes.clear()
        for part in (self.notes, self.properties, self.found):
            part.hide()

    def mark(self, marks: Marks) -> None:
        """Mark something else in the text that is shown, and go there."""
        reading = self.reading
        if reading is not None:
            reading.mark(marks)

    # ---- asking --------------------------------------------------------------------------------

    @property
    def reading(self) -> TextPage | StructuredPage | None:
        """The text that is shown now, if any."""
        current = self._body.currentWidget()
        if current is self.text or current is self.structured:
            return self.text if current is self.text else self.structured
        return self.found.text if not self.found.isHidden() else None

    @property
    def said(self) -> str:
        """The words of the body: of a message, of facts or of a text."""
        current = self._body.currentWidget()
        if isinstance(current, Message | FactsPage):
            return current.said
        reading = self.reading
        return reading.toPlainText() if reading is not None else ""

    @property
    def shows_picture(self) -> bool:
        """Whether a drawing is shown."""
        return self._body.currentWidget() is self._picture

    def focus_targets(self) -> list[QWidget]:
        """What is shown now and can be scrolled by keys."""
        current = self._body.currentWidget()
        if current is self._picture:
            return [self.canvas, self.found.text]
        return [current] if current in (self.text, self.structured) else []
