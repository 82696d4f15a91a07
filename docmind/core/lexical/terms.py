"""Text to weighted terms: two lists, one stemmed and one as written, as BM25 sparse vectors."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from docmind.core.lexical.languages import (
    PREFIXING,
    guess,
    is_stopword,
    other_spelling,
    script_language,
    stem,
)
from docmind.core.lexical.tokens import Pieces, is_spaceless, pieces, runs
from docmind.core.vectors import SparseVector

LEXICAL_VERSION = "2"

# BM25 (Robertson & Zaragoza 2009). Short saturation and mild length normalisation suit passages,
# whose lengths differ little.
K1 = 1.2
B = 0.75
# What one occurrence in each field counts against one in the text.
TITLE_WEIGHT = 1.5
NAME_WEIGHT = 0.5
HEADING_WEIGHT = 0.5
# Query weights beside whole forms: the pieces of an identifier, the single characters of a run.
SPLIT_WEIGHT = 0.4
SINGLE_WEIGHT = 0.3
SPELLING_WEIGHT = 0.7  # of a word written in the other way (ü, ue)
MOST_LANGUAGES = 3
_CERTAIN = 1.0  # votes: one stopword of this language alone, or several shared ones


@dataclass(frozen=True, slots=True)
class PassageTerms:
    """Term frequencies of one passage by term hash, fields weighed in; lengths in terms."""

    stems: Mapping[int, float]
    words: Mapping[int, float]
    stem_length: int
    word_length: int
    language: str


def term_hash(term: str) -> int:
    """uint32 of a folded term (CRC-32: even spread, no two strings up to 4 bytes collide)."""
    return zlib.crc32(term.encode("utf-8", "surrogatepass"))


@dataclass(frozen=True, slots=True)
class _TokenTerms:
    stems: tuple[int, ...]
    words: tuple[int, ...]
    stem_length: int
    word_length: int


@lru_cache(maxsize=65536)
def _token_terms(token: str, language: str) -> _TokenTerms:
    found = pieces(token)
    content = [part for part in found.parts if not is_stopword(part, language)]
    extra = found.wholes + found.splits + found.singles
    stems = [stem(part, language) for part in content]
    if found.parts != found.singles:
        stems += [stem(piece, language) for piece in extra if not is_stopword(piece, language)]
        words = found.parts + extra
    else:
        words = found.parts
    return _TokenTerms(
        tuple(term_hash(term) for term in stems),
        tuple(term_hash(term) for term in words),
        len(content),
        len(found.parts),
    )


def _count(tokens: Iterable[str], language: str) -> tuple[Counter[int], Counter[int], int, int]:
    stems: Counter[int] = Counter()
    words: Counter[int] = Counter()
    stem_length = word_length = 0
    for token, times in Counter(tokens).items():
        terms = _token_terms(token, language)
        for term in terms.stems:
            stems[term] += times
        for term in terms.words:
            words[term] += times
        stem_length += times * terms.stem_length
        word_length += times * terms.word_length
    return stems, words, stem_length, word_length


@lru_cache(maxsize=1024)
def _field(
    text: str, language: str, weight: float
) -> tuple[Mapping[int, float], Mapping[int, float], float, float]:
    stems, words, stem_length, word_length = _count(runs(text), language)
    return (
        {term: weight * count for term, count in stems.items()},
        {term: weight * count for term, count in words.items()},
        weight * stem_length,
        weight * word_length,
    )


def analyse_passage(
    text: str, *, heading: str = "", title: str = "", name: str = ""
) -> PassageTerms:
    """The terms of one passage. Title, file name and heading count for every passage of their
    document, each with its own weight, so that a document is found by them too."""
    tokens = runs(text)
    language, _ = guess(text or title or name, tokens or runs(title))
    stem_counts, word_counts, stem_length, word_length = _count(tokens, language)
    stems: dict[int, float] = dict(stem_counts)
    words: dict[int, float] = dict(word_counts)
    stems_in_all, words_in_all = float(stem_length), float(word_length)
    fields = ((title, TITLE_WEIGHT), (name, NAME_WEIGHT), (heading, HEADING_WEIGHT))
    for field, weight in fields:
        if not field:
            continue
        field_stems, field_words, field_stem_length, field_word_length = _field(
            field, language, weight
        )
        for term, count in field_stems.items():
            stems[term] = stems.get(term, 0.0) + count
        for term, count in field_words.items():
            words[term] = words.get(term, 0.0) + count
        stems_in_all += field_stem_length
        words_in_all += field_word_length
    return PassageTerms(stems, words, round(stems_in_all), round(words_in_all), language)


def weigh(
    terms: PassageTerms, mean_stems: float, mean_words: float
) -> tuple[SparseVector, SparseVector]:
    """BM25 document weights (stems, words) without IDF, which the store applies.

    ``mean_stems`` and ``mean_words`` are mean lengths over the index, in terms; 0 = unknown.
    """
    return (
        _weigh(terms.stems, terms.stem_length, mean_stems),
        _weigh(terms.words, terms.word_length, mean_words),
    )


def _weigh(counts: Mapping[int, float], length: int, mean: float) -> SparseVector:
    indices = np.fromiter(counts.keys(), dtype=np.uint32, count=len(counts))
    tf = np.fromiter(counts.values(), dtype=np.float32, count=len(counts))
    relative = length / mean if mean > 0 else 1.0
    values = tf * (K1 + 1.0) / (tf + K1 * (1.0 - B + B * relative))
    order = np.argsort(indices)
    return SparseVector(indices[order], values[order].astype(np.float32))


def query_languages(text: str, languages: Sequence[str]) -> tuple[str, ...]:
    """Languages whose stems a query is tried in: its own alone when its stopwords leave no doubt;
    else its own, when told by a stopword or a script, then the index's most common ones."""
    own, votes = guess(text, runs(text), languages[:MOST_LANGUAGES])
    if votes >= _CERTAIN and own in languages:
        return (own,)  # another language's stemmer would only invent matches
    telling = votes > 0 or script_language(text) not in {"en", ""}
    chosen = ([own] if telling else []) + list(languages)[:MOST_LANGUAGES]
    return tuple(dict.fromkeys(language for language in chosen or [own] if language)) or ("",)


def query_vectors(text: str, languages: Sequence[str]) -> tuple[SparseVector, SparseVector]:
    """(stems, words) of a query with term counts as weights; both may be empty.

    ``languages`` are the most common ones of the index, first the most common.
    """
    tried = query_languages(text, languages)
    own = tried[0]
    stems: dict[int, float] = {}
    words: dict[int, float] = {}
    for term, weight in _query_terms(runs(text), tried):
        key = term_hash(term)
        words[key] = words.get(key, 0.0) + weight
        if is_stopword(term, own):
            continue
        for form in {stem(term, language) for language in tried}:
            key = term_hash(form)
            stems[key] = stems.get(key, 0.0) + weight
    return _sparse(stems), _sparse(words)


def _query_terms(tokens: Iterable[str], languages: Sequence[str]) -> Iterator[tuple[str, float]]:
    """The terms a query asks for, each with its weight, as often as they stand in it."""
    for token in tokens:
        yield from _query_pieces(pieces(token), token)
        other = other_spelling(token, languages)
        if other:
            for term, weight in _query_pieces(pieces(other), other):
                yield term, weight * SPELLING_WEIGHT


def _query_pieces(found: Pieces, token: str) -> list[tuple[str, float]]:
    if is_spaceless(token):
        singles = found.singles if found.singles != found.parts else ()
        return [(part, 1.0) for part in found.parts] + [(unit, SINGLE_WEIGHT) for unit in singles]
    whole = [(piece, 1.0) for piece in found.parts + found.wholes]
    return whole + [(piece, SPLIT_WEIGHT) for piece in found.splits]


def _sparse(weights: Mapping[int, float]) -> SparseVector:
    ordered = sorted(weights.items())
    return SparseVector(
        np.array([key for key, _ in ordered], dtype=np.uint32),
        np.array([value for _, value in ordered], dtype=np.float32),
    )


def content_count(text: str, language: str) -> int:
    """Words of ``text`` that are not stopwords of ``language``; a compound counts once, a run
    written without spaces once for every two characters."""
    count = 0
    for token in runs(text):
        parts = pieces(token).parts
        if is_spaceless(token):
            count += (len(parts) + 2) // 2
        elif any(not is_stopword(part, language) for part in parts):
            count += 1
    return count


def content_form(text: str, language: str) -> str:
    """The words of ``text`` without stopwords, folded, between single spaces: file names made
    from titles leave the small words out."""
    parts = [part for token in runs(text) for part in pieces(token).parts]
    kept = [part for part in parts if not is_stopword(part, language)]
    return f" {' '.join(kept or parts)} "


def single_term(word: str) -> SparseVector | None:
    """The unstemmed query vector of one plain word; None for a compound or a run written without
    spaces, which take several terms."""
    found = runs(word)
    if len(found) != 1:
        return None
    its = pieces(found[0])
    return None if len(its.parts) != 1 or its.wholes else _sparse({term_hash(its.parts[0]): 1.0})


def content_words(text: str, language: str) -> tuple[str, ...]:
    """The folded words of ``text`` that are not stopwords of ``language``."""
    parts = (part for token in runs(text) for part in pieces(token).parts)
    return tuple(dict.fromkeys(part for part in parts if not is_stopword(part, language)))


class Coverage:
    """How much of one query stands in any number of texts: the share 0..1 of its content words (all
    words when it has no other), stems compared."""

    def __init__(self, query: str, languages: Sequence[str] = ()) -> None:
        self._languages = query_languages(query, languages)
        words = [part for token in runs(query) for part in pieces(token).parts]
        content = {word for word in words if not is_stopword(word, self._languages[0])}
        self._forms = [
            {word, other_spelling(word, self._languages) or word} for word in content or set(words)
        ]

    def of(self, text: str) -> float:
        """The share that stands in ``text``."""
        if not self._forms:
            return 0.0
        there = {part for token in runs(text) for part in pieces(token).parts}
        missing = [self._stems(forms) for forms in self._forms if forms.isdisjoint(there)]
        if missing:  # stemming the text is most of the work
            if PREFIXING.isdisjoint(self._languages):  # words with the same stem begin alike
                begins = {form[:1] for forms in missing for form in forms}
                there = {part for part in there if part[:1] in begins}
            stems = self._stems(there)
            missing = [forms for forms in missing if forms.isdisjoint(stems)]
        return 1.0 - len(missing) / len(self._forms)

    def _stems(self, words: Iterable[str]) -> set[str]:
        return {stem(word, language) for word in words for language in self._languages}


def coverage(query: str, text: str, languages: Sequence[str] = ()) -> float:
    """The share 0..1 of one query that stands in one text (see ``Coverage``)."""
    return Coverage(query, languages).of(text)
