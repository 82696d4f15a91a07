"""Tokens per second of the starter model against sentence-transformers, on the same cores.

Run: python tests/perf/starter_throughput.py [texts] [rounds]
"""

from __future__ import annotations

import os
import statistics
import sys
import time

os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")

import numpy as np

from docmind.core.embed.base import LoadOptions
from docmind.core.embed.starter import Starter, model_folder
from docmind.core.embed.threads import core_count

TEXT = (
    "the of and to in a is that for it as was with be by on not he his but at are this have "
    "from or had an they which one you were all her she there would their we him been has when "
    "measurement protein boundary layer velocity committee report financial agreement patient "
    "treatment temperature pressure search engine document passage embedding uncertainty "
    "microstructural anisotropy thermodynamic jurisdiction reimbursement 2019 3.14 (see) U.S."
)
WORDS = TEXT.split()


def passages(count: int) -> list[str]:
    """Made-up passages of about 30 to 256 tokens."""
    rng = np.random.default_rng(7)
    lengths = rng.integers(22, 190, size=count)
    return [" ".join(rng.choice(WORDS, size=length)) for length in lengths]


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 128
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    cores = core_count()
    import torch
    from sentence_transformers import SentenceTransformer

    torch.set_num_threads(cores)
    theirs = SentenceTransformer(str(model_folder()), device="cpu")
    ours = Starter()
    ours.load(LoadOptions(threads=cores))
    texts = passages(count)
    tokens = sum(
        len(theirs.tokenizer(text, truncation=True, max_length=256)["input_ids"]) for text in texts
    )
    times: dict[str, list[float]] = {"sentence-transformers": [], "starter": []}
    lowest = 1.0
    for turn in range(rounds + 1):
        began = time.perf_counter()
        expected = theirs.encode(texts, show_progress_bar=False)
        between = time.perf_counter()
        found = ours.embed_passages(texts).dense
        ended = time.perf_counter()
        lowest = min(lowest, float(np.min(np.sum(expected * found, axis=1))))
        if turn:  # the first is for warming up
            times["sentence-transformers"].append(between - began)
            times["starter"].append(ended - between)
    speeds = {name: tokens / statistics.median(seconds) for name, seconds in times.items()}
    print(f"{count} texts, {tokens} tokens (mean {tokens / count:.0f}), {cores} threads each")
    for name, speed in speeds.items():
        print(f"{name:24s} {speed:8.0f} tokens/s")
    ratio = speeds["starter"] / speeds["sentence-transformers"]
    print(f"ratio {ratio:.2f}, lowest cosine {lowest:.7f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
