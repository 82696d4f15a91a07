from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from docmind.core.embed.cache import EmbeddingCache
from docmind.core.embed.cached import CachedEmbedder
from docmind.core.embed.hashing import Hashing
from docmind.core.vectors import Embeddings, SparseVector


class CountingModel:
    """The hashing embedder, with a record of what it was asked."""

    characters_at_once = 1000

    def __init__(self):
        self._hashing = Hashing()
        self.identity = self._hashing.load()
        self.asked = []

    def embed_passages(self, texts):
        self.asked.append(list(texts))
        return self._hashing.embed_passages(texts)


@pytest.fixture
def model():
    return CountingModel()


@pytest.fixture
def cache(tmp_path):
    cache = EmbeddingCache(tmp_path / "cache.sqlite3")
    yield cache
    cache.close()


def test_fresh_and_remembered_vectors_are_the_same_to_the_last_bit(model, cache):
    embedder = CachedEmbedder(model, cache)
    fresh, computed = embedder.embed_passages(["a red fox", "a blue whale"])
    again, recomputed = embedder.embed_passages(["a red fox", "a blue whale"])
    assert (computed, recomputed) == (2, 0)
    np.testing.assert_array_equal(fresh.dense, again.dense)
    np.testing.assert_allclose(np.linalg.norm(fresh.dense, axis=1), 1.0, atol=1e-6)
    exact = Hashing().embed_passages(["a red fox"]).dense[0]
    assert fresh.dense[0] @ exact > 0.99999


def test_equal_texts_are_computed_once_and_order_is_kept(model, cache):
    embedder = CachedEmbedder(model, cache)
    embedder.embed_passages(["known"])
    found, computed = embedder.embed_passages(["x", "known", "y", "x"])
    rows = found.dense
    assert computed == 2
    assert model.asked[-1] == ["x", "y"]
    np.testing.assert_array_equal(rows[0], rows[3])
    np.testing.assert_array_equal(rows[1], embedder.embed_passages(["known"])[0].dense[0])


def test_nothing_asked_gives_no_rows(model, cache):
    found, computed = CachedEmbedder(model, cache).embed_passages([])
    assert (found.dense.shape, computed) == ((0, 384), 0)
    assert model.asked == []


def test_a_remembered_row_of_another_width_is_computed_again(model, cache):
    cache.put(model.identity.space, ["text"], np.array([[1, 0]], dtype=np.float32))
    found, computed = CachedEmbedder(model, cache).embed_passages(["text"])
    assert (found.dense.shape, computed) == ((1, 384), 1)


class WeighingModel(CountingModel):
    """Also weighs each word, by its length."""

    def __init__(self):
        super().__init__()
        self.identity = replace(self.identity, name="weighing", learned=True)

    def embed_passages(self, texts):
        dense = super().embed_passages(texts).dense
        return Embeddings(dense, tuple(self.weights(text) for text in texts))

    @staticmethod
    def weights(text):
        lengths = sorted({len(word) for word in text.split()})
        values = np.array([length / 7 for length in lengths], dtype=np.float32)
        return SparseVector(np.array(lengths, dtype=np.uint32), values)


def test_learned_weights_are_remembered_with_the_rest(cache):
    model = WeighingModel()
    embedder = CachedEmbedder(model, cache)
    fresh, _ = embedder.embed_passages(["a red fox", "whale", "a red fox"])
    again, recomputed = embedder.embed_passages(["whale", "a red fox"])
    assert recomputed == 0
    assert [row.indices.tolist() for row in fresh.sparse] == [[1, 3], [5], [1, 3]]
    for row, its in zip(again.sparse, (fresh.sparse[1], fresh.sparse[0]), strict=True):
        np.testing.assert_array_equal(row.indices, its.indices)
        np.testing.assert_array_equal(row.values, its.values)


def test_a_remembered_row_without_its_weights_is_computed_again(cache):
    model = WeighingModel()
    dense = model.embed_passages(["fox"]).dense
    cache.put(model.identity.space, ["fox"], dense)
    found, computed = CachedEmbedder(model, cache).embed_passages(["fox"])
    assert computed == 1
    assert found.sparse[0].indices.tolist() == [3]


def test_long_work_is_done_in_moments_and_what_was_done_is_kept(model, cache):
    embedder = CachedEmbedder(model, cache)
    texts = [f"{number} " + "word " * 80 for number in range(6)]
    moments = []

    def stop_at_the_third():
        moments.append(len(model.asked))
        if len(moments) == 3:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        embedder.embed_passages(texts, stop_at_the_third)
    assert moments == [0, 1, 2]
    _, computed = embedder.embed_passages(texts)
    assert computed == 2
    assert sorted(text for asked in model.asked for text in asked) == sorted(texts)
