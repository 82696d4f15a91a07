"""Folders with a CLIP of random weights, in the very formats its makers publish it in."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

Weights = dict[str, np.ndarray[Any, Any]]

MEAN = (0.48145466, 0.4578275, 0.40821073)
STD = (0.26862954, 0.26130258, 0.27577711)


@dataclass(frozen=True)
class Size:
    """As open_clip's configs name them."""

    side: int = 64
    patch: int = 16
    width: int = 128
    layers: int = 3
    text_width: int = 128
    text_heads: int = 2
    text_layers: int = 3
    dimension: int = 48


TINY = Size()
FULL = Size(224, 32, 768, 12, 512, 8, 12, 512)
"""ViT-B/32."""


def config(size: Size, quick: bool | None) -> dict[str, Any]:
    """What ``open_clip_config.json`` holds; ``quick`` None leaves the activation out."""
    model: dict[str, Any] = {
        "embed_dim": size.dimension,
        "vision_cfg": {
            "image_size": size.side,
            "layers": size.layers,
            "width": size.width,
            "patch_size": size.patch,
        },
        "text_cfg": {
            "context_length": 77,
            "vocab_size": 49408,
            "width": size.text_width,
            "heads": size.text_heads,
            "layers": size.text_layers,
        },
    }
    if quick is not None:
        model["quick_gelu"] = quick
    return {"model_cfg": model, "preprocess_cfg": {"mean": MEAN, "std": STD}}


def weights(size: Size, seed: int = 0) -> Weights:
    """All tensors by open_clip's names, float32, large enough that the activation matters."""
    rng = np.random.default_rng(seed)

    def drawn(*shape: int, scale: float) -> np.ndarray[Any, Any]:
        return (rng.standard_normal(shape) * scale).astype(np.float32)

    def norm(name: str, width: int) -> Weights:
        return {
            f"{name}.weight": 1 + drawn(width, scale=0.1),
            f"{name}.bias": drawn(width, scale=0.1),
        }

    def layers(start: str, width: int, count: int) -> Weights:
        found: Weights = {}
        fan = width**-0.5
        for layer in range(count):
            name = f"{start}.resblocks.{layer}"
            found |= norm(f"{name}.ln_1", width) | norm(f"{name}.ln_2", width)
            found |= {
                f"{name}.attn.in_proj_weight": drawn(3 * width, width, scale=fan),
                f"{name}.attn.in_proj_bias": drawn(3 * width, scale=0.1),
                f"{name}.attn.out_proj.weight": drawn(width, width, scale=fan),
                f"{name}.attn.out_proj.bias": drawn(width, scale=0.1),
                f"{name}.mlp.c_fc.weight": drawn(4 * width, width, scale=fan),
                f"{name}.mlp.c_fc.bias": drawn(4 * width, scale=0.1),
                f"{name}.mlp.c_proj.weight": drawn(width, 4 * width, scale=fan),
                f"{name}.mlp.c_proj.bias": drawn(width, scale=0.1),
            }
        return found

    patches = (size.side // size.patch) ** 2
    fan = (3 * size.patch**2) ** -0.5
    return {
        "visual.conv1.weight": drawn(size.width, 3, size.patch, size.patch, scale=fan),
        "visual.class_embedding": drawn(size.width, scale=0.3),
        "visual.positional_embedding": drawn(patches + 1, size.width, scale=0.3),
        "visual.proj": drawn(size.width, size.dimension, scale=size.width**-0.5),
        "token_embedding.weight": drawn(49408, size.text_width, scale=0.5),
        "positional_embedding": drawn(77, size.text_width, scale=0.3),
        "text_projection": drawn(size.text_width, size.dimension, scale=size.text_width**-0.5),
        "logit_scale": np.array(4.6052, dtype=np.float32),
        **norm("visual.ln_pre", size.width),
        **norm("visual.ln_post", size.width),
        **norm("ln_final", size.text_width),
        **layers("visual.transformer", size.width, size.layers),
        **layers("transformer", size.text_width, size.text_layers),
    }


def safetensors_folder(
    folder: Path, quick: bool | None = False, size: Size = TINY, seed: int = 0
) -> Path:
    """``open_clip_config.json`` and ``open_clip_model.safetensors``, as open_clip pushes them."""
    from safetensors.numpy import save_file

    _begun(folder, quick, size)
    save_file(weights(size, seed), str(folder / "open_clip_model.safetensors"))
    return folder


def bin_folder(folder: Path, quick: bool | None = False, size: Size = TINY, seed: int = 0) -> Path:
    """``open_clip_pytorch_model.bin``: a pickled state dict in a zip archive."""
    import torch

    _begun(folder, quick, size)
    state = {name: torch.from_numpy(values) for name, values in weights(size, seed).items()}
    torch.save(state, folder / "open_clip_pytorch_model.bin")
    return folder


def openai_folder(
    folder: Path, quick: bool | None = True, size: Size = TINY, seed: int = 0
) -> Path:
    """``ViT.pt`` as OpenAI's own state dict: matrices in half precision, sizes beside them."""
    import torch

    _begun(folder, quick, size)
    state = {name: torch.from_numpy(values) for name, values in weights(size, seed).items()}
    half = {name: tensor.half() if _is_half(name) else tensor for name, tensor in state.items()}
    sizes = {"input_resolution": size.side, "context_length": 77, "vocab_size": 49408}
    beside = {name: torch.tensor(value) for name, value in sizes.items()}
    torch.save({**half, **beside}, folder / "ViT.pt")
    return folder


def _begun(folder: Path, quick: bool | None, size: Size) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "open_clip_config.json").write_text(json.dumps(config(size, quick)))


def _is_half(name: str) -> bool:
    """What OpenAI converted: convolutions, linear layers, attention and projections."""
    ends = ("conv1.weight", "visual.proj", "text_projection")
    return name.endswith(ends) or any(part in name for part in (".attn.", ".mlp."))
