"""Which searches are kept: those a person acted on, and those saved under a name."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta

from docmind.core.catalog.catalog import Catalog
from docmind.core.errors import DiskFull, DocMindError, UsageError
from docmind.core.events import Event, SearchesChanged
from docmind.core.schema import Mode, Query
from docmind.core.schema_searches import Searches
from docmind.core.settings import SearchSettings

LONGEST_TEXT = 2000  # characters; nobody types more, and nobody wants a pasted page back
LONGEST_NAME = 100
log = logging.getLogger(__name__)


class SearchHistory:
    """Keeps searches in the catalog and tells of every change. Any thread may call."""

    def __init__(
        self, catalog: Catalog, settings: SearchSettings, publish: Callable[[Event], None]
    ) -> None:
        self._catalog = catalog
        self._settings = settings
        self._publish = publish
        with suppress(sqlite3.Error):  # opening a library never fails for it
            self._forget_old()

    def searches(self) -> Searches:
        """Everything kept. Raises ``DocMindError`` when the catalog cannot be read."""
        with _told("The kept searches cannot be read"):
            history = self._catalog.history(self._since())
            return Searches(history, self._catalog.saved_searches(), self._settings.history)

    def remember(self, query: Query) -> None:
        """Put a search into the history, unless that is switched off. Never raises: a search that
        cannot be remembered was answered all the same. What is like something is passed over:
        its words alone would ask for something else."""
        text = cleaned(query.text)
        off = not self._settings.history or query.like is not None
        if off or not text or len(text) > LONGEST_TEXT:
            return
        try:
            self._catalog.remember_search(text, query.mode)
            self._forget_old()
        except sqlite3.Error:
            log.warning("a search could not be remembered", exc_info=True)
            return
        self._publish(SearchesChanged())

    def forget(self, text: str | None = None) -> int:
        """Erase the searches with this text, or the whole history. Returns how many they were."""
        with _told("The search history cannot be erased"):
            count = self._catalog.forget_history(None if text is None else cleaned(text))
        if count:
            self._publish(SearchesChanged())
        return count

    def save(self, name: str, text: str, mode: Mode) -> None:
        """Keep a search under a name. Raises ``UsageError`` for a name that is taken or cannot be
        one and for an empty text, ``DiskFull`` or ``DocMindError`` when it cannot be written."""
        name, text = _name(name), cleaned(text)
        if not text:
            raise UsageError("There is nothing to save", hint="Search for something first.")
        if len(text) > LONGEST_TEXT:
            raise UsageError(
                "The search is too long to be saved",
                detail=f"It may have {LONGEST_TEXT:,} characters.",
            )
        with _told("The search cannot be saved"):
            if not self._catalog.save_search(name, text, mode):
                raise _taken(name)
        self._publish(SearchesChanged())

    def rename(self, name: str, new_name: str) -> None:
        """Give a saved search another name. Raises like ``save``, and ``UsageError`` when there is
        none called ``name``."""
        wanted = _name(new_name)
        with _told("The search cannot be renamed"):
            found = self._catalog.rename_saved(cleaned(name), wanted)
        if found < 0:
            raise _taken(wanted)
        if not found:
            raise _unknown(name)
        self._publish(SearchesChanged())

    def remove(self, name: str) -> None:
        """Forget a saved search. Raises ``UsageError`` when there is none of this name."""
        with _told("The saved search cannot be removed"):
            found = self._catalog.remove_saved(cleaned(name))
        if not found:
            raise _unknown(name)
        self._publish(SearchesChanged())

    def _forget_old(self) -> None:
        """Erase what is older than the settings allow. Raises ``sqlite3.Error``."""
        since = self._since()
        if since:
            self._catalog.forget_history(before=since)

    def _since(self) -> str:
        """The earliest time that is kept, ISO 8601 in UTC; "" when everything is."""
        days = self._settings.history_days
        if not days:
            return ""
        return (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="seconds")


class KeptSearches:
    """The calls of ``EngineApi`` about kept searches, for an engine that has a history."""

    _history: SearchHistory

    def searches(self) -> Searches:
        return self._history.searches()

    def remember_search(self, query: Query) -> None:
        self._history.remember(query)

    def forget_searches(self, text: str | None = None) -> int:
        return self._history.forget(text)

    def save_search(self, name: str, text: str, mode: Mode) -> None:
        self._history.save(name, text, mode)

    def rename_saved_search(self, name: str, new_name: str) -> None:
        self._history.rename(name, new_name)

    def remove_saved_search(self, name: str) -> None:
        self._history.remove(name)


def cleaned(text: str) -> str:
    """``text`` on one line and storable: lone surrogates and NUL become question marks."""
    whole = text.encode("utf-8", "replace").decode().replace("\0", "?")
    return " ".join(whole.split())


def _name(name: str) -> str:
    name = cleaned(name)
    if not name:
        raise UsageError("A saved search needs a name")
    if len(name) > LONGEST_NAME:
        raise UsageError("The name is too long", detail=f"It may have {LONGEST_NAME} characters.")
    return name


def _taken(name: str) -> UsageError:
    return UsageError(
        f"There is already a saved search called {name}",
        hint="Choose another name, or remove that one first.",
    )


def _unknown(name: str) -> UsageError:
    return UsageError(f"There is no saved search called {cleaned(name)}")


@contextmanager
def _told(title: str) -> Iterator[None]:
    """Faults of the database as errors that say what to do."""
    try:
        yield
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_FULL:
            raise DiskFull(title, "The disk is full.", "Make room, then try again.") from None
        raise DocMindError(title, f"{error}.", "Try again in a moment.") from error
