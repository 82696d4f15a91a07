"""Makes the starter model's ONNX graph from its verified weights, once, and keeps it.

The graph uses onnxruntime's fused operators (com.microsoft: MultiHeadAttention, and BiasGelu with
the exact erf form), which no exporter produced for this model: it is the BERT encoder of
arXiv:1810.04805 followed by mean pooling and L2 normalisation, as arXiv:1908.10084 does. The texts
of one run have the same length, so there is neither padding nor a mask. Sums and normalisations
stay apart: onnxruntime 1.31 runs its fused SkipLayerNormalization 6 times slower (334 against 49
microseconds for 165 x 384 numbers), so it must not be let fuse them either.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np

from docmind.core.embed.graph_parts import (
    FUSED,
    GRAPH_NAME,
    WEIGHTS_NAME,
    Array,
    GraphParts,
    Home,
    Weights,
    graph_in,
    is_sealed,
    read_json,
    seal,
    write_atomically,
)
from docmind.core.errors import ModelError

GRAPH_VERSION = 2
PREPARED = f"graph-v{GRAPH_VERSION}"
LAYERS, HEADS, DIMENSION, EPSILON = 6, 12, 384, 1e-12
__all__ = ["GRAPH_NAME", "WEIGHTS_NAME", "graph_file", "verify_weights", "write_graph"]
_DAMAGED = "The starter model is damaged or was changed"
_REMEDY = "Install DocMind again to replace it."


def verify_weights(weights: Path, expected: str, folder: Path) -> None:
    """Check sha256 of ``weights`` once per (size, mtime); ``folder`` remembers the outcome.

    Raises ``ModelError`` when the file is missing or is another one.
    """
    try:
        stat = weights.stat()
    except OSError as error:
        raise ModelError(
            "The starter model is missing",
            detail=f"{error.strerror}.",
            hint="Install DocMind again to bring it back.",
            path=weights,
        ) from None
    seen = {"size": stat.st_size, "mtime_ns": stat.st_mtime_ns, "sha256": expected}
    note = folder / f"verified-{expected[:12]}.json"
    if read_json(note) == seen:
        return
    with weights.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != expected:
        raise ModelError(
            _DAMAGED,
            detail=f"Its checksum is {found[:12]}, not {expected[:12]}.",
            hint=_REMEDY,
            path=weights,
        )
    write_atomically(note, json.dumps(seen).encode())


def graph_file(weights: Path, digest: str, folder: Path) -> Path:
    """The finished graph made from ``weights``, made now when missing, damaged or outdated.

    Safe when several processes ask at once: one makes it, the others wait.
    """
    home = Home(
        folder=folder / f"starter-{digest[:12]}-v{GRAPH_VERSION}",
        lock="starter.lock",
        stale="starter-*",
        title="The starter model could not be prepared",
        megabytes=100,
    )
    return graph_in(home, lambda target: write_graph(weights, target))


def write_prepared(weights: Path, folder: Path) -> None:
    """Make the graph and seal it, for a package that ships it in place of ``weights``: one copy of
    the model instead of two, and nothing to make at the first start."""
    home = folder / PREPARED
    home.mkdir(parents=True)
    write_graph(weights, home)
    seal(home)


def prepared_graph(folder: Path) -> Path | None:
    """The graph that lies in ``folder`` in place of the weights; None where they are there.

    Raises ``ModelError`` when it is not what was shipped.
    """
    home = folder / PREPARED
    if not home.is_dir():
        return None
    if not is_sealed(home):
        raise ModelError(
            _DAMAGED, detail="Its checksums are not those it came with.", hint=_REMEDY, path=home
        )
    return home / GRAPH_NAME


def write_graph(weights: Path, folder: Path) -> None:
    """Write the graph and, beside it, the weights in the layout the operators want."""
    _Builder(folder).build(_read_weights(weights))


class _Builder(GraphParts):
    """Adds the nodes layer by layer."""

    def build(self, weights: Weights) -> None:
        """``ids`` int64[n, s] -> ``vectors`` float32[n, 384]."""
        from onnx import TensorProto, helper

        state = self._embeddings(weights)
        for layer in range(LAYERS):
            state = self._layer(weights, f"encoder.layer.{layer}.", state, f"l{layer}")
        axes = self.constant("pool.axes", np.array([1], dtype=np.int64))
        pooled = self.node("ReduceMean", [state, axes], "pool", keepdims=0)
        self.node("LpNormalization", [pooled], "vectors", axis=-1, p=2)
        self.finish(
            "all-MiniLM-L6-v2",
            [helper.make_tensor_value_info("ids", TensorProto.INT64, ["texts", "tokens"])],
            [helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["texts", DIMENSION])],
        )

    def _embeddings(self, weights: Weights) -> str:
        name = "embeddings."
        # every token is of type 0, so its vector is added to the words once and for all
        words = (
            weights[f"{name}word_embeddings.weight"]
            + weights[f"{name}token_type_embeddings.weight"][0]
        )
        self.node("Gather", [self.constant("words", words), "ids"], "word")
        places = self.constant("places", weights[f"{name}position_embeddings.weight"])
        zero = self.constant("zero", np.array([0], dtype=np.int64))
        one = self.constant("one", np.array([1], dtype=np.int64))
        self.node("Shape", ["ids"], "length", start=1)
        self.node("Slice", [places, zero, "length", zero, one], "place")
        self.node("Add", ["word", "place"], "placed")
        return self._normalised(weights, f"{name}LayerNorm", "placed", "embedded")

    def _layer(self, weights: Weights, prefix: str, state: str, name: str) -> str:
        attention = f"{prefix}attention."
        parts = [f"{attention}self.{part}" for part in ("query", "key", "value")]
        joined = np.concatenate([weights[f"{part}.weight"].T for part in parts], axis=1)
        biases = np.concatenate([weights[f"{part}.bias"] for part in parts])
        mixed = self.matmul(state, joined, f"{name}.qkv")
        heads = [f"{name}.{part}" for part in "qkv"]
        self.node("Split", [mixed], heads, axis=-1, num_outputs=3)
        context = self.node(
            "MultiHeadAttention",
            [*heads, self.constant(f"{name}.qkv.bias", biases)],
            f"{name}.context",
            domain=FUSED,
            num_heads=HEADS,
        )
        output = f"{attention}output."
        mixed = self.matmul(context, weights[f"{output}dense.weight"].T, f"{name}.mixed")
        state = self._beside(mixed, weights[f"{output}dense.bias"], state, f"{name}.mixed")
        state = self._normalised(weights, f"{output}LayerNorm", state, f"{name}.attended")
        inner = self.matmul(state, weights[f"{prefix}intermediate.dense.weight"].T, f"{name}.up")
        bias = self.constant(f"{name}.up.bias", weights[f"{prefix}intermediate.dense.bias"])
        inner = self.node("BiasGelu", [inner, bias], f"{name}.gelu", domain=FUSED)
        outer = self.matmul(inner, weights[f"{prefix}output.dense.weight"].T, f"{name}.down")
        outer = self._beside(outer, weights[f"{prefix}output.dense.bias"], state, f"{name}.down")
        return self._normalised(weights, f"{prefix}output.LayerNorm", outer, f"{name}.out")

    def _beside(self, state: str, bias: Array, residual: str, name: str) -> str:
        return self.node("Add", [self.add(state, bias, name), residual], f"{name}.sum")

    def _normalised(self, weights: Weights, source: str, state: str, name: str) -> str:
        gain, shift = weights[f"{source}.weight"], weights[f"{source}.bias"]
        return self.normalise(state, gain, shift, name, EPSILON)


def _read_weights(weights: Path) -> Weights:
    from safetensors.numpy import load_file

    loaded: Weights = load_file(str(weights))
    return loaded
