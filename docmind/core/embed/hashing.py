"""Vectors without a model: words and their parts hashed into 384 numbers."""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from collections.abc import Iterator, Sequence
from typing import ClassVar

import numpy as np

from docmind.core.embed.base import DEFAULTS, Embedder, LoadOptions, ModelIdentity
from docmind.core.embed.text import speakable
from docmind.core.vectors import Embeddings, Float32

DIMENSION = 384
MAX_TOKENS = 256
_WORD = re.compile(r"\w+")
_WHOLE, _PART = 1.0, 0.35
_PART_LENGTHS = (3, 4)


class Hashing(Embedder):
    """Equal words, and words that share parts, point the same way; meaning is not known.

    Signed feature hashing (arXiv:0902.2206) of words and their character 3- and 4-grams, with
    crc32, so vectors are the same on every machine. For tests, and where no model can run.
    """

    name: ClassVar[str] = "hashing"
    title: ClassVar[str] = "Word hashing (no model)"
    query_beside_passages: ClassVar[bool] = True

    def load(self, options: LoadOptions = DEFAULTS) -> ModelIdentity:
        """Nothing to load; never fails."""
        return ModelIdentity(
            name=self.name,
            digest=hashlib.sha256(b"crc32 of words and parts, 1").hexdigest(),
            dimension=DIMENSION,
            max_tokens=MAX_TOKENS,
            knows_meaning=False,
            runtime="numpy fp32",
        )

    def embed_passages(self, texts: Sequence[str]) -> Embeddings:
        """``dense`` float32[n, 384], rows L2-normalised; a text without words points along the
        first axis."""
        dense = np.zeros((len(texts), DIMENSION), dtype=np.float32)
        for row, text in zip(dense, texts, strict=True):
            _fill(row, text)
        return Embeddings(dense=dense)

    def tokenizer_json(self) -> str:
        """A token for every word and every other sign."""
        return json.dumps(
            {
                "version": "1.0",
                "truncation": None,
                "padding": None,
                "added_tokens": [],
                "normalizer": None,
                "pre_tokenizer": {"type": "BertPreTokenizer"},
                "post_processor": None,
                "decoder": None,
                "model": {"type": "WordLevel", "vocab": {"[UNK]": 0}, "unk_token": "[UNK]"},
            }
        )


def _fill(row: Float32, text: str) -> None:
    words = _WORD.findall(speakable(text).lower())[:MAX_TOKENS]
    for feature, weight in _features(words):
        digest = zlib.crc32(feature.encode())
        row[digest % DIMENSION] += weight if digest & 0x8000_0000 else -weight
    length = float(np.linalg.norm(row))
    if length > 0.0:
        row /= length
    else:
        row[0] = 1.0


def _features(words: Sequence[str]) -> Iterator[tuple[str, float]]:
    for word in words:
        yield word, _WHOLE
        padded = f"<{word}>"
        for length in _PART_LENGTHS:
            for start in range(len(padded) - length + 1):
                yield padded[start : start + length], _PART
