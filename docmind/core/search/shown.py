"""Pictures by what they show: the leg that a picture model answers."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from concurrent.futures import Future

from docmind.core.embed.base import ModelIdentity
from docmind.core.search.conditions import asks_for_text, regardless_of_text
from docmind.core.search.ports import CatalogView, PictureAccess
from docmind.core.search.retrieve import QueryEmbedder
from docmind.core.store.base import Candidate, Filter, Leg
from docmind.core.store.checks import matches
from docmind.core.store.facts import passage_facts, record_facts
from docmind.core.vectors import Embeddings, Float32

MOST = 100  # pictures
_STANDS_OUT = 2.0  # standard deviations above the mean of the nearest
_FEW = 8  # pictures of which none can stand out


class PictureLeg:
    """Asks for pictures beside the other legs. ``budget`` is how many seconds an answer may wait
    for the model when pictures were not asked for in particular."""

    def __init__(self, access: PictureAccess, catalog: CatalogView, budget: float) -> None:
        self._access = access
        self._catalog = catalog
        self._budget = budget
        self._embedder = QueryEmbedder(access.embed_text, budget)

    @property
    def ready(self) -> bool:
        """Whether there are pictures to be found."""
        return self._access.identity() is not None

    @property
    def identity(self) -> ModelIdentity | None:
        """The space of the pictures; None while there are none to be found."""
        return self._access.identity()

    @property
    def floor(self) -> float:
        """The cosine below which no picture fits (0: not measured)."""
        identity = self._access.identity()
        return identity.floor if identity is not None else 0.0

    def start(self, text: str) -> Future[Embeddings] | None:
        """Begin to ask the model."""
        identity = self._access.identity()
        return self._embedder.start(text, identity.space if identity else "")

    def finish(
        self, future: Future[Embeddings] | None, where: Filter | None, patience: float | None = None
    ) -> tuple[list[Candidate], str]:
        """(candidates, note): nearest first, each under the passage that stands for the picture,
        the best picture of a file only; a plain sentence when there are none in time."""
        vectors, note = self.described(future, patience)
        if vectors is None:
            return [], note
        return self.nearest(vectors.dense[0], where), ""

    def described(
        self, future: Future[Embeddings] | None, patience: float | None = None
    ) -> tuple[Embeddings | None, str]:
        """(where pictures of what is described would be, why that is not known in time)."""
        return self._embedder.finish(future, patience)

    def nearest(self, vector: Float32, where: Filter | None) -> list[Candidate]:
        """The pictures nearest to a vector, float32[d], as those of ``finish``."""
        legs = [Leg("dense", dense=vector)]
        # the store of pictures does not know where text was found: that is looked up afterwards
        by_text = where is not None and asks_for_text(where)
        wider = regardless_of_text(where) if where is not None and by_text else where
        found = self._access.retrieve(legs, MOST, wider)["dense"]
        shown = self._catalog.shown_for_pictures([item.id for item in found])
        if where is not None and by_text:
            shown = self._passing(shown, where)
        kept: dict[int, Candidate] = {}
        for item in found:
            if item.id in shown:
                passage, file_id = shown[item.id]
                kept.setdefault(file_id, Candidate(passage, item.score, file_id))
        return list(kept.values())

    def _passing(
        self, shown: Mapping[str, tuple[str, int]], where: Filter
    ) -> dict[str, tuple[str, int]]:
        chunks = self._catalog.chunks([passage for passage, _ in shown.values()])
        files = self._catalog.files(sorted({file_id for _, file_id in shown.values()}))
        kept = {}
        for picture, (passage, file_id) in shown.items():
            if passage in chunks and file_id in files:
                chunk = chunks[passage]
                facts = passage_facts(record_facts(files[file_id]), chunk.page, chunk.text)
                if matches(facts, where):
                    kept[picture] = passage, file_id
        return kept

    def close(self) -> None:
        """Let the thread that waits for the model go."""
        self._embedder.close()


def standing_out(found: Sequence[Candidate], floor: float) -> list[Candidate]:
    """Those that fit better than pictures do by chance: above the model's floor where one was
    measured, else far above the mean of the nearest ones. A picture model gives every question
    its nearest pictures, also one that is not about pictures."""
    if floor > 0:
        return [item for item in found if item.score >= floor]
    if len(found) < _FEW:
        return []
    scores = [item.score for item in found]
    least = statistics.fmean(scores) + _STANDS_OUT * statistics.pstdev(scores)
    return [item for item in found if item.score >= least]
