from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from docmind.core.extract.sheet_text import (
    SheetText,
    format_kind,
    formatted,
    number_text,
    value_text,
)


@pytest.mark.parametrize(
    ("number", "code", "kind"),
    [
        (0, None, ""),
        (14, None, "date"),
        (46, None, "duration"),
        (10, None, "percent2"),
        (164, "General", ""),
        (164, "#,##0.00 [$€-407];[Red]-#,##0.00", ""),
        (164, '0.0 "days"', ""),
        (164, "dd/mm/yyyy;@", "date"),
        (164, "[$-409]mmm\\-yy", "date"),
        (164, "h:mm AM/PM", "time"),
        (164, "m/d/yy h:mm", "datetime"),
        (164, "[mm]:ss", "duration"),
        (164, "0.0%", "percent1"),
    ],
)
def test_kinds_of_formats(number, code, kind):
    assert format_kind(number, code) == kind


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        (1, "date", "1900-01-01"),
        (61, "date", "1900-03-01"),
        (45413, "datetime", "2024-05-01"),
        (0.25, "time", "06:00:00"),
        (-0.5, "duration", "-12:00:00"),
        (2_958_466, "date", "2958466"),
        (1e300, "duration", "1e+300"),
        (float("nan"), "date", ""),
        (0.5, "percent0", "50%"),
    ],
)
def test_formatted_numbers(value, kind, text):
    assert formatted(value, kind) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (-0.0, "0"),
        (1234567.0, "1234567"),
        (1e22, "1e+22"),
        (0.1 + 0.2, "0.3"),
        (123456789012345678.0, "1.23456789012346e+17"),
    ],
)
def test_numbers(value, text):
    assert number_text(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "TRUE"),
        (2.0, "2"),
        (None, ""),
        ("x", "x"),
        (date(2024, 5, 1), "2024-05-01"),
        (datetime(2024, 5, 1), "2024-05-01"),
        (datetime(2024, 5, 1, 9, 30), "2024-05-01 09:30:00"),
        (datetime(1899, 12, 30, 9, 30), "09:30:00"),
        (time(9, 30), "09:30:00"),
        (timedelta(hours=30), "30:00:00"),
    ],
)
def test_values_of_libraries(value, text):
    assert value_text(value) == text


def test_the_limit_holds_for_rows_and_asides():
    sheet = SheetText("Name", 40)
    for row in range(100):
        sheet.row(row, [(0, "words"), (1, "more")])
    sheet.aside("never")
    page = sheet.finish(3)
    assert (len(page.text), page.number, sheet.is_full) == (40, 3, True)
    assert "never" not in page.text
    tiny = SheetText("A long name", 5)
    tiny.row(0, [(0, "x")])
    assert (tiny.finish(1).text, tiny.finish(1).headings) == ("A lon", ())
