"""Files of torch written anew as safetensors: numbers only, mapped by every reader."""

from __future__ import annotations

import json
import math
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from docmind.core.embed.weights import Stored, stored_tensors
from docmind.core.errors import DiskFull, ModelError
from docmind.core.models.folder import PREFERRED, record_conversion

_ALIGNMENT = 8  # as the safetensors library has it


def convert_to_safetensors(folder: Path) -> tuple[Path, ...]:
    """Convert each weight file of torch that has no safetensors beside it, compare both, and note
    it (which deletes the originals where DocMind installed them). Returns the new files.

    Nothing is unpickled, and a tensor at a time is in memory. Raises ``ModelError`` and
    ``DiskFull``; then nothing has changed.
    """
    pairs = {
        folder / new: folder / old
        for new, old in PREFERRED.items()
        if (folder / old).is_file() and not (folder / new).exists()
    }
    found = {new: stored_tensors(old) for new, old in pairs.items()}
    size = sum(one.nbytes for parts in found.values() for one in parts.values())
    check_space(folder, size, "convert the weights")
    for new, tensors in found.items():
        _convert(new, tensors)
    record_conversion(folder, {new.name: [old.name] for new, old in pairs.items()})
    return tuple(pairs)


def write_safetensors(path: Path, tensors: Mapping[str, Stored]) -> None:
    """Write tensors under ``path``, one after another, and flush them. Raises ``OSError``."""
    header: dict[str, object] = {"__metadata__": {"format": "pt"}}
    ends = 0
    # the widest numbers first: each begins at a multiple of its own width
    order = sorted(tensors, key=lambda name: (-tensors[name].nbytes // _count(tensors[name]), name))
    for name in order:
        one = tensors[name]
        begins, ends = ends, ends + one.nbytes
        header[name] = {
            "dtype": one.kind,
            "shape": list(one.shape),
            "data_offsets": [begins, ends],
        }
    stated = json.dumps(header).encode()
    stated += b" " * (-len(stated) % _ALIGNMENT)
    with path.open("wb") as file:
        file.write(len(stated).to_bytes(8, "little") + stated)
        for name in order:
            file.write(tensors[name].mapped().tobytes())
        file.flush()
        os.fsync(file.fileno())


def _count(stored: Stored) -> int:
    return max(1, math.prod(stored.shape))


def _convert(new: Path, tensors: Mapping[str, Stored]) -> None:
    draft = new.with_name(f".{new.name}.new")
    try:
        write_safetensors(draft, tensors)
        # its suffix says how it is read
        draft.replace(new)
        if not _equal(tensors, stored_tensors(new)):
            new.unlink()
            raise ModelError(
                "The converted weights differ from the original ones",
                hint="Check the disk, then try again.",
                path=new,
            )
    except OSError as error:
        raise ModelError(
            "The weights could not be converted",
            detail=f"{error.strerror or error}.",
            hint="Check free space and permissions.",
            path=new.parent,
        ) from None
    finally:
        draft.unlink(missing_ok=True)


def _equal(originals: Mapping[str, Stored], copies: Mapping[str, Stored]) -> bool:
    return originals.keys() == copies.keys() and all(
        one.kind == copies[name].kind
        and one.shape == copies[name].shape
        and one.mapped().tobytes() == copies[name].mapped().tobytes()
        for name, one in originals.items()
    )


def check_space(folder: Path, needed: int, what: str) -> None:
    """Raise ``DiskFull`` unless ``needed`` bytes are free, with ``what`` they are for."""
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise DiskFull(
            f"There is too little free space to {what}",
            detail=f"It needs {needed >> 20} MB, and {free >> 20} MB are free.",
            path=folder,
        )
