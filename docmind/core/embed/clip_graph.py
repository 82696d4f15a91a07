"""Makes the ONNX graphs of CLIP's two towers from verified weights.

The towers are those of arXiv:2103.00020 as open_clip lays them out. The graphs use onnxruntime's
fused operators (com.microsoft: MultiHeadAttention; QuickGelu, or BiasGelu with the exact erf form)
and leave out what does not reach the result: of the last layer only the token that is pooled is
computed, and a text ends at its end token, since no token looks at those behind it. The texts of
one run have the same length, so there is neither padding nor a mask beside the causal one. A
picture is taken as bytes: its normalisation is part of the first matrix.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from docmind.core.embed.graph_parts import FUSED, Array, GraphParts, Weights

GRAPH_VERSION = 1
_EPSILON = 1e-5
_QUICK = 1.702  # QuickGELU is x * sigmoid(1.702 x)
# Numbers of a column, and of what is multiplied with it, that share a scale. On MiniLM with its
# real weights this keeps 98 % of the five nearest (32: 98 %, 256: 96 %), scales for whole columns
# and whole inputs 95 %, at twice the speed.
_BLOCK = 128
_Float = np.float32


@dataclass(frozen=True, slots=True)
class TowerPlan:
    """The sizes of one tower. ``quick`` says which GELU its weights were trained with."""

    width: int
    layers: int
    heads: int
    dimension: int
    quick: bool


@dataclass(frozen=True, slots=True)
class PicturePlan(TowerPlan):
    """``side`` and ``patch`` in pixels; ``mean`` and ``std`` of the colours, from 0 to 1."""

    side: int
    patch: int
    mean: tuple[float, float, float]
    std: tuple[float, float, float]


def write_picture_graph(weights: Weights, plan: PicturePlan, folder: Path, int8: bool) -> None:
    """``pixels`` uint8[n, side, side, 3] -> ``vectors`` float32[n, dimension], rows normalised.

    ``int8`` quantises the matrices of the layers, and their inputs while it runs.
    """
    from onnx import TensorProto, helper

    tower = _Tower(folder, plan, int8)
    state = tower.patches(weights, plan)
    state = tower.layers(weights, "visual.transformer.resblocks.", state, pooled_at=0)
    tower.project(weights, "visual.ln_post", weights["visual.proj"], state)
    shape: list[str | int | None] = ["pictures", plan.side, plan.side, 3]
    tower.finish(
        "CLIP pictures",
        [helper.make_tensor_value_info("pixels", TensorProto.UINT8, shape)],
        [helper.make_tensor_value_info("vectors", TensorProto.FLOAT, [shape[0], plan.dimension])],
    )


def write_text_graph(weights: Weights, plan: TowerPlan, folder: Path) -> None:
    """``ids`` int64[n, s], each row from its first to its end token -> ``vectors``
    float32[n, dimension], rows normalised."""
    from onnx import TensorProto, helper

    tower = _Tower(folder, plan, int8=False)
    state = tower.words(weights)
    state = tower.layers(weights, "transformer.resblocks.", state, pooled_at=-1)
    tower.project(weights, "ln_final", weights["text_projection"], state)
    tower.finish(
        "CLIP texts",
        [helper.make_tensor_value_info("ids", TensorProto.INT64, ["texts", "tokens"])],
        [helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["texts", plan.dimension])],
    )


class _Tower(GraphParts):
    def __init__(self, folder: Path, plan: TowerPlan, int8: bool) -> None:
        super().__init__(folder)
        self._plan = plan
        self._int8 = int8

    def patches(self, weights: Weights, plan: PicturePlan) -> str:
        """From ``pixels`` to the normalised state: a class token, then a token for each patch."""
        grid, patch, width = plan.side // plan.patch, plan.patch, plan.width
        cut = self._shape("cut", [0, grid, patch, grid, patch, 3])
        flat = self._shape("flat", [0, grid * grid, patch * patch * 3])
        self.node("Reshape", ["pixels", cut], "squares")
        self.node("Transpose", ["squares"], "patches", perm=[0, 1, 3, 2, 4, 5])
        self.node("Reshape", ["patches", flat], "rows")
        self.node("Cast", ["rows"], "numbers", to=1)
        matrix, shift = _first_matrix(weights["visual.conv1.weight"], plan)
        places = weights["visual.positional_embedding"].astype(_Float)
        embedded = self.matmul("numbers", matrix, "embedded")
        self.node("Add", [embedded, self.constant("places", (places[1:] + shift)[None])], "placed")
        first = weights["visual.class_embedding"].astype(_Float) + places[0]
        self.node("Shape", ["pixels"], "count", start=0, end=1)
        one_of = self.constant("one.of", np.array([1, width], dtype=np.int64))
        self.node("Concat", ["count", one_of], "firsts.shape", axis=0)
        first_name = self.constant("first", first.reshape(1, 1, width))
        self.node("Expand", [first_name, "firsts.shape"], "firsts")
        self.node("Concat", ["firsts", "placed"], "tokens", axis=1)
        return self._norm(weights, "visual.ln_pre", "tokens", "begun")

    def words(self, weights: Weights) -> str:
        """From ``ids`` to the state."""
        table = self.constant("words", weights["token_embedding.weight"].astype(_Float))
        places = self.constant("places", weights["positional_embedding"].astype(_Float))
        zero, one = self._shape("zero", [0]), self._shape("one", [1])
        self.node("Gather", [table, "ids"], "word")
        self.node("Shape", ["ids"], "length", start=1)
        self.node("Slice", [places, zero, "length", zero, one], "place")
        return self.node("Add", ["word", "place"], "placed")

    def layers(self, weights: Weights, prefix: str, state: str, pooled_at: int) -> str:
        """All layers; the last one gives only the token at ``pooled_at`` (0, or -1: the last)."""
        for layer in range(self._plan.layers - 1):
            state = self._layer(weights, f"{prefix}{layer}.", state, f"l{layer}", pooled_at)
        last = self._plan.layers - 1
        return self._last_layer(weights, f"{prefix}{last}.", state, f"l{last}", pooled_at)

    def project(self, weights: Weights, norm: str, matrix: Array, state: str) -> None:
        """From the pooled token [n, 1, width] to ``vectors``."""
        flat = self._shape("pooled.flat", [0, self._plan.width])
        self.node("Reshape", [state, flat], "pooled")
        ended = self._norm(weights, norm, "pooled", "ended")
        projected = self.matmul(ended, matrix.astype(_Float), "projected")
        self.node("LpNormalization", [projected], "vectors", axis=-1, p=2)

    def _layer(self, weights: Weights, prefix: str, state: str, name: str, pooled_at: int) -> str:
        normed = self._norm(weights, f"{prefix}ln_1", state, f"{name}.before")
        joined = weights[f"{prefix}attn.in_proj_weight"].T
        mixed = self._dense(normed, joined, f"{name}.qkv")
        heads = [f"{name}.{part}" for part in "qkv"]
        self.node("Split", [mixed], heads, axis=-1, num_outputs=3)
        return self._rest(weights, prefix, heads, state, name, causal=pooled_at < 0)

    def _last_layer(
        self, weights: Weights, prefix: str, state: str, name: str, pooled_at: int
    ) -> str:
        """Keys and values of all tokens, the rest only of the pooled one."""
        normed = self._norm(weights, f"{prefix}ln_1", state, f"{name}.before")
        place = self._shape(f"{name}.at", [pooled_at])
        for whole in (normed, state):
            self.node("Gather", [whole, place], f"{whole}.pooled", axis=1)
        width = self._plan.width
        joined = weights[f"{prefix}attn.in_proj_weight"].T
        asked = self._dense(f"{normed}.pooled", joined[:, :width], f"{name}.q")
        mixed = self._dense(normed, joined[:, width:], f"{name}.kv")
        heads = [asked, f"{name}.k", f"{name}.v"]
        self.node("Split", [mixed], heads[1:], axis=-1, num_outputs=2)
        return self._rest(weights, prefix, heads, f"{state}.pooled", name, causal=False)

    def _rest(
        self,
        weights: Weights,
        prefix: str,
        heads: list[str],
        state: str,
        name: str,
        causal: bool,
    ) -> str:
        bias = weights[f"{prefix}attn.in_proj_bias"].astype(_Float)
        context = self.node(
            "MultiHeadAttention",
            [*heads, self.constant(f"{name}.qkv.bias", bias)],
            f"{name}.context",
            domain=FUSED,
            num_heads=self._plan.heads,
            unidirectional=int(causal),
        )
        mixed = self._dense(context, weights[f"{prefix}attn.out_proj.weight"].T, f"{name}.mixed")
        state = self._beside(weights, f"{prefix}attn.out_proj.bias", mixed, state)
        normed = self._norm(weights, f"{prefix}ln_2", state, f"{name}.between")
        inner = self._dense(normed, weights[f"{prefix}mlp.c_fc.weight"].T, f"{name}.up")
        inner = self._activate(inner, weights[f"{prefix}mlp.c_fc.bias"].astype(_Float))
        outer = self._dense(inner, weights[f"{prefix}mlp.c_proj.weight"].T, f"{name}.down")
        return self._beside(weights, f"{prefix}mlp.c_proj.bias", outer, state)

    def _activate(self, state: str, bias: Array) -> str:
        name = f"{state}.active"
        if not self._plan.quick:
            kept = self.constant(f"{state}.bias", bias)
            return self.node("BiasGelu", [state, kept], name, domain=FUSED)
        shifted = self.add(state, bias, state)
        return self.node("QuickGelu", [shifted], name, domain=FUSED, alpha=_QUICK)

    def _dense(self, state: str, matrix: Array, name: str) -> str:
        """``state`` times a layer's matrix, quantised where that is wanted."""
        matrix = np.ascontiguousarray(matrix, dtype=_Float)
        if not self._int8:
            return self.matmul(state, matrix, name)
        quantised, scales = _quantised(matrix, _BLOCK)
        kept = [self.constant(f"{name}.weight", quantised), self.constant(f"{name}.scale", scales)]
        return self.node(
            "MatMulNBits",
            [state, *kept],
            name,
            domain=FUSED,
            K=matrix.shape[0],
            N=matrix.shape[1],
            bits=8,
            block_size=_BLOCK,
            accuracy_level=4,  # the inputs are quantised as well
        )

    def _beside(self, weights: Weights, bias: str, state: str, residual: str) -> str:
        shifted = self.add(state, weights[bias].astype(_Float), state)
        return self.node("Add", [shifted, residual], f"{state}.sum")

    def _norm(self, weights: Weights, source: str, state: str, name: str) -> str:
        gain, shift = (weights[f"{source}.{part}"].astype(_Float) for part in ("weight", "bias"))
        return self.normalise(state, gain, shift, name, _EPSILON)

    def _shape(self, name: str, values: list[int]) -> str:
        return self.constant(name, np.array(values, dtype=np.int64))


def _first_matrix(kernel: Array, plan: PicturePlan) -> tuple[Array, Array]:
    """(matrix [patch * patch * 3, width] for bytes, what to add): the convolution over
    (bytes / 255 - mean) / std."""
    exact = kernel.astype(np.float64)
    mean, std = (np.array(values).reshape(1, 3, 1, 1) for values in (plan.mean, plan.std))
    scaled = exact / (255 * std)
    matrix = scaled.transpose(2, 3, 1, 0).reshape(-1, plan.width)
    shift = -(exact * mean / std).sum(axis=(1, 2, 3))
    return matrix.astype(_Float), shift.astype(_Float)


def _quantised(matrix: Array, block: int) -> tuple[Array, Array]:
    """(uint8[n, blocks, block] around 128, float32[n, blocks] scales) of a matrix [k, n]."""
    depth, columns = matrix.shape
    blocks = -(-depth // block)
    padded = np.zeros((columns, blocks * block), dtype=_Float)
    padded[:, :depth] = matrix.T
    cut = padded.reshape(columns, blocks, block)
    scales = np.abs(cut).max(axis=2) / 127
    scales[scales == 0] = 1
    steps = np.rint(cut / scales[..., None]) + 128
    return steps.astype(np.uint8), scales.astype(_Float)
