"""Where the words of a query stand in a text, seen through stemming and folding."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from docmind.core.lexical.folding import contains_verbatim, fold_word, shadow, verbatim_form
from docmind.core.lexical.languages import PREFIXING, is_stopword, other_spelling, stem
from docmind.core.lexical.terms import query_languages
from docmind.core.lexical.tokens import (
    characters,
    clusters,
    is_cjk,
    is_spaceless,
    part_spans,
    pieces,
    runs,
    token_around,
    tokens,
)
from docmind.core.schema import Span

_MOST_REMEMBERED = 50_000
_NOTHING = re.compile(r"(?!)")


class Marker:
    """Finds the words and phrases of one query in any number of texts.

    ``text`` holds the plain words, ``phrases`` what must stand literally, ``languages`` those of
    the index. A phrase's words are marked singly only where the phrase itself does not stand.
    """

    def __init__(
        self, text: str, languages: Sequence[str] = (), phrases: Sequence[str] = ()
    ) -> None:
        self._words = _Wanted(text, languages)
        self._loose = _Wanted(" ".join((text, *phrases)), languages) if phrases else self._words
        self._phrases = [
            (verbatim_form(phrase), tuple(unit for unit, _, _ in _units(phrase)))
            for phrase in phrases
        ]

    def spans(self, text: str) -> tuple[Span, ...]:
        """Marked ranges of ``text`` in code points: sorted, disjoint, neighbours joined."""
        literal = self.phrase_spans(text)
        wanted = self._words if literal else self._loose
        found = literal + wanted.find(text)
        return tuple(Span(start, end) for start, end in _merged(found))

    def phrase_spans(self, text: str) -> list[tuple[int, int]]:
        """Ranges where a whole phrase stands."""
        if not self._phrases:
            return []
        form = verbatim_form(text)
        present = [units for wanted, units in self._phrases if contains_verbatim(form, wanted)]
        if not present:
            return []
        units = list(_units(text))
        return [span for wanted in present for span in _sequence_spans(units, wanted)]

    def terms(self, text: str) -> tuple[str, ...]:
        """The words of ``text`` that are marked, as written, each once, in order."""
        return tuple(dict.fromkeys(text[span.start : span.end] for span in self.spans(text)))


def highlight(
    text: str, query: str, languages: Sequence[str] = (), phrases: Sequence[str] = ()
) -> tuple[Span, ...]:
    """Ranges of ``text`` where words of ``query`` (or whole ``phrases``) stand."""
    return Marker(query, languages, phrases).spans(text)


class _Wanted:
    """The forms a token is compared with."""

    def __init__(self, text: str, languages: Sequence[str]) -> None:
        self._languages = query_languages(text, languages)
        self._known: dict[str, tuple[tuple[int, int], ...]] = {}
        self._runs: set[str] = set()  # neighbours of spaceless scripts
        self._words: set[str] = set()
        self._wholes: set[str] = set()
        query_tokens = runs(text)
        others = (other_spelling(token, self._languages) for token in query_tokens)
        for token in (*query_tokens, *filter(None, others)):
            found = pieces(token)
            if is_spaceless(token):
                self._runs.update(found.parts)
                continue
            self._wholes.update(found.wholes)
            alone = len(found.parts) == 1
            self._words.update(part for part in found.parts if alone or _telling(part))
        content = {word for word in self._words if not is_stopword(word, self._languages[0])}
        if content or self._runs or self._wholes:
            self._words = content
        self._stems = {stem(word, lang) for word in self._words for lang in self._languages}
        self._initials = {form[:1] for form in self._stems}
        # "IL6" is looked for as "IL-6" too: letters against digits are often joined by a sign
        self._joined = self._wholes | {word for word in self._words if _has_digit(word)}
        self._prefixing = bool(PREFIXING & set(self._languages))
        self._finder = self._make_finder()

    def _make_finder(self) -> re.Pattern[str] | None:
        """A quick pattern over ``shadow`` text for every place worth a close look."""
        if self._prefixing:
            return None
        beginnings = {form[: _kept(len(form))] for form in self._stems | self._words}
        beginnings |= {whole[:1] for whole in self._joined}
        wanted = sorted(beginnings | self._runs)
        return re.compile("|".join(map(re.escape, wanted))) if wanted else _NOTHING

    def find(self, text: str) -> list[tuple[int, int]]:
        """Ranges of ``text`` that match."""
        plain = shadow(text)
        if plain is None or self._finder is None:
            return [
                (token.start + start, token.start + end)
                for token in tokens(text)
                for start, end in self.ranges(token.text)
            ]
        found: list[tuple[int, int]] = []
        done = 0
        for match in self._finder.finditer(plain):
            place = match.start()
            if place < done or _inside_word(text, place):
                continue
            token = token_around(text, place)
            if token is not None:
                done = token.start + len(token.text)
                found += [(token.start + a, token.start + b) for a, b in self.ranges(token.text)]
        return found

    def ranges(self, token: str) -> tuple[tuple[int, int], ...]:
        """Ranges inside ``token``, remembered."""
        known = self._known.get(token)
        if known is None:
            if len(self._known) >= _MOST_REMEMBERED:
                self._known.clear()
            known = self._known[token] = tuple(self._ranges(token))
        return known

    def _ranges(self, token: str) -> Iterator[tuple[int, int]]:
        if is_spaceless(token):
            if self._runs:
                yield from self._run_ranges(token)
            return
        if token.isalpha() and token[1:].islower():
            if self._matches(token):
                yield (0, len(token))
            return
        found = pieces(token)
        parts = part_spans(token)
        if found.wholes and not self._joined.isdisjoint(found.wholes[:1]):
            yield (0, len(token))
            return
        if len(parts) > 2:  # wholes: all parts as one, then every two neighbours
            for (_, start), (second, at) in pairwise(parts):
                end = at + len(second)
                if not self._joined.isdisjoint(pieces(token[start:end]).wholes):
                    yield (start, end)
        for part, start in parts:
            if self._matches(part) or any(s in self._words for s in pieces(part).splits):
                yield (start, start + len(part))

    def _matches(self, part: str) -> bool:
        folded = fold_word(part)
        if folded in self._words or folded in self._wholes:
            return True
        if not self._prefixing and folded[:1] not in self._initials:
            return False
        return any(stem(folded, language) in self._stems for language in self._languages)

    def _run_ranges(self, token: str) -> Iterator[tuple[int, int]]:
        units = _run_units(token)
        if len(units) == 1 or any(len(unit) == 1 for unit in self._runs):
            for unit, start, end in units:
                if unit in self._runs:
                    yield (start, end)
        for (first, start, _), (second, _, end) in pairwise(units):
            if first + second in self._runs:
                yield (start, end)


def _inside_word(text: str, place: int) -> bool:
    """True in the middle of a word, where no wanted word can begin (but camelCase and letters
    against digits are seams, and runs without spaces have no middle)."""
    if not place:
        return False
    before, here = text[place - 1], text[place]
    return before.isalpha() and here.islower() and not is_spaceless(before)


def _kept(length: int) -> int:
    """How much of a stem every word with that stem begins with: endings change the last letters
    (happy, happi; ag-ing, age)."""
    return max(2, length - 1) if length <= 4 else length - 2


def _has_digit(word: str) -> bool:
    return any(letter.isdigit() for letter in word)


def _telling(part: str) -> bool:
    return len(part) >= 3 and not part.isdigit()


def _run_units(token: str) -> list[tuple[str, int, int]]:
    """Characters (or clusters) of a spaceless run, folded, with their ranges."""
    raw = characters(token) if is_cjk(token) else clusters(token)
    out = []
    at = 0
    for unit in raw:
        out.append((fold_word(unit), at, at + len(unit)))
        at += len(unit)
    return out


def _units(text: str) -> Iterator[tuple[str, int, int]]:
    """Words and spaceless characters of ``text``, folded, with their ranges."""
    for token in tokens(text):
        if is_spaceless(token.text):
            for unit, start, end in _run_units(token.text):
                yield (unit, token.start + start, token.start + end)
            continue
        for part, start in part_spans(token.text):
            folded = fold_word(part)
            if folded:
                begin = token.start + start
                yield (folded, begin, begin + len(part))


def _sequence_spans(
    units: Sequence[tuple[str, int, int]], wanted: Sequence[str]
) -> Iterator[tuple[int, int]]:
    length = len(wanted)
    if not length:
        return
    first = wanted[0]
    for i in range(len(units) - length + 1):
        if units[i][0] == first and all(units[i + k][0] == wanted[k] for k in range(1, length)):
            yield (units[i][1], units[i + length - 1][2])


def _merged(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        elif start < end:
            out.append((start, end))
    return out
