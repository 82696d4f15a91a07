"""What a models runtime says of itself, and whether this DocMind can use it.

A pack is a zip with ``manifest.json`` first and the installed packages under ``site-packages``.
"""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Literal

import msgspec

from docmind.core.errors import ModelError
from docmind.core.runtimes.activate import PACKAGES

FORMAT = 1
MANIFEST = "manifest.json"
LARGEST_MANIFEST = 64 << 20
MOST_BYTES = 24 << 30
MOST_FILES = 200_000
_MACHINES = {"amd64": "x86_64", "aarch64": "arm64"}
_TITLES = {
    "cpu": "Models on the processor (PyTorch)",
    "cuda": "Models on an NVIDIA graphics card (PyTorch with CUDA)",
}


class RuntimeManifest(msgspec.Struct, frozen=True):
    """``version`` is that of the DocMind it was built for, ``python`` the interpreter's tag
    (cp311), ``platform`` as ``this_platform`` names it. ``packages`` holds versions by name,
    ``files`` (sha256, size) by name. ``libc`` is the lowest glibc that its libraries need ("" on
    other systems)."""

    format: int
    variant: Literal["cpu", "cuda"]
    version: str
    python: str
    platform: str
    packages: dict[str, str]
    files: dict[str, tuple[str, int]]
    libc: str = ""

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(size for _, size in self.files.values())


def title_of(variant: str) -> str:
    """What a person calls a runtime of that variant."""
    return _TITLES.get(variant, variant)


def this_python() -> str:
    """The tag of this interpreter's binary interface, as wheels name it."""
    return f"cp{sys.version_info.major}{sys.version_info.minor}{getattr(sys, 'abiflags', '')}"


def this_platform() -> str:
    """System and machine, such as ``linux-x86_64``."""
    machine = platform.machine().lower()
    return f"{sys.platform}-{_MACHINES.get(machine, machine)}"


def manifest_from(content: bytes, path: Path) -> RuntimeManifest:
    """The manifest that ``path`` holds. Raises ``ModelError`` for what is none, or names files
    that lie elsewhere."""
    try:
        stated = msgspec.json.decode(content, type=dict[str, msgspec.Raw])
        number = msgspec.json.decode(stated.get("format", msgspec.Raw(b"0")), type=int)
        if number > FORMAT:
            raise ModelError(
                "The models runtime was made for a newer DocMind",
                detail=f"Its format is {number}, and this DocMind knows {FORMAT}.",
                hint="Update DocMind, or get the runtime that belongs to this version.",
                path=path,
            )
        manifest = msgspec.json.decode(content, type=RuntimeManifest)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise refused(path, f"Its manifest cannot be read: {error}") from None
    _require_harmless(manifest, path)
    return manifest


def _require_harmless(manifest: RuntimeManifest, path: Path) -> None:
    for name in manifest.files:
        require_inside(name, path)
    if any(size < 0 for _, size in manifest.files.values()) or manifest.size > MOST_BYTES:
        raise refused(path, "It is larger than any models runtime")
    folded = {name.casefold() for name in manifest.files}
    if len(folded) < len(manifest.files):
        raise refused(path, "It names the same file twice")


def require_inside(name: str, path: Path) -> None:
    """Raise ``ModelError`` for a name that leads out of the folder of packages."""
    parts = PurePosixPath(name).parts
    if parts[:1] != (PACKAGES,) or len(parts) < 2 or _is_odd(name, parts):
        raise refused(path, f"It holds a file whose name leads elsewhere: {name[:200]!r}")


def _is_odd(name: str, parts: Iterable[str]) -> bool:
    bad = any(character in "\\:" or ord(character) < 32 for character in name)
    return bad or ".." in parts or "/".join(parts) != name


def misfit(manifest: RuntimeManifest) -> str:
    """Why this DocMind cannot use the runtime, in sentences; "" when it can."""
    if manifest.platform != this_platform():
        return f"It was made for {manifest.platform}, and this computer is {this_platform()}."
    if manifest.python != this_python():
        return (
            f"It was made for another DocMind: its packages need Python {manifest.python}, and"
            f" this DocMind has {this_python()}."
        )
    have = platform.libc_ver()[1]
    if manifest.libc and have and _numbers(have) < _numbers(manifest.libc):
        return f"It needs a newer system: its glibc is {have}, and {manifest.libc} is needed."
    return ""


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())


def refused(path: Path, why: str) -> ModelError:
    """A file that is not taken as a runtime."""
    return ModelError(
        "This is not taken as a models runtime",
        detail=f"{why}.",
        hint="Nothing was installed. Get it again from where DocMind is published.",
        path=path,
    )
