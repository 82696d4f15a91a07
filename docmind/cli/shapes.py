"""The JSON shapes of ``--json``. They are stable: README documents them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from docmind.cli.screen import repaired
from docmind.core import (
    Check,
    Hit,
    JobReport,
    Passage,
    Problem,
    Progress,
    SearchAnswer,
    Span,
    Status,
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


def answer_shape(answer: SearchAnswer) -> Shape:
    """A search answer with its plan; scores are higher-is-better."""
    return {
        "query": repaired(answer.query),
        "plan": _plan_shape(answer),
        "took_ms": round(answer.took_ms, 3),
        "total": answer.total,
        "hits": [_hit_shape(hit) for hit in answer.hits],
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
        "filters": [list(pair) for pair in plan.filters],
        "notes": list(plan.notes),
    }


def _hit_shape(hit: Hit) -> Shape:
    return {
        "rank": hit.rank,
        "path": repaired(hit.path),
        "title": repaired(hit.title),
        "kind": hit.kind,
        "media_type": hit.media_type,
        "page": hit.best.page,
        "heading": hit.best.heading,
        "span": _pair(hit.best.span),
        "score": round(hit.score, 6),
        "snippet": hit.best.snippet,
        "highlights": _pairs(hit.best.highlights),
        "why": [
            {"label": reason.label, "score": reason.score, "terms": list(reason.terms)}
            for reason in hit.why
        ],
        "passages": [_passage_shape(passage) for passage in hit.passages],
    }


def _passage_shape(passage: Passage) -> Shape:
    return {
        "page": passage.page,
        "heading": passage.heading,
        "span": _pair(passage.span),
        "score": round(passage.score, 6),
        "snippet": passage.snippet,
        "highlights": _pairs(passage.highlights),
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
        "skipped": status.skipped,
        "disk_bytes": status.disk_bytes,
        "paused": status.paused,
        "sources": [{**asdict(source), "path": repaired(source.path)} for source in status.sources],
        "jobs": [_progress_shape(job) for job in status.jobs],
    }


def _progress_shape(progress: Progress) -> Shape:
    return {**asdict(progress), "current": repaired(progress.current)}


def problem_shapes(problems: Iterable[Problem]) -> list[Shape]:
    return [{**asdict(problem), "path": repaired(problem.path)} for problem in problems]


def checks_shape(checks: Iterable[Check]) -> Shape:
    """The doctor's findings; ``ok`` is False when something needed is missing."""
    listed = [asdict(check) for check in checks]
    return {"ok": all(check["state"] != "missing" for check in listed), "checks": listed}
