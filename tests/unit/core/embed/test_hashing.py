from __future__ import annotations

import numpy as np
import pytest
from tokenizers import Tokenizer

from docmind.core.embed.hashing import Hashing


@pytest.fixture
def hashing() -> Hashing:
    embedder = Hashing()
    embedder.load()
    return embedder


def test_rows_are_unit_vectors_of_the_stated_width(hashing):
    dense = hashing.embed_passages(["a red fox", "", "漢字 テスト", "!!!", "\udce9"]).dense
    assert dense.shape == (5, hashing.load().dimension)
    assert dense.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(dense, axis=1), 1.0, atol=1e-6)


def test_shared_words_and_parts_bring_texts_closer(hashing):
    fox, same, stem, other = hashing.embed_passages(
        ["a red fox runs", "fox runs: a RED one", "red foxes running", "quarterly balance sheet"]
    ).dense
    assert fox @ same > fox @ stem > fox @ other + 0.2


def test_is_the_same_on_every_machine(hashing):
    row = hashing.embed_query("fox").dense[0]
    assert np.flatnonzero(row).tolist() == [230, 267, 270, 346, 369]


def test_tokenizer_counts_words_and_signs(hashing):
    tokenizer = Tokenizer.from_str(hashing.tokenizer_json())
    encoding = tokenizer.encode("Hello, wide world!")
    assert encoding.offsets == [(0, 5), (5, 6), (7, 11), (12, 17), (17, 18)]


def test_nothing_gives_no_rows(hashing):
    assert hashing.embed_passages([]).dense.shape == (0, 384)
