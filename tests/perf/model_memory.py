"""Memory of BGE-M3 and CLIP against the three models they take the place of.

Run: python tests/perf/model_memory.py [--tiny] [NAME...]

BGE-large (335 M numbers), SPLADE (109 M) and CLIP ViT-B/32 (151 M) against BGE-M3 (568 M) and the
same CLIP, with random weights of the true sizes: each way in a fresh process that loads its models
and computes a text of 256 tokens and 8 pictures. It needs 6 GB of disk and 6 GB of memory.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1", ORT_DISABLE_TELEMETRY="1")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np

TEXT = " ".join(["the"] * 254)
BASELINE = "three models, torch fp32"


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--tiny", action="store_true")
    parser.add_argument("--one", help="measure this way in this process")
    parser.add_argument("--prepare", action="store_true")
    parser.add_argument("--base", type=Path)
    parser.add_argument("names", nargs="*")
    chosen = parser.parse_args()
    if chosen.prepare:
        _prepare(chosen.base, chosen.tiny)
    elif chosen.one:
        kept = WAYS[chosen.one](chosen.base, chosen.tiny)
        print(json.dumps(_memory()))
        del kept
    else:
        _compare(chosen.names or list(WAYS), chosen.tiny)
    return 0


def _compare(names: list[str], tiny: bool) -> None:
    found: dict[str, dict[str, int]] = {}
    with tempfile.TemporaryDirectory() as base:
        _child(["--prepare"], base, tiny)
        print("| way | resident | of it not mapped from files | peak (MiB) |\n|---|---|---|---|")
        for name in names:
            if name.startswith("shipped"):
                _child(["--one", name], base, tiny)  # the first makes the graphs
            found[name] = json.loads(_child(["--one", name], base, tiny).splitlines()[-1])
            row = found[name]
            print(f"| {name} | {row['resident']} | {row['own']} | {row['peak']} |", flush=True)
    if BASELINE in found:
        _conclude(found)


def _conclude(found: dict[str, dict[str, int]]) -> None:
    full = found[BASELINE]
    for name, row in found.items():
        less = {key: 100 * (1 - row[key] / full[key]) for key in full}
        print(
            f"{name}: resident {less['resident']:.0f} %, own {less['own']:.0f} %,"
            f" peak {less['peak']:.0f} % less than {BASELINE}"
        )


def _child(arguments: list[str], base: str, tiny: bool) -> str:
    command = [sys.executable, __file__, *arguments, "--base", base, *(["--tiny"] * tiny)]
    environment = {**os.environ, "DOCMIND_CACHE_DIR": f"{base}/cache"}
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if run.returncode:
        raise SystemExit(run.stderr[-2000:])
    return run.stdout


def _prepare(base: Path, tiny: bool) -> None:
    from fakes import bge_m3_folder, clip_folder

    from docmind.core.embed.bge_m3_int8 import make_int8

    size = bge_m3_folder.TINY if tiny else bge_m3_folder.FULL
    bge_m3_folder.write_folder(base / "m3", size, safetensors=True)
    make_int8(base / "m3")
    clip_size = clip_folder.TINY if tiny else clip_folder.FULL
    clip_folder.safetensors_folder(base / "clip", quick=False, size=clip_size)


def _memory() -> dict[str, int]:
    import resource

    import psutil

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "resident": psutil.Process().memory_info().rss >> 20,
        "own": _own() >> 20,
        "peak": peak >> (20 if sys.platform == "darwin" else 10),
    }


def _own() -> int:
    """Bytes that the system cannot drop, because no file holds them."""
    import psutil

    if not sys.platform.startswith("linux"):
        return int(psutil.Process().memory_full_info().uss)
    lines = Path("/proc/self/smaps_rollup").read_text(encoding="utf-8").splitlines()
    (size,) = (int(line.split()[1]) for line in lines if line.startswith("Anonymous:"))
    return size << 10


def _three(dtype: str) -> Callable[[Path, bool], object]:
    def load(base: Path, tiny: bool) -> object:
        import torch
        from transformers import BertConfig, BertForMaskedLM, BertModel

        torch.set_default_dtype(getattr(torch, dtype))
        large = BertConfig(
            hidden_size=1024,
            num_hidden_layers=2 if tiny else 24,
            num_attention_heads=16,
            intermediate_size=4096,
        )
        dense = BertModel(large).eval()
        sparse = BertForMaskedLM(BertConfig(num_hidden_layers=2 if tiny else 12)).eval()
        ids = torch.full((1, 256), 1996)
        with torch.inference_mode():
            dense(ids)
            torch.log1p(torch.relu(sparse(ids).logits)).amax(dim=1)
        return dense, sparse, _open_clip(tiny)

    return load


def _two_in_torch(dtype: str) -> Callable[[Path, bool], object]:
    def load(base: Path, tiny: bool) -> object:
        import torch
        from FlagEmbedding import BGEM3FlagModel

        half = dtype == "float16"
        flag = BGEM3FlagModel(str(base / "m3"), use_fp16=half, devices="cpu")
        inputs = flag.tokenizer([TEXT], return_tensors="pt")
        with torch.inference_mode():  # its own encode would turn 16 bits into 32 first
            flag.model.eval()(inputs, return_dense=True, return_sparse=True)
        torch.set_default_dtype(getattr(torch, dtype))
        return flag, _open_clip(tiny)

    return load


def _open_clip(tiny: bool) -> object:
    import open_clip
    import torch

    model = open_clip.create_model("ViT-B-32").to(torch.get_default_dtype()).eval()
    with torch.inference_mode():
        model.encode_image(torch.zeros(8, 3, 224, 224))
        model.encode_text(open_clip.get_tokenizer("ViT-B-32")(["a report"]))
    return model


def _shipped(precision: str, pictures: bool = True) -> Callable[[Path, bool], object]:
    def load(base: Path, tiny: bool) -> object:
        from docmind.core.embed.base import LoadOptions
        from docmind.core.embed.bge_m3 import BgeM3
        from docmind.core.embed.clip import Clip

        def options(name: str) -> Any:
            return LoadOptions(folder=base / name, device="cpu", precision=precision)

        text = BgeM3()
        text.load(options("m3"))
        text.embed_passages([TEXT])
        if not pictures:
            return text
        seen = Clip()
        seen.load(options("clip"))
        side = seen.picture_side
        seen.embed_pictures(np.zeros((8, side, side, 3), dtype=np.uint8))
        seen.embed_query("a report")
        return text, seen

    return load


WAYS: dict[str, Callable[[Path, bool], object]] = {
    BASELINE: _three("float32"),
    "three models, torch fp16": _three("float16"),
    "BGE-M3 and CLIP, torch fp32": _two_in_torch("float32"),
    "BGE-M3 and CLIP, torch fp16": _two_in_torch("float16"),
    "shipped, processor, fp32": _shipped("full"),
    "shipped, processor, int8": _shipped("int8"),
    "shipped, processor, int8, no pictures": _shipped("int8", pictures=False),
}


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    sys.exit(main())
