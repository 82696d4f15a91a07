"""What a cross-encoder of the size of MiniLM-L6 costs, with random weights, in its own process.

First: passages a second at 64, 128 and 256 tokens of query and passage together, and how many fit
into the budget. Then: what reranking adds to a search through the whole engine.

Run: python tests/perf/reranking.py [threads] [searches]
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("HF_HUB_OFFLINE", "1")

import numpy as np
import psutil
from fakes.bge_m3_folder import WORDS
from fakes.cross_encoder_folder import MINILM_L6, write_cross_encoder

from docmind.core.embed.base import LoadOptions
from docmind.core.embed.calls import rerank_order
from docmind.core.embed.process import ModelWorker
from docmind.core.engine import Engine
from docmind.core.schema import Query
from docmind.core.search.head import Pace
from docmind.core.settings import load

BUDGET = 0.3
TOGETHER = 24
ROUNDS = 7
DOCUMENTS = 200
QUESTION = "report about the boundary layer of wings"


def text(words: int, seed: int) -> str:
    """Made-up text: a word is a token."""
    return " ".join(np.random.default_rng(seed).choice(WORDS[:40], size=words))


def spent(worker: ModelWorker) -> float:
    """Seconds of processor time of its process so far."""
    times = psutil.Process(worker.pid).cpu_times()
    return times.user + times.system


def pace_of(worker: ModelWorker, tokens: int) -> None:
    """Print how quick the reranker is at one length."""
    room = tokens - len(QUESTION.split()) - 3
    passages = [text(room, seed) for seed in range(TOGETHER)]
    worker.ask(rerank_order(QUESTION, passages))
    times = []
    before = spent(worker)
    for _ in range(ROUNDS):
        began = time.perf_counter()
        worker.ask(rerank_order(QUESTION, passages))
        times.append(time.perf_counter() - began)
    each = (spent(worker) - before) / ROUNDS / TOGETHER
    pace = Pace()
    pace.measured(statistics.median(times), TOGETHER)
    rates = [TOGETHER / its for its in times]
    fits = f"{pace.fits(BUDGET)} fit into {BUDGET * 1000:.0f} ms"
    span = f"{min(rates):.1f} to {max(rates):.1f}"
    print(
        f"{tokens:>4} tokens: {statistics.median(rates):6.1f} passages/s ({span}), {fits}; "
        f"{1000 * each:.1f} ms of processor time a passage"
    )


def added(folder: Path, home: Path, searches: int) -> None:
    """Print what a search takes without and with the reranker, alternating."""
    documents = home / "documents"
    documents.mkdir()
    for number in range(DOCUMENTS):
        (documents / f"{number:04}.txt").write_text(f"{text(150, number)}. Report {number}.\n")
    settings = load(search={"reranker": str(folder)}, engine={"min_free_disk_mb": 0})
    with Engine.open(home / "library", settings) as engine:
        engine.wait(engine.add([documents]))
        queries = [text(6, 1000 + number) for number in range(searches)]
        engine.search(Query(queries[0]))
        assert engine.reranks(queries[0], [text(150, number) for number in range(8)])
        plain, ordered, read, late = [], [], [], 0
        for query in queries:
            began = time.perf_counter()
            engine.search(Query(query))
            between = time.perf_counter()
            done = engine.search(Query(query, rerank=True)).plan.reranked
            plain.append(between - began)
            ordered.append(time.perf_counter() - between)
            late += bool(done.note)
            read.append(done.passages)
    for name, times in (("found", plain), ("put in order", ordered)):
        p50, p95 = np.percentile([1000 * its for its in times], [50, 95])
        print(f"{name:>12}: p50 {p50:5.0f} ms, p95 {p95:5.0f} ms")
    print(f"passages read: {statistics.median(read):.0f}; left as found: {late} of {len(queries)}")


def main() -> int:
    threads = int(sys.argv[1]) if len(sys.argv) > 1 else 2
    searches = int(sys.argv[2]) if len(sys.argv) > 2 else 60
    with tempfile.TemporaryDirectory(prefix="docmind-rerank-") as name:
        folder = write_cross_encoder(Path(name) / "model", size=MINILM_L6)
        worker = ModelWorker("cross-encoder", LoadOptions(folder, threads=threads))
        began = time.perf_counter()
        worker.start()
        print(f"loaded in {time.perf_counter() - began:.2f} s, {threads} threads")
        for tokens in (64, 128, 256):
            pace_of(worker, tokens)
        worker.close()
        added(folder, Path(name), searches)
    return 0


if __name__ == "__main__":
    sys.exit(main())
