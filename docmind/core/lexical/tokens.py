"""Text to tokens: runs of word characters with their place, identifiers kept in one piece."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from docmind.core.lexical.folding import fold_word

# Han, kana and Hangul (also taken apart into its letters, as some systems write file names): every
# two neighbours make a term.
CJK = (
    "\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
    "\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
# Thai, Lao, Myanmar, Khmer: written without spaces, in clusters of a base and its marks.
CLUSTERED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
# Characters inside words that Python does not count as word characters.
_MARKS = (
    "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff"
    "\u00ad\u200b-\u200d\u2060"
)
_W = rf"[^\W{CJK}{CLUSTERED}]"
_WORD = rf"{_W}+(?:[{_MARKS}]+{_W}*)*"
_JOIN = "-\u2010\u2011._/\\\\@:+&"
_INNER = frozenset("-\u2010\u2011._/\\@:+&")
_TOKEN = re.compile(rf"[{CJK}]+|[{CLUSTERED}]+|{_WORD}(?:[{_JOIN}]{_WORD})*(?:\+\+|\#(?!\w))?")
_TOKEN_ASCII = re.compile(r"[A-Za-z0-9_]+(?:[-._/\\@:+&][A-Za-z0-9_]+)*(?:\+\+|#(?!\w))?")
_PART = re.compile(rf"[^{_JOIN}#]+")
# Where a part divides further: aB, ABc, letters against digits.
_SEAM = re.compile(
    r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])"
)
# Vowels written before their consonant, a base, then everything that hangs on it.
_BEFORE = "\u0e40-\u0e44\u0ec0-\u0ec4"
_AFTER = "\u0e30-\u0e3a\u0e45\u0e47-\u0e4e\u0eb0-\u0ebc\u0ec8-\u0ecd\u102b-\u103e\u17b6-\u17d3"
_CLUSTER = re.compile(f"[{_BEFORE}]?[^{_BEFORE}][{_AFTER}]*|[{_BEFORE}][{_AFTER}]*")
_IS_MARK = re.compile(f"[{_MARKS}{CLUSTERED}]")
_IS_CJK = re.compile(f"[{CJK}]")
# A character of a CJK run: a syllable in its letters, or a letter with its voicing mark.
_UNIT = re.compile("[\u1100-\u115f][\u1160-\u11a7]?[\u11a8-\u11ff]?|.[\u3099\u309a\uff9e\uff9f]?")
_IS_CLUSTERED = re.compile(f"[{CLUSTERED}]")

LONGEST = 64  # code points of one term; longer runs are encoded blobs, not words
_MOST_PARTS = 24


class Token(NamedTuple):
    """A run of text and where it begins (code points)."""

    text: str
    start: int


class Pieces(NamedTuple):
    """What one token is searched by, all folded.

    ``parts`` are its plain words (length counts these), ``wholes`` the joined forms of a compound
    ("IL-6" is also "il6"), ``splits`` the inner words of camelCase and letters against digits,
    ``singles`` the single characters of a run without spaces.
    """

    parts: tuple[str, ...]
    wholes: tuple[str, ...] = ()
    splits: tuple[str, ...] = ()
    singles: tuple[str, ...] = ()


def tokens(text: str) -> Iterator[Token]:
    """Every token of ``text`` in order."""
    pattern = _TOKEN_ASCII if text.isascii() else _TOKEN
    for match in pattern.finditer(text):
        yield Token(match.group(), match.start())


def token_around(text: str, at: int) -> Token | None:
    """The token of ``text`` that covers the code point ``at``; None between tokens."""
    pattern = _TOKEN_ASCII if text.isascii() else _TOKEN
    start = at
    while start > 0 and _belongs(text[start - 1]):
        start -= 1
    for match in pattern.finditer(text, start):
        if match.end() > at:
            return Token(match.group(), match.start()) if match.start() <= at else None
    return None


def _belongs(letter: str) -> bool:
    return letter.isalnum() or letter in _INNER or _IS_MARK.match(letter) is not None


def runs(text: str) -> list[str]:
    """The token texts alone: the fast road for indexing."""
    return (_TOKEN_ASCII if text.isascii() else _TOKEN).findall(text)


def is_cjk(token: str) -> bool:
    """True for a run of Han, kana or Hangul."""
    return _IS_CJK.match(token) is not None


def is_spaceless(token: str) -> bool:
    """True for a run of a script written without spaces between words."""
    return is_cjk(token) or _IS_CLUSTERED.match(token) is not None


@lru_cache(maxsize=65536)
def pieces(token: str) -> Pieces:
    """The pieces of one token."""
    if is_cjk(token):
        return _run_pieces(tuple(fold_word(token)))
    if _IS_CLUSTERED.match(token):
        return _run_pieces(tuple(fold_word(unit) for unit in clusters(token)))
    return _word_pieces(token)


def clusters(token: str) -> list[str]:
    """The clusters of a Thai, Lao, Myanmar or Khmer run; together they are the run."""
    return _CLUSTER.findall(token)


def characters(token: str) -> list[str]:
    """The characters of a CJK run as a reader sees them; together they are the run."""
    return _UNIT.findall(token)


def _run_pieces(units: tuple[str, ...]) -> Pieces:
    if len(units) < 2:
        return Pieces(parts=units, singles=units)
    return Pieces(parts=tuple(a + b for a, b in pairwise(units)), singles=units)


def part_spans(token: str) -> list[tuple[str, int]]:
    """The plain words of a token with their offsets in it (not for runs without spaces)."""
    return [(match.group(), match.start()) for match in _PART.finditer(token)]


def _word_pieces(token: str) -> Pieces:
    if token.isalpha() and (token.islower() or token[1:].islower()):
        return Pieces(parts=(fold_word(token)[:LONGEST],))
    raw = _PART.findall(token)[:_MOST_PARTS]
    parts = [fold_word(part)[:LONGEST] for part in raw]
    parts = [part for part in parts if part]
    wholes = _wholes(parts, token)
    splits = [fold_word(s)[:LONGEST] for part in raw for s in _splits(part)]
    return Pieces(tuple(parts), wholes, tuple(splits))


def _splits(part: str) -> list[str]:
    inner = _SEAM.split(part[: 2 * LONGEST])
    return inner[:_MOST_PARTS] if len(inner) > 1 else []


def _wholes(parts: list[str], token: str) -> tuple[str, ...]:
    """The compound as one word, and every two neighbouring parts as one.

    Joiners are dropped so that IL-6, IL_6 and IL6 meet; digits stay apart from digits.
    """
    found: list[str] = []
    if token.endswith(("++", "#")):
        found.append(fold_word(token)[:LONGEST])
    if len(parts) > 1:
        found.append(_joined(parts)[:LONGEST])
    if len(parts) > 2:
        found.extend(_joined([a, b])[:LONGEST] for a, b in pairwise(parts))
    return tuple(dict.fromkeys(found))


def _joined(parts: list[str]) -> str:
    out = parts[0]
    for part in parts[1:]:
        out += f".{part}" if out[-1:].isdigit() and part[:1].isdigit() else part
    return out
