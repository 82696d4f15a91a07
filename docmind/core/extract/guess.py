"""Which encoding bytes are in that say nothing about it."""

from __future__ import annotations

import codecs
import re

from docmind.core.extract.letters import likeliest

_SAMPLE = 32_768
# In Western text these stand inside or beside words; other non-letters there mean another set.
_WESTERN_MARKS = frozenset(
    "\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u20ac\xa0\xad\xab\xbb\xb0\xa7\xa9\xae\xb7\x91\x92"
)
# Code units of UTF-16 that running text is made of: some scripts and their marks.
_PLAUSIBLE = re.compile(
    "[\\t\\n\\r -~\xa0-\u017f\u0370-\u03ff\u0400-\u045f\u05d0-\u05ea\u0600-\u06ff\u0900-\u097f"
    "\u0e00-\u0e5f\u2010-\u203b\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff00-\uffef]"
)
_CONTROL = bytes(sorted({*range(32)} - {9, 10, 12, 13, 27}))
_FEWEST_UNITS = 8
_PAIR = re.compile(rb"[\x81-\xfe][\x40-\xfe]")
_FEWEST_PAIRS = 4
_RUN = re.compile("[\xc0-\xff]{3,}")


def sample_of(data: bytes, times: int = 1) -> bytes:
    """The lines that hold other than ASCII: what a guess is made from."""
    if len(data) <= times * _SAMPLE:
        return data
    lines = re.findall(rb"[^\n]{0,400}[\x80-\xff][^\n]{0,400}", data[: 64 * _SAMPLE])
    return b"\n".join(lines)[: times * _SAMPLE]


def utf16_without_mark(data: bytes) -> str | None:
    """ "utf-16-le" or "utf-16-be" when the bytes of ``data`` lie as in such text, else None."""
    sample = data[: _SAMPLE & ~1]
    if len(sample) < 4:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) / 2
    # Latin letters and spaces have a zero high byte; a zero low byte hardly ever occurs.
    if odd > 0.6 * half and even <= 0.01 * half:
        name = "utf-16-le"
    elif even > 0.6 * half and odd <= 0.01 * half:
        name = "utf-16-be"
    else:
        return _wide_script(sample)
    text = sample.decode(name, "replace")
    shown = sum(character.isprintable() or character in "\t\r\n\f\ufeff" for character in text)
    return name if shown >= 0.98 * len(text) else None


def _wide_script(sample: bytes) -> str | None:
    """UTF-16 in a script beyond Latin, which has few zeros.

    Its low bytes are spread over all values, so some are control characters, which no
    text in an encoding by bytes has.
    """
    length = len(sample) & ~1
    sample = sample[:length]
    controls = length - len(sample.translate(None, _CONTROL))
    if length < 2 * _FEWEST_UNITS or controls * 200 < length:
        return None
    shares = {}
    for name in ("utf-16-le", "utf-16-be"):
        text = sample.decode(name, "replace")
        shares[name] = len(_PLAUSIBLE.findall(text)) / max(len(text), 1)
    best = max(shares, key=lambda name: shares[name])
    if sample.isascii():
        # Only scripts before U+1000 are so; their high bytes are all alike and small.
        highs = sample[1::2] if best == "utf-16-le" else sample[::2]
        if sum(byte < 0x10 for byte in highs) < 0.6 * len(highs):
            return None
    return best if shares[best] >= 0.97 and min(shares.values()) < 0.85 else None


def is_western(data: bytes) -> bool:
    """Mostly ASCII, and every other byte a letter or mark that Western text has."""
    sample = sample_of(data)
    high = len(sample) - len(sample.translate(None, bytes(range(128, 256))))
    if high * 4 > len(sample):
        return False
    try:
        text = sample.decode("cp1252")
    except UnicodeError:
        return False
    others = [c for c in text if c >= "\x80"]
    letters = sum(c.isalpha() for c in others)
    odd = sum(not c.isalpha() and c not in _WESTERN_MARKS for c in others)
    capitals = len(re.findall(r"[a-z][\xc0-\xde]", text))  # "stra\xdfe" is fine, "rOOmÄ" is not
    runs = sum(map(len, _RUN.findall(text)))  # accents stand among plain letters
    if odd * 20 > len(others) or capitals * 5 > max(letters, 1) or runs * 2 > max(letters, 1):
        return False
    return likeliest(sample) in (None, "cp1252")


def best_guess(data: bytes) -> str | None:
    """The name of the likeliest encoding by the letters it would give, None when none fits."""
    sample = sample_of(data)
    found = _east_asian(sample) or likeliest(sample)
    if found is not None:
        return found
    from charset_normalizer import from_bytes

    best = from_bytes(sample, steps=5, chunk_size=512).best()
    return codecs.lookup(best.encoding).name if best is not None else None


def _east_asian(sample: bytes) -> str | None:
    """The encoding of two bytes for each character whose most common signs are there.

    By the first bytes: kana are more than a sixth of Japanese; Hangul stands in KS X 1001 before
    0xC9, where common Chinese in GB 2312 goes on to 0xD7; common Chinese in Big5 is before 0xC7,
    with second bytes below 0x80 (EUC has none).
    """
    pairs = _PAIR.findall(sample)
    if len(pairs) < _FEWEST_PAIRS:
        return None
    firsts = [pair[0] for pair in pairs]
    count = len(pairs)
    low_seconds = sum(pair[1] < 0x80 for pair in pairs)
    for name, is_likely in (
        ("cp932", _share(firsts, 0x82, 0x83) > 1 / 6),
        ("euc_jp", not low_seconds and _share(firsts, 0xA4, 0xA5) > 1 / 6),
        ("cp949", _share(firsts, 0xB0, 0xC8) > 0.7 and _share(firsts, 0xC9, 0xFD) < 0.12),
        ("big5hkscs", low_seconds * 6 > count and _share(firsts, 0xA1, 0xC6) > 0.85),
        ("gb18030", low_seconds * 20 < count and _share(firsts, 0xB0, 0xD7) > 0.6),
    ):
        if is_likely and _reads(sample, name):
            return name
    return None


def _share(firsts: list[int], low: int, high: int) -> float:
    return sum(low <= first <= high for first in firsts) / len(firsts)


def _reads(sample: bytes, name: str) -> bool:
    """Whether a sample, which may end within a character, can be read so."""
    try:
        codecs.getincrementaldecoder(name)("strict").decode(sample)
    except UnicodeError:
        return False
    return True
