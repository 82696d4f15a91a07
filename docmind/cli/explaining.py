"""``docmind explain``: why a document is or is not among the results."""

from __future__ import annotations

import argparse
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

from docmind import core
from docmind.cli.opening import DONE, opened
from docmind.cli.screen import Screen, one_line, repaired
from docmind.core import Explanation, ListPlace


def explain(options: argparse.Namespace, screen: Screen) -> int:
    """Say why a document is or is not among the results. Returns the exit status."""
    limit = options.limit or core.load_settings().search.limit
    query = core.Query(options.text, options.mode, limit)
    path = Path(os.path.normpath(options.path.absolute()))
    with opened(options.library) as engine:
        found = engine.explain(query, path)
    screen.answer(found, options.json, explanation_shape, show_explanation)
    return DONE


def explanation_shape(found: Explanation) -> dict[str, Any]:
    """The JSON of ``docmind explain``."""
    return {
        "path": repaired(found.path),
        "verdict": found.verdict,
        "state": found.state,
        "problem": found.problem.kind if found.problem else None,
        "rank": found.rank,
        "score": None if found.score is None else round(found.score, 6),
        "total": found.total,
        "copy_of": None if found.copy_of is None else repaired(found.copy_of),
        "failed_filters": list(found.failed_filters),
        "excluded_by": list(found.excluded_by),
        "lists": [_place(its) for its in found.lists],
        "held": [{"label": its.label, "terms": list(its.terms)} for its in found.held],
        "missing": list(found.missing),
        "reasons": list(found.reasons),
        "needed": list(found.needed),
    }


def _place(its: ListPlace) -> dict[str, Any]:
    rounded = {
        name: None if value is None else round(value, 6)
        for name, value in (("score", its.score), ("last", its.last))
    }
    return {**asdict(its), **rounded}


def show_explanation(screen: Screen, found: Explanation) -> None:
    """The verdict, what it rests on, and what would help."""
    screen.say(screen.strong(one_line(found.path)))
    for number, reason in enumerate(found.reasons):
        screen.say(one_line(reason) if number == 0 else f"  {one_line(reason)}")
    for sentence in found.needed:
        screen.say(f"What helps: {one_line(sentence)}")
