"""What the catalog notes of a library's models, and under which keys."""

from __future__ import annotations

import msgspec

from docmind.core.catalog.catalog import Catalog
from docmind.core.embed.base import ModelIdentity

IDENTITY = "identity"  # the embedding space that the store holds
MODEL = "model"  # the model of that space, as the model store names it
NEXT = "next"  # what is being built
BEFORE = "previous"  # the space whose store was in use before
PICTURES = "pictures_identity"  # the space of the pictures that were looked at
CHANGED = "model_changed"  # what was told of a model that is another by now, "" when none is


class Goal(msgspec.Struct, frozen=True):
    """What is being built: the model, its space, and the mean lengths its words are weighed
    with (0, 0 before the first passage)."""

    model: str
    identity: ModelIdentity
    means: tuple[float, float] = (0.0, 0.0)


def noted_goal(noted: str) -> Goal | None:
    """What is being built, as noted in the catalog; None when nothing is."""
    return msgspec.json.decode(noted, type=Goal) if noted else None


def kept_spaces(catalog: Catalog) -> set[str]:
    """The spaces of all indexes of a library: in use, being built, left, and of pictures."""
    goal = noted_goal(catalog.meta(NEXT))
    spaces = {catalog.meta(BEFORE)} | ({goal.identity.space} if goal is not None else set())
    for key in (IDENTITY, PICTURES):
        if noted := catalog.meta(key):
            spaces.add(msgspec.json.decode(noted, type=ModelIdentity).space)
    return spaces - {""}
