"""Whether words stand anywhere in the library, filters aside."""

from __future__ import annotations

from collections.abc import Sequence

from docmind.core import lexical
from docmind.core.search.ports import CatalogView, StoreAccess
from docmind.core.search.retrieve import word_legs

PASSAGES = 8  # looked at for a text
STANDING = 3  # for a word: some may have been forgotten


class Presence:
    """Asks store and catalog. ``languages`` are those of the index."""

    def __init__(
        self, retrieve: StoreAccess, catalog: CatalogView, languages: Sequence[str]
    ) -> None:
        self._retrieve = retrieve
        self._catalog = catalog
        self.languages = languages

    def stands(self, word: str) -> bool:
        """Whether a searchable document holds the word or its stem, or a file is called so."""
        for leg in word_legs(word, self.languages):  # as it is written it is seldom missing
            found = self._retrieve([leg], STANDING, None)
            if self._catalog.chunks([item.id for item in found.get(leg.name, ())]):
                return True
        return bool(self._catalog.named([lexical.fold(word)], 1))

    def share(self, text: str) -> float:
        """How much of a text without spaces, 0..1, stands together in some passage or title."""
        found = self._texts(text)
        return max((lexical.coverage(text, its, self.languages) for its in found), default=0.0)

    def _texts(self, text: str) -> list[str]:
        """The best passages for some words, with the title and the name of their file."""
        lists = self._retrieve(word_legs(text, self.languages), PASSAGES, None)
        chunks = self._catalog.chunks([*{item.id for its in lists.values() for item in its}])
        files = self._catalog.files([*{chunk.file_id for chunk in chunks.values()}])
        return [
            f"{files[chunk.file_id].title}\n{files[chunk.file_id].path.stem}\n{chunk.text}"
            for chunk in chunks.values()
            if chunk.file_id in files
        ]
