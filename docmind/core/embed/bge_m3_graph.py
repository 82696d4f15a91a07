"""The graph of BGE-M3: XLM-RoBERTa (arXiv:1911.02116), its first token, its weights of words.

The graph has no weights of its own: it says where in the model's files they lie, so nothing is
laid out a second time, and what onnxruntime does not rearrange stays mapped. The texts of one run
have the same length, so there is neither padding nor a mask.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from docmind.core.embed.graph_parts import FUSED, GRAPH_NAME, GraphParts
from docmind.core.embed.weights import Stored

IDS, PLACES = "ids", "places"
DENSE, WORDS, HIDDEN = "dense", "weights", "hidden"
"""Outputs: float32[n, d] normalised; float32[n, s], not below zero; float32[n, s, d]."""

SPARSE = "sparse_linear"
"""The head that weighs words."""

Tensors = Mapping[str, Stored]
_KINDS = {"F32": 1, "F16": 10, "BF16": 16}  # as onnx.TensorProto numbers them
_FLOAT = 1
_AXES = ("axis.0", "axis.1")


@dataclass(frozen=True, slots=True)
class Form:
    """What the weights do not say."""

    layers: int
    heads: int
    epsilon: float


class Encoder(GraphParts):
    """Collects the nodes of an encoder whose weights are ``tensors``, layer by layer."""

    def __init__(self, folder: Path, tensors: Tensors, form: Form) -> None:
        super().__init__(folder)
        self._tensors = tensors
        self._form = form

    def write(self) -> None:
        """Write the graph: ``ids`` and ``places`` int64[n, s] -> the outputs above."""
        from onnx import TensorProto, helper

        hidden = self.node("Identity", [self.encode()], HIDDEN)
        self._dense(hidden)
        self._words(hidden)
        wide = self._tensors["embeddings.LayerNorm.weight"].shape[0]
        outputs: dict[str, list[str | int]] = {
            DENSE: ["texts", wide],
            WORDS: ["texts", "tokens"],
            HIDDEN: ["texts", "tokens", wide],
        }
        self.finish(
            "BGE-M3",
            [
                helper.make_tensor_value_info(name, TensorProto.INT64, ["texts", "tokens"])
                for name in (IDS, PLACES)
            ],
            [helper.make_tensor_value_info(name, _FLOAT, side) for name, side in outputs.items()],
        )

    def encode(self) -> str:
        """``ids`` and ``places`` to the last layer's output, whose name is returned."""
        state = self._embeddings()
        for layer in range(self._form.layers):
            state = self._layer(f"encoder.layer.{layer}.", state, f"l{layer}")
        return state

    def linear(self, state: str, source: str, name: str) -> str:
        """``state`` times the matrix of a torch ``Linear`` (rows are outputs), without its bias."""
        return self.node(
            "FusedMatMul", [state, self.stored(f"{source}.weight")], name, FUSED, transB=1
        )

    def linears(self, state: str, sources: Sequence[str], name: str) -> list[str]:
        """The same for several matrices of equal shape."""
        return [
            self.linear(state, source, f"{name}.{number}") for number, source in enumerate(sources)
        ]

    def look_up(self, name: str) -> str:
        """The vector of each id."""
        return self.node("Gather", [self.stored(f"{name}.weight"), IDS], "word")

    def typed(self, word: str, name: str) -> str:
        """The vectors of the words with those of their types added: all are of the first type."""
        zero, one = (
            self.constant(axis, np.array([at], dtype=np.int64)) for at, axis in enumerate(_AXES)
        )
        types = [self.stored(f"{name}.token_type_embeddings.weight"), zero, one, zero]
        return self.node("Add", [word, self.node("Slice", types, "type")], "typed")

    def stored(self, name: str) -> str:
        """A tensor of the model's files as float32."""
        if name in self._constants:
            return name
        found = self._tensors[name]
        kind = _KINDS[found.kind]
        self._constants[name] = _outside(name, found, kind)
        return name if kind == _FLOAT else self.node("Cast", [name], f"{name}.single", to=_FLOAT)

    def _embeddings(self) -> str:
        name = "embeddings"
        typed = self.typed(self.look_up(f"{name}.word_embeddings"), name)
        table = self.stored(f"{name}.position_embeddings.weight")
        placed = self.node("Add", [typed, self.node("Gather", [table, PLACES], "at")], "placed")
        return self._normalised(f"{name}.LayerNorm", placed, "embedded")

    def _layer(self, prefix: str, state: str, name: str) -> str:
        attention = f"{prefix}attention"
        parts = [f"{attention}.self.{part}" for part in ("query", "key", "value")]
        heads = self.linears(state, parts, name)
        biases = [self.stored(f"{part}.bias") for part in parts]
        bias = self.node("Concat", biases, f"{name}.bias", axis=0)
        context = self.node(
            "MultiHeadAttention",
            [*heads, bias],
            f"{name}.context",
            FUSED,
            num_heads=self._form.heads,
        )
        state = self._joined(f"{attention}.output", context, state, f"{name}.attended")
        inner = self.linear(state, f"{prefix}intermediate.dense", f"{name}.up")
        bias = self.stored(f"{prefix}intermediate.dense.bias")
        inner = self.node("BiasGelu", [inner, bias], f"{name}.gelu", FUSED)
        return self._joined(f"{prefix}output", inner, state, f"{name}.out")

    def _joined(self, source: str, state: str, residual: str, name: str) -> str:
        mixed = self.linear(state, f"{source}.dense", f"{name}.mixed")
        bias = self.stored(f"{source}.dense.bias")
        shifted = self.node("Add", [mixed, bias], f"{name}.shifted")
        total = self.node("Add", [shifted, residual], f"{name}.sum")
        return self._normalised(f"{source}.LayerNorm", total, name)

    def _normalised(self, source: str, state: str, name: str) -> str:
        parts = [state, self.stored(f"{source}.weight"), self.stored(f"{source}.bias")]
        return self.node("LayerNormalization", parts, name, axis=-1, epsilon=self._form.epsilon)

    def _dense(self, hidden: str) -> None:
        zero, one = (
            self.constant(name, np.array([at], dtype=np.int64)) for at, name in enumerate(_AXES)
        )
        cls = self.node("Gather", [hidden, zero], "first", axis=1)
        cls = self.node("Squeeze", [cls, one], "cls")
        self.node("LpNormalization", [cls], DENSE, axis=-1, p=2)

    def _words(self, hidden: str) -> None:
        matrix = self.stored(f"{SPARSE}.weight")
        weighed = self.node("FusedMatMul", [hidden, matrix], "weighed", FUSED, transB=1)
        weighed = self.node("Add", [weighed, self.stored(f"{SPARSE}.bias")], "shifted")
        last = self.constant("last", np.array([-1], dtype=np.int64))
        self.node("Relu", [self.node("Squeeze", [weighed, last], "squeezed")], WORDS)


def graph_over(tensors: Tensors, form: Form) -> bytes:
    """The graph as ONNX bytes; its weights stay where ``tensors`` are, all in one folder."""
    with tempfile.TemporaryDirectory(prefix="docmind-graph-") as folder:
        Encoder(Path(folder), tensors, form).write()
        return (Path(folder) / GRAPH_NAME).read_bytes()


def _outside(name: str, stored: Stored, kind: int) -> Any:
    from onnx import TensorProto

    made = TensorProto(
        name=name, dims=stored.shape, data_type=kind, data_location=TensorProto.EXTERNAL
    )
    place: Sequence[tuple[str, object]] = (
        ("location", stored.path.name),
        ("offset", stored.offset),
        ("length", stored.nbytes),
    )
    for key, value in place:
        made.external_data.add(key=key, value=str(value))
    return made
