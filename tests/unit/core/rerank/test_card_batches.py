"""The loop that rerankers on PyTorch share: order, batches, and what happens without memory."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from docmind.core.embed.bge_m3_runs import OutOfCardMemory
from docmind.core.embed.grouping import padded_right
from docmind.core.rerank.card_batches import CardBatches

ROWS = [np.arange(length, dtype=np.int64) for length in (3, 9, 1, 9, 4, 2)]


class Summing:
    """Scores each row by its sum; runs out of memory above ``room`` padded tokens."""

    def __init__(self, room: int = 1_000) -> None:
        self.room = room
        self.seen: list[list[int]] = []

    def __call__(self, rows):
        lengths = [len(row) for row in rows]
        if max(lengths) * len(rows) > self.room:
            raise torch.OutOfMemoryError("CUDA out of memory")
        self.seen.append(lengths)
        return torch.tensor([float(row.sum()) for row in rows])


def test_scores_come_in_the_order_given_and_the_longest_go_first() -> None:
    run = Summing()
    scores = CardBatches("cpu", 64, 18).scores(ROWS, run)
    assert scores.dtype == np.float32
    assert scores.tolist() == [float(row.sum()) for row in ROWS]
    assert run.seen == [[9, 9], [4, 3, 2, 1]]


def test_a_batch_has_a_most_and_a_row_longer_than_the_budget_goes_alone() -> None:
    run = Summing()
    CardBatches("cpu", 2, 5).scores(ROWS, run)
    assert run.seen == [[9], [9], [4], [3], [2, 1]]


def test_no_rows_give_no_scores() -> None:
    run = Summing()
    assert CardBatches("cpu", 2, 5).scores([], run).shape == (0,)
    assert run.seen == []


def test_batches_are_halved_where_memory_runs_out_and_stay_so() -> None:
    run = Summing(room=10)
    batches = CardBatches("cpu", 64, 64)
    assert batches.scores(ROWS, run).tolist() == [float(row.sum()) for row in ROWS]
    assert max(max(lengths) * len(lengths) for lengths in run.seen) <= 10
    budget = batches.budget
    assert budget < 64
    batches.scores(ROWS[:3], run)
    assert batches.budget == budget


def test_a_single_row_that_does_not_fit_is_told() -> None:
    with pytest.raises(OutOfCardMemory):
        CardBatches("cpu", 64, 64).scores(ROWS, Summing(room=8))


def test_other_errors_are_not_taken_for_a_lack_of_memory() -> None:
    def broken(rows):
        raise RuntimeError("shapes differ")

    with pytest.raises(RuntimeError, match="shapes differ"):
        CardBatches("cpu", 64, 64).scores(ROWS, broken)


def test_rows_are_filled_up_behind() -> None:
    assert padded_right([ROWS[0], ROWS[5]], 7).tolist() == [[0, 1, 2], [0, 1, 7]]
