"""Brings models in from folders and archives, and packs them for computers without a network.

A pack (``.docmind-models``) is a zip without compression: ``manifest.json`` first, with the sha256
of every file, then the files. Packing and importing again gives an identical folder.
"""

from __future__ import annotations

import json
import os
import shutil
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import IO, Any

from docmind.core.errors import DiskFull, ModelError
from docmind.core.files import open_regular
from docmind.core.models.cards import (
    ModelCard,
    PinnedFile,
    card_from,
    card_json,
    cards,
    is_weights,
    known_card,
    weights_among,
)
from docmind.core.models.checks import check_folder, own_card, provider_in, slug
from docmind.core.models.digests import PIECE, Checksums, Progress, digest_of_weights, silent
from docmind.core.models.folder import CALIBRATION_FILE, card_in
from docmind.core.models.record import Record, read_record, record_from, record_json
from docmind.core.models.sources import (
    MANIFEST,
    MOST_BYTES,
    Source,
    ZipSource,
    chosen,
    is_allowed,
    opened,
    refused,
)
from docmind.core.models.staging import (
    complete_clip,
    install,
    locked,
    require_space,
    room_for_conversion,
    writing,
)
from docmind.core.packs import MODELS_SUFFIX

_FORMAT = 1
_LARGEST_MANIFEST = 10_000_000
_STAGE = "import"
_PACKED_AT = (1980, 1, 1, 0, 0, 0)  # the same for every file: equal models make equal packs


def import_model(root: Path, path: Path, progress: Progress = silent, name: str = "") -> ModelCard:
    """Copy a model from a folder, a snapshot of the hub's cache, a zip or a pack, verified while
    it is copied and checked before it counts; its card.

    What looks like a model that DocMind knows must be it, file by file: a damaged copy is not
    taken for somebody's own model. With a ``name`` it is somebody's own, and gets a card; so does
    what looks like none that is known (called as its folder then). ``progress`` is told bytes and
    may raise to stop. Raises ``ModelError``, ``DiskFull`` or ``FileUnreadable``; then nothing has
    changed under the model's name.
    """
    with opened(path) as source, locked(root, _STAGE) as staged:
        try:
            if isinstance(source, ZipSource) and source.is_pack:
                return _import_pack(root, source, staged, progress)
            known = None if name else _card_of(source)
            if known is not None:
                return _import_known(root, source, known, staged, progress)
            return _import_own(root, source, name or source.title, staged, progress)
        finally:
            shutil.rmtree(staged, ignore_errors=True)


def _card_of(source: Source) -> ModelCard | None:
    """The card whose largest file is there by name and size; heads are alike in many models."""
    for one in cards():
        largest = max(one.files, key=lambda file: file.size, default=None)
        if largest is not None and source.sizes.get(largest.name) == largest.size > 0:
            return one
    return None


def _import_known(
    root: Path, source: Source, card: ModelCard, staged: Path, progress: Progress
) -> ModelCard:
    pins = {file.name: file.sha256 for file in card.files}
    missing = [name for name, sha256 in pins.items() if sha256 and name not in source.sizes]
    if missing:
        raise ModelError(
            f"{card.title} is not complete",
            detail=f"What is missing: {', '.join(missing)}.",
            hint="Get all files of the model, or download it.",
            path=source.path,
        )
    names = [name for name in pins if name in source.sizes]
    # measured or made by people for these very weights
    names += [name for name in source.sizes if _is_addition(name)]
    verified = _copy(source, names, staged, progress, pins)
    install(root, staged, card, verified)
    return card


def _is_addition(name: str) -> bool:
    return name == CALIBRATION_FILE or (name.endswith(".onnx") and "/" not in name)


def _import_own(
    root: Path, source: Source, name: str, staged: Path, progress: Progress
) -> ModelCard:
    names = chosen(source.sizes)
    weights = weights_among(names)
    if not weights:
        raise ModelError(
            "There is no model in it that DocMind can run",
            detail="It holds no weights: neither a BGE-M3, a CLIP, an ONNX graph nor a model of "
            "sentence-transformers.",
            hint="Models known to work: docmind models list",
            path=source.path,
        )
    verified = _copy(source, names, staged, progress, {})
    if provider_in(staged) == "clip":
        complete_clip(staged)
    card = own_card(name, check_folder(staged))
    digest = digest_of_weights([(one, verified[one]) for one in weights])
    files = tuple(PinnedFile(one, source.sizes[one], verified[one]) for one in names)
    card = replace(card, id=_free_id(root, card.id, digest), files=files)
    install(root, staged, card, verified)
    return card


def _free_id(root: Path, wished: str, digest: str) -> str:
    """An id that no other model has: neither one that DocMind knows nor one that is here."""
    number, name = 1, wished
    while known_card(name) is not None or _is_taken(root / name, digest):
        number += 1
        name = f"{wished}-{number}"
    return name


def _is_taken(folder: Path, digest: str) -> bool:
    try:
        record = read_record(folder)
    except ModelError:
        return True
    return folder.exists() and (record is None or record.digest != digest)


def _import_pack(root: Path, source: ZipSource, staged: Path, progress: Progress) -> ModelCard:
    card, record = _manifest(source)
    missing = [name for name in record.files if name not in source.sizes]
    strange = [name for name in record.files if not is_allowed(name)]
    if missing or strange:
        what = f"{missing[0]} is missing in it" if missing else f"It brings {strange[0]}"
        raise refused(source.path, what)
    pins = {name: sha256 for name, (sha256, _) in record.files.items()}
    shipped = known_card(card.id)
    if shipped is not None:
        card = shipped
        _require_same(shipped, record, source.path)
    verified = _copy(source, list(record.files), staged, progress, pins)
    install(root, staged, card, verified, record)
    return card


def _manifest(source: ZipSource) -> tuple[ModelCard, Record]:
    """What a pack says of itself. Raises ``ModelError``."""
    try:
        stated: dict[str, Any] = json.loads(source.read(MANIFEST, _LARGEST_MANIFEST))
        if stated["format"] != _FORMAT:
            raise ModelError(
                "The pack was made by another version of DocMind",
                detail=f"Its format is {stated['format']}.",
                hint="Update DocMind, then try again.",
                path=source.path,
            )
        card = card_from(stated["card"])
        record = record_from(json.dumps(stated["record"]), source.path)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise refused(source.path, f"Its manifest cannot be read ({error})") from None
    if slug(card.id) != card.id or record.id != card.id:
        raise refused(source.path, f"It names its model {card.id[:80]}")
    return card, record


def _require_same(shipped: ModelCard, record: Record, path: Path) -> None:
    """A pack of a model that DocMind knows holds those weights, or what was made of them."""
    pinned = {file.name: file.sha256 for file in shipped.files if file.sha256}
    weights = [(name, sha256) for name, sha256 in pinned.items() if is_weights(name)]
    told = {name: sha256 for name, (sha256, _) in record.files.items()}
    for olds in record.converted_from.values():
        told.update(olds)
    if record.digest == digest_of_weights(weights) and all(
        told.get(name) == sha256 for name, sha256 in weights
    ):
        return
    raise ModelError(
        f"The pack does not hold {shipped.title} as it was published",
        detail="Its weights have other checksums.",
        hint="Export it again, or download the model.",
        path=path,
    )


def _copy(
    source: Source,
    names: Sequence[str],
    staged: Path,
    progress: Progress,
    pins: Mapping[str, str],
) -> dict[str, str]:
    """Copy files into ``staged``, emptied before; their sha256 by name. Raises when one that is
    pinned has another."""
    sizes = {name: source.sizes[name] for name in names}
    total = sum(sizes.values())
    if total > MOST_BYTES:
        raise refused(source.path, "It is larger than any model")
    with writing(staged):
        shutil.rmtree(staged)
        staged.mkdir()
    require_space(staged, total + room_for_conversion(sizes))
    verified: dict[str, str] = {}
    done = 0
    for name in names:
        told = partial(_told, progress, done, total, name)
        sums = _copy_file(source, name, staged / name, told)
        if pins.get(name) and sums.sha256 != pins[name]:
            raise ModelError(
                f"{name} is not what was published",
                detail="Its checksum is another one: it was damaged or changed.",
                hint="Copy it again from where it came, or download the model. If it is a model of "
                "your own, give it a name: docmind models import PATH --name NAME",
                path=source.path,
            )
        verified[name] = sums.sha256
        done += sizes[name]
    return verified


def _told(progress: Progress, before: int, total: int, name: str, here: int) -> None:
    progress(before + here, total, name)


def _copy_file(source: Source, name: str, target: Path, told: Callable[[int], None]) -> Checksums:
    """Copy one file as large as it was said to be. Raises ``ModelError``."""
    sums = Checksums()
    with source.open(name) as stream, writing(target):
        target.parent.mkdir(exist_ok=True)
        with target.open("wb") as copy:
            while piece := _piece(stream, name, source.path):
                sums.add(piece)
                if sums.size > source.sizes[name]:
                    break
                copy.write(piece)
                told(sums.size)
            copy.flush()
            os.fsync(copy.fileno())
    if sums.size != source.sizes[name]:
        raise refused(source.path, f"{name} has not the size that it was said to have")
    return sums


def _piece(stream: IO[bytes], name: str, path: Path) -> bytes:
    try:
        return stream.read(PIECE)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
        raise ModelError(
            "A file of the model cannot be read",
            detail=f"{name}: {str(error).rstrip('.')}.",
            hint="Copy it again from where it came.",
            path=path,
        ) from None


def export_model(folder: Path, target: Path, progress: Progress = silent) -> Path:
    """Pack an installed model into ``target`` (a folder, or a file to which ``.docmind-models`` is
    added where it is missing), verified while it is packed; where it is.

    It appears under its name when it is whole. Raises ``ModelError`` or ``DiskFull``.
    """
    record, card = read_record(folder), card_in(folder)
    if record is None or card is None:
        raise ModelError("This folder is no installed model", path=folder)
    if target.is_dir():
        target = target / card.id
    if target.suffix != MODELS_SUFFIX:
        target = target.with_name(f"{target.name}{MODELS_SUFFIX}")
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with writing(target):
            _require_room(target.parent, record.size)
            with zipfile.ZipFile(beside, "w", zipfile.ZIP_STORED) as pack:
                _pack(pack, folder, card, record, progress)
            _to_disk(beside)
            beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
    return target


def _require_room(folder: Path, size: int) -> None:
    free = shutil.disk_usage(folder).free
    if free < size:
        raise DiskFull(
            "There is not enough room for the pack",
            detail=f"It needs {size >> 20:,} MiB, and {free >> 20:,} MiB are free.",
            hint="Name a place on another disk.",
            path=folder,
        )


def _pack(
    pack: zipfile.ZipFile, folder: Path, card: ModelCard, record: Record, progress: Progress
) -> None:
    manifest = {
        "format": _FORMAT,
        "card": json.loads(card_json(card)),
        "record": json.loads(record_json(record.without_damage())),
    }
    pack.writestr(zipfile.ZipInfo(MANIFEST, _PACKED_AT), json.dumps(manifest, indent=2))
    done = 0
    for name, (sha256, size) in record.files.items():
        member = zipfile.ZipInfo(name, _PACKED_AT)
        sums = Checksums()
        with open_regular(folder / name) as stream, pack.open(member, "w", force_zip64=True) as to:
            while piece := stream.read(PIECE):
                sums.add(piece)
                to.write(piece)
                progress(done + sums.size, record.size, name)
        if sums.sha256 != sha256:
            raise ModelError(
                f"{card.title} is damaged",
                detail=f"{name} is not as it was installed.",
                hint="Install the model again, then export it.",
                path=folder / name,
            )
        done += size


def _to_disk(path: Path) -> None:
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())
