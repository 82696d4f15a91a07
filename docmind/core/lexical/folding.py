"""One written form for every way of writing a word: width, case and accents are folded."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Marks that only decorate: accents, Hebrew and Arabic points, tatweel; and invisible characters
# that extraction leaves inside words (soft hyphen, zero-width characters, byte-order mark).
_DECORATION = re.compile(
    "[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670\u00ad\u200b-\u200f\u2060\ufeff]+"
)
# Letters that Unicode does not decompose although people type them without the stroke.
_STROKES = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d", "ħ": "h"}
)
# Digits of Arabic, Persian and Devanagari: a year is typed in either kind.
_STROKES |= {first + digit: str(digit) for first in (0x660, 0x6F0, 0x966) for digit in range(10)}
# Letters of their own whose mark is not decoration: Cyrillic short i and Ukrainian yi, and kana
# (voicing marks lie outside the stripped range, but must be composed again).
_KEPT = (("\u0438\u0306", "\ue000"), ("\u0456\u0308", "\ue001"))
_BACK = str.maketrans({"\ue000": "\u0439", "\ue001": "\u0457"})


def fold(text: str) -> str:
    """``text`` in compatibility form, case-folded and without accents. Length may change."""
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    for letter, stand_in in _KEPT:
        text = text.replace(letter, stand_in)
    text = _DECORATION.sub("", text).translate(_STROKES).translate(_BACK)
    return unicodedata.normalize("NFC", text)


@lru_cache(maxsize=65536)
def fold_word(word: str) -> str:
    """``fold`` for words, remembered."""
    return fold(word)


# Parts of Hangul syllables, and voicing marks of kana, which become one with the letter before.
_COMPOSING = re.compile("[\u1100-\u11ff\u3099\u309a\ua960-\ua97f\ud7b0-\ud7ff\uff9e\uff9f]")


class _Shadows(dict[int, int | str | None]):
    """Code point -> its folded letter where that is one letter, else U+FFFF."""

    def __missing__(self, code: int) -> int | str:
        letter = chr(code)
        if _COMPOSING.match(letter):
            self[code] = "\uffff"
            return "\uffff"
        folded = fold(letter)
        if len(folded) == 1 or not (letter.isalnum() or unicodedata.category(letter)[0] in "MC"):
            shadow = folded if len(folded) == 1 else letter  # signs stay: "…" is no word
        else:
            shadow = "\uffff"
        self[code] = shadow
        return shadow


_SHADOWS = _Shadows()


def shadow(text: str) -> str | None:
    """``text`` folded letter by letter, at its own length; None where that is not possible
    (ligatures, decomposed accents)."""
    if text.isascii():
        return text.lower()
    folded = text.translate(_SHADOWS)
    return None if "\uffff" in folded else folded


_SPACELESS = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
_NOT_WORD = re.compile(r"[\W_]+")
_NOT_WORD_ASCII = re.compile(r"[^a-z0-9]+")
_GAP = re.compile(f"(?<=[{_SPACELESS}]) (?=[{_SPACELESS}])")


def verbatim_form(text: str) -> str:
    """``text`` for literal comparison: folded, punctuation and white space as single spaces.

    Spaces between characters of scripts written without them are dropped, since line ends put
    them there. A space stands at either end, so ``" word " in form`` asks for whole words.
    """
    if text.isascii():
        return f" {_NOT_WORD_ASCII.sub(' ', text.lower()).strip()} "
    # Vowel signs of Indic scripts are not \w: keep their neighbours together.
    plain = (
        "".join(
            c if c.isalnum() or unicodedata.category(c) in {"Mn", "Mc"} else " " for c in fold(text)
        )
        if _has_marks(text)
        else _NOT_WORD.sub(" ", fold(text))
    )
    return f" {_GAP.sub('', ' '.join(plain.split()))} "


_MARKED = re.compile("[\u0900-\u0dff\u0e31-\u0e4e\u0eb1-\u0ece\u1000-\u109f\u1780-\u17ff]")


def _has_marks(text: str) -> bool:
    return _MARKED.search(text) is not None


def contains_verbatim(form: str, phrase: str) -> bool:
    """True when ``phrase`` (a ``verbatim_form``) stands in ``form`` as whole words.

    Where the phrase begins or ends with a script written without spaces, no word end is asked.
    """
    core = phrase.strip()
    if not core:
        return False
    left = "" if _is_spaceless(core[0]) else " "
    right = "" if _is_spaceless(core[-1]) else " "
    wanted = f"{left}{core}{right}"
    if wanted in form:
        return True
    # A Latin word may touch a script without spaces ("使用Python编写").
    return core in form and _touching(form, core)


_SPACELESS_RE = re.compile(f"[{_SPACELESS}\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")


def _is_spaceless(character: str) -> bool:
    return _SPACELESS_RE.match(character) is not None


def _touching(form: str, core: str) -> bool:
    start = form.find(core)
    while start >= 0:
        before, after = form[start - 1], form[start + len(core)]
        left = before == " " or _is_spaceless(before) or _is_spaceless(core[0])
        right = after == " " or _is_spaceless(after) or _is_spaceless(core[-1])
        if left and right:
            return True
        start = form.find(core, start + 1)
    return False
