"""The words that tell a text from the rest of a library."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docmind.core.search.telling import MOST_WORDS, telling_words

COUNTED = {"harbour": (9, ""), "boats": (40, ""), "the": (100, ""), "alone": (1, ""),
           "common": (100, ""), "quay": (3, "")}  # fmt: skip


def known(words: Iterable[str]) -> dict[str, tuple[int, str]]:
    return {word: COUNTED[word] for word in words if word in COUNTED}


def told(*texts: str, listed: bool = True) -> tuple[str, ...]:
    return telling_words(texts, "en", known, 100, listed=listed)


def test_rare_words_come_first_and_small_ones_not_at_all() -> None:
    assert told("The boats of the harbour at the quay") == ("quay", "harbour", "boats")


def test_a_word_that_is_said_again_tells_more() -> None:
    assert told("harbour boats boats boats boats boats boats")[0] == "boats"
    assert told("harbour boats", "boats boats", "boats boats boats boats")[0] == "boats"


def test_what_stands_in_no_other_document_finds_none() -> None:
    assert "alone" not in told("alone in the harbour")
    assert told("alone in the harbour", listed=False)[0] == "alone"


def test_what_stands_everywhere_comes_last() -> None:
    assert told("common boats harbour")[-1] == "common"


def test_words_that_were_not_counted_are_taken_for_rather_rare() -> None:
    assert told("quay boats mixed42 harbour") == ("quay", "harbour", "mixed42", "boats")


def test_numbers_alone_tell_nothing() -> None:
    assert told("2024 12 7 quay") == ("quay",)


def test_scripts_without_spaces_have_words_too() -> None:
    words = telling_words(["東京の港に漁船が並ぶ"], "ja", known, 100)
    assert "東京" in words


def test_no_more_than_enough() -> None:
    text = " ".join(f"word{chr(97 + n)}" for n in range(26))
    assert len(told(text)) == MOST_WORDS
    assert told("") == told("of the and") == ()


@pytest.mark.parametrize("files", [0, 1, 2])
def test_a_small_library_is_no_obstacle(files: int) -> None:
    assert telling_words(["quay harbour"], "en", lambda _: {}, files) == ("harbour", "quay")


@given(st.lists(st.text()), st.integers(0, 10**6))
def test_any_text_will_do(texts: list[str], files: int) -> None:
    words = telling_words(texts, "", known, files)
    assert len(set(words)) == len(words) <= MOST_WORDS
