"""Calls of a size that the server takes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from docmind.core.errors import ProviderError
from docmind.core.servers.batches import BatchSize, embedded
from docmind.core.servers.failures import TooManyAtOnce
from docmind.core.vectors import Embeddings

WIDTH = 27


class FakeModel:
    """Counts letters, so that each text has a direction of its own. Takes ``most_texts`` in a
    call and ``most_characters`` in a text."""

    def __init__(self, most_texts: int = 1000, most_characters: int = 10**9) -> None:
        self.most_texts = most_texts
        self.most_characters = most_characters
        self.calls: list[list[str]] = []

    def __call__(self, texts: Sequence[str]) -> Embeddings:
        self.calls.append(list(texts))
        if len(texts) > self.most_texts:
            raise TooManyAtOnce("too many", code="context_length_exceeded")
        if any(len(text) > self.most_characters for text in texts):
            raise ProviderError("too long", code="context_length_exceeded")
        dense = np.stack([self.vector(text) for text in texts])
        return Embeddings(dense=dense, tokens=sum(len(text.split()) for text in texts))

    @staticmethod
    def vector(text: str) -> np.ndarray:
        counted = np.bincount([1 + ord(sign) % 26 for sign in text], minlength=WIDTH)
        return (counted / np.linalg.norm(counted)).astype(np.float32)

    @property
    def sizes(self) -> list[int]:
        return [len(call) for call in self.calls]


def texts(count: int) -> list[str]:
    return [f"text number {index} {chr(97 + index % 26) * 3}" for index in range(count)]


def test_batches_keep_the_order() -> None:
    model, asked = FakeModel(), texts(70)
    found = embedded(asked, model, WIDTH)
    assert model.sizes == [32, 32, 6]
    np.testing.assert_array_equal(found.dense, [FakeModel.vector(text) for text in asked])
    assert found.dense.dtype == np.float32
    assert found.tokens == 4 * 70


def test_no_text_is_no_call() -> None:
    model = FakeModel()
    assert embedded([], model, WIDTH).dense.shape == (0, WIDTH)
    assert model.calls == []


def test_a_batch_is_halved_and_the_size_remembered() -> None:
    model, size, asked = FakeModel(most_texts=10), BatchSize(), texts(64)
    found = embedded(asked, model, WIDTH, size)
    np.testing.assert_array_equal(found.dense, [FakeModel.vector(text) for text in asked])
    assert size.most == 8
    assert model.sizes[:4] == [32, 16, 8, 8]
    before = len(model.calls)
    embedded(asked[:16], model, WIDTH, size)
    assert model.sizes[before:] == [8, 8]


def test_one_long_text_does_not_make_every_batch_small() -> None:
    model, size = FakeModel(most_characters=40), BatchSize()
    asked = [*texts(9), "word " * 12, *texts(9)]
    found = embedded(asked, model, WIDTH, size)
    assert size.most == 32
    np.testing.assert_array_equal(found.dense[10:], [FakeModel.vector(text) for text in asked[10:]])


def test_a_long_text_is_split_between_words_and_averaged() -> None:
    model = FakeModel(most_characters=12)
    found = embedded(["aaaaaaaa bbbb bbbbbb"], model, WIDTH)
    parts = [call[0] for call in model.calls if len(call[0]) <= 12]
    assert parts == ["aaaaaaaa", " bbbb bbbbbb"]
    mean = 8 * FakeModel.vector(parts[0]) + 12 * FakeModel.vector(parts[1])
    np.testing.assert_allclose(found.dense[0], mean / np.linalg.norm(mean), atol=1e-6)
    assert found.tokens == 3


def test_a_text_without_blanks_is_split_anywhere() -> None:
    model = FakeModel(most_characters=100)
    found = embedded(["漢字" * 5000], model, WIDTH)
    np.testing.assert_allclose(np.linalg.norm(found.dense, axis=1), 1, atol=1e-6)
    assert len(model.calls) < 500


def test_every_part_of_a_huge_text_is_read() -> None:
    model, asked = FakeModel(most_characters=50), " ".join(texts(300))
    embedded([asked], model, WIDTH)
    read = [call[0] for call in model.calls if len(call[0]) <= 50]
    assert " ".join(read).split() == asked.split()


def test_what_is_short_and_still_too_long_fails() -> None:
    with pytest.raises(ProviderError, match="too long"):
        embedded(["a b c d e f g h i j k l"], FakeModel(most_characters=2), WIDTH)


def test_opposite_parts_have_a_direction_all_the_same() -> None:
    def call(asked: Sequence[str]) -> Embeddings:
        if len(asked[0]) > 12:
            raise ProviderError("too long", code="context_length_exceeded")
        sign = 1.0 if asked[0].startswith("a") else -1.0
        return Embeddings(dense=np.array([[sign, 0.0]], dtype=np.float32))

    found = embedded(["aaaaaaaaaabbbbbbbbbb"], call, 2)
    np.testing.assert_array_equal(found.dense, [[1.0, 0.0]])


@pytest.mark.parametrize("blank", ["", " ", "\n\t ", "\u3000"])
def test_blank_texts_are_never_sent(blank: str) -> None:
    model = FakeModel()
    found = embedded([blank, "text", blank], model, WIDTH)
    assert model.calls == [["text"]]
    assert found.dense[0].tolist() == [1.0] + [0.0] * (WIDTH - 1)
    np.testing.assert_array_equal(found.dense[2], found.dense[0])
    np.testing.assert_array_equal(found.dense[1], FakeModel.vector("text"))


def test_other_failures_are_left_alone() -> None:
    calls = []

    def call(asked: Sequence[str]) -> Embeddings:
        calls.append(asked)
        raise ProviderError("busy", code="overloaded")

    with pytest.raises(ProviderError, match="busy"):
        embedded(texts(3), call, WIDTH)
    assert len(calls) == 1
