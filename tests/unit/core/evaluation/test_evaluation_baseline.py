"""A kept measurement: what holds, what is lower, and files that are no baseline."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from docmind.core.errors import DocMindError, UsageError
from docmind.core.evaluation.baseline import WORST, Baseline, save_baseline
from docmind.core.evaluation.figures import QueryScore, RankingFigures
from docmind.core.evaluation.run import EvaluationReport

NOTHING = RankingFigures(0, 0.0, 0.0, 0.0)


def measured(*figures: float, cls: str = "natural", space: str = "small") -> EvaluationReport:
    scores = tuple(
        QueryScore(str(place), cls, f"question {place}", value, 1.0, value)
        for place, value in enumerate(figures)
    )
    return EvaluationReport("wings", "auto", "test", NOTHING, (), scores, space)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "baseline.json"


def test_the_same_measurement_holds(path: Path) -> None:
    save_baseline(path, [measured(0.5, 1.0)])
    found = Baseline.read(path).held_against(measured(0.5, 1.0))
    assert found.holds
    assert (found.collection, found.mode, found.split) == ("wings", "auto", "test")
    assert (found.worst, found.notes) == ((), ())
    (change,) = found.classes
    assert (change.cls, change.before, change.now, change.interval.mean) == (
        "natural", 0.75, 0.75, 0.0,
    )  # fmt: skip


def test_a_class_that_lost_more_than_the_tolerance_is_told(path: Path) -> None:
    before = measured(0.5, 1.0)
    save_baseline(path, [before])
    now = measured(0.5, 0.98)
    baseline = Baseline.read(path)
    assert not baseline.held_against(now).holds
    assert baseline.held_against(now, tolerance=0.01).holds, "exactly the tolerance is tolerated"
    assert baseline.held_against(now, tolerance=0.02).holds
    (worst,) = baseline.held_against(now).worst
    assert (worst.key, worst.text, worst.before, worst.now) == (
        "natural/1", "question 1", 1.0, 0.98,
    )  # fmt: skip


def test_a_gain_elsewhere_does_not_make_up_for_a_class(path: Path) -> None:
    one = replace(measured(0.5), scores=(*measured(0.5).scores, *measured(0.5, cls="ident").scores))
    two = replace(one, scores=(*measured(0.9).scores, *measured(0.4, cls="ident").scores))
    save_baseline(path, [one])
    found = Baseline.read(path).held_against(two)
    assert [(change.cls, change.lower) for change in found.classes] == [
        ("natural", False),
        ("ident", True),
    ]
    assert not found.holds


def test_the_worst_come_first_and_are_few(path: Path) -> None:
    save_baseline(path, [measured(*[1.0] * 20)])
    found = Baseline.read(path).held_against(measured(*[place / 20 for place in range(20)]))
    assert len(found.worst) == WORST
    assert [item.key for item in found.worst[:2]] == ["natural/0", "natural/1"]


def test_another_model_and_other_queries_are_said(path: Path) -> None:
    save_baseline(path, [measured(0.5, 1.0)])
    found = Baseline.read(path).held_against(measured(0.5, space="large"))
    assert "another model: small" in found.notes[0]
    assert "0 are new, 1 are gone" in found.notes[1]
    assert found.classes[0].before == 0.5


def test_another_measurement_is_refused(path: Path) -> None:
    save_baseline(path, [measured(0.5), replace(measured(0.5), collection="tides", split=None)])
    baseline = Baseline.read(path)
    baseline.require("wings", "auto", "test")
    for other in ({"mode": "words"}, {"split": None}, {"collection": "cells"}):
        with pytest.raises(UsageError, match="does not hold") as caught:
            baseline.held_against(replace(measured(0.5), **other))  # type: ignore[arg-type]
        assert "tides, mode auto" in caught.value.detail


def test_a_baseline_without_a_common_query_is_refused(path: Path) -> None:
    save_baseline(path, [measured(0.5)])
    with pytest.raises(UsageError, match="none of these queries"):
        Baseline.read(path).held_against(measured(0.5, cls="ident"))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "not a baseline"),
        (b"\xff\xfe\x00", "not a baseline"),
        (b"{", "not a baseline"),
        (b"[1]", "not a baseline"),
        (b'{"hits": []}', "not a baseline"),
        (b'{"form": "docmind ranking baseline", "version": 99}', "another version"),
        (b'{"form": "docmind ranking baseline", "version": 1}', "damaged"),
        (
            b'{"form": "docmind ranking baseline", "version": 1, "docmind": "1", "collections": '
            b'[{"collection": "x", "mode": "auto", "split": null, "space": "", "queries": 3}]}',
            "damaged",
        ),
    ],
)
def test_a_file_that_is_no_baseline_is_refused(path: Path, content: bytes, said: str) -> None:
    path.write_bytes(content)
    with pytest.raises(UsageError, match=said) as caught:
        Baseline.read(path)
    assert caught.value.path == path
    assert "--save-baseline" in caught.value.hint


def test_a_file_that_is_not_there_or_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        Baseline.read(tmp_path / "nowhere.json")
    with pytest.raises(DocMindError, match="cannot be saved"):
        save_baseline(tmp_path / "nowhere" / "baseline.json", [measured(0.5)])


def test_the_form_is_told_in_the_file(path: Path) -> None:
    save_baseline(path, [measured(0.5)])
    kept = json.loads(path.read_text("utf-8"))
    assert (kept["form"], kept["version"]) == ("docmind ranking baseline", 1)
    (one,) = kept["collections"]
    assert (one["collection"], one["mode"], one["split"], one["space"]) == (
        "wings", "auto", "test", "small",
    )  # fmt: skip
    assert one["queries"]["natural/0"]["ndcg_at_10"] == 0.5
    assert list(path.parent.glob("*.tmp")) == []
