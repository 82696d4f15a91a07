"""A measurement kept in a file, and a later one held against it query by query.

The file is JSON: ``form`` and ``version`` tell what it is, ``collections`` hold each measurement
with its ``collection``, ``mode``, ``split``, embedding ``space`` and, by query, the class and the
figures.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from docmind import __version__
from docmind.core.errors import DocMindError, UsageError
from docmind.core.evaluation.bootstrap import Interval, paired_interval
from docmind.core.evaluation.figures import QueryScore, by_class
from docmind.core.evaluation.run import EvaluationReport

FORM, VERSION = "docmind ranking baseline", 1
TOLERANCE = 0.005  # nDCG@10
WORST = 10  # queries listed


class _Kept(msgspec.Struct, frozen=True):
    """The figures of a query as they are kept, each 0..1."""

    cls: str
    text: str
    ndcg_at_10: float
    recall_at_100: float
    mrr_at_10: float


class _Measurement(msgspec.Struct, frozen=True):
    """One collection as it is kept."""

    collection: str
    mode: str
    split: str | None
    space: str
    queries: dict[str, _Kept]


class _File(msgspec.Struct, frozen=True):
    """The whole file."""

    form: str
    version: int
    docmind: str
    collections: list[_Measurement]


@dataclass(frozen=True, slots=True)
class ClassChange:
    """Mean nDCG@10 of a class ``before`` and ``now``, over the queries that both have, and the
    difference (now minus before) with its interval. ``lower``: by more than was tolerated."""

    cls: str
    before: float
    now: float
    interval: Interval
    lower: bool


@dataclass(frozen=True, slots=True)
class QueryChange:
    """nDCG@10 of one query, 0..1."""

    key: str
    text: str
    before: float
    now: float


@dataclass(frozen=True, slots=True)
class BaselineReport:
    """A measurement held against a kept one. ``worst`` are the queries that lost most, the worst
    first; ``notes`` are plain sentences on what differs besides."""

    collection: str
    mode: str
    split: str | None
    classes: tuple[ClassChange, ...]
    worst: tuple[QueryChange, ...]
    notes: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether no class is lower than was tolerated."""
        return not any(change.lower for change in self.classes)


def save_baseline(path: Path, reports: Sequence[EvaluationReport]) -> None:
    """Keep measurements. The file appears whole or not at all. Raises ``DocMindError``."""
    draft = path.with_name(f"{path.name}.tmp")
    try:
        draft.write_text(json.dumps(_shape(reports), ensure_ascii=False, indent=1), "utf-8")
        draft.replace(path)
    except OSError as error:
        raise DocMindError(
            "The baseline cannot be saved", detail=f"{error.strerror or error}.", path=path
        ) from None


def _shape(reports: Sequence[EvaluationReport]) -> dict[str, Any]:
    return msgspec.to_builtins(  # type: ignore[no-any-return]
        _File(FORM, VERSION, __version__, [_measurement(report) for report in reports])
    )


def _measurement(report: EvaluationReport) -> _Measurement:
    queries = {
        item.key: _Kept(item.cls, item.text, item.ndcg_at_10, item.recall_at_100, item.mrr_at_10)
        for item in report.scores
    }
    return _Measurement(report.collection, report.mode, report.split, report.space, queries)


class Baseline:
    """Kept measurements, one for each collection."""

    def __init__(self, path: Path, measurements: Sequence[_Measurement]) -> None:
        self._path = path
        self._measurements = measurements

    @classmethod
    def read(cls, path: Path) -> Baseline:
        """Raises ``UsageError`` when the file is not there, damaged, or of another kind."""
        hint = "Make one: docmind eval DIR --save-baseline FILE"
        try:
            raw = path.read_bytes()
        except OSError as error:
            raise UsageError(
                "The baseline cannot be read", f"{error.strerror or error}.", hint, path
            ) from None
        try:
            form = msgspec.json.decode(raw)
            if not isinstance(form, dict) or form.get("form") != FORM:
                raise UsageError("This file is not a baseline of docmind eval", "", hint, path)
            if form.get("version") != VERSION:
                raise UsageError(
                    "This baseline is of another version of DocMind",
                    f"Its form is {form.get('version')}, this version reads {VERSION}.",
                    hint,
                    path,
                )
            found = msgspec.convert(form, _File)
        except msgspec.ValidationError as error:
            raise UsageError("The baseline is damaged", f"{error}.", hint, path) from None
        except (msgspec.DecodeError, UnicodeDecodeError):
            raise UsageError(
                "This file is not a baseline of docmind eval", "It is not JSON.", hint, path
            ) from None
        return cls(path, found.collections)

    def require(self, collection: str, mode: str, split: str | None) -> None:
        """Raises ``UsageError`` when the collection was not measured in this way: better before
        than after a long measurement."""
        self._measured(collection, mode, split)

    def _measured(self, collection: str, mode: str, split: str | None) -> _Measurement:
        wanted = (collection, mode, split)
        for kept in self._measurements:
            if (kept.collection, kept.mode, kept.split) == wanted:
                return kept
        held = "; ".join(_called(k.collection, k.mode, k.split) for k in self._measurements)
        raise UsageError(
            "The baseline does not hold this measurement",
            f"It holds: {held or 'nothing'}. Asked for: {_called(*wanted)}.",
            "Measure the same collection with the same --mode and --split.",
            self._path,
        )

    def held_against(
        self, report: EvaluationReport, tolerance: float | None = None
    ) -> BaselineReport:
        """What changed since, query by query. ``tolerance`` is nDCG@10 that a class may lose,
        ``TOLERANCE`` when None.

        Raises ``UsageError`` when the collection was not measured in this way, or shares no query.
        """
        kept = self._measured(report.collection, report.mode, report.split)
        least = TOLERANCE if tolerance is None else tolerance
        both = [item for item in report.scores if item.key in kept.queries]
        if not both:
            raise UsageError(
                "The baseline holds none of these queries",
                hint="Measure the collection it was made with.",
                path=self._path,
            )
        changes = [
            QueryChange(item.key, item.text, kept.queries[item.key].ndcg_at_10, item.ndcg_at_10)
            for item in both
        ]
        lost = [item for item in changes if item.now < item.before]
        lost.sort(key=lambda item: (item.now - item.before, item.key))
        return BaselineReport(
            report.collection,
            report.mode,
            report.split,
            tuple(_class_change(cls, items, kept, least) for cls, items in by_class(both).items()),
            tuple(lost[:WORST]),
            tuple(_notes(report, kept, len(both))),
        )


def _class_change(
    cls: str, items: Sequence[QueryScore], kept: _Measurement, tolerance: float
) -> ClassChange:
    before = [kept.queries[item.key].ndcg_at_10 for item in items]
    now = [item.ndcg_at_10 for item in items]
    interval = paired_interval([[one - other for one, other in zip(now, before, strict=True)]])
    # a hair of slack: a loss of exactly the tolerance is tolerated
    lower = interval.mean < -tolerance - 1e-9
    return ClassChange(cls, sum(before) / len(items), sum(now) / len(items), interval, lower)


def _notes(report: EvaluationReport, kept: _Measurement, both: int) -> list[str]:
    notes = []
    if report.space != kept.space:
        notes.append(f"The baseline was made with another model: {kept.space or 'none'}.")
    new, gone = len(report.scores) - both, len(kept.queries) - both
    if new or gone:
        notes.append(
            f"Only the {both} queries that both have are compared: {new} are new, {gone} are gone."
        )
    return notes


def _called(collection: str, mode: str, split: str | None) -> str:
    return f"{collection}, mode {mode}" + (f", split {split}" if split else "")
