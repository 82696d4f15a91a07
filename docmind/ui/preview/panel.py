"""The right side of the window: the selected result's own page, with its passage marked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from docmind.core import DocMindError, Hit, PageText
from docmind.ui.bridge import Bridge
from docmind.ui.preview.canvas import Arrival, Fit
from docmind.ui.preview.drawing import Boxes, DrawingDesk, Drawn, Wanted
from docmind.ui.preview.find_bar import FindBar
from docmind.ui.preview.header import PDF, PreviewHeader
from docmind.ui.preview.marks import Marks
from docmind.ui.preview.places import Place
from docmind.ui.preview.stage import Stage
from docmind.ui.preview.trail import Trail
from docmind.ui.widgets.sheet import look
from docmind.ui.widgets.theme import unit
from docmind.ui.widgets.timing import one_shot
from docmind.ui.widgets.unread import Unread
from docmind.ui.widgets.wording import shown, tr

PATIENCE_MS = 400


class PreviewPanel(QWidget):
    """Header with facts and buttons, and below it a page, a picture, text or a calm message."""

    open_pressed = Signal()
    folder_pressed = Signal()
    mend_pressed = Signal()

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
        self._said: PageText | None = None  # the page that is shown, when its text has come
        self._asked = 0
        self._wanted: Wanted | None = None
        self._is_undrawn = False  # the page shown could not be drawn
        self._arrival: Arrival = "mark"
        self._unread = Unread()
        self.header = PreviewHeader(self)
        self.find_bar = FindBar(self)
        self.stage = Stage(self)
        self.canvas, self.text, self.message = (
            self.stage.canvas,
            self.stage.text,
            self.stage.message,
        )
        self.trail = Trail(bridge, self.header.matches, self.find_bar, self)
        self._slow = one_shot(self, PATIENCE_MS, self._say_slow)
        self._place_parts()
        self._join()
        self.show_hit(None, "")

    def _place_parts(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.find_bar)
        column.addWidget(self.stage, 1)
        self.setMinimumWidth(unit(self.font(), 300))

    def _join(self) -> None:
        self._bridge.page_came.connect(self._on_page)
        self._bridge.page_failed.connect(self._on_page_failed)
        self._desk.drawn.connect(self._on_drawn)
        self._desk.failed.connect(self._on_not_drawn)
        self._desk.marked.connect(self._on_marked)
        self.canvas.width_wanted.connect(self._on_width_wanted)
        self.canvas.turn_wanted.connect(self._scroll_on)
        self.header.open_pressed.connect(self.open_pressed)
        self.header.folder_pressed.connect(self.folder_pressed)
        self.header.text_switched.connect(self.stage.found.setVisible)
        self.header.steps.stepped.connect(self.turn)
        self.header.steps.page_wanted.connect(self.go_to_page)
        self.header.matches.stepped.connect(self.step_match)
        self.find_bar.stepped.connect(self.step_match)
        self.find_bar.closed.connect(self._leave_find)
        self.stage.facts.mend_pressed.connect(self.mend_pressed)
        self.trail.came.connect(self._mark_anew)
        self.trail.gone_to.connect(self._go_to_place)

    def use_actions(self, action: Callable[[str], QAction]) -> None:
        """Take tooltips and menu entries from the action table."""
        self.header.use_actions(action)

    # ---- showing -------------------------------------------------------------------------------

    def set_opens_pages(self, able: bool) -> None:
        """Whether the desktop's PDF program can be opened at a page."""
        self.header.set_opens_pages(able)
        self._show_place()

    def focus_targets(self) -> list[QWidget]:
        """What shows the result now and can be scrolled by keys; a button while there is none."""
        return self.stage.focus_targets() or [self.header.open]

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
        self.header.setVisible(hit is not None)
        if hit is None:
            self.trail.leave()
            self.find_bar.hide()
            self.stage.clear_below()
            self._say(tr("Nothing chosen"), tr("Choose a result to see it here."))
            return
        self.header.show_title(hit)
        if before is not None and query == asked and _same_view(before, hit):
            return
        self._pages = hit.page_count
        self.stage.clear_below()
        self.header.show_switch(False)
        self.trail.follow(hit, query)
        if before is None or not before.read:
            self.stage.say("", "")  # it is on its way: nothing is missing
        if before is None or before.file_id != hit.file_id:
            self._slow.start()
        if hit.read:
            self._go(hit.best.page)
        else:
            self._page = None
            self._show_place()
            self._say_unread(hit)

    def turn(self, by: int) -> None:
        """Show the page ``by`` pages on."""
        if self._page is not None:
            self.go_to_page(self._page + by)

    def go_to_page(self, page: int, arrival: Arrival = "top") -> None:
        """Show a page by its number, the first or last one for numbers beyond."""
        if self._hit is not None and self._page is not None and self._pages:
            page = min(max(page, 1), self._pages)
            if page != self._page:
                self.trail.stray()
                self._go(page, "mark" if page == self._hit.best.page else arrival)

    def step_match(self, by: int) -> None:
        """Go to the match after or before the present one, on whatever page it is."""
        reading = self.stage.reading
        offset = reading.offset if reading is not None and not self.stage.shows_picture else 0
        if self.stage.shows_picture and self._said is not None:
            offset = round(self.canvas.offset * len(self._said.text))
        self.trail.step(by, self._page, offset)

    def begin_finding(self) -> None:
        """Open the bar to find words in the document."""
        if self._hit is not None and self._hit.read:
            self.show()
            self.find_bar.begin()

    def _scroll_on(self, by: int) -> None:
        if self._page is not None:
            self.go_to_page(self._page + by, "top" if by > 0 else "bottom")

    def _go(self, page: int | None, arrival: Arrival = "mark") -> None:
        hit = self._hit
        assert hit is not None
        self._page, self._arrival, self._said = page, arrival, None
        self._is_undrawn = False
        self._show_place()
        self._asked = self._bridge.page_text(
            hit, page, self._query, marked=page == hit.best.page and not self.trail.leads
        )
        if hit.container is not None or not (hit.kind == "image" or hit.media_type == PDF):
            self._wanted = None
            return
        width = self.canvas.width_for(hit.path) if hit.media_type == PDF else None
        wanted = Wanted(self._asked, hit.path, None, width or self._room(), state=hit.mtime_ns)
        if hit.kind == "image":
            self._draw(replace(wanted, frame=page or 1))
        else:
            marks = self._marks(None)
            self._draw(replace(_marked(wanted, marks, in_picture=hit.best.in_picture),
                               page=page or 1))  # fmt: skip

    def _go_to_place(self, place: Place) -> None:
        if place.page != self._page and place.page is not None:
            self._go(place.page)
        else:
            self._mark_anew(go=True)

    def _show_place(self) -> None:
        if self._hit is not None:
            self.header.show_place(self._hit, self._page, self._pages)
            self.canvas.set_turns((self._pages or 0) > 1)

    def _say(self, title: str, text: str) -> None:
        self._wanted = None
        self._slow.stop()
        self.stage.say(title, text)

    def _say_unread(self, hit: Hit) -> None:
        self._asked = 0  # nothing is asked of the engine: it knows the name alone
        self._wanted = None
        self._slow.stop()
        known = hit.path in self._unread.reasons
        title, why = self._unread.title(hit.path), self._unread.why(hit.path)
        self.stage.show_facts(hit, title, why, mend=known)

    def _say_slow(self) -> None:
        self.stage.say(tr("One moment…"), tr("This file takes a while to be shown."))

    # ---- marks ---------------------------------------------------------------------------------

    def _marks(self, page: PageText | None) -> Marks:
        """What is to be marked on the page: while a person steps, all places on it."""
        assert self._hit is not None
        current, words = self.trail.marks(self._page)
        if self.trail.finds:
            return Marks(None, words, current)
        best = self._hit.best
        passage = best.focus if self._page == best.page else None
        if current is None or not words:
            words = page.highlights if page is not None else ()
        return Marks(passage, words, current)

    def _mark_anew(self, *, go: bool = False) -> None:
        """The places, or the present one, are others than before."""
        if self._said is None:
            return  # the text of the page is on its way
        marks = self._marks(self._said)
        if not go and not self.trail.finds:
            marks = replace(marks, current=None)
        self.stage.mark(marks)
        if self._wanted is not None and self._wanted.page is not None:
            self._mark_drawing(marks)

    def _mark_drawing(self, marks: Marks) -> None:
        assert self._wanted is not None
        in_picture = self._said is not None and self._said.in_picture
        self._wanted = _marked(self._wanted, marks, in_picture=in_picture)
        self._desk.mark(self._wanted)

    def _leave_find(self) -> None:
        self.find_bar.hide()
        self.trail.leave_find()
        self._mark_anew()
        self.focus_targets()[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    # ---- answers -------------------------------------------------------------------------------

    def _on_page(self, asked: int, page: PageText) -> None:
        hit = self._hit
        if hit is None or asked != self._asked:
            return
        self._said = page
        self._pages = page.page_count or self._pages
        if self._page is None:
            self._page = page.number
        self._show_place()
        self.stage.show_below(page)
        self.trail.look()
        marks = self._marks(page)
        if self._wanted is not None:
            self._show_with_drawing(page, marks)
        elif self._is_undrawn:
            self._show_undrawn()
        elif page.text.strip():
            self._slow.stop()
            self.stage.show_text(page, marks)
        elif hit.container is not None:  # no file on disk that could be drawn
            name = shown(hit.container.name)
            why = tr("Open {name} to look at it.").format(name=name)
            self._show_facts(tr("This lies inside {name}").format(name=name), why)
        else:
            self._show_facts(tr("Nothing to show"), tr("This file was found by its name."))

    def _show_with_drawing(self, page: PageText, marks: Marks) -> None:
        """The page is drawn already; text that was recognised has no place in it to be marked."""
        assert self._wanted is not None
        if self._wanted.page is not None:
            self._mark_drawing(marks)
        there = page.in_picture and bool(page.text.strip())
        if there:
            self.stage.show_found(page, marks, visible=self.header.switch.isChecked())
        else:
            self.stage.found.hide()
        self.header.show_switch(there)

    def _show_facts(self, title: str, why: str) -> None:
        assert self._hit is not None
        self._wanted = None
        self._slow.stop()
        self.stage.show_facts(self._hit, title, why)

    def _on_page_failed(self, asked: int, error: DocMindError) -> None:
        if self._hit is not None and asked == self._asked and self._hit.kind != "image":
            self._say(error.title, f"{error.detail} {error.hint}".strip())

    # ---- drawing -------------------------------------------------------------------------------

    def _room(self) -> int:
        """Width for a drawing in device pixels; the canvas asks again when it is another."""
        margins = 2 * unit(self.font(), 18)
        return max(64, round((self.width() - margins) * self.devicePixelRatioF()))

    def _draw(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._desk.draw(wanted)

    def _on_width_wanted(self, width: int) -> None:
        if self._wanted is not None and self.canvas.drawn is not None:
            self._draw(replace(self._wanted, width=width))

    def _on_drawn(self, drawn: Drawn) -> None:
        wanted = self._wanted
        if wanted is None or drawn.wanted.number != wanted.number:
            return
        self._slow.stop()
        fit: Fit = "whole" if drawn.wanted.page is None else "width"
        self.canvas.show_drawing(drawn, fit, self._arrival)
        self.stage.show_picture()
        self._draw_ahead(drawn.wanted)

    def _draw_ahead(self, wanted: Wanted) -> None:
        page = wanted.page
        if page is not None and self._pages:
            near = (page + 1, page - 1)
            self._desk.draw_ahead(
                [replace(wanted, page=one) for one in near if 1 <= one <= self._pages]
            )

    def _on_marked(self, wanted: Wanted, boxes: Boxes) -> None:
        if wanted == self._wanted:
            self.canvas.set_boxes(boxes, go=self._arrival == "mark" or wanted.current is not None)

    def _on_not_drawn(self, wanted: Wanted) -> None:
        if self._wanted is not None and wanted.number == self._wanted.number:
            self._wanted = None
            self._is_undrawn = True
            self._show_undrawn()

    def _show_undrawn(self) -> None:
        """The text of a page is better than nothing, where it is known."""
        page, hit = self._said, self._hit
        has_text = page is not None and (hit is None or hit.kind != "image" or page.in_picture)
        if page is not None and has_text and page.text.strip():
            self._slow.stop()
            self.stage.found.hide()
            self.header.show_switch(False)
            self.stage.show_text(page, self._marks(page))
            self.stage.say_below(tr("The page itself cannot be shown here; this is its text."))
        else:
            why = tr("Open it in its own program to look at it.")
            self._show_facts(tr("This file cannot be shown here"), why)

    # ---- Qt ------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """As wide as in the design."""
        return QSize(unit(self.font(), 520), unit(self.font(), 600))


def _marked(wanted: Wanted, marks: Marks, *, in_picture: bool) -> Wanted:
    if in_picture:
        return replace(wanted, passage=None, words=(), current=None)
    return replace(wanted, passage=marks.passage, words=marks.words, current=marks.current)


def _same_view(before: Hit, now: Hit) -> bool:
    """Whether two hits show the same passage of the same state of a file."""
    return (before.file_id, before.mtime_ns, before.read, before.best.page, before.best.focus) == (
        now.file_id,
        now.mtime_ns,
        now.read,
        now.best.page,
        now.best.focus,
    )
