"""Dates as people type them: "2024", "march 2024", "2024-05-17", "last week", "3 days ago"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

FIRST_YEAR, LAST_YEAR = 1900, 2199

_MONTHS = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7,
    "august": 8, "september": 9, "october": 10, "november": 11, "december": 12,
    "januar": 1, "februar": 2, "märz": 3, "maerz": 3, "mai": 5, "juni": 6, "juli": 7,
    "oktober": 10, "dezember": 12,
    "jan": 1, "feb": 2, "mar": 3, "mär": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9,
    "sept": 9, "oct": 10, "okt": 10, "nov": 11, "dec": 12, "dez": 12,
}  # fmt: skip
_UNITS = {
    "day": "day", "days": "day", "d": "day", "tag": "day", "tage": "day", "tagen": "day",
    "week": "week", "weeks": "week", "w": "week", "woche": "week", "wochen": "week",
    "month": "month", "months": "month", "m": "month", "monat": "month", "monate": "month",
    "monaten": "month", "quarter": "quarter", "quarters": "quarter", "quartal": "quarter",
    "year": "year", "years": "year", "y": "year", "jahr": "year", "jahre": "year",
    "jahren": "year",
}  # fmt: skip
_THIS = frozenset({"this", "current", "diese", "diesen", "dieser", "dieses"})
_LAST = frozenset({"last", "previous", "letzte", "letzten", "letzter", "letztes"})
_PAST = frozenset({"past"})
_DAYS = {"today": 0, "heute": 0, "yesterday": 1, "gestern": 1}

_YEAR = re.compile(r"(\d{4})")
_YEAR_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[./](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_QUARTER = re.compile(r"(\d{4})[- ]?q([1-4])")
_QUARTER_FIRST = re.compile(r"q([1-4])[- ](\d{4})")
_SPAN = re.compile(r"(\d{1,4})\s*([a-z]+)")
_AGO = re.compile(r"(?:vor\s+)?(\d{1,4})\s*([a-z]+)(?:\s+ago)?")
_GLUE = re.compile(r"(?<=[^\W\d_])[-_]|[-_](?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Period:
    """Days from ``start`` on and before ``end``."""

    start: date
    end: date


def period(text: str, today: date) -> Period | None:
    """What ``text`` names, seen from ``today``; None when it names no period.

    English and German. A month without a year is the latest one that has begun; "last week" is
    the week before this one (weeks begin on Monday), "past week" and "7d" the last seven days up
    to and with ``today``; "3 days ago" is that day.
    """
    plain = " ".join(_GLUE.sub(" ", text.casefold()).split())
    if not plain or len(plain) > 40:
        return None
    for reading in (_calendar, _named, _relative):
        try:
            found = reading(plain, today)
        except (ValueError, OverflowError):  # such as the 31st of February
            return None
        if found is not None:
            return found if FIRST_YEAR <= found.start.year <= LAST_YEAR else None
    return None


def seconds(day: date) -> int:
    """The beginning of a day here, in seconds since 1970."""
    return int(datetime.combine(day, time()).timestamp())


def _calendar(text: str, today: date) -> Period | None:
    """Digits: a year, a month, a day, a quarter."""
    del today
    readings: tuple[tuple[re.Pattern[str], Callable[..., Period]], ...] = (
        (_YEAR_FIRST, _day),
        (_YEAR_MONTH, _month),
        (_YEAR, _year),
        (_QUARTER, _quarter),
        (_DAY_FIRST, lambda day, month, year: _day(year, month, day)),
        (_MONTH_YEAR, lambda month, year: _month(year, month)),
        (_QUARTER_FIRST, lambda quarter, year: _quarter(year, quarter)),
    )
    for form, reading in readings:
        found = form.fullmatch(text)
        if found:
            return reading(*(int(part) for part in found.groups()))
    return None


def _named(text: str, today: date) -> Period | None:
    """A month by its name, with or without a year; today and yesterday."""
    if text in _DAYS:
        start = today - timedelta(days=_DAYS[text])
        return Period(start, start + timedelta(days=1))
    name, _, year = text.partition(" ")
    month = _MONTHS.get(name.rstrip("."))
    if month is None:
        return None
    if not year:
        return _month(today.year if month <= today.month else today.year - 1, month)
    return _month(int(year), month) if _YEAR.fullmatch(year) else None


def _relative(text: str, today: date) -> Period | None:
    """ "last week", "this year", "past month", "last 3 days", "7d", "2 weeks ago"."""
    head, _, rest = text.partition(" ")
    if head in _THIS | _LAST | _PAST and rest in _UNITS:
        unit = _UNITS[rest]
        if head in _PAST:
            return _rolling(1, unit, today)
        begun = _beginning(unit, today)
        if head in _THIS:
            return Period(begun, _moved(begun, 1, unit))
        return Period(_moved(begun, -1, unit), begun)
    if head in _LAST | _PAST:
        found = _SPAN.fullmatch(rest)
        if found is None or found[2] not in _UNITS:
            return None
        return _rolling(int(found[1]), _UNITS[found[2]], today)
    found = _AGO.fullmatch(text)
    if found is None or found[2] not in _UNITS:
        return None
    if text.endswith(" ago") or text.startswith("vor "):
        start = _moved(today, -int(found[1]), _UNITS[found[2]])
        return Period(start, start + timedelta(days=1))
    return _rolling(int(found[1]), _UNITS[found[2]], today)


def _rolling(count: int, unit: str, today: date) -> Period:
    tomorrow = today + timedelta(days=1)
    return Period(_moved(tomorrow, -count, unit), tomorrow)


def _year(year: int) -> Period:
    return Period(date(year, 1, 1), date(year + 1, 1, 1))


def _quarter(year: int, quarter: int) -> Period:
    start = date(year, 3 * quarter - 2, 1)
    return Period(start, _moved(start, 1, "quarter"))


def _month(year: int, month: int) -> Period:
    start = date(year, month, 1)
    return Period(start, _moved(start, 1, "month"))


def _day(year: int, month: int, day: int) -> Period:
    start = date(year, month, day)
    return Period(start, start + timedelta(days=1))


def _beginning(unit: str, today: date) -> date:
    """Where the day, week, month, quarter or year that ``today`` is in begins."""
    if unit == "week":
        return today - timedelta(days=today.weekday())
    if unit == "month":
        return today.replace(day=1)
    if unit == "quarter":
        return date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    return date(today.year, 1, 1) if unit == "year" else today


def _moved(day: date, count: int, unit: str) -> date:
    """``day`` moved by whole units; a day that a shorter month lacks becomes its last one."""
    if unit in ("day", "week"):
        return day + timedelta(days=count * (7 if unit == "week" else 1))
    months = {"month": 1, "quarter": 3, "year": 12}[unit] * count
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = (date(year + month // 11, (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))
