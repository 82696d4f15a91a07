"""Queries that nobody would type on purpose: random ones for ever, and the worst of each kind."""

from __future__ import annotations

import random
from collections.abc import Iterator

FIELDS = (
    "type", "kind", "in", "name", "before", "after", "on", "size", "lang", "page", "has", "ext",
    "folder", "nosuch",
)  # fmt: skip
VALUES = (
    "pdf", "image", "mail", "/", "a*b?", "[x", "last week", "2024", "2024-02-31", ">2mb", "<-1kb",
    "99999999999999999999", "de", "text", "1-", "-", "..", "0", "next month", "**", "", "\\",
)  # fmt: skip
SIGNS = "\"“”„«»'()[]{}<>|&*?!~^:;.,-–—_/\\+=#@%$…·•"
OPERATORS = ("OR", "|", "AND", "NOT", "-", "--", '-"', '"', "OR OR", "( OR )", "-OR")
SMALL_WORDS = ("the", "of", "and", "le", "der", "и", "في", "的", "の")
WORDS = (
    "wing", "report", "Straße", "cafés", "договор", "المدرسة", "東京都", "ﾃﾞｰﾀ", "한국어",
    "รถไฟ", "हिन्दी", "IL-6", "p85alpha", "annual_report_2024.docx", "getUserName", "C++", "1.2.3",
    "ﬁnal", "ǅ", "İstanbul", "ß", "ŉ",
)  # fmt: skip
ODD = (
    "\x00", "\x1b[31m", "\x7f", "\ud800", "\udfff", "\ud83d", "\ufeff", "\u202e", "\u200f",
    "\u200b", "\u2028", "\u0085", "\u3000", "\u00ad", "\U000e0001", "\uffff",
    "\U0010ffff", "\ufdfa",
)  # fmt: skip
EMOJI = ("😀", "👩‍👩‍👧‍👦", "🇩🇪", "👍🏽", "❤️", "1️⃣")
_RANGES = (
    (0x20, 0x7E), (0xA0, 0x24F), (0x300, 0x36F), (0x370, 0x4FF), (0x590, 0x6FF), (0x900, 0x97F),
    (0xE00, 0xE7F), (0x1100, 0x11FF), (0x2000, 0x206F), (0x3040, 0x30FF), (0x4E00, 0x9FFF),
    (0xAC00, 0xD7AF), (0xD800, 0xDFFF), (0xFE00, 0xFFFF), (0x1D400, 0x1D7FF), (0x1F300, 0x1FAFF),
)  # fmt: skip


def random_queries(seed: int) -> Iterator[str]:
    """Without end; the same ones for the same seed."""
    chance = random.Random(seed)
    while True:
        count = chance.choice((0, 1, 1, 2, 2, 3, 4, 5, 8, 13, 40))
        joins = chance.choice((" ", " ", " ", "", "  ", "\t", "\n", "\u3000"))
        yield joins.join(_piece(chance) for _ in range(count))


def _piece(chance: random.Random) -> str:
    draw = chance.random()
    if draw < 0.30:
        return chance.choice(WORDS + SMALL_WORDS)
    if draw < 0.42:
        minus = chance.choice(("", "", "-"))
        return f"{minus}{chance.choice(FIELDS)}:{chance.choice((*VALUES, _text(chance)))}"
    if draw < 0.52:
        inner = " ".join(_word(chance) for _ in range(chance.randint(0, 5)))
        opens, closes = chance.choice(('""', "“”", "«»", '"”', '" ', "„ "))
        return f"{chance.choice(('', '-'))}{opens}{inner}{closes}"
    if draw < 0.60:
        return chance.choice(OPERATORS)
    if draw < 0.68:
        return "".join(chance.choice(SIGNS) for _ in range(chance.randint(1, 12)))
    if draw < 0.76:
        return chance.choice(ODD + EMOJI) * chance.choice((1, 1, 3, 50))
    if draw < 0.78:
        return _text(chance) * chance.randint(1, 300)
    return _word(chance)


def _word(chance: random.Random) -> str:
    return chance.choice((*WORDS, _text(chance), _text(chance)))


def _text(chance: random.Random) -> str:
    low, high = chance.choice(_RANGES)
    return "".join(chr(chance.randint(low, high)) for _ in range(chance.randint(1, 9)))


def worst_queries() -> dict[str, str]:
    """Name -> query: each the worst of its kind."""
    numbers = range(10_000)
    return {
        "10,000 words": " ".join(f"word{number}" for number in numbers),
        "10,000 real words": " ".join(WORDS[number % len(WORDS)] for number in numbers),
        "only small words": "the of and to in is that it for on with as by at from",
        "10,000 small words": "the of and to " * 2500,
        "only signs": '-- ?!… "" () :: ** -"" «»',
        "only emoji": "".join(EMOJI) * 200,
        "right to left": "\u202eعقد الإيجار\u202c \u200fשלום עולם\u200f " * 200,
        "NUL": "wing\x00panel\x00" * 1000,
        "half characters": "wing \ud800 \udfff panel" * 500,
        "one word of 100,000 letters": "x" * 100_000,
        "one run of 100,000 characters": "東京都明日天気" * 14_286,
        "100,000 marks": "e" + "\u0301" * 100_000,
        "camelCase without end": "aB" * 50_000,
        "parts without end": "a-" * 50_000,
        "5,000 quotation marks": '"' * 5000,
        "5,000 open quotations": "«" * 5000 + " wing",
        "3,000 exclusions": "wing " + " ".join(f"-word{number}" for number in range(3000)),
        "3,000 common exclusions": "wing " + "-the -of -and " * 1000,
        "2,000 phrases": " ".join(f'"the wing {number}"' for number in range(2000)),
        "2,000 excluded phrases": "wing " + " ".join(f'-"the {n} wing"' for n in range(2000)),
        "500 identifiers": " ".join(f"AB-{number}" for number in range(500)),
        "one unknown identifier": "zzqx-9917",
        "2,000 alternatives": " OR ".join(f"word{number}" for number in range(2000)),
        "2,000 filters": "wing " + " ".join(f"type:t{number}" for number in range(2000)),
        "500 names": "wing " + " OR ".join(f"name:*a{number}*" for number in range(500)),
        "500 folders": "wing " + " ".join(f"in:folder{number}" for number in range(500)),
        "500 dates": "wing " + " ".join(f"after:{1500 + number}" for number in range(500)),
        "a name of 5,000 stars": "wing name:" + "*a" * 5000,
    }
