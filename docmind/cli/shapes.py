"""The JSON shapes of ``--json``. They are stable: README documents them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from docmind.cli.screen import repaired
from docmind.core import (
    Check,
    ExcludePreview,
    Facet,
    FileRecord,
    Hit,
    JobReport,
    ModelEstimate,
    Passage,
    Problem,
    Progress,
    SavedSearch,
    SearchAnswer,
    Searches,
    Span,
    Status,
    coverage,
)

Shape = dict[str, Any]


def counts_shape(report: JobReport) -> Shape:
    """What an indexing job did."""
    counts = report.counts
    return {
        "added": counts.added,
        "updated": counts.updated,
        "unchanged": counts.unchanged,
        "removed": counts.removed,
        "failed": counts.failed,
        "skipped": counts.skipped,
        "chunks": counts.chunks,
        "seconds": round(report.seconds, 3),
    }


def removed_shape(report: JobReport) -> Shape:
    return {"removed": report.counts.removed, "seconds": round(report.seconds, 3)}


def unlocked_shape(report: JobReport, locked: Iterable[Path]) -> Shape:
    """What a password did, and the files that it does not open."""
    return {**counts_shape(report), "locked": [repaired(path) for path in locked]}


def excluded_shape(preview: ExcludePreview) -> Shape:
    """What patterns would leave out."""
    return {
        "files": preview.files,
        "bytes": preview.size,
        "examples": [repaired(path) for path in preview.examples],
    }


def file_shapes(records: Iterable[FileRecord], reasons: Mapping[Path, Problem]) -> list[Shape]:
    """Known files; ``problem`` and ``reason`` are null where nothing is the matter."""
    return [_file_shape(record, reasons.get(record.path)) for record in records]


def _file_shape(record: FileRecord, problem: Problem | None) -> Shape:
    return {
        "path": repaired(record.path),
        "state": record.state,
        "kind": record.kind,
        "media_type": record.media_type,
        "size": record.size,
        "container": _path(record.container),
        "problem": problem.kind if problem else None,
        "reason": problem.reason if problem else None,
    }


def _path(path: Path | None) -> str | None:
    return None if path is None else repaired(path)


def answer_shape(answer: SearchAnswer) -> Shape:
    """A search answer with its plan; scores are higher-is-better."""
    return {
        "query": repaired(answer.query),
        "plan": _plan_shape(answer),
        "took_ms": round(answer.took_ms, 3),
        "total": answer.total,
        "hits": [_hit_shape(hit) for hit in answer.hits],
        "facets": [_facet_shape(facet) for facet in answer.facets],
    }


def _facet_shape(facet: Facet) -> Shape:
    return {
        "name": facet.name,
        "at_least": facet.at_least,
        "values": [
            {"value": repaired(one.value), "label": repaired(one.label), "count": one.count}
            for one in facet.values
        ],
    }


def _plan_shape(answer: SearchAnswer) -> Shape:
    plan = answer.plan
    return {
        "mode": plan.mode,
        "legs": list(plan.legs),
        "alpha": round(plan.alpha, 4),
        "exact_like": plan.exact_like,
        "close": answer.close,
        "phrases": list(plan.phrases),
        "identifiers": list(plan.identifiers),
        "excluded": list(plan.excluded),
        "filters": [[name, repaired(value)] for name, value in plan.filters],
        "relaxed": [repaired(one) for one in plan.relaxed],
        "searched": repaired(plan.searched),
        "corrections": [[repaired(one) for one in pair] for pair in plan.corrections],
        "suggestion": repaired(plan.suggestion),
        "like": repaired(plan.like),
        "sort": plan.sort,
        "words_only": plan.words_only,
        "found": [list(pair) for pair in plan.found],
        "alternatives": [list(group) for group in plan.alternatives],
        "faults": [
            {"start": fault.start, "end": fault.end, "message": repaired(fault.message)}
            for fault in plan.faults
        ],
        "notes": list(plan.notes),
        "reranked": None if plan.reranked is None else asdict(plan.reranked),
    }


def _hit_shape(hit: Hit) -> Shape:
    return {
        "rank": hit.rank,
        "path": repaired(hit.path),
        "container": _path(hit.container),
        "title": repaired(hit.title),
        "kind": hit.kind,
        "media_type": hit.media_type,
        "read": hit.read,
        "page": hit.best.page,
        "heading": hit.best.heading,
        "span": _pair(hit.best.span),
        "score": round(hit.score, 6),
        "snippet": hit.best.snippet,
        "highlights": _pairs(hit.best.highlights),
        "in_picture": hit.best.in_picture,
        "why": [
            {"label": reason.label, "score": reason.score, "terms": list(reason.terms)}
            for reason in hit.why
        ],
        "passages": [_passage_shape(passage) for passage in hit.passages],
        "copies": [repaired(path) for path in hit.copies],
        "weak": hit.weak,
    }


def _passage_shape(passage: Passage) -> Shape:
    return {
        "page": passage.page,
        "heading": passage.heading,
        "span": _pair(passage.span),
        "score": round(passage.score, 6),
        "snippet": passage.snippet,
        "highlights": _pairs(passage.highlights),
        "in_picture": passage.in_picture,
    }


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [_pair(span) for span in spans]


def status_shape(status: Status) -> Shape:
    """The library at a glance."""
    return {
        "library": repaired(status.library),
        "model": status.model,
        "device": status.device,
        "files": status.files,
        "chunks": status.chunks,
        "problems": status.problems,
        "no_text": status.no_text,
        "skipped": status.skipped,
        "disk_bytes": status.disk_bytes,
        "paused": status.paused,
        "held": status.held,
        "device_why": status.device_why,
        "fell_back": status.fell_back,
        "model_missing": status.model_missing,
        "model_changed": status.model_changed,
        "change": None if status.change is None else asdict(status.change),
        "pictures": None if status.pictures is None else asdict(status.pictures),
        "old_index_bytes": status.old_index_bytes,
        "reranker": repaired(status.reranker),
        "pending": status.pending,
        "coverage": coverage(status),
        "providers": [{**asdict(use), "errors": dict(use.errors)} for use in status.providers],
        "cache": None if status.cache is None else asdict(status.cache),
        "sources": [{**asdict(source), "path": repaired(source.path)} for source in status.sources],
        "jobs": [_progress_shape(job) for job in status.jobs],
    }


def estimate_shape(estimate: ModelEstimate) -> Shape:
    """What another model would take."""
    return {**asdict(estimate), "seconds": round(estimate.seconds, 1)}


def looked_shape(report: JobReport) -> Shape:
    """What a look at pictures found: files, pictures in them, files that could not be looked at."""
    counts = report.counts
    return {
        "files": counts.updated,
        "pictures": counts.embedded,
        "failed": counts.failed,
        "seconds": round(report.seconds, 3),
    }


def _progress_shape(progress: Progress) -> Shape:
    return {**asdict(progress), "current": repaired(progress.current)}


def problem_shapes(problems: Iterable[Problem]) -> list[Shape]:
    """Problems with what would help: retry, unlock, allow or recognise."""
    return [
        {**asdict(problem), "path": repaired(problem.path), "action": problem.action}
        for problem in problems
    ]


def history_shapes(searches: Searches) -> list[Shape]:
    """What was searched for, newest first; times are ISO 8601 in UTC."""
    return [asdict(asked) for asked in searches.history]


def saved_shapes(saved: Iterable[SavedSearch]) -> list[Shape]:
    """The saved searches by name."""
    return [asdict(one) for one in saved]


def checks_shape(checks: Iterable[Check]) -> Shape:
    """The doctor's findings; ``ok`` is False when something needed is missing."""
    listed = [asdict(check) for check in checks]
    return {"ok": all(check["state"] != "missing" for check in listed), "checks": listed}
