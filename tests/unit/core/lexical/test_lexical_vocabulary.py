"""Which words have a spelling, and how they sound."""

from __future__ import annotations

import pytest

from docmind.core import lexical


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Receive the Straße-Plan", ["Receive", "the", "Straße", "Plan"]),
        ("p85alpha 2024 3.5 load_config", ["load", "config"]),
        ("Привет, Мир!", ["Привет", "Мир"]),
        ("東京の天気 ภาษาไทย 한국어", []),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("a " + "x" * 41, []),
        ("don't", ["don"]),
        ("", []),
    ],
)
def test_words_with_a_spelling_and_where_they_stand(text: str, words: list[str]) -> None:
    found = list(lexical.plain_words(text))
    assert [word for word, _ in found] == words
    assert all(text[start : start + len(word)] == word for word, start in found)
    assert lexical.written_words(text) == set(words)


def test_a_word_is_shown_with_as_few_capitals_as_it_stands_with() -> None:
    words = {"RECEIVE", "Receive", "receive", "Zürich", "ZÜRICH", "Straße"}
    assert lexical.spelling(words) == {
        "receive": "receive",
        "zurich": "Zürich",
        "strasse": "Straße",
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("moskva", "москва"),
        ("tchaikovsky", "чайковский"),
        ("dostoevsky", "достоевский"),
        ("borsch", "борщ"),
        ("thessaloniki", "θεσσαλονικη"),
        ("toyota", "тойота"),
        ("wodka", "водка"),
    ],
)
def test_a_word_sounds_the_same_in_another_alphabet(one: str, other: str) -> None:
    assert lexical.sound(lexical.fold(one)) == lexical.sound(lexical.fold(other))


def test_other_words_sound_otherwise() -> None:
    words = ["moskva", "minsk", "receive", "recent", "toyota", "tacoma"]
    assert len({lexical.sound(word) for word in words}) == len(words)
