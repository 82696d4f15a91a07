"""The words of a library as people may mean them: which ones a text holds, and how each sounds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from docmind.core.lexical.folding import fold_word
from docmind.core.lexical.tokens import is_spaceless, part_spans, runs, tokens

SHORTEST, LONGEST = 2, 40  # code points of a folded word
_NO_WORD = re.compile(r"[\d_\W]")
_MARK = re.compile("[\u0900-\u0dff]")  # vowel signs of Indic scripts are not \w
# Ways of writing the same sound in Latin letters, applied in this order: "Tchaikovsky" and what
# is made of "Чайковский" become the same.
_SOUNDS = tuple(
    (re.compile(written), sound)
    for written, sound in (
        ("shch|sch", "sh"), ("tch", "ch"), ("kh", "h"), ("ph", "f"), ("th", "t"), ("ck", "k"),
        ("x", "ks"), ("tz", "ts"), ("w", "v"), ("q", "k"), ("c(?!h)", "k"), ("[jy]", "i"),
        (r"(.)\1+", r"\1"),
    )
)  # fmt: skip


def plain_words(text: str) -> Iterator[tuple[str, int]]:
    """(word as written, its offset) for each word of ``text`` that has a spelling: of letters
    alone, from a script that writes words apart. The words of a compound come one by one."""
    for token in tokens(text):
        if is_spaceless(token.text):
            continue
        for part, start in part_spans(token.text):
            if _is_plain(fold_word(part)):
                yield part, token.start + start


def written_words(text: str) -> set[str]:
    """The same words without their places: the fast road for whole documents."""
    found = set()
    for token in set(runs(text)):
        if token.isalpha() and token.isascii():
            found.add(token)
        elif not is_spaceless(token):
            found.update(part for part, _ in part_spans(token))
    return {word for word in found if _is_plain(fold_word(word))}


@lru_cache(maxsize=65536)
def _is_plain(word: str) -> bool:
    return SHORTEST <= len(word) <= LONGEST and not _NO_WORD.search(_MARK.sub("", word))


def spelling(words: set[str]) -> dict[str, str]:
    """Folded word -> a spelling as it stands; the one with the fewest capitals where several do."""
    found: dict[str, str] = {}
    for word in sorted(words):  # capitals come first
        found[fold_word(word)] = word
    return found


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """A folded word of any alphabet in Latin letters, as it is pronounced, roughly."""
    if not word.isascii():
        from anyascii import anyascii

        word = re.sub("[^a-z]", "", anyascii(word).lower())
    for written, one in _SOUNDS:
        word = written.sub(one, word)
    return word
