"""What the filters of the query language mean."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docmind.core.search import fields
from docmind.core.search.periods import seconds
from docmind.core.store.base import Between, Filter

TODAY = date(2026, 11, 25)


def at(*day: int) -> int:
    return seconds(date(*day))


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("type", "pdf", [Filter(suffixes=("pdf",))]),
        ("type", "PDF,md", [Filter(suffixes=("pdf",)),
                            Filter(suffixes=("md", "markdown", "mdown"))]),
        ("type", "jpg", [Filter(suffixes=("jpg", "jpeg"))]),
        ("type", ".jpg", [Filter(suffixes=("jpg",))]),
        ("type", "image", [Filter(kinds=("image",))]),
        ("kind", "photo, Mail", [Filter(kinds=("image",)), Filter(kinds=("mail",))]),
        ("before", "2024", [Filter(modified=Between(None, at(2024, 1, 1)))]),
        ("after", "2024", [Filter(modified=Between(at(2024, 1, 1)))]),
        ("on", "2024", [Filter(modified=Between(at(2024, 1, 1), at(2025, 1, 1)))]),
        ("on", "yesterday", [Filter(modified=Between(at(2026, 11, 24), at(2026, 11, 25)))]),
        ("size", ">2mb", [Filter(size=Between(2_000_001))]),
        ("size", ">=2 MB", [Filter(size=Between(2_000_000))]),
        ("size", "<100k", [Filter(size=Between(None, 100_000))]),
        ("size", "<=1KiB", [Filter(size=Between(None, 1025))]),
        ("size", "0", [Filter(size=Between(0, 1))]),
        ("size", "2mb", [Filter(size=Between(1_500_000, 2_500_000))]),
        ("size", "1.5gb", [Filter(size=Between(1_450_000_000, 1_550_000_000))]),
        ("size", "1mb..5mb", [Filter(size=Between(1_000_000, 6_000_000))]),
        ("lang", "de", [Filter(languages=("de",))]),
        ("lang", "German,fr-FR", [Filter(languages=("de",)), Filter(languages=("fr",))]),
        ("page", "3", [Filter(page=Between(3, 4))]),
        ("page", "3-10,>20", [Filter(page=Between(3, 11)), Filter(page=Between(21))]),
        ("has", "text", [Filter(has=("text",))]),
    ],
)  # fmt: skip
def test_meaning(field: str, value: str, expected: list[Filter]) -> None:
    assert list(fields.meaning(field, value, TODAY)) == expected


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("type", "", "type:pdf"),
        ("type", "a/b", "a/b"),
        ("kind", "banana", "Kinds are"),
        ("before", "tomorow", "tomorow"),
        ("on", "", "After on:"),
        ("size", "huge", "size:>2mb"),
        ("lang", "klingon", "lang:de"),
        ("page", "iv", "page:3"),
        ("has", "wings", "has:text"),
    ],
)
def test_what_means_nothing_is_told(field: str, value: str, said: str) -> None:
    with pytest.raises(fields.NoMeaning, match=re.escape(said)):
        fields.meaning(field, value, TODAY)


@pytest.mark.parametrize(("field", "value"), [("in", "taxes"), ("name", "lease*.pdf")])
def test_names(field: str, value: str) -> None:
    fields.check_name(field, value)


@pytest.mark.parametrize("value", ["", "*", "/", "?? ", "*a" * 9, "x" * 5000])
def test_no_name(value: str) -> None:
    with pytest.raises(fields.NoMeaning):
        fields.check_name("name", value)


def test_every_field_has_an_example_that_means_something() -> None:
    assert fields.EXAMPLES.keys() == set(fields.NAMES)
    for name, example in fields.EXAMPLES.items():
        value = example.removeprefix(f"{name}:")
        if name in ("in", "name"):
            fields.check_name(name, value)
        else:
            assert fields.meaning(name, value, TODAY)


@given(st.sampled_from([name for name in fields.NAMES if name not in ("in", "name")]), st.text())
def test_any_value_means_something_or_is_told(field: str, value: str) -> None:
    try:
        assert fields.meaning(field, value, TODAY)
    except fields.NoMeaning as told:
        assert str(told).endswith(".")
