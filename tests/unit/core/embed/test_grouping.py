"""Which rows run together."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from docmind.core.embed.grouping import longest_first, of_equal_length, padded

LENGTHS = st.lists(st.integers(1, 40), max_size=60)


def rows_of(lengths):
    return [[0] * length for length in lengths]


@given(LENGTHS, st.integers(1, 100), st.integers(1, 9))
def test_groups_hold_every_row_once_and_no_padding(lengths, tokens, most):
    groups = of_equal_length(rows_of(lengths), tokens, most)
    assert sorted(index for group in groups for index in group) == list(range(len(lengths)))
    for group in groups:
        assert len({lengths[index] for index in group}) == 1
        assert len(group) == 1 or (len(group) <= most and len(group) * lengths[group[0]] <= tokens)
    firsts = [lengths[group[0]] for group in groups]
    assert firsts == sorted(firsts, reverse=True)


@given(LENGTHS, st.integers(1, 100), st.integers(1, 9))
def test_padded_batches_keep_to_the_budget(lengths, budget, most):
    rows = rows_of(lengths)
    waiting = longest_first(rows)
    seen = []
    while waiting:
        batch = padded(rows, waiting, budget, most)
        longest = max(lengths[index] for index in batch)
        assert len(batch) == 1 or len(batch) * longest <= budget
        assert len(batch) <= most
        seen += batch
        waiting = waiting[len(batch) :]
    assert sorted(seen) == list(range(len(lengths)))
