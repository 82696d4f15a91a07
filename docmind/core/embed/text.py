"""Text as tokenizers and pipes accept it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from docmind.core.errors import ModelError

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def speakable(text: str) -> str:
    """``text`` with each lone surrogate (a byte that was no text) replaced, length unchanged."""
    return _LONE_SURROGATE.sub("\ufffd", text)


SENTENCE = "The quick brown fox jumps over the lazy dog."
"""What a model is tried with: any of them can read it."""


def filled(template: str, text: str) -> str:
    """``text`` in the place of ``{text}`` in the template; alone where there is no template."""
    return template.replace("{text}", text) if template else text


def read_tokenizer(path: Path, unreadable: str, hint: str = "") -> Any:
    """A ``tokenizers.Tokenizer`` that neither cuts nor pads. Raises ``ModelError`` with the title
    ``unreadable``."""
    from tokenizers import Tokenizer

    try:
        tokenizer = Tokenizer.from_file(str(path))
    except Exception as error:  # noqa: BLE001 - the library raises bare Exception
        raise ModelError(unreadable, detail=f"{error}.", hint=hint, path=path) from None
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer
