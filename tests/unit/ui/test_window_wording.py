"""How values are written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, Qt, QTranslator
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from docmind.ui.widgets import wording


@pytest.fixture(autouse=True)
def british() -> None:
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))


def test_names_that_are_not_utf8_are_repaired() -> None:
    name = os.fsdecode(b"caf\xe9\n.txt")
    assert wording.shown(name) == "caf\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}.txt"
    assert wording.shown("plain name.txt") == "plain name.txt"
    assert wording.shown("می\u200cخواهم.txt") == "می\u200cخواهم.txt"
    assert wording.shown("gpj\u202e.exe\n") == "gpj\ufffd.exe\ufffd"


@pytest.mark.parametrize(
    "name", ["<img src=x>.pdf", "a <b>bold</b> & plain\nline", "<!doctype html>", "1 < 2"]
)
def test_a_tooltip_shows_markup_as_it_is_written(qtbot: QtBot, name: str) -> None:
    document = QTextDocument()
    document.setHtml(wording.plain_tip(name))
    assert document.toPlainText().replace("\N{LINE SEPARATOR}", "\n") == name
    assert wording.plain_tip("a & b.pdf") == "a & b.pdf"


def test_numbers_sizes_and_days() -> None:
    assert wording.number(12345) == "12,345"
    assert wording.size(1_234_567) == "1.2 MB"
    assert wording.day(1_741_954_000_000_000_000) == "14 Mar 2025"


def test_durations() -> None:
    assert wording.milliseconds(0.2) == "1 ms"
    assert wording.milliseconds(38.4) == "38 ms"
    assert wording.milliseconds(1234) == "1.2 s"
    assert wording.time_left(20) == "less than a minute left"
    assert wording.time_left(118) == "2 min left"
    assert wording.time_left(5400) == "1.5 h left"


def test_counted_picks_the_form() -> None:
    assert wording.counted(1, "{count} file", "{count} files") == "1 file"
    assert wording.counted(2000, "{count} file", "{count} files") == "2,000 files"


@pytest.mark.parametrize(
    ("text", "start", "end", "expected"),
    [
        ("plain", 1, 3, (1, 2)),
        ("é plain", 2, 4, (2, 2)),
        ("🐝🐝 bee", 3, 6, (5, 3)),
        ("a🐝b", 1, 2, (1, 2)),
        ("\udce9 x", 2, 3, (2, 1)),
    ],
)
def test_utf16_ranges(text: str, start: int, end: int, expected: tuple[int, int]) -> None:
    assert wording.utf16_range(text, start, end) == expected


class Czech(QTranslator):
    """Three forms of one text, as a compiled catalogue would give them."""

    def translate(
        self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        if (context, sourceText, disambiguation) != ("DocMind", "{count} files", "{count} file"):
            return ""
        return "{count} soubor" if n == 1 else "{count} soubory" if n < 5 else "{count} souborů"


def test_another_language_has_as_many_forms_as_it_needs(qtbot: QtBot) -> None:
    translator = Czech()
    QCoreApplication.installTranslator(translator)
    said = [wording.counted(count, "{count} file", "{count} files") for count in (1, 3, 12)]
    QCoreApplication.removeTranslator(translator)
    assert said == ["1 soubor", "3 soubory", "12 souborů"]


def test_paths_keep_their_direction_among_right_to_left_words(qapp: QApplication) -> None:
    assert wording.isolated("a.txt") == "a.txt"
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    shown = wording.shown(Path("/docs/a.txt")), wording.shown("a.txt"), wording.isolated("")
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert shown == ("\u200f\u2066/docs/a.txt\u2069", "\u200f\u2068a.txt\u2069", "")


def test_cutting_leaves_no_direction_open() -> None:
    cut = "\u2066/docs/a…\u2069 and \u2068b.txt\u2069"
    assert wording.mended(cut) == "\u2066/docs/a\u2069…\u2069 and \u2068b.txt\u2069"
    assert wording.mended("a…b") == "a…b"


def test_columns_of_a_table_follow_the_direction(qapp: QApplication) -> None:
    assert wording.columns("a", "b") == "<td>a</td><td>b</td>"
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    turned = wording.columns("a", "b")
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert turned == "<td>b</td><td>a</td>"


def test_languages_are_named_in_words() -> None:
    assert [wording.language_name(code) for code in ("de", "sw", "xx")] == [
        "German", "Swahili", "xx"
    ]  # fmt: skip
