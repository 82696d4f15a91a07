"""The graph of a cross-encoder: an encoder over query and passage, and a score from its first token
(arXiv:1901.04085).

Its weights stay in the model's own files, as in ``bge_m3_graph``. The pairs of one run have the
same length, so there is neither padding nor a mask.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np

from docmind.core.embed.bge_m3_graph import IDS, PLACES, Encoder, Form
from docmind.core.embed.graph_parts import FUSED, GRAPH_NAME
from docmind.core.rerank.cross_encoder_folder import CrossEncoderFacts

TYPES, SCORES = "types", "scores"


class PairEncoder(Encoder):
    """The encoder with types for query and passage, and the two matrices of the score."""

    def write(self) -> None:
        """Write the graph: ``ids``, ``places``, ``types`` int64[n, s] -> ``scores`` float32[n]."""
        from onnx import TensorProto, helper

        self._score(self.encode())
        self.finish(
            "cross-encoder",
            [
                helper.make_tensor_value_info(name, TensorProto.INT64, ["pairs", "tokens"])
                for name in (IDS, PLACES, TYPES)
            ],
            [helper.make_tensor_value_info(SCORES, TensorProto.FLOAT, ["pairs"])],
        )

    def typed(self, word: str, name: str) -> str:
        """The vectors of the words with those of their types added."""
        table = self.stored(f"{name}.token_type_embeddings.weight")
        return self.node("Add", [word, self.node("Gather", [table, TYPES], "type")], "typed")

    def _score(self, hidden: str) -> None:
        first = self.constant("first.place", np.array([0], dtype=np.int64))
        cls = self.node("Gather", [hidden, first], "cls", axis=1)
        pooled = self.node("Tanh", [self._through("head.dense", cls)], "pooled")
        alone = self.constant("score.axes", np.array([1, 2], dtype=np.int64))
        self.node("Squeeze", [self._through("head.out", pooled), alone], SCORES)

    def _through(self, source: str, state: str) -> str:
        weighed = self.node(
            "FusedMatMul", [state, self.stored(f"{source}.weight")], source, FUSED, transB=1
        )
        return self.node("Add", [weighed, self.stored(f"{source}.bias")], f"{source}.sum")


def pair_graph(facts: CrossEncoderFacts) -> bytes:
    """The graph as ONNX bytes; its weights stay where they are."""
    form = Form(facts.layers, facts.heads, facts.eps)
    with tempfile.TemporaryDirectory(prefix="docmind-graph-") as folder:
        PairEncoder(Path(folder), facts.tensors, form).write()
        return (Path(folder) / GRAPH_NAME).read_bytes()
