"""A collection with known answers, in an index of its own.

A collection is a folder with ``corpus.jsonl`` (``_id``, ``title``, ``text``), ``queries.jsonl``
and ``qrels.tsv`` (BEIR form), and optionally ``queries_exact.jsonl`` and ``qrels_exact.tsv`` with
look-ups of identifiers, phrases and file names. ``split`` and ``cls`` are fields of a query.
"""

from __future__ import annotations

import html
import json
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from docmind.core.engine import Engine
from docmind.core.errors import DocMindError, UsageError
from docmind.core.evaluation.figures import DEPTH, NATURAL, score
from docmind.core.paths import cache_dir
from docmind.core.schema import Mode, Query, SearchAnswer
from docmind.core.settings import Settings
from docmind.core.store.base import Candidate

T = TypeVar("T")

_PATIENCE = 60.0  # seconds to wait for a model that is still loading

ReportProgress = Callable[[str, int, int], None]
"""(stage: indexing or searching, done, total)."""


def silent(stage: str, done: int, total: int) -> None:
    """Reports no progress."""


@dataclass(frozen=True, slots=True)
class _Row:
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class AskedQuery:
    """A query with known answers: ``relevant`` holds the grade of each, by row id. ``id`` is
    unique within its class."""

    text: str
    cls: str
    relevant: Mapping[str, float]
    id: str


@dataclass(frozen=True, slots=True)
class Collection:
    """A collection in an index of its own. ``names`` gives the row id of each file name, ``rows``
    that of each file id."""

    engine: Engine
    queries: tuple[AskedQuery, ...]
    names: Mapping[str, str]
    rows: Mapping[int, str]

    def ask(
        self, text: str, mode: Mode, limit: int = DEPTH, *, rerank: bool = False
    ) -> SearchAnswer:
        """The answer, waiting for a model that is still loading. Raises ``DocMindError``."""
        query = Query(text, mode, limit, facets=False, fold=False, rerank=rerank)
        return _patiently(
            lambda: self.engine.search(query),
            lambda answer: mode == "words" or "dense" in answer.plan.legs,
            text,
        )

    def ranking(self, text: str, mode: Mode, *, rerank: bool = False) -> list[str]:
        """Row ids in the order of the answer, ``DEPTH`` at most."""
        return [self.names[hit.path.name] for hit in self.ask(text, mode, rerank=rerank).hits]

    def lists(self, text: str) -> dict[str, list[Candidate]]:
        """The raw candidate lists of mode auto. Raises ``DocMindError``."""
        return _patiently(
            lambda: self.engine.candidate_lists(Query(text, "auto", DEPTH)),
            lambda lists: "dense" in lists,
            text,
        )

    def score(self, asked: AskedQuery, mode: Mode) -> tuple[float, float, float]:
        """(nDCG@10, recall@100, reciprocal rank) of one query."""
        return score(self.ranking(asked.text, mode), asked.relevant)


@contextmanager
def opened_collection(
    folder: Path,
    split: str | None = None,
    settings: Settings | None = None,
    progress: ReportProgress | None = None,
) -> Iterator[Collection]:
    """The collection in ``folder``, indexed into a temporary library.

    Each corpus row becomes one HTML file with its title as title. Embeddings are kept in the
    cache folder, so that a second run is quick. Raises ``UsageError`` when ``folder`` is not a
    collection, ``DocMindError`` when it cannot be indexed.
    """
    corpus = dict(_corpus(folder / "corpus.jsonl"))
    queries = _queries(folder, split)
    kept = cache_dir() / "evaluation"
    kept.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="docmind-eval-") as name:
        documents = Path(name) / "documents"
        names = _write_documents(documents, corpus)
        with Engine.open(
            Path(name) / "library", settings, embedding_cache=kept / "embeddings.sqlite3"
        ) as engine:
            _index(engine, documents, len(corpus), progress or silent)
            rows = {
                record.file_id: names[record.path.name]
                for record in engine.files(limit=2 * len(corpus))
                if record.path.name in names
            }
            yield Collection(engine, tuple(queries), names, rows)


# -- the collection --------------------------------------------------------------------------------


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    try:
        with path.open(encoding="utf-8") as stream:
            for number, line in enumerate(stream, 1):
                if line.strip():
                    yield _line(path, number, line)
    except OSError as error:
        raise UsageError(
            "This folder is not a test collection",
            detail=f"{path.name}: {error.strerror}.",
            hint="It needs corpus.jsonl, queries.jsonl and qrels.tsv.",
            path=path.parent,
        ) from None


def _line(path: Path, number: int, line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise UsageError(
            "A line of the collection is not JSON", detail=f"Line {number}: {error}.", path=path
        ) from None
    if not isinstance(row, dict) or "_id" not in row or "text" not in row:
        raise UsageError(
            "A line of the collection lacks _id or text", detail=f"Line {number}.", path=path
        )
    return row


def _corpus(path: Path) -> Iterator[tuple[str, _Row]]:
    for row in _lines(path):
        yield str(row["_id"]), _Row(str(row.get("title") or ""), str(row["text"]))


def _queries(folder: Path, split: str | None) -> list[AskedQuery]:
    found = list(_query_file(folder / "queries.jsonl", folder / "qrels.tsv", split))
    exact = folder / "queries_exact.jsonl"
    if exact.exists():
        found += _query_file(exact, folder / "qrels_exact.tsv", split)
    if not found:
        raise UsageError(
            "The collection has no queries to ask",
            detail=f"None has the split {split}." if split else "",
            path=folder,
        )
    return found


def _query_file(path: Path, judgements: Path, split: str | None) -> Iterator[AskedQuery]:
    relevant = _judgements(judgements)
    for row in _lines(path):
        wanted = relevant.get(str(row["_id"]))
        if wanted and (split is None or row.get("split") == split):
            cls = str(row.get("cls") or NATURAL)
            yield AskedQuery(str(row["text"]), cls, wanted, str(row["_id"]))


def _judgements(path: Path) -> dict[str, dict[str, float]]:
    """Positive judgements by query: document id -> grade."""
    found: dict[str, dict[str, float]] = {}
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as error:
        raise UsageError(
            "The collection has no judgements", detail=f"{error.strerror}.", path=path
        ) from None
    for number, line in enumerate(lines, 1):
        cells = line.split("\t")
        try:
            query, document, grade = cells[0], cells[1], float(cells[-1])
        except (IndexError, ValueError):
            if number == 1 or not line.strip():
                continue  # the header
            raise UsageError(
                "A line of the judgements cannot be read", detail=f"Line {number}.", path=path
            ) from None
        if grade > 0:
            found.setdefault(query, {})[document] = grade
    return found


# -- the run ---------------------------------------------------------------------------------------


def _write_documents(folder: Path, corpus: Mapping[str, _Row]) -> dict[str, str]:
    """One file per row, named by its place so that names give nothing away. Name -> row id."""
    folder.mkdir()
    names = {}
    for place, (row_id, row) in enumerate(corpus.items()):
        name = f"{place:07}.html"
        head = f"<title>{html.escape(row.title)}</title>" if row.title.strip() else ""
        parts = (part for part in row.text.split("\n") if part.strip())
        body = "\n".join(f"<p>{html.escape(part)}</p>" for part in parts)
        page = f'<!doctype html><meta charset="utf-8">{head}\n<body>\n{body}\n</body>\n'
        (folder / name).write_text(page, "utf-8", errors="replace")
        names[name] = row_id
    return names


def _index(engine: Engine, documents: Path, total: int, report: ReportProgress) -> None:
    job = engine.add([documents])
    finished = None
    while finished is None:
        done = sum(source.done for source in engine.status().sources)
        report("indexing", min(done, total), total)
        finished = engine.wait(job, timeout=0.5)
    counts = finished.counts
    if finished.outcome != "done" or counts.added < total:
        first = next(iter(engine.problems()), None)
        raise DocMindError(
            "The collection could not be indexed",
            detail=finished.message or (f"{first.path.name}: {first.reason}" if first else ""),
            hint="See: docmind doctor",
        )


def _patiently(call: Callable[[], T], is_whole: Callable[[T], bool], text: str) -> T:
    """Call; what was answered without the model because it was late is asked for again."""
    until = time.monotonic() + _PATIENCE
    while True:
        answer = call()
        if is_whole(answer) or not any(character.isalnum() for character in text):
            return answer
        if time.monotonic() > until:
            raise DocMindError(
                "The model does not answer, so the ranking cannot be measured",
                hint="See: docmind doctor",
            )
        time.sleep(0.2)
