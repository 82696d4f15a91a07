"""Fusing lists of passages to an order of documents."""

from __future__ import annotations

import pytest

from docmind.core.search import fuse
from docmind.core.search.analyse import Features
from docmind.core.store.base import Candidate

FEATURES = Features((), (), 6, False, False, True, True, False, "en")


def _list(*rows: tuple[int, float]) -> list[Candidate]:
    return [Candidate(f"p{file_id}-{score}", score, file_id) for file_id, score in rows]


def _many(head: float, count: int = 60) -> list[Candidate]:
    """One good candidate above a crowd."""
    return _list((1, head), *((i, 1.0 - i / 1000) for i in range(2, count)))


def _with(**changes: object) -> Features:
    values = {name: getattr(FEATURES, name) for name in FEATURES.__slots__}
    return Features(**{**values, **changes})


def test_documents_count_by_their_best_passage_per_list() -> None:
    lists = {"dense": _list((1, 0.9), (1, 0.8), (2, 0.5)), "stems": _list((2, 8.0), (1, 4.0))}
    found = fuse.fuse(lists, 0.5, limit=2)
    assert found[1].parts == {"dense": 1.0, "stems": 0.0}
    assert found[1].score == pytest.approx(0.5)
    assert found[2].score == pytest.approx(0.5 * fuse.STEMS_SHARE)
    assert found[1].ranked_passages()[0] == "p1-0.9"


def test_a_short_lexical_list_is_complete_so_its_floor_is_zero() -> None:
    found = fuse.fuse({"stems": _list((1, 8.0), (2, 4.0))}, 0.0, limit=100)
    assert found[2].parts["stems"] == pytest.approx(0.5)


def test_equal_scores_share_the_top() -> None:
    found = fuse.fuse({"dense": _list((2, 0.5), (1, 0.5))}, 1.0, limit=2)
    assert [item.file_id for item in fuse.in_order(found)] == [1, 2]
    assert {item.score for item in found.values()} == {1.0}


def test_the_list_that_stands_out_gets_the_weight() -> None:
    sure = fuse.choose_alpha({"dense": _many(9.0), "stems": _many(1.05)}, FEATURES)
    unsure = fuse.choose_alpha({"dense": _many(1.05), "stems": _many(9.0)}, FEATURES)
    assert 0.5 < sure <= fuse.MOST_ALPHA
    assert fuse.LEAST_ALPHA <= unsure < 0.5


@pytest.mark.parametrize(
    ("features", "stems", "alpha"),
    [
        (FEATURES, [], fuse.NO_HITS_ALPHA),
        (FEATURES, _list((1, 2.0), (2, 1.0)), fuse.FEW_HITS_ALPHA),
        (_with(exact_like=True), _many(2.0), fuse.EXACT_ALPHA),
        (_with(exact_like=True, quoted=True), _many(2.0), fuse.QUOTED_ALPHA),
        (_with(exact_like=True), [], fuse.NO_HITS_ALPHA),
        (_with(script_known=False), _many(1.05), fuse.UNKNOWN_SCRIPT_ALPHA),
        (_with(language_known=False), _many(1.05), fuse.UNKNOWN_LANGUAGE_ALPHA),
    ],
)
def test_alpha_by_rule(features: Features, stems: list[Candidate], alpha: float) -> None:
    assert fuse.choose_alpha({"dense": _many(9.0), "stems": stems}, features) == alpha


def test_no_meaning_no_weight() -> None:
    assert fuse.choose_alpha({"stems": _many(2.0)}, FEATURES) == 0.0


def test_what_one_document_alone_holds_is_pinned() -> None:
    found = fuse.fuse({"words": _list((1, 9.0), (2, 1.0))}, 0.0, limit=100)
    fuse.add_verbatim(found, "p85alpha", "identifier", {2}, 0.5, total=1000)
    first = fuse.in_order(found)[0]
    assert (first.file_id, first.pinned) == (2, True)
    assert first.exact == {"p85alpha": "identifier"}


def test_what_many_documents_hold_says_nothing() -> None:
    found = fuse.fuse({"words": _list(*((i, 10.0 - i) for i in range(1, 9)))}, 0.0, limit=100)
    before = {key: item.score for key, item in found.items()}
    fuse.add_verbatim(found, "the", "phrase", set(found), 1.0, total=20)
    assert {key: item.score for key, item in found.items()} == before


def test_rarer_parts_lift_more() -> None:
    lifted = []
    for holders in ({1}, {1, 2}, {1, 2, 3}):
        found = fuse.fuse({"words": _list((1, 1.0), (2, 1.0), (3, 1.0))}, 0.0, limit=100)
        fuse.add_verbatim(found, "x", "phrase", holders, 1.0, total=1000)
        lifted.append(found[1].score)
    assert lifted == sorted(lifted, reverse=True)
    assert len(set(lifted)) == 3
