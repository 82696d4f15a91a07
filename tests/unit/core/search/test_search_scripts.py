"""Queries in another script than the library's, over a small library in memory."""

from __future__ import annotations

import pytest
from fakes.shelf import Shelf

TEXTS = {
    "/docs/moscow.txt": "Москва, 12 мая. Привет всем, кто любит Чайковского и водку.",
    "/docs/love.txt": "Что такое любовь и жизнь?",
    "/docs/greece.txt": "Καλημέρα από την Αθήνα και τη Θεσσαλονίκη.",
    "/docs/cars.txt": "A Toyota Corolla and a Skoda Octavia stand outside. Hello!",
    "/docs/tower.txt": "東京タワーとコンピュータの歴史について。",
    "/docs/taiwan.txt": "計算機科學與資訊工程的發展。",
    "/docs/mainland.txt": "软件工程师的经验。",
}
FILLER = "Ordinary text about gardens, rivers and the weather in spring number {}."
AS_TYPED = ("", (), "")


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    shelf = Shelf()
    for number in range(20):
        shelf.put(f"/docs/filler/note{number:02}.txt", FILLER.format(number))
    for path, text in TEXTS.items():
        shelf.put(path, text)
    shelf.identity = None
    return shelf


@pytest.mark.parametrize(
    ("typed", "meant", "name"),
    [
        ("moskva", "Москва", "moscow.txt"),
        ("Moskwa", "Москва", "moscow.txt"),
        ("vodku", "водку", "moscow.txt"),
        ("ghbdtn", "Привет", "moscow.txt"),
        ("Ghbdtn!", "Привет!", "moscow.txt"),
        ("k.,jdm", "любовь", "love.txt"),
        (";bpym", "жизнь", "love.txt"),
        ("athina", "Αθήνα", "greece.txt"),
        ("thessaloniki", "Θεσσαλονίκη", "greece.txt"),
        ("тойота", "Toyota", "cars.txt"),
        ("руддщ", "Hello", "cars.txt"),
        ("октавиа", "Octavia", "cars.txt"),
        ("こんぴゅーた", "コンピュータ", "tower.txt"),
        ("东京", "東京", "tower.txt"),
        ("计算机", "計算機", "taiwan.txt"),
        ("资讯工程", "資訊工程", "taiwan.txt"),
        ("軟件", "软件", "mainland.txt"),
    ],
)
def test_the_other_script_is_searched(shelf: Shelf, typed: str, meant: str, name: str) -> None:
    answer = shelf.search(typed, correct=True)
    assert answer.plan.searched == meant
    assert answer.hits[0].path.name == name
    assert answer.plan.notes[0].startswith("No document holds “")
    as_typed = shelf.search(typed)
    assert as_typed.plan.searched == ""
    assert as_typed.plan.suggestion == meant


def test_a_wrong_keyboard_for_several_words(shelf: Shelf) -> None:
    answer = shelf.search("ghbdtn dctv type:txt", correct=True)
    assert answer.plan.searched == "Привет всем type:txt"
    assert answer.plan.corrections == (("ghbdtn", "Привет"), ("dctv", "всем"))
    assert answer.plan.notes[0] == (
        "No document holds “ghbdtn” or “dctv”; searched for “Привет” and “всем” instead."
    )


@pytest.mark.parametrize(
    "typed",
    [
        "Москва", "Toyota", "コンピュータ", "計算機", "软件", "oslo", '"moskva"', "-moskva gardens",
        "계산기", "東京", "山川", "xyzzy", "ф", "rf", "12",
    ],
)  # fmt: skip
def test_what_is_found_or_nowhere_stays_as_it_is(shelf: Shelf, typed: str) -> None:
    plan = shelf.search(typed, correct=True).plan
    assert (plan.searched, plan.corrections, plan.suggestion) == AS_TYPED
