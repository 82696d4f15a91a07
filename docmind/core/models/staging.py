"""Where a model is put together before it counts: one folder, one process at a time.

Files lie in ``.staging-<id>`` until all are verified and the checks passed; then one rename makes
them the model. Whatever goes wrong before leaves nothing under the model's name.
"""

from __future__ import annotations

import contextlib
import errno
import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from docmind.core.errors import DiskFull, DocMindError, ModelError
from docmind.core.files import sync_folder
from docmind.core.models.cards import (
    CARD_FILE,
    ModelCard,
    card_json,
    known_card,
    weights_among,
)
from docmind.core.models.checks import check_folder
from docmind.core.models.checks_clip import CONFIG_FILE, completed_config
from docmind.core.models.digests import digest_of_weights, sha256_of
from docmind.core.models.record import RECORD_FILE, Record, write_record, write_whole

PARTIAL = ".partial"
RESERVE = 512 << 20
"""Bytes that are left free on the disk."""


def staging_folder(root: Path, name: str) -> Path:
    """Where the model of that id is put together."""
    return root / f".staging-{name}"


def folder_bytes(folder: Path) -> int:
    """Bytes of all files in a folder, 0 when it is not there."""
    total = 0
    for path in folder.rglob("*"):
        with contextlib.suppress(OSError):
            total += path.stat().st_size if path.is_file() else 0
    return total


@contextmanager
def locked(root: Path, name: str) -> Iterator[Path]:
    """The staging folder of a model, for this process alone. Raises ``ModelError`` when another
    one is at it, or when the folder cannot be made."""
    folder = staging_folder(root, name)
    lock = FileLock(root / f".staging-{name}.lock")
    try:
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except Timeout:
        raise ModelError(
            f"The model {name} is being installed already",
            hint="Wait until the other DocMind has finished.",
        ) from None
    except OSError as error:
        raise cannot_write(error, root) from None
    try:
        with writing(folder):
            folder.mkdir(exist_ok=True)
        yield folder
    finally:
        lock.release()


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turns the system's errors into words, a full disk into ``DiskFull``."""
    try:
        yield
    except OSError as error:
        raise cannot_write(error, path) from None


def cannot_write(error: OSError, path: Path) -> DocMindError:
    """The error for a person, made from the system's."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFull(
            "The disk is full",
            detail="What has arrived is kept.",
            hint="Make room, then start again: it goes on where it stopped.",
            path=path,
        )
    return ModelError(
        "The model cannot be saved",
        detail=f"{error.strerror or error}.",
        hint="Check the permissions of the folder, or name another in DOCMIND_MODELS_DIR.",
        path=path,
    )


def require_space(folder: Path, needed: int) -> None:
    """Raise ``DiskFull`` unless ``needed`` bytes fit and the reserve stays."""
    with writing(folder):
        free = shutil.disk_usage(folder).free
    if free < needed + RESERVE:
        raise DiskFull(
            "There is not enough room for the model",
            detail=f"It needs {_mb(needed + RESERVE)}, and {_mb(free)} are free.",
            hint="Make room, or name a folder on another disk in DOCMIND_MODELS_DIR.",
            path=folder,
        )


def _mb(count: int) -> str:
    return f"{-(-count // (1 << 20)):,} MiB"


def room_for_conversion(sizes: Mapping[str, int]) -> int:
    """Bytes that converting needs for a while: files of torch are written anew before they go."""
    return sum(size for name, size in sizes.items() if name.endswith((".bin", ".pt")))


def install(
    root: Path,
    staged: Path,
    card: ModelCard,
    verified: Mapping[str, str],
    record: Record | None = None,
) -> Path:
    """Check what lies in ``staged``, note it down, and make it the model ``card.id`` by a rename.

    ``verified`` holds the sha256 of every file that was just read whole, so that it is not read
    again. With a ``record`` (of an exported model) its digest and history are kept. Raises
    ``ModelError`` and installs nothing when the checks fail.
    """
    if card.provider == "clip":
        complete_clip(staged)
    found = check_folder(staged, card.provider)
    if card.dimension and found.dimension != card.dimension:
        raise ModelError(
            "This is another model",
            detail=f"Its vectors have {found.dimension} numbers instead of {card.dimension}.",
            path=staged,
        )
    with writing(staged):
        if known_card(card.id) is None:
            write_whole(staged / CARD_FILE, card_json(card).encode())
        write_record(staged, _record(staged, card, verified, record))
        _flush(staged)
        return _rename(root, staged, root / card.id)


def complete_clip(staged: Path) -> None:
    """Let the folder itself say which activation its weights need: loaders read nothing else."""
    config = completed_config(staged)
    if config is not None:
        text = json.dumps(config, indent=2) + "\n"
        with writing(staged):
            write_whole(staged / CONFIG_FILE, text.encode())


def _record(
    staged: Path, card: ModelCard, verified: Mapping[str, str], known: Record | None
) -> Record:
    files = {}
    for path in sorted(staged.rglob("*")):
        name = path.relative_to(staged).as_posix()
        if not path.is_file() or name == RECORD_FILE:
            continue
        # the two that were just written here are small
        fresh = name in (CARD_FILE, CONFIG_FILE) or name not in verified
        files[name] = (sha256_of(path) if fresh else verified[name], path.stat().st_size)
    shipped = known_card(card.id)
    pinned = {file.name: file.sha256 for file in shipped.files} if shipped is not None else {}
    converted = known.converted_from if known is not None else {}
    weights = [(name, files[name][0]) for name in weights_among(files)]
    return Record(
        id=card.id,
        revision=card.revision,
        digest=known.digest if known is not None else digest_of_weights(weights),
        files=files,
        converted_from=converted,
        unpinned=tuple(
            name
            for name, (sha256, _) in files.items()
            if name != CARD_FILE and name not in converted and pinned.get(name) != sha256
        ),
    )


def _flush(folder: Path) -> None:
    """Bring names to the disk before the rename, so that a power cut cannot leave half a model."""
    for path in (folder, *(child for child in folder.rglob("*") if child.is_dir())):
        sync_folder(path)


def _rename(root: Path, staged: Path, final: Path) -> Path:
    """Put the folder in its place; an older one of that name goes when the new one stands."""
    old = root / f".old-{final.name}"
    shutil.rmtree(old, ignore_errors=True)
    if final.exists():
        final.rename(old)
    staged.rename(final)
    shutil.rmtree(old, ignore_errors=True)
    shutil.rmtree(staging_folder(root, final.name), ignore_errors=True)  # of a stopped download
    return final
