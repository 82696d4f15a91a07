"""Makes the starter model's ONNX graph from its verified weights, once, and keeps it.

The graph uses onnxruntime's fused operators (com.microsoft: MultiHeadAttention, and BiasGelu with
the exact erf form), which no exporter produced for this model: it is the BERT encoder of
arXiv:1810.04805 followed by mean pooling and L2 normalisation, as arXiv:1908.10084 does. The texts
of one run have the same length, so there is neither padding nor a mask. Sums and normalisations
stay apart: onnxruntime 1.31 runs its fused SkipLayerNormalization 6 times slower (334 against 49
microseconds for 165 x 384 numbers), so it must not be let fuse them either.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from docmind.core.errors import ModelError

GRAPH_VERSION = 2
GRAPH_NAME = "model.onnx"
WEIGHTS_NAME = "model.weights"
LAYERS, HEADS, DIMENSION, EPSILON = 6, 12, 384, 1e-12
Array = np.ndarray[Any, Any]
Weights = dict[str, Array]
_FUSED = "com.microsoft"
_SEAL = "seal.json"


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
    if _read_json(note) == seen:
        return
    with weights.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != expected:
        raise ModelError(
            "The starter model is damaged or was changed",
            detail=f"Its checksum is {found[:12]}, not {expected[:12]}.",
            hint="Install DocMind again to replace it.",
            path=weights,
        )
    _write_atomically(note, json.dumps(seen).encode())


def graph_file(weights: Path, digest: str, folder: Path) -> Path:
    """The finished graph made from ``weights``, made now when missing, damaged or outdated.

    Safe when several processes ask at once: one makes it, the others wait.
    """
    from filelock import FileLock

    folder.mkdir(parents=True, exist_ok=True)
    home = folder / f"starter-{digest[:12]}-v{GRAPH_VERSION}"
    with FileLock(folder / "starter.lock"):
        if not _is_sealed(home):
            _sweep(folder)
            _make_home(home, lambda target: write_graph(weights, target))
    return home / GRAPH_NAME


def write_graph(weights: Path, folder: Path) -> None:
    """Write the graph and, beside it, the weights in the layout the operators want."""
    import onnx

    model = _Builder().build(_read_weights(weights))
    onnx.save_model(
        model,
        str(folder / GRAPH_NAME),
        save_as_external_data=True,
        all_tensors_to_one_file=True,
        location=WEIGHTS_NAME,
        size_threshold=1024,
    )


class _Builder:
    """Collects nodes and initialisers, layer by layer."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.initialisers: list[Any] = []

    def build(self, weights: Weights) -> Any:
        """The ModelProto: ``ids`` int64[n, s] -> ``vectors`` float32[n, 384]."""
        from onnx import TensorProto, helper

        state = self._embeddings(weights)
        for layer in range(LAYERS):
            state = self._layer(weights, f"encoder.layer.{layer}.", state, f"l{layer}")
        axes = self._constant("pool.axes", np.array([1], dtype=np.int64))
        pooled = self._node("ReduceMean", [state, axes], "pool", domain="", keepdims=0)
        self._node("LpNormalization", [pooled], "vectors", domain="", axis=-1, p=2)
        graph = helper.make_graph(
            self.nodes,
            "all-MiniLM-L6-v2",
            [helper.make_tensor_value_info("ids", TensorProto.INT64, ["texts", "tokens"])],
            [helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["texts", DIMENSION])],
            self.initialisers,
        )
        opsets = [helper.make_opsetid("", 18), helper.make_opsetid(_FUSED, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=9)

    def _embeddings(self, weights: Weights) -> str:
        name = "embeddings."
        # every token is of type 0, so its vector is added to the words once and for all
        words = (
            weights[f"{name}word_embeddings.weight"]
            + weights[f"{name}token_type_embeddings.weight"][0]
        )
        self._node("Gather", [self._constant("words", words), "ids"], "word", domain="")
        places = self._constant("places", weights[f"{name}position_embeddings.weight"])
        zero = self._constant("zero", np.array([0], dtype=np.int64))
        one = self._constant("one", np.array([1], dtype=np.int64))
        self._node("Shape", ["ids"], "length", domain="", start=1)
        self._node("Slice", [places, zero, "length", zero, one], "place", domain="")
        self._node("Add", ["word", "place"], "placed", domain="")
        return self._normalise(weights, f"{name}LayerNorm", "placed", "embedded")

    def _layer(self, weights: Weights, prefix: str, state: str, name: str) -> str:
        attention = f"{prefix}attention."
        parts = [f"{attention}self.{part}" for part in ("query", "key", "value")]
        joined = np.concatenate([weights[f"{part}.weight"].T for part in parts], axis=1)
        biases = np.concatenate([weights[f"{part}.bias"] for part in parts])
        mixed = self._matmul(state, joined, f"{name}.qkv")
        heads = [f"{name}.{part}" for part in "qkv"]
        self._node("Split", [mixed], heads, domain="", axis=-1, num_outputs=3)
        context = self._node(
            "MultiHeadAttention",
            [*heads, self._constant(f"{name}.qkv.bias", biases)],
            f"{name}.context",
            num_heads=HEADS,
        )
        output = f"{attention}output."
        mixed = self._matmul(context, weights[f"{output}dense.weight"].T, f"{name}.mixed")
        state = self._add(mixed, weights[f"{output}dense.bias"], state, f"{name}.mixed")
        state = self._normalise(weights, f"{output}LayerNorm", state, f"{name}.attended")
        inner = self._matmul(state, weights[f"{prefix}intermediate.dense.weight"].T, f"{name}.up")
        bias = self._constant(f"{name}.up.bias", weights[f"{prefix}intermediate.dense.bias"])
        inner = self._node("BiasGelu", [inner, bias], f"{name}.gelu")
        outer = self._matmul(inner, weights[f"{prefix}output.dense.weight"].T, f"{name}.down")
        outer = self._add(outer, weights[f"{prefix}output.dense.bias"], state, f"{name}.down")
        return self._normalise(weights, f"{prefix}output.LayerNorm", outer, f"{name}.out")

    def _matmul(self, state: str, matrix: Array, name: str) -> str:
        return self._node(
            "MatMul", [state, self._constant(f"{name}.weight", matrix)], name, domain=""
        )

    def _add(self, state: str, bias: Array, residual: str, name: str) -> str:
        shifted = [state, self._constant(f"{name}.bias", bias)]
        self._node("Add", shifted, f"{name}.shifted", domain="")
        return self._node("Add", [f"{name}.shifted", residual], f"{name}.sum", domain="")

    def _normalise(self, weights: Weights, source: str, state: str, name: str) -> str:
        gain = self._constant(f"{name}.gain", weights[f"{source}.weight"])
        shift = self._constant(f"{name}.shift", weights[f"{source}.bias"])
        return self._node(
            "LayerNormalization", [state, gain, shift], name, domain="", axis=-1, epsilon=EPSILON
        )

    def _constant(self, name: str, values: Array) -> str:
        from onnx import numpy_helper

        self.initialisers.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def _node(
        self,
        kind: str,
        inputs: list[str],
        outputs: str | list[str],
        domain: str = _FUSED,
        **attributes: Any,
    ) -> str:
        from onnx import helper

        names = [outputs] if isinstance(outputs, str) else outputs
        self.nodes.append(
            helper.make_node(kind, inputs, names, name=names[0], domain=domain, **attributes)
        )
        return names[0]


def _read_weights(weights: Path) -> Weights:
    from safetensors.numpy import load_file

    return load_file(str(weights))


def _make_home(home: Path, write: Callable[[Path], None]) -> None:
    """Fill a new folder, seal it, and put it in the place of ``home``."""
    draft = Path(tempfile.mkdtemp(prefix=f"{home.name}.", dir=home.parent))
    try:
        write(draft)
        seal = {name: _checksum(draft / name) for name in (GRAPH_NAME, WEIGHTS_NAME)}
        _write_atomically(draft / _SEAL, json.dumps(seal).encode())
        draft.rename(home)  # fails where a damaged one could not be removed
    except OSError as error:
        raise ModelError(
            "The starter model could not be prepared",
            detail=f"{error.strerror}.",
            hint="It needs about 100 MB of free space in this folder.",
            path=home.parent,
        ) from None
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _sweep(folder: Path) -> None:
    """Remove graphs of other versions and what an interrupted making left."""
    for found in folder.glob("starter-*"):
        shutil.rmtree(found, ignore_errors=True)


def _is_sealed(home: Path) -> bool:
    """True when every file is there and still what was written."""
    seal = _read_json(home / _SEAL)
    if not isinstance(seal, dict) or set(seal) != {GRAPH_NAME, WEIGHTS_NAME}:
        return False
    with contextlib.suppress(OSError):
        return all(_checksum(home / name) == digest for name, digest in seal.items())
    return False


def _checksum(path: Path) -> str:
    from blake3 import blake3

    return blake3(max_threads=blake3.AUTO).update_mmap(path).hexdigest()


def _read_json(path: Path) -> Any:
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None


def _write_atomically(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    Path(name).replace(path)
