"""The order of the head: what may move, where to, and that nothing literal ever loses its place."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes.ranked import hit
from hypothesis import given
from hypothesis import strategies as st

from docmind.core.schema import Reason
from docmind.core.search.head import (
    LEAST,
    LITERAL,
    MOST,
    SHARE,
    Pace,
    blended,
    may_move,
    reordered,
)


def order(hits) -> list[int]:
    return [one.file_id for one in hits]


def test_scores_of_both_count_the_same() -> None:
    assert blended([1.0, 0.5, 0.0], [-8.0, 2.0, -3.0]) == pytest.approx([0.5, 0.75, 0.25])


def test_equal_scores_of_one_kind_leave_the_other_to_decide() -> None:
    assert blended([1.0, 1.0], [0.0, 4.0]) == pytest.approx([0.0, 0.5])
    assert blended([], []) == []


def test_the_best_of_both_is_first_and_places_keep_rank_and_score() -> None:
    hits = [hit(0, 0.9), hit(1, 0.8), hit(2, 0.1)]
    found = reordered(hits, {0: -5.0, 1: 3.0, 2: 2.9})
    assert order(found) == [1, 0, 2]
    assert [one.rank for one in found] == [1, 2, 3]
    assert [one.score for one in found] == [0.9, 0.8, 0.1]


def test_equal_ones_stay_in_order() -> None:
    hits = [hit(number, 0.5) for number in range(5)]
    assert order(reordered(hits, dict.fromkeys(range(5), 1.0))) == [0, 1, 2, 3, 4]


def test_two_that_are_disputed_stay_as_found() -> None:
    assert order(reordered([hit(0, 1.0), hit(1, 0.2)], {0: 0.0, 1: 9.0})) == [0, 1]


def test_places_without_score_stay() -> None:
    hits = [hit(number, 1.0 - number / 10) for number in range(4)]
    assert order(reordered(hits, {0: 0.0, 1: 9.0, 2: 0.0})) == [1, 0, 2, 3]
    assert order(reordered(hits, {})) == [0, 1, 2, 3]


def test_nothing_passes_what_has_no_score() -> None:
    hits = [hit(number, 1.0 - number / 10) for number in range(5)]
    found = order(reordered(hits, {0: 0.0, 1: 5.0, 3: 7.0, 4: 9.0}))
    assert found[2] == 2
    assert set(found[:2]) == {0, 1}


def test_what_is_literal_may_not_move() -> None:
    for label in LITERAL:
        assert not may_move(hit(0, 1.0, Reason(label, 1.0, ("x",))))
    assert may_move(hit(0, 1.0, Reason("name", None, ("x",)), Reason("words", 0.4)))
    assert not may_move(hit(0, 1.0, read=False))
    assert not may_move(hit(0, 1.0, point=""))


SCORES = st.floats(-30, 30, width=32)


@given(
    st.lists(
        st.tuples(st.floats(0, 2), SCORES, st.sampled_from(["", "", *LITERAL])), max_size=60
    ).map(lambda rows: sorted(rows, key=lambda row: -row[0])),
    st.randoms(use_true_random=False),
)
def test_what_is_literal_is_never_passed(rows, chance) -> None:
    hits = [
        hit(number, score, *([Reason(label, 1.0, ("x",))] if label else []))
        for number, (score, _, label) in enumerate(rows)
    ]
    head = [place for place, one in enumerate(hits) if may_move(one)][: chance.randint(0, MOST)]
    found = reordered(hits, {place: rows[place][1] for place in head})
    assert sorted(order(found)) == list(range(len(hits)))
    where = {one.file_id: place for place, one in enumerate(found)}
    for place, one in enumerate(hits):
        if not may_move(one):
            assert where[one.file_id] == place
            assert {other.file_id for other in found[:place]} == set(range(place))
    assert [one.rank for one in found] == [one.rank for one in hits]
    assert [one.score for one in found] == [one.score for one in hits]
    assert {replace(one, rank=0, score=0.0) for one in found} == {
        replace(one, rank=0, score=0.0) for one in hits
    }


@given(st.lists(st.tuples(st.floats(0, 2), SCORES), min_size=1, max_size=20))
def test_the_order_is_the_same_every_time(rows) -> None:
    hits = [hit(number, score) for number, (score, _) in enumerate(rows)]
    scores = {place: row[1] for place, row in enumerate(rows)}
    assert reordered(hits, scores) == reordered(hits, dict(reversed(scores.items())))


def test_how_many_fit_follows_from_what_one_took() -> None:
    pace = Pace()
    assert not pace.known
    assert pace.fits(0.3) == 0
    pace.measured(0.08, 8)
    assert pace.fits(0.3) == int(SHARE * 30)
    assert pace.fits(30.0) == MOST
    assert pace.fits(0.01) < LEAST


def test_slower_is_believed_at_once_and_faster_by_and_by() -> None:
    pace = Pace()
    pace.measured(0.1, 10)
    pace.seen(0.2, 10)
    assert pace.fits(0.3) == 12
    pace.seen(0.1, 10)
    assert 12 < pace.fits(0.3) < 15
    pace.measured(0.1, 10)
    assert pace.fits(0.3) == 24
    pace.seen(0.0, 10)
    assert pace.known
