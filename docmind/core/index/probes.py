"""Which embedding space a model gives: by what it says of itself, and by the vectors it gives.

The catalog keeps the vectors of known sentences (``embed.probes``) for each space of a library. A
model whose files are here is told by the digest of its weights, and its vectors are a second look,
for a runtime may compute wrongly. A model on a server is told by its vectors alone: one that was
fetched again, moved to another server or quantised so well that nothing changed is the same, and
the same name with other vectors is another model.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace

import msgspec

from docmind.core.catalog.catalog import Catalog
from docmind.core.embed.base import ModelIdentity
from docmind.core.embed.checked import Judge
from docmind.core.embed.probes import ALIKE, Probes, alike
from docmind.core.errors import ModelChanged, ModelError
from docmind.core.index.noted import BEFORE, IDENTITY, MODEL, NEXT, noted_goal

log = logging.getLogger(__name__)


class KeptSpace(msgspec.Struct, frozen=True):
    """A space as it was begun. ``seen`` is the digest that the provider told last, "" where it
    tells none."""

    identity: ModelIdentity
    seen: str
    probes: Probes


class KnownSpaces:
    """The spaces of a library: the one in use, the one being built, the one before. ``tell`` hears
    what a person should know. Every method may be called from any thread."""

    def __init__(self, catalog: Catalog, tell: Callable[[str], None]) -> None:
        self._catalog = catalog
        self._tell = tell

    def of(self, space: str) -> KeptSpace | None:
        """What is kept of a space; None where nothing is, or it cannot be read."""
        kept = self._catalog.meta(_key(space))
        try:
            return msgspec.json.decode(kept, type=KeptSpace) if kept else None
        except msgspec.MsgspecError as error:
            log.warning("the probes of %s are not used: %s", space, error)
            return None

    def note(self, identity: ModelIdentity, seen: ModelIdentity, probes: Probes) -> dict[str, str]:
        """The facts to keep in the catalog of a space that begins."""
        kept = KeptSpace(identity, seen.digest, probes)
        return {_key(identity.space): msgspec.json.encode(kept).decode()}

    def begin(
        self, name: str, identity: ModelIdentity, seen: ModelIdentity, probes: Probes
    ) -> None:
        """Note that the library is read with that model from now on."""
        facts = self.note(identity, seen, probes)
        facts |= {MODEL: name, IDENTITY: msgspec.json.encode(identity).decode()}
        for key, value in facts.items():
            self._catalog.set_meta(key, value)

    def forget(self, space: str) -> None:
        """Keep nothing of a space that is gone."""
        if space and self._catalog.meta(_key(space)):
            self._catalog.set_meta(_key(space), "")

    # -- judges ----------------------------------------------------------------------------------

    def found(self, told: ModelIdentity, probes: Probes) -> ModelIdentity:
        """The space of a model that may be any: one of the library's, or a new one. A ``Judge``."""
        if not told.by_probes:
            return told
        for kept in self._kept():
            if _same_name(kept.identity, told) and _agree(kept, probes):
                self._note_renewed(kept, told)
                return replace(kept.identity, runtime=told.runtime)
        return replace(told, digest=probes.digest)

    def only(self, known: ModelIdentity, name: str, title: str) -> Judge:
        """A judge that takes the model of one space of the library, and no other. ``name`` is what
        the model store calls it, ``title`` what people do."""

        def judge(told: ModelIdentity, probes: Probes) -> ModelIdentity:
            if known.by_probes:
                self._check_probes(known, name, title, told, probes)
                return replace(known, runtime=told.runtime)
            if told.space != known.space:
                raise ModelChanged(
                    "The model's files are not those this library was read with",
                    detail=f"They are {told.space}, the library holds {known.space}.",
                    hint=_ways_out(name),
                )
            self._look_twice(known, title, probes)
            return replace(known, runtime=told.runtime)

        return judge

    def same_vectors(self, known: ModelIdentity, title: str) -> Judge:
        """A judge that takes any model with the vectors of that space: another transport of it."""

        def judge(told: ModelIdentity, probes: Probes) -> ModelIdentity:
            kept = self.of(known.space)
            around = (known.query_template, known.passage_template)
            if kept is None:
                why = "Nothing is kept yet that its vectors could be compared with."
            elif told.dimension != known.dimension:
                why = f"They have {told.dimension} numbers, the library's {known.dimension}."
            elif (told.query_template, told.passage_template) != around:
                why = "It puts other words around texts."
            elif kept.probes.likeness(probes) <= ALIKE:
                why = "They were compared on known sentences."
            else:
                return told
            raise ModelError(f"{title} does not give the vectors of this library", detail=why)

        return judge

    def _check_probes(
        self, known: ModelIdentity, name: str, title: str, told: ModelIdentity, probes: Probes
    ) -> None:
        kept = self.of(known.space)
        same = probes.digest == known.digest if kept is None else _agree(kept, probes)
        if not (same and _same_name(known, told)):
            raise ModelChanged(
                f"{title} is not the model this library was read with",
                detail=_difference(known, told),
                hint=_ways_out(name),
            )
        if kept is None:
            self._keep(known, told, probes)
        else:
            self._note_renewed(kept, told)

    def _look_twice(self, known: ModelIdentity, title: str, probes: Probes) -> None:
        kept = self.of(known.space)
        if kept is None:  # of a library that an earlier program began
            self._keep(known, known, probes)
        elif not _agree(kept, probes):
            likeness = kept.probes.likeness(probes)
            raise ModelError(
                f"{title} computes other vectors than it did when this library was read",
                detail=f"Its files are the same; vectors of known sentences are alike to "
                f"{max(likeness, 0.0):.3f} only.",
                hint="Choose another device in the settings, or remove the models runtime.",
            )

    def _note_renewed(self, kept: KeptSpace, told: ModelIdentity) -> None:
        if told.digest == kept.seen:
            return
        self._keep(kept.identity, told, kept.probes)
        self._tell(
            f"The server has another copy of {told.model or told.name} than before. It gives the "
            "same vectors, so the library stays as it is."
        )

    def _keep(self, identity: ModelIdentity, told: ModelIdentity, probes: Probes) -> None:
        try:
            for key, value in self.note(identity, told, probes).items():
                self._catalog.set_meta(key, value)
        except sqlite3.Error as error:  # a full disk, as a rule: it is kept another time
            log.warning("the probes of %s were not kept: %s", identity.space, error)

    def _kept(self) -> Iterator[KeptSpace]:
        """What is kept of each space of the library, the one in use first."""
        spaces = []
        if used := self._catalog.meta(IDENTITY):
            spaces.append(msgspec.json.decode(used, type=ModelIdentity).space)
        if goal := noted_goal(self._catalog.meta(NEXT)):
            spaces.append(goal.identity.space)
        spaces.append(self._catalog.meta(BEFORE))
        for space in spaces:
            if space and (kept := self.of(space)) is not None:
                yield kept


def _ways_out(name: str) -> str:
    """What a person may do about a model that is another one by now."""
    return (
        "Bring the old one back, or have the library read again with this one: in Models, or by "
        f"docmind models use {name}"
    )


def _key(space: str) -> str:
    """The catalog key under which the probes of a space are kept."""
    return f"probes:{space}"


def _agree(kept: KeptSpace, probes: Probes) -> bool:
    return kept.probes.likeness(probes) > alike(kept.identity)


def _same_name(known: ModelIdentity, told: ModelIdentity) -> bool:
    """Whether all is equal that can be told without a vector. Pooling is not compared: servers
    tell it in some versions only, and vectors show it."""
    return all(
        getattr(known, fact) == getattr(told, fact)
        for fact in ("name", "model", "dimension", "query_template", "passage_template")
    )


def _difference(known: ModelIdentity, told: ModelIdentity) -> str:
    if told.model != known.model or told.name != known.name:
        return f"It is {told.name} {told.model}, the library's was {known.name} {known.model}."
    if told.dimension != known.dimension:
        return f"Its vectors have {told.dimension} numbers, the library's {known.dimension}."
    if not _same_name(known, told):
        return "Other words are put around texts than when the library was read."
    return "Its name is the same, and its vectors of known sentences are others."
