"""Copies of a document are one hit; what differs in a number or in what was asked is no copy."""

from __future__ import annotations

import random

import pytest
from fakes.shelf import Shelf
from hypothesis import given
from hypothesis import strategies as st

from docmind.core.schema import Hit, Query
from docmind.core.search.copies import SKETCH, Text, resemblance

_CHANCE = random.Random(1)
_WORDS = [f"{a}{b}{c}" for a in "bdfgkl" for b in "aeiou" for c in ("nt", "rs", "lm", "st", "x")]
TEXT = "The lease of the harbour house: " + " ".join(_CHANCE.choices(_WORDS, k=150))
OTHER = "The lease of another house: " + " ".join(_CHANCE.choices(_WORDS, k=150))


def hits(shelf: Shelf, text: str = "harbour lease", limit: int = 20, fold: bool = True):
    return shelf.searcher.search(Query(text, "words", limit, fold=fold)).hits


def folded(found: tuple[Hit, ...]) -> list[list[str]]:
    """Names of each hit and its copies."""
    return [[hit.path.name, *(path.name for path in hit.copies)] for hit in found]


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


def test_files_with_the_same_content_are_one_hit(shelf: Shelf) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        shelf.put(f"/docs/{name}", "harbour lease", title="x", digest="same")
    shelf.put("/docs/d.txt", "harbour lease", title="x", digest="another")
    answer = shelf.search("harbour lease", "words")
    assert folded(answer.hits) == [["a.txt", "b.txt", "c.txt"], ["d.txt"]]
    assert [hit.rank for hit in answer.hits] == [1, 2]
    assert answer.total == 4
    assert [value.count for value in answer.facets[0].values] == [4]


def test_unfolded_every_file_is_a_hit(shelf: Shelf) -> None:
    for name in ("a.txt", "b.txt"):
        shelf.put(f"/docs/{name}", "harbour lease", title="x", digest="same")
    assert folded(hits(shelf, fold=False)) == [["a.txt"], ["b.txt"]]


def test_the_same_text_in_another_form_is_a_copy(shelf: Shelf) -> None:
    shelf.put("/docs/a.pdf", TEXT, title="x", digest="1")
    shelf.put("/docs/a.docx", "\n".join(TEXT.upper().split()), title="x", digest="2")
    shelf.put("/docs/b.docx", OTHER, title="x", digest="3")
    found = folded(hits(shelf))
    assert sorted(map(len, found)) == [1, 2]
    assert ["b.docx"] in found


def test_one_word_more_is_still_a_copy(shelf: Shelf) -> None:
    shelf.put("/docs/a.txt", TEXT, title="x", digest="1")
    shelf.put("/docs/b.txt", f"{TEXT} indeed", title="x", digest="2")
    assert len(hits(shelf)) == 1


@pytest.mark.parametrize(
    "other",
    [
        TEXT.replace("harbour house", "harbour house 12"),  # another number
        TEXT + OTHER,  # much more
        TEXT[: len(TEXT) // 2],  # much less
        " ".join(reversed(TEXT.split())),  # the same words in another order
    ],
)
def test_what_differs_is_no_copy(shelf: Shelf, other: str) -> None:
    shelf.put("/docs/a.txt", TEXT, title="x", digest="1")
    shelf.put("/docs/b.txt", other, title="x", digest="2")
    assert len(hits(shelf)) == 2


def test_a_text_with_a_word_asked_for_is_not_hidden_behind_one_without(shelf: Shelf) -> None:
    shelf.put("/docs/a.txt", TEXT, title="x", digest="1")
    shelf.put("/docs/b.txt", f"{TEXT} indeed", title="x", digest="2")
    assert len(hits(shelf, "harbour lease indeed")) == 2


def test_code_that_differs_in_a_word_is_no_copy(shelf: Shelf) -> None:
    shelf.put("/docs/a.py", TEXT, title="x", kind="code", digest="1")
    shelf.put("/docs/b.py", f"{TEXT} indeed", title="x", kind="code", digest="2")
    shelf.put("/docs/c.py", f"{TEXT}\n", title="x", kind="code", digest="3")
    assert sorted(map(sorted, folded(hits(shelf)))) == [["a.py", "c.py"], ["b.py"]]


def test_pictures_are_copies_by_their_content_only(shelf: Shelf) -> None:
    for name in ("a.jpg", "b.jpg"):
        shelf.put(f"/docs/{name}", TEXT, title="x", kind="image", digest=name)
    assert len(hits(shelf)) == 2


def test_little_text_tells_nothing(shelf: Shelf) -> None:
    for name in ("a.pdf", "b.pdf"):
        shelf.put(f"/docs/{name}", "Scanned at the harbour. " * 30, title="x", digest=name)
    assert len(hits(shelf, "harbour")) == 2


def test_the_file_asked_for_by_name_leads(shelf: Shelf) -> None:
    for number in range(6):  # so many that a name tells nothing more
        shelf.put(f"/docs/{number}/old.txt", TEXT, title="x", digest="same")
    shelf.put("/docs/harbour.txt", TEXT, title="x", digest="same")
    assert folded(hits(shelf, "harbour.txt"))[0][0] == "harbour.txt"
    assert len(hits(shelf, "harbour.txt")) == 1


def test_two_files_asked_for_by_name_are_two_hits(shelf: Shelf) -> None:
    for name in ("one.txt", "two.txt", "three.txt"):
        shelf.put(f"/docs/{name}", TEXT, title="x", digest="same")
    found = folded(hits(shelf, "harbour one.txt two.txt"))
    assert sorted(names[0] for names in found) == ["one.txt", "two.txt"]
    assert sorted(name for names in found for name in names) == ["one.txt", "three.txt", "two.txt"]


def test_limit_counts_hits_and_copies_come_from_further_down(shelf: Shelf) -> None:
    for number in range(60):
        shelf.put(f"/docs/{number}.txt", "harbour lease", title="x", digest=f"d{number % 20}")
    found = hits(shelf, limit=15)
    assert len(found) == 15
    assert [hit.rank for hit in found] == list(range(1, 16))
    assert all(len(hit.copies) == 2 for hit in found)
    scores = [hit.score for hit in found]
    assert scores == sorted(scores, reverse=True)


def test_long_documents_are_compared_at_both_ends(shelf: Shelf) -> None:
    pages = [" ".join(random.Random(n).choices(_WORDS, k=100)) for n in range(30)]
    pages[3] += " harbour lease"
    shelf.put("/docs/a.txt", *pages, title="x", digest="1")
    shelf.put("/docs/b.txt", *pages, title="x", digest="2")
    shelf.put("/docs/c.txt", *pages[:-4], *([OTHER] * 4), title="x", digest="3")
    assert sorted(map(sorted, folded(hits(shelf)))) == [["a.txt", "b.txt"], ["c.txt"]]


def test_files_listed_by_a_filter_are_folded_by_their_content(shelf: Shelf) -> None:
    for name, digest in (("a", "1"), ("b", "2"), ("c", "1")):
        shelf.put(f"/docs/{name}.txt", TEXT, title="x", digest=digest)
    answer = shelf.search("type:txt", "words")
    assert sorted(map(sorted, folded(answer.hits))) == [["a.txt", "c.txt"], ["b.txt"]]
    assert [hit.rank for hit in answer.hits] == [1, 2]
    assert answer.total == 3
    assert len(hits(shelf, "type:txt", fold=False)) == 3
    assert len(hits(shelf, "type:txt", limit=1)) == 1


@pytest.mark.parametrize("text", ["", "word", "\ud800 odd", "港の家の賃貸契約" * 20, "😀" * 50])
def test_any_text_has_a_sketch(text: str) -> None:
    sketch = Text(text, 0).sketch
    assert list(sketch.shingles) == sorted(set(sketch.shingles))
    assert resemblance(sketch, sketch) in (0.0, 1.0)


def test_the_sketch_of_a_long_text_tells_its_resemblance() -> None:
    words = random.Random(2).choices([f"w{n}" for n in range(5000)], k=6000)
    changed = [f"x{n}" if n % 40 == 0 else word for n, word in enumerate(words)]
    one, other = (Text(" ".join(its), 0).sketch for its in (words, changed))
    assert len(one.shingles) == SKETCH
    # a changed word breaks four shingles of both: 1 - 4/40 are left of 1 + 4/40
    assert resemblance(one, other) == pytest.approx(0.9 / 1.1, abs=0.06)


@given(st.lists(st.sampled_from(("a", "b", "c", "d")), max_size=12))
def test_no_document_is_lost_or_shown_twice(digests: list[str]) -> None:
    shelf = Shelf()
    for number, digest in enumerate(digests):
        shelf.put(f"/docs/{number}.txt", "harbour lease", title="x", digest=digest)
    found = hits(shelf)
    names = [name for group in folded(found) for name in group]
    assert sorted(names) == sorted(f"{number}.txt" for number in range(len(digests)))
    assert len(found) == len(set(digests))
    assert len({hit.rank for hit in found}) == len(found)
    shelf.searcher.close()
