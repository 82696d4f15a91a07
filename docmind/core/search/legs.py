"""The candidate lists of a search: which legs are asked, and what becomes of one that fails.

A leg that is slow or fails costs its list, not the answer: the others answer, and the plan says so.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from concurrent.futures import Future

from docmind.core.errors import DocMindError, StoreError
from docmind.core.search.answer import Lists, Search
from docmind.core.search.conditions import only_pictures
from docmind.core.search.ports import StoreAccess
from docmind.core.search.retrieve import QueryEmbedder, word_legs
from docmind.core.search.shown import PictureLeg, standing_out
from docmind.core.store.base import Filter, Leg
from docmind.core.vectors import Embeddings

log = logging.getLogger(__name__)

_NAMES = {
    "stems": "words",
    "words": "words",
    "dense": "meaning",
    "learned": "words as the model weighs them",
    "pictures": "what pictures show",
}


class Legs:
    """Asks store and models. ``budget`` is how many seconds an answer may wait for a model."""

    def __init__(
        self,
        retrieve: StoreAccess,
        embedder: QueryEmbedder,
        pictures: PictureLeg | None,
        budget: float,
    ) -> None:
        self._retrieve = retrieve
        self._embedder = embedder
        self._pictures = pictures
        self._budget = budget

    def ask(self, search: Search, languages: Sequence[str]) -> Lists:
        """Candidate lists by leg. Raises ``DocMindError`` only when every leg failed."""
        turn = Turn(self._retrieve, search)
        if search.query.mode == "images":
            lists = self._images_only(turn, languages)
        else:
            lists = self._all(turn, languages)
        if turn.failed is not None and not lists:
            raise turn.failed
        return lists

    def _all(self, turn: Turn, languages: Sequence[str]) -> Lists:
        search, mode = turn.search, turn.search.query.mode
        seeing = self._ask_pictures(search)
        wants_meaning = mode != "words" and search.identity is not None
        future = self._ask_model(search) if wants_meaning else None
        words = word_legs(search.asked.wanted, languages)
        lists: Lists = {}
        if mode != "meaning":
            lists = turn.lists(words, search.where, "words")
        if wants_meaning:
            vector, note = self._embedder.finish(future)
            search.lap("embed")
            search.words_only = note
            lists |= self._by_meaning(turn, vector)
            search.notes.extend([note] if note else [])
        if mode == "meaning" and "dense" not in lists:
            lists |= turn.lists(words, search.where, "words")
        if seeing is not None:
            lists |= self._standing_out(turn, seeing)
        return lists

    def _ask_model(self, search: Search) -> Future[Embeddings] | None:
        space = search.identity.space if search.identity else ""
        return self._embedder.start(search.asked.wanted, space)

    def _by_meaning(self, turn: Turn, vectors: Embeddings | None) -> Lists:
        if vectors is None:
            return {}
        turn.search.meaning = vectors.dense[0]
        legs = [Leg("dense", dense=vectors.dense[0])]
        if vectors.sparse and turn.search.query.mode == "auto":
            legs.append(Leg("learned", sparse=vectors.sparse[0]))
        return turn.lists(legs, turn.search.where, "meaning")

    def _ask_pictures(self, search: Search) -> Future[Embeddings] | None:
        """Pictures are looked for beside the rest, but not for what is written down exactly so."""
        leg = self._pictures
        if leg is None or search.query.mode != "auto" or not leg.ready:
            return None
        if search.features.identifiers or search.asked.phrases:
            return None
        return leg.start(search.asked.wanted)

    def _standing_out(self, turn: Turn, future: Future[Embeddings]) -> Lists:
        lists, _ = self._pictured(turn, future, None)
        if self._pictures is not None and "pictures" in lists:
            lists["pictures"] = standing_out(lists["pictures"], self._pictures.floor)
        return lists

    def _pictured(
        self, turn: Turn, future: Future[Embeddings] | None, patience: float | None
    ) -> tuple[Lists, str]:
        """(the pictures found, why there are none to be had)."""
        if self._pictures is None:
            return {}, ""
        try:
            found, note = self._pictures.finish(future, turn.search.where, patience)
        except Exception as error:  # noqa: BLE001 - whatever it is, the other legs answer
            turn.fail("pictures", error)
            return {}, ""
        turn.search.lap("pictures")
        return {"pictures": found}, note

    def _images_only(self, turn: Turn, languages: Sequence[str]) -> Lists:
        """Pictures by what they show; by the words about them where no model looks."""
        search, leg = turn.search, self._pictures
        if leg is not None and leg.ready:
            lists, note = self._pictured(turn, leg.start(search.asked.wanted), self._budget)
            if lists and not note:
                return lists
            search.notes.extend([note] if note else [])
        else:
            search.notes.append(
                "No picture model has looked at the pictures, so they are searched by their words."
            )
        where = only_pictures(search.where)
        return turn.lists(word_legs(search.asked.wanted, languages), where, "words")


class Turn:
    """The store as one search asks it. ``failed`` is the first failure."""

    def __init__(self, retrieve: StoreAccess, search: Search) -> None:
        self._retrieve = retrieve
        self.search = search
        self.failed: DocMindError | None = None

    def lists(self, legs: Sequence[Leg], where: Filter | None, step: str) -> Lists:
        """The lists of these legs; when they fail together each is asked alone."""
        if not legs:
            return {}
        try:
            limit = min(self.search.limit_of(leg.name) for leg in legs)
            found = self._retrieve(legs, limit, where)
        except Exception as error:  # noqa: BLE001 - whatever it is, the other legs answer
            found = {}
            if len(legs) == 1:
                self.fail(legs[0].name, error)
            for leg in legs if len(legs) > 1 else ():
                found |= self.lists([leg], where, step)
        self.search.lap(step)
        return found

    def fail(self, leg: str, error: Exception) -> None:
        """Say that a leg failed."""
        log.warning("the leg %s failed: %s", leg, error)
        known = (
            error
            if isinstance(error, DocMindError)
            else StoreError("The search cannot be run", detail=f"{error}.")
        )
        self.failed = self.failed or known
        note = f"{known.title}, so {_NAMES[leg]} could not be searched."
        if leg == "dense":
            self.search.words_only = note
        if note not in self.search.notes:
            self.search.notes.append(note)
