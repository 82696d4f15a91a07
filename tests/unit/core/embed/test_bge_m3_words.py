"""The words of BGE-M3: ids, and the weight of each word."""

from __future__ import annotations

import json

import numpy as np
import pytest
from fakes.bge_m3_folder import write_tokenizer
from hypothesis import given
from hypothesis import strategies as st

from docmind.core.embed import bge_m3_words
from docmind.core.embed.bge_m3_words import M3Words
from docmind.core.errors import ModelError


@pytest.fixture(scope="module")
def words(tmp_path_factory):
    folder = tmp_path_factory.mktemp("words")
    write_tokenizer(folder)
    return M3Words(folder, 32)


def test_a_text_is_cut_and_closed(words):
    short, long = words.ids(["the report", "the " * 100])
    assert (short[0], short[-1]) == (0, 2)
    assert (len(short), len(long), long[-1]) == (4, 32, 2)


def test_windows_are_the_same_as_all_at_once(words, monkeypatch):
    texts = [f"passage {number} about wings" for number in range(23)]
    whole = words.ids(texts)
    monkeypatch.setattr(bge_m3_words, "_WINDOW", 5)
    windows = list(words.windows(texts))
    assert [len(window) for window in windows] == [5, 5, 5, 5, 3]
    for found, expected in zip((row for window in windows for row in window), whole, strict=True):
        np.testing.assert_array_equal(found, expected)


def test_a_failure_of_the_tokenizer_reaches_the_reader(words, monkeypatch):
    monkeypatch.setattr(bge_m3_words, "_WINDOW", 1)
    with pytest.raises(TypeError):
        list(words.windows(["one", None, "three"]))


@given(st.lists(st.tuples(st.integers(0, 12), st.floats(0, 2, width=32)), min_size=1))
def test_each_word_has_its_greatest_weight(words, pairs):
    expected: dict[int, float] = {}
    for word, weight in pairs:
        if word > 3 and weight > 0:
            expected[word] = max(weight, expected.get(word, 0.0))
    ids = np.array([word for word, _ in pairs], dtype=np.int64)
    found = words.sparse(ids, np.array([weight for _, weight in pairs], dtype=np.float32))
    assert (found.indices.dtype, found.values.dtype) == (np.uint32, np.float32)
    assert found.indices.tolist() == sorted(expected)
    assert dict(zip(found.indices.tolist(), found.values.tolist(), strict=True)) == expected


def test_a_folder_may_state_other_signs(tmp_path):
    write_tokenizer(tmp_path)
    stated = {"unk_token": {"content": "<mask>"}, "cls_token": "<s>", "additional": ["x"]}
    (tmp_path / "special_tokens_map.json").write_text(json.dumps(stated))
    changed = M3Words(tmp_path, 32)
    mask = changed.ids(["<mask>"])[0][1]
    found = changed.sparse(np.array([mask, 3, 9]), np.ones(3, dtype=np.float32))
    assert found.indices.tolist() == [3, 9]


def test_a_damaged_tokenizer_is_told(tmp_path):
    (tmp_path / "tokenizer.json").write_text("{")
    with pytest.raises(ModelError, match="tokenizer of BGE-M3"):
        M3Words(tmp_path, 32)
