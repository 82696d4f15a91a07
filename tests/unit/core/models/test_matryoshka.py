"""Which models may give shorter vectors."""

from __future__ import annotations

import numpy as np
import pytest

from docmind.core.errors import ModelError
from docmind.core.models.cards import ModelCard, card
from docmind.core.models.matryoshka import allowed_dimensions, cut

TRAINED = ModelCard("m", "onnx", "Nested", "text", "", dimension=768, matryoshka=(64, 768))


@pytest.mark.parametrize(("wanted", "given"), [(0, 0), (768, 0), (64, 64), (300, 300), (767, 767)])
def test_a_model_that_was_trained_for_it_may_be_cut(wanted: int, given: int) -> None:
    assert allowed_dimensions(TRAINED, wanted) == given


@pytest.mark.parametrize("wanted", [1, 63, 769])
def test_it_may_not_be_cut_to_what_it_was_not_trained_for(wanted: int) -> None:
    with pytest.raises(ModelError, match=f"Nested was not trained for vectors of {wanted}") as told:
        allowed_dimensions(TRAINED, wanted)
    assert "64 to 768" in told.value.detail


@pytest.mark.parametrize("name", ["bge-m3", "starter", "hashing"])
def test_a_model_that_was_not_trained_for_it_is_refused_by_name(name: str) -> None:
    with pytest.raises(ModelError) as told:
        allowed_dimensions(card(name), 256)
    assert told.value.title == f"{card(name).title} was not trained for shorter vectors"
    assert "embedding.dimensions" in told.value.hint


def test_all_the_numbers_it_has_are_no_cut() -> None:
    assert allowed_dimensions(card("bge-m3"), 1024) == 0


def test_what_is_cut_has_the_length_of_one_again() -> None:
    rows = np.random.default_rng(3).normal(size=(4, 8)).astype(np.float32)
    short = cut(rows, 3)
    assert short.shape == (4, 3)
    assert short.dtype == np.float32
    assert np.linalg.norm(short, axis=1) == pytest.approx(np.ones(4), abs=1e-6)
    cosines = np.sum(short * rows[:, :3], axis=1) / np.linalg.norm(rows[:, :3], axis=1)
    assert cosines == pytest.approx(np.ones(4), abs=1e-6)


def test_what_is_whole_or_empty_stays_so() -> None:
    rows = np.eye(3, dtype=np.float32)
    assert cut(rows, 0) is rows
    assert cut(rows, 3) is rows
    assert not cut(rows, 2)[2].any()
    assert cut(np.zeros((0, 8), np.float32), 4).shape == (0, 4)
