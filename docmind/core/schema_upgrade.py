"""The words about bringing a library up to date that every room shares (see ``schema``)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

UpgradeStage = Literal["", "copying", "migrating", "restoring"]


@dataclass(frozen=True, slots=True)
class Upgrade:
    """What bringing a library up to date would take, before it begins.

    ``made_by`` is the version of the DocMind that used the library last, "" when that was not
    noted; ``form`` and ``goal`` are the library's form and this program's. The library opens after
    ``seconds``. Where ``rebuilds``, the index of ``passages`` texts is made again after that, for
    ``rebuild_seconds``, with ``new_texts`` of them read by the model once more; ``pictures`` are
    looked at again. ``disk_bytes`` are needed meanwhile, ``copy_bytes`` of them for the copy that
    is kept; ``free_bytes`` are free.
    """

    made_by: str
    form: int
    goal: int
    seconds: float
    rebuilds: bool = False
    passages: int = 0
    new_texts: int = 0
    rebuild_seconds: float = 0.0
    pictures: int = 0
    disk_bytes: int = 0
    copy_bytes: int = 0
    free_bytes: int = 0


@dataclass(frozen=True, slots=True)
class UpgradeProgress:
    """How far a library is that is being brought up to date: ``done`` of ``total`` bytes of its
    copy. ``stage`` is "" when nothing is under way."""

    stage: UpgradeStage = ""
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Backup:
    """A kept copy of a catalog. ``made`` is ISO 8601 in UTC, ``size`` in bytes; ``program`` is the
    version of the DocMind that had used it, "" when that was not noted."""

    path: Path
    form: int
    program: str
    made: str
    size: int
