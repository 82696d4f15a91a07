"""Which runtime a model worker is started with, and what is known of those that are here."""

from __future__ import annotations

import json
import os
import platform
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from docmind.core import paths
from docmind.core.errors import DocMindError
from docmind.core.models.record import write_whole
from docmind.core.runtimes.manifest import RuntimeManifest, misfit
from docmind.core.runtimes.pack import read_manifest
from docmind.core.runtimes.staging import LEAVING

CRASHED = "crashed.json"
_CARD_FILES = ("nvcuda.dll", "nvidia-smi.exe")  # of the driver
_CARD_NODES = ("/dev/nvidiactl", "/dev/nvidia0", "/dev/dxg", "/dev/kfd")


@dataclass(frozen=True, slots=True)
class Installed:
    """A runtime that lies here. ``fault`` says why it cannot be used, ``misfit`` that it was made
    for another DocMind or computer; "" both when it can."""

    folder: Path
    variant: str
    version: str
    size: int
    fault: str = ""
    misfit: str = ""

    @property
    def usable(self) -> bool:
        """Whether a worker can be started with it."""
        return not self.fault and not self.misfit


def has_card() -> bool:
    """Whether there could be a graphics card that PyTorch can use; a look that costs no time."""
    if sys.platform == "darwin":
        return platform.machine() == "arm64"
    if sys.platform == "win32":
        system = Path(os.environ.get("SYSTEMROOT", "C:/Windows")) / "System32"
        return any((system / name).exists() for name in _CARD_FILES)
    return any(Path(node).exists() for node in _CARD_NODES)


def installed(root: Path) -> tuple[Installed, ...]:
    """All runtimes in the folder, newest first. Never raises."""
    return tuple(sorted(_found(root), key=lambda one: _age(one.folder)))


def _found(root: Path) -> Iterator[Installed]:
    with suppress(OSError):
        for folder in root.iterdir():
            is_one = folder.is_dir() and not folder.name.startswith(".")
            if is_one and not (folder / LEAVING).exists():
                yield look_at(folder)


def _age(folder: Path) -> float:
    try:
        return -folder.stat().st_mtime
    except OSError:
        return 0.0


def look_at(folder: Path) -> Installed:
    """The runtime in a folder: whether all its files are there in their sizes. Never raises."""
    variant = folder.name.partition("-")[0]
    try:
        manifest = _manifest(folder, (folder / "manifest.json").stat().st_mtime_ns)
    except OSError:
        return Installed(folder, variant, "", 0, "Its manifest is missing.")
    except DocMindError as error:
        return Installed(folder, variant, "", 0, f"{error.title}. {error.detail}")
    fault = _crash(folder) or _lack(folder, manifest)
    return Installed(
        folder, manifest.variant, manifest.version, manifest.size, fault, misfit(manifest)
    )


@lru_cache(maxsize=8)
def _manifest(folder: Path, changed: int) -> RuntimeManifest:
    return read_manifest(folder)


def _lack(folder: Path, manifest: RuntimeManifest) -> str:
    wrong = [name for name, (_, size) in manifest.files.items() if _size(folder / name) != size]
    if not wrong:
        return ""
    more = f" and {len(wrong) - 1:,} more" if len(wrong) > 1 else ""
    return f"It is not as it was installed: {wrong[0]}{more}."


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return -1


def _crash(folder: Path) -> str:
    """Why it is not used any more, "" when it did not crash."""
    path = folder / CRASHED
    if not path.exists():
        return ""
    with suppress(OSError, ValueError, KeyError, TypeError):
        return f"It stopped again and again ({json.loads(path.read_bytes())['reason']})."
    return "It stopped again and again."


def note_crash(folder: Path, reason: str) -> None:
    """Remember that the runtime ends the worker, so that it is not tried again."""
    told = {"reason": reason, "when": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())}
    with suppress(OSError):
        write_whole(folder / CRASHED, json.dumps(told).encode())


def runtime_for(
    device: str = "auto", torch_on_processor: bool = False, root: Path | None = None
) -> Installed | None:
    """The runtime a model on that device (auto, cpu, cuda, mps) is run with, or None when it needs
    none: on the processor models run without PyTorch unless that is wanted."""
    on_card = device != "cpu" and has_card()
    if not on_card and not torch_on_processor:
        return None  # before tens of thousands of files are looked at
    here = [one for one in installed(root or paths.runtimes_dir()) if one.usable]
    by_variant = {one.variant: one for one in reversed(here)}
    if on_card:
        best = "cpu" if sys.platform == "darwin" else "cuda"
        if best in by_variant:
            return by_variant[best]
    if torch_on_processor:
        return by_variant.get("cpu") or by_variant.get("cuda")
    return None
