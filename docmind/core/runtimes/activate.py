"""In the model worker: have packages come from a models runtime (``DOCMIND_RUNTIME``).

The runtime's packages go before those of the program, since they were built for each other. The
standard library and DocMind itself always come from the program: they speak with the other side.
Imports nothing but the standard library, because it goes before every other import.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from importlib.metadata import Distribution, DistributionFinder, MetadataPathFinder
from pathlib import Path
from types import ModuleType
from typing import Any

VARIABLE = "DOCMIND_RUNTIME"
PACKAGES = "site-packages"
_kept: list[Any] = []


def activate_named() -> Path | None:
    """Take packages from the folder that the environment names; where they lie, None when none is
    named or it is not there any more (the worker's log says so)."""
    named = os.environ.get(VARIABLE, "")
    if not named:
        return None
    packages = Path(named) / PACKAGES
    if not packages.is_dir():
        print(f"the models runtime {named} is not there", file=sys.stderr)  # noqa: T201 - the log
        return None
    activate(packages)
    return packages


def activate(packages: Path) -> None:
    """Take packages from that folder, before any other place."""
    sys.meta_path.insert(0, RuntimeFinder(packages))
    # for what looks along the path itself, such as libraries that lie beside each other
    sys.path.append(str(packages))
    # A frozen program writes no byte code; without it every start would compile PyTorch anew.
    sys.dont_write_bytecode = False


class RuntimeFinder(MetaPathFinder):
    """Finds top-level packages in one folder; what is inside them is found through them."""

    def __init__(self, packages: Path) -> None:
        self._path = [str(packages)]

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None = None,
        target: ModuleType | None = None,
    ) -> ModuleSpec | None:
        """The place of a package, None for what is not of this folder."""
        if path is not None or fullname in sys.stdlib_module_names or fullname == "docmind":
            return None
        found = PathFinder.find_spec(fullname, self._path, target)
        if found is not None and found.origin and fullname == "torchvision":
            found.loader = _TorchvisionLoader(fullname, found.origin)
        return found

    def find_distributions(
        self, context: DistributionFinder.Context | None = None
    ) -> Iterable[Distribution]:
        """What is installed in the folder: libraries ask each other for their versions."""
        name = context.name if context is not None else None
        inside = DistributionFinder.Context(name=name, path=self._path)
        return MetadataPathFinder.find_distributions(inside)


class _TorchvisionLoader(SourceFileLoader):
    """Brings torchvision in, with its operators declared where it would stumble over them."""

    def exec_module(self, module: ModuleType) -> None:
        torch = importlib.import_module("torch")
        if torch.version.cuda is None and not _kept and _is_for_card(Path(self.path)):
            _declare_operators(torch)
        super().exec_module(module)


def _declare_operators(torch: ModuleType) -> None:
    """Declare the two operators that torchvision names at import without having looked whether its
    library came up: one that was built for a graphics card does not beside a PyTorch for the
    processor (pytorch/vision 9085). Nothing here calls them."""
    library = torch.library.Library("torchvision", "DEF")
    for name in ("nms", "qnms"):
        library.define(f"{name}(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")
    _kept.append(library)  # the operators go with it


def _is_for_card(package: Path) -> bool:
    """Whether this torchvision was built for a graphics card: its version says so."""
    with suppress(OSError):
        text = package.with_name("version.py").read_text(encoding="utf-8")
        return "+cu" in text.partition("\n")[0]
    return False
