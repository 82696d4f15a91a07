"""From a parsed query to candidate lists: legs, filters, and the model's vector in time."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import replace
from pathlib import PurePosixPath

from docmind.core import lexical
from docmind.core.errors import DocMindError
from docmind.core.search.parse import Asked
from docmind.core.search.ports import EmbedQuery
from docmind.core.store.base import Filter, Leg
from docmind.core.vectors import Embeddings

_REMEMBERED = 256


def word_legs(text: str, languages: Sequence[str]) -> list[Leg]:
    """The two lexical lists; only those with terms. The small words help in the unstemmed one
    (nDCG@10 .711 with and .704 without them on SciFact)."""
    stems, words = lexical.query_vectors(text, languages)
    legs = [Leg("stems", sparse=stems), Leg("words", sparse=words)]
    return [leg for leg in legs if leg.sparse is not None and len(leg.sparse.indices)]


def resolve_filter(asked: Asked, folders: Sequence[str]) -> tuple[Filter | None, Asked, list[str]]:
    """(filter, query, notes). An ``in:`` that names no folder of the library becomes words."""
    if not asked.is_filtered:
        return None, asked, []
    notes = []
    lost: list[str] = []
    chosen: dict[str, list[str]] = {"in": [], "-in": []}
    for name, names in (("in", asked.folders), ("-in", asked.not_folders)):
        for wanted in names:
            found = _folders_called(wanted, folders)
            if found:
                chosen[name].extend(found)
                continue
            notes.append(f"No folder of the library is called {wanted}.")
            if name == "in":
                lost.append(wanted)
    if lost:
        asked = _with_words(asked, lost)
    where = Filter(
        suffixes=asked.suffixes,
        kinds=asked.kinds,
        folders=tuple(chosen["in"]),
        not_suffixes=asked.not_suffixes,
        not_kinds=asked.not_kinds,
        not_folders=tuple(chosen["-in"]),
    )
    return (None if where == Filter() else where), asked, notes


def _folders_called(wanted: str, folders: Sequence[str]) -> list[str]:
    """Folders named ``wanted``, or whose path ends with it; upper and lower case are equal."""
    parts = PurePosixPath(wanted.replace("\\", "/").strip("/").casefold()).parts
    if not parts:
        return []
    found = []
    for folder in folders:
        if PurePosixPath(folder.casefold()).parts[-len(parts) :] == parts:
            found.append(folder)
    return found


def _with_words(asked: Asked, words: Sequence[str]) -> Asked:
    text = " ".join((asked.text, *words)).strip()
    kept = tuple((name, value) for name, value in asked.filters if value not in words)
    return replace(asked, text=text, filters=kept)


class QueryEmbedder:
    """Asks the model for a query's vector without ever making a search wait long.

    One question at a time; answers are remembered. While an earlier question is still unanswered
    (the model is loading, or hangs) new ones are not waited for.
    """

    def __init__(self, embed: EmbedQuery, budget: float) -> None:
        self._embed = embed
        self._budget = budget
        self._lock = threading.Lock()
        self._known: OrderedDict[tuple[str, str], Embeddings] = OrderedDict()
        self._pool: ThreadPoolExecutor | None = None
        self._late: Future[Embeddings] | None = None

    def start(self, text: str, space: str) -> Future[Embeddings] | None:
        """Begin; None when the model has not yet answered an earlier, late question. ``space``
        names the model in charge: answers of another one are not used."""
        with self._lock:
            known = self._known.get((space, text))
            if known is not None:
                self._known.move_to_end((space, text))
                ready: Future[Embeddings] = Future()
                ready.set_result(known)
                return ready
            if self._late is not None and not self._late.done():
                return None
            self._late = None
            if self._pool is None:
                self._pool = ThreadPoolExecutor(1, thread_name_prefix="query")
            return self._pool.submit(self._ask, text, space)

    def _ask(self, text: str, space: str) -> Embeddings:
        vector = self._embed(text)
        with self._lock:
            self._known[space, text] = vector
            while len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        return vector

    def finish(
        self, future: Future[Embeddings] | None, patience: float | None = None
    ) -> tuple[Embeddings | None, str]:
        """(vector, note): a plain sentence instead of a vector when there is none in time, which
        is ``patience`` seconds, or the budget."""
        if future is None:
            return None, "The model is still loading, so this is searched by words."
        try:
            return future.result(self._budget if patience is None else patience), ""
        except FutureTimeout:
            with self._lock:
                self._late = future
            return None, "The model did not answer in time, so this is searched by words."
        except DocMindError as error:
            return None, f"{error.title}, so this is searched by words."

    def close(self) -> None:
        """Ends the thread once it has no question in hand."""
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=False, cancel_futures=True)
