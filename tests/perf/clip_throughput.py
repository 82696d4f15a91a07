"""Milliseconds of CLIP against open_clip's plain use, on the same machine in the same run: a
picture from its JPEG file, the tower alone, and a query.

Run: python tests/perf/clip_throughput.py [--folder DIR] [--device cpu] [--threads 1] [--rounds 5]

Without ``--folder`` the weights are random, of the size of ViT-B/32: times are those of the real
ones, cosines are not. Prints rows of a table in Markdown. On a busy machine look at the processor
time with ``--threads 1``: threads that wait for each other spend it, too.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np
import psutil
from fakes import clip_folder
from fakes.picture_files import photo
from PIL import Image

from docmind.core.embed.base import LoadOptions
from docmind.core.embed.clip import Clip
from docmind.core.embed.threads import core_count
from docmind.core.extract.base import ExtractionLimits
from docmind.core.extract.pool import ExtractionPool
from docmind.core.picture_fit import fit_picture

SIZES = {"12 MP JPEG": (4000, 3000, 8), "1.2 MP JPEG": (1280, 960, 16)}
QUERIES = [
    "a dog on a beach",
    "two people shaking hands in front of a grey office building",
    "diagram of a water pump",
    "a handwritten page with a red stamp in the upper right corner, photographed at an angle",
]
Vectors = np.ndarray[Any, Any]
Way = Callable[[], Vectors]


class Plain:
    """open_clip as its README shows it."""

    def __init__(self, folder: Path, device: str, threads: int) -> None:
        import open_clip
        import torch

        self._device = device
        self._batch = 8 if device == "cpu" else 64
        torch.set_num_threads(threads)
        self._model, _, self._prepare = open_clip.create_model_and_transforms(
            f"local-dir:{folder}",
            require_pretrained=True,
            device=device,
            precision="fp32" if device == "cpu" else "fp16",
        )
        self._model.eval()
        self._dtype = self._model.visual.conv1.weight.dtype
        self._words = open_clip.get_tokenizer("ViT-B-32")

    def files(self, paths: Sequence[Path]) -> Vectors:
        import torch

        found = []
        for some in _slices(paths, self._batch):
            taken = torch.stack([self._prepare(Image.open(path)) for path in some])
            found.append(self._encoded(taken))
        return np.concatenate(found)

    def tower(self, pixels: Vectors) -> Vectors:
        import torch

        taken = torch.stack([self._prepare(Image.fromarray(one)) for one in pixels[: self._batch]])
        return np.concatenate([self._encoded(taken) for _ in _slices(pixels, self._batch)])

    def query(self, text: str) -> Vectors:
        import torch

        with torch.inference_mode():
            ids = self._words([text]).to(self._device)
            return self._model.encode_text(ids, normalize=True).float().cpu().numpy()

    def _encoded(self, taken: Any) -> Vectors:
        import torch

        with torch.inference_mode():
            seen = self._model.encode_image(taken.to(self._device, self._dtype), normalize=True)
            return seen.float().cpu().numpy()


def _slices(items: Sequence[Any], size: int) -> Iterator[Any]:
    return (items[at : at + size] for at in range(0, len(items), size))


def in_process(model: Clip, paths: Sequence[Path], threads: int) -> Vectors:
    """Decoded on threads, embedded some at a time."""
    with ThreadPoolExecutor(threads) as pool:
        fitted = pool.map(lambda path: fit_picture(Image.open(path), 224), paths)
        pixels = np.stack(list(fitted))
    return model.embed_pictures(pixels).dense


def through_readers(model: Clip, readers: ExtractionPool, paths: Sequence[Path]) -> Vectors:
    """As an indexing job does it: opened by reading processes while others are embedded."""
    waiting = [readers.pictures(path, 224) for path in paths]
    found = []
    for some in _slices(waiting, 8):
        pixels = np.stack([future.result()[0].pixels for future in some])
        found.append(model.embed_pictures(pixels).dense)
    return np.concatenate(found)


def timed(ways: dict[str, Way], rounds: int) -> dict[str, tuple[float, float, Vectors]]:
    """(seconds, seconds of processor time, what it gave) of each way at best, in turn, after a
    round to warm up."""
    found = {way: work() for way, work in ways.items()}
    times: dict[str, list[tuple[float, float]]] = {way: [] for way in ways}
    for _ in range(rounds):
        for way, work in ways.items():
            began, spent = time.perf_counter(), processor_time()
            found[way] = work()
            times[way].append((time.perf_counter() - began, processor_time() - spent))
    return {way: (*(min(one) for one in zip(*times[way], strict=True)), found[way]) for way in ways}


def processor_time() -> float:
    """Seconds of this process and its readers."""
    whole = psutil.Process()
    taken = [one.cpu_times() for one in (whole, *whole.children())]
    return sum(times.user + times.system for times in taken)


def lowest(found: Vectors, expected: Vectors) -> float:
    return float(np.sum(found * expected, axis=1).min())


def compare(what: str, count: int, ways: dict[str, Way], rounds: int) -> None:
    """Print a row for each way; the first is open_clip's."""
    measured = timed(ways, rounds)
    # a clock of processor time goes by ticks: a query on a card takes less than one
    measured = {
        way: (wall, max(spent, 1e-4), found) for way, (wall, spent, found) in measured.items()
    }
    before, spent_before, expected = next(iter(measured.values()))
    for way, (seconds, spent, found) in measured.items():
        print(
            f"| {what} | {way} | {1000 * seconds / count:.1f} | {before / seconds:.1f}x"
            f" | {1000 * spent / count:.1f} | {spent_before / spent:.1f}x"
            f" | {lowest(found, expected):.5f} |",
            flush=True,
        )


def models(folder: Path, device: str, threads: int) -> dict[str, Clip]:
    """By what computes them."""
    found = {}
    for precision in ("full", "int8") if device == "cpu" else ("full",):
        model = Clip()
        options = LoadOptions(folder, device, threads, precision)
        found[model.load(options).runtime] = model
    return found


def measure(folder: Path, files: Path, device: str, threads: int, rounds: int) -> None:
    plain = Plain(folder, device, threads)
    mine = models(folder, device, threads)
    readers = ExtractionPool(threads, ExtractionLimits(), files / "log", print)
    for what, (width, height, count) in SIZES.items():
        paths = [files / f"{width}-{number}.jpg" for number in range(count)]
        for number, path in enumerate(paths):
            photo(width, height, number % 4).save(path, quality=90)
        ways: dict[str, Way] = {"open_clip": lambda p=paths: plain.files(p)}
        for name, model in mine.items():
            ways[f"{name}, readers"] = lambda m=model, p=paths: through_readers(m, readers, p)
            ways[f"{name}, threads"] = lambda m=model, p=paths: in_process(m, p, threads)
        compare(what, count, ways, rounds)
    readers.close()
    pixels = np.stack([np.asarray(photo(224, 224, 9))] * (16 if device == "cpu" else 1024))
    towers = {name: lambda m=model: m.embed_pictures(pixels).dense for name, model in mine.items()}
    towers = {"open_clip": lambda: plain.tower(pixels), **towers}
    compare("tower only", len(pixels), towers, rounds)
    model = next(iter(mine.values()))
    for query in QUERIES:
        ways = {
            "open_clip": lambda q=query: plain.query(q),
            "onnxruntime fp32": lambda q=query: model.embed_query(q).dense,
        }
        compare(f"query of {len(query.split())} words", 1, ways, 5 * rounds)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--device", default="cpu", choices=("cpu", "cuda", "mps"))
    parser.add_argument("--threads", type=int, default=core_count())
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        os.environ.setdefault("DOCMIND_CACHE_DIR", f"{scratch}/cache")
        folder = asked.folder or clip_folder.safetensors_folder(
            Path(scratch, "model"), quick=False, size=clip_folder.FULL
        )
        print(f"{asked.threads} threads, device {asked.device}, the best of {asked.rounds}\n")
        print("| what | way | ms | faster | ms of processor | less | lowest cosine |")
        print("|---|---|---|---|---|---|---|")
        measure(folder, Path(scratch), asked.device, asked.threads, asked.rounds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
