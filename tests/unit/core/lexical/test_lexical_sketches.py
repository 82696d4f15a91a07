"""What tells at once that two texts are strangers."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from docmind.core.lexical.sketches import (
    FIRST,
    LAST,
    QuickSketch,
    are_strangers,
    make_sketch,
    read_sketch,
)

WORDS = [f"word{number}" for number in range(4000)]


def _passages(seed: int, count: int = 10) -> list[str]:
    chance = random.Random(seed)
    return [" ".join(chance.choices(WORDS, k=80)) for _ in range(count)]


def _sketch(passages: list[str]) -> QuickSketch | None:
    return read_sketch(make_sketch(passages, sum(len(text.split()) for text in passages)))


def test_other_texts_are_strangers() -> None:
    sketches = [_sketch(_passages(seed)) for seed in range(20)]
    assert all(are_strangers(sketches[0], other) for other in sketches[1:])


@given(st.integers(0, 10**6), st.integers(0, 9), st.integers(0, 79))
def test_a_copy_with_another_word_is_never_a_stranger(seed: int, at: int, place: int) -> None:
    passages = _passages(seed)
    words = passages[at].split()
    words[place] = "changed"
    other = [*passages[:at], " ".join(words), *passages[at + 1 :]]
    assert not are_strangers(_sketch(passages), _sketch(other))


def test_texts_of_other_lengths_are_strangers() -> None:
    passages = _passages(1)
    assert are_strangers(_sketch(passages), _sketch(passages[:8]))


def test_the_same_words_in_another_order_are_strangers() -> None:
    passages = _passages(1)
    other = [" ".join(reversed(text.split())) for text in passages]
    assert are_strangers(_sketch(passages), _sketch(other))


def test_the_middle_of_long_documents_is_not_looked_at() -> None:
    long = _passages(1, FIRST + LAST + 9)
    other = [*long[:FIRST], *_passages(2, 9), *long[-LAST:]]
    assert not are_strangers(_sketch(long), _sketch(other))


def test_what_is_not_known_may_be_a_copy() -> None:
    known = _sketch(_passages(1))
    assert not are_strangers(known, None)
    assert not are_strangers(None, known)
    assert read_sketch(b"") is None


@given(st.lists(st.text(), max_size=20), st.lists(st.text(), max_size=20))
def test_any_text_has_a_sketch(one: list[str], other: list[str]) -> None:
    mine, its = read_sketch(make_sketch(one, 3)), read_sketch(make_sketch(other, 3))
    assert not are_strangers(mine, mine)
    assert are_strangers(mine, its) == are_strangers(its, mine)
    assert len(make_sketch(one, 3)) <= 4 * 65
