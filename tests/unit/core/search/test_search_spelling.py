"""Words that are spelt almost alike."""

from __future__ import annotations

import random
import string
import threading

import pytest
from fakes.lexicon import Lexicon
from rapidfuzz.distance import OSA

from docmind.core.search.spelling import SHORT, Spelling

WORDS = "receive received recipe house horse mouse helicopter Straße environment Moskau ok"


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("recieve", "receive"),  # neighbours swapped
        ("helicoptr", "helicopter"),
        ("helllicopter", "helicopter"),
        ("ehlicopter", "helicopter"),  # the first two letters swapped
        ("elicopter", "helicopter"),
        ("jelicopter", "helicopter"),
        ("strase", "Straße"),
        ("enviromnet", "environment"),
        ("mosakv", "Moskau"),
        ("mooosskau", ""),  # three edits
        ("huose", "house"),
        ("huoze", ""),  # two edits are too many for a short word
        ("xelicoptre", ""),  # two edits, one of them to the first letter
        ("okk", ""),  # too short to tell
        ("zzzzzz", ""),
    ],
)
def test_the_nearest_word_is_first(typed: str, first: str) -> None:
    near = Spelling(Lexicon(*WORDS.split())).near(typed)
    assert (near[0].shown if near else "") == first


def test_common_words_go_before_rare_ones_but_near_ones_before_both() -> None:
    lexicon = Lexicon("boats coats", "coats moats", "coats", "goats", "boasts")
    near = Spelling(lexicon).near("boat" + "z")
    assert [one.word for one in near] == ["boats"]
    near = Spelling(lexicon).near("xoats")
    assert [one.word for one in near] == ["coats", "boats", "goats", "moats"]
    assert {one.edits for one in near} == {1}


def test_a_word_itself_is_not_near() -> None:
    assert all(one.word != "house" for one in Spelling(Lexicon("house horse")).near("house"))


def test_words_that_come_later_are_found() -> None:
    lexicon = Lexicon("house")
    spelling = Spelling(lexicon)
    assert spelling.near("helicoptr") == []
    lexicon.list_text("Helicopter")
    assert [one.shown for one in spelling.near("helicoptr")] == ["Helicopter"]


def test_words_that_went_are_not_proposed() -> None:
    lexicon = Lexicon("house horse")
    spelling = Spelling(lexicon)
    spelling.near("hause")
    lexicon._counted.pop("house")
    assert spelling.near("housy") == []


def test_it_finds_what_comparing_with_every_word_finds() -> None:
    chance = random.Random(5)
    letters = string.ascii_lowercase[:4] + "жд"
    words = {"".join(chance.choices(letters, k=chance.randint(3, 8))) for _ in range(3000)}
    spelling = Spelling(Lexicon(*sorted(words)))
    for _ in range(200):
        typed = "".join(chance.choices(letters, k=chance.randint(4, 8)))
        most = 1 if len(typed) <= SHORT else 2
        edits = {word: OSA.distance(word, typed) for word in words - {typed}}
        expected = {
            word
            for word, count in edits.items()
            if count <= most and (count < 2 or word[0] == typed[0])
        }
        found = spelling.near(typed)
        assert {one.word for one in found} <= expected
        assert len(found) == len(expected) or len(expected) > 100
        assert all(one.edits == edits[one.word] for one in found)


def test_many_threads_ask_while_words_come() -> None:
    lexicon = Lexicon("house")
    spelling = Spelling(lexicon)
    failed: list[BaseException] = []

    def ask() -> None:
        try:
            for _ in range(200):
                spelling.near("hause")
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(50):
        lexicon._counted["h" + "abcdefghij"[number % 10] * (number + 4)] += 1
    for thread in threads:
        thread.join()
    assert not failed


def test_the_words_are_read_ahead() -> None:
    lexicon = Lexicon("house")
    spelling = Spelling(lexicon)
    spelling.begin()
    spelling.close()
    lexicon._counted.clear()  # known, but gone
    assert spelling._listed == {"h": {5: ["house"]}}


def test_words_that_cannot_be_read_ahead_are_read_when_they_are_needed() -> None:
    lexicon = Lexicon("house")
    broken = lexicon.words_after
    lexicon.words_after = None  # type: ignore[assignment, method-assign]
    spelling = Spelling(lexicon)
    spelling.begin()
    spelling.close()
    lexicon.words_after = broken  # type: ignore[method-assign]
    assert [one.word for one in spelling.near("hause")] == ["house"]
