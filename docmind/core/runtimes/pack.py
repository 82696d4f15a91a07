"""Unpacks a ``.docmind-runtime`` file: a stranger's work until every byte was compared.

Names that lead out, links, devices, files that nobody announced and archives that unpack to more
than they say are refused before anything stands under its name.
"""

from __future__ import annotations

import hashlib
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from docmind.core.errors import ModelError
from docmind.core.files import open_regular
from docmind.core.models.digests import PIECE, Progress, silent
from docmind.core.runtimes.manifest import (
    LARGEST_MANIFEST,
    MANIFEST,
    MOST_FILES,
    RuntimeManifest,
    manifest_from,
    misfit,
    refused,
)
from docmind.core.runtimes.staging import bring_to_disk, require_space, writing

_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError,
    ValueError,
)  # fmt: skip


class Pack:
    """An open pack. ``manifest`` is what it says of itself, and fits its members."""

    def __init__(self, archive: zipfile.ZipFile, path: Path) -> None:
        self.path = path
        self._archive = archive
        self._members = _members(archive, path)
        self.manifest_bytes = self._manifest_bytes()
        self.manifest = manifest_from(self.manifest_bytes, path)
        self._require_fits()
        self._require_same_files()

    def unpack(self, target: Path, progress: Progress = silent) -> None:
        """Copy everything into ``target``, an empty folder, and compare every byte. ``progress``
        may raise to stop. Raises ``ModelError``, ``DiskFull``."""
        require_space(target, self.manifest.size)
        done, total = 0, self.manifest.size
        made: set[Path] = set()
        for name, (sha256, size) in self.manifest.files.items():
            progress(done, total, name)
            path = target / name
            if path.parent not in made:
                with writing(path.parent):
                    path.parent.mkdir(parents=True, exist_ok=True)
                made.add(path.parent)
            self._copy(name, path, sha256, size)
            done += size
        with writing(target):
            (target / MANIFEST).write_bytes(self.manifest_bytes)
            bring_to_disk(target)
        progress(done, total, "")

    def _manifest_bytes(self) -> bytes:
        first = next(iter(self._members.values()), None)
        if first is None or first.filename != MANIFEST:
            raise refused(self.path, "It does not begin with a manifest")
        if first.file_size > LARGEST_MANIFEST:
            raise refused(self.path, "Its manifest is larger than any")
        with self._reading(MANIFEST), self._archive.open(first) as stream:
            return stream.read(LARGEST_MANIFEST)

    def _require_fits(self) -> None:
        why = misfit(self.manifest)
        if why:
            raise ModelError(
                "This models runtime cannot be used here",
                detail=why,
                hint="Get the one that belongs to this DocMind and this computer. Everything else"
                " works without it.",
                path=self.path,
            )

    def _require_same_files(self) -> None:
        told, there = set(self.manifest.files), set(self._members) - {MANIFEST}
        if told != there:
            name = min(told ^ there)
            what = "It lacks a file" if name in told else "It holds a file that is not announced"
            raise refused(self.path, f"{what}: {name[:200]}")
        for name, (_, size) in self.manifest.files.items():
            if self._members[name].file_size != size:
                raise refused(self.path, f"{name} has not the size that it was said to have")

    def _copy(self, name: str, target: Path, sha256: str, size: int) -> None:
        sums, came = hashlib.sha256(), 0
        with (
            self._reading(name),
            self._archive.open(self._members[name]) as stream,
            writing(target),
            target.open("xb") as copy,
        ):
            while piece := self._piece(stream, name):
                came += len(piece)
                if came > size:
                    break
                sums.update(piece)
                copy.write(piece)
        if came != size or sums.hexdigest() != sha256:
            raise ModelError(
                "The models runtime is damaged",
                detail=f"{name} is not what was published.",
                hint="Copy or download the file again. Nothing was installed.",
                path=self.path,
            )

    def _piece(self, stream: IO[bytes], name: str) -> bytes:
        with self._reading(name):
            return stream.read(PIECE)

    @contextmanager
    def _reading(self, name: str) -> Iterator[None]:
        try:
            yield
        except _BROKEN as error:
            raise _unreadable(self.path, f"{name}: {error}") from None


@contextmanager
def opened(path: Path) -> Iterator[Pack]:
    """The pack at ``path``, which fits this computer. Raises ``ModelError``, ``FileUnreadable``."""
    with open_regular(path) as stream:
        try:
            archive = zipfile.ZipFile(stream)
        except _BROKEN as error:
            raise _unreadable(path, f"{error}") from None
        with archive:
            yield Pack(archive, path)


def read_manifest(folder: Path) -> RuntimeManifest:
    """The manifest of an installed runtime. Raises ``ModelError``."""
    path = folder / MANIFEST
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ModelError(
            "The models runtime is damaged",
            detail=f"Its manifest cannot be read: {error.strerror or error}.",
            hint="Install it again, or remove it.",
            path=folder,
        ) from None
    return manifest_from(content, path)


def digest_of(content: bytes) -> str:
    """What names a runtime: the sha256 (hex) of its manifest, which names all its files."""
    return hashlib.sha256(content).hexdigest()


def _members(archive: zipfile.ZipFile, path: Path) -> dict[str, zipfile.ZipInfo]:
    members = archive.infolist()
    if len(members) > MOST_FILES:
        raise refused(path, f"It holds {len(members):,} files")
    found: dict[str, zipfile.ZipInfo] = {}
    for member in members:
        kind = stat.S_IFMT(member.external_attr >> 16)
        if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise refused(path, f"It holds a link or a device: {member.filename[:200]!r}")
        if member.flag_bits & 0x1:
            raise refused(path, "It is encrypted")
        if member.filename in found:
            raise refused(path, f"It holds the same file twice: {member.filename[:200]!r}")
        if not member.is_dir():
            found[member.filename] = member
    return found


def _unreadable(path: Path, what: str) -> ModelError:
    return ModelError(
        "The models runtime cannot be read",
        detail=f"{what.rstrip('.')}.",
        hint="Copy or download the file again. Nothing was installed.",
        path=path,
    )
