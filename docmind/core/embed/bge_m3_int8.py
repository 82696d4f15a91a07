"""BGE-M3 in 8 bits for the processor: 2.5 times as fast and a quarter of the memory.

The matrix behind the bend of each layer (GELU), where few numbers are far greater than the rest,
is cut into blocks of 128 with a scale each, and so is what is multiplied with it. The others have
a scale for each column, and one for all that goes in. What goes into them comes from a layer
normalisation, whose gains say how great each number can get; before it is rounded, half of that
(in logarithms) is moved over into the matrix (arXiv:2211.10438, but without looking at any text).

Of the real weights of all-MiniLM-L6-v2 this leaves, on SciFact (300 queries, 1,500 abstracts), a
mean cosine of .9987 with the full ones and .954 of the first five hits; nDCG@10 is .738 with both.
A scale for each column alone leaves .9952 and .917, blocks everywhere .9991 and .969 at two thirds
of the speed. What it does to BGE-M3 has to be measured on its own weights before it is used.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from docmind.core.embed.bge_m3_graph import IDS, Encoder
from docmind.core.embed.bge_m3_onnx import form_of, tensors_of
from docmind.core.embed.convert import check_space
from docmind.core.embed.graph_parts import (
    FUSED,
    GRAPH_NAME,
    WEIGHTS_NAME,
    read_json,
    write_atomically,
)
from docmind.core.embed.measured import loses_nothing
from docmind.core.embed.weights import Array
from docmind.core.errors import ModelError
from docmind.core.models.checks_bge_m3 import check_bge_m3
from docmind.core.models.folder import digest_of

FOLDER, RECORD = "int8", "record.json"
VERSION = 1

_BLOCK = 128
_SPREAD = 4.0  # deviations within which nearly all numbers behind a normalisation lie
_LEAST = 1e-6
_ROWS = 8192


def make_int8(folder: Path) -> Path:
    """Write the quantised graph into ``folder/int8``, layer by layer. Returns its path. Raises
    ``ModelError`` and ``DiskFull``."""
    facts = check_bge_m3(folder)
    tensors = tensors_of(facts)
    size = sum(one.nbytes for one in tensors.values())
    check_space(folder, size // 3, "make the quantised model")
    draft = Path(tempfile.mkdtemp(prefix=".int8-", dir=folder))
    try:
        Quantised(draft, tensors, form_of(facts)).write()
        record = {
            "version": VERSION,
            "source": digest_of(folder),
            "files": {name: _sha256(draft / name) for name in (GRAPH_NAME, WEIGHTS_NAME)},
        }
        write_atomically(draft / RECORD, json.dumps(record, indent=2).encode())
        shutil.rmtree(folder / FOLDER, ignore_errors=True)
        draft.rename(folder / FOLDER)
    except OSError as error:
        raise ModelError(
            "The quantised model could not be written",
            detail=f"{error.strerror or error}.",
            hint="Check free space and permissions.",
            path=folder,
        ) from None
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return folder / FOLDER / GRAPH_NAME


def int8_of(folder: Path) -> Path | None:
    """The quantised graph in a model's folder; None when there is none, when it was changed, or
    when it was made from other weights."""
    record = read_json(folder / FOLDER / RECORD)
    if not isinstance(record, dict) or record.get("version") != VERSION:
        return None
    files = record.get("files")
    if not isinstance(files, dict) or set(files) != {GRAPH_NAME, WEIGHTS_NAME}:
        return None
    if record.get("source") != digest_of(folder):
        return None
    try:
        whole = all(_sha256(folder / FOLDER / name) == wanted for name, wanted in files.items())
    except OSError:
        return None
    return folder / FOLDER / GRAPH_NAME if whole else None


def chosen_int8(folder: Path, precision: str) -> Path | None:
    """The quantised graph when it is to be used: insisted on (int8), or measured to lose nothing
    (auto). Raises ``ModelError`` when it is insisted on and not there."""
    if precision == "full":
        return None
    if precision == "auto" and not loses_nothing(folder):
        return None
    found = int8_of(folder)
    if found is None and precision == "int8":
        raise ModelError(
            "There is no quantised model",
            detail="Its files are missing, were changed, or belong to other weights.",
            hint="Make them again, or set the precision to auto.",
            path=folder / FOLDER,
        )
    return found


class Quantised(Encoder):
    """The same encoder with weights of 8 bits, which it keeps in a file of its own."""

    def stored(self, name: str) -> str:
        """A tensor that stays as it is, copied."""
        if name in self._constants:
            return name
        return self.constant(name, self._tensors[name].numbers())

    def look_up(self, name: str) -> str:
        """The vector of each id, from a table with a scale for each row."""
        table = self._tensors[f"{name}.weight"].numbers()
        rows = np.empty(table.shape, dtype=np.int8)
        scales = np.empty((len(table), 1), dtype=np.float32)
        for at in range(0, len(table), _ROWS):
            part = slice(at, at + _ROWS)
            rows[part], scales[part] = _rounded(table[part], axis=1)
        whole = self.node("Gather", [self.constant("table", rows), IDS], "whole")
        single = self.node("Cast", [whole], "single", to=1)
        scale = self.node("Gather", [self.constant("scales", scales), IDS], "scale")
        return self.node("Mul", [single, scale], "word")

    def linears(self, state: str, sources: Sequence[str], name: str) -> list[str]:
        """Several matrices as one: what goes in is rounded once."""
        matrix = np.concatenate([self._matrix(source) for source in sources])
        mixed = self._columns(state, sources[0], matrix, f"{name}.all")
        outputs = [f"{name}.{number}" for number in range(len(sources))]
        self.node("Split", [mixed], outputs, axis=-1, num_outputs=len(sources))
        return outputs

    def linear(self, state: str, source: str, name: str) -> str:
        """One matrix: in blocks behind a bend, else by columns."""
        matrix = self._matrix(source)
        if re.search(r"\d\.output\.dense$", source):
            return self._blocks(state, matrix, name)
        return self._columns(state, source, matrix, name)

    def _matrix(self, source: str) -> Array:
        return self._tensors[f"{source}.weight"].numbers()

    def _columns(self, state: str, source: str, matrix: Array, name: str) -> str:
        norm = _norm_before(source)
        if norm is not None:
            moved = self._moved(norm, matrix)
            inverse = self.constant(f"{name}.moved", (1 / moved).astype(np.float32))
            state = self.node("Mul", [state, inverse], f"{name}.even")
            matrix = matrix * moved
        rows, scales = _rounded(matrix, axis=1)
        parts = {"weight": rows.T, "scale": scales[:, 0], "zero": np.zeros(len(rows), np.int8)}
        names = [self.constant(f"{name}.{part}", values) for part, values in parts.items()]
        return self.node("DynamicQuantizeMatMul", [state, *names], name, FUSED)

    def _moved(self, norm: str, matrix: Array) -> Array:
        """By what each input is divided and its weights multiplied."""
        gain, shift = (np.abs(self._tensors[f"{norm}.{one}"].numbers()) for one in _NORM)
        greatest = np.maximum(_SPREAD * gain + shift, _LEAST)
        moved = np.sqrt(greatest / np.maximum(np.abs(matrix).max(axis=0), _LEAST))
        even: Array = (moved / np.exp(np.log(moved).mean())).astype(np.float32)
        return even

    def _blocks(self, state: str, matrix: Array, name: str) -> str:
        outputs, inputs = matrix.shape
        block = _BLOCK if inputs % _BLOCK == 0 else 16
        cut = matrix.reshape(outputs, inputs // block, block)
        rounded, scales = _rounded(cut, axis=2)
        parts = {
            "weight": (rounded.astype(np.int16) + 128).astype(np.uint8),
            "scale": scales[..., 0],
        }
        names = [self.constant(f"{name}.{part}", values) for part, values in parts.items()]
        return self.node(
            "MatMulNBits",
            [state, *names],
            name,
            FUSED,
            K=inputs,
            N=outputs,
            bits=8,
            block_size=block,
            accuracy_level=4,
        )


_NORM = ("weight", "bias")


def _norm_before(source: str) -> str | None:
    """The normalisation whose output goes into a matrix."""
    layer = int(source.split(".")[2])
    if ".self." in source:
        before = f"encoder.layer.{layer - 1}.output" if layer else "embeddings"
        return f"{before}.LayerNorm"
    if ".intermediate." in source:
        return f"encoder.layer.{layer}.attention.output.LayerNorm"
    return None


def _rounded(values: Array, axis: int) -> tuple[Array, Array]:
    """int8, and the scale along ``axis`` by which it is multiplied."""
    scales = np.abs(values).max(axis=axis, keepdims=True) / 127
    scales = np.where(scales > 0, scales, 1).astype(np.float32)
    return np.rint(values / scales).astype(np.int8), scales


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
