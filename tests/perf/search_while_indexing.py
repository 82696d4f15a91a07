"""How long a search takes while 50,000 passages enter the library.

    python tests/perf/search_while_indexing.py COLLECTION... [--chunks 50000] [--pace 0]

Fills an empty library with varied texts (``large_library.py``) on a thread, on the way of every
file from the chunker on but with known vectors, and asks a question every tenth of a second all
the while, each new to the model. ``--pace`` is passages a second; 0 is as fast as it goes, several
times what the starter model embeds: the worst that can happen. Prints wall clock p50, p95 and the
longest, and how often the search waited for the store. Target: auto p95 below 100 ms.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import threading
import time
from itertools import cycle
from pathlib import Path

from large_library import base_texts, fill_at_pace, questions

from docmind.core.engine import Engine
from docmind.core.paths import cache_dir
from docmind.core.schema import Query

EVERY = 0.1  # seconds between the questions
STEPS = ("words", "embed", "meaning", "copies", "present")


def report(name: str, times: list[float]) -> None:
    """One line of figures in milliseconds."""
    cuts = statistics.quantiles(times, n=20)
    print(f"{name:<22}p50 {cuts[9]:6.1f}   p95 {cuts[18]:6.1f}   longest {max(times):6.1f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("collections", nargs="+", type=Path)
    parser.add_argument("--chunks", type=int, default=50_000)
    parser.add_argument("--pace", type=float, default=0.0)
    options = parser.parse_args()
    cache = cache_dir() / "evaluation" / "embeddings.sqlite3"
    cache.parent.mkdir(parents=True, exist_ok=True)
    asked = cycle(questions(options.collections, 5000))
    with (
        tempfile.TemporaryDirectory(prefix="docmind-busy-") as name,
        Engine.open(Path(name) / "library", embedding_cache=cache) as engine,
    ):
        rooms = engine._workshop.rooms()
        texts = base_texts(rooms, options.collections)
        held = [0]
        done = threading.Event()

        def index() -> None:
            try:
                for count in fill_at_pace(rooms, texts, options.chunks, options.pace):
                    held[0] = count
            finally:
                done.set()

        engine.search(Query("something to wake the model with"))
        worker = threading.Thread(target=index)
        began = time.monotonic()
        worker.start()
        times: list[float] = []
        steps: dict[str, list[float]] = {step: [] for step in STEPS}
        while not done.wait(EVERY):
            started = time.perf_counter()
            answer = engine.search(Query(next(asked)))
            times.append((time.perf_counter() - started) * 1000)
            for step, took in answer.timings:
                if step in steps:
                    steps[step].append(took)
        worker.join()
        seconds = time.monotonic() - began
        print(f"{held[0]} passages in {seconds:.0f} s, {len(times)} searches meanwhile")
        report("auto", times)
        for step, values in steps.items():
            report(f"  {step}", values)
        idle = []
        for _ in range(len(times[:100])):
            started = time.perf_counter()
            engine.search(Query(next(asked)))
            idle.append((time.perf_counter() - started) * 1000)
        report("auto, nothing else", idle)


if __name__ == "__main__":
    main()
