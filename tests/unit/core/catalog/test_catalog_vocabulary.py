"""The words of the library in the catalog."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from docmind.core.catalog.catalog import Catalog
from docmind.core.schema import FoundFile

SOURCE = Path("/home/a/papers")
FOUND = FoundFile(SOURCE / "Lease 2024.bin", 10, 5, 1)


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    catalog = Catalog(tmp_path / "catalog.sqlite3")
    catalog.add_source(SOURCE)
    yield catalog
    catalog.close()


def count(catalog: Catalog, *words: tuple[str, str]) -> None:
    catalog.list_words({word: (1, shown, word) for word, shown in words}, [])


def test_words_are_counted_and_keep_a_spelling(catalog: Catalog) -> None:
    count(catalog, ("receive", "Receive"), ("zurich", "ZÜRICH"))
    count(catalog, ("receive", "receive"), ("zurich", "Zürich"))
    count(catalog, ("receive", "RECEIVE"))
    known = catalog.known_words(["receive", "zurich", "other", ""])
    assert known == {"receive": (3, "receive"), "zurich": (2, "Zürich")}
    assert catalog.begins_word("zur")
    assert not catalog.begins_word("zuri ")
    assert not catalog.begins_word("s")


def test_only_new_words_are_read_again(catalog: Catalog) -> None:
    assert catalog.words_after(0) == (0, [])
    count(catalog, ("one", "one"), ("two", "two"), ("ton", "ton"), ("tones", "tones"))
    newest, words = catalog.words_after(0)
    assert sorted(map(sorted, map(str.split, words))) == [["one"], ["ton", "two"], ["tones"]]
    count(catalog, ("one", "one"), ("three", "three"))
    again, words = catalog.words_after(newest)
    assert words == ["three"]
    assert catalog.words_after(again) == (again, [])


def test_the_most_common_word_of_a_sound_is_first(catalog: Catalog) -> None:
    catalog.list_words({"водка": (1, "водка", "vodka"), "wodka": (4, "wodka", "vodka")}, [])
    assert catalog.words_sounding("vodka", 5) == ["wodka", "водка"]
    assert catalog.words_sounding("moskva", 5) == []


def test_a_file_is_listed_once_it_has_its_state(catalog: Catalog) -> None:
    file_id = catalog.register(SOURCE, [FOUND])[os.fsencode(FOUND.path)]
    assert catalog.unlisted(10) == []
    catalog.skip([(file_id, FOUND, ".bin")], "x1")
    ((listed, revision),) = catalog.unlisted(10)
    assert listed == file_id
    assert list(catalog.file_texts(file_id)) == ["Lease 2024\n"]
    catalog.list_words({"lease": (1, "Lease", "lease")}, [(file_id, revision)])
    assert catalog.unlisted(10) == []


def test_it_is_made_anew_when_most_of_it_is_gone(catalog: Catalog) -> None:
    file_id = catalog.register(SOURCE, [FOUND])[os.fsencode(FOUND.path)]
    catalog.skip([(file_id, FOUND, ".bin")], "x1")
    for _ in range(201):
        assert not catalog.renew_vocabulary()
        catalog.list_words({"lease": (1, "lease", "lease")}, [(file_id, 0)])
    before = catalog.words_after(0)[0]
    assert catalog.renew_vocabulary()
    assert catalog.known_words(["lease"]) == {}
    assert catalog.unlisted(10) == [(file_id, 0)]
    catalog.list_words({"lease": (1, "lease", "lease")}, [(file_id, 0)])
    assert catalog.words_after(before)[1] == ["lease"]
