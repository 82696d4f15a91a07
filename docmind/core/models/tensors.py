"""What weight files hold, without loading them and without running anything in them."""

from __future__ import annotations

import json
import math
import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from docmind.core.errors import ModelError
from docmind.core.files import open_regular

Shape = tuple[int, ...]

_LONGEST_HEADER = 100_000_000  # bytes, as the safetensors library has it
_BYTES = {
    "F64": 8, "I64": 8, "U64": 8, "F32": 4, "I32": 4, "U32": 4, "F16": 2, "BF16": 2, "I16": 2,
    "U16": 2, "I8": 1, "U8": 1, "BOOL": 1, "F8_E4M3": 1, "F8_E5M2": 1,
}  # fmt: skip
_AGAIN = "Get the file again."


def safetensors_shapes(path: Path) -> dict[str, Shape]:
    """The shape of every tensor in a safetensors file, from its header.

    Raises ``ModelError`` when it is no such file, or when bytes are missing or too many.
    """
    try:
        with open_regular(path) as stream:
            start = stream.read(8)
            size = path.stat().st_size
            if len(start) < 8:
                raise _short(path)
            (length,) = struct.unpack("<Q", start)
            if length > _LONGEST_HEADER:
                raise _other(path)
            header = stream.read(length)
    except OSError as error:
        raise ModelError("The weights cannot be read", f"{error.strerror}.", path=path) from None
    if len(header) < length:
        raise _short(path)
    shapes, end = _entries(header, path)
    if size != 8 + length + end:
        raise _short(path) if size < 8 + length + end else _other(path)
    return shapes


def _entries(header: bytes, path: Path) -> tuple[dict[str, Shape], int]:
    """(shapes by name, bytes of all tensors together)."""
    shapes: dict[str, Shape] = {}
    end = 0
    try:
        stated: dict[str, Any] = json.loads(header)
        stated.pop("__metadata__", None)
        for name, one in stated.items():
            shape = tuple(int(side) for side in one["shape"])
            first, last = one["data_offsets"]
            if last - first != math.prod(shape) * _BYTES[one["dtype"]]:
                raise ValueError(name)
            shapes[name] = shape
            end = max(end, last)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise _other(path) from None
    return shapes, end


def _short(path: Path) -> ModelError:
    return ModelError(
        "The weights are cut off", detail="Part of the file is missing.", hint=_AGAIN, path=path
    )


def _other(path: Path) -> ModelError:
    return ModelError(
        "The weights are damaged or of another kind",
        detail="It is no safetensors file.",
        hint=_AGAIN,
        path=path,
    )


def stored_sizes(path: Path) -> tuple[int, ...]:
    """Bytes of each block of numbers in a file of torch (``.bin``, ``.pt``), from its directory.

    Nothing in it is unpickled. Raises ``ModelError`` for files of another kind, cut off ones, and
    those that an old torch wrote: they have no directory.
    """
    try:
        with open_regular(path) as stream, zipfile.ZipFile(stream) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise ModelError(
            "The weights are cut off or of another kind",
            detail="It is no file that torch 1.6 or later wrote.",
            hint=_AGAIN,
            path=path,
        ) from None
    if not any(entry.filename.endswith("/data.pkl") for entry in entries):
        raise ModelError(
            "The weights are of another kind",
            detail="It is an archive, but not one that torch wrote.",
            hint=_AGAIN,
            path=path,
        )
    return tuple(entry.file_size for entry in entries if "/data/" in entry.filename)


def expect(shapes: Mapping[str, Shape], name: str, shape: Shape, path: Path) -> None:
    """Raise ``ModelError`` unless that tensor is there in that shape."""
    found = shapes.get(name)
    if found is None:
        raise ModelError(
            "The weights are those of another model",
            detail=f"The part {name} is missing.",
            hint="Check that config and weights belong together.",
            path=path,
        )
    if found != shape:
        raise ModelError(
            "The weights do not fit the config",
            detail=f"{name} is {times(found)}, but the config says {times(shape)}.",
            hint="Check that config and weights belong together.",
            path=path,
        )


def times(shape: Shape) -> str:
    """``(250002, 1024)`` as "250002 x 1024"."""
    return " x ".join(map(str, shape)) or "one number"


def expect_no_layer(shapes: Mapping[str, Shape], layers: int, path: Path) -> None:
    """Raise ``ModelError`` when a BERT-like model has more layers than its config says."""
    if f"encoder.layer.{layers}.output.dense.weight" in shapes:
        raise ModelError(
            "The weights do not fit the config",
            detail=f"They have more than the {layers} layers of the config.",
            hint="Check that config and weights belong together.",
            path=path,
        )
