"""Is this folder a Qwen3-Reranker? Found out before anything of it is loaded.

Its published form is that of a language model of transformers (``Qwen3ForCausalLM``), in one file
of safetensors or several. Embedders of the same family have the same form and say in a
``modules.json`` how they pool, which a reranker does not.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docmind.core.errors import ModelError
from docmind.core.models.checks_bge_m3 import check_words, read_json
from docmind.core.models.checks_cross_encoder import architectures
from docmind.core.models.tensors import Shape, expect, safetensors_shapes

ARCHITECTURE = "Qwen3ForCausalLM"
_POOLING = "1_Pooling"
_AGAIN = "Get the model again: docmind models download qwen3-reranker-0.6b"


@dataclass(frozen=True, slots=True)
class Qwen3RerankerFacts:
    """What the loader needs to know. ``heads`` and ``groups`` are those of attention (groups share
    keys and values), each ``head`` numbers wide. ``tied``: words are read from the table that
    scores them. ``numbers`` are all that the model has learned."""

    dimension: int
    layers: int
    heads: int
    groups: int
    head: int
    intermediate: int
    vocab: int
    max_tokens: int
    tied: bool
    numbers: int


def is_qwen3_reranker(folder: Path) -> bool:
    """Whether the files look like one, at a glance."""
    return ARCHITECTURE in architectures(folder) and not (folder / _POOLING).exists()


def check_qwen3_reranker(folder: Path) -> Qwen3RerankerFacts:
    """Look at config, weights and tokenizer. Raises ``ModelError`` that says what is wrong;
    nothing is loaded."""
    path = folder / "config.json"
    config = read_json(path, _AGAIN)
    if not is_qwen3_reranker(folder):
        raise ModelError(
            "This is no Qwen3-Reranker",
            detail=f"Its config names {config.get('architectures') or 'no architecture'}.",
            hint="Choose the folder of Qwen/Qwen3-Reranker-0.6B.",
            path=path,
        )
    shapes = _shapes(folder)
    facts = _facts(path, config, shapes)
    for name, shape in _wanted(facts).items():
        expect(shapes, name, shape, folder)
    if f"model.layers.{facts.layers}.mlp.down_proj.weight" in shapes:
        raise ModelError(
            "The weights do not fit the config",
            detail=f"They have more than the {facts.layers} layers of the config.",
            hint="Check that config and weights belong together.",
            path=folder,
        )
    check_words(folder / "tokenizer.json", range(facts.vocab + 1), _AGAIN)
    return facts


def _shapes(folder: Path) -> dict[str, Shape]:
    """Of all files of safetensors: large models come in several."""
    found: dict[str, Shape] = {}
    for path in sorted(folder.glob("*.safetensors")):
        found |= safetensors_shapes(path)
    if not found:
        raise ModelError(
            "The weights of the model are missing",
            detail="There is no file of safetensors.",
            hint=_AGAIN,
            path=folder,
        )
    return found


def _facts(path: Path, config: dict[str, Any], shapes: dict[str, Shape]) -> Qwen3RerankerFacts:
    try:
        wide, heads = int(config["hidden_size"]), int(config["num_attention_heads"])
        return Qwen3RerankerFacts(
            dimension=wide,
            layers=int(config["num_hidden_layers"]),
            heads=heads,
            groups=int(config["num_key_value_heads"]),
            head=int(config.get("head_dim") or wide // heads),
            intermediate=int(config["intermediate_size"]),
            vocab=int(config["vocab_size"]),
            max_tokens=int(config["max_position_embeddings"]),
            tied=bool(config.get("tie_word_embeddings", False)),
            numbers=sum(map(math.prod, shapes.values())),
        )
    except (KeyError, TypeError, ValueError, ZeroDivisionError) as error:
        raise ModelError(
            "The config of the model is incomplete",
            detail=f"What is wrong: {error}.",
            hint=_AGAIN,
            path=path,
        ) from None


def _wanted(facts: Qwen3RerankerFacts) -> dict[str, Shape]:
    """The tensors that are computed with, by the names of transformers' Qwen3."""
    wide, inner = facts.dimension, facts.intermediate
    asked, shared = facts.heads * facts.head, facts.groups * facts.head
    shapes: dict[str, Shape] = {
        "model.embed_tokens.weight": (facts.vocab, wide),
        "model.norm.weight": (wide,),
    }
    if not facts.tied:
        shapes["lm_head.weight"] = (facts.vocab, wide)
    for layer in range(facts.layers):
        start = f"model.layers.{layer}"
        shapes |= {
            f"{start}.input_layernorm.weight": (wide,),
            f"{start}.post_attention_layernorm.weight": (wide,),
            f"{start}.self_attn.q_proj.weight": (asked, wide),
            f"{start}.self_attn.k_proj.weight": (shared, wide),
            f"{start}.self_attn.v_proj.weight": (shared, wide),
            f"{start}.self_attn.o_proj.weight": (wide, asked),
            f"{start}.self_attn.q_norm.weight": (facts.head,),
            f"{start}.self_attn.k_norm.weight": (facts.head,),
            f"{start}.mlp.gate_proj.weight": (inner, wide),
            f"{start}.mlp.up_proj.weight": (inner, wide),
            f"{start}.mlp.down_proj.weight": (wide, inner),
        }
    return shapes
