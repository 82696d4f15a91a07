"""The words that tell a text from the rest of the library."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from docmind.core import lexical

MOST_WORDS = 12
_SHORTEST = 2  # code points; single letters tell nothing
_MOST_LOOKED_UP = 400  # different words of a text, the most frequent ones
_ELSEWHERE = 2  # documents: a word of the text's own document alone finds no other

KnownWords = Callable[[Iterable[str]], Mapping[str, tuple[int, str]]]
"""Folded word -> (documents, spelling), for those that were listed."""


def telling_words(
    texts: Sequence[str], language: str, known: KnownWords, files: int, *, listed: bool = True
) -> tuple[str, ...]:
    """The folded words of ``texts`` with the highest tf-idf, highest first, ``MOST_WORDS`` at most.

    ``(1 + ln tf) * ln((N + 1) / (df + 0.5))`` over the ``files`` documents of the library. With
    ``listed`` the text is in the library itself, and words that stand in no other document are
    left out. A word without count (numbers in words, scripts without spaces, what was just read)
    is taken for as rare as one in the square root of all documents.
    """
    counts = _counts(texts, language)
    common = dict(counts.most_common(_MOST_LOOKED_UP))
    documents = known(common)
    guessed = max(math.sqrt(files), _ELSEWHERE)
    scores: dict[str, float] = {}
    for word, times in common.items():
        found = documents.get(word)
        frequency = found[0] if found is not None else guessed
        if listed and frequency < _ELSEWHERE:
            continue
        rarity = math.log((files + 1) / (frequency + 0.5)) if frequency < files else 0.0
        scores[word] = (1.0 + math.log(times)) * max(rarity, 0.0)
    best = sorted(scores, key=lambda word: (-scores[word], word))
    return tuple(best[:MOST_WORDS])


def _counts(texts: Sequence[str], language: str) -> Counter[str]:
    """How often each word stands in the texts; small words and bare numbers are left out."""
    counts: Counter[str] = Counter()
    for token, times in Counter(run for text in texts for run in lexical.runs(text)).items():
        for word in lexical.content_words(token, language):
            if len(word) >= _SHORTEST and not word.isdecimal():
                counts[word] += times
    return counts
