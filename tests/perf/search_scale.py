"""How long a search takes over 100,000 passages: plain, with filters, with facets.

    python tests/perf/search_scale.py COLLECTION... --at FOLDER [--chunks 100000] [--searches 120]

COLLECTION is a folder with ``corpus.jsonl`` and ``queries.jsonl``; their texts, varied, become the
library (``large_library.py``), made once in FOLDER and kept there. Prints p50 and p95 of searches
with questions new to the model, wall clock and processor time of this process (the model runs in
another one), and what each filter costs against no filter, asked in turn. Targets on two idle
cores: words p95 <= 10 ms, auto p95 <= 50 ms, filters below 2x, facets <= 30 ms.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from large_library import RARE_TYPE, open_library, questions

from docmind.core.engine import Engine
from docmind.core.schema import Mode, Query

FILTERS = {
    "none": "",
    "type: of 1 %": f"type:{RARE_TYPE}",
    "kind: of 90 %": "kind:document",
    "not 5 %": "-type:eml",
    "in: of 12 %": "in:reports",
    "after: of 77 %": "after:2020-10",
    "before: of 20 %": "before:2020-08",
    "size: of 90 %": "size:>2kb",
    "page: of 80 %": "page:>1",
}
WARM = 20


@dataclass
class Figures:
    """Milliseconds of each search."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def take(self, engine: Engine, query: Query) -> None:
        """Ask it and note the time."""
        wall, cpu = time.perf_counter(), time.process_time()
        answer = engine.search(query)
        self.cpu.append((time.process_time() - cpu) * 1000)
        self.wall.append((time.perf_counter() - wall) * 1000)
        if query.mode == "auto" and "dense" not in answer.plan.legs:
            raise SystemExit(f"The model did not answer: {answer.plan.notes}")

    def __str__(self) -> str:
        parts = []
        for name, values in (("wall", self.wall), ("processor", self.cpu)):
            cuts = statistics.quantiles(values, n=20)
            parts.append(f"{name} p50 {cuts[9]:6.1f}  p95 {cuts[18]:6.1f} ms")
        return "   ".join(parts)


def measure_plain(engine: Engine, asked: Iterator[str], searches: int) -> None:
    """Words and auto, with and without facets, in turn."""
    ways: list[tuple[str, Mode, bool]] = [
        ("words", "words", False), ("auto", "auto", False), ("auto, facets", "auto", True),
    ]  # fmt: skip
    figures = {name: Figures() for name, _, _ in ways}
    for _ in range(searches):
        for name, mode, facets in ways:
            figures[name].take(engine, Query(next(asked), mode, facets=facets))
    for name, its in figures.items():
        print(f"{name:<18}{its}")


def measure_filters(engine: Engine, asked: Sequence[str], mode: Mode) -> None:
    """Each filter against none, the same questions, in turn."""
    figures = {name: Figures() for name in FILTERS}
    for text in asked:
        engine.search(Query(text, mode))  # the model is asked once for all filters
        for name, typed in FILTERS.items():
            figures[name].take(engine, Query(f"{text} {typed}".strip(), mode))
    plain = statistics.median(figures["none"].cpu)
    for name, its in figures.items():
        ratio = statistics.median(its.cpu) / plain
        print(f"{mode:<6}{name:<18}{its}   {ratio:4.2f}x of none")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("collections", nargs="+", type=Path)
    parser.add_argument("--at", required=True, type=Path, help="where the library is kept")
    parser.add_argument("--chunks", type=int, default=100_000)
    parser.add_argument("--searches", type=int, default=120)
    options = parser.parse_args()
    with open_library(options.at, options.collections, options.chunks) as engine:
        status = engine.status()
        print(f"{status.chunks} passages of {status.files} files")
        asked = questions(options.collections, WARM + 4 * options.searches)
        rest = iter(asked[WARM:])
        engine.search(Query("something to wake the model with"))
        for text in asked[:WARM]:
            engine.search(Query(text))
            engine.search(Query(text, "words"))
        measure_plain(engine, rest, options.searches)
        some = [next(rest) for _ in range(min(options.searches, 60))]
        for mode in ("words", "auto"):
            measure_filters(engine, some, mode)


if __name__ == "__main__":
    main()
