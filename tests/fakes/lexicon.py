"""The vocabulary of a small library in memory, as the catalog keeps it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from docmind.core import lexical


class Lexicon:
    """Keeps the calls that searching makes on the vocabulary."""

    def __init__(self, *texts: str) -> None:
        self._counted: Counter[str] = Counter()
        self._shown: dict[str, str] = {}
        for text in texts:
            self.list_text(text)

    def list_text(self, text: str) -> None:
        """Count the words of a document."""
        spellings = lexical.spelling(lexical.written_words(text))
        self._counted.update([*spellings])
        for word, shown in spellings.items():
            self._shown[word] = max(self._shown.get(word, ""), shown)

    def known_words(self, words: Iterable[str]) -> Mapping[str, tuple[int, str]]:
        there = [word for word in words if word in self._counted]
        return {word: (self._counted[word], self._shown[word]) for word in there}

    def begins_word(self, start: str) -> bool:
        return any(word.startswith(start) for word in self._counted)

    def words_sounding(self, sound: str, limit: int) -> list[str]:
        ordered = sorted(self._counted, key=lambda word: (-self._counted[word], word))
        return [word for word in ordered if lexical.sound(word) == sound][:limit]

    def words_after(self, number: int) -> tuple[int, list[str]]:
        words = [*self._counted]
        return len(words), words[number:]
