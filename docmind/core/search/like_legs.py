"""The candidate lists of a search for what is like something."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import replace

from docmind.core.errors import DocMindError
from docmind.core.schema import Like
from docmind.core.search.answer import Lists, Search
from docmind.core.search.blend import blended
from docmind.core.search.conditions import both, only_pictures
from docmind.core.search.legs import Turn
from docmind.core.search.like import Likenesses
from docmind.core.search.likeness import Likeness
from docmind.core.search.ports import StoreAccess
from docmind.core.search.retrieve import QueryEmbedder, word_legs
from docmind.core.search.shown import PictureLeg
from docmind.core.store.base import Filter, Leg
from docmind.core.vectors import Embeddings, Float32

# Of words beside a picture, the picture has the rest: what the code published with
# arXiv:2409.04918 takes for pictures with words that change them. Cosines of two pictures differ
# more among each other than those of words and pictures, so at half and half words say little.
WORDS_BESIDE_PICTURE = 0.65
# Measured on Cranfield, a relevant document and the question: nDCG@10 .477 for the other relevant
# ones, .438 to .474 with .2, .35 or .8 and any of 1, 3, 6, 10 times (tests/perf/find_similar.py).
WORDS_BESIDE_TEXT = 0.5
TYPED_TIMES = 3  # a typed word counts as much as this many telling ones of the text


class LikeLegs:
    """Prepares searches with a ``Like`` and asks store and models for them. ``budget`` is how many
    seconds an answer may wait for the vector of the words typed beside it."""

    def __init__(
        self,
        retrieve: StoreAccess,
        likenesses: Likenesses,
        embedder: QueryEmbedder,
        pictures: PictureLeg | None,
        budget: float,
    ) -> None:
        self._retrieve = retrieve
        self._likenesses = likenesses
        self._embedder = embedder
        self._pictures = pictures
        self._budget = budget

    def begin(self, search: Search, like: Like) -> None:
        """Find out what is meant; from then on the search is one for that, too. Raises
        ``DocMindError`` for what cannot be compared."""
        space = self._pictures.identity if self._pictures is not None else None
        found = self._likenesses.of(like, space)
        typed = search.asked.wanted
        search.like = replace(found, typed=typed)
        search.notes.extend(found.notes)
        if found.own:
            without = Filter(without=(Filter(file_ids=found.own),))
            search.where = without if search.where is None else both(search.where, without)
        text = " ".join((search.asked.text, *found.words)).strip()
        search.asked = replace(search.asked, text=text)
        exact = bool(search.asked.phrases)
        search.features = replace(
            search.features, identifiers=(), names=(), exact_like=exact, quoted=False
        )
        search.lap("like")

    def ask(self, search: Search, languages: Sequence[str]) -> Lists:
        """Candidate lists by leg. Raises ``DocMindError`` only when every leg failed."""
        like = search.like
        assert like is not None
        turn = Turn(self._retrieve, search)
        if like.picture is None:
            lists = self._texts(turn, like, languages)
        else:
            lists = self._seen(turn, like, like.picture)
        if turn.failed is not None and not lists:
            raise turn.failed
        return lists

    def _texts(self, turn: Turn, like: Likeness, languages: Sequence[str]) -> Lists:
        search, mode = turn.search, turn.search.query.mode
        where = only_pictures(search.where) if mode == "images" else search.where
        legs: list[Leg] = []
        if mode != "words" and like.dense is not None:
            search.meaning = self._with_words(search, like, like.dense)
            legs.append(Leg("dense", dense=search.meaning))
            if like.learned is not None and mode == "auto":
                legs.append(Leg("learned", sparse=like.learned))
        if mode != "meaning" or not legs:
            text = " ".join((*[like.typed] * TYPED_TIMES, *like.words))
            spoken = (like.language, *languages) if like.language else languages
            legs.extend(word_legs(text, [*dict.fromkeys(spoken)]))
        return turn.lists(legs, where, "like")

    def _with_words(self, search: Search, like: Likeness, dense: Float32) -> Float32:
        """The vector of a text and the words typed beside it."""
        if not _says_something(like.typed):
            return dense
        space = search.identity.space if search.identity else ""
        vectors, note = self._embedder.finish(self._embedder.start(like.typed, space))
        search.lap("embed")
        if vectors is None:
            search.notes.append(note)
            return dense
        typed = vectors.dense[0]
        return blended([(1.0 - WORDS_BESIDE_TEXT, dense), (WORDS_BESIDE_TEXT, typed)])

    def _seen(self, turn: Turn, like: Likeness, picture: Float32) -> Lists:
        leg, search = self._pictures, turn.search
        assert leg is not None  # or there would be no vector of a picture
        if _says_something(like.typed):
            picture = self._as_described(search, picture, leg, leg.start(like.typed))
        try:
            found = leg.nearest(picture, search.where)
        except Exception as error:  # noqa: BLE001 - told as the failure of this leg
            turn.fail("pictures", error)
            return {}
        search.lap("pictures")
        return {"pictures": found}

    def _as_described(
        self,
        search: Search,
        picture: Float32,
        leg: PictureLeg,
        future: Future[Embeddings] | None,
    ) -> Float32:
        """The vector of a picture and the words typed beside it."""
        vectors, _ = leg.described(future, self._budget)
        search.lap("embed")
        if vectors is None:
            search.notes.append("The words beside the picture were not taken into account.")
            return picture
        words = vectors.dense[0]
        return blended([(1.0 - WORDS_BESIDE_PICTURE, picture), (WORDS_BESIDE_PICTURE, words)])


def nothing_to_compare(like: Like) -> DocMindError:
    """The error where searches with a ``Like`` are not offered."""
    return DocMindError("Similar documents cannot be looked for here", path=like.path)


def _says_something(text: str) -> bool:
    return any(character.isalnum() for character in text)
