"""How good the ranking is: a collection with known answers through the real pipeline.

A collection is a folder with ``corpus.jsonl`` (``_id``, ``title``, ``text``), ``queries.jsonl``
and ``qrels.tsv`` (BEIR form), and optionally ``queries_exact.jsonl`` and ``qrels_exact.tsv`` with
look-ups of identifiers, phrases and file names. ``split`` and ``cls`` are fields of a query.
"""

from __future__ import annotations

import html
import json
import math
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docmind.core.engine import Engine
from docmind.core.errors import DocMindError, UsageError
from docmind.core.paths import cache_dir
from docmind.core.schema import Mode, Query, SearchAnswer
from docmind.core.settings import Settings

NATURAL = "natural"
CLASSES = (NATURAL, "ident", "phrase", "fname")
DEPTH = 100  # documents asked for: recall is measured there
TOP = 10
_PATIENCE = 60.0  # seconds to wait for a model that is still loading

ReportProgress = Callable[[str, int, int], None]
"""(stage: indexing or searching, done, total)."""


@dataclass(frozen=True, slots=True)
class RankingFigures:
    """Means over ``queries`` queries, each 0..1."""

    queries: int
    ndcg_at_10: float
    recall_at_100: float
    mrr_at_10: float


@dataclass(frozen=True, slots=True)
class EvaluationReport:
    """``natural`` holds the figures of ordinary questions, ``classes`` (name, figures) of all."""

    collection: str
    mode: Mode
    split: str | None
    natural: RankingFigures
    classes: tuple[tuple[str, RankingFigures], ...]


@dataclass(frozen=True, slots=True)
class _Row:
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class AskedQuery:
    """A query with known answers: ``relevant`` holds the grade of each, by row id."""

    text: str
    cls: str
    relevant: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Collection:
    """A collection in an index of its own. ``names`` gives the row id of each file name."""

    engine: Engine
    queries: tuple[AskedQuery, ...]
    names: Mapping[str, str]

    def ask(self, text: str, mode: Mode, limit: int = DEPTH) -> SearchAnswer:
        """The answer, waiting for a model that is still loading. Raises ``DocMindError``."""
        return _ask(self.engine, Query(text, mode, limit))

    def score(self, asked: AskedQuery, mode: Mode) -> tuple[float, float, float]:
        """(nDCG@10, recall@100, reciprocal rank) of one query."""
        ranking = [self.names[hit.path.name] for hit in self.ask(asked.text, mode).hits]
        return _score(ranking, asked.relevant)


@contextmanager
def opened_collection(
    folder: Path,
    split: str | None = None,
    settings: Settings | None = None,
    progress: ReportProgress | None = None,
) -> Iterator[Collection]:
    """The collection in ``folder``, indexed into a temporary library. Raises as ``evaluate``."""
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
            _index(engine, documents, len(corpus), progress or (lambda stage, done, total: None))
            yield Collection(engine, tuple(queries), names)


def evaluate(
    folder: Path,
    mode: Mode = "auto",
    split: str | None = None,
    settings: Settings | None = None,
    progress: ReportProgress | None = None,
) -> EvaluationReport:
    """Index the collection in ``folder`` into a temporary library and ask its queries.

    Each corpus row becomes one HTML file with its title as title. Embeddings are kept in the
    cache folder, so that a second run is quick. Raises ``UsageError`` when ``folder`` is not a
    collection, ``DocMindError`` when it cannot be indexed.
    """
    report = progress or (lambda stage, done, total: None)
    with opened_collection(folder, split, settings, progress) as collection:
        queries = collection.queries
        scores: dict[str, list[tuple[float, float, float]]] = {}
        for done, asked in enumerate(queries):
            report("searching", done, len(queries))
            scores.setdefault(asked.cls, []).append(collection.score(asked, mode))
    classes = sorted(scores, key=lambda cls: (CLASSES.index(cls) if cls in CLASSES else 9, cls))
    figures = {cls: _means(scores[cls]) for cls in classes}
    return EvaluationReport(
        collection=folder.name,
        mode=mode,
        split=split,
        natural=figures.get(NATURAL, _means([])),
        classes=tuple(figures.items()),
    )


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
            yield AskedQuery(str(row["text"]), str(row.get("cls") or NATURAL), wanted)


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


def _ask(engine: Engine, query: Query) -> SearchAnswer:
    """Search; an answer given without the model because it was late is asked for again."""
    until = time.monotonic() + _PATIENCE
    while True:
        answer = engine.search(query)
        waits = query.mode != "words" and "dense" not in answer.plan.legs
        asks = any(character.isalnum() for character in query.text)
        if not (waits and asks):
            return answer
        if time.monotonic() > until:
            raise DocMindError(
                "The model does not answer, so the ranking cannot be measured",
                detail=" ".join(answer.plan.notes),
            )
        time.sleep(0.2)


# -- the figures -----------------------------------------------------------------------------------


def _score(ranking: Sequence[str], relevant: Mapping[str, float]) -> tuple[float, float, float]:
    """(nDCG@10 with linear gain as in trec_eval, recall@100, reciprocal rank in the top 10)."""
    gained = _discounted([relevant.get(document, 0.0) for document in ranking[:TOP]])
    ideal = _discounted(sorted(relevant.values(), reverse=True)[:TOP])
    found = sum(document in relevant for document in ranking[:DEPTH])
    first = next((i for i, document in enumerate(ranking[:TOP], 1) if document in relevant), 0)
    return gained / ideal, found / len(relevant), 1.0 / first if first else 0.0


def _discounted(grades: Sequence[float]) -> float:
    return sum(grade / math.log2(place + 1) for place, grade in enumerate(grades, 1))


def _means(scores: Sequence[tuple[float, float, float]]) -> RankingFigures:
    count = max(len(scores), 1)
    ndcg, recall, mrr = (sum(score[i] for score in scores) / count for i in range(3))
    return RankingFigures(len(scores), ndcg, recall, mrr)
