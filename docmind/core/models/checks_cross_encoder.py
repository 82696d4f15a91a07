"""Is this folder a cross-encoder? Found out before anything of it is loaded.

The published form is that of transformers: BERT or XLM-RoBERTa "for sequence classification" with
one label (ms-marco-MiniLM-L6-v2, bge-reranker-v2-m3).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docmind.core.errors import ModelError
from docmind.core.models.checks_bge_m3 import read_json
from docmind.core.models.tensors import (
    Shape,
    expect,
    expect_no_layer,
    safetensors_shapes,
    stored_sizes,
)

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
class CrossEncoderConfig:
    """What the config tells. ``types`` is 2 where query and passage are told apart by their type,
    else 1."""

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

    @property
    def max_tokens(self) -> int:
        """Longest input, special tokens included; XLM-RoBERTa counts from after the padding."""
        return self.positions - (self.pad_id + 1 if self.kind == ROBERTA else 0)


def architectures(folder: Path) -> tuple[str, ...]:
    """The classes of transformers that the config in ``folder`` names; none where it cannot be
    read."""
    try:
        stated = read_json(folder / "config.json", "").get("architectures")
    except ModelError:
        return ()
    return tuple(one for one in stated if isinstance(one, str)) if isinstance(stated, list) else ()


def kind_of(folder: Path) -> str:
    """BERT, ROBERTA, or "" when the config in ``folder`` names neither."""
    return next((ARCHITECTURES[one] for one in architectures(folder) if one in ARCHITECTURES), "")


def check_cross_encoder_files(folder: Path) -> CrossEncoderConfig:
    """Look at config, weights and tokenizer. Raises ``ModelError`` that says what is wrong;
    nothing is loaded or unpickled."""
    config = read_config(folder)
    weights = weights_in(folder)
    if weights.suffix == ".safetensors":
        shapes = safetensors_shapes(weights)
        check_shapes(
            config, {short(name, config.kind): one for name, one in shapes.items()}, folder
        )
        return config
    rows = config.vocab * config.dimension
    if not set(stored_sizes(weights)) & {2 * rows, 4 * rows}:
        raise ModelError(
            "The weights do not fit the config",
            detail=f"No part has the size of {config.vocab} words of {config.dimension} numbers.",
            hint="Check that config and weights belong together.",
            path=weights,
        )
    return config


def read_config(folder: Path) -> CrossEncoderConfig:
    """The config of a cross-encoder that has a tokenizer. Raises ``ModelError``."""
    path = folder / "config.json"
    config = read_json(path, _HINT)
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
    return _numbers(path, config, kind)


def _numbers(path: Path, config: dict[str, Any], kind: str) -> CrossEncoderConfig:
    try:
        return CrossEncoderConfig(
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
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ModelError(
            "The config of the cross-encoder is incomplete",
            detail=f"What is wrong: {error}.",
            hint=_HINT,
            path=path,
        ) from None


def weights_in(folder: Path) -> Path:
    """The file of the weights, safetensors first. Raises ``ModelError``."""
    found = next((folder / name for name in WEIGHTS if (folder / name).is_file()), None)
    if found is None:
        raise ModelError(
            "The weights of the cross-encoder are missing",
            detail=f"There is neither {WEIGHTS[0]} nor {WEIGHTS[1]}.",
            hint=_HINT,
            path=folder,
        )
    return found


def short(name: str, kind: str) -> str:
    """The name of a tensor without "bert." or "roberta." before it; the two matrices after the
    encoder are called "head.dense" and "head.out"."""
    stem, _, part = name.rpartition(".")
    head = _HEADS[kind].get(stem)
    if head is not None:
        return f"{head}.{part}"
    return name.removeprefix("bert." if kind == BERT else "roberta.")


def check_shapes(config: CrossEncoderConfig, shapes: Mapping[str, Shape], folder: Path) -> None:
    """Hold the tensors' shapes, by their short names, against the config. Raises
    ``ModelError``."""
    labels = (shapes.get("head.out.weight") or (0,))[0]
    if labels > 1:
        raise ModelError(
            "This model gives more than one score",
            detail=f"It sorts texts into {labels} classes.",
            hint="Name a model with one label in search.reranker.",
            path=folder,
        )
    for name, shape in _wanted(config).items():
        expect(shapes, name, shape, folder)
    expect_no_layer(shapes, config.layers, folder)
    if config.heads < 1 or config.dimension % config.heads:
        raise ModelError(
            "The config of the cross-encoder is wrong",
            detail=f"{config.dimension} numbers do not divide among {config.heads} heads.",
            hint=_HINT,
            path=folder,
        )


def _wanted(config: CrossEncoderConfig) -> dict[str, Shape]:
    """The tensors that are computed with."""
    wide, inner = config.dimension, config.intermediate
    shapes: dict[str, Shape] = {
        "embeddings.word_embeddings.weight": (config.vocab, wide),
        "embeddings.position_embeddings.weight": (config.positions, wide),
        "embeddings.token_type_embeddings.weight": (config.types, wide),
        **_norm("embeddings.LayerNorm", wide),
        **_linear("head.dense", wide, wide),
        **_linear("head.out", 1, wide),
    }
    for layer in range(config.layers):
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
