"""Tokens that are only estimated, and texts that are cut by them."""

from __future__ import annotations

import pytest
from tokenizers import Tokenizer

from docmind.core.embed.estimate import estimating_tokenizer_json, shortened

ENGLISH = "The committee had a report about the boundary layer of wings in a slipstream."


def count(text: str) -> int:
    return len(Tokenizer.from_str(estimating_tokenizer_json()).encode(text).ids)


def test_english_counts_for_more_than_its_words() -> None:
    assert 1.0 <= count(ENGLISH) / len(ENGLISH.split()) <= 2.5


@pytest.mark.parametrize("text", [ENGLISH, "人工知能の研究 " * 9, "быстрая лиса", "a.b_c(d) == 17"])
def test_a_text_is_cut_after_so_many_tokens(text) -> None:
    for tokens in (1, 3, 7):
        part = shortened(text, tokens)
        assert text.startswith(part)
        assert count(part) == min(tokens, count(text))


def test_what_is_short_enough_is_left_alone() -> None:
    assert shortened(f" {ENGLISH}\n", 500) == f" {ENGLISH}\n"
    assert shortened("", 5) == ""
    assert shortened(ENGLISH, 0) == ""


def test_the_rest_of_a_huge_text_is_not_looked_at() -> None:
    assert shortened("word " * 1_000_000, 2) == "word word"
