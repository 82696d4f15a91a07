"""Which models runtimes were published for this DocMind (``resources/runtimes``)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal
from urllib.parse import quote

import msgspec

from docmind.core import paths
from docmind.core.addresses import usable
from docmind.core.errors import ModelError, UsageError
from docmind.core.runtimes.manifest import this_platform, this_python


class Published(msgspec.Struct, frozen=True):
    """A pack that can be had: ``file`` below the address in the settings, its ``size`` and
    ``sha256``; ``unpacked`` bytes once it is installed."""

    variant: Literal["cpu", "cuda"]
    version: str
    python: str
    platform: str
    file: str
    size: int
    sha256: str
    unpacked: int


def published(variant: str) -> Published | None:
    """What was published of that variant for this computer and this Python, or None."""
    for one in _catalogue(paths.resources_dir() / "runtimes"):
        wanted = (variant, this_platform(), this_python())
        if (one.variant, one.platform, one.python) == wanted:
            return one
    return None


@cache
def _catalogue(folder: Path) -> tuple[Published, ...]:
    found = []
    for path in sorted(folder.glob("*.json")):
        try:
            found.append(msgspec.json.decode(path.read_bytes(), type=Published))
        except (OSError, ValueError, msgspec.MsgspecError) as error:
            raise ModelError(
                "What DocMind knows of models runtimes cannot be read",
                detail=f"{error}.",
                hint="Install DocMind again.",
                path=path,
            ) from None
    return tuple(found)


def address_of(one: Published, base: str) -> str:
    """Where the pack is to be had below ``base``. Raises ``UsageError`` for one not to be asked."""
    try:
        folder = usable(base.strip().rstrip("/")).geturl()
    except UsageError as error:
        raise UsageError(
            "The address of the models runtimes cannot be used",
            detail=f"{error.title}. {error.hint}.",
            hint="Correct embedding.runtime_address.",
        ) from None
    return f"{folder}/{quote(one.file)}"
