"""Where the line to the weaker matches stands."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes.engine import make_hit
from fakes.shelf import Shelf

from docmind.core.schema import Query, weak_from


@pytest.fixture
def shelf() -> Shelf:
    shelf = Shelf()
    shelf.knows(floor=0.9)  # only words tell
    shelf.put("/docs/lease.txt", "The lease of the harbour flat ends in May")
    shelf.put("/docs/flat.txt", "A flat tyre on the road to the north of the country")
    shelf.put("/docs/may.txt", "Flowers bloom in May beside the stream")
    return shelf


def _lines(shelf: Shelf, text: str, mode: str = "auto") -> list[tuple[str, bool]]:
    answer = shelf.searcher.search(Query(text, mode))  # type: ignore[arg-type]
    return [(hit.path.name, hit.weak) for hit in answer.hits]


@pytest.mark.parametrize("mode", ["auto", "words"])
def test_what_holds_few_of_the_words_stands_below_the_line(shelf: Shelf, mode: str) -> None:
    found = _lines(shelf, "lease harbour flat May ends", mode)
    assert found[0] == ("lease.txt", False)
    assert dict(found[1:]) == {"flat.txt": True, "may.txt": True}


def test_near_meaning_stands_above_the_line(shelf: Shelf) -> None:
    shelf.knows(floor=0.05)
    assert not any(weak for _, weak in _lines(shelf, "lease harbour flat May ends"))


def test_all_is_weak_where_nothing_is_close(shelf: Shelf) -> None:
    found = _lines(shelf, "flat pancakes breakfast syrup butter")
    assert found
    assert all(weak for _, weak in found)


def test_files_known_by_name_follow_the_line_and_do_not_make_one(shelf: Shelf) -> None:
    shelf.name("/new/lease plans for May.docx")
    assert ("lease plans for May.docx", False) in _lines(shelf, "lease May")
    shelf.name("/new/lease harbour flat May ends soon.docx", 9001)
    found = _lines(shelf, "lease harbour flat May ends")
    assert found[-1] == ("lease harbour flat May ends soon.docx", True)


@pytest.mark.parametrize(
    ("weak", "place"),
    [("", None), ("..", None), (".w", 1), ("ww", None), ("w.w", 2), (".w.", None)],
)
def test_the_line_stands_before_the_last_weak_ones(weak: str, place: int | None) -> None:
    hits = [
        replace(make_hit(number, f"/{number}", "x", "x"), weak=sign == "w")
        for number, sign in enumerate(weak)
    ]
    assert weak_from(hits) == place
