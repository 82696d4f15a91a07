"""Listing the words of what was read, so that a misspelt query can be set right.

Files are listed after they were committed, in small steps between which a search goes first. What
a job did not come to, the next one does; so does a library from before there was a vocabulary.
"""

from __future__ import annotations

from docmind.core import lexical
from docmind.core.cancelling import CancelToken
from docmind.core.catalog.catalog import Catalog
from docmind.core.index.gate import Gate

_FILES_AT_ONCE = 64
_WORDS_AT_ONCE = 20_000  # one write


def list_words(catalog: Catalog, gate: Gate, token: CancelToken) -> int:
    """List every file that is not listed yet. Returns their number. Raises ``Cancelled``."""
    catalog.renew_vocabulary()
    listed = 0
    while files := catalog.unlisted(_FILES_AT_ONCE):
        counted: dict[str, tuple[int, str, str]] = {}
        done: list[tuple[int, int]] = []
        for file_id, revision in files:
            for word, shown in _spellings(catalog, gate, token, file_id).items():
                count, before, sound = counted.get(word) or (0, shown, lexical.sound(word))
                counted[word] = (count + 1, max(before, shown), sound)
            done.append((file_id, revision))
            if len(counted) >= _WORDS_AT_ONCE:
                break
        gate.give_way()
        catalog.list_words(counted, done)
        listed += len(done)
    return listed


def _spellings(catalog: Catalog, gate: Gate, token: CancelToken, file_id: int) -> dict[str, str]:
    """The words of one file, folded, each with a spelling."""
    words: set[str] = set()
    for text in catalog.file_texts(file_id):
        token.check()
        gate.give_way()
        words |= lexical.written_words(text)
    return lexical.spelling(words)
