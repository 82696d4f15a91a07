"""The right side of the window: the selected result's own page, with its passage marked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from docmind.core import DocMindError, Hit, PageText, Span
from docmind.ui.bridge import Bridge
from docmind.ui.preview.canvas import Canvas, Fit
from docmind.ui.preview.drawing import DrawingDesk, Drawn, Wanted
from docmind.ui.preview.found_text import FoundText
from docmind.ui.preview.more import MoreButton
from docmind.ui.preview.text_page import TextPage
from docmind.ui.widgets.icons import icon
from docmind.ui.widgets.line import Line
from docmind.ui.widgets.message import Message
from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.theme import icon_size, scaled_font, tokens_now, unit
from docmind.ui.widgets.unread import Unread
from docmind.ui.widgets.wording import counted, number, shown, size, tr

PDF = "application/pdf"


class PreviewPanel(QWidget):
    """Header with facts and buttons, and below it a page, a picture, text or a calm message."""

    open_pressed = Signal()
    folder_pressed = Signal()

    def __init__(self, bridge: Bridge, desk: DrawingDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        look(self, "panel")
        self._bridge = bridge
        self._desk = desk
        self._hit: Hit | None = None
        self._query = ""
        self._page: int | None = None
        self._pages: int | None = None
        self._asked = 0
        self._wanted: Wanted | None = None
        self._opens_pages = False
        self._unread = Unread()
        self._open_tip = ""
        self.found = FoundText(self)
        self._build_header()
        self.canvas = Canvas(self)
        self.canvas.setAccessibleName(tr("Page"))
        self.text = TextPage(self)
        self.message = Message("page", self)
        self._notes = QLabel(self)
        self._facts_below = QLabel(self)
        self._arrange()
        bridge.page_came.connect(self._on_page)
        bridge.page_failed.connect(self._on_page_failed)
        desk.drawn.connect(self._on_drawn)
        desk.failed.connect(self._on_not_drawn)
        self.canvas.width_wanted.connect(self._on_width_wanted)
        self.show_hit(None, "")

    # ---- building ------------------------------------------------------------------------------

    def _build_header(self) -> None:
        font = self.font()
        self._title = Line(self)
        self._title.setFont(scaled_font(font, 14 / 13, bold=True))
        self._facts = Line(self)
        self._facts.setFont(scaled_font(font, 12 / 13))
        look(self._facts, "muted")
        self._open = QPushButton(tr("Open"), self)
        look(self._open, "primary")
        self._folder = QPushButton(tr("Show in folder"), self)
        self._more = MoreButton(self)
        self._previous = self._step(tr("Previous page"), -1)
        self._next = self._step(tr("Next page"), 1)
        self._switch = QToolButton(self)
        self._switch.setText(tr("Text"))
        self._switch.setAccessibleName(tr("Show the text found in the picture"))
        self._switch.setToolTip(tr("Show or hide the text found in the picture"))
        self._switch.setCheckable(True)
        self._switch.setChecked(True)
        self._switch.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._switch.toggled.connect(self.found.setVisible)
        self._switch.hide()
        look(self._switch, "switch")
        self._place = QLabel(self)
        self._place.setAccessibleName(tr("Page shown"))
        look(self._place, "muted")
        for button, signal in (
            (self._open, self.open_pressed),
            (self._folder, self.folder_pressed),
        ):
            button.setAccessibleName(button.text())
            button.clicked.connect(signal)

    def _step(self, name: str, by: int) -> QToolButton:
        button = QToolButton(self)
        button.setAccessibleName(name)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        look(button, "step")
        button.clicked.connect(lambda: self.turn(by))
        return button

    def _arrange(self) -> None:
        font = self.font()
        for label in (self._notes, self._facts_below):
            label.setFont(scaled_font(font, 12 / 13))
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            side = unit(font, 18)
            label.setContentsMargins(side, unit(font, 8), side, unit(font, 12))
            look(label, "muted")
            label.hide()
        self._header = QWidget(self)
        self._header.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        look(self._header, "header")
        buttons = QHBoxLayout()
        buttons.setSpacing(unit(font, 6))
        buttons.addWidget(self._open)
        buttons.addWidget(self._folder)
        buttons.addWidget(self._more)
        buttons.addStretch()
        buttons.addWidget(self._switch)
        for widget in (self._previous, self._place, self._next):
            buttons.addWidget(widget)
        top = QVBoxLayout(self._header)
        top.setContentsMargins(unit(font, 16), unit(font, 14), unit(font, 16), unit(font, 11))
        top.setSpacing(unit(font, 3))
        top.addWidget(self._title)
        top.addWidget(self._facts)
        top.addSpacing(unit(font, 5))
        top.addLayout(buttons)
        body = QWidget(self)
        self._body = QStackedLayout(body)
        self._picture = QSplitter(Qt.Orientation.Vertical, self)
        self._picture.setHandleWidth(1)
        self._picture.setChildrenCollapsible(False)
        for place, part in enumerate((self.canvas, self.found)):
            self._picture.addWidget(part)
            self._picture.setStretchFactor(place, 2 - place)
        self.found.hide()
        for page in (self.message, self.text, self._picture):
            self._body.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addWidget(body, 1)
        column.addWidget(self._notes)
        column.addWidget(self._facts_below)
        self.setMinimumWidth(unit(font, 300))

    def use_actions(self, action: Callable[[str], QAction]) -> None:
        """Take tooltips from the action table."""
        for button, name in (
            (self._open, "open"),
            (self._folder, "show_in_folder"),
            (self._previous, "previous_page"),
            (self._next, "next_page"),
        ):
            button.setToolTip(action(name).toolTip())
        self._more.offer([action(name) for name in ("find_similar", "find_passages")])
        self._open_tip = self._open.toolTip()

    # ---- showing -------------------------------------------------------------------------------

    def set_opens_pages(self, able: bool) -> None:
        """Whether the desktop's PDF program can be opened at a page."""
        self._opens_pages = able
        self._show_place()

    def focus_targets(self) -> list[QWidget]:
        """What shows the result now and can be scrolled by keys; a button while there is none."""
        current = self._body.currentWidget()
        if current is self._picture:
            return [self.canvas, self.found.text]
        return [self.text] if current is self.text else [self._open]

    def set_unread(self, unread: Unread) -> None:
        """What to say of files that were found by their name alone."""
        self._unread = unread
        if self._hit is not None and not self._hit.read:
            self._say_unread(self._hit)

    @property
    def page(self) -> int | None:
        """The page shown, from 1, where the document has pages."""
        return self._page

    def show_hit(self, hit: Hit | None, query: str) -> None:
        """Show a result, or nothing."""
        before, asked = self._hit, self._query
        self._hit, self._query = hit, query
        self._header.setVisible(hit is not None)
        if hit is None:
            self._clear_below()
            self._say(tr("Nothing chosen"), tr("Choose a result to see it here."))
            return
        same = before is not None and query == asked and _same_view(before, hit)
        self._title.show_text(shown(hit.title) or shown(hit.path.name))
        self._title.setToolTip(shown(hit.path))
        if same:
            return
        self._pages = hit.page_count
        self._show_facts()
        self._show_open_tip(hit)
        self._clear_below()
        if hit.read:
            self._go(hit.best.page)
        else:
            self._page = None
            self._show_place()
            self._say_unread(hit)

    def _say_unread(self, hit: Hit) -> None:
        self._asked = 0  # nothing is asked of the engine: it knows the name alone
        self._say(self._unread.title(hit.path), self._unread.why(hit.path))

    def _clear_below(self) -> None:
        for part in (self._facts_below, self._notes, self._switch, self.found):
            part.hide()

    def _show_open_tip(self, hit: Hit) -> None:
        tip = self._open_tip
        if hit.container is not None:
            tip = tr("Open {name}, which holds this file").format(name=shown(hit.container.name))
        self._open.setToolTip(tip)

    def _go(self, page: int | None) -> None:
        assert self._hit is not None
        self._page = page
        self._show_place()
        self._asked = self._bridge.page_text(
            self._hit, page, self._query, marked=page == self._hit.best.page
        )
        if self._hit.kind == "image" and self._hit.container is None:
            self._draw(Wanted(self._asked, self._hit.path, None, self._room(), frame=page or 1))

    def turn(self, by: int) -> None:
        """Show the page ``by`` pages on."""
        if self._hit is not None and self._page is not None and self._pages:
            page = min(max(self._page + by, 1), self._pages)
            if page != self._page:
                self._go(page)

    def _show_facts(self) -> None:
        assert self._hit is not None
        parts = [shown(self._hit.path.name)]
        if self._hit.container is not None:
            parts.append(tr("in {name}").format(name=shown(self._hit.container.name)))
        if self._pages and self._hit.media_type == PDF:
            parts.append(counted(self._pages, "{count} page", "{count} pages"))
        parts.append(size(self._hit.size))
        self._facts.show_text(" \N{MIDDLE DOT} ".join(parts))

    def _show_place(self) -> None:
        steps = self._page is not None and (self._pages or 0) > 1
        for widget in (self._previous, self._place, self._next):
            widget.setVisible(steps)
        text = tr("Open")
        if steps and self._page is not None and self._pages is not None:
            self._place.setText(f"{number(self._page)} / {number(self._pages)}")
            self._previous.setEnabled(self._page > 1)
            self._next.setEnabled(self._page < self._pages)
            hit = self._hit
            alone = hit is not None and hit.container is None and hit.media_type == PDF
            if self._opens_pages and alone:
                text = tr("Open page {number}").format(number=self._page)
        self._open.setText(text)
        self._open.setAccessibleName(text)
        self._draw_icons()

    def _say(self, title: str, text: str) -> None:
        self._wanted = None
        self.canvas.clear()
        self.message.show_text(title, text)
        self._body.setCurrentWidget(self.message)

    # ---- answers -------------------------------------------------------------------------------

    def _on_page(self, asked: int, page: PageText) -> None:
        hit = self._hit
        if hit is None or asked != self._asked:
            return
        if page.page_count:
            self._pages = page.page_count
        self._show_facts()
        self._show_place()
        passage = hit.best.focus if self._page == hit.best.page else None
        self._show_notes(page)
        if hit.kind == "image":
            self._show_properties(page)
        if hit.container is None and (hit.kind == "image" or hit.media_type == PDF):
            self._show_drawn(hit, page, passage)
        elif page.text.strip():
            self.text.show_text(page.text, passage, page.highlights)
            self._body.setCurrentWidget(self.text)
        elif hit.container is not None:  # no file on disk that could be drawn
            name = shown(hit.container.name)
            self._say(
                tr("This lies inside {name}").format(name=name),
                tr("Open {name} to look at it.").format(name=name),
            )
        else:
            self._say(tr("Nothing to show"), tr("This file was found by its name."))

    def _show_drawn(self, hit: Hit, page: PageText, passage: Span | None) -> None:
        """Ask for the page itself; text that was recognised has no place in it to be marked."""
        if hit.media_type == PDF:
            wanted = Wanted(self._asked, hit.path, self._page or 1, self._room())
            if not page.in_picture:
                wanted = replace(wanted, passage=passage, words=page.highlights)
            self._draw(wanted)
        there = page.in_picture and bool(page.text.strip())
        if there:
            self.found.show_page(page, passage)
        self._switch.setVisible(there)
        self.found.setVisible(there and self._switch.isChecked())

    def _show_notes(self, page: PageText) -> None:
        self._notes.setText(" ".join(page.notes))
        self._notes.setVisible(bool(page.notes))

    def _show_properties(self, page: PageText) -> None:
        lines = [f"{shown(name)}: {shown(value)}" for name, value in page.properties[:8]]
        self._facts_below.setText("\n".join(lines))
        self._facts_below.setVisible(bool(lines))

    def _on_page_failed(self, asked: int, error: DocMindError) -> None:
        if self._hit is None or asked != self._asked or self._hit.kind == "image":
            return
        self._say(error.title, f"{error.detail} {error.hint}".strip())

    def _room(self) -> int:
        """Width for a drawing in device pixels; the canvas asks again when it is another."""
        side = unit(self.font(), 18)
        return max(64, round((self.width() - 2 * side) * self.devicePixelRatioF()))

    def _draw(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._desk.draw(wanted)

    def _on_width_wanted(self, width: int) -> None:
        if self._wanted is not None and self.canvas.drawn is not None:
            self._draw(replace(self._wanted, width=width))

    def _on_drawn(self, drawn: Drawn) -> None:
        if self._wanted is None or drawn.wanted.number != self._wanted.number:
            return
        fit: Fit = "whole" if drawn.wanted.page is None else "width"
        self.canvas.show_drawing(drawn, fit)
        self._body.setCurrentWidget(self._picture)

    def _on_not_drawn(self, wanted: Wanted) -> None:
        if self._wanted is not None and wanted.number == self._wanted.number:
            self._say(
                tr("This file cannot be shown here"),
                tr("Open it in its own program to look at it."),
            )

    # ---- Qt ------------------------------------------------------------------------------------

    def _draw_icons(self) -> None:
        side = icon_size(self.font(), 14)
        colour = tokens_now().text
        for button, name in ((self._previous, "previous"), (self._next, "next")):
            button.setIcon(icon(name, colour, side.width()))
            button.setIconSize(side)

    def sizeHint(self) -> QSize:
        """As wide as in the design."""
        return QSize(unit(self.font(), 520), unit(self.font(), 600))


def _same_view(before: Hit, now: Hit) -> bool:
    """Whether two hits show the same passage of the same state of a file."""
    return (before.file_id, before.mtime_ns, before.read, before.best.page, before.best.focus) == (
        now.file_id,
        now.mtime_ns,
        now.read,
        now.best.page,
        now.best.focus,
    )
