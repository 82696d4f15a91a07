"""Words of a query that stand nowhere in the library, and what was meant instead.

Only plain words are looked at: never what is quoted, excluded, an identifier, a number or a filter,
and never a word that is found, be it by its stem. Whatever is proposed stands in a document.
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
from docmind.core.search.retrieve import word_legs
from docmind.core.search.spelling import Near, Spelling

log = logging.getLogger(__name__)

MOST_LOOKED_AT = 24  # words of a query
MOST_CORRECTED = 3
_TRIED = 3  # near words of which one must stand somewhere
_PASSAGES = 8  # looked at for a word
_SURE_LENGTH = 5  # letters from which a word is set right without asking
_RIVAL = 3  # a word this many times rarer than the best is no rival


@dataclass(frozen=True, slots=True)
class Correction:
    """``typed`` stands at code points ``[start, end)`` of the query; ``meant`` is found. ``sure``:
    nothing else comes near, so it may be searched for without asking."""

    start: int
    end: int
    typed: str
    meant: str
    sure: bool


@dataclass(frozen=True, slots=True)
class _Word:
    typed: str
    folded: str
    start: int


class Corrector:
    """Finds corrections for queries. Thread-safe; a failure costs the correction only."""

    def __init__(self, retrieve: StoreAccess, catalog: CatalogView) -> None:
        self._retrieve = retrieve
        self._catalog = catalog
        self._spelling = Spelling(catalog)

    def corrections(self, search: Search, languages: Sequence[str]) -> tuple[Correction, ...]:
        """What to set right in a query, in the order of its words. ``languages``: of the index."""
        if search.query.mode == "images" or search.inside:
            return ()
        try:
            return tuple(self._corrections(search, languages))
        except Exception as error:  # noqa: BLE001 - an answer without it is better than none
            log.warning("no spelling suggestions: %s", error)
            return ()

    def _corrections(self, search: Search, languages: Sequence[str]) -> Iterator[Correction]:
        words = _words(search)
        known = self._catalog.known_words([word.folded for word in words])
        unknown = [word for word in words if word.folded not in known]
        last = search.asked.places[-1][1] if search.asked.places else 0
        for word in unknown[:MOST_CORRECTED]:
            typing = word.start + len(word.typed) == last and last == len(search.asked.raw)
            if typing and self._catalog.begins_word(word.folded):
                continue
            if not self._stands(word.folded, languages):
                yield from self._respelt(word, languages)

    def _respelt(self, word: _Word, languages: Sequence[str]) -> Iterator[Correction]:
        """The nearest word, if there is one."""
        near = self._spelling.near(word.folded)
        best = next((one for one in near[:_TRIED] if self._stands(one.word, languages)), None)
        if best is not None:
            sure = (
                len(word.folded) >= _SURE_LENGTH
                and not best.begins_otherwise
                and not any(_rivals(best, one, languages) for one in near)
            )
            end = word.start + len(word.typed)
            yield Correction(word.start, end, word.typed, best.shown, sure)

    def _stands(self, word: str, languages: Sequence[str]) -> bool:
        """Whether a searchable document holds the word or its stem, or a file is called so."""
        lists = self._retrieve(word_legs(word, languages), _PASSAGES, None)
        found = {item.id for its in lists.values() for item in its}
        return bool(self._catalog.chunks([*found]) or self._catalog.named([word], 1))


def _words(search: Search) -> list[_Word]:
    """The words of a query that may be misspelt."""
    asked, features = search.asked, search.features
    found: list[_Word] = []
    for start, end in asked.places[:MOST_LOOKED_AT]:
        piece = asked.raw[start:end]
        if any(one in piece for one in features.identifiers):
            continue
        for typed, at in lexical.plain_words(piece):
            content = lexical.content_words(typed, features.language)
            if len(content) == 1:
                found.append(_Word(typed, content[0], start + at))
    return found[:MOST_LOOKED_AT]


def _rivals(best: Near, other: Near, languages: Sequence[str]) -> bool:
    """Whether ``other`` may be meant as well: as near, about as common, and another word."""
    return (
        other is not best
        and other.rank == best.rank
        and other.documents * _RIVAL > best.documents
        and lexical.coverage(other.word, best.word, languages) < 1.0
    )


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
