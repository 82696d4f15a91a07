"""Which searches are kept, when nothing is, and what is said when it cannot be written."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from docmind.core.catalog.catalog import Catalog
from docmind.core.errors import DiskFull, DocMindError, UsageError
from docmind.core.events import Event, SearchesChanged
from docmind.core.schema import Query
from docmind.core.search.history import LONGEST_NAME, LONGEST_TEXT, SearchHistory
from docmind.core.settings import SearchSettings


class FullCatalog(Catalog):
    """A catalog that can be made to fail as SQLite does."""

    code: int | None = None

    def _erasing(self):
        self._fail()
        return super()._erasing()

    def write(self):
        self._fail()
        return super().write()

    def _fail(self):
        if self.code is not None:
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorcode = self.code
            raise error


@pytest.fixture
def catalog(tmp_path: Path):
    catalog = FullCatalog(tmp_path / "catalog.sqlite3")
    yield catalog
    catalog.close()


@pytest.fixture
def told() -> list[Event]:
    return []


@pytest.fixture
def history(catalog, told):
    return SearchHistory(catalog, SearchSettings(), told.append)


def texts(history):
    return [asked.text for asked in history.searches().history]


def test_a_search_is_remembered_on_one_line_and_told(history, told):
    history.remember(Query(" notice\n  period\t", "words"))
    (asked,) = history.searches().history
    assert (asked.text, asked.mode, asked.times) == ("notice period", "words", 1)
    assert told == [SearchesChanged()]


@pytest.mark.parametrize("text", ["", "  \n", "x" * (LONGEST_TEXT + 1)])
def test_nothing_and_too_much_are_not_remembered(history, told, text):
    history.remember(Query(text))
    assert texts(history) == []
    assert told == []


def test_what_no_file_can_hold_is_repaired(history):
    history.remember(Query("caf\udce9 \0"))
    assert texts(history) == ["caf? ?"]


def test_nothing_is_remembered_when_switched_off_but_the_older_stays(catalog, history, told):
    history.remember(Query("before"))
    off = SearchHistory(catalog, SearchSettings(history=False), told.append)
    off.remember(Query("after"))
    assert texts(off) == ["before"]
    assert not off.searches().recording
    assert history.searches().recording
    assert off.forget() == 1
    off.save("Bills", "type:pdf", "auto")
    assert [one.name for one in off.searches().saved] == ["Bills"]


def test_days_end_a_memory(catalog, history, told):
    history.remember(Query("old"))
    with catalog.write() as connection:
        connection.execute("UPDATE search_history SET last_asked = '2020-01-01T00:00:00+00:00'")
    assert texts(history) == ["old"]
    SearchHistory(catalog, SearchSettings(history_days=30), told.append)
    assert texts(history) == []


def test_forgetting_is_told_once(history, told):
    history.remember(Query("lease"))
    history.remember(Query("bread"))
    told.clear()
    assert history.forget(" lease ") == 1
    assert history.forget("lease") == 0
    assert history.forget() == 1
    assert told == [SearchesChanged()] * 2


def test_saved_searches_and_their_names(history, told):
    history.save("  Bills  2024 ", " type:pdf  invoice ", "words")
    (saved,) = history.searches().saved
    assert (saved.name, saved.text, saved.mode) == ("Bills 2024", "type:pdf invoice", "words")
    with pytest.raises(UsageError, match="already a saved search called BILLS 2024"):
        history.save("BILLS 2024", "other", "auto")
    history.rename("bills 2024", "Invoices")
    history.save("Bread", "flour", "auto")
    with pytest.raises(UsageError, match="already"):
        history.rename("Bread", "invoices")
    history.remove("BREAD")
    assert [one.name for one in history.searches().saved] == ["Invoices"]
    assert told == [SearchesChanged()] * 4


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        (" ", "lease", "needs a name"),
        ("x" * (LONGEST_NAME + 1), "lease", "name is too long"),
        ("Lease", " ", "nothing to save"),
        ("Lease", "x" * (LONGEST_TEXT + 1), "search is too long"),
    ],
)
def test_what_cannot_be_saved_is_said(history, name, text, said):
    with pytest.raises(UsageError, match=said):
        history.save(name, text, "auto")


def test_an_unknown_name_is_said(history):
    for act in (lambda: history.remove("nobody"), lambda: history.rename("nobody", "x")):
        with pytest.raises(UsageError, match="no saved search called nobody"):
            act()


def test_a_full_disk_never_breaks_a_search_but_is_told_when_saving(catalog, history, told):
    catalog.code = sqlite3.SQLITE_FULL
    history.remember(Query("lease"))
    SearchHistory(catalog, SearchSettings(history_days=3), told.append)
    assert told == []
    with pytest.raises(DiskFull, match="cannot be saved"):
        history.save("Lease", "lease", "auto")
    catalog.code = sqlite3.SQLITE_IOERR
    with pytest.raises(DocMindError, match="cannot be erased"):
        history.forget()
    catalog.code = None
    assert texts(history) == []
