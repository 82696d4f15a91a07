"""Whether anything that can be typed breaks the search, or takes it long.

    python tests/perf/search_fuzz.py [--queries 100000] [--seed 1] [--model hashing]
    python tests/perf/search_fuzz.py --at FOLDER [--model starter]

The first form asks random queries, in every mode in turn, over the samples that DocMind brings
along; the second one the worst query of each kind, over the library that ``search_scale.py`` made
in that folder. Both print how many were asked, those that raised an error, and the slowest.
Targets: no error; the worst queries within 200 ms each at 100,000 passages.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from fakes.odd_queries import random_queries, worst_queries

from docmind.core.engine import Engine
from docmind.core.paths import resources_dir
from docmind.core.schema import Mode, Query
from docmind.core.settings import EmbeddingSettings, load

MODES: tuple[Mode, ...] = ("auto", "words", "meaning", "images")
SLOWEST = 5
REPEATS = 3


def ask_all(engine: Engine, queries: Iterable[str], total: int) -> None:
    """Ask each query in one mode, the modes in turn, and print the figures."""
    slowest: list[tuple[float, Mode, str]] = []
    errors = 0
    began = time.process_time()
    for number, text in enumerate(queries):
        mode = MODES[number % len(MODES)]
        query = Query(text, mode, facets=number % 3 == 0, fold=number % 5 != 0)
        started = time.process_time()
        try:
            engine.search(query)
        except Exception as error:
            errors += 1
            print(f"\n{mode} {text!r}: {type(error).__name__}: {error}")
        took = (time.process_time() - started) * 1000
        slowest = sorted([*slowest, (took, mode, text)], reverse=True)[:SLOWEST]
        if number % 1000 == 0:
            print(f"\r{number} of {total}", end="", flush=True)
    mean = (time.process_time() - began) * 1000 / max(total, 1)
    print(f"\r{total} queries, {errors} errors, {mean:.2f} ms of processor time each; slowest:")
    for took, mode, text in slowest:
        print(f"  {took:7.1f} ms  {mode:<8}{text[:60]!r} ({len(text)} characters)")


def ask_worst(engine: Engine) -> None:
    """Ask the worst query of each kind and print the best of some tries."""
    engine.search(Query("something to wake the model with"))
    for name, text in worst_queries().items():
        figures = []
        for mode in ("words", "auto"):
            tries = []
            for turn in range(REPEATS):
                wall, cpu = time.perf_counter(), time.process_time()
                # another question each time for the model
                answer = engine.search(Query(f"{text}{' ' * turn}", mode))
                tries.append((time.perf_counter() - wall, time.process_time() - cpu))
            wall, cpu = (min(column) * 1000 for column in zip(*tries, strict=True))
            figures.append(f"{mode} {wall:6.1f} ms ({cpu:6.1f} of processor)")
        print(f"{name:<32}{'   '.join(figures)}  {len(answer.hits)} hits", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--queries", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--model", default="hashing")
    parser.add_argument("--at", type=Path, help="a library that search_scale.py made")
    options = parser.parse_args()
    settings = load(embedding=EmbeddingSettings(model_name=options.model))
    if options.at is not None:
        with Engine.open(options.at, settings) as engine:
            ask_worst(engine)
        return
    with (
        tempfile.TemporaryDirectory(prefix="docmind-fuzz-") as name,
        Engine.open(Path(name) / "library", settings) as engine,
    ):
        engine.wait(engine.add([resources_dir() / "samples"]))
        print(f"{engine.status().files} files, seed {options.seed}")
        ask_all(engine, islice(random_queries(options.seed), options.queries), options.queries)


if __name__ == "__main__":
    main()
