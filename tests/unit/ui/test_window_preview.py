"""Preview: PDF pages by the child, pictures off the thread, text around its passage."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fakes.engine import FakeEngine, make_hit
from fakes.shown import LEASE, pdf_text, write_pdf
from PIL import Image
from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from docmind.core import DocMindError, PageText, Span
from docmind.ui.main_window import MainWindow
from docmind.ui.preview.canvas import Canvas
from docmind.ui.preview.drawing import DrawingDesk, Drawn, Wanted
from docmind.ui.preview.marks import Marks
from docmind.ui.preview.page_painter import Painter
from docmind.ui.preview.text_page import TextPage
from docmind.ui.widgets import painter_child
from docmind.ui.widgets.painter_child import painter_program

WAIT_MS = 20_000
MakeWindow = Callable[[FakeEngine], MainWindow]


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[DrawingDesk]:
    desk = DrawingDesk(painter_program)
    yield desk
    desk.close_down()


@pytest.fixture
def lease(tmp_path: Path) -> Path:
    path = tmp_path / os.fsdecode(b"l\xe9ase.pdf")  # a name that is not UTF-8
    write_pdf(path, LEASE, 3)
    return path


def draw(qtbot: QtBot, desk: DrawingDesk, wanted: Wanted) -> Drawn:
    with qtbot.waitSignal(desk.drawn, timeout=WAIT_MS) as came:
        desk.draw(wanted)
    drawn = came.args[0]
    assert isinstance(drawn, Drawn)
    return drawn


def test_page_is_drawn_with_its_marks(qtbot: QtBot, desk: DrawingDesk, lease: Path) -> None:
    text = pdf_text(lease)
    start = text.index("6.2 The Tenant")
    passage = Span(start, text.index("the Landlord"))
    word = Span(start + 8, start + 14)
    drawn = draw(qtbot, desk, Wanted(1, lease, 2, 600, passage, (word,)))
    assert drawn.image.width() == 600
    assert drawn.pages == 3
    assert len(drawn.passage) >= 2
    assert len(drawn.words) == 1
    first, marked = drawn.passage[0], drawn.words[0]
    assert marked.left() > first.left()
    assert QRectF(0, 0, 1, 1).contains(marked)
    # the word's box holds print: something dark lies inside it, nothing right above the first line
    left, top = round(marked.left() * 600), round(marked.top() * drawn.image.height())
    right, bottom = round(marked.right() * 600), round(marked.bottom() * drawn.image.height())
    assert any(
        drawn.image.pixelColor(x, y).lightness() < 128
        for x in range(left, right)
        for y in range(top, bottom)
    )


def test_rotated_page_has_its_marks_where_the_words_are(lease: Path, tmp_path: Path) -> None:
    turned = tmp_path / "turned.pdf"
    content = b"/Contents 5 0 R"
    turned.write_bytes(lease.read_bytes().replace(content, b"/Rotate 90 " + content))
    heads = []
    for path in (lease, turned):
        start = pdf_text(path).index("6. Term")  # PDFium reads a turned page in another order
        ask = {"page": 1, "width": 842, "passage": [start, start + 10], "words": []}
        heads.append(Painter().draw({**ask, "path": os.fsencode(path).hex()})[0])
    upright, rotated = heads
    assert upright["wide"] < upright["high"]
    assert rotated["wide"] > rotated["high"]
    x, y, wide, high = upright["passage"][0]
    turned_x, turned_y, turned_wide, turned_high = rotated["passage"][0]
    assert turned_x == pytest.approx(1 - y - high, abs=0.01)
    assert turned_y == pytest.approx(x, abs=0.01)
    assert (turned_wide, turned_high) == pytest.approx((high, wide), abs=0.01)


def test_spans_outside_the_page_are_left_out(lease: Path) -> None:
    ask = {"path": os.fsencode(lease).hex(), "page": 99, "width": 300}
    head, pixels = Painter().draw(
        {**ask, "passage": [5, 99999], "words": [[99990, 99999], [-4, 2]]}
    )
    assert head["page"] == 3
    assert head["words"] == []
    assert head["passage"]
    assert len(pixels) == head["length"] == head["stride"] * head["high"]


def test_size_of_a_drawing_is_capped(lease: Path) -> None:
    ask = {"path": os.fsencode(lease).hex(), "page": 1, "width": 10**6}
    head, _ = Painter().draw({**ask, "passage": None, "words": []})
    assert head["wide"] * head["high"] <= 16_100_000


def test_broken_file_fails_and_the_next_is_drawn(
    qtbot: QtBot, desk: DrawingDesk, lease: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.4 no more")
    with qtbot.waitSignal(desk.failed, timeout=WAIT_MS):
        desk.draw(Wanted(1, broken, 1, 300))
    with qtbot.waitSignal(desk.failed, timeout=WAIT_MS):
        desk.draw(Wanted(2, tmp_path / "gone.pdf", 1, 300))
    assert draw(qtbot, desk, Wanted(3, lease, 1, 300)).pages == 3


def test_child_that_dies_is_started_again(qtbot: QtBot, desk: DrawingDesk, lease: Path) -> None:
    draw(qtbot, desk, Wanted(1, lease, 1, 300))
    process = desk._child._process
    assert process is not None
    process.kill()
    process.wait()
    assert draw(qtbot, desk, Wanted(2, lease, 1, 300)).wanted.number == 2


def test_picture_is_drawn_upright_by_the_child(
    qtbot: QtBot, desk: DrawingDesk, tmp_path: Path
) -> None:
    path = tmp_path / os.fsdecode(b"ph\xf6to.jpg")
    exif = Image.Exif()
    exif[0x0112] = 6  # rotated by 90 degrees
    with path.open("wb") as file:
        Image.new("RGB", (400, 200), "red").save(file, "JPEG", exif=exif)
    drawn = draw(qtbot, desk, Wanted(1, path, None, 100))
    assert (drawn.image.width(), drawn.image.height()) == (200, 400)
    assert (drawn.natural.width(), drawn.natural.height()) == (200, 400)
    red = drawn.image.pixelColor(100, 200)
    assert red.red() > 240 and red.green() < 20 and red.blue() < 20


def test_what_is_no_picture_fails(qtbot: QtBot, desk: DrawingDesk, tmp_path: Path) -> None:
    path = tmp_path / "fake.png"
    path.write_text("not a picture")
    with qtbot.waitSignal(desk.failed, timeout=WAIT_MS):
        desk.draw(Wanted(1, path, None, 100))


def test_each_page_of_a_picture_is_drawn(qtbot: QtBot, desk: DrawingDesk, tmp_path: Path) -> None:
    path = tmp_path / "fax.tif"
    first, second = (Image.new("L", (40, 20), shade) for shade in (0, 255))
    first.save(path, save_all=True, append_images=[second])
    for frame, shade in ((1, 0), (2, 255)):
        drawn = draw(qtbot, desk, Wanted(frame, path, None, 100, frame=frame))
        assert drawn.image.pixelColor(5, 5).lightness() == shade


def test_slow_page_is_given_up_for_another(
    qtbot: QtBot, lease: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(painter_child, "STALE_SECONDS", 0.05)
    slow = tmp_path / "slow.png"
    os.mkfifo(slow)  # opening it never ends
    desk = DrawingDesk(painter_program)
    failed: list[Wanted] = []
    desk.failed.connect(failed.append)
    desk.draw(Wanted(1, slow, None, 300))
    qtbot.waitUntil(lambda: desk._child._busy is not None, timeout=WAIT_MS)
    assert draw(qtbot, desk, Wanted(2, lease, 1, 300)).pages == 3
    assert [wanted.number for wanted in failed] == [1]
    desk.close_down()


def test_window_closes_while_something_is_drawn(qtbot: QtBot, tmp_path: Path) -> None:
    slow = tmp_path / "slow.png"
    os.mkfifo(slow)
    desk = DrawingDesk(painter_program)
    desk.draw(Wanted(1, slow, None, 300))
    qtbot.waitUntil(lambda: desk._child._busy is not None, timeout=WAIT_MS)
    process = desk._child._process
    assert process is not None
    desk.close_down()
    assert process.poll() is not None


def test_text_page_marks_words_behind_other_planes(qtbot: QtBot) -> None:
    page = TextPage()
    qtbot.addWidget(page)
    text = "🐝🐝\r\nbees dance\rfor nectar"
    start = text.index("dance")
    page.show_text(text, Marks(Span(start - 5, start + 5), (Span(start, start + 5),)))
    marked = [selection.cursor.selectedText() for selection in page.extraSelections()]
    assert marked == ["bees dance", "dance"]


def test_passage_far_below_is_scrolled_to(qtbot: QtBot) -> None:
    page = TextPage()
    qtbot.addWidget(page)
    page.resize(400, 300)
    page.show()
    text = "\n".join(f"line {n}" for n in range(500))
    start = text.index("line 300")
    page.show_text(text, Marks(Span(start, start + 8)))
    top = page.cursorRect().top()
    assert 0 <= top < 150


def type_and_wait(qtbot: QtBot, window: MainWindow) -> None:
    window.field.edit.setText("lease")
    qtbot.waitUntil(lambda: window.results.model.rowCount() > 0)


def test_pages_are_turned(qtbot: QtBot, make_window: MakeWindow, lease: Path) -> None:
    hit = make_hit(1, lease, "Lease", "The Tenant may", ("tenant",), page=2, page_count=3,
                   media_type="application/pdf", span=Span(0, 30))  # fmt: skip
    engine = FakeEngine((hit,))
    engine.pages[1] = PageText(lease, "", "application/pdf", "document", 2, 3, pdf_text(lease))
    window = make_window(engine)
    type_and_wait(qtbot, window)
    canvas, preview = window.preview.canvas, window.preview
    qtbot.waitUntil(lambda: canvas.drawn is not None, timeout=WAIT_MS)
    assert canvas.drawn is not None and canvas.drawn.passage
    assert preview.header.steps.said == "2 / 3"
    window.actions_table["next_page"].trigger()
    qtbot.waitUntil(
        lambda: canvas.drawn is not None and canvas.drawn.wanted.page == 3, timeout=WAIT_MS
    )
    assert canvas.drawn.passage == ()
    assert not preview.header.steps.next.isEnabled()
    window.actions_table["next_page"].trigger()
    assert preview.page == 3
    preview.set_opens_pages(True)
    assert preview.header.open.text() == "Open page 3"


def test_zoom_asks_for_a_sharper_page(qtbot: QtBot, make_window: MakeWindow, lease: Path) -> None:
    hit = make_hit(1, lease, "Lease", "x", page=1, page_count=3, media_type="application/pdf")
    engine = FakeEngine((hit,))
    window = make_window(engine)
    type_and_wait(qtbot, window)
    canvas = window.preview.canvas
    qtbot.waitUntil(lambda: canvas.drawn is not None, timeout=WAIT_MS)
    assert canvas.drawn is not None
    before = canvas.device_width()
    window.actions_table["zoom_in"].trigger()
    qtbot.waitUntil(
        lambda: canvas.drawn is not None and canvas.drawn.image.width() > before * 1.2,
        timeout=WAIT_MS,
    )
    window.actions_table["zoom_fit"].trigger()
    assert canvas.device_width() == pytest.approx(before, abs=30)


def test_pages_of_a_picture_are_turned(
    qtbot: QtBot, make_window: MakeWindow, tmp_path: Path
) -> None:
    path = tmp_path / "fax.tif"
    first, second = (Image.new("L", (40, 20), shade) for shade in (0, 255))
    first.save(path, save_all=True, append_images=[second])
    hit = make_hit(1, path, "Fax", "x", kind="image", media_type="image/tiff", page=1,
                   page_count=2)  # fmt: skip
    window = make_window(FakeEngine((hit,)))
    type_and_wait(qtbot, window)
    canvas, preview = window.preview.canvas, window.preview
    qtbot.waitUntil(lambda: canvas.drawn is not None, timeout=WAIT_MS)
    assert preview.header.steps.said == "1 / 2"
    window.actions_table["next_page"].trigger()
    qtbot.waitUntil(
        lambda: canvas.drawn is not None and canvas.drawn.wanted.frame == 2, timeout=WAIT_MS
    )
    assert canvas.drawn is not None
    assert canvas.drawn.image.pixelColor(5, 5).lightness() == 255


def test_largest_drawing_is_not_asked_for_again(qtbot: QtBot, tmp_path: Path) -> None:
    canvas = Canvas()
    qtbot.addWidget(canvas)
    asked: list[int] = []
    canvas.width_wanted.connect(asked.append)
    image = QImage(100, 100, QImage.Format.Format_RGB32)
    natural = QSizeF(9000, 9000)
    canvas.show_drawing(Drawn(Wanted(1, tmp_path, None, 64), image, natural), "whole")
    canvas._ask_sharper()
    (width,) = asked
    canvas.show_drawing(Drawn(Wanted(1, tmp_path, None, width), image, natural), "whole")
    canvas._ask_sharper()
    assert asked == [width]


def test_what_cannot_be_shown_is_said_calmly(
    qtbot: QtBot, make_window: MakeWindow, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.png"
    broken.write_text("no")
    engine = FakeEngine((make_hit(1, broken, "Broken", "x", kind="image", media_type="image/png"),))
    window = make_window(engine)
    type_and_wait(qtbot, window)
    qtbot.waitUntil(lambda: "cannot be shown" in window.preview.stage.said, timeout=WAIT_MS)


def test_lost_page_text_is_said_calmly(qtbot: QtBot, make_window: MakeWindow) -> None:
    engine = FakeEngine((make_hit(1, "/d/a.txt", "A", "x"),))
    engine.failures["page_text"] = DocMindError("The file was taken out", hint="Look again.")
    window = make_window(engine)
    type_and_wait(qtbot, window)
    qtbot.waitUntil(lambda: "taken out" in window.preview.stage.said)
