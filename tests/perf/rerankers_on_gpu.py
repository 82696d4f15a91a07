"""bge-reranker-v2-m3 and Qwen3-Reranker-0.6B on a graphics card, with random weights of the true
sizes: is what is computed there in 16 bits what 32 bits give, and how quick is it?

Run: python tests/perf/rerankers_on_gpu.py [--tiny] [--device cuda|mps|cpu] [--rounds N]

The other side of each comparison are the makers' own few lines: FlagEmbedding's ``compute_score``
(left out where it is not there) and, for Qwen3, padding before and the logits of all words.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
import torch
from fakes import bge_m3_folder, cross_encoder_folder, qwen3_reranker_folder
from fakes.bge_m3_folder import WORDS
from tokenizers import Tokenizer

from docmind.core.embed.base import LoadOptions
from docmind.core.embed.calls import rerank_order
from docmind.core.embed.process import ModelWorker
from docmind.core.rerank.base import Reranker
from docmind.core.rerank.flag_reranker import FlagReranker
from docmind.core.rerank.qwen3_prompt import Qwen3Prompt
from docmind.core.rerank.qwen3_reranker import Qwen3Reranker

QUERY = "which report is about the boundary layer of wings"
TOKENS = 256
COUNTS = (20, 50, 100)
T = TypeVar("T")
Scores = Callable[[str, Sequence[str]], "np.ndarray"]


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--tiny", action="store_true")
    parser.add_argument("--device", default="cuda")
    parser.add_argument("--rounds", type=int, default=15)
    chosen = parser.parse_args()
    if chosen.device == "cuda":
        print(torch.cuda.get_device_name(), "torch", torch.__version__)
    with tempfile.TemporaryDirectory() as made:
        bge, qwen = Path(made) / "bge-reranker-v2-m3", Path(made) / "qwen3-reranker-0.6b"
        _try_bge(bge, chosen)
        _try_qwen(qwen, chosen)
        print("In the model worker")
        for kind, folder in ((FlagReranker, bge), (Qwen3Reranker, qwen)):
            _through_worker(kind, folder, chosen)
    return 0


def _try_bge(folder: Path, chosen: argparse.Namespace) -> None:
    size = bge_m3_folder.TINY if chosen.tiny else bge_m3_folder.FULL
    _timed("written", lambda: cross_encoder_folder.write_cross_encoder(folder, "xlm-roberta", size))
    ours = _loaded(FlagReranker(), folder, chosen.device)
    texts = Texts(folder)
    _compare(ours.rerank, _pairs_in_32_bits(folder, chosen.device), texts)
    _measure(ours.rerank, chosen, texts)
    _crowd(ours, chosen, texts)
    ours.unload()
    theirs = _flag_embedding(folder, chosen.device)
    if theirs is not None:
        print("  FlagEmbedding's compute_score:")
        _measure(theirs, chosen, texts)


def _try_qwen(folder: Path, chosen: argparse.Namespace) -> None:
    size = qwen3_reranker_folder.TINY if chosen.tiny else qwen3_reranker_folder.FULL
    _timed(
        "written",
        lambda: qwen3_reranker_folder.write_qwen3_reranker(folder, size, dtype="bfloat16"),
    )
    ours = _loaded(Qwen3Reranker(), folder, chosen.device)
    texts = Texts(folder)
    around = len(Qwen3Prompt(folder, 2048).rows(QUERY, [""])[0])
    print(f"  the template and the query take {around} tokens (some 90 with the real tokenizer)")
    _compare(ours.rerank, _snippet(folder, chosen.device, torch.float32), texts)
    _measure(ours.rerank, chosen, texts)
    _crowd(ours, chosen, texts)
    ours.unload()
    print("  its makers' few lines in 16 bits:")
    _measure(_snippet(folder, chosen.device, _sixteen(chosen.device)), chosen, texts)


def _sixteen(device: str) -> torch.dtype:
    return torch.float16 if device == "cuda" else torch.float32


def _loaded(made: Reranker, folder: Path, device: str) -> Reranker:
    print(made.title)
    identity = _timed("loaded", lambda: made.load(LoadOptions(folder, device=device)))
    print(f"  {identity.runtime}, {identity.max_tokens} tokens, {made.why}")
    return made


def _timed(what: str, work: Callable[[], T]) -> T:
    began = time.perf_counter()
    found = work()
    print(f"  {what} in {time.perf_counter() - began:.1f} s")
    return found


class Texts:
    """Made-up passages of words that are one token each."""

    def __init__(self, folder: Path) -> None:
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._rng = np.random.default_rng(3)
        self._words = [
            word
            for word in WORDS
            if len(tokenizer.encode(f" {word}", add_special_tokens=False).ids) == 1
        ]

    def of(self, count: int, tokens: int) -> list[str]:
        """So many passages of that length."""
        return [" ".join(self._rng.choice(self._words, size=tokens)) for _ in range(count)]


def _compare(ours: Scores, theirs: Scores, texts: Texts) -> None:
    """16 bits against 32, on short and long passages: differences against the spread of scores."""
    lengths = np.random.default_rng(5).integers(1, 400, 64)
    passages = [text for tokens in lengths for text in texts.of(1, int(tokens))]
    found, expected = ours(QUERY, passages), theirs(QUERY, passages)
    ranks = [np.argsort(np.argsort(-one)) for one in (found, expected)]
    print(
        f"  against 32 bits: finite {bool(np.isfinite(found).all())}, largest difference "
        f"{np.abs(found - expected).max():.2e} at a spread of {np.ptp(expected):.2e}, "
        f"rank correlation {np.corrcoef(*ranks)[0, 1]:.5f}, same first: "
        f"{bool(found.argmax() == expected.argmax())}"
    )


def _measure(scores: Scores, chosen: argparse.Namespace, texts: Texts) -> None:
    if chosen.device == "cuda":
        torch.cuda.empty_cache()
        torch.cuda.reset_peak_memory_stats()
    for count in COUNTS:
        passages = texts.of(count, TOKENS)
        scores(QUERY, passages)
        times = []
        for _ in range(chosen.rounds):
            began = time.perf_counter()
            scores(QUERY, passages)
            times.append(time.perf_counter() - began)
        middle = statistics.median(times)
        spread = f"{min(times) * 1000:.1f} to {max(times) * 1000:.1f}"
        print(
            f"    {count:3} passages of {TOKENS} tokens: {middle * 1000:.1f} ms ({spread}), "
            f"{count / middle:.0f} pairs/s"
        )
    if chosen.device == "cuda":
        peak = torch.cuda.max_memory_allocated() >> 20
        print(f"    at most {peak} MiB of the card were taken")


def _through_worker(kind: type[Reranker], folder: Path, chosen: argparse.Namespace) -> None:
    """As a search does it: in a process of its own, with 20 passages."""
    worker = ModelWorker(kind.name, LoadOptions(folder, device=chosen.device))
    try:
        began = time.perf_counter()
        worker.start()
        order = rerank_order(QUERY, Texts(folder).of(COUNTS[0], TOKENS))
        worker.ask(order)
        started = time.perf_counter() - began
        times = []
        for _ in range(chosen.rounds):
            began = time.perf_counter()
            worker.ask(order)
            times.append((time.perf_counter() - began) * 1000)
        print(
            f"  {kind.title}: {started:.1f} s until the first answer, then {COUNTS[0]} passages in "
            f"{statistics.median(times):.1f} ms ({min(times):.1f} to {max(times):.1f}); "
            f"{worker.place.why}"
        )
    finally:
        worker.close()


def _crowd(ours: Reranker, chosen: argparse.Namespace, texts: Texts) -> None:
    """The same scores where other programs left little room: the batches are halved."""
    if chosen.device != "cuda":
        return
    passages = texts.of(100, 900)
    expected = ours.rerank(QUERY, passages)
    torch.cuda.empty_cache()
    total = torch.cuda.get_device_properties(0).total_memory
    taken = torch.cuda.memory_allocated()
    torch.cuda.set_per_process_memory_fraction((taken + (300 << 20)) / total)
    try:
        found = ours.rerank(QUERY, passages)
    finally:
        torch.cuda.set_per_process_memory_fraction(1.0)
    print(
        f"  with 300 MiB beside the weights: on {ours.device}, largest difference "
        f"{np.abs(found - expected).max():.2e}"
    )


def _pairs_in_32_bits(folder: Path, device: str) -> Scores:
    from transformers import AutoModelForSequenceClassification, PreTrainedTokenizerFast

    tokenizer = PreTrainedTokenizerFast.from_pretrained(folder)
    model = AutoModelForSequenceClassification.from_pretrained(folder).to(device).eval()

    def scores(query: str, passages: Sequence[str]) -> np.ndarray:
        given = tokenizer(
            [query] * len(passages), list(passages), padding=True, truncation=True,
            max_length=1024 if device != "cpu" else 256, return_tensors="pt",
        ).to(device)  # fmt: skip
        with torch.inference_mode():
            return model(**given).logits[:, 0].float().cpu().numpy()

    return scores


def _flag_embedding(folder: Path, device: str) -> Scores | None:
    try:
        from FlagEmbedding import FlagReranker as Library
    except ImportError as error:
        print(f"  FlagEmbedding is not here: {error}")
        return None
    theirs = Library(str(folder), use_fp16=device == "cuda", devices=device, max_length=1024)
    return lambda query, passages: np.array(
        theirs.compute_score([(query, text) for text in passages])
    )


def _snippet(folder: Path, device: str, dtype: torch.dtype) -> Scores:
    """P(yes) as the README of Qwen/Qwen3-Reranker-0.6B has it."""
    from transformers import AutoModelForCausalLM

    prompt = Qwen3Prompt(folder, 2048)
    model = AutoModelForCausalLM.from_pretrained(folder, dtype=dtype).to(device).eval()

    def scores(query: str, passages: Sequence[str]) -> np.ndarray:
        rows = prompt.rows(query, passages)
        longest = max(map(len, rows))
        ids = np.zeros((len(rows), longest), dtype=np.int64)
        known = np.zeros_like(ids)
        for target, mask, row in zip(ids, known, rows, strict=True):
            target[longest - len(row) :] = row
            mask[longest - len(row) :] = 1
        found = []
        for at in range(0, len(rows), 16):  # all words' logits of more would be gigabytes
            part = slice(at, at + 16)
            with torch.no_grad():
                logits = model(
                    input_ids=torch.from_numpy(ids[part]).to(device),
                    attention_mask=torch.from_numpy(known[part]).to(device),
                ).logits[:, -1, [prompt.no, prompt.yes]]
            found.append(torch.log_softmax(logits.float(), dim=1)[:, 1].exp().cpu().numpy())
        return np.concatenate(found)

    return scores


if __name__ == "__main__":
    sys.exit(main())
