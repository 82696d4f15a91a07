"""The weights of one of CLIP's towers as numpy arrays, from any file that open_clip reads.

Nothing in a file is ever executed: safetensors hold numbers only, and files of torch are read by
its own reader for numbers. TorchScript archives, in which OpenAI first published its weights, are
programs and are refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from docmind.core.embed.graph_parts import Array, Weights
from docmind.core.errors import ModelError

_SEEING = "visual."
# Beside the towers: how sure the model is, and what OpenAI's own files say of sizes.
_BESIDE = frozenset(
    ("logit_scale", "logit_bias", "input_resolution", "context_length", "vocab_size")
)
_LAYER = (
    *(f"{norm}.{part}" for norm in ("ln_1", "ln_2") for part in ("weight", "bias")),
    *("attn.in_proj_weight", "attn.in_proj_bias"),
    *(
        f"{name}.{part}"
        for name in ("attn.out_proj", "mlp.c_fc", "mlp.c_proj")
        for part in ("weight", "bias")
    ),
)
_PICTURE_PARTS = (
    *("visual.conv1.weight", "visual.class_embedding", "visual.positional_embedding"),
    *("visual.ln_pre.weight", "visual.ln_pre.bias", "visual.ln_post.weight", "visual.ln_post.bias"),
    "visual.proj",
)
_TEXT_PARTS = (
    *("token_embedding.weight", "positional_embedding", "ln_final.weight", "ln_final.bias"),
    "text_projection",
)


def picture_weights(path: Path, layers: int) -> Weights:
    """The weights of the picture tower, all that are expected and no other. ``ModelError``."""
    found = _read(path, lambda name: name.startswith(_SEEING))
    return _exactly(found, (*_PICTURE_PARTS, *_layers("visual.transformer", layers)), path)


def text_weights(path: Path, layers: int) -> Weights:
    """The weights of the text tower, all that are expected and no other. ``ModelError``."""
    found = _read(path, lambda name: not name.startswith(_SEEING) and name not in _BESIDE)
    return _exactly(found, (*_TEXT_PARTS, *_layers("transformer", layers)), path)


def _layers(start: str, count: int) -> list[str]:
    return [f"{start}.resblocks.{layer}.{part}" for layer in range(count) for part in _LAYER]


def _exactly(found: dict[str, Array], names: tuple[str, ...], path: Path) -> Weights:
    """A part too many is a computation that nobody here knows."""
    missing, strange = set(names) - set(found), set(found) - set(names)
    if missing or strange:
        what = f"{min(missing)} is missing" if missing else f"{min(strange)} is not known"
        raise ModelError(
            "The weights are those of another model",
            detail=f"The part {what}.",
            hint="Check that config and weights belong together.",
            path=path,
        )
    return found


def _read(path: Path, wanted: Callable[[str], bool]) -> dict[str, Array]:
    try:
        if path.suffix == ".safetensors":
            return _from_safetensors(path, wanted)
        return _from_torch(path, wanted)
    except ModelError:
        raise
    except Exception as error:  # noqa: BLE001 - both libraries raise errors of many kinds
        first = str(error).strip().partition("\n")[0].rstrip(".")
        raise ModelError(
            "The weights cannot be read",
            detail=f"{type(error).__name__}: {first}.",
            hint="Get the model again, as safetensors where its makers offer them.",
            path=path,
        ) from None


def _from_safetensors(path: Path, wanted: Callable[[str], bool]) -> dict[str, Array]:
    from safetensors import safe_open

    found: dict[str, Array] = {}
    with safe_open(str(path), framework="np") as file:
        for stored in file.keys():  # noqa: SIM118 - it is no mapping
            name = _usual_name(stored)
            if wanted(name):
                found[name] = file.get_tensor(stored)
    return found


def _from_torch(path: Path, wanted: Callable[[str], bool]) -> dict[str, Array]:
    import torch

    loaded: Any = torch.load(path, map_location="cpu", weights_only=True, mmap=True)
    if isinstance(loaded, Mapping) and isinstance(loaded.get("state_dict"), Mapping):
        loaded = loaded["state_dict"]
    named = {_usual_name(stored): tensor for stored, tensor in loaded.items()}
    return {name: tensor.float().numpy() for name, tensor in named.items() if wanted(name)}


def _usual_name(stored: str) -> str:
    """As in a model that was neither trained in parallel nor given a text tower of its own."""
    return stored.removeprefix("module.").removeprefix("text.")
