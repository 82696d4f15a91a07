"""Where the numbers of a model lie in its files, so that they are mapped and not loaded.

Files of torch are zip archives of plain numbers beside a pickle that names them. The pickle is
read with nothing but the few names that a dictionary of tensors needs, and torch is not imported.
"""

from __future__ import annotations

import io
import json
import math
import pickle
import struct
import zipfile
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from docmind.core.errors import FileUnreadable, ModelError
from docmind.core.files import open_regular

Array = np.ndarray[Any, Any]

_NUMPY = {
    "F64": "<f8", "F32": "<f4", "F16": "<f2", "BF16": "<u2", "I64": "<i8", "I32": "<i4",
    "I16": "<i2", "I8": "<i1", "U8": "<u1", "BOOL": "<?",
}  # fmt: skip
_STORAGES = {
    "DoubleStorage": "F64", "FloatStorage": "F32", "HalfStorage": "F16", "BFloat16Storage": "BF16",
    "LongStorage": "I64", "IntStorage": "I32", "ShortStorage": "I16", "CharStorage": "I8",
    "ByteStorage": "U8", "BoolStorage": "BOOL",
}  # fmt: skip
_BROKEN = (
    KeyError, TypeError, ValueError, AttributeError, OSError, struct.error, zipfile.BadZipFile,
)  # fmt: skip
_LONGEST_HEADER = _LONGEST_PICKLE = 64 << 20
_LOCAL_HEADER = 30


@dataclass(frozen=True, slots=True)
class Stored:
    """One tensor: ``kind`` as safetensors names it (F32, F16, BF16, ...), row after row."""

    path: Path
    offset: int
    kind: str
    shape: tuple[int, ...]

    @property
    def nbytes(self) -> int:
        """Bytes in the file."""
        return math.prod(self.shape) * np.dtype(_NUMPY[self.kind]).itemsize

    def mapped(self) -> Array:
        """The tensor as the file has it, mapped read-only; BF16 as its bits (uint16)."""
        kind = np.dtype(_NUMPY[self.kind])
        if not math.prod(self.shape):
            return np.empty(self.shape, kind)
        return np.memmap(self.path, kind, "r", self.offset, self.shape)

    def numbers(self) -> Array:
        """The tensor as float32, still mapped where it is stored so."""
        found = self.mapped()
        if self.kind == "BF16":
            return (found.astype(np.uint32) << 16).view(np.float32)
        return found.astype(np.float32, copy=False)


def stored_tensors(path: Path) -> dict[str, Stored]:
    """Every tensor of a ``.safetensors`` file, or of a dictionary that torch saved. Raises
    ``ModelError``, also for a file that holds anything but numbers."""
    try:
        with open_regular(path) as stream:
            found = _safetensors if path.suffix == ".safetensors" else _torch_archive
            return found(path.resolve(), stream)
    except FileUnreadable as error:
        raise ModelError("The weights cannot be read", error.detail, path=path) from None
    except _BROKEN:
        raise ModelError(
            "The weights are damaged or of another kind", hint="Get the file again.", path=path
        ) from None


def _safetensors(path: Path, stream: BinaryIO) -> dict[str, Stored]:
    (length,) = struct.unpack("<Q", stream.read(8))
    size = path.stat().st_size
    if length > min(size, _LONGEST_HEADER):
        raise ValueError(length)
    stated = json.loads(stream.read(length))
    stated.pop("__metadata__", None)
    found = {}
    for name, one in stated.items():
        begins, ends = one["data_offsets"]
        found[name] = Stored(path, 8 + length + begins, one["dtype"], tuple(one["shape"]))
        if found[name].nbytes != ends - begins or not 0 <= begins <= ends <= size - 8 - length:
            raise ValueError(name)
    return found


def _torch_archive(path: Path, stream: BinaryIO) -> dict[str, Stored]:
    with zipfile.ZipFile(stream) as archive:
        entries = {entry.filename: entry for entry in archive.infolist()}
        (index,) = (name for name in entries if name.count("/") == 1 and name.endswith("/data.pkl"))
        if entries[index].file_size > _LONGEST_PICKLE:
            raise ValueError(index)
        dictionary = _read_names(archive.read(index), path)
        if isinstance(dictionary, dict) and isinstance(dictionary.get("state_dict"), dict):
            dictionary = dictionary["state_dict"]
        if not isinstance(dictionary, dict):
            raise TypeError(index)
        folder = index.removesuffix("data.pkl") + "data/"
        return {
            str(name): _placed(path, stream, entries[folder + part.key], part)
            for name, part in dictionary.items()
            if isinstance(part, _Part)
        }


@dataclass(frozen=True, slots=True)
class _Block:
    kind: str
    key: str


@dataclass(frozen=True, slots=True)
class _Part:
    kind: str
    key: str
    begins: int
    shape: tuple[int, ...]


def _placed(path: Path, stream: BinaryIO, entry: zipfile.ZipInfo, part: _Part) -> Stored:
    if entry.compress_type != zipfile.ZIP_STORED:
        raise ValueError(entry.filename)
    stream.seek(entry.header_offset)
    name, extra = struct.unpack("<HH", stream.read(_LOCAL_HEADER)[26:30])
    size = np.dtype(_NUMPY[part.kind]).itemsize
    begins = entry.header_offset + _LOCAL_HEADER + name + extra
    stored = Stored(path, begins + part.begins * size, part.kind, part.shape)
    if stored.offset + stored.nbytes > begins + entry.file_size:
        raise ValueError(entry.filename)
    return stored


def _read_names(content: bytes, path: Path) -> Any:
    try:
        return _Names(io.BytesIO(content)).load()
    except ModelError as error:
        error.path = path
        raise
    except Exception as error:  # noqa: BLE001 - a broken pickle fails in any way
        raise ValueError(str(error)) from None


class _Names(pickle.Unpickler):
    """Reads the names and places of tensors; whatever else is asked for is refused."""

    def find_class(self, module: str, name: str) -> Any:
        # made anew each time, because a pickle can set attributes of what it is given
        match module, name:
            case "collections", "OrderedDict":
                return OrderedDict
            case "torch._utils", "_rebuild_tensor_v2":
                return lambda *given: _part(*given[:4])
            case "torch._utils", "_rebuild_parameter":
                return lambda *given: given[0]
            case "torch", _ if name in _STORAGES:
                return _STORAGES[name]
        raise ModelError(
            "The weights hold more than numbers",
            detail=f"They want to run {module}.{name}, so they were not opened.",
            hint="Use a file of a source you trust; .safetensors files hold numbers only.",
        )

    def persistent_load(self, pid: Any) -> _Block:
        word, kind, key, *_ = pid
        if word != "storage" or kind not in _NUMPY:
            raise ValueError(word)
        return _Block(kind, str(key))


def _part(block: _Block, begins: int, shape: tuple[int, ...], strides: tuple[int, ...]) -> _Part:
    expected = tuple(math.prod(shape[axis + 1 :]) for axis in range(len(shape)))
    fits = all(
        side <= 1 or stride == wanted
        for side, stride, wanted in zip(shape, strides, expected, strict=True)
    )
    if not fits or begins < 0 or any(side < 0 for side in shape):
        raise ValueError(f"rows lie apart: {shape}, {strides}")
    return _Part(block.kind, block.key, begins, tuple(shape))
