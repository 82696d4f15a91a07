"""Is this folder a cross-encoder? Found out before anything is computed with it.

The published form is that of transformers: BERT or XLM-RoBERTa "for sequence classification" with
one label. Nothing in the folder is run: weights are read as numbers, never unpickled into objects.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docmind.core.embed.graph_parts import read_json
from docmind.core.embed.weights import Stored, stored_tensors
from docmind.core.errors import ModelError
from docmind.core.models import checks_bge_m3
from docmind.core.models.tensors import Shape, expect, expect_no_layer

BERT, ROBERTA = "bert", "xlm-roberta"
ARCHITECTURES = {
    "BertForSequenceClassification": BERT,
    "XLMRobertaForSequenceClassification": ROBERTA,
}
WEIGHTS = ("model.safetensors", "pytorch_model.bin")
_HEADS = {
    BERT: {"bert.pooler.dense": "head.dense", "classifier": "head.out"},
    ROBERTA: {"classifier.dense": "head.dense", "classifier.out_proj": "head.out"},
}
_HINT = "Get the files of the model again, or name another folder in search.reranker."


@dataclass(frozen=True, slots=True)
class CrossEncoderFacts:
    """What is needed to compute. ``tensors`` go by the names of transformers' encoder without
    "bert." or "roberta." before them, the two matrices after it by "head.dense" and "head.out".
    ``types`` is 2 where query and passage are told apart by their type, else 1."""

    kind: str
    dimension: int
    layers: int
    heads: int
    intermediate: int
    vocab: int
    positions: int
    types: int
    eps: float
    pad_id: int
    tensors: Mapping[str, Stored]

    @property
    def max_tokens(self) -> int:
        """Longest input, special tokens included; XLM-RoBERTa counts from after the padding."""
        return self.positions - (self.pad_id + 1 if self.kind == ROBERTA else 0)


def kind_of(folder: Path) -> str:
    """BERT, ROBERTA, or "" when the config in ``folder`` names neither."""
    config = read_json(folder / "config.json")
    stated = config.get("architectures") if isinstance(config, dict) else None
    named = stated if isinstance(stated, list) else []
    return next((ARCHITECTURES[one] for one in named if one in ARCHITECTURES), "")


def check_cross_encoder(folder: Path) -> CrossEncoderFacts:
    """Look at config, weights and tokenizer. Raises ``ModelError`` that says what is wrong."""
    path = folder / "config.json"
    config = checks_bge_m3.read_json(path, _HINT)
    kind = kind_of(folder)
    if not kind:
        raise ModelError(
            "This is no cross-encoder",
            detail=f"Its config names {config.get('architectures') or 'no architecture'}.",
            hint=f"It must name one of: {', '.join(ARCHITECTURES)}.",
            path=path,
        )
    if config.get("hidden_act", "gelu") != "gelu":
        raise ModelError(
            "This cross-encoder cannot be computed here",
            detail=f"Its activation is {config['hidden_act']}, and only gelu is known.",
            hint="Name another model in search.reranker.",
            path=path,
        )
    if not (folder / "tokenizer.json").is_file():
        raise ModelError(
            "The tokenizer of the cross-encoder is missing",
            detail="There is no tokenizer.json.",
            hint=_HINT,
            path=folder,
        )
    facts = _facts(path, config, kind, _tensors(folder, kind))
    _check_shapes(facts, folder)
    return facts


def _facts(
    path: Path, config: dict[str, Any], kind: str, tensors: Mapping[str, Stored]
) -> CrossEncoderFacts:
    try:
        return CrossEncoderFacts(
            kind=kind,
            dimension=int(config["hidden_size"]),
            layers=int(config["num_hidden_layers"]),
            heads=int(config["num_attention_heads"]),
            intermediate=int(config["intermediate_size"]),
            vocab=int(config["vocab_size"]),
            positions=int(config["max_position_embeddings"]),
            types=int(config.get("type_vocab_size", 2 if kind == BERT else 1)),
            eps=float(config.get("layer_norm_eps", 1e-12 if kind == BERT else 1e-5)),
            pad_id=int(config.get("pad_token_id", 0 if kind == BERT else 1)),
            tensors=tensors,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ModelError(
            "The config of the cross-encoder is incomplete",
            detail=f"What is wrong: {error}.",
            hint=_HINT,
            path=path,
        ) from None


def _tensors(folder: Path, kind: str) -> dict[str, Stored]:
    weights = next((folder / name for name in WEIGHTS if (folder / name).is_file()), None)
    if weights is None:
        raise ModelError(
            "The weights of the cross-encoder are missing",
            detail=f"There is neither {WEIGHTS[0]} nor {WEIGHTS[1]}.",
            hint=_HINT,
            path=folder,
        )
    return {_short(name, kind): one for name, one in stored_tensors(weights).items()}


def _short(name: str, kind: str) -> str:
    stem, _, part = name.rpartition(".")
    head = _HEADS[kind].get(stem)
    if head is not None:
        return f"{head}.{part}"
    return name.removeprefix("bert." if kind == BERT else "roberta.")


def _check_shapes(facts: CrossEncoderFacts, folder: Path) -> None:
    shapes = {name: one.shape for name, one in facts.tensors.items()}
    labels = (shapes.get("head.out.weight") or (0,))[0]
    if labels > 1:
        raise ModelError(
            "This model gives more than one score",
            detail=f"It sorts texts into {labels} classes.",
            hint="Name a model with one label in search.reranker.",
            path=folder,
        )
    for name, shape in _wanted(facts).items():
        expect(shapes, name, shape, folder)
    expect_no_layer(shapes, facts.layers, folder)
    if facts.heads < 1 or facts.dimension % facts.heads:
        raise ModelError(
            "The config of the cross-encoder is wrong",
            detail=f"{facts.dimension} numbers do not divide among {facts.heads} heads.",
            hint=_HINT,
            path=folder,
        )


def _wanted(facts: CrossEncoderFacts) -> dict[str, Shape]:
    """The tensors that are computed with."""
    wide, inner = facts.dimension, facts.intermediate
    shapes: dict[str, Shape] = {
        "embeddings.word_embeddings.weight": (facts.vocab, wide),
        "embeddings.position_embeddings.weight": (facts.positions, wide),
        "embeddings.token_type_embeddings.weight": (facts.types, wide),
        **_norm("embeddings.LayerNorm", wide),
        **_linear("head.dense", wide, wide),
        **_linear("head.out", 1, wide),
    }
    for layer in range(facts.layers):
        start = f"encoder.layer.{layer}"
        for part in ("self.query", "self.key", "self.value", "output.dense"):
            shapes |= _linear(f"{start}.attention.{part}", wide, wide)
        shapes |= _norm(f"{start}.attention.output.LayerNorm", wide)
        shapes |= _linear(f"{start}.intermediate.dense", inner, wide)
        shapes |= _linear(f"{start}.output.dense", wide, inner)
        shapes |= _norm(f"{start}.output.LayerNorm", wide)
    return shapes


def _linear(name: str, outputs: int, inputs: int) -> dict[str, Shape]:
    return {f"{name}.weight": (outputs, inputs), f"{name}.bias": (outputs,)}


def _norm(name: str, wide: int) -> dict[str, Shape]:
    return {f"{name}.weight": (wide,), f"{name}.bias": (wide,)}
