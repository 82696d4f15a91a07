"""The models runtime: locked wheels in one folder, without what is never run, packed with a
manifest that names every byte (``docmind/core/runtimes`` unpacks it again).

Whether the wheel of PyTorch for the processor can be had is the business of pip's own settings:
where the registry only has the one for CUDA, the variant is not made.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
import time
import zipfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import msgspec

from building import names, toolchain
from building.epoch import epoch
from building.runtime_locks import lock_of
from building.shipped import sha256
from docmind.core.runtimes.activate import PACKAGES
from docmind.core.runtimes.catalogue import Published
from docmind.core.runtimes.manifest import (
    FORMAT,
    MANIFEST,
    RuntimeManifest,
    this_platform,
    this_python,
)

CATALOGUE = names.ROOT / "resources" / "runtimes"
_PIECE = 1 << 20
# Folders that are never run, by where they lie; a star stands for any package.
_FOLDERS = (
    "*/tests", "*/test", "torch/include", "torch/share", "torch/test",
    "torch/utils/benchmark", "pyarrow/include", "pyarrow/src", "pyarrow/includes",
    "numpy/_core/include", "open_clip_train", "examples", "test", "bin", "share", "include",
)  # fmt: skip
_ENDS = (
    ".pyi", ".pyx", ".pxd", ".pxi", ".pyc", ".h", ".hpp", ".cuh", ".c", ".cc", ".cpp", ".cu",
    ".a", ".lib", ".cmake", ".js.map",
)  # fmt: skip
_UNUSED = re.compile(r"pyarrow/(lib)?_?(arrow_)?(python_)?flight")
# Of a torchvision for CUDA, which do not load beside a PyTorch for the processor.
_CARD_ONLY = re.compile(r"torchvision/(_C|image)\.(so|pyd)|torchvision\.libs/")
_TRIAL = """
import sys
from pathlib import Path
from docmind.core.runtimes.activate import activate
activate(Path(sys.argv[1]))
import FlagEmbedding, open_clip, torch
from transformers import Qwen3ForCausalLM
print("The runtime starts with PyTorch", torch.__version__)
"""
_GLIBC = re.compile(r"manylinux_(\d+)_(\d+)")


def build(variant: str) -> Path:
    """Make the pack of one variant in ``dist``, and its entry in the catalogue.

    Raises ``subprocess.CalledProcessError`` when a wheel cannot be had or is not the one that was
    locked, ``ValueError`` when PyTorch is for something else.
    """
    folder = toolchain.WORK / f"runtime-{variant}"
    packages = folder / PACKAGES
    shutil.rmtree(folder, ignore_errors=True)
    _install(variant, packages)
    _require_variant(variant, packages)
    prune(packages, variant)
    _try(packages)
    libc = glibc_needed(packages)
    manifest = RuntimeManifest(
        format=FORMAT,
        variant="cpu" if variant == "cpu" else "cuda",
        version=names.version(),
        python=this_python(),
        platform=this_platform(),
        packages=_versions(packages),
        files=dict(_files(folder)),
        libc=libc,
    )
    pack = toolchain.DIST / names.runtime(names.version(), variant, names.system(), names.machine())
    write_pack(folder, manifest, pack)
    write_entry(manifest, pack)
    return pack


def _install(variant: str, packages: Path) -> None:
    toolchain.run(
        *("-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--no-compile"),
        *("--no-deps", "--require-hashes", "--target", str(packages)),
        *("--requirement", str(lock_of(variant))),
    )


def _require_variant(variant: str, packages: Path) -> None:
    text = (packages / "torch" / "version.py").read_text(encoding="utf-8")
    found = re.search(r"^cuda[^=]*= *(.+)$", text, re.MULTILINE)
    has_cuda = found is not None and found[1].strip() != "None"
    if has_cuda != (variant == "cuda"):
        has = "with" if has_cuda else "without"
        raise ValueError(
            f"pip took a PyTorch {has} CUDA, which does not make the {variant} runtime: have its "
            "settings lead to the other one."
        )


def _try(packages: Path) -> None:
    """Have a process without PyTorch import everything from there, as a model worker does."""
    with tempfile.TemporaryDirectory() as scratch:
        toolchain.run("-W", "ignore", "-c", _TRIAL, str(packages), PYTHONPYCACHEPREFIX=scratch,
                      PYTHONPATH=str(names.ROOT))  # fmt: skip


def prune(packages: Path, variant: str) -> None:
    """Take away what is never run there."""
    for pattern in (*_FOLDERS, "**/__pycache__", "**/tests"):
        for folder in list(packages.glob(pattern)):
            if folder.is_dir():
                shutil.rmtree(folder)
    for path in list(packages.rglob("*")):
        name = path.relative_to(packages).as_posix()
        is_left = name.endswith(_ENDS) or _UNUSED.match(name)
        if name.startswith("torch/bin/"):
            is_left = "torch_shm_manager" not in name  # whose presence PyTorch asks for
        if path.is_file() and (is_left or (variant == "cpu" and _CARD_ONLY.match(name))):
            path.unlink()


def glibc_needed(packages: Path) -> str:
    """The lowest glibc that all wheels run with, by the tags of those with libraries; "" where
    none says so."""
    found = [
        (int(major), int(minor))
        for wheel in packages.glob("*.dist-info/WHEEL")
        for major, minor in [_least(wheel.read_text(encoding="utf-8"))]
    ]
    best = max(found, default=(0, 0))
    return "" if best == (0, 0) else f"{best[0]}.{best[1]}"


def _least(wheel: str) -> tuple[int, int]:
    """A wheel with several tags runs wherever one of them does."""
    tags = [(int(major), int(minor)) for major, minor in _GLIBC.findall(wheel)]
    return min(tags, default=(0, 0))


def _versions(packages: Path) -> dict[str, str]:
    found = metadata.distributions(path=[str(packages)])
    return dict(sorted((str(one.metadata["Name"]), one.version) for one in found))


def _files(folder: Path) -> Iterator[tuple[str, tuple[str, int]]]:
    for path in sorted(folder.rglob("*")):
        if path.is_symlink():
            raise ValueError(f"{path} is a link, and packs hold none")
        if path.is_file():
            yield path.relative_to(folder).as_posix(), (sha256(path), path.stat().st_size)


def write_pack(folder: Path, manifest: RuntimeManifest, pack: Path) -> None:
    """Pack what the manifest names. The same content gives the same bytes, and the pack appears
    under its name when it is whole."""
    content = msgspec.json.format(msgspec.json.encode(manifest), indent=0)
    moment = max(time.gmtime(epoch())[:6], (1980, 1, 1, 0, 0, 0))
    pack.parent.mkdir(parents=True, exist_ok=True)
    beside = pack.with_suffix(".part")
    with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as made:
        for name in (MANIFEST, *manifest.files):
            member = zipfile.ZipInfo(name, moment)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o100644 << 16
            with made.open(member, "w", force_zip64=True) as to:
                if name == MANIFEST:
                    to.write(content)
                    continue
                with (folder / name).open("rb") as stream:
                    shutil.copyfileobj(stream, to, _PIECE)
    beside.replace(pack)


def write_entry(manifest: RuntimeManifest, pack: Path) -> Path:
    """What the program that is built next knows of this pack."""
    entry = Published(
        variant=manifest.variant,
        version=manifest.version,
        python=manifest.python,
        platform=manifest.platform,
        file=pack.name,
        size=pack.stat().st_size,
        sha256=sha256(pack),
        unpacked=manifest.size,
    )
    path = CATALOGUE / f"{manifest.variant}-{manifest.platform}.json"
    path.write_text(json.dumps(msgspec.to_builtins(entry), indent=2) + "\n", encoding="utf-8")
    return path
