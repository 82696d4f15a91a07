"""Invented models and the versions of the fake Ollama (``fakes.ollama``): no weights are behind
them, and the sizes and digests are made up."""

from __future__ import annotations

import hashlib
import re
import zlib
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

_TOKEN = re.compile(r"\w{1,6}|[^\w\s]")
_WORD = re.compile(r"\w+")
_INSTRUCTED = re.compile(r"Instruct: [^\n]+\nQuery:(?! )")
MODIFIED = "2026-08-21T10:00:00.123456789Z"


@dataclass(frozen=True)
class Model:
    """A model that an Ollama may have. ``pooling`` is llama.cpp's number (1 mean, 2 cls, 3 last);
    ``splits`` says whether a text may be longer than a batch; ``legacy_scale`` is the length of
    its vectors on the older route, where they are not normalised."""

    name: str
    architecture: str
    dimension: int
    context: int
    pooling: int | None
    parameters: str = "1B"
    size: int = 1_000_000
    capabilities: tuple[str, ...] = ("embedding",)
    splits: bool = True
    special_tokens: int = 1
    legacy_scale: float = 1.0
    remote_host: str = ""
    revision: int = 1

    @property
    def digest(self) -> str:
        """Another one after a re-pull with other content (``revision``)."""
        return hashlib.sha256(f"{self.name} {self.revision}".encode()).hexdigest()

    @property
    def layers(self) -> tuple[tuple[str, int], ...]:
        """(digest, bytes) of what is pulled: weights, licence, settings."""
        sizes = (self.size - 1500, 1000, 500)
        return tuple(
            (f"sha256:{hashlib.sha256(f'{self.digest} {size}'.encode()).hexdigest()}", size)
            for size in sizes
        )

    def vector(self, text: str) -> Any:
        """float32[dimension], longer than 1, from the words of ``text``: texts that share words
        are alike, also in their first numbers. A question in the form that the model was trained
        with counts by its words alone."""
        if self.pooling == 3:
            text = _INSTRUCTED.sub("", text, count=1)
        total = np.full(self.dimension, 1e-3, dtype=np.float32)
        for word in _WORD.findall(text.lower()):
            total += _direction(self.name, word, self.dimension) * min(len(word), 8)
        return total

    def tokens(self, text: str) -> int:
        return len(_TOKEN.findall(text)) + self.special_tokens

    def cut(self, text: str, limit: int) -> str:
        """The start of ``text`` that has at most ``limit`` tokens."""
        found = list(_TOKEN.finditer(text))[: max(limit - self.special_tokens, 0)]
        return text[: found[-1].end()] if found else ""


@lru_cache(maxsize=20_000)
def _direction(model: str, word: str, dimension: int) -> Any:
    seed = zlib.crc32(f"{model} {word}".encode())
    return np.random.default_rng(seed).standard_normal(dimension, dtype=np.float32)


BGE_M3 = Model(
    "bge-m3:latest", "bert", 1024, 8192, 2, "566.70M", 1_157_000, splits=False,
    special_tokens=2, legacy_scale=27.3,
)  # fmt: skip
QWEN3_06B = Model("qwen3-embedding:0.6b", "qwen3", 1024, 32_768, 3, "595.78M", 639_000)
QWEN3_4B = Model("qwen3-embedding:4b", "qwen3", 2560, 40_960, 3, "4.02B", 2_500_000)
QWEN3_8B = Model("qwen3-embedding:8b", "qwen3", 4096, 40_960, 3, "7.57B", 4_700_000)
MINILM = Model(
    "all-minilm:latest", "bert", 384, 512, 1, "22.57M", 46_000, splits=False, special_tokens=2
)
CHAT = Model(
    "llama3.2:latest", "llama", 3072, 131_072, None, "3.21B", 2_019_000,
    capabilities=("completion", "tools"),
)  # fmt: skip
REMOTE = Model(
    "borrowed:latest", "qwen3", 4096, 262_144, None, "480B", 400, remote_host="https://ollama.com"
)
EVERY = (BGE_M3, QWEN3_06B, QWEN3_4B, QWEN3_8B, MINILM, CHAT, REMOTE)


@dataclass(frozen=True)
class Version:
    """What differs between versions, as read in their sources."""

    number: tuple[int, int, int]

    @classmethod
    def of(cls, text: str) -> Version:
        first, second, third = [*text.split("-")[0].split("."), "0"][:3]
        return cls((int(first), int(second), int(third)))

    @property
    def embeds_batches(self) -> bool:
        return self.number >= (0, 3, 4)

    @property
    def tells_capabilities(self) -> bool:
        return self.number >= (0, 6, 4)

    @property
    def lists_capabilities(self) -> bool:
        """Whether /api/tags tells them, too."""
        return self.number >= (0, 30, 0)

    @property
    def cuts_vectors(self) -> bool:
        return self.number >= (0, 11, 11)

    @property
    def too_long(self) -> str:
        if self.number >= (0, 14, 0):
            return "the input length exceeds the context length"
        if self.number >= (0, 12, 0):
            return "input exceeds maximum context length"
        return "input length exceeds maximum context length"

    @property
    def failure_status(self) -> int:
        """Of a failure inside the runner that has no status of its own."""
        return 400 if self.number >= (0, 14, 0) else 500

    @property
    def not_a_number(self) -> str:
        if self.number >= (0, 14, 0):
            return "embedding contains NaN or Inf values"
        return "failed to encode response: json: unsupported value: NaN"

    @property
    def context_by_default(self) -> int:
        """Of a computer with less than 23 GiB on its graphics card."""
        return 4096 if self.number >= (0, 6, 0) else 2048

    @property
    def needs_whole_batch(self) -> bool:
        """Whether a model that cannot be split reads no more than a batch."""
        return self.number >= (0, 30, 0)
