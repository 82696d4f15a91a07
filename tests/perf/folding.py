"""What folding copies costs an answer of 20 hits.

    python tests/perf/folding.py [--files 300] [--rounds 30]

Asks a library in memory of three kinds: texts that have nothing in common, forms that differ in a
few words and in their numbers (the hardest to tell apart), and copies. Prints the milliseconds of
processor time that an answer takes longer than one without folding: at first, when the texts must
be read, and once they are known. Target: <= 10 ms.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1])]

# ruff: noqa: E402 - the path comes before the imports it is for
from fakes.shelf import Shelf

from docmind.core.schema import Query
from docmind.core.search.pipeline import Searcher

WORDS = [f"{a}{b}{c}" for a in "bcdfghklmnprst" for b in "aeiou" for c in ("nd", "r", "s", "lt")]


def passages(chance: random.Random) -> list[str]:
    """Ten passages of 150 words, about 9,000 code points."""
    return [" ".join(chance.choices(WORDS, k=150)) for _ in range(10)]


def library(kind: str, files: int) -> Shelf:
    """``files`` documents that all hold the word asked for."""
    shelf, form = Shelf(), passages(random.Random(0))
    for number in range(files):
        texts = passages(random.Random(number + 1)) if kind == "strangers" else list(form)
        if kind == "forms":
            texts[1] += f" customer {number} owes {number * 37 % 1000} crowns"
        texts[0] += " harbour"
        shelf.put(f"/docs/{number}.txt", *texts, title="x", digest=f"{number}", meaning=False)
    return shelf


def took(searcher: Searcher, query: Query) -> float:
    began = time.process_time()
    searcher.search(query)
    return (time.process_time() - began) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--files", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=30)
    options = parser.parse_args()
    folded, plain = Query("harbour", "words"), Query("harbour", "words", fold=False)
    for kind in ("strangers", "forms", "copies"):
        shelf = library(kind, options.files)
        searcher = shelf.searcher
        least = statistics.median(took(searcher, plain) for _ in range(options.rounds))
        first = took(searcher, folded) - least
        later = statistics.median(took(searcher, folded) for _ in range(options.rounds)) - least
        hits = len(searcher.search(folded).hits)
        print(f"{kind:<10} {hits:>3} hits   at first {first:6.1f} ms   later {later:6.1f} ms")
        searcher.close()


if __name__ == "__main__":
    main()
