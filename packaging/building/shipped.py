"""What is really inside a frozen program: libraries of Python, of the system, and models.

It is read from the folder itself, never from what was asked to be in it.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib import metadata
from pathlib import Path

_BINARY = re.compile(r"\.(so(\.\d+)*|dll|pyd|dylib)$")
_MODEL = (".safetensors", ".onnx", ".weights")


@dataclass(frozen=True, slots=True)
class SystemLibrary:
    """A library of the system it was built on. ``package`` is "" where that is not known."""

    path: Path
    package: str
    version: str


@dataclass(frozen=True)
class Bundle:
    """The folder that PyInstaller made: ``root`` holds the program and ``_internal``."""

    root: Path

    @property
    def internal(self) -> Path:
        return self.root / "_internal"

    @cached_property
    def libraries(self) -> tuple[metadata.Distribution, ...]:
        """The libraries of Python, by name, without DocMind itself.

        Raises ``ValueError`` when the folder names none: their papers were left out.
        """
        found = {
            plain(distribution.metadata["Name"]): distribution
            for distribution in metadata.distributions(path=[str(self.internal)])
        }
        found.pop("docmind", None)
        if not found:
            raise ValueError(f"{self.internal} holds no .dist-info folder of any library")
        return tuple(found[name] for name in sorted(found))

    @cached_property
    def binaries(self) -> tuple[Path, ...]:
        """Every shared library and extension module, relative to ``internal``; no links."""
        return tuple(
            path.relative_to(self.internal)
            for path in sorted(self.internal.rglob("*"))
            if _BINARY.search(path.name) and path.is_file() and not path.is_symlink()
        )

    @cached_property
    def models(self) -> tuple[Path, ...]:
        """The weights of models, relative to ``internal``."""
        return tuple(
            path.relative_to(self.internal)
            for path in sorted(self.internal.rglob("*"))
            if path.suffix in _MODEL and path.is_file()
        )

    @cached_property
    def system_libraries(self) -> tuple[SystemLibrary, ...]:
        """Binaries that come from no library of Python and not with Python itself."""
        known = {file for library in self.libraries for file in files_of(library)}
        rest = [
            path
            for path in self.binaries
            if path.as_posix() not in known
            and "lib-dynload" not in path.parts
            and not path.name.startswith("libpython")
            and not any(_is_of(path, library) for library in self.libraries)
        ]
        return tuple(_system_library(path) for path in rest)


def plain(name: str) -> str:
    """The name of a library as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def files_of(library: metadata.Distribution) -> Iterator[str]:
    """What the library installs, relative to the folder that holds it."""
    for file in library.files or ():
        yield file.as_posix()


def sha256(path: Path) -> str:
    """The digest of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _is_of(path: Path, library: metadata.Distribution) -> bool:
    """Whether a wheel's repaired folder (``pillow.libs``) holds it."""
    return path.parts[0].lower() == f"{plain(library.metadata['Name']).replace('-', '_')}.libs"


def _system_library(path: Path) -> SystemLibrary:
    source = _on_this_system(path.name)
    if source is None or shutil.which("dpkg-query") is None:
        return SystemLibrary(path, "", "")
    for asked in (source, Path(str(source).removeprefix("/usr"))):  # before and after the merge
        told = _ask("dpkg-query", "--search", str(asked))
        if told:
            package = told.split(":", 1)[0]
            return SystemLibrary(path, package, _ask("dpkg-query", "-Wf", "${Version}", package))
    return SystemLibrary(path, "", "")


def _on_this_system(name: str) -> Path | None:
    """Where the system's loader finds a library, links followed."""
    for line in _ask("ldconfig", "-p").splitlines():
        called, _arrow, place = line.strip().partition(" => ")
        if called.split(" ")[0] == name:
            return Path(place).resolve()
    return None


def _ask(*command: str) -> str:
    program = shutil.which(command[0]) or shutil.which(command[0], path="/sbin:/usr/sbin")
    if program is None:
        return ""
    told = subprocess.run([program, *command[1:]], capture_output=True, text=True, check=False)
    return told.stdout.strip() if told.returncode == 0 else ""
