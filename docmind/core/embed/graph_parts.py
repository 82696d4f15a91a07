"""What every ONNX graph that is made here needs: its nodes, its constants, a sealed home.

A graph is made once from verified weights and kept in the cache. Large constants go straight into
a file beside it, so that making one needs no more memory than its largest matrix.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from docmind.core.errors import ModelError

GRAPH_NAME = "model.onnx"
WEIGHTS_NAME = "model.weights"
FUSED = "com.microsoft"
"""The domain of onnxruntime's own operators."""

Array = np.ndarray[Any, Any]
Weights = Mapping[str, Array]

_SEAL = "seal.json"
_INLINE_BYTES = 1024  # a constant below stays in the graph: shapes must be known when it is opened
_ALIGNMENT = 4096  # a file is mapped by pages


class GraphParts:
    """Collects the nodes and constants of one graph and writes it into ``folder``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._nodes: list[Any] = []
        self._constants: dict[str, Any] = {}
        self._written = 0
        (folder / WEIGHTS_NAME).write_bytes(b"")

    def constant(self, name: str, values: Array) -> str:
        """Keep ``values`` under ``name``; large ones are written now."""
        from onnx import numpy_helper

        values = np.ascontiguousarray(values)
        if values.nbytes < _INLINE_BYTES:
            self._constants[name] = numpy_helper.from_array(values, name)
        else:
            self._constants[name] = self._outside(name, values)
        return name

    def node(
        self,
        kind: str,
        inputs: Sequence[str],
        outputs: str | Sequence[str],
        domain: str = "",
        **attributes: Any,
    ) -> str:
        """Add an operator. Returns the name of its first output."""
        from onnx import helper

        names = [outputs] if isinstance(outputs, str) else list(outputs)
        made = helper.make_node(kind, inputs, names, name=names[0], domain=domain, **attributes)
        self._nodes.append(made)
        return names[0]

    def matmul(self, state: str, matrix: Array, name: str) -> str:
        """``state`` times ``matrix`` (rows in, columns out)."""
        return self.node("MatMul", [state, self.constant(f"{name}.weight", matrix)], name)

    def add(self, state: str, bias: Array, name: str) -> str:
        """``state`` plus a vector."""
        return self.node("Add", [state, self.constant(f"{name}.bias", bias)], f"{name}.shifted")

    def normalise(self, state: str, gain: Array, shift: Array, name: str, epsilon: float) -> str:
        """Layer normalisation over the last axis."""
        names = [state, self.constant(f"{name}.gain", gain), self.constant(f"{name}.shift", shift)]
        return self.node("LayerNormalization", names, name, axis=-1, epsilon=epsilon)

    def finish(self, title: str, inputs: Sequence[Any], outputs: Sequence[Any]) -> None:
        """Write the graph. ``inputs`` and ``outputs`` are ONNX ``ValueInfoProto``."""
        import onnx
        from onnx import helper

        graph = helper.make_graph(
            self._nodes, title, list(inputs), list(outputs), list(self._constants.values())
        )
        opsets = [helper.make_opsetid("", 18), helper.make_opsetid(FUSED, 1)]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=9)
        onnx.save_model(model, str(self._folder / GRAPH_NAME))

    def _outside(self, name: str, values: Array) -> Any:
        from onnx import TensorProto, helper

        begins = self._written + -self._written % _ALIGNMENT
        with (self._folder / WEIGHTS_NAME).open("ab") as file:
            file.write(bytes(begins - self._written))
            file.write(values.data)
        self._written = begins + values.nbytes
        made = TensorProto(
            name=name,
            dims=values.shape,
            data_type=helper.np_dtype_to_tensor_dtype(values.dtype),
            data_location=TensorProto.EXTERNAL,
        )
        stated = {"location": WEIGHTS_NAME, "offset": begins, "length": values.nbytes}
        for key, value in stated.items():
            made.external_data.add(key=key, value=str(value))
        return made


@dataclass(frozen=True, slots=True)
class Home:
    """Where a finished graph is kept: ``folder``, made under ``lock``; ``stale`` is a glob beside
    it for what it takes the place of; ``title`` begins what is told when there is no room."""

    folder: Path
    lock: str
    stale: str
    title: str
    megabytes: int


def graph_in(home: Home, write: Callable[[Path], None]) -> Path:
    """The graph in ``home``, made now by ``write(folder)`` when missing, damaged or outdated.

    Safe when several processes ask at once: one makes it, the others wait. Raises ``ModelError``.
    """
    from filelock import FileLock

    around = home.folder.parent
    around.mkdir(parents=True, exist_ok=True)
    with FileLock(around / home.lock):
        if not is_sealed(home.folder):
            for found in around.glob(home.stale):
                shutil.rmtree(found, ignore_errors=True)
            _make(home, write)
    return home.folder / GRAPH_NAME


def seal(folder: Path) -> None:
    """Note the checksums of the graph and its weights beside them."""
    found = {name: _checksum(folder / name) for name in (GRAPH_NAME, WEIGHTS_NAME)}
    write_atomically(folder / _SEAL, json.dumps(found).encode())


def is_sealed(folder: Path) -> bool:
    """True when every file is there and still what was written."""
    noted = read_json(folder / _SEAL)
    if not isinstance(noted, dict) or set(noted) != {GRAPH_NAME, WEIGHTS_NAME}:
        return False
    with contextlib.suppress(OSError):
        return all(_checksum(folder / name) == digest for name, digest in noted.items())
    return False


def read_json(path: Path) -> Any:
    """What a JSON file holds; None when it cannot be read."""
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file that others see whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    Path(name).replace(path)


def _make(home: Home, write: Callable[[Path], None]) -> None:
    """Fill a new folder, seal it, and put it in its place."""
    folder = home.folder
    draft = Path(tempfile.mkdtemp(prefix=f"{folder.name}.", dir=folder.parent))
    try:
        write(draft)
        seal(draft)
        draft.rename(folder)  # fails where a damaged one could not be removed
    except OSError as error:
        raise ModelError(
            home.title,
            detail=f"{error.strerror}.",
            hint=f"It needs about {home.megabytes} MB of free space in this folder.",
            path=folder.parent,
        ) from None
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _checksum(path: Path) -> str:
    from blake3 import blake3

    return blake3(max_threads=blake3.AUTO).update_mmap(path).hexdigest()
