"""Jobs list the words of what they read."""

from __future__ import annotations

import pytest

from docmind.core.index.pipeline import IndexJob, Target
from docmind.core.index.vocabulary import list_words


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "papers"
    folder.mkdir()
    for number in range(80):
        (folder / f"note-{number}.txt").write_text(f"Note {number} speaks of apples.")
    (folder / "Mietvertrag.txt").write_text("Wohnung in Zürich. " * 100)
    (folder / "Holiday.bin").write_text("x")
    (folder / "Broken.bad").write_text("x")
    return folder


def run(shop, folder):
    return IndexJob(shop.rooms, [Target(folder)]).run(shop.context())


def known(shop, *words):
    return shop.catalog.known_words(words)


def test_words_names_and_titles_are_listed_once_for_each_document(shop, folder):
    run(shop, folder)
    assert known(shop, "apples", "zurich", "mietvertrag", "holiday", "broken", "80") == {
        "apples": (80, "apples"),
        "zurich": (1, "Zürich"),
        "mietvertrag": (1, "Mietvertrag"),
        "holiday": (1, "Holiday"),
        "broken": (1, "Broken"),
    }
    assert shop.catalog.unlisted(9) == []


def test_a_job_that_finds_nothing_new_lists_nothing(shop, folder):
    run(shop, folder)
    before = known(shop, "apples")
    run(shop, folder)
    assert known(shop, "apples") == before
    assert list_words(shop.catalog, shop.rooms.gate, shop.context().token) == 0


def test_what_changed_is_listed_again(shop, folder):
    run(shop, folder)
    (folder / "note-1.txt").write_text("Now it is about pears and nothing else.")
    run(shop, folder)
    assert known(shop, "pears") == {"pears": (1, "pears")}


def test_a_library_without_vocabulary_gets_one(shop, folder):
    run(shop, folder)
    with shop.catalog.write() as connection:
        connection.execute("DELETE FROM vocabulary")
        connection.execute("UPDATE files SET listed = -1")
    run(shop, folder)
    assert known(shop, "apples") == {"apples": (80, "apples")}
