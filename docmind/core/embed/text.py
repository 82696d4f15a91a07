"""Text as tokenizers and pipes accept it."""

from __future__ import annotations

import re

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def speakable(text: str) -> str:
    """``text`` with each lone surrogate (a byte that was no text) replaced, length unchanged."""
    return _LONE_SURROGATE.sub("\ufffd", text)
