"""Which language bytes would be in, read by each encoding: the likeliest reading wins.

Letters are weighed by how common they are in a language; what a reading gives besides letters of
one language counts against it. Method: likelihood of single letters, as in the detectors by
letter frequency (Li and Momoi, "A composite approach to language/encoding detection", 2001).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

# Letters beyond ASCII, the most common ones first.
_ALPHABETS = {
    "ar": "اليمنوتربةدعسفحكقجأهشصخطىذضإءئغزثظآؤ",
    "bg": "аиоентрсвлкдпмзъгубчщйхцжяюшфь",
    "cs": "íáéěřýčžšůúťďňó",
    "da": "åøæé",
    "de": "äüößé",
    "el": "αοιετσνηυρπκμλςωγάόήίέδχύθφβώξζψϊΆΈΌ",
    "es": "óíáéñúü",
    "et": "äõöüšž",
    "fr": "éèàêçôâîùûëïœ",
    "he": "יוהלאתרבםמנדשעןחפקגכצזטסףךץ",
    "hr": "čžšćđ",
    "hu": "áéőöíóűüú",
    "is": "áðíéþóöúýæ",
    "it": "èàùòéì",
    "lt": "ėšžųūįąčę",
    "lv": "āīšēūņģļķčž",
    "pl": "łęąóżśćźń",
    "pt": "ãçáéíóâõúêàô",
    "ro": "ăîâşţ",
    "ru": "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё",
    "sk": "áíéýčžšúľťôňäďóŕĺ",
    "sl": "čšž",
    "sv": "äåöé",
    "th": "นรากอเงมยล่วดท้สตะปบคหีแัิจำใพขชไุูึ์ถโซธศณญภษผฝฟฉฎฏฐฑฒฌฮฬฯๆ็ื",
    "tr": "ışğüçöİ",
    "uk": "оанивітерслкудмпзяьбгйчхцюжїєщшфґ",
}
_READINGS = {
    "cp1252": "de fr es pt sv da it is",
    "cp1251": "ru uk bg",
    "koi8-r": "ru",
    "koi8-u": "uk",
    "iso8859-5": "ru bg uk",
    "cp866": "ru",
    "mac_cyrillic": "ru",
    "cp1250": "pl cs sk hu ro hr sl",
    "iso8859-2": "pl cs sk hu ro hr sl",
    "cp852": "pl cs hu",
    "cp1253": "el",
    "cp1254": "tr",
    "cp1255": "he",
    "cp1256": "ar",
    "iso8859-6": "ar",
    "cp1257": "lt lv et",
    "cp874": "th",
    "cp850": "de fr es",
    "mac_roman": "de fr es",
}
_FEWEST = 8  # letters beyond ASCII that say something
_MOST = 4000
_STRANGER = -6.0
_LEAST = -4.6  # the mean for a reading to be believed
_USUAL = 0.4  # for the encoding that most texts are in, which mix Western languages
_CAPITAL = -0.7
_MID_CAPITAL = -4.0
_NEUTRAL = frozenset("\xa0\xab\xbb\xa7\xb0\xa9\xae\xad\xb7–—‘’“”„‚…€•™«»№")
_HIGH = re.compile(r"[^\x00-\x7f]")


def likeliest(sample: bytes, names: Iterable[str] = tuple(_READINGS)) -> str | None:
    """The encoding of one byte for each character that gives the most ordinary words.

    None when too little is said, or when no reading is ordinary.
    """
    scores = {name: score for name in names if (score := _score(sample, name)) is not None}
    if not scores:
        return None
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] > _LEAST else None


def _weights(language: str) -> dict[str, float]:
    """Natural logarithms of shares that fall with the rank (Zipf)."""
    alphabet = _ALPHABETS[language]
    whole = sum(1 / (rank + 2) for rank in range(len(alphabet)))
    return {letter: -math.log((rank + 2) * whole) for rank, letter in enumerate(alphabet)}


_WEIGHTS = {language: _weights(language) for language in _ALPHABETS}


def _score(sample: bytes, name: str) -> float | None:
    """The mean weight of a character beyond ASCII in the best language; None when it says little
    or cannot be read so."""
    try:
        text = sample.decode(name)
    except UnicodeError:
        return None
    places = [found.start() for found in _HIGH.finditer(text) if found[0] not in _NEUTRAL][:_MOST]
    if len(places) < _FEWEST:
        return None
    penalty = sum(_case(text, place) for place in places)
    letters = [text[place] for place in places]
    best = -math.inf
    for language in _READINGS[name].split():
        weights = _WEIGHTS[language]
        said = (weights.get(letter, weights.get(letter.lower(), _STRANGER)) for letter in letters)
        best = max(best, sum(said))
    return (best + penalty) / len(letters) + (_USUAL if name == "cp1252" else 0.0)


def _case(text: str, place: int) -> float:
    """What a capital costs; more after a small letter, where hardly any stands."""
    if not text[place].isupper():
        return 0.0
    before = text[place - 1] if place else " "
    return _MID_CAPITAL if before.islower() else _CAPITAL
