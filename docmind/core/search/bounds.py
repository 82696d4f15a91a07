"""How much of a query is looked for: more than people ask for, and no more than is answered
quickly. What is left out is said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from docmind.core.search.analyse import Features
from docmind.core.search.parse import Asked

MOST_TYPED = 50_000  # code points, filters and all
MOST_WORDS = 1000
LONGEST_WORD = 2000  # code points; a text without spaces is one word
MOST_LETTERS = 20_000  # code points of all words
MOST_PHRASES = 8
LONGEST_PHRASE = 2000
MOST_EXCLUDED_WORDS = 64
MOST_EXCLUDED_PHRASES = 4
MOST_FILTERS = 32
MOST_IDENTIFIERS = 32

# Half of a pair that stands alone is no character: neither a model nor a database takes it.
_NO_TEXT = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def readable(raw: str) -> str:
    """The beginning of ``raw``, each character at its place, without what is no text."""
    return _CONTROL.sub(" ", _NO_TEXT.sub("\ufffd", raw[:MOST_TYPED]))


def bounded(asked: Asked) -> tuple[Asked, list[str]]:
    """(what is looked for, sentences on what is left out)."""
    notes: list[str] = []
    if len(asked.raw) >= MOST_TYPED:
        notes.append(f"Only the first {MOST_TYPED:,} characters were looked at.")
    text = _bounded_text(asked.text, notes)
    note = f"Only the first {MOST_PHRASES} quoted parts were looked for."
    phrases = _first(asked.phrases, MOST_PHRASES, note, notes)
    note = f"Only the first {MOST_EXCLUDED_WORDS} excluded words were left out."
    words = _first(asked.excluded_words, MOST_EXCLUDED_WORDS, note, notes)
    note = f"Only the first {MOST_EXCLUDED_PHRASES} excluded quoted parts were left out."
    excluded = _first(asked.excluded_phrases, MOST_EXCLUDED_PHRASES, note, notes)
    conditions = asked.conditions[:MOST_FILTERS]
    if conditions != asked.conditions:
        notes.append(f"Only the first {MOST_FILTERS} filters were applied.")
    phrases, excluded = _short(phrases, notes), _short(excluded, notes)
    if notes:
        asked = replace(
            asked,
            text=text,
            phrases=phrases,
            excluded_words=tuple(word[:LONGEST_WORD] for word in words),
            excluded_phrases=excluded,
            conditions=conditions,
        )
    return asked, list(dict.fromkeys(notes))


def bounded_features(features: Features, notes: list[str]) -> Features:
    """No more identifiers than are looked for; ``notes`` gets a sentence on the rest."""
    note = f"Only the first {MOST_IDENTIFIERS} identifiers were looked for."
    kept = _first(features.identifiers, MOST_IDENTIFIERS, note, notes)
    return replace(features, identifiers=kept) if kept != features.identifiers else features


def _bounded_text(text: str, notes: list[str]) -> str:
    words = text.split()
    short = [word[:LONGEST_WORD] for word in words]
    if short != words:
        notes.append("Only the beginning of a very long word was searched.")
    kept: list[str] = []
    letters = 0
    for word in short[:MOST_WORDS]:
        letters += len(word) + 1
        if letters > MOST_LETTERS:
            break
        kept.append(word)
    if len(kept) < len(words):
        notes.append(f"Only the first {len(kept)} words were searched.")
    return " ".join(kept) if kept != words else text


def _first(values: Sequence[str], most: int, note: str, notes: list[str]) -> tuple[str, ...]:
    if len(values) > most:
        notes.append(note)
    return tuple(values[:most])


def _short(phrases: Sequence[str], notes: list[str]) -> tuple[str, ...]:
    short = tuple(phrase[:LONGEST_PHRASE] for phrase in phrases)
    if short != tuple(phrases):
        notes.append("Only the beginning of a very long quoted part was looked for.")
    return short
