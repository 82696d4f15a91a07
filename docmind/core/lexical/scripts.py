"""The same words in another script: kana, Chinese characters, and letters of a keyboard that was
set to another language."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from docmind.core.lexical.folding import fold
from docmind.core.lexical.languages import script_language

if TYPE_CHECKING:
    from opencc import OpenCC

_HIRAGANA, _KATAKANA = range(0x3041, 0x3097), range(0x30A1, 0x30F7)
_TO_KATAKANA = dict(zip(_HIRAGANA, _KATAKANA, strict=True))
_TO_HIRAGANA = dict(zip(_KATAKANA, _HIRAGANA, strict=True))

# What the keys give in each language, key by key; a space where a key gives no letter.
_KEYS = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
_LAYOUTS = {
    "ru": "ёйцукенгшщзхъфывапролджэячсмитьбю",
    "uk": " йцукенгшщзхїфівапролджєячсмитьбю",
    "el": "  ςερτυθιοπ  ασδφγηξκλ  ζχψωβνμ  ",
    "he": "   קראטוןםפ  שדגכעיחלךף זסבהנמצתץ",
}


def other_characters(text: str) -> list[str]:
    """``text`` in the other kana, in traditional and in simplified Chinese characters; only forms
    that differ from it."""
    forms = [text.translate(_TO_KATAKANA), text.translate(_TO_HIRAGANA)]
    if any("\u3400" <= character <= "\u9fff" for character in text):
        forms += [_converter(name).convert(text) for name in ("s2t", "t2s")]
    return list(dict.fromkeys(form for form in forms if form != text))


@cache
def _converter(name: str) -> OpenCC:
    from opencc import OpenCC  # reads its tables

    return OpenCC(name)


def on_other_keyboards(typed: str) -> list[str]:
    """What the keys pressed for ``typed`` give, folded, when the keyboard is set to each other
    language; only where every key gives a letter."""
    lowered = typed.lower()
    return [fold(form) for form in dict.fromkeys(_forms(lowered)) if form.isalpha()]


def _forms(lowered: str) -> Iterator[str]:
    for layout in _LAYOUTS.values():
        for before, after in ((_KEYS, layout), (layout, _KEYS)):
            if all(sign in before for sign in lowered):
                yield lowered.translate(str.maketrans(before, after))


def same_alphabet(one: str, other: str) -> bool:
    """Whether two words are written in the same script."""
    return script_language(one) == script_language(other)
