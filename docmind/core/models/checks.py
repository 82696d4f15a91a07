"""Which kind of model lies in a folder, and whether it is complete."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Literal, NamedTuple

from docmind.core.errors import ModelError
from docmind.core.models.cards import ModelCard, PinnedFile
from docmind.core.models.checks_bge_m3 import check_bge_m3
from docmind.core.models.checks_clip import CONFIG_FILE, check_clip
from docmind.core.models.checks_cross_encoder import check_cross_encoder_files
from docmind.core.models.checks_qwen3_reranker import check_qwen3_reranker
from docmind.core.models.checks_rerankers import reranker_in


class Found(NamedTuple):
    """What a check found out, in the words of a card."""

    provider: str
    does: Literal["text", "pictures", "order"]
    dimension: int
    max_tokens: int


def _bge_m3(folder: Path) -> Found:
    facts = check_bge_m3(folder)
    return Found("bge-m3", "text", facts.dimension, facts.max_tokens)


def _clip(folder: Path) -> Found:
    facts = check_clip(folder)
    return Found("clip", "pictures", facts.embed_dim, facts.context)


def _pairs(folder: Path) -> Found:
    facts = check_cross_encoder_files(folder)
    return Found(reranker_in(folder), "order", 0, facts.max_tokens)


def _qwen3_reranker(folder: Path) -> Found:
    return Found("qwen3-reranker", "order", 0, check_qwen3_reranker(folder).max_tokens)


_CHECKS: dict[str, Callable[[Path], Found]] = {
    "bge-m3": _bge_m3,
    "bge-reranker": _pairs,
    "clip": _clip,
    "cross-encoder": _pairs,
    "qwen3-reranker": _qwen3_reranker,
}


def check_folder(folder: Path, provider: str = "") -> Found:
    """Check the model in a folder as that provider will load it (by its looks when none is named).

    Raises ``ModelError`` when something is missing, does not fit, or is no model DocMind can run.
    """
    return _CHECKS[provider or provider_in(folder)](folder)


def provider_in(folder: Path) -> str:
    """Which provider a folder looks made for. Raises ``ModelError`` when it is none."""
    if not folder.is_dir():
        raise ModelError("There is no such folder", hint="Name the folder of a model.", path=folder)
    if (folder / CONFIG_FILE).exists() or list(folder.glob("open_clip_*")):
        return "clip"
    reranker = reranker_in(folder)
    if reranker:
        return reranker
    if (folder / "config.json").exists():
        return "bge-m3"
    if list(folder.glob("*.pt")) and not list(folder.glob("*_linear.pt")):
        return "clip"
    raise ModelError(
        "There is no model in the folder that DocMind can run",
        detail="It holds neither a BGE-M3 (config.json) nor a CLIP (open_clip_config.json).",
        hint="Models known to work: docmind models list",
        path=folder,
    )


def own_card(name: str, found: Found, files: tuple[PinnedFile, ...] = ()) -> ModelCard:
    """The card of a model that someone brought, under an id made from ``name``."""
    return ModelCard(
        id=slug(name),
        provider=found.provider,
        title=name,
        does=found.does,
        summary="Brought by you.",
        dimension=found.dimension,
        max_tokens=found.max_tokens,
        runs_on=("cpu", "cuda", "mps"),
        files=files,
    )


def slug(name: str) -> str:
    """``name`` as an id: small letters, digits, dots and dashes."""
    return re.sub(r"[^a-z0-9.]+", "-", name.casefold()).strip("-.")[:60] or "model"
