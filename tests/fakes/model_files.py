"""Models of a few kilobytes in the formats of the real ones, made without torch."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from safetensors.numpy import save_file

from docmind.core.models.cards import ModelCard, PinnedFile, card_json

WIDE, LAYERS, INNER, WORDS, POSITIONS = 8, 2, 16, 40, 34
Shapes = dict[str, tuple[int, ...]]


def bge_m3_shapes() -> Shapes:
    """The encoder's tensors, by transformers' names."""
    shapes: Shapes = {
        "embeddings.word_embeddings.weight": (WORDS, WIDE),
        "embeddings.position_embeddings.weight": (POSITIONS, WIDE),
        "embeddings.LayerNorm.weight": (WIDE,),
    }
    for layer in range(LAYERS):
        start = f"encoder.layer.{layer}"
        for part in ("self.query", "self.key", "self.value", "output.dense"):
            shapes[f"{start}.attention.{part}.weight"] = (WIDE, WIDE)
        shapes[f"{start}.attention.output.LayerNorm.weight"] = (WIDE,)
        shapes[f"{start}.intermediate.dense.weight"] = (INNER, WIDE)
        shapes[f"{start}.output.dense.weight"] = (WIDE, INNER)
        shapes[f"{start}.output.LayerNorm.weight"] = (WIDE,)
    return shapes


def save_shapes(path: Path, shapes: Shapes, seed: int = 0) -> None:
    """A safetensors file with such tensors."""
    rng = np.random.default_rng(seed)
    save_file({name: rng.random(shape, dtype=np.float32) for name, shape in shapes.items()}, path)


def torch_file(path: Path, blocks: list[int], seed: int = 0) -> None:
    """A zip as torch writes it, with blocks of so many bytes; what is pickled in it is nonsense."""
    rng = np.random.default_rng(seed)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(f"{path.stem}/data.pkl", b"not for unpickling")
        for number, size in enumerate(blocks):
            archive.writestr(f"{path.stem}/data/{number}", rng.bytes(size))
        archive.writestr(f"{path.stem}/version", "3\n")


def bge_m3(folder: Path, *, safetensors: bool = False, seed: int = 0) -> Path:
    """A whole BGE-M3 folder, as published (``.bin``) or with safetensors."""
    (folder / "1_Pooling").mkdir(parents=True)
    write(folder / "config.json", {
        "model_type": "xlm-roberta", "hidden_size": WIDE, "num_hidden_layers": LAYERS,
        "num_attention_heads": 2, "intermediate_size": INNER, "vocab_size": WORDS,
        "max_position_embeddings": POSITIONS, "layer_norm_eps": 1e-5, "pad_token_id": 1,
    })  # fmt: skip
    if safetensors:
        save_shapes(folder / "model.safetensors", bge_m3_shapes(), seed)
    else:
        torch_file(folder / "pytorch_model.bin", [4 * WORDS * WIDE, 4 * WIDE], seed)
    torch_file(folder / "sparse_linear.pt", [2 * WIDE, 2], seed)
    torch_file(folder / "colbert_linear.pt", [2 * WIDE * WIDE, 2 * WIDE], seed)
    vocabulary = [[f"w{number}", -1.0] for number in range(WORDS)]
    write(folder / "tokenizer.json", {
        "model": {"type": "Unigram", "vocab": vocabulary},
        "added_tokens": [{"id": WORDS - 1, "content": "<mask>"}],
    })  # fmt: skip
    write(folder / "tokenizer_config.json", {})
    write(
        folder / "1_Pooling" / "config.json",
        {"pooling_mode_cls_token": True, "pooling_mode_mean_tokens": False},
    )
    return folder


CLIP = {"side": 8, "patch": 4, "width": 8, "layers": 1, "read": 2, "dimension": 6, "words": 49408}


def clip_config(quick: bool | None) -> dict[str, Any]:
    """``open_clip_config.json``; None leaves the activation out."""
    model: dict[str, Any] = {
        "embed_dim": CLIP["dimension"],
        "vision_cfg": {
            "image_size": CLIP["side"],
            "layers": CLIP["layers"],
            "width": CLIP["width"],
            "patch_size": CLIP["patch"],
        },
        "text_cfg": {
            "context_length": 77,
            "vocab_size": CLIP["words"],
            "width": CLIP["read"],
            "heads": 1,
            "layers": CLIP["layers"],
        },
    }
    if quick is not None:
        model["quick_gelu"] = quick
    return {"model_cfg": model, "preprocess_cfg": {"mean": [0.5, 0.4, 0.3], "std": [1, 1, 1]}}


def clip_shapes() -> Shapes:
    """The tensors of both towers, by open_clip's names."""
    wide, read, made = CLIP["width"], CLIP["read"], CLIP["dimension"]
    shapes: Shapes = {
        "visual.conv1.weight": (wide, 3, CLIP["patch"], CLIP["patch"]),
        "visual.class_embedding": (wide,),
        "visual.positional_embedding": ((CLIP["side"] // CLIP["patch"]) ** 2 + 1, wide),
        "visual.proj": (wide, made),
        "token_embedding.weight": (CLIP["words"], read),
        "positional_embedding": (77, read),
        "text_projection": (read, made),
        "ln_final.weight": (read,),
    }
    for start, size in (("visual.transformer", wide), ("transformer", read)):
        shapes[f"{start}.resblocks.0.attn.in_proj_weight"] = (3 * size, size)
        shapes[f"{start}.resblocks.0.ln_1.weight"] = (size,)
    return shapes


def clip(folder: Path, quick: bool | None = False, seed: int = 0) -> Path:
    """A whole CLIP folder of open_clip."""
    folder.mkdir(parents=True)
    write(folder / "open_clip_config.json", clip_config(quick))
    save_shapes(folder / "open_clip_model.safetensors", clip_shapes(), seed)
    return folder


def write(path: Path, content: Mapping[str, Any]) -> None:
    """A JSON file."""
    path.write_text(json.dumps(content), encoding="utf-8")


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, by its name inside."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def card_of(folder: Path, name: str, provider: str = "bge-m3", **more: Any) -> ModelCard:
    """A card that pins every file of a folder, except those named in ``unpinned``."""
    unpinned = more.pop("unpinned", ())
    files = tuple(
        PinnedFile(file, 0, "")
        if file in unpinned
        else PinnedFile(file, len(content), hashlib.sha256(content).hexdigest())
        for file, content in contents(folder).items()
    )
    does = "text" if provider == "bge-m3" else "pictures"
    made = ModelCard(name, provider, name.title(), does, "A tiny one.", files=files)  # type: ignore[arg-type]
    return replace(made, source=f"tiny/{name}", revision="a" * 40, **more)


def shelf(folder: Path, *cards: ModelCard) -> Path:
    """A resources folder with these cards, for ``paths.resources_dir``."""
    (folder / "models").mkdir(parents=True)
    for one in cards:
        (folder / "models" / f"{one.id}.json").write_text(card_json(one), encoding="utf-8")
    return folder


def zipped(folder: Path, path: Path, inside: str = "") -> Path:
    """A plain zip of a folder, below ``inside``."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in contents(folder).items():
            archive.writestr(f"{inside}{name}", content)
    return path


def cached(folder: Path, hub: Path, card: ModelCard) -> Path:
    """The same files as the hub's own program keeps them: links to blobs. The snapshot."""
    place = hub / f"models--{card.source.replace('/', '--')}"
    snapshot = place / "snapshots" / card.revision
    (place / "blobs").mkdir(parents=True)
    (place / "refs").mkdir()
    (place / "refs" / "main").write_text(card.revision)
    for name, content in contents(folder).items():
        blob = place / "blobs" / hashlib.sha256(content).hexdigest()
        blob.write_bytes(content)
        target = snapshot / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.symlink_to(blob)
    return snapshot


def archive_with(member: zipfile.ZipInfo, content: bytes = b"{}") -> bytes:
    """A zip with one odd member."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(member, content)
    return out.getvalue()
