"""How values are written."""

from __future__ import annotations

import os

import pytest
from PySide6.QtCore import QLocale

from docmind.ui.widgets import wording


@pytest.fixture(autouse=True)
def british() -> None:
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))


def test_names_that_are_not_utf8_are_repaired() -> None:
    name = os.fsdecode(b"caf\xe9\n.txt")
    assert wording.shown(name) == "caf\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}.txt"
    assert wording.shown("plain name.txt") == "plain name.txt"


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
