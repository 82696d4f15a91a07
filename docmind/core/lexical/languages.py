"""Which language a text is in, by script and by votes of its stopwords, and its stemmer."""

from __future__ import annotations

import re
import threading
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

import snowballstemmer

from docmind.core.lexical.folding import fold, fold_word
from docmind.core.lexical.stopwords import STOPWORDS

_STEMMERS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek",
    "en": "english", "es": "spanish", "fa": "persian", "fi": "finnish", "fr": "french",
    "hi": "hindi", "hu": "hungarian", "id": "indonesian", "it": "italian", "nl": "dutch",
    "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sv": "swedish", "tr": "turkish",
}  # fmt: skip

PREFIXING = frozenset({"ar", "fa", "id"})
"""Languages whose stemmers also cut the beginning of words; others keep the first letter."""

# The language assumed when a script is all that is known. Latin text without a single stopword
# (code, tables, names) is treated as English: its stemmer is the mildest on unknown words.
_SCRIPTS = (
    ("ja", "\u3040-\u30ff"),
    ("ko", "\u1100-\u11ff\uac00-\ud7af"),
    ("zh", "\u3400-\u4dbf\u4e00-\u9fff"),
    ("th", "\u0e00-\u0e7f"),
    ("ru", "\u0400-\u04ff"),
    ("el", "\u0370-\u03ff\u1f00-\u1fff"),
    ("ar", "\u0600-\u06ff"),
    ("he", "\u0590-\u05ff"),
    ("hi", "\u0900-\u097f"),
    ("en", "A-Za-z\u00c0-\u024f"),
)
_SCRIPT_RUNS = tuple((language, re.compile(f"[{chars}]")) for language, chars in _SCRIPTS)
_SAMPLE = 4000  # code points read to tell the script
_WIDE = frozenset({"en", "fr", "de", "es", "it", "pt", "ru", "ar", "hi"})
_EXPECTED, _RARE = 1.5, 0.75  # how much a vote counts for such a language
_JAPANESE_SHARE = 0.05  # of kana among its own and Han characters


def _collect_votes() -> dict[str, tuple[tuple[str, float], ...]]:
    voters: dict[str, list[str]] = defaultdict(list)
    for language, words in STOPWORDS.items():
        for word in words:
            voters[word].append(language)
    # A word of several languages says less.
    return {
        word: tuple((language, 1.0 / len(languages)) for language in languages)
        for word, languages in voters.items()
    }


_VOTES = _collect_votes()


def script_language(text: str) -> str:
    """The language that stands for the main script of ``text``; "" without letters."""
    sample = text[:_SAMPLE]
    if sample.isascii():
        return "en" if any(c.isalpha() for c in sample) else ""
    counts = {language: len(run.findall(sample)) for language, run in _SCRIPT_RUNS}
    # One CJK character says about as much as two letters.
    for language in ("ja", "ko", "zh"):
        counts[language] *= 2
    if counts["ja"] and counts["ja"] >= _JAPANESE_SHARE * (counts["zh"] + counts["ja"]):
        counts["ja"] += counts["zh"]
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] else ""


def guess(text: str, words: Iterable[str], expected: Sequence[str] = ()) -> tuple[str, float]:
    """(language, votes) of a text given its words as written; votes 0 means by script alone.

    Close votes go to the ``expected`` languages, then to the one that stands first in
    ``STOPWORDS`` (widely written ones): a few words alone seldom tell Catalan from French.
    """
    by_script = script_language(text)
    if by_script in {"ja", "ko", "zh", "th", "he", ""}:
        return by_script, 0.0
    votes: dict[str, float] = defaultdict(float)
    for word in words:
        for language, weight in _VOTES.get(fold_word(word), ()):
            votes[language] += weight
    if not votes:
        return by_script, 0.0
    best = max(
        (language for language in STOPWORDS if language in votes),
        key=lambda language: votes[language] * _leaning(language, expected),
    )
    return best, votes[best]


def _leaning(language: str, expected: Sequence[str]) -> float:
    if language in expected:
        return _EXPECTED
    return 1.0 if language in _WIDE else _RARE


_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
# Where "ue" can stand for "ü": not in "neue", "bauen" or "Quelle".
_WRITTEN_OUT = re.compile("(?<![aeq])([aou])e")


def other_spelling(token: str, languages: Sequence[str]) -> str:
    """How a German ``token`` is written with umlauts where it has none, and without them where it
    has; "" when there is no other way, or German is none of ``languages``."""
    if "de" not in languages:
        return ""
    lowered = token.casefold()
    other = _WRITTEN_OUT.sub(r"\1", lowered) if token.isascii() else lowered.translate(_UMLAUTS)
    return other if other != lowered else ""


def is_stopword(word: str, language: str) -> bool:
    """``word`` is folded."""
    return word in STOPWORDS.get(language, ())


# Arabic "and", "so" before the article, written as one word, which the stemmer leaves there; but
# "father" and its like only begin in the same way.
_CONJUNCTION = re.compile("^[\u0648\u0641](?=(?:[\u0628\u0643]?\u0627\u0644|\u0644\u0644)\\w{3})")
_NO_CONJUNCTION = frozenset(fold("والدي والدتي والده والدها والدته والدتها والدين والديه").split())
_local = threading.local()  # snowball stemmers keep state: one per thread


def _stemmer(language: str) -> snowballstemmer.basestemmer.BaseStemmer:
    known = getattr(_local, "stemmers", None)
    if known is None:
        known = _local.stemmers = {}
    if language not in known:
        known[language] = snowballstemmer.stemmer(_STEMMERS[language])
    return known[language]


@lru_cache(maxsize=65536)
def stem(word: str, language: str) -> str:
    """The stem of a folded word; the word itself where no stemmer is known."""
    if language not in _STEMMERS or len(word) < 3 or not word.isalpha():
        return word
    if language == "ar" and word not in _NO_CONJUNCTION:
        word = _CONJUNCTION.sub("", word)
    return fold(_stemmer(language).stemWord(word)) or word
