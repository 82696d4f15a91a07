"""Is this folder a complete CLIP as open_clip keeps it, and with which activation?

Weights do not say whether they were trained with QuickGELU. Loaded with the wrong activation they
give plausible nonsense, so a folder that does not state it is refused unless its weights are known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docmind.core.errors import ModelError
from docmind.core.models.cards import ModelCard, card_by_weights, known_card
from docmind.core.models.checks_bge_m3 import read_json
from docmind.core.models.digests import sha256_of
from docmind.core.models.record import read_record
from docmind.core.models.tensors import Shape, expect, safetensors_shapes, stored_sizes

CONFIG_FILE = "open_clip_config.json"
WORDS = 49_408  # of the vocabulary that comes with open_clip, the only one there is for these
# open_clip's defaults (OPENAI_DATASET_MEAN and _STD), used where a config names no others.
_MEAN = (0.48145466, 0.4578275, 0.40821073)
_STD = (0.26862954, 0.26130258, 0.27577711)
_SIZES = {(768, 12): "B", (1024, 24): "L", (1280, 32): "H"}
_AGAIN = "Get the model again: docmind models download clip-vit-b-32-laion2b"
_TOGETHER = "Check that config and weights belong together."


@dataclass(frozen=True, slots=True)
class ClipFacts:
    """What the loader needs to know; sides and patches in pixels. ``name`` is as open_clip calls
    such an architecture ("ViT-B-32-quickgelu")."""

    name: str
    embed_dim: int
    image_size: int
    patch: int
    width: int
    layers: int
    text_width: int
    text_heads: int
    text_layers: int
    context: int
    vocab: int
    quick_gelu: bool
    mean: tuple[float, float, float]
    std: tuple[float, float, float]
    weights: Path


def check_clip(folder: Path) -> ClipFacts:
    """Look at config and weights. Raises ``ModelError`` that says what is wrong; nothing is loaded
    or unpickled."""
    weights = clip_weights(folder)
    config = _config(folder, weights)
    facts = _facts(config, weights, folder)
    if facts.vocab < WORDS:
        raise ModelError(
            "The vocabulary of the model is another one",
            detail=f"It has {facts.vocab} words; DocMind knows the one with {WORDS}.",
            path=folder / CONFIG_FILE,
        )
    _check_weights(facts)
    return facts


def clip_weights(folder: Path) -> Path:
    """The weights: safetensors before .bin before a single .pt. Raises ``ModelError``."""
    for name in ("open_clip_model.safetensors", "open_clip_pytorch_model.bin"):
        if (folder / name).is_file():
            return folder / name
    others = sorted(folder.glob("*.pt"))
    if len(others) == 1:
        return others[0]
    raise ModelError(
        "The weights are missing",
        detail="There is neither open_clip_model.safetensors nor open_clip_pytorch_model.bin"
        + (", and more than one .pt file." if others else "."),
        hint=_AGAIN,
        path=folder,
    )


def known_weights(folder: Path, weights: Path) -> ModelCard | None:
    """The card of these weights, by the record or by their content (which reads the file)."""
    record = read_record(folder)
    if record is not None and weights.name in record.files:
        return known_card(record.id) or card_by_weights(record.files[weights.name][0])
    return card_by_weights(sha256_of(weights))


def completed_config(folder: Path) -> dict[str, Any] | None:
    """The config with what only the card knows, the activation above all; None when it is
    complete as it is. Raises ``ModelError`` when there is none and the weights are not known."""
    path = folder / CONFIG_FILE
    config = read_json(path, _AGAIN) if path.exists() else None
    if config is not None and isinstance(_model(config).get("quick_gelu"), bool):
        return None
    known = known_weights(folder, clip_weights(folder))
    if known is None:
        if config is None:
            raise ModelError(
                "It is not known what kind of CLIP this is",
                detail=f"There is no {CONFIG_FILE}, and the weights are not known.",
                hint=f"Put the {CONFIG_FILE} of the model beside its weights.",
                path=folder,
            )
        return None
    ours: dict[str, Any] = known.option("open_clip_config") or {}
    if config is None:
        return ours
    return {**config, "model_cfg": {**_model(config), "quick_gelu": _quick(known)}}


def _config(folder: Path, weights: Path) -> dict[str, Any]:
    """What open_clip will read, refused where it would choose the wrong activation."""
    path = folder / CONFIG_FILE
    if not path.exists():
        found = completed_config(folder)
        if found is not None:
            return found
    config = read_json(path, _AGAIN)
    stated = _model(config).get("quick_gelu")
    # A stated activation is compared where that costs no reading of the weights.
    known = known_weights(folder, weights) if stated is None or read_record(folder) else None
    right = None if known is None else _quick(known)
    if stated is None and right is False:
        return config  # open_clip takes GELU where nothing is stated, and that is right here
    if stated is None or (right is not None and bool(stated) is not right):
        raise _activation(path, known, right)
    return config


def _activation(path: Path, known: ModelCard | None, right: bool | None) -> ModelError:
    if known is None:
        return ModelError(
            "The model does not say which activation it needs",
            detail="With the wrong one it would find the wrong pictures.",
            hint='Add "quick_gelu": true or false to model_cfg, as its makers say.',
            path=path,
        )
    word = "true" if right else "false"
    return ModelError(
        "The model would run with the wrong activation",
        detail=f'{known.title} needs "quick_gelu": {word} in model_cfg.',
        hint=f"Import the folder, which sets it right: docmind models import {path.parent}",
        path=path,
    )


def _quick(known: ModelCard) -> bool:
    return bool(_model(known.option("open_clip_config") or {}).get("quick_gelu"))


def _model(config: Mapping[str, Any]) -> dict[str, Any]:
    found = config.get("model_cfg")
    return found if isinstance(found, dict) else {}


def _facts(config: dict[str, Any], weights: Path, folder: Path) -> ClipFacts:
    model = _model(config)
    before = config.get("preprocess_cfg") or {}
    try:
        _check_architecture(model, before, folder)
        seeing, reading = model["vision_cfg"], model["text_cfg"]
        quick = bool(model.get("quick_gelu", False))
        width, layers = int(seeing["width"]), int(seeing["layers"])
        side, patch = _side(seeing["image_size"]), int(seeing["patch_size"])
        name = f"ViT-{_SIZES.get((width, layers), 'other')}-{patch}"
        return ClipFacts(
            name=name + (f"-{side}" if side != 224 else "") + ("-quickgelu" if quick else ""),
            embed_dim=int(model["embed_dim"]),
            image_size=side,
            patch=patch,
            width=width,
            layers=layers,
            text_width=int(reading["width"]),
            text_heads=int(reading["heads"]),
            text_layers=int(reading["layers"]),
            context=int(reading.get("context_length", 77)),
            vocab=int(reading.get("vocab_size", WORDS)),
            quick_gelu=quick,
            mean=_three(before.get("mean", _MEAN)),
            std=_three(before.get("std", _STD)),
            weights=weights,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ModelError(
            "The config of the model is incomplete",
            detail=f"What is wrong: {error}.",
            hint=_AGAIN,
            path=folder / CONFIG_FILE,
        ) from None


def _check_architecture(model: dict[str, Any], before: dict[str, Any], folder: Path) -> None:
    """Only vision transformers with open_clip's own text tower and usual preparation."""
    strange = [
        f"{part}.{key}"
        for part, keys in (
            ("vision_cfg", ("timm_model_name",)),
            ("text_cfg", ("hf_model_name", "hf_tokenizer_name")),
        )
        for key in keys
        if (model.get(part) or {}).get(key)
    ]
    if isinstance((model.get("vision_cfg") or {}).get("layers"), list):
        strange.append("a ResNet in place of a vision transformer")
    if before.get("interpolation", "bicubic") != "bicubic":
        strange.append(f"interpolation {before['interpolation']}")
    if before.get("resize_mode", "shortest") != "shortest":
        strange.append(f"resize_mode {before['resize_mode']}")
    if strange:
        raise ModelError(
            "DocMind cannot run this kind of CLIP",
            detail=f"What it does not know: {', '.join(strange)}.",
            hint="Models known to work: docmind models list",
            path=folder / CONFIG_FILE,
        )


def _side(stated: Any) -> int:
    if isinstance(stated, list):
        if len(set(stated)) != 1:
            raise ValueError("pictures must be square")
        return int(stated[0])
    return int(stated)


def _three(stated: Any) -> tuple[float, float, float]:
    red, green, blue = stated
    return (float(red), float(green), float(blue))


def _check_weights(facts: ClipFacts) -> None:
    if facts.weights.suffix != ".safetensors":
        _check_blocks(facts)
        return
    found = safetensors_shapes(facts.weights)
    # models with custom_text keep the text tower under a name of its own
    shapes = {name.removeprefix("text."): shape for name, shape in found.items()}
    for name, shape in _tensors(facts).items():
        expect(shapes, name, shape, facts.weights)
    for start, layers in (("visual.transformer", facts.layers), ("transformer", facts.text_layers)):
        if f"{start}.resblocks.{layers}.ln_1.weight" in shapes:
            raise ModelError(
                "The weights do not fit the config",
                detail=f"They have more than {layers} layers.",
                hint=_TOGETHER,
                path=facts.weights,
            )


def _tensors(facts: ClipFacts) -> dict[str, Shape]:
    seen, read = facts.width, facts.text_width
    shapes: dict[str, Shape] = {
        "visual.conv1.weight": (seen, 3, facts.patch, facts.patch),
        "visual.class_embedding": (seen,),
        "visual.positional_embedding": ((facts.image_size // facts.patch) ** 2 + 1, seen),
        "visual.proj": (seen, facts.embed_dim),
        "token_embedding.weight": (facts.vocab, read),
        "positional_embedding": (facts.context, read),
        "text_projection": (read, facts.embed_dim),
        "ln_final.weight": (read,),
    }
    for start, wide, layers in (
        ("visual.transformer", seen, facts.layers),
        ("transformer", read, facts.text_layers),
    ):
        for layer in range(layers):
            shapes[f"{start}.resblocks.{layer}.attn.in_proj_weight"] = (3 * wide, wide)
            shapes[f"{start}.resblocks.{layer}.ln_1.weight"] = (wide,)
    return shapes


def _check_blocks(facts: ClipFacts) -> None:
    """As far as a file of torch can be judged unopened: the table of words must be there."""
    rows = facts.vocab * facts.text_width
    sizes = set(stored_sizes(facts.weights))
    if not sizes & {2 * rows, 4 * rows}:
        raise ModelError(
            "The weights do not fit the config",
            detail=f"No part has the size of {facts.vocab} words of {facts.text_width} numbers.",
            hint=_TOGETHER,
            path=facts.weights,
        )
