"""The history of searches and those saved under a name."""

from __future__ import annotations

import sqlite3

import pytest

from docmind.core.catalog.catalog import Catalog
from docmind.core.catalog.migrations import _MIGRATIONS, _TABLES, SCHEMA_VERSION
from docmind.core.catalog.searches import HISTORY_KEPT


@pytest.fixture
def catalog(tmp_path):
    catalog = Catalog(tmp_path / "catalog.sqlite3")
    yield catalog
    catalog.close()


def texts(catalog):
    return [asked.text for asked in catalog.history()]


def test_history_is_newest_first_and_counts(catalog):
    for text in ("lease", "bread", "lease"):
        catalog.remember_search(text, "auto")
    catalog.remember_search("lease", "words")
    assert [(one.text, one.mode, one.times) for one in catalog.history()] == [
        ("lease", "words", 1),
        ("lease", "auto", 2),
        ("bread", "auto", 1),
    ]
    assert catalog.history()[0].last_asked.endswith("+00:00")


def test_history_keeps_the_newest(catalog):
    for number in range(HISTORY_KEPT + 3):
        catalog.remember_search(f"query {number}", "auto")
    kept = texts(catalog)
    assert len(kept) == HISTORY_KEPT
    assert (kept[0], kept[-1]) == (f"query {HISTORY_KEPT + 2}", "query 3")


def test_one_text_is_forgotten_in_every_mode(catalog):
    for text, mode in (("lease", "auto"), ("lease", "words"), ("bread", "auto")):
        catalog.remember_search(text, mode)
    assert catalog.forget_history("lease") == 2
    assert catalog.forget_history("lease") == 0
    assert texts(catalog) == ["bread"]
    assert catalog.forget_history() == 1
    assert texts(catalog) == []


def test_old_searches_are_left_out_and_erased_by_time(catalog):
    catalog.remember_search("old", "auto")
    with catalog.write() as connection:
        connection.execute("UPDATE search_history SET last_asked = '2020-01-01T00:00:00+00:00'")
    catalog.remember_search("new", "auto")
    since = "2024-01-01T00:00:00+00:00"
    assert [asked.text for asked in catalog.history(since)] == ["new"]
    assert catalog.forget_history(before=since) == 1
    assert texts(catalog) == ["new"]


def test_what_is_forgotten_is_gone_from_the_disk(catalog, tmp_path):
    secrets = ("a very private question", "another private one", "a private name")
    for number in range(40):
        catalog.remember_search(f"filler {number}", "auto")
    catalog.remember_search(secrets[0], "auto")
    catalog.remember_search(secrets[1], "auto")
    catalog.save_search(secrets[2], "lease", "auto")

    def on_disk():
        return b"".join(path.read_bytes() for path in sorted(tmp_path.iterdir()))

    assert all(secret.encode() in on_disk() for secret in secrets)
    catalog.forget_history(secrets[0])
    assert secrets[0].encode() not in on_disk()
    catalog.remove_saved(secrets[2])
    catalog.forget_history()
    assert not any(secret.encode() in on_disk() for secret in secrets)
    assert b"filler 7" not in on_disk()


def test_saved_searches_have_one_name_whatever_its_case(catalog):
    assert catalog.save_search("Straße", "lease", "auto")
    assert catalog.save_search("bills", "type:pdf invoice", "words")
    assert not catalog.save_search("STRASSE", "other", "auto")
    assert [(one.name, one.text, one.mode) for one in catalog.saved_searches()] == [
        ("bills", "type:pdf invoice", "words"),
        ("Straße", "lease", "auto"),
    ]


def test_saved_searches_are_renamed_and_removed(catalog):
    catalog.save_search("One", "lease", "auto")
    catalog.save_search("Two", "bread", "auto")
    assert catalog.rename_saved("one", "ONE") == 1
    assert catalog.rename_saved("ONE", "two") == -1
    assert catalog.rename_saved("three", "four") == 0
    assert [one.name for one in catalog.saved_searches()] == ["ONE", "Two"]
    assert catalog.remove_saved("TWO")
    assert not catalog.remove_saved("two")
    assert [one.name for one in catalog.saved_searches()] == ["ONE"]


def test_a_catalog_from_before_searches_were_kept_comes_along(tmp_path):
    path = tmp_path / "old.sqlite3"
    connection = sqlite3.connect(path)
    for step in (_TABLES, *_MIGRATIONS[:2]):
        connection.executescript(step)
    connection.execute("PRAGMA user_version = 3")
    connection.execute("INSERT INTO meta VALUES ('model', 'starter')")
    connection.commit()
    connection.close()
    catalog = Catalog(path)
    assert catalog.connection().execute("PRAGMA user_version").fetchone()[0] == SCHEMA_VERSION
    assert catalog.meta("model") == "starter"
    catalog.remember_search("lease", "auto")
    assert texts(catalog) == ["lease"]
    catalog.close()
