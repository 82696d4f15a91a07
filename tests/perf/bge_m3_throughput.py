"""BGE-M3 against FlagEmbedding's plain ``encode``, on the same device, alternating.

Run: python tests/perf/bge_m3_throughput.py [--tiny] [--folder FOLDER] [--device auto|cpu|cuda|mps]
     [--precision full|int8] [--threads N] [--texts N] [--rounds N]

Without a folder a checkpoint of the true size with random weights is made (2.3 GB, 15 seconds) and
removed again: speed does not depend on what the weights are. On the processor the seconds of its
cores are counted, which other programs change little; elsewhere those of the clock. On a graphics
card the rate of a plain matrix product is measured too, and which part of it the model reaches.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1", ORT_DISABLE_TELEMETRY="1")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np
from fakes.bge_m3_folder import FULL, TINY, WORDS, write_folder

from docmind.core.embed.base import LoadOptions
from docmind.core.embed.bge_m3 import BgeM3
from docmind.core.embed.bge_m3_int8 import int8_of, make_int8
from docmind.core.embed.threads import core_count
from docmind.core.models.checks_bge_m3 import BgeM3Facts, check_bge_m3

CHUNKS = (256, 512)
QUERY = "which report is about the boundary layer of wings"


def main() -> int:
    chosen = _arguments()
    with _folder(chosen) as folder:
        if chosen.precision == "int8" and int8_of(folder) is None:
            make_int8(folder)
        _measure(folder, chosen)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--tiny", action="store_true")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--device", default="auto")
    parser.add_argument("--precision", default="full")
    parser.add_argument("--threads", type=int, default=core_count())
    parser.add_argument("--texts", type=int, default=0)
    parser.add_argument("--rounds", type=int, default=3)
    return parser.parse_args()


@contextlib.contextmanager
def _folder(chosen: argparse.Namespace) -> Iterator[Path]:
    if chosen.folder is not None:
        yield chosen.folder
        return
    with tempfile.TemporaryDirectory() as made:
        yield write_folder(Path(made) / "m3", TINY if chosen.tiny else FULL, safetensors=True)


def _measure(folder: Path, chosen: argparse.Namespace) -> None:
    ours = BgeM3()
    began = time.perf_counter()
    identity = ours.load(
        LoadOptions(
            folder=folder,
            device=chosen.device,
            threads=chosen.threads,
            precision=chosen.precision,
        )
    )
    unit = "seconds of one core" if ours.device == "cpu" else "seconds"
    print(f"{identity.runtime}, {unit}, on {ours.device}: {ours.why}")
    print(f"loaded in {time.perf_counter() - began:.1f} s, {_memory(ours.device)}")
    count = chosen.texts or (4 if ours.device == "cpu" else 512)
    facts = check_bge_m3(folder)
    alone = {tokens: _rates(ours, tokens, count, chosen.rounds) for tokens in CHUNKS}
    latency = _median(lambda: ours.embed_query(QUERY), max(5, chosen.rounds), ours.device)
    print(f"query of {len(QUERY.split())} words {latency * 1000:.0f} ms, {_memory(ours.device)}")
    theirs = _flag(folder, ours.device, chosen.threads)
    for tokens in CHUNKS:
        texts = _texts(tokens, count)
        times = _alternating(
            {
                "FlagEmbedding": lambda texts=texts: theirs(texts),
                "DocMind": lambda texts=texts: ours.embed_passages(texts),
            },
            chosen.rounds,
            ours.device,
        )
        for name, seconds in times.items():
            _report(name, tokens, count, seconds)
        print(f"  ratio {times['FlagEmbedding'] / times['DocMind']:.2f}")
        if ours.device == "cuda":
            _roofline(facts, tokens, count / alone[tokens])
    with_query = _median(lambda: theirs([QUERY]), max(5, chosen.rounds), ours.device)
    print(f"query by FlagEmbedding {with_query * 1000:.0f} ms, {with_query / latency:.1f} times")


def _rates(model: BgeM3, tokens: int, count: int, rounds: int) -> float:
    texts = _texts(tokens, count)
    seconds = _median(lambda: model.embed_passages(texts), rounds, model.device)
    _report("DocMind alone", tokens, count, seconds)
    one = _median(lambda: model.embed_passages(texts[:1]), rounds, model.device)
    print(f"  a single chunk of {tokens} tokens: {one * 1000:.0f} ms")
    return seconds


def _report(name: str, tokens: int, count: int, seconds: float) -> None:
    rate = count / seconds
    print(
        f"{name:14s} {count} x {tokens}: {rate * tokens:8.0f} tokens/s {rate:8.2f} chunks/s",
        flush=True,
    )


def _texts(tokens: int, count: int) -> list[str]:
    rng = np.random.default_rng(5)
    words = [word for word in WORDS if word.isascii()]
    return [" ".join(rng.choice(words, size=tokens - 2)) for _ in range(count)]


def _flag(folder: Path, device: str, threads: int) -> Callable[[list[str]], object]:
    import torch
    from FlagEmbedding import BGEM3FlagModel

    torch.set_num_threads(threads)
    model = BGEM3FlagModel(str(folder), use_fp16=device == "cuda", devices=device)
    return lambda texts: model.encode(
        texts, max_length=max(CHUNKS), return_dense=True, return_sparse=True
    )


def _median(work: Callable[[], object], rounds: int, device: str) -> float:
    return _alternating({"": work}, rounds, device)[""]


def _alternating(
    works: dict[str, Callable[[], object]], rounds: int, device: str
) -> dict[str, float]:
    """Median seconds of each, in turns; the first turn is for warming up."""
    clock = time.process_time if device == "cpu" else time.perf_counter
    times: dict[str, list[float]] = {name: [] for name in works}
    for turn in range(rounds + 1):
        for name, work in works.items():
            began = clock()
            work()
            if turn:
                times[name].append(clock() - began)
    return {name: statistics.median(seconds) for name, seconds in times.items()}


def _memory(device: str) -> str:
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> (
        30 if sys.platform == "darwin" else 10
    )
    text = f"peak {peak} MiB"
    if device == "cuda":
        import torch

        text += f", on the card {torch.cuda.max_memory_allocated() >> 20} MiB"
    return text


def _roofline(facts: BgeM3Facts, tokens: int, chunks: float) -> None:
    """How much of a plain matrix product's rate the model reaches."""
    weights = facts.layers * facts.dimension * (4 * facts.dimension + 2 * facts.intermediate)
    attention = facts.layers * 4 * facts.dimension * tokens
    reached = chunks * tokens * (2 * weights + attention)
    rate = _matmul_rate()
    print(
        f"  {reached / 1e12:.0f} of {rate / 1e12:.0f} TFLOP/s of a plain product:"
        f" {100 * reached / rate:.0f} %"
    )


def _matmul_rate(side: int = 8192, rounds: int = 20) -> float:
    import torch

    left, right = (torch.randn(side, side, device="cuda", dtype=torch.float16) for _ in range(2))
    for _ in range(3):
        left @ right
    torch.cuda.synchronize()
    began = time.perf_counter()
    for _ in range(rounds):
        left @ right
    torch.cuda.synchronize()
    return rounds * 2 * side**3 / (time.perf_counter() - began)


if __name__ == "__main__":
    sys.exit(main())
