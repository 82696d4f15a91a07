"""What was measured of a model, and what follows from it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from docmind.core.embed.base import ModelIdentity
from docmind.core.models.folder import calibration_of

MOST_LOSS = 0.01
"""Of ranking (nDCG@10): with more, quantised weights are only used when a person insists."""


def with_measured(identity: ModelIdentity, folder: Path) -> ModelIdentity:
    """The identity with the floor and the bounds of weight that were measured at its precision."""
    measured = calibration_of(folder, identity.precision)
    if measured is None:
        return identity
    return replace(
        identity,
        floor=measured.floor,
        least_weight=measured.least_weight,
        most_weight=measured.most_weight,
    )


def loses_nothing(folder: Path) -> bool:
    """Whether it was measured that quantised weights rank as the full ones do."""
    measured = calibration_of(folder, "int8")
    return measured is not None and measured.loss is not None and measured.loss < MOST_LOSS
