"""Marks in a text: where they stand, and that a long text has only those that can be seen."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from docmind.core import Span
from docmind.ui.preview.marks import Marks
from docmind.ui.preview.positions import Units
from docmind.ui.preview.text_page import TextPage

LINE = "a word 😀 and another\n"
LINES = 5000
WORDS = tuple(Span(at + 2, at + 6) for at in range(0, LINES * len(LINE), len(LINE)))


def marked(page: TextPage) -> list[str]:
    return [one.cursor.selectedText() for one in page.extraSelections()]


def in_sight(page: TextPage) -> set[int]:
    """The lines in sight that have a mark."""
    top = page.firstVisibleBlock().blockNumber()
    lines = {page.document().findBlock(one.cursor.position()).blockNumber()
             for one in page.extraSelections()}  # fmt: skip
    return {line for line in lines if top <= line < top + 10}


def test_marks_near_a_part_of_the_text() -> None:
    marks = Marks(passage=Span(0, 90), words=(Span(1, 3), Span(10, 14), Span(20, 24)))
    near = marks.near(Span(12, 19))
    assert near.words == (Span(10, 14),)
    assert near.passage == marks.passage
    assert marks.near(Span(0, 90)) == marks


def test_positions_in_both_directions() -> None:
    units = Units("a😀b")
    assert [units.at(place) for place in range(4)] == [0, 1, 3, 4]
    assert [units.code_point(place) for place in (-5, 0, 1, 3, 4, 99)] == [0, 0, 1, 2, 3, 3]


def test_a_long_text_has_the_marks_that_can_be_seen(qtbot: QtBot) -> None:
    page = TextPage()
    qtbot.addWidget(page)
    page.resize(500, 400)
    page.show()
    page.show_text(LINE * LINES, Marks(words=WORDS))
    assert set(marked(page)) == {"word"}
    assert len(marked(page)) < 300
    assert in_sight(page) == set(range(10))

    bar = page.verticalScrollBar()
    for place in (bar.maximum() // 2, bar.maximum(), 0):
        bar.setValue(place)
        top = page.firstVisibleBlock().blockNumber()
        assert in_sight(page) == set(range(top, min(top + 10, LINES)))
        assert len(marked(page)) < 300


def test_the_place_gone_to_is_marked_with_its_neighbours(qtbot: QtBot) -> None:
    page = TextPage()
    qtbot.addWidget(page)
    page.resize(500, 400)
    page.show()
    page.show_text(LINE * LINES, Marks(words=WORDS))
    page.mark(Marks(words=WORDS, current=WORDS[2500]))
    top = page.firstVisibleBlock().blockNumber()
    assert top < 2500 < top + 30
    assert in_sight(page) == set(range(top, top + 10))


def test_a_short_text_after_the_end_of_a_long_one(qtbot: QtBot) -> None:
    page = TextPage()
    qtbot.addWidget(page)
    page.resize(500, 400)
    page.show()
    page.show_text(LINE * LINES, Marks(words=WORDS, current=WORDS[-1]))
    page.show_text(LINE, Marks(words=WORDS[:1]))
    assert marked(page) == ["word"]
    page.show_text(LINE * LINES, Marks(words=WORDS, passage=Span(WORDS[-1].start, WORDS[-1].end)))
    assert "word" in marked(page)
    assert in_sight(page)
