"""The words every room shares: frozen values, no behaviour beyond their own fields.

Offsets are Unicode code points into one page's text (``Page.text``), half-open ``[start, end)``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from docmind.core.schema_documents import Chunk as Chunk
from docmind.core.schema_documents import ChunkRecord as ChunkRecord
from docmind.core.schema_documents import Document as Document
from docmind.core.schema_documents import FoundFile as FoundFile
from docmind.core.schema_documents import Heading as Heading
from docmind.core.schema_documents import Kind as Kind
from docmind.core.schema_documents import Member as Member
from docmind.core.schema_documents import Page as Page
from docmind.core.schema_documents import Refusal as Refusal
from docmind.core.schema_documents import Span as Span
from docmind.core.schema_facets import Facet
from docmind.core.schema_jobs import Counts as Counts
from docmind.core.schema_jobs import JobReport as JobReport
from docmind.core.schema_jobs import Progress as Progress
from docmind.core.schema_like import Like as Like
from docmind.core.schema_models import CacheUse, ModelChange, PictureStatus, ProviderUse
from docmind.core.schema_rerank import Reranked as Reranked

Mode = Literal["auto", "meaning", "words", "images"]
Sort = Literal["relevance", "date", "name", "size"]
FileState = Literal["pending", "done", "problem", "skipped"]
Action = Literal["retry", "unlock", "allow", "recognise"]

ACTIONS: dict[str, Action] = {
    "password": "unlock",
    "too_large": "allow",
    "timed_out": "allow",
    "out_of_memory": "allow",
    "no_text": "recognise",
}
"""What helps a file with a problem of this kind: give a password (``EngineApi.unlock``), read it
with higher limits (``allow``), look for text in its pictures (``recognise``); else try again."""


@dataclass(frozen=True, slots=True)
class FileRecord:
    """What the catalog knows of one file. ``content_hash`` is blake3 hex, "" before first read.

    ``container`` is the file on disk that holds it when it is a member of one (``path`` is then
    the container's path, "/" and the member's name), else None. ``language`` is a two-letter
    code, "" when not known.
    """

    file_id: int
    path: Path
    source: Path
    size: int
    mtime_ns: int
    content_hash: str
    state: FileState
    title: str
    media_type: str
    kind: Kind
    page_count: int | None
    container: Path | None = None
    language: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """What was asked. ``text`` is raw user input, filters and all; ``limit`` counts hits.

    ``fold`` shows copies of a document as one hit; ``facets`` counts values of what was found;
    ``relax`` leaves filters out when nothing passes them, and says so; ``correct`` sets words right
    that stand nowhere in the library when nothing close is found otherwise, and says so;
    ``rerank`` has a reranker put the head in order, where there is one that is quick enough;
    ``focus`` takes a moment to find the sentence that carries each document which meaning alone
    found. With ``like`` what is like it is found; ``text`` are words and filters beside it.
    ``sort`` orders all that matches: the best, the newest, by file name, or the largest first.
    """

    text: str
    mode: Mode = "auto"
    limit: int = 20
    facets: bool = True
    fold: bool = True
    relax: bool = True
    correct: bool = True
    focus: bool = False
    rerank: bool = False
    like: Like | None = None
    sort: Sort = "relevance"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a hit is shown: ``label`` is one of meaning, words, phrase, name, identifier.

    ``score`` is that leg's own 0..1 score where it has one; ``terms`` the words it matched.
    """

    label: str
    score: float | None = None
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """One matching passage: ``highlights`` are ranges within ``snippet``; ``span`` in the page.

    ``focus`` is the part of ``span`` that matches best, whole sentences around the snippet: what
    a preview marks. It is ``span`` itself where no words decide and for further passages.
    ``point_id`` names the passage in store and catalog, "" where there is none.
    """

    page: int | None
    heading: str
    span: Span
    snippet: str
    highlights: tuple[Span, ...]
    score: float
    focus: Span
    in_picture: bool = False
    point_id: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """One result: a document, led by its best passage. Higher ``score`` is better, 0..~2.

    ``container`` is the file to open instead when the document lies inside another file.
    ``read`` is False for a file found by its name alone, whose content is not (yet) known.
    ``copies`` are other files that say the same, best first, which this one stands for. ``weak``:
    it stands below the line, among those that say little of what was asked.
    """

    rank: int
    file_id: int
    path: Path
    title: str
    kind: Kind
    media_type: str
    size: int
    mtime_ns: int
    page_count: int | None
    score: float
    best: Passage
    why: tuple[Reason, ...]
    passages: tuple[Passage, ...] = ()
    container: Path | None = None
    read: bool = True
    copies: tuple[Path, ...] = ()
    weak: bool = False


def weak_from(hits: Sequence[Hit]) -> int | None:
    """The place before which the line to the weaker matches stands; None where there is none,
    because all hits convince or none does."""
    strong = len(hits)
    while strong and hits[strong - 1].weak:
        strong -= 1
    return strong if 0 < strong < len(hits) else None


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a query that means nothing, at code points ``[start, end)`` of its text;
    ``message`` is a plain sentence. It was searched for as plain words."""

    start: int
    end: int
    message: str


@dataclass(frozen=True, slots=True)
class QueryPlan:
    """Every decision taken for a query, shown to the user and written by ``--json``.

    ``alpha`` is the weight of the dense leg, 0..1. ``notes`` are plain sentences.
    ``alternatives`` are words and phrases joined by OR, ``relaxed`` filters that were left out
    because nothing passed them, as typed. ``searched`` is the text that was searched for instead of
    what was typed, "" as a rule, ``corrections`` the (typed, searched for) words in it;
    ``suggestion`` is a text that may have been meant, "" as a rule. ``like`` says in words what
    results are to be like (Like “sunset.jpg”), "" when nothing was given. ``found`` says how many
    candidates each leg gave: passages, pictures, or files where filters alone were asked.
    ``sort`` is the order of the results. ``words_only`` says in a sentence why words alone were
    asked where meaning was wanted, "" when it was asked.
    """

    mode: Mode
    legs: tuple[str, ...]
    alpha: float
    exact_like: bool
    phrases: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    filters: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    alternatives: tuple[tuple[str, ...], ...] = ()
    faults: tuple[Fault, ...] = ()
    relaxed: tuple[str, ...] = ()
    searched: str = ""
    corrections: tuple[tuple[str, str], ...] = ()
    suggestion: str = ""
    reranked: Reranked | None = None
    like: str = ""
    found: tuple[tuple[str, int], ...] = ()
    sort: Sort = "relevance"
    words_only: str = ""


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """``total`` counts matching documents among the candidates; ``close`` is False when nothing
    found is a convincing match. ``timings`` are (step, milliseconds). ``facets`` count the same
    documents as ``total``."""

    query: str
    plan: QueryPlan
    hits: tuple[Hit, ...]
    total: int
    took_ms: float
    close: bool = True
    timings: tuple[tuple[str, float], ...] = ()
    facets: tuple[Facet, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """A file that could not be read, or only in part.

    ``kind`` is a stable word (see ``ExtractionError``, and ``no_text``), ``since`` an ISO 8601 UTC
    time. ``action`` is what would help: see ``ACTIONS``. ``ignored``: a person wants to hear no
    more of it until the file changes, so it is not counted.
    """

    path: Path
    kind: str
    reason: str
    hint: str
    since: str
    ignored: bool = False

    @property
    def action(self) -> Action:
        """What a face offers beside the file."""
        return ACTIONS.get(self.kind, "retry")


@dataclass(frozen=True, slots=True)
class SourceStatus:
    """One source. ``state``: current, reading, attention, offline, or paused (a person has it left
    out for now); counts are of files."""

    path: Path
    state: Literal["current", "reading", "attention", "offline", "paused"]
    files: int
    done: int
    problems: int
    skipped: int


@dataclass(frozen=True, slots=True)
class Status:
    """The library at a glance. ``disk_bytes`` is allocated size; ``device`` is cpu, cuda, ...

    ``no_text`` counts documents that are only pictures. ``held`` says in a sentence why background
    reading waits by itself (on battery, disk nearly full), "" when it does not. ``device_why`` is a
    sentence on the device; ``fell_back``: the graphics card's memory did not suffice.
    ``model_missing`` says why questions are answered by words only, "" when they are not;
    ``model_changed`` is the library's model where that is because another one is found under its
    name: a person brings the old one back, or has the library read again (``use_model``).
    ``old_index_bytes`` are taken by the index of the model before, kept until it is removed.
    ``reranker`` is the one in use, "" when there is none. ``pending`` files are found by their
    names only until they are read. ``providers`` tells what each did, ``cache`` what was spared.
    """

    library: Path
    sources: tuple[SourceStatus, ...]
    files: int
    chunks: int
    problems: int
    skipped: int
    model: str
    device: str
    disk_bytes: int
    jobs: tuple[Progress, ...] = ()
    paused: bool = False
    no_text: int = 0
    held: str = ""
    device_why: str = ""
    fell_back: bool = False
    model_missing: str = ""
    change: ModelChange | None = None
    pictures: PictureStatus | None = None
    old_index_bytes: int = 0
    reranker: str = ""
    pending: int = 0
    providers: tuple[ProviderUse, ...] = ()
    cache: CacheUse | None = None
    model_changed: str = ""


def coverage(status: Status) -> int:
    """How many per cent of the files that can be read are searchable by meaning, rounded down.

    Files that could not be read do not count: they are told as problems.
    """
    known = status.files + status.pending
    if not known:
        return 100
    return 0 if status.model_missing else 100 * status.files // known


@dataclass(frozen=True, slots=True)
class PageText:
    """A page for the preview: its text, the words to mark in it and the headings that begin in it.

    ``members`` are what lies inside the file (a mail's attachments): (name, bytes), in order.
    """

    path: Path
    title: str
    media_type: str
    kind: Kind
    number: int | None
    page_count: int | None
    text: str
    highlights: tuple[Span, ...] = ()
    properties: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    in_picture: bool = False
    container: Path | None = None
    headings: tuple[Heading, ...] = ()
    members: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class PageMatches:
    """Where something stands in one page of a document; ``spans`` are sorted and disjoint."""

    number: int | None
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class DocumentMatches:
    """Where something stands in a document, page by page; pages without it are left out.

    ``is_cut``: there are more places than are given.
    """

    pages: tuple[PageMatches, ...] = ()
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class ExcludePreview:
    """What some patterns would leave out of the library: searchable ``files``, their ``size`` in
    bytes, and the first few of them."""

    files: int
    size: int
    examples: tuple[Path, ...] = ()
