from __future__ import annotations

import numpy as np
import pytest

from docmind.core.embed.cache import EmbeddingCache
from docmind.core.embed.cached import CachedEmbedder
from docmind.core.embed.hashing import Hashing


class CountingModel:
    """The hashing embedder, with a record of what it was asked."""

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
    np.testing.assert_array_equal(fresh, again)
    np.testing.assert_allclose(np.linalg.norm(fresh, axis=1), 1.0, atol=1e-6)
    exact = Hashing().embed_passages(["a red fox"]).dense[0]
    assert fresh[0] @ exact > 0.99999


def test_equal_texts_are_computed_once_and_order_is_kept(model, cache):
    embedder = CachedEmbedder(model, cache)
    embedder.embed_passages(["known"])
    rows, computed = embedder.embed_passages(["x", "known", "y", "x"])
    assert computed == 2
    assert model.asked[-1] == ["x", "y"]
    np.testing.assert_array_equal(rows[0], rows[3])
    np.testing.assert_array_equal(rows[1], embedder.embed_passages(["known"])[0][0])


def test_nothing_asked_gives_no_rows(model, cache):
    rows, computed = CachedEmbedder(model, cache).embed_passages([])
    assert (rows.shape, computed) == ((0, 384), 0)
    assert model.asked == []


def test_a_remembered_row_of_another_width_is_computed_again(model, cache):
    cache.put(model.identity.space, ["text"], np.array([[1, 0]], dtype=np.float32))
    rows, computed = CachedEmbedder(model, cache).embed_passages(["text"])
    assert (rows.shape, computed) == ((1, 384), 1)
