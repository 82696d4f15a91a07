"""The weights of one of CLIP's towers as numpy arrays, from any file that open_clip reads.

Nothing in a file is ever executed. TorchScript archives, in which OpenAI first published its
weights, are programs and are refused.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from docmind.core.embed.graph_parts import Array, Weights
from docmind.core.embed.weights import stored_tensors
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
    named = {_usual_name(stored): tensor for stored, tensor in stored_tensors(path).items()}
    return {name: tensor.numbers() for name, tensor in named.items() if wanted(name)}


def _usual_name(stored: str) -> str:
    """As in a model that was neither trained in parallel nor given a text tower of its own."""
    return stored.removeprefix("module.").removeprefix("text.")
