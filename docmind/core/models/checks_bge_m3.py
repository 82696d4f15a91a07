"""Is this folder a complete BGE-M3? Found out before loading, because loading does not say.

FlagEmbedding fills both heads with random numbers when one of their files is missing, and goes on.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docmind.core.errors import ModelError
from docmind.core.models.tensors import (
    Shape,
    expect,
    expect_no_layer,
    safetensors_shapes,
    stored_sizes,
)

_RESERVED = 128  # a table may have that many rows more than words: padding and reserved signs
_AGAIN = "Get the model again: docmind models download bge-m3"


@dataclass(frozen=True, slots=True)
class BgeM3Facts:
    """What the loader needs to know. ``heads`` are those of attention; ``sparse`` and ``colbert``
    the files of the two other heads (.safetensors where converted, else .pt)."""

    dimension: int
    layers: int
    heads: int
    intermediate: int
    vocab: int
    positions: int
    eps: float
    pad_id: int
    weights: Path
    sparse: Path
    colbert: Path

    @property
    def max_tokens(self) -> int:
        """Longest input, special tokens included: positions are counted from after the padding."""
        return self.positions - self.pad_id - 1


def check_bge_m3(folder: Path) -> BgeM3Facts:
    """Look at config, weights, heads, tokenizer and pooling. Raises ``ModelError`` that says what
    is wrong; nothing is loaded or unpickled."""
    config = _config(folder)
    facts = _facts(folder, config)
    _check_weights(facts)
    _check_head(facts.sparse, facts.dimension, rows=1)
    _check_head(facts.colbert, facts.dimension, rows=None)
    known = range(facts.vocab - _RESERVED + 1, facts.vocab + 1)
    check_words(folder / "tokenizer.json", known, _AGAIN)
    _check_pooling(folder / "1_Pooling" / "config.json")
    return facts


def _config(folder: Path) -> dict[str, Any]:
    path = folder / "config.json"
    config = read_json(path, _AGAIN)
    kind = config.get("model_type")
    if kind != "xlm-roberta":
        raise ModelError(
            "This is not BGE-M3",
            detail=f"Its config says {kind or 'nothing of a model'} instead of xlm-roberta.",
            hint="Choose the folder of BAAI/bge-m3.",
            path=path,
        )
    return config


def read_json(path: Path, hint: str) -> dict[str, Any]:
    """A JSON object of the model. Raises ``ModelError``."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ModelError("A file of the model is missing", hint=hint, path=path) from None
    except (OSError, ValueError) as error:
        raise ModelError(
            "A file of the model cannot be read", detail=f"{error}.", hint=hint, path=path
        ) from None
    if not isinstance(found, dict):
        raise ModelError("A file of the model is damaged", hint=hint, path=path)
    return found


def _facts(folder: Path, config: dict[str, Any]) -> BgeM3Facts:
    try:
        return BgeM3Facts(
            dimension=int(config["hidden_size"]),
            layers=int(config["num_hidden_layers"]),
            heads=int(config["num_attention_heads"]),
            intermediate=int(config["intermediate_size"]),
            vocab=int(config["vocab_size"]),
            positions=int(config["max_position_embeddings"]),
            eps=float(config.get("layer_norm_eps", 1e-5)),
            pad_id=int(config.get("pad_token_id", 1)),
            weights=_either(folder, "model.safetensors", "pytorch_model.bin", "The weights are"),
            sparse=_head(folder, "sparse_linear"),
            colbert=_head(folder, "colbert_linear"),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ModelError(
            "The config of the model is incomplete",
            detail=f"What is wrong: {error}.",
            hint=_AGAIN,
            path=folder / "config.json",
        ) from None


def _head(folder: Path, name: str) -> Path:
    return _either(folder, f"{name}.safetensors", f"{name}.pt", "One of the heads is")


def _either(folder: Path, first: str, second: str, what: str) -> Path:
    for name in (first, second):
        if (folder / name).is_file():
            return folder / name
    raise ModelError(
        f"{what} missing",
        detail=f"There is neither {first} nor {second}.",
        hint=_AGAIN,
        path=folder,
    )


def _check_weights(facts: BgeM3Facts) -> None:
    path = facts.weights
    if path.suffix == ".bin":
        _check_blocks(facts)
        return
    shapes = {
        name.removeprefix("roberta."): shape for name, shape in safetensors_shapes(path).items()
    }
    for name, shape in _tensors(facts).items():
        expect(shapes, name, shape, path)
    expect_no_layer(shapes, facts.layers, path)


def _tensors(facts: BgeM3Facts) -> dict[str, Shape]:
    """The tensors that matter, by the names of transformers' XLM-RoBERTa."""
    wide, inner = facts.dimension, facts.intermediate
    shapes: dict[str, Shape] = {
        "embeddings.word_embeddings.weight": (facts.vocab, wide),
        "embeddings.position_embeddings.weight": (facts.positions, wide),
        "embeddings.LayerNorm.weight": (wide,),
    }
    for layer in range(facts.layers):
        start = f"encoder.layer.{layer}"
        for part in ("query", "key", "value"):
            shapes[f"{start}.attention.self.{part}.weight"] = (wide, wide)
        shapes[f"{start}.attention.output.dense.weight"] = (wide, wide)
        shapes[f"{start}.attention.output.LayerNorm.weight"] = (wide,)
        shapes[f"{start}.intermediate.dense.weight"] = (inner, wide)
        shapes[f"{start}.output.dense.weight"] = (wide, inner)
        shapes[f"{start}.output.LayerNorm.weight"] = (wide,)
    return shapes


def _check_blocks(facts: BgeM3Facts) -> None:
    """As far as a file of torch can be judged unopened: the table of words must be there."""
    sizes = set(stored_sizes(facts.weights))
    rows = facts.vocab * facts.dimension
    if not sizes & {2 * rows, 4 * rows}:
        raise ModelError(
            "The weights do not fit the config",
            detail=f"No part has the size of {facts.vocab} words of {facts.dimension} numbers.",
            hint="Check that config and weights belong together.",
            path=facts.weights,
        )


def _check_head(path: Path, wide: int, rows: int | None) -> None:
    """A head is a matrix (rows x wide) and as many numbers as it has rows."""
    if path.suffix == ".safetensors":
        shapes = safetensors_shapes(path)
        found = shapes.get("weight", ())
        fits = (
            len(found) == 2
            and found[1] == wide
            and rows in (None, found[0])
            and shapes.get("bias") == (found[0],)
        )
    else:
        fits = _blocks_fit(stored_sizes(path), wide, rows)
    if not fits:
        raise ModelError(
            "A head does not fit the config",
            detail=f"It is not made for vectors of {wide} numbers.",
            hint="Check that all files are of the same model.",
            path=path,
        )


def _blocks_fit(sizes: tuple[int, ...], wide: int, rows: int | None) -> bool:
    if len(sizes) != 2:
        return False
    bias, matrix = sorted(sizes)
    return matrix == bias * wide and (rows is None or bias in (2 * rows, 4 * rows))


def check_words(path: Path, known: range, hint: str) -> None:
    """Raise ``ModelError`` unless the tokenizer in ``path`` has so many words; the last of
    ``known`` is how many the weights know. ``hint`` tells how to get the model again."""
    stated = read_json(path, hint)
    try:
        words = len(stated["model"]["vocab"])
        added = [int(one["id"]) + 1 for one in stated.get("added_tokens") or ()]
    except (KeyError, TypeError, ValueError):
        raise ModelError("The tokenizer is damaged", hint=hint, path=path) from None
    size = max([words, *added])
    if size not in known:
        raise ModelError(
            "Tokenizer and weights do not belong together",
            detail=f"The tokenizer knows {size} words and the weights {known[-1]}.",
            hint="Check that all files are of the same model.",
            path=path,
        )


def _check_pooling(path: Path) -> None:
    if not path.exists():
        return
    stated = read_json(path, _AGAIN)
    if stated.get("pooling_mode_cls_token") is True and not stated.get("pooling_mode_mean_tokens"):
        return
    raise ModelError(
        "This model averages over its words",
        detail="BGE-M3 takes the first token instead; it must be another model.",
        hint="Choose the folder of BAAI/bge-m3.",
        path=path,
    )
