"""What the towers of the CLIP in a folder look like, and whether DocMind can compute them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docmind.core.embed.clip_graph import PicturePlan, TowerPlan
from docmind.core.embed.graph_parts import read_json
from docmind.core.errors import ModelError
from docmind.core.models.checks_clip import CONFIG_FILE, ClipFacts, check_clip, completed_config

_HEAD = 64  # open_clip's default width of a head
# What changes the computation without showing in the weights, and the only value that is known.
_USUAL: dict[str, dict[str, tuple[Any, ...]]] = {
    "vision_cfg": {
        "mlp_ratio": (4,),
        "pool_type": ("tok",),
        "pos_embed_type": ("learnable",),
        "patch_dropout": (0,),
    },
    "text_cfg": {
        "mlp_ratio": (4,),
        "pool_type": ("argmax",),
        "pad_id": (0,),
        "proj_type": ("linear",),
    },
}
_SIZES = {
    "vision_cfg": {"image_size", "layers", "width", "patch_size", "head_width"},
    "text_cfg": {"context_length", "vocab_size", "width", "heads", "layers", "eos_id"},
}


@dataclass(frozen=True, slots=True)
class ClipPlan:
    """Both towers, and the facts they come from."""

    facts: ClipFacts
    pictures: PicturePlan
    texts: TowerPlan


def plan_of(folder: Path) -> ClipPlan:
    """Check the folder and plan its towers. Raises ``ModelError``; nothing is loaded."""
    facts = check_clip(folder)
    config = read_json(folder / CONFIG_FILE) or completed_config(folder) or {}
    model = config.get("model_cfg") or {}
    strange = [
        f"{part}.{key}"
        for part in _SIZES
        for key, value in (model.get(part) or {}).items()
        if not _is_usual(part, key, value)
    ]
    head = int((model.get("vision_cfg") or {}).get("head_width", _HEAD))
    if facts.width % head or facts.text_width % facts.text_heads:
        strange.append("widths that do not divide into heads")
    if strange:
        raise ModelError(
            "DocMind cannot run this kind of CLIP",
            detail=f"What it does not know: {', '.join(sorted(strange))}.",
            hint="Models known to work: docmind models list",
            path=folder / CONFIG_FILE,
        )
    return ClipPlan(
        facts=facts,
        pictures=PicturePlan(
            width=facts.width,
            layers=facts.layers,
            heads=facts.width // head,
            dimension=facts.embed_dim,
            quick=facts.quick_gelu,
            side=facts.image_size,
            patch=facts.patch,
            mean=facts.mean,
            std=facts.std,
        ),
        texts=TowerPlan(
            width=facts.text_width,
            layers=facts.text_layers,
            heads=facts.text_heads,
            dimension=facts.embed_dim,
            quick=facts.quick_gelu,
        ),
    )


def open_clip_arguments(plan: ClipPlan) -> Mapping[str, Any]:
    """What ``open_clip.CLIP`` is made with: the activation is stated, never guessed."""
    facts, pictures = plan.facts, plan.pictures
    return {
        "embed_dim": facts.embed_dim,
        "quick_gelu": facts.quick_gelu,
        "vision_cfg": {
            "image_size": facts.image_size,
            "layers": facts.layers,
            "width": facts.width,
            "patch_size": facts.patch,
            "head_width": pictures.width // pictures.heads,
        },
        "text_cfg": {
            "context_length": facts.context,
            "vocab_size": facts.vocab,
            "width": facts.text_width,
            "heads": facts.text_heads,
            "layers": facts.text_layers,
        },
    }


def _is_usual(part: str, key: str, value: Any) -> bool:
    """Whether a setting leaves the computation as it is known: a size, or a default."""
    return key in _SIZES[part] or value in (None, False) or value in _USUAL[part].get(key, ())
