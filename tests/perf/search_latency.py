"""How long a search takes at the engine, over 10,000 passages of generated text.

    python tests/perf/search_latency.py [--passages 10000] [--searches 300] [--model starter]

Prints p50 and p95 of a warm search in milliseconds for words and auto, each query new to the
engine. Targets on two idle cores: words p95 <= 10 ms, auto p95 <= 40 ms. The first run embeds all
passages (minutes); they are kept in the cache folder, so that later runs are quick.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path

from docmind.core.engine import Engine
from docmind.core.paths import cache_dir
from docmind.core.schema import Mode, Query
from docmind.core.settings import EmbeddingSettings, load

VOCABULARY = 30_000
WORDS_PER_PARAGRAPH = 90
PASSAGES_PER_PARAGRAPH = 2  # of the starter model: an invented word takes it two or three tokens
PARAGRAPHS_PER_FILE = 20
SMALL = [
    "the", "of", "and", "to", "in", "is", "that", "it", "was", "for", "on", "with", "as",
    "by", "at", "from", "are", "this", "be", "or", "an", "which"
]  # fmt: skip
BEGINNINGS = [
    "b", "br", "c", "cl", "d", "dr", "f", "fl", "g", "gr", "h", "l", "m", "n", "p", "pl",
    "pr", "qu", "r", "s", "st", "str", "t", "tr", "v", "w"
]  # fmt: skip
MIDDLES = [
    "a", "e", "i", "o", "u", "ai", "ea", "ou", "oo", "ie"
]  # fmt: skip
ENDS = [
    "n", "r", "s", "t", "l", "m", "nd", "st", "rk", "ng", "ck", "ss"
]  # fmt: skip
ENDINGS = ["", "", "s", "ed", "ing", "er", "ly", "ness", "able"]


def vocabulary(chance: random.Random) -> list[str]:
    """Invented English-looking words, each once; the small words first, as in real text."""
    found = dict.fromkeys(SMALL)
    while len(found) < VOCABULARY:
        syllables = chance.choice((1, 2, 2, 3))
        parts = (
            chance.choice(BEGINNINGS) + chance.choice(MIDDLES) + chance.choice(ENDS)
            for _ in range(syllables)
        )
        found["".join(parts) + chance.choice(ENDINGS)] = None
    return list(found)


class Author:
    """Writes text whose words follow Zipf's law."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self._words = vocabulary(random.Random(0))
        self._weights = list(accumulate(1.0 / (rank + 2.7) for rank in range(len(self._words))))

    def words(self, count: int) -> list[str]:
        return self.chance.choices(self._words, cum_weights=self._weights, k=count)

    def paragraph(self) -> str:
        words = self.words(WORDS_PER_PARAGRAPH)
        sentences = []
        while words:
            length = self.chance.randint(8, 22)
            sentences.append(" ".join(words[:length]).capitalize() + ".")
            words = words[length:]
        return " ".join(sentences)

    def question(self) -> str:
        """Three to nine words, as people type them."""
        return " ".join(self.words(self.chance.randint(3, 9)))


def write_documents(folder: Path, passages: int) -> None:
    author = Author(1)
    folder.mkdir()
    for number in range(passages // (PARAGRAPHS_PER_FILE * PASSAGES_PER_PARAGRAPH)):
        text = "\n\n".join(author.paragraph() for _ in range(PARAGRAPHS_PER_FILE))
        (folder / f"document {number:04}.txt").write_text(text, "utf-8")


def measure(engine: Engine, mode: Mode, questions: Sequence[str]) -> list[float]:
    """Milliseconds of each search."""
    times = []
    for text in questions:
        began = time.perf_counter()
        answer = engine.search(Query(text, mode))
        times.append((time.perf_counter() - began) * 1000)
        if mode == "auto" and "dense" not in answer.plan.legs:
            raise SystemExit(f"The model did not answer: {answer.plan.notes}")
    return times


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--passages", type=int, default=10_000)
    parser.add_argument("--searches", type=int, default=300)
    parser.add_argument("--model", default="starter")
    options = parser.parse_args()
    kept = cache_dir() / "evaluation"
    kept.mkdir(parents=True, exist_ok=True)
    settings = load(embedding=EmbeddingSettings(model_name=options.model))
    with tempfile.TemporaryDirectory(prefix="docmind-latency-") as name:
        documents = Path(name) / "documents"
        write_documents(documents, options.passages)
        with Engine.open(
            Path(name) / "library", settings, embedding_cache=kept / "latency.sqlite3"
        ) as engine:
            job = engine.add([documents])
            while engine.wait(job, timeout=5.0) is None:
                print(f"\rindexed {engine.status().chunks} passages", end="", flush=True)
            print(f"\rindexed {engine.status().chunks} passages")
            for mode, target in (("words", 10), ("auto", 40)):
                author = Author(7)
                measure(engine, mode, [author.question() for _ in range(30)])  # warm
                times = measure(engine, mode, [author.question() for _ in range(options.searches)])
                cuts = statistics.quantiles(times, n=20)
                print(f"{mode:<6} p50 {cuts[9]:6.1f} ms   p95 {cuts[18]:6.1f} ms   (<= {target})")


if __name__ == "__main__":
    main()
