"""Counts and words as servers tell them, distrusted."""

from __future__ import annotations

_MOST = 2**53  # what every database and every window can still count
_MOST_CHARACTERS = 300


def count_of(stated: object) -> int:
    """A count that was told; 0 for what is none."""
    if isinstance(stated, bool) or not isinstance(stated, int | float):
        return 0
    return int(min(stated, _MOST)) if stated > 0 else 0  # NaN is not more than 0 either


def words_of(stated: object) -> str:
    """Words that were told, on one line that can be shown and is not endless; "" for what is no
    text."""
    if not isinstance(stated, str):
        return ""
    plain = "".join(sign if sign.isprintable() else " " for sign in stated[: 10 * _MOST_CHARACTERS])
    plain = " ".join(plain.split())
    return plain if len(plain) <= _MOST_CHARACTERS else plain[:_MOST_CHARACTERS].rstrip() + "…"
