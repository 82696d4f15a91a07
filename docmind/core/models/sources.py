"""Where an import takes files from: a folder, a cache of the hub's program, an archive.

All of them are strangers' work: names that lead out, links, devices and archives that unpack to
more than they say are refused before anything is written.
"""

from __future__ import annotations

import re
import stat
import zipfile
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from docmind.core.errors import ModelError
from docmind.core.files import open_regular, unreadable
from docmind.core.models.cards import is_weights
from docmind.core.models.folder import PREFERRED
from docmind.core.models.graph_names import graph_names, is_graph_part, parts_of
from docmind.core.models.record import RECORD_FILE

MANIFEST = "manifest.json"
MOST_BYTES = 20 << 30
"""Largest model that is imported where no card says how large it is."""

_MOST_FILES = 10_000
_KINDS = (".safetensors", ".json", ".txt", ".onnx", ".model")
# Files of torch are code when loaded carelessly: only those that the loaders open safely.
_TORCH = ("pytorch_model.bin", "open_clip_pytorch_model.bin", "sparse_linear.pt",
          "colbert_linear.pt")  # fmt: skip
# folders of sentence-transformers, such as 1_Pooling, and where exports keep their graphs
_MODULE = re.compile(r"\d+_\w+|onnx")


class Source(ABC):
    """Files by their names inside the model ("1_Pooling/config.json"), with their sizes."""

    def __init__(self, path: Path, sizes: Mapping[str, int]) -> None:
        self.path = path
        self.sizes = sizes

    @abstractmethod
    def open(self, name: str) -> IO[bytes]:
        """Open a file for reading. Raises ``ModelError`` or ``FileUnreadable``."""

    def close(self) -> None:  # noqa: B027 - a folder has nothing to let go of
        """Let go of the archive, where there is one."""

    @property
    def title(self) -> str:
        """What the model can be called when nothing else names it."""
        return self.path.resolve().name.removesuffix(".zip")

    def read(self, name: str, most: int) -> bytes:
        """A small file as a whole. Raises ``ModelError`` when it is larger than ``most``."""
        if self.sizes[name] > most:
            raise refused(self.path, f"{name} is larger than such a file can be")
        with self.open(name) as stream:
            return stream.read(most)


class FolderSource(Source):
    """A plain folder, or a snapshot in the cache of the hub's program."""

    def __init__(self, path: Path) -> None:
        folder = _snapshot(path)
        # a snapshot's files are links to blobs beside it; no other link may lead out
        self._within = _cache_of(folder) or folder.resolve()
        self._folder = folder
        super().__init__(path, dict(self._listed()))

    @property
    def title(self) -> str:
        cache = _cache_of(self._folder)
        return super().title if cache is None else cache.name.rpartition("--")[2]

    def _listed(self) -> Iterator[tuple[str, int]]:
        try:
            found = sorted(self._folder.glob("*")) + sorted(self._folder.glob("*/*"))
        except OSError as error:
            raise unreadable(self._folder, error) from None
        for path in found[:_MOST_FILES]:
            name = path.relative_to(self._folder).as_posix()
            if is_allowed(name) and path.is_file():
                yield name, path.stat().st_size

    def open(self, name: str) -> IO[bytes]:
        path = self._folder / name
        if not path.resolve().is_relative_to(self._within):
            raise refused(self.path, f"{name} is a link that leads out of the folder")
        return open_regular(path)


class ZipSource(Source):
    """An archive: one that DocMind exported, or a plain zip of a model's folder."""

    def __init__(self, path: Path) -> None:
        self._stream = open_regular(path)
        try:
            self._archive = zipfile.ZipFile(self._stream)
            members = self._archive.infolist()
            if len(members) > _MOST_FILES:
                raise refused(path, f"It holds {len(members):,} files")
            for member in members:
                _require_harmless(member, path)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            self._stream.close()
            raise ModelError(
                "The archive cannot be read",
                detail=f"{str(error).rstrip('.')}.",
                hint="Get or export it again.",
                path=path,
            ) from None
        except ModelError:
            self._stream.close()
            raise
        files = [member for member in members if not member.is_dir()]
        start = _common_folder([member.filename for member in files])
        self._members = {member.filename[len(start) :]: member for member in files}
        super().__init__(path, {name: member.file_size for name, member in self._members.items()})

    @property
    def is_pack(self) -> bool:
        """Whether DocMind made it: the manifest comes first."""
        return next(iter(self._members), "") == MANIFEST

    def open(self, name: str) -> IO[bytes]:
        try:
            return self._archive.open(self._members[name])
        except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError) as error:
            raise ModelError(
                "The archive cannot be read", detail=f"{name}: {error}.", path=self.path
            ) from None

    def close(self) -> None:
        self._archive.close()
        self._stream.close()


@contextmanager
def opened(path: Path) -> Iterator[Source]:
    """The files at ``path``. Raises ``ModelError`` or ``FileUnreadable``."""
    if path.is_dir():
        yield FolderSource(path)
        return
    source = ZipSource(path)
    try:
        yield source
    finally:
        source.close()


def is_allowed(name: str) -> bool:
    """Whether a file of that name may belong to a model: by its kind and its place."""
    path = PurePosixPath(name)
    if name in (RECORD_FILE, MANIFEST) or any(part.startswith(".") for part in path.parts):
        return False
    if len(path.parts) > 2 or (len(path.parts) == 2 and not _MODULE.fullmatch(path.parts[0])):
        return False
    if len(path.parts) == 1 and path.suffix == ".pt":
        return True
    if path.suffix in _KINDS or is_graph_part(name):
        return True
    return name in _TORCH or path.name == "pytorch_model.bin"


def chosen(names: Mapping[str, int]) -> tuple[str, ...]:
    """What to take of a model that no card describes: all that is allowed, weights only once."""
    needless = {other for first, other in PREFERRED.items() if first in names}
    if "open_clip_config.json" in names:
        # repositories of CLIP also hold the same weights in another program's form
        needless |= {"model.safetensors", "pytorch_model.bin"}
    if any(name.startswith("open_clip_") and not name.endswith(".json") for name in names):
        needless |= {name for name in names if name.endswith(".pt")}
    graphs = _graphs(names)
    if graphs:
        others = {name for name in names if is_graph_part(name) or is_weights(name)}
        needless |= others - parts_of(graphs, names)
    else:
        needless |= {name for name in names if name.startswith("onnx/")}
    if "config.json" in names and "open_clip_config.json" not in names:
        needless |= {name for name in names if name.endswith(".pt") and name not in _TORCH}
    return tuple(name for name in names if is_allowed(name) and name not in needless)


def _graphs(names: Mapping[str, int]) -> tuple[str, ...]:
    """The graphs that a model is run by, () where it is one that is run by its weights."""
    if any(name.startswith("open_clip_") or "_linear." in name for name in names):
        return ()
    return tuple(graph_names(names).values())


def refused(path: Path, why: str) -> ModelError:
    """An archive or folder that is not taken."""
    return ModelError(
        "This is not taken as a model",
        detail=f"{why}.",
        hint="Nothing was imported. Get it from where its makers publish it.",
        path=path,
    )


def _require_harmless(member: zipfile.ZipInfo, path: Path) -> None:
    name = member.filename
    parts = PurePosixPath(name).parts
    if name.startswith(("/", "\\")) or "\\" in name or ".." in parts or ":" in name:
        raise refused(path, f"It holds a file whose name leads elsewhere: {name}")
    kind = stat.S_IFMT(member.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise refused(path, f"It holds a link or a device: {name}")
    if member.flag_bits & 0x1:
        raise refused(path, "It is encrypted")
    if member.file_size > MOST_BYTES:
        raise refused(path, f"{name} is larger than any model")


def _common_folder(names: list[str]) -> str:
    """The one folder in which all lies ("bge-m3/"), "" when there is none."""
    first = names[0].partition("/")[0] + "/" if names else ""
    return first if all(name.startswith(first) for name in names) else ""


def _snapshot(path: Path) -> Path:
    """The snapshot inside ``models--ORG--NAME``; any other folder is itself."""
    if not (path / "snapshots").is_dir():
        return path
    found = sorted((path / "snapshots").iterdir(), key=lambda one: one.stat().st_mtime)
    if not found:
        raise refused(path, "Its cache holds no snapshot")
    main = path / "refs" / "main"
    named = path / "snapshots" / main.read_text().strip() if main.is_file() else found[-1]
    return named if named.is_dir() else found[-1]


def _cache_of(folder: Path) -> Path | None:
    """The folder of that model in the hub's cache, when ``folder`` is a snapshot in it."""
    if folder.parent.name == "snapshots" and folder.parent.parent.name.startswith("models--"):
        return folder.parent.parent.resolve()
    return None
