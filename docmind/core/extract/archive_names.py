"""Names of files in old archives, which do not say in which encoding they are.

General guessers want sentences; names are a few letters each. So this looks at where the bytes of
all names of an archive lie in the few encodings that archivers have used.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

_PAIRS = re.compile(rb"[\x81-\xfe][\x40-\xfe]")
_HIGH = re.compile(rb"[\x80-\xff]+")
_ENOUGH = 0.7
_FEW = 4  # pairs; fewer say little about which of two kin encodings it is
_JUNK = re.compile(
    r"(?:^|/)(?:__MACOSX/|\.DS_Store$|\._[^/]*$|Thumbs\.db$|desktop\.ini$|\$RECYCLE\.BIN/)",
    re.IGNORECASE,
)


def is_junk(name: str) -> bool:
    """Whether a system has put the file there for itself."""
    return _JUNK.search(name.replace("\\", "/")) is not None


def codec_of_names(names: Iterable[bytes]) -> str:
    """The codec that most likely explains all ``names``; "cp437", the ZIP standard's, at worst."""
    raw = b"\n".join(names)
    if raw.isascii():
        return "ascii"
    if _fits(raw, "utf-8"):
        return "utf-8"
    runs: list[bytes] = _HIGH.findall(raw)
    alone = sum(len(run) == 1 for run in runs)
    high = b"".join(runs)
    if alone * 2 > len(high):
        return _western(high)
    found = ((rate(raw, high), name) for name, rate in _RATES.items() if _fits(raw, name))
    score, best = max(found, default=(0.0, ""))
    return best if score >= _ENOUGH else _western(high)


def decoded(raw: bytes, codec: str) -> str:
    """One name. Bytes that the codec does not know become U+FFFD."""
    return raw.decode(codec, "replace")


def _western(high: bytes) -> str:
    """Windows letters lie from 0xC0 on, those of DOS nearly all before 0xA6."""
    dos = sum(0x80 <= byte <= 0xA5 for byte in high)
    return "cp850" if dos * 2 > len(high) else "cp1252" if min(high) >= 0xC0 else "cp437"


def _fits(raw: bytes, codec: str) -> bool:
    try:
        raw.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _pairs(raw: bytes) -> list[bytes]:
    return [
        pair for run in re.findall(rb"[\x80-\xff][\x40-\xff]*", raw) for pair in _PAIRS.findall(run)
    ]


def _share(pairs: list[bytes], is_common: Callable[[int, int], bool]) -> float:
    return sum(is_common(pair[0], pair[1]) for pair in pairs) / max(len(pairs), 1)


# How much of it is in common use there: kana and the kanji of JIS level 1, hanzi of GB 2312
# level 1 and of Big5 level 1, hangul of KS X 1001, letters of the Russian alphabet.
def _japanese(raw: bytes, high: bytes) -> float:
    return _share(
        _pairs(raw),
        lambda lead, trail: (
            0x88 <= lead <= 0x97
            or (lead == 0x82 and trail >= 0x9F)
            or (lead == 0x83 and trail <= 0x96)
        ),
    )


def _simplified(raw: bytes, high: bytes) -> float:
    return _share(_pairs(raw), lambda lead, trail: 0xB0 <= lead <= 0xD7 and trail >= 0xA1) - 0.01


def _korean(raw: bytes, high: bytes) -> float:
    pairs = _pairs(raw)
    found = _share(pairs, lambda lead, trail: 0xB0 <= lead <= 0xC8 and trail >= 0xA1)
    return found if len(pairs) >= _FEW and found > 0.95 else 0.0  # else it may be Chinese


def _traditional(raw: bytes, high: bytes) -> float:
    pairs = _pairs(raw)
    if all(pair[1] >= 0xA1 for pair in pairs):
        return 0.0  # as in GB 2312, which is more common
    return _share(pairs, lambda lead, trail: 0xA4 <= lead <= 0xC6)


def _russian_dos(raw: bytes, high: bytes) -> float:
    small = sum(0xA0 <= byte <= 0xAF or 0xE0 <= byte <= 0xF1 for byte in high)
    if small * 2 < len(high):
        return 0.0  # where the capitals lie, Japanese has the first half of every character
    return sum(0x80 <= byte <= 0xAF or 0xE0 <= byte <= 0xF1 for byte in high) / len(high) - 0.02


def _russian(raw: bytes, high: bytes) -> float:
    return sum(byte >= 0xC0 or byte in (0xA8, 0xB8) for byte in high) / len(high) - 0.03


_RATES: dict[str, Callable[[bytes, bytes], float]] = {
    "cp932": _japanese,
    "gb18030": _simplified,
    "cp949": _korean,
    "big5hkscs": _traditional,
    "cp866": _russian_dos,
    "cp1251": _russian,
}
