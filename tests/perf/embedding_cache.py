"""The embedding cache: how fast it takes and gives vectors, what they take on disk, and what making
room costs. ``python tests/perf/embedding_cache.py [--vectors N] [--dimension D] [--at FOLDER]``"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np

from docmind.core.embed.cache import EmbeddingCache
from docmind.core.embed.eviction import Room

TOGETHER = 64
MIB = 2**20


def batches(count: int, start: int = 0) -> Iterator[list[str]]:
    for at in range(start, start + count, TOGETHER):
        yield [f"passage {number}" for number in range(at, min(at + TOGETHER, start + count))]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--vectors", type=int, default=100_000)
    parser.add_argument("--dimension", type=int, default=384)
    parser.add_argument("--at", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.at) as name:
        measure(Path(name) / "cache.sqlite3", options.vectors, options.dimension)


def measure(path: Path, count: int, dimension: int) -> None:
    chance = np.random.default_rng(0)
    block = chance.standard_normal((TOGETHER, dimension)).astype(np.float32)
    block /= np.linalg.norm(block, axis=1, keepdims=True)
    cache = EmbeddingCache(path)
    began = time.perf_counter()
    for texts in batches(count):
        cache.put("space", texts, block[: len(texts)])
    put = time.perf_counter() - began
    began = time.perf_counter()
    for texts in batches(count):
        cache.get("space", texts)
    got = time.perf_counter() - began
    size = cache.stats().size
    print(f"put {count / put:,.0f}/s, get {count / got:,.0f}/s", end="; ")
    print(f"{size / MIB:.0f} MiB, {size / count:,.0f} bytes a vector of {dimension}")
    began = time.perf_counter()
    for _ in range(100):
        cache.stats()
    print(f"stats {(time.perf_counter() - began) * 10:.2f} ms")
    cache.close()
    evict(path, size)
    full(path, count, size, block)


def evict(path: Path, size: int) -> None:
    """A quarter of it has to go at once."""
    steps: list[float] = []
    cache = EmbeddingCache(path, Room(size * 3 // 4, lambda: {"space"}, lambda: note(steps)))
    before = cache.stats().vectors
    began = time.perf_counter()
    cache.put("space", ["one more"], np.eye(1, 384, dtype=np.float32))
    took = time.perf_counter() - began
    cache.close()
    longest = max(later - earlier for earlier, later in pairwise(steps))
    gone = before - cache.stats().vectors
    print(
        f"evicting {gone:,} took {took:.2f} s in steps of at most {longest * 1000:.0f} ms", end=""
    )
    print(f"; {size / MIB:.0f} to {path.stat().st_size / MIB:.0f} MiB")


def note(steps: list[float]) -> None:
    steps.append(time.perf_counter())


def full(path: Path, count: int, size: int, block: np.ndarray) -> None:
    """Going on while it is full."""
    cache = EmbeddingCache(path, Room(size * 3 // 4, lambda: {"space"}))
    began = time.perf_counter()
    for texts in batches(count // 2, start=count):
        cache.put("space", texts, block[: len(texts)])
    took = time.perf_counter() - began
    print(f"put {count / 2 / took:,.0f}/s while it is full; {cache.stats().size / MIB:.0f} MiB")
    cache.close()


if __name__ == "__main__":
    main()
