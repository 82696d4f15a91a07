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
from docmind.core.models.checks_onnx import OnnxFacts, check_onnx, has_graph
from docmind.core.models.checks_qwen3_reranker import check_qwen3_reranker
from docmind.core.models.checks_rerankers import reranker_in
from docmind.core.models.checks_sentence import check_sentence_transformers
from docmind.core.models.sentence_layout import MODULES_FILE, SentenceLayout, stated_in


class Found(NamedTuple):
    """What a check found out, in the words of a card. ``weights`` are the names in the folder of
    what it is loaded from, () for all that are there."""

    provider: str
    does: Literal["text", "pictures", "order"]
    dimension: int
    max_tokens: int
    pooling: str = ""
    query_template: str = ""
    passage_template: str = ""
    matryoshka: tuple[int, ...] = ()
    runs_on: tuple[str, ...] = ("cpu", "cuda", "mps")
    weights: tuple[str, ...] = ()


def _bge_m3(folder: Path) -> Found:
    facts = check_bge_m3(folder)
    return Found("bge-m3", "text", facts.dimension, facts.max_tokens)


def _clip(folder: Path) -> Found:
    facts = check_clip(folder)
    return Found("clip", "pictures", facts.embed_dim, facts.context)


def _onnx(folder: Path) -> Found:
    facts: OnnxFacts = check_onnx(folder)
    found = _sentences("onnx", facts.layout, facts.weights)
    return found._replace(
        dimension=facts.dimension,
        max_tokens=facts.max_tokens,
        pooling=facts.layout.pooling or facts.pooling,
        runs_on=("cpu",),
    )


def _sentence_transformers(folder: Path) -> Found:
    facts = check_sentence_transformers(folder)
    return _sentences("sentence-transformers", facts.layout, facts.weights)


def _sentences(provider: str, layout: SentenceLayout, weights: tuple[str, ...]) -> Found:
    return Found(
        provider,
        "text",
        layout.dimension,
        layout.max_tokens,
        layout.pooling,
        layout.query_template,
        layout.passage_template,
        layout.matryoshka,
        weights=weights,
    )


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
    "onnx": _onnx,
    "sentence-transformers": _sentence_transformers,
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
    if any(folder.glob("*_linear.*")):
        return "bge-m3"
    if has_graph(folder):
        return "onnx"  # where weights for PyTorch lie beside it, too: it needs none
    if (folder / MODULES_FILE).exists():
        return "sentence-transformers"
    if (folder / "config.json").exists():
        return _of_config(folder)
    if list(folder.glob("*.pt")) and not list(folder.glob("*_linear.pt")):
        return "clip"
    raise ModelError(
        "There is no model in the folder that DocMind can run",
        detail="It holds neither a BGE-M3, a CLIP (open_clip_config.json), an ONNX graph "
        "(model.onnx) nor a model of sentence-transformers (modules.json).",
        hint="Models known to work: docmind models list",
        path=folder,
    )


def _of_config(folder: Path) -> str:
    """Which provider a folder with nothing but a config is made for. Raises ``ModelError``."""
    kind = stated_in(folder / "config.json").get("model_type")
    if kind in (None, "xlm-roberta"):
        return "bge-m3"  # whose check says what of it is missing
    raise ModelError(
        "It is not told how this model makes one vector of a text",
        detail=f"The folder holds a model of the kind {kind}, and no {MODULES_FILE}.",
        hint="Get the folder of a model for sentence-transformers, or an export for ONNX.",
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
        runs_on=found.runs_on,
        files=files,
        pooling=found.pooling,
        query_template=found.query_template,
        passage_template=found.passage_template,
        matryoshka=found.matryoshka,
    )


def slug(name: str) -> str:
    """``name`` as an id: small letters, digits, dots and dashes."""
    return re.sub(r"[^a-z0-9.]+", "-", name.casefold()).strip("-.")[:60] or "model"
