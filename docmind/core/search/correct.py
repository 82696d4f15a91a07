"""Words of a query that stand nowhere in the library, and what was meant instead.

Only plain words are looked at: never what is quoted, excluded, an identifier, a number or a filter,
and never a word that is found, be it by its stem. Whatever is proposed stands in a document: a word
spelt almost alike, or the same one in another script or as another keyboard would have given it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from docmind.core import lexical
from docmind.core.schema import SearchAnswer
from docmind.core.search.answer import Search
from docmind.core.search.parse import Asked
from docmind.core.search.ports import CatalogView, StoreAccess
from docmind.core.search.presence import Presence
from docmind.core.search.spelling import Near, Spelling

log = logging.getLogger(__name__)

MOST_LOOKED_AT = 24  # words of a query
MOST_CORRECTED = 3
_TRIED = 3  # near words of which one must stand somewhere
# letters, by edits, from which a word is set right without asking, or offered beside close results:
# a word that just does not occur ("anyone", "trust") often has some other one near it
_SURE_LENGTHS = {1: 5, 2: 8}
_LIKELY_LENGTHS = {1: 6, 2: 9}
_OTHERWISE_LENGTH = 4  # letters of a word in another alphabet: shorter ones agree by chance
_RIVAL = 3  # a word this many times rarer than the best is no rival
_FOUND, _BETTER = 0.5, 0.3  # share of a text in other characters, and how much more it must be
_LONGEST_RUN = 200  # code points between spaces
_EDGES = "()[]{}<>,.;:!?\"'`"


@dataclass(frozen=True, slots=True)
class Correction:
    """``typed`` stands at code points ``[start, end)`` of the query; ``meant`` is found. ``sure``:
    nothing else comes near, so it may be searched for without asking; ``likely``: so probably
    misspelt that it is worth saying although the rest of the query was found."""

    start: int
    end: int
    typed: str
    meant: str
    sure: bool = True
    likely: bool = True


@dataclass(frozen=True, slots=True)
class _Word:
    """A word as typed, folded, and its place in the query."""

    typed: str
    folded: str
    start: int

    def set_right(self, meant: str, sure: bool = True, likely: bool = True) -> Correction:
        """The correction that puts ``meant`` in its place."""
        end = self.start + len(self.typed)
        if self.typed[:1].isupper():
            meant = meant[:1].upper() + meant[1:]
        return Correction(self.start, end, self.typed, meant, sure, likely)


class Corrector:
    """Finds corrections for queries. Thread-safe; a failure costs the correction only."""

    def __init__(self, retrieve: StoreAccess, catalog: CatalogView) -> None:
        self._retrieve = retrieve
        self._catalog = catalog
        self._spelling = Spelling(catalog)

    def begin(self) -> None:
        """Get ready, on a thread."""
        self._spelling.begin()

    def close(self) -> None:
        """Wait for that thread."""
        self._spelling.close()

    def corrections(
        self, search: Search, languages: Sequence[str], *, weak: bool
    ) -> tuple[Correction, ...]:
        """What to set right in a query, in the order of its words. ``languages``: of the index;
        ``weak``: nothing close was found for it."""
        if search.query.mode == "images" or search.inside:
            return ()
        presence = Presence(self._retrieve, self._catalog, languages)
        try:
            found = [*self._misspelt(search, presence)]
            if weak and search.features.spaceless:
                found = found or [*self._in_other_characters(search, presence)]
        except Exception as error:  # noqa: BLE001 - an answer without it is better than none
            log.warning("no spelling suggestions: %s", error)
            return ()
        return tuple(found)

    def _misspelt(self, search: Search, presence: Presence) -> Iterator[Correction]:
        pieces = _pieces(search)
        looked_up = [word.folded for _, words in pieces for word in words]
        known = self._catalog.known_words(looked_up)
        last = search.asked.places[-1][1] if search.asked.places else 0
        tried = 0
        for piece, words in pieces:
            unknown = [word for word in words if word.folded not in known]
            if tried >= MOST_CORRECTED or (words and not unknown):
                continue
            tried += 1
            typing = piece.start + len(piece.typed) == last == len(search.asked.raw)
            if typing and unknown and self._catalog.begins_word(unknown[-1].folded):
                continue
            yield from self._set_right(piece, words, unknown, presence)

    def _set_right(
        self, piece: _Word, words: Sequence[_Word], unknown: Sequence[_Word], presence: Presence
    ) -> Iterator[Correction]:
        """What was meant by words that stand together without a space."""
        missing = [word for word in unknown if not presence.stands(word.folded)]
        if len(missing) == len(words) and (words or not presence.stands(piece.typed)):
            meant = self._on_another_keyboard(piece, presence)
            if meant is not None:
                yield meant
                return
        for word in missing:
            found = self._respelt(word, presence)
            if found is None or not found.sure:
                found = self._in_another_alphabet(word, presence) or found
            if found is not None:
                yield found

    def _respelt(self, word: _Word, presence: Presence) -> Correction | None:
        """The nearest word, if there is one."""
        near = self._spelling.near(word.folded)
        best = next((one for one in near[:_TRIED] if presence.stands(one.word)), None)
        if best is None:
            return None
        rivals = any(_rivals(best, one, presence.languages) for one in near)
        alone, letters = not best.begins_otherwise and not rivals, len(word.folded)
        sure = alone and letters >= _SURE_LENGTHS[best.edits]
        likely = alone and letters >= _LIKELY_LENGTHS[best.edits] and not _ends(word, best)
        return word.set_right(best.shown, sure, likely)

    def _in_another_alphabet(self, word: _Word, presence: Presence) -> Correction | None:
        """The most common word that sounds the same and is written in other letters."""
        if len(word.folded) < _OTHERWISE_LENGTH:
            return None
        alike = self._catalog.words_sounding(lexical.sound(word.folded), 2 * _TRIED)
        others = [one for one in alike if not lexical.same_alphabet(one, word.folded)]
        return self._first_of(others, word, presence)

    def _on_another_keyboard(self, piece: _Word, presence: Presence) -> Correction | None:
        """The word that the same keys give in another language."""
        bare = piece.typed.strip(_EDGES)
        trimmed = _Word(bare, "", piece.start + piece.typed.find(bare))
        for word in (piece, trimmed):  # a comma is a letter on some keyboards
            forms = lexical.on_other_keyboards(word.typed)
            long = [form for form in forms if len(form) >= _OTHERWISE_LENGTH]
            found = self._first_of(long, word, presence)
            if found is not None:
                return found
        return None

    def _first_of(
        self, folded: Sequence[str], word: _Word, presence: Presence
    ) -> Correction | None:
        """The first listed word of these that stands somewhere."""
        known = self._catalog.known_words(folded)
        for one in folded:
            if one in known and presence.stands(one):
                return word.set_right(known[one][1])
        return None

    def _in_other_characters(self, search: Search, presence: Presence) -> Iterator[Correction]:
        """Texts written without spaces that are found in the other kana or other Chinese
        characters only."""
        tried = 0
        for start, end in search.asked.places[:MOST_LOOKED_AT]:
            typed = search.asked.raw[start:end][:_LONGEST_RUN]
            forms = lexical.other_characters(typed)
            if not forms or tried >= MOST_CORRECTED:
                continue
            tried += 1
            as_typed = presence.share(typed)
            shares = {form: presence.share(form) for form in forms}
            best = max(forms, key=lambda form: shares[form])
            if shares[best] >= max(_FOUND, as_typed + _BETTER):
                yield _Word(typed, "", start).set_right(best)


def _pieces(search: Search) -> list[tuple[_Word, list[_Word]]]:
    """What stands between spaces in a query, each with the words in it that may be misspelt."""
    asked, features = search.asked, search.features
    found: list[tuple[_Word, list[_Word]]] = []
    for start, end in asked.places[:MOST_LOOKED_AT]:
        typed = asked.raw[start:end][:_LONGEST_RUN]
        plain = [*lexical.plain_words(typed)]
        if any(one in typed for one in features.identifiers):
            plain = []
        if not plain and not lexical.on_other_keyboards(typed):
            continue  # numbers, identifiers, scripts without spaces
        words = []
        for word, at in plain:
            content = lexical.content_words(word, features.language)
            words += [_Word(word, content[0], start + at)] if len(content) == 1 else []
        if plain and not words:
            continue  # small words
        found.append((_Word(typed, "", start), words[:MOST_LOOKED_AT]))
    return found


def _rivals(best: Near, other: Near, languages: Sequence[str]) -> bool:
    """Whether ``other`` may be meant as well: as near, about as common, and another word."""
    return (
        other is not best
        and other.rank == best.rank
        and other.documents * _RIVAL > best.documents
        and lexical.coverage(other.word, best.word, languages) < 1.0
    )


def _ends(word: _Word, near: Near) -> bool:
    """Whether they differ in how they end, as forms of one word do that no stemmer joins."""
    swapped = sorted(word.folded) == sorted(near.word)
    return word.folded[-1] != near.word[-1] and not swapped


def corrected_text(asked: Asked, corrections: Sequence[Correction]) -> str:
    """The whole query with these words set right, filters and all in their place."""
    parts, at = [], 0
    for one in corrections:
        parts += [asked.raw[at : one.start], one.meant]
        at = one.end
    return "".join((*parts, asked.raw[at:]))


def offering(answer: SearchAnswer, asked: Asked, corrections: Sequence[Correction]) -> SearchAnswer:
    """``answer`` with the corrected query beside it, for the person to take up or not."""
    if not corrections:
        return answer
    plan = replace(answer.plan, suggestion=corrected_text(asked, corrections))
    return replace(answer, plan=plan)


def instead(
    answer: SearchAnswer, typed: SearchAnswer, text: str, corrections: Sequence[Correction]
) -> SearchAnswer:
    """``answer``, found for the corrected ``text``, as the answer to what was typed."""
    missing = " or ".join(f"“{one.typed}”" for one in corrections)
    meant = " and ".join(f"“{one.meant}”" for one in corrections)
    note = f"No document holds {missing}; searched for {meant} instead."
    plan = replace(
        answer.plan,
        faults=typed.plan.faults,
        notes=(note, *answer.plan.notes),
        searched=text,
        corrections=tuple((one.typed, one.meant) for one in corrections),
    )
    return replace(answer, query=typed.query, plan=plan)
