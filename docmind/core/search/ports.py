"""What searching needs from the rest: the few calls it makes on catalog, store and model."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from docmind.core.embed.base import ModelIdentity
from docmind.core.schema import ChunkRecord, FileRecord, Page, Sort
from docmind.core.schema_facets import Traits
from docmind.core.store.base import Candidate, Filter, Leg
from docmind.core.vectors import Embeddings

StoreAccess = Callable[[Sequence[Leg], int, Filter | None], dict[str, list[Candidate]]]
"""``Store.retrieve`` as the engine serialises it."""

EmbedQuery = Callable[[str], Embeddings]
"""Blocks while the model loads; raises ``DocMindError``."""

Identity = Callable[[], ModelIdentity | None]
"""The embedding space of the store; None while there is none."""


@dataclass(frozen=True, slots=True)
class PictureAccess:
    """The same three for pictures: their store, the model that knows where pictures of what is
    described would be, and its space (None while there are no pictures)."""

    retrieve: StoreAccess
    embed_text: EmbedQuery
    identity: Identity


class CatalogView(Protocol):
    """The part of the catalog that searching reads."""

    def chunks(self, point_ids: Sequence[str]) -> dict[str, ChunkRecord]:
        """Committed chunks by point id; unknown ids are left out."""

    def files(self, file_ids: Sequence[int]) -> dict[int, FileRecord]:
        """Files by id; unknown ids are left out."""

    def traits(self, file_ids: Sequence[int]) -> dict[int, Traits]:
        """The few facts that are needed of every document found; unknown ids are left out."""

    def both_ends(self, file_id: int, first: int, last: int) -> tuple[list[str], list[str], int]:
        """(texts of the ``first`` passages of a file, of the ``last`` ones where it has more, the
        words of all passages)."""

    def sketch(self, file_id: int) -> bytes:
        """What tells that another file is no copy of this one; empty where it is not known."""

    def named(self, words: Sequence[str], limit: int) -> list[FileRecord]:
        """Files whose content is not searchable, with all these folded words in their name; the
        last word may be a beginning."""

    def shown_for_pictures(self, point_ids: Sequence[str]) -> dict[str, tuple[str, int]]:
        """For each known picture the passage that stands for it: (its point id, file id)."""

    def counts(self) -> tuple[int, int]:
        """(searchable files, chunks)."""

    def languages(self) -> tuple[str, ...]:
        """Languages of the documents, most common first."""

    def file_chunks(self, file_id: int, limit: int = -1) -> list[ChunkRecord]:
        """The chunks of one file, in order; with ``limit`` the first ones only."""

    def files_matching(
        self, where: Filter, limit: int, sort: Sort = "date"
    ) -> tuple[list[int], int]:
        """(ids of the first ``limit`` searchable files of which a passage passes, how many do)."""

    def files_called(self, pattern: str) -> Sequence[int]:
        """Searchable files whose name has this form: "*" and "?" stand for any characters, and
        without them it may stand anywhere in the name. Capitals and accents do not matter."""

    def folders(self) -> tuple[str, ...]:
        """Every folder that holds known files and every folder above, as posix text."""

    def page(self, file_id: int, number: int | None) -> Page | None:
        """One page of a file; its first one when ``number`` is None."""

    def known_words(self, words: Iterable[str]) -> Mapping[str, tuple[int, str]]:
        """Folded word -> (documents, spelling), for those of ``words`` that were listed."""

    def begins_word(self, start: str) -> bool:
        """Whether a listed word begins with ``start`` (folded)."""

    def words_sounding(self, sound: str, limit: int) -> list[str]:
        """Listed words with this sound (``lexical.sound``), the most common first."""

    def words_after(self, number: int) -> tuple[int, list[str]]:
        """(the number of the newest listed word, the words with a higher number than ``number``):
        those of one first letter and one length together, with spaces between them."""

    def chunks_containing(self, text: str, limit: int, seconds: float) -> list[ChunkRecord]:
        """Chunks with ``text`` anywhere in them, also inside words; ASCII case is ignored. Looks
        for no longer than ``seconds``."""
