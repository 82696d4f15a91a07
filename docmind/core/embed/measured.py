"""What was measured of a model, and what follows from it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from docmind.core.embed.base import ModelIdentity
from docmind.core.models.cards import Calibration
from docmind.core.models.folder import calibration_of

MOST_LOSS = 0.01
"""Of ranking (nDCG@10): with more, quantised weights are only used when a person insists."""


def with_measured(identity: ModelIdentity, folder: Path) -> ModelIdentity:
    """The identity with what was measured of the model in ``folder``, at its precision."""
    return with_figures(identity, calibration_of(folder, identity.precision))


def with_figures(identity: ModelIdentity, found: Calibration | None) -> ModelIdentity:
    """The identity with its floor and the bounds of its weight, where they were measured."""
    if found is None:
        return identity
    return replace(
        identity,
        floor=found.floor,
        least_weight=found.least_weight,
        most_weight=found.most_weight,
    )


def loses_nothing(folder: Path) -> bool:
    """Whether it was measured that quantised weights rank as the full ones do."""
    measured = calibration_of(folder, "int8")
    return measured is not None and measured.loss is not None and measured.loss < MOST_LOSS
