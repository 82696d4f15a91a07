"""The references that our fusion is measured against, on numbers worked out by hand."""

from __future__ import annotations

import math

import pytest
from fakes.shelf import Shelf

from docmind.core.schema import Query
from docmind.core.search.baselines import (
    REFERENCES,
    by_document,
    distribution_based_score_fusion,
    fused_by,
    reciprocal_rank_fusion,
)
from docmind.core.store.base import Candidate


def ranked(*documents: int) -> list[tuple[int, float]]:
    return [(document, 1.0 / place) for place, document in enumerate(documents, 1)]


def test_documents_stand_where_their_best_passage_does() -> None:
    found = [Candidate("a", 3.0, 7), Candidate("b", 2.0, 7), Candidate("c", 1.0, 8)]
    assert by_document(found) == [(7, 3.0), (8, 1.0)]
    assert by_document(found, limit=1) == [(7, 3.0)]
    assert by_document([]) == []


def test_with_k_60_the_first_of_one_list_falls_behind_the_middle_of_both() -> None:
    """1/61 = .01639 for the first of one list; 1/80 + 1/80 = .025 for place 20 in both."""
    one = ranked(1, *range(100, 118), 2)
    other = ranked(*range(200, 219), 2)
    assert reciprocal_rank_fusion([one, other])[0] == 2
    assert reciprocal_rank_fusion([one, other], k=2, first=0)[:2] == [1, 200]


def test_ranks_count_from_zero_or_one() -> None:
    """k = 2 from 0: 1/2 against 1/3 + 1/7 = .476; from 1: 1/3 against 1/4 + 1/8 = .375."""
    lists = [ranked(1, 2), ranked(3, 4, 5, 6, 7, 2)]
    assert reciprocal_rank_fusion(lists, k=2, first=0)[:3] == [1, 3, 2]
    assert reciprocal_rank_fusion(lists, k=2, first=1)[0] == 2


def test_scores_are_scaled_by_mean_and_three_deviations() -> None:
    """A list 3, 2, 1: mean 2, sample deviation 1, so (3 + 1) / 6, 3 / 6, 2 / 6."""
    steady = [(1, 3.0), (2, 2.0), (3, 1.0)]
    alone = [(3, 0.9)]  # one document has 0.5, so 3 has 2/6 + 0.5 = .833, more than .667
    assert distribution_based_score_fusion([steady, alone]) == [3, 1, 2]
    assert distribution_based_score_fusion([steady]) == [1, 2, 3]


def test_a_list_without_spread_tells_nothing() -> None:
    assert distribution_based_score_fusion([[(2, 1.0), (1, 1.0)]]) == [1, 2]


def test_no_lists_no_documents() -> None:
    assert [fuse([]) for fuse in REFERENCES.values()] == [[], [], []]
    assert fused_by("rrf60", {"dense": [], "words": [Candidate("a", 1.0, 1)]}) == []


def test_only_meaning_and_stems_are_fused() -> None:
    lists = {
        "dense": [Candidate("a", 0.9, 1), Candidate("b", 0.1, 2)],
        "stems": [Candidate("b", 9.0, 2), Candidate("a", 1.0, 1), Candidate("c", 0.5, 3)],
        "words": [Candidate("d", 9.0, 4)],
    }
    for name in REFERENCES:
        assert set(fused_by(name, lists)) == {1, 2, 3}
    with pytest.raises(KeyError):
        fused_by("borda", lists)


def test_the_searcher_hands_out_its_raw_lists() -> None:
    shelf = Shelf()
    for number in range(5):
        shelf.put(f"/docs/note{number}.txt", f"A note about gardens, number {number}.")
    search, lists = shelf.searcher.candidate_lists(Query("gardens number 3"))
    assert search.asked.text == "gardens number 3"
    assert set(lists) == {"stems", "words", "dense"}
    assert all(math.isfinite(item.score) for found in lists.values() for item in found)
    assert shelf.searcher.candidate_lists(Query("?!"))[1] == {}
    assert fused_by("dbsf", lists)[0] == 4
