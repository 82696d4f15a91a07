"""Dates as people type them."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docmind.core.search.periods import Period, period, seconds

TODAY = date(2026, 11, 25)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2024", (2024, 1, 1), (2025, 1, 1)),
        ("2024-05", (2024, 5, 1), (2024, 6, 1)),
        ("2024/12", (2024, 12, 1), (2025, 1, 1)),
        ("05.2024", (2024, 5, 1), (2024, 6, 1)),
        ("2024-05-17", (2024, 5, 17), (2024, 5, 18)),
        ("2024/5/7", (2024, 5, 7), (2024, 5, 8)),
        ("17.5.2024", (2024, 5, 17), (2024, 5, 18)),
        ("2024-Q2", (2024, 4, 1), (2024, 7, 1)),
        ("q4 2024", (2024, 10, 1), (2025, 1, 1)),
        ("march 2024", (2024, 3, 1), (2024, 4, 1)),
        ("März 2024", (2024, 3, 1), (2024, 4, 1)),
        ("Sept. 2024", (2024, 9, 1), (2024, 10, 1)),
        ("november", (2026, 11, 1), (2026, 12, 1)),
        ("december", (2025, 12, 1), (2026, 1, 1)),  # the latest that has begun
        ("today", (2026, 11, 25), (2026, 11, 26)),
        ("Gestern", (2026, 11, 24), (2026, 11, 25)),
        ("this week", (2026, 11, 23), (2026, 11, 30)),
        ("last week", (2026, 11, 16), (2026, 11, 23)),
        ("last-week", (2026, 11, 16), (2026, 11, 23)),
        ("letzte Woche", (2026, 11, 16), (2026, 11, 23)),
        ("past week", (2026, 11, 19), (2026, 11, 26)),
        ("this month", (2026, 11, 1), (2026, 12, 1)),
        ("last month", (2026, 10, 1), (2026, 11, 1)),
        ("last quarter", (2026, 7, 1), (2026, 10, 1)),
        ("last year", (2025, 1, 1), (2026, 1, 1)),
        ("last 3 days", (2026, 11, 23), (2026, 11, 26)),
        ("7d", (2026, 11, 19), (2026, 11, 26)),
        ("3m", (2026, 8, 26), (2026, 11, 26)),
        ("1y", (2025, 11, 26), (2026, 11, 26)),
        ("3 days ago", (2026, 11, 22), (2026, 11, 23)),
        ("vor 2 Wochen", (2026, 11, 11), (2026, 11, 12)),
    ],
)
def test_what_is_named(text: str, start: tuple[int, int, int], end: tuple[int, int, int]) -> None:
    assert period(text, TODAY) == Period(date(*start), date(*end))


@pytest.mark.parametrize(
    "text",
    ["", "soon", "2024-13", "31.2.2024", "1700", "9999", "last", "last friday", "q5 2024",
     "9999y", "9999 days ago x", "march 24", "0", "2024-05-17-01", "d" * 100],
)  # fmt: skip
def test_what_names_no_period(text: str) -> None:
    assert period(text, TODAY) is None


def test_a_month_has_its_last_day() -> None:
    assert period("1m", date(2024, 3, 30)) == Period(date(2024, 2, 29), date(2024, 3, 31))
    assert period("1 month ago", date(2024, 3, 31)) == Period(date(2024, 2, 29), date(2024, 3, 1))
    assert period("1 month ago", date(2024, 12, 31)) == Period(
        date(2024, 11, 30), date(2024, 12, 1)
    )


def test_a_day_begins_at_midnight_here() -> None:
    assert datetime.fromtimestamp(seconds(date(2024, 5, 17))) == datetime(2024, 5, 17)


WORDS = st.sampled_from(
    ["last", "this", "past", "vor", "ago", "week", "months", "3", "400", "9999", "2024", "-", "may"]
)


@given(st.one_of(st.text(max_size=12), st.lists(WORDS, max_size=4).map(" ".join)), st.dates())
def test_nothing_fails_and_no_period_is_empty(text: str, today: date) -> None:
    found = period(text, today)
    assert found is None or found.start < found.end
