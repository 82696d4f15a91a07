"""Counts and words as servers tell them."""

from __future__ import annotations

import pytest

from docmind.core.servers.facts import count_of, words_of


@pytest.mark.parametrize(
    ("stated", "count"),
    [(7, 7), (7.9, 7), (0, 0), (-1, 0), (True, 0), ("7", 0), (None, 0), ([7], 0)],
)
def test_counts(stated: object, count: int) -> None:
    assert count_of(stated) == count


@pytest.mark.parametrize("stated", [float("nan"), float("-inf")])
def test_what_is_no_number_counts_nothing(stated: float) -> None:
    assert count_of(stated) == 0


@pytest.mark.parametrize("stated", [float("inf"), 1e300, 10**400])
def test_no_count_is_larger_than_can_be_kept(stated: float) -> None:
    assert count_of(stated) == 2**53


@pytest.mark.parametrize(
    ("stated", "words"),
    [("0.33.0", "0.33.0"), (" a\n\tb\x1b[31m ", "a b [31m"), ("a\ud800", "a"), (7, ""), (None, "")],
)
def test_words(stated: object, words: str) -> None:
    assert words_of(stated) == words


def test_words_are_not_endless() -> None:
    assert words_of("x" * 1_000_000) == "x" * 300 + "…"
