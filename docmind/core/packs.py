"""Files that bring models, or what runs them: told by their names, and never read as documents."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

PackKind = Literal["models", "runtime"]
MODELS_SUFFIX, RUNTIME_SUFFIX = ".docmind-models", ".docmind-runtime"
PACK_SUFFIXES = (MODELS_SUFFIX, RUNTIME_SUFFIX)
_KINDS: dict[str, PackKind] = {MODELS_SUFFIX: "models", RUNTIME_SUFFIX: "runtime"}


def pack_kind(path: Path) -> PackKind | None:
    """What a pack of this name holds, None for any other name. Looks at no file: a folder may be
    called so, too."""
    return _KINDS.get(path.suffix.lower())
