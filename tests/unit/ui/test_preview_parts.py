"""The parts of the preview: header, page field, find bar, canvas, structured text, facts."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from fakes.engine import FakeEngine, make_hit
from fakes.shown import LEASE, write_pdf
from PySide6.QtCore import QPoint, QPointF, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QAction,
    QFontInfo,
    QFontMetrics,
    QImage,
    QTextDocument,
    QValidator,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from docmind.core import DocumentMatches, Heading, PageMatches, PageText, Span
from docmind.ui.bridge import Bridge
from docmind.ui.preview.canvas import Canvas
from docmind.ui.preview.drawing import Boxes, DrawingDesk, Drawn, Wanted
from docmind.ui.preview.facts_page import FactsPage, type_words
from docmind.ui.preview.find_bar import FindBar
from docmind.ui.preview.header import MORE, PreviewHeader
from docmind.ui.preview.marks import Marks
from docmind.ui.preview.match_steps import place_words
from docmind.ui.preview.page_steps import PageSteps
from docmind.ui.preview.panel import PreviewPanel
from docmind.ui.preview.places import Place, Places
from docmind.ui.preview.structured_page import SilentDocument, StructuredPage
from docmind.ui.preview.text_page import TextPage
from docmind.ui.widgets import painter_child, theme
from docmind.ui.widgets.painter_child import painter_program

WAIT_MS = 20_000
PDF = "application/pdf"
NOTCH = 120


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[DrawingDesk]:
    desk = DrawingDesk(painter_program)
    yield desk
    desk.close_down()


@pytest.fixture
def panel(qtbot: QtBot, desk: DrawingDesk, tmp_path: Path) -> Iterator[PreviewPanel]:
    """A preview of its own over a fake engine, which shows a PDF of 5 pages."""
    path = tmp_path / "lease.pdf"
    write_pdf(path, LEASE, 5)
    hit = make_hit(1, path, "Lease", "x", page=2, page_count=5, media_type=PDF, span=Span(0, 30))
    engine = FakeEngine((hit,))
    page = PageText(path, "", PDF, "document", 2, 5, "6. Term and termination", (Span(3, 7),))
    engine.pages[1] = page
    engine.known_matches[1] = DocumentMatches(
        (PageMatches(2, (Span(3, 7),)), PageMatches(4, (Span(3, 7), Span(12, 23))))
    )
    bridge = Bridge(lambda: engine)
    panel = PreviewPanel(bridge, desk)
    qtbot.addWidget(panel)
    panel.resize(520, 600)
    panel.show()
    with qtbot.waitSignal(bridge.opened):
        bridge.open()
    panel.show_hit(hit, "term")
    yield panel
    bridge.close_down()


def page_drawn(panel: PreviewPanel) -> int | None:
    drawn = panel.canvas.drawn
    return drawn.wanted.page if drawn is not None else None


# ---- header and bars ---------------------------------------------------------------------------


def test_buttons_without_room_go_into_the_menu(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    header = PreviewHeader(holder)
    QVBoxLayout(holder).addWidget(header)
    names = ("open", "show_in_folder", "find_similar", "previous_page", "next_page",
             *(name for group in MORE for name in group))  # fmt: skip
    actions = {name: QAction(name, header) for name in names}
    header.use_actions(actions.__getitem__)
    hit = make_hit(1, "/d/lease.pdf", "Lease", "x", page=7, page_count=24, media_type=PDF)
    header.show_title(hit)
    header.show_place(hit, 7, 24)
    holder.resize(900, 100)
    holder.show()
    assert header.folder.isVisible() and header.similar.isVisible()
    assert actions["find_similar"] not in header.more.menu().actions()
    holder.resize(holder.minimumSizeHint().width(), 100)
    assert not header.similar.isVisible() and not header.folder.isVisible()
    offered = header.more.menu().actions()
    assert {actions["find_similar"], actions["show_in_folder"]} <= set(offered)
    assert header.open.isVisible() and header.steps.isVisible()


def test_page_is_typed(qtbot: QtBot) -> None:
    steps = PageSteps()
    qtbot.addWidget(steps)
    steps.show_page(7, 24)
    steps.show()
    assert steps.said == "7 / 24"
    wanted: list[int] = []
    steps.page_wanted.connect(wanted.append)
    for typed, page in (("12", 12), ("99", 24), ("0", 1)):
        steps.field.selectAll()
        QTest.keyClicks(steps.field, typed)
        QTest.keyClick(steps.field, Qt.Key.Key_Return)
        assert wanted[-1] == page
    steps.show_page(3, 24)
    steps.field.selectAll()
    QTest.keyClicks(steps.field, "8")
    QTest.keyClick(steps.field, Qt.Key.Key_Escape)
    assert (steps.said, len(wanted)) == ("3 / 24", 3)
    assert steps.field.validator().validate("1,2", 3)[0] != QValidator.State.Acceptable
    assert len(steps.field.findChildren(QValidator)) == 1  # however many pages were turned
    steps.show_page(1, 1)
    assert steps.isHidden()


def test_find_bar_asks_when_typing_pauses_and_steps_by_enter(qtbot: QtBot) -> None:
    bar = FindBar()
    qtbot.addWidget(bar)
    bar.begin()
    asked: list[str] = []
    stepped: list[int] = []
    bar.wanted.connect(asked.append)
    bar.stepped.connect(stepped.append)
    QTest.keyClicks(bar.field, "lease")
    qtbot.waitUntil(lambda: asked == ["lease"])
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    QTest.keyClick(bar.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert stepped == [1, -1]
    with qtbot.waitSignal(bar.closed):
        QTest.keyClick(bar.field, Qt.Key.Key_Escape)


def test_number_of_matches_is_said() -> None:
    place = Place(1, Span(0, 1))
    other = Place(2, Span(0, 1))
    places = Places([place, other])
    assert place_words(places) == "2 matches"
    places.step(1, 1, 0)
    assert place_words(places) == "1 of 2"
    assert place_words(Places([place])) == "1 match"
    assert place_words(Places()) == "No match"
    assert place_words(Places([place, other], is_cut=True)) == "2+ matches"


def test_facts_say_what_is_known(qtbot: QtBot) -> None:
    page = FactsPage()
    qtbot.addWidget(page)
    hit = make_hit(1, "/home/ada/Videos/tour.mp4", "tour", "", read=False, media_type="")
    page.show_file(hit, "Not read", "Found by its name.", mend=True)
    for part in ("Not read", "MP4 video", "1.2 MB", "/home/ada/Videos"):
        assert part in page.said
    with qtbot.waitSignal(page.mend_pressed):
        page._message._button.click()
    assert type_words(Path("a.mp3"), "") == "MP3 sound"
    assert type_words(Path("noname"), "") == "File without a type in its name"
    assert type_words(Path("x.qqq"), "") == "QQQ file"


# ---- texts -------------------------------------------------------------------------------------


def marked(page: TextPage | StructuredPage) -> list[str]:
    return [selection.cursor.selectedText() for selection in page.extraSelections()]


def test_structured_text_keeps_its_marks(qtbot: QtBot) -> None:
    page = StructuredPage()
    qtbot.addWidget(page)
    text = "Report 🐝\n\nmonth\trent\nMay\t980\n\nThe tenant pays the rent.\n"
    rent = [Span(place, place + 4) for place in (text.index("rent"), text.rindex("rent"))]
    passage = Span(text.index("May"), text.index("pays"))
    shown = PageText(Path("a"), "", PDF, "document", 1, 1, text, headings=(Heading(0, 1, ""),))
    page.resize(400, 300)
    page.show_page(shown, Marks(passage, tuple(rent)))
    assert marked(page) == ["May", "980", "The tenant ", "rent", "rent"]
    assert page.document().begin().blockFormat().headingLevel() == 1
    page.mark(Marks(None, tuple(rent), rent[1]))
    assert marked(page) == ["rent", "rent", "rent"]


def test_mail_begins_with_who_when_and_what(qtbot: QtBot) -> None:
    page = StructuredPage()
    qtbot.addWidget(page)
    text = "From: Ada\nSubject: Lease\n\nHello"
    page.show_page(
        PageText(Path("a.eml"), "", "message/rfc822", "mail", None, None, text,
                 members=(("plan.pdf", 12_000),)),
        Marks(Span(6, 9)),
    )  # fmt: skip
    said = page.toPlainText()
    for part in ("From", "Ada", "Subject", "Lease", "Attached", "plan.pdf (12.0 kB)", "Hello"):
        assert part in said
    assert marked(page) == ["Ada"]


def test_far_match_is_gone_to(qtbot: QtBot) -> None:
    text = "\n\n".join(f"paragraph {number} of the report" for number in range(3000))
    place = text.index("paragraph 2900")
    span = Span(place, place + 14)
    structured = StructuredPage()
    plain = TextPage()
    for page in (structured, plain):
        qtbot.addWidget(page)
        page.resize(400, 300)
        page.show()
    structured.show_page(PageText(Path("a"), "", PDF, "document", 1, 1, text), Marks())
    assert "paragraph 2900" not in structured.toPlainText()
    plain.show_text(text, Marks(), numbered=True)
    for page in (structured, plain):
        page.mark(Marks(None, (span,), span))
        assert marked(page) == ["paragraph 2900"] * 2
        assert page.viewport().rect().contains(page.cursorRect())
        assert place - 3000 < page.offset <= place


def test_lines_are_numbered_as_in_the_file(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("docmind.ui.preview.text_page.AROUND", 200)
    page = TextPage()
    qtbot.addWidget(page)
    page.resize(400, 300)
    page.show()
    text = "\n".join(f"line {number}" for number in range(1, 500))
    start = text.index("line 250")
    page.show_text(text, Marks(Span(start, start + 8)), numbered=True, code=True)
    numbers = dict(page._seen_lines())
    first = page.firstVisibleBlock()
    seen = {}
    while first.isValid():
        seen[first.text()] = first
        first = first.next()
    assert numbers and all(f"line {number}" in seen for number in numbers)
    assert 250 in numbers
    page.show_text(text, Marks())
    assert page._numbers.isHidden()


def test_code_stays_in_columns_when_the_scheme_changes(qtbot: QtBot) -> None:
    page = TextPage()
    qtbot.addWidget(page)
    page.show()
    page.show_text("x = 1", Marks(), code=True)
    for scheme in ("dark", "light"):
        theme.apply(scheme)  # type: ignore[arg-type]
        assert QFontInfo(page.font()).fixedPitch()


def test_a_table_that_must_scroll_breaks_no_cell(qtbot: QtBot) -> None:
    page = StructuredPage()
    qtbot.addWidget(page)
    page.resize(300, 300)
    page.show()
    head = ",".join(f"column{number}" for number in range(12))
    rows = (f"{head},remark", ",".join("1" * 13), ",".join("2" * 12) + ",some more words in it")
    text = "\n".join(rows)
    page.show_page(PageText(Path("a.csv"), "", "text/csv", "document", None, None, text), Marks())
    table = page.document().rootFrame().childFrames()[0]
    heights = [
        page.document().documentLayout().blockBoundingRect(
            table.cellAt(row, 12).firstCursorPosition().block()
        ).height()
        for row in range(3)
    ]  # fmt: skip
    assert max(heights) < 1.5 * min(heights)
    assert page.horizontalScrollBar().maximum() > 0


def test_nothing_is_loaded_by_a_text(qtbot: QtBot, tmp_path: Path) -> None:
    picture = tmp_path / "x.png"
    QImage(4, 4, QImage.Format.Format_RGB32).save(str(picture))
    page = StructuredPage()
    qtbot.addWidget(page)
    assert isinstance(page.document(), SilentDocument)
    kind = QTextDocument.ResourceType.ImageResource.value
    for address in (picture.as_uri(), "http://127.0.0.1:9/x.png", "data:image/png;base64,AA"):
        assert page.document().resource(kind, QUrl(address)) is None
    markup = f'<img src="{picture.as_uri()}"> <a href="http://127.0.0.1:9/">there</a>'
    page.show_page(PageText(Path("a"), "", "text/html", "document", None, None, markup), Marks())
    assert page.toPlainText() == markup  # markup is text like any other
    flags = page.textInteractionFlags()
    assert not flags & Qt.TextInteractionFlag.LinksAccessibleByMouse


# ---- pages -------------------------------------------------------------------------------------


def wheel(canvas: Canvas, by: int) -> None:
    at = QPointF(canvas.viewport().rect().center())
    event = QWheelEvent(
        at, canvas.viewport().mapToGlobal(at), QPoint(), QPoint(0, by), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(canvas.viewport(), event)


def test_page_turns_when_scrolled_past_its_end(qtbot: QtBot, tmp_path: Path) -> None:
    canvas = Canvas()
    qtbot.addWidget(canvas)
    canvas.resize(300, 300)
    canvas.show()
    turned: list[int] = []
    canvas.turn_wanted.connect(turned.append)
    drawn = Drawn(Wanted(1, tmp_path, 2, 300), QImage(300, 900, QImage.Format.Format_RGB32),
                  QSizeF(300, 900))  # fmt: skip
    canvas.show_drawing(drawn, "width")
    wheel(canvas, NOTCH)
    assert turned == []  # there is nothing before it
    canvas.set_turns(True)
    wheel(canvas, NOTCH)
    assert turned == []
    wheel(canvas, NOTCH)
    assert turned == [-1]
    QTest.keyClick(canvas, Qt.Key.Key_End)
    assert canvas.verticalScrollBar().value() == canvas.verticalScrollBar().maximum()
    QTest.keyClick(canvas, Qt.Key.Key_PageDown)
    assert turned == [-1, 1]


def test_marks_may_come_after_the_drawing(qtbot: QtBot, tmp_path: Path) -> None:
    canvas = Canvas()
    qtbot.addWidget(canvas)
    canvas.resize(300, 300)
    canvas.show()
    drawn = Drawn(Wanted(1, tmp_path, 2, 300), QImage(300, 900, QImage.Format.Format_RGB32),
                  QSizeF(300, 900))  # fmt: skip
    canvas.show_drawing(drawn, "width")
    low = QRectF(0.2, 0.8, 0.2, 0.02)
    canvas.set_boxes(Boxes(words=(low,)), go=True)
    assert canvas.verticalScrollBar().value() > 300
    canvas.show_drawing(drawn, "width")
    assert canvas.drawn is not None and canvas.drawn.words == (low,)  # until others come
    QTest.keyClick(canvas, Qt.Key.Key_Plus)
    assert canvas.zoom > 1
    QTest.keyClick(canvas, Qt.Key.Key_0)
    assert canvas.zoom == 1


def test_neighbours_are_drawn_ahead_and_kept(qtbot: QtBot, panel: PreviewPanel) -> None:
    qtbot.waitUntil(lambda: page_drawn(panel) == 2, timeout=WAIT_MS)
    desk = panel._desk

    def kept() -> set[int | None]:
        width = panel.canvas.width_for(panel.canvas.drawn.wanted.path)  # type: ignore[union-attr]
        return {wanted.page for wanted in desk._kept if wanted.width == width}

    qtbot.waitUntil(lambda: {1, 2, 3} <= kept(), timeout=WAIT_MS)
    panel.turn(1)
    assert page_drawn(panel) == 3  # at once
    qtbot.waitUntil(lambda: 4 in kept(), timeout=WAIT_MS)


def test_matches_are_stepped_through_on_other_pages(qtbot: QtBot, panel: PreviewPanel) -> None:
    qtbot.waitUntil(lambda: panel.header.matches.said == "1 of 3", timeout=WAIT_MS)
    panel.step_match(1)
    qtbot.waitUntil(
        lambda: page_drawn(panel) == 4 and panel.canvas.drawn is not None
        and len(panel.canvas.drawn.current) > 0,
        timeout=WAIT_MS,
    )  # fmt: skip
    assert panel.header.matches.said == "2 of 3"
    panel.turn(-1)
    panel.step_match(-1)
    qtbot.waitUntil(lambda: panel.header.matches.said == "1 of 3")
    assert panel.page == 2


def test_query_and_find_bar_take_no_turn_of_each_other(qtbot: QtBot) -> None:
    hit, free, begun, came = make_hit(1, "/d/a.txt", "A", "x"), Event(), Event(), []
    engine = FakeEngine((hit,))

    def matches(*_asked: object) -> DocumentMatches:
        begun.set()
        assert free.wait(WAIT_MS / 1000)
        return DocumentMatches()

    engine.matches = matches  # type: ignore[method-assign, assignment]
    bridge = Bridge(lambda: engine)
    bridge.matches_came.connect(lambda number, _found: came.append(number))
    with qtbot.waitSignal(bridge.opened):
        bridge.open()
    asked = [bridge.matches(hit, "x", literally=False)]
    qtbot.waitUntil(begun.is_set)
    asked += [bridge.matches(hit, "x", literally=literally) for literally in (False, True)]
    free.set()
    qtbot.waitUntil(lambda: came == asked)
    bridge.close_down()


def test_step_asked_for_before_the_matches_came_is_taken(qtbot: QtBot, panel: PreviewPanel) -> None:
    panel.step_match(1)
    qtbot.waitUntil(lambda: panel.page == 4, timeout=WAIT_MS)


def test_file_that_hangs_is_given_up_calmly(
    qtbot: QtBot, panel: PreviewPanel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(painter_child, "PICTURE_SECONDS", 1.5)
    qtbot.waitUntil(lambda: page_drawn(panel) == 2, timeout=WAIT_MS)
    stuck = tmp_path / "stuck.png"
    os.mkfifo(stuck)  # opening it never ends
    said: list[str] = []
    hit = make_hit(7, stuck, "Stuck", "x", kind="image", media_type="image/png")
    panel.show_hit(hit, "term")

    def is_given_up() -> bool:
        said.append(panel.stage.said)
        return "cannot be shown here" in said[-1]

    qtbot.waitUntil(is_given_up, timeout=WAIT_MS)
    assert any("One moment" in one for one in said)
    assert "PNG picture" in panel.stage.said  # what is known of it, and Open above
    assert panel.header.open.isVisible()


def test_what_is_on_its_way_is_not_said_to_be_missing(qtbot: QtBot, panel: PreviewPanel) -> None:
    qtbot.waitUntil(lambda: page_drawn(panel) == 2, timeout=WAIT_MS)
    hit = panel._hit
    panel.show_hit(None, "")
    assert "Nothing chosen" in panel.stage.said
    panel.show_hit(hit, "term")
    assert panel.stage.said == ""
    assert hit is not None
    panel.show_hit(replace(hit, read=False), "term")
    assert "Not read yet" in panel.stage.said
    panel.show_hit(hit, "term")
    assert panel.stage.said == ""
    qtbot.waitUntil(lambda: page_drawn(panel) == 2, timeout=WAIT_MS)


def test_text_is_scrolled_for_the_size_it_has(qtbot: QtBot, panel: PreviewPanel) -> None:
    text = "Heading\n\nThe tenant pays.\n\n" + "More of it. " * 90
    page = PageText(Path("a.html"), "", "text/html", "document", None, None, text)
    panel.stage.show_text(page, Marks(Span(9, 25)))
    assert panel.stage.structured.verticalScrollBar().value() == 0


def test_letters_of_a_text_are_zoomed(qtbot: QtBot, panel: PreviewPanel) -> None:
    stage = panel.stage
    for media_type, kind in (("text/html", "document"), ("text/x-python", "code")):
        text = "\n".join(f"line {number}" for number in range(200))
        page = PageText(Path("a"), "", media_type, kind, None, None, text)  # type: ignore[arg-type]
        stage.show_text(page, Marks())
        structured = stage.structured.document().documentLayout()
        before, size = structured.documentSize().height(), QFontMetrics(stage.text.font()).height()
        stage.zoom_by(2.0)
        assert QFontMetrics(stage.text.font()).height() > size * 1.5
        if kind == "document":
            assert structured.documentSize().height() > before * 1.5
        stage.zoom_fit()
        assert QFontMetrics(stage.text.font()).height() == size


def test_page_that_cannot_be_drawn_is_shown_as_text(qtbot: QtBot, panel: PreviewPanel) -> None:
    hit = panel._hit
    assert hit is not None
    qtbot.waitUntil(lambda: page_drawn(panel) == 2, timeout=WAIT_MS)
    hit.path.write_bytes(b"%PDF-1.4 no more")
    panel.show_hit(None, "")
    panel.canvas.clear()
    panel._desk._rest()
    panel.show_hit(hit, "term")
    qtbot.waitUntil(lambda: "6. Term" in panel.stage.said, timeout=WAIT_MS)
    assert "cannot be shown" in panel.stage.notes.text()
