"""Result cards: breadcrumb, badge, chips, marks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from fakes.engine import make_hit
from PySide6.QtGui import QFont
from pytestqt.qtbot import QtBot

from docmind.core import Hit, Reason, Span
from docmind.ui.search.card import CardStyle, lay_out
from docmind.ui.search.delegate import CardDelegate
from docmind.ui.search.reasons import badge, breadcrumb, chips
from docmind.ui.widgets.theme import LIGHT

PDF = "application/pdf"


def test_breadcrumb_starts_at_the_source() -> None:
    hit = make_hit(0, "/home/a/Docs/tax/2024.pdf", "Tax", "x", media_type=PDF, page=7, page_count=9)
    assert breadcrumb(hit, [Path("/home/a"), Path("/home/a/Docs")]).startswith(
        "Docs › tax › 2024.pdf · page 7 · "
    )
    assert breadcrumb(hit, []).startswith("tax › 2024.pdf · page 7")


def test_breadcrumb_names_the_section_where_there_is_no_page() -> None:
    hit = make_hit(0, "/d/notes.md", "Notes", "x", heading="Notes > Ending a lease")
    assert "“Ending a lease”" in breadcrumb(hit, [Path("/d")])


@pytest.mark.parametrize(
    ("name", "kind", "letters"),
    [
        ("a.pdf", "document", "PDF"),
        ("Makefile", "code", "CODE"),
        ("b.longsuffix", "image", "IMAGE"),
        ("LICENSE", "document", "FILE"),
    ],
)
def test_badge_letters(name: str, kind: str, letters: str) -> None:
    assert badge(make_hit(0, f"/d/{name}", "T", "x", kind=kind))[0] == letters  # type: ignore[arg-type]


def test_chips_say_why() -> None:
    hit = make_hit(0, "/d/a.txt", "T", "the lease", ("lease",), meaning=0.834, more=3)
    assert [(chip.text, chip.strong) for chip in chips(hit)] == [
        ("meaning 0.83", ""),
        ("words", "lease"),
        ("3 more passages", ""),
    ]


def test_chips_tell_of_copies() -> None:
    hit = replace(make_hit(0, "/d/a.txt", "T", "x", more=1), copies=(Path("/e/a.txt"),))
    assert [(chip.text, chip.copies) for chip in chips(hit)] == [
        ("2 copies", True),
        ("1 more passage", False),
    ]


def test_chip_of_a_reason_from_the_future() -> None:
    hit = make_hit(0, "/d/a.txt", "T", "x")
    odd = Hit(**{name: getattr(hit, name) for name in hit.__slots__} | {"why": (Reason("ocr"),)})
    assert chips(odd)[0].text == "ocr"


@pytest.fixture
def style(qtbot: QtBot) -> CardStyle:
    return CardStyle(QFont())


def test_marks_lie_behind_their_words(style: CardStyle) -> None:
    hit = make_hit(0, "/d/a.txt", "T", "🐝 bees dance for nectar", ("dance",))
    card = lay_out(hit, "place", 900, style, LIGHT)
    line = card.snippet.lineAt(0)
    text = card.snippet.text()
    start = text.encode("utf-16-le").index("dance".encode("utf-16-le")) // 2
    x = line.cursorToX(start)
    left = x[0] if isinstance(x, tuple | list) else x
    assert len(card.marks) == 1
    assert card.marks[0].left() == pytest.approx(left, abs=2.5)


def test_long_snippet_is_cut_to_two_lines_and_keeps_its_marks_in_sight(style: CardStyle) -> None:
    snippet = "word " * 60 + "needle " + "tail " * 200
    hit = make_hit(0, "/d/a.txt", "T", snippet, ("needle",))
    card = lay_out(hit, "place", 600, style, LIGHT)
    assert card.snippet.lineCount() <= 2
    assert "needle" in card.snippet.text()
    assert card.snippet.text().endswith("…")
    assert card.marks


def test_empty_snippet_and_narrow_row(style: CardStyle) -> None:
    hit = make_hit(0, "/d/a.txt", "", "", ("word",), meaning=0.5, more=2)
    card = lay_out(hit, "", 10, style, LIGHT)
    assert card.marks == ()


def test_marks_beyond_the_text_are_left_out(style: CardStyle) -> None:
    hit = make_hit(0, "/d/a.txt", "T", "short")
    wide = Hit(
        **{name: getattr(hit, name) for name in hit.__slots__}
        | {"best": type(hit.best)(None, "", Span(0, 5), "short", (Span(3, 99),), 1.0, Span(0, 5))}
    )
    assert lay_out(wide, "", 500, style, LIGHT).marks == ()


def test_a_card_is_mirrored_where_people_read_from_the_right(style: CardStyle) -> None:
    hit = make_hit(0, "/d/a.txt", "T", "the lease", ("lease",), meaning=0.8, more=2)
    plain = lay_out(hit, "place", 600, style, LIGHT)
    turned = lay_out(hit, "place", 600, style, LIGHT, is_mirrored=True)
    for one, other in zip(
        (plain.badge, plain.column, *(chip.box for chip in plain.chips)),
        (turned.badge, turned.column, *(chip.box for chip in turned.chips)),
        strict=True,
    ):
        assert other.left() == pytest.approx(600 - one.right())
        assert other.top() == one.top()
    line = turned.snippet.lineAt(0)
    assert line.naturalTextRect().right() == pytest.approx(turned.column.width(), abs=2)
    assert turned.marks[0].left() > plain.marks[0].left()


def test_what_is_on_a_drive_that_is_away_is_grey_and_says_so(style: CardStyle) -> None:
    hit = make_hit(0, "/usb/a.txt", "T", "x", meaning=0.8)
    card = lay_out(hit, "place", 600, style, LIGHT, is_offline=True)
    assert card.grey
    assert card.chips[0].chip.text == "drive not connected"
    delegate = CardDelegate(QFont())
    delegate.set_offline([Path("/usb")])
    assert delegate.is_offline(hit)
    assert not delegate.is_offline(make_hit(1, "/usb2/a.txt", "T", "x"))


def test_file_names_are_cut_in_the_middle_and_titles_at_the_end(style: CardStyle) -> None:
    name = "a very long name of a file that does not fit " * 3 + "2024.pdf"
    assert lay_out(make_hit(0, f"/d/{name}", name, "x"), "", 300, style, LIGHT).title.endswith(
        "2024.pdf"
    )
    titled = lay_out(make_hit(0, "/d/a.pdf", "A long title " * 20, "x"), "", 300, style, LIGHT)
    assert titled.title.endswith("…")
