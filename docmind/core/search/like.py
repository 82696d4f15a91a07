"""Find similar: from a passage, a document or a picture to what is searched for.

What is in the library is not read or embedded again: its vectors come from the stores. Of a long
document the mean of passages at even distances stands for all of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from docmind.core import lexical
from docmind.core.embed.base import ModelIdentity
from docmind.core.errors import DocMindError, ModelError, UsageError
from docmind.core.schema import ChunkRecord, FileRecord, Like, Span
from docmind.core.schema_like import MOST_PICTURE_BYTES
from docmind.core.search.blend import blended, mean_terms
from docmind.core.search.likeness import LikeAccess, Likeness
from docmind.core.search.telling import telling_words
from docmind.core.vectors import PassageVectors

SAMPLED = 32  # passages that stand for a document
TEXT_OF_PICTURE = 5  # words in a picture that suffice to find others by them


class Likenesses:
    """Finds out what a ``Like`` means in a library. Thread-safe."""

    def __init__(self, access: LikeAccess) -> None:
        self._catalog = access.catalog
        self._access = access

    def of(self, like: Like, pictures: ModelIdentity | None) -> Likeness:
        """``pictures`` is the space of the pictures that were looked at, None without any.

        Raises ``DocMindError`` for what cannot be compared, saying what to do.
        """
        if like.picture:
            return self._pasted(like.picture, pictures)
        if like.path is None:
            raise UsageError("Nothing was given to compare with")
        record = self._catalog.file_at(like.path)
        if record is None or record.state != "done":
            return self._outside(like, pictures)
        if record.kind == "image" and like.span is None:
            return self._picture(record, like.page, pictures)
        found = self._text(record, self._chosen(record, like))
        return replace(found, told=_told(record, like))

    # -- pictures --------------------------------------------------------------------------------

    def _pasted(self, picture: bytes, pictures: ModelIdentity | None) -> Likeness:
        if len(picture) > MOST_PICTURE_BYTES:
            raise UsageError(
                "The picture is too large to compare",
                detail=f"It has {len(picture) / 2**20:,.0f} MB, the most are "
                f"{MOST_PICTURE_BYTES // 2**20}.",
                hint="Save it as a file and find similar ones from there.",
            )
        self._check_pictures(pictures)
        vector = self._access.outside.pasted(picture)
        return Likeness("Like the pasted picture", picture=vector)

    def _picture(
        self, record: FileRecord, page: int | None, pictures: ModelIdentity | None
    ) -> Likeness:
        told, own = _told(record), tuple(self._catalog.same_content(record.file_id))
        if pictures is None:
            return self._by_text_in_it(record)
        known = self._catalog.file_pictures(record.file_id)
        wanted = [key for key, its in known if page is None or its is None or its == page]
        stored = self._access.pictures(wanted[:1])
        if stored:
            return Likeness(told, picture=stored[wanted[0]].dense, own=own)
        if record.container is not None:
            raise DocMindError(
                "This picture lies inside another file and was not looked at",
                hint=f"Save it from {record.container.name} as a file of its own.",
                path=record.path,
            )
        vector = self._access.outside.picture(record.path, page)
        return Likeness(told, picture=vector, own=own)

    def _by_text_in_it(self, record: FileRecord) -> Likeness:
        """Without a picture model: by the words found in the picture, where there are some."""
        chunks = self._catalog.spread_chunks(record.file_id, SAMPLED)
        words = {word for its in chunks for word in lexical.content_words(its.text, "")}
        if len(words) < TEXT_OF_PICTURE:
            self._check_pictures(None)
        found = self._text(record, chunks)
        return replace(found, notes=("It is compared by the words in it only.",))

    def _check_pictures(self, pictures: ModelIdentity | None) -> None:
        missing = self._access.outside.missing()
        if missing:
            raise ModelError(
                "Pictures cannot be compared yet",
                detail=missing,
                hint="See Models in the window, or docmind models.",
            )
        if pictures is None:
            raise DocMindError(
                "No picture of the library was looked at yet",
                hint="Wait until that is done, or begin it with docmind look.",
            )

    # -- texts -----------------------------------------------------------------------------------

    def _chosen(self, record: FileRecord, like: Like) -> list[ChunkRecord]:
        """The passages meant: one, those of a page, or some of the whole document."""
        if like.span is None and like.page is None:
            return self._catalog.spread_chunks(record.file_id, SAMPLED)
        there = self._catalog.page_chunks(record.file_id, like.page)
        if not there:
            what = "such passage" if like.page is None else f"page {like.page} with text"
            raise UsageError(
                f"There is no {what}",
                hint="Choose another one, or the whole document.",
                path=record.path,
            )
        if like.span is None:
            return _spread(there, SAMPLED)
        span = like.span
        return [max(there, key=lambda chunk: (_shared(chunk.span, span), -chunk.ordinal))]

    def _text(self, record: FileRecord, chunks: Sequence[ChunkRecord]) -> Likeness:
        texts = [chunk.text for chunk in chunks]
        if not any(character.isalnum() for text in texts for character in text):
            raise DocMindError(
                "There is no text to compare",
                detail="Nothing was found in it that can be read.",
                hint="Choose another document, or look for text in its pictures first.",
                path=record.path,
            )
        stored = self._access.vectors([chunk.point_id for chunk in chunks])
        files = self._catalog.counts()[0]
        words = telling_words(texts, record.language, self._catalog.known_words, files)
        found = _with_vectors(Likeness(_told(record)), [*stored.values()])
        own = tuple(self._catalog.same_content(record.file_id))
        return replace(found, words=words, language=record.language, own=own)

    # -- what is not in the library --------------------------------------------------------------

    def _outside(self, like: Like, pictures: ModelIdentity | None) -> Likeness:
        assert like.path is not None
        outside = self._access.outside
        told = f"Like “{like.path.name}”"
        if outside.is_picture(like.path):
            self._check_pictures(pictures)
            return Likeness(told, picture=outside.picture(like.path, like.page))
        texts, vectors = outside.text(like.path)
        language = lexical.guess(texts[0], lexical.runs(texts[0]))[0]
        files = self._catalog.counts()[0]
        words = telling_words(texts, language, self._catalog.known_words, files, listed=False)
        found = _with_vectors(Likeness(told), vectors.rows())
        return replace(found, words=words, language=language)


def _with_vectors(found: Likeness, rows: Sequence[PassageVectors]) -> Likeness:
    """The mean of the passages, of unit length."""
    if not rows:
        return found
    learned = [row.learned for row in rows if row.learned is not None]
    return replace(
        found, dense=blended([(1.0, row.dense) for row in rows]), learned=mean_terms(learned)
    )


def _told(record: FileRecord, like: Like | None = None) -> str:
    name = f"“{record.path.name}”"
    if like is None or (like.span is None and like.page is None):
        return f"Like {name}"
    return f"Like {'a passage' if like.span else f'page {like.page}'} of {name}"


def _shared(one: Span, other: Span) -> int:
    """Code points that two ranges share; less than 0 when they lie apart."""
    return min(one.end, other.end) - max(one.start, other.start)


def _spread(chunks: list[ChunkRecord], most: int) -> list[ChunkRecord]:
    """``most`` of them at even distances."""
    places = sorted({number * len(chunks) // most for number in range(most)})
    return [chunks[place] for place in places]
