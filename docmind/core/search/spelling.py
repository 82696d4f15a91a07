"""Words of the library that are spelt almost like one that stands nowhere in it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from rapidfuzz import process
from rapidfuzz.distance import OSA

log = logging.getLogger(__name__)

SHORTEST = 4  # letters of a word that is set right
SHORT = 5  # up to here one edit, two in longer words
MOST_NEAR = 200  # words at hand of which the most common are chosen


@dataclass(frozen=True, slots=True)
class Near:
    """A word (folded), how it is ``shown``, how many ``edits`` away it is, whether it
    ``begins_otherwise`` than what was asked for, and in how many documents it was counted."""

    word: str
    shown: str
    edits: int
    begins_otherwise: bool
    documents: int

    @property
    def rank(self) -> tuple[int, bool]:
        """Lower is nearer."""
        return self.edits, self.begins_otherwise


class WordList(Protocol):
    """The part of the catalog that spelling reads."""

    def known_words(self, words: Iterable[str]) -> Mapping[str, tuple[int, str]]:
        """Folded word -> (documents, spelling), for those of ``words`` that were listed."""

    def words_after(self, number: int) -> tuple[int, list[str]]:
        """(the number of the newest listed word, the words with a higher number than ``number``):
        those of one first letter and one length together, with spaces between them."""


class Spelling:
    """Keeps the words of the library in memory from the first misspelt query on: 15 MB for 200,000
    words. Thread-safe."""

    def __init__(self, words: WordList) -> None:
        self._words = words
        self._lock = threading.Lock()
        self._newest = 0
        self._listed: dict[str, dict[int, list[str]]] = {}  # by first letter and length
        self._reading: threading.Thread | None = None

    def begin(self) -> None:
        """Read the words on a thread, so that the first misspelt query need not wait for it."""
        self._reading = threading.Thread(target=self._read, name="spelling", daemon=True)
        self._reading.start()

    def close(self) -> None:
        """Wait until nothing is read any more."""
        if self._reading is not None:
            self._reading.join()

    def _read(self) -> None:
        try:
            with self._lock:
                self._learn()
        except Exception as error:  # noqa: BLE001 - the query that needs them reads them then
            log.warning("the words of the library cannot be read: %s", error)

    def near(self, word: str) -> list[Near]:
        """Listed words few edits (letters left out, added, changed, or two neighbours swapped) away
        from a folded ``word``; best first: by edits, then by the same first letter, then by the
        number of documents. With two edits the first letter is always the same, which leaves few
        words to compare."""
        if len(word) < SHORTEST:
            return []
        most = 1 if len(word) <= SHORT else 2
        with self._lock:
            self._learn()
            letters = [*self._listed]
            alike = self._listed.get(word[0], {})
            near_lengths = [alike.get(len(word) + by, []) for by in range(-most, most + 1)]
            words = [one for its in near_lengths for one in its]
        edits = dict.fromkeys(_begun_otherwise(word, letters), 1)
        near = process.extract(word, words, scorer=OSA.distance, score_cutoff=most, limit=MOST_NEAR)
        edits |= {one: int(distance) for one, distance, _ in near}
        edits.pop(word, None)
        known = self._words.known_words(edits)
        listed = [
            Near(one, shown, edits[one], one[0] != word[0], documents)
            for one, (documents, shown) in known.items()
        ]
        return sorted(listed, key=lambda one: (*one.rank, -one.documents, one.word))

    def _learn(self) -> None:
        """Read the words that are new."""
        self._newest, groups = self._words.words_after(self._newest)
        for group in groups:
            words = group.split()
            of_letter = self._listed.setdefault(words[0][0], {})
            of_letter.setdefault(len(words[0]), []).extend(words)


def _begun_otherwise(word: str, letters: Iterable[str]) -> list[str]:
    """What is one edit away from ``word`` and begins with another letter."""
    swapped = word[1] + word[0] + word[2:]
    begun = [letter + rest for letter in letters for rest in (word, word[1:])]
    return [one for one in (swapped, word[1:], *begun) if one[0] != word[0]]
