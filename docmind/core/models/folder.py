"""What lies in a model's folder, and what its content is called. Needs no torch.

A folder that DocMind installed has a ``record.json``; one that a person made by hand has none and
is looked at each time.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from docmind.core.errors import ModelError
from docmind.core.models.cards import (
    CARD_FILE,
    Calibration,
    ModelCard,
    calibrations_from,
    is_weights,
    known_card,
    read_card,
)
from docmind.core.models.digests import digest_of_weights, sha256_of
from docmind.core.models.record import RECORD_FILE, Record, read_record, write_record

CALIBRATION_FILE = "calibration.json"

# The first is taken where both are there.
PREFERRED = {
    "model.safetensors": "pytorch_model.bin",
    "open_clip_model.safetensors": "open_clip_pytorch_model.bin",
    "sparse_linear.safetensors": "sparse_linear.pt",
    "colbert_linear.safetensors": "colbert_linear.pt",
}


def weight_files(folder: Path) -> tuple[Path, ...]:
    """The files that hold what the model has learned, by name. Raises ``ModelError``."""
    try:
        names = {path.name for path in folder.iterdir() if path.is_file()}
    except OSError as error:
        raise ModelError(
            "The folder of the model cannot be read", detail=f"{error.strerror}.", path=folder
        ) from None
    needless = {other for first, other in PREFERRED.items() if first in names}
    return tuple(folder / name for name in sorted(names - needless) if is_weights(name))


def digest_of(folder: Path) -> str:
    """sha256 (hex) that names the content of the weights: equal before and after a conversion.

    From the record while sizes and times agree with it; otherwise every byte is read (some
    seconds for 2 GB). Raises ``ModelError`` when there are no weights.
    """
    record = read_record(folder)
    if record is not None and _looks_untouched(folder, record):
        return record.digest
    found = {path.name: sha256_of(path) for path in weight_files(folder)}
    if not found:
        raise ModelError(
            "There are no weights in the folder",
            hint="Name the folder that holds the .safetensors or .bin file.",
            path=folder,
        )
    if record is not None and all(
        record.files.get(name, ("",))[0] == sha256 for name, sha256 in found.items()
    ):
        return record.digest
    return digest_of_weights(found.items())


def checksum_of(folder: Path, name: str) -> str:
    """sha256 (hex) of a file, from the record while its size and time agree. Raises
    ``ModelError``."""
    record, path = read_record(folder), folder / name
    try:
        sha256, size = record.files[name] if record is not None else ("", -1)
        state = path.stat()
        if state.st_size == size and state.st_mtime_ns <= (folder / RECORD_FILE).stat().st_mtime_ns:
            return sha256
    except (KeyError, OSError):
        pass  # reading it says what is the matter
    return sha256_of(path)


def _looks_untouched(folder: Path, record: Record) -> bool:
    """Whether weights have their recorded sizes and none was written after the record."""
    try:
        recorded = (folder / RECORD_FILE).stat().st_mtime_ns
        for path in weight_files(folder):
            state = path.stat()
            if record.files.get(path.name, ("", -1))[1] != state.st_size:
                return False
            if state.st_mtime_ns > recorded:
                return False
    except OSError:
        return False
    return True


def missing_or_changed(folder: Path, record: Record) -> tuple[str, ...]:
    """Recorded files that are gone or of another size; nothing is read."""
    wrong = []
    for name, (_, size) in record.files.items():
        try:
            state = (folder / name).stat()
        except OSError:
            wrong.append(name)
            continue
        if state.st_size != size:
            wrong.append(name)
    return tuple(wrong)


def card_in(folder: Path) -> ModelCard | None:
    """The card of what was installed there: DocMind's by the recorded id, or that in the folder."""
    record = read_record(folder)
    shipped = known_card(record.id) if record is not None else None
    if shipped is not None:
        return shipped
    path = folder / CARD_FILE
    return read_card(path) if path.is_file() else None


def calibration_of(folder: Path, precision: str) -> Calibration | None:
    """What was measured of the model at this precision (fp32, int8): from ``calibration.json``
    beside the weights, else from its card, else None. Raises ``ModelError`` for a broken file."""
    path = folder / CALIBRATION_FILE
    if path.is_file():
        try:
            stated = json.loads(path.read_text(encoding="utf-8"))
            found = dict(calibrations_from(stated)).get(precision)
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise ModelError(
                "What was measured of the model cannot be read",
                detail=f"{error}.",
                hint="Delete the file, then measure again.",
                path=path,
            ) from None
        if found is not None:
            return found
    shipped = card_in(folder)
    return shipped.calibration(precision) if shipped is not None else None


def record_conversion(folder: Path, made: Mapping[str, Sequence[str]]) -> None:
    """Note that files were converted, then delete the originals.

    ``made`` maps each new file, complete and flushed to the disk under its final name, to the
    files it was made from: ``{"model.safetensors": ["pytorch_model.bin"]}``. A folder without a
    record (one that a person made) is left as it is: nothing is deleted there.

    The digest stays that of the original weights, which is what makes vectors comparable; the
    record gets the new files' sha256 and remembers the originals' under ``converted_from``. It is
    written before anything is deleted, so a crash leaves at most a file too many. Raises
    ``ModelError``.
    """
    record = read_record(folder)
    if record is None:
        return
    files = dict(record.files)
    converted = {new: dict(olds) for new, olds in record.converted_from.items()}
    for new, olds in made.items():
        path = folder / new
        originals = {old: files.pop(old)[0] for old in olds if old in files}
        converted[new] = {**converted.get(new, {}), **originals}
        files[new] = (sha256_of(path), path.stat().st_size)
    unpinned = tuple(name for name in record.unpinned if name in files)
    changed = replace(record, files=files, converted_from=converted, unpinned=unpinned)
    try:
        write_record(folder, changed)
        for olds in made.values():
            for old in olds:
                (folder / old).unlink(missing_ok=True)
    except OSError as error:
        raise ModelError(
            "The converted model cannot be saved",
            detail=f"{error.strerror or error}.",
            hint="Check free space and permissions.",
            path=folder,
        ) from None
