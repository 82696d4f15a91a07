"""``docmind eval`` as it prints figures: the measuring itself is another test's."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from docmind import cli, core
from docmind.core.evaluation import (
    ComparisonReport,
    Difference,
    EvaluationReport,
    QueryScore,
    RankingFigures,
    WayReport,
)
from docmind.core.evaluation.bootstrap import Interval

NATURAL, EXACT = RankingFigures(300, 0.7, 0.9, 0.65), RankingFigures(40, 0.9, 1.0, 0.85)
CLASSES = (("natural", NATURAL), ("ident", EXACT))


def evaluated(folder: Path, mode: str, split: str | None, progress: object) -> EvaluationReport:
    scores = (QueryScore("1", "natural", "lift of a wing", 0.7, 0.9, 0.65),)
    return EvaluationReport(folder.name, mode, split, NATURAL, CLASSES, scores, "small-1-8-fp32")  # type: ignore[arg-type]


def compared(
    folder: Path, ways: tuple[str, ...], split: str | None, progress: object
) -> ComparisonReport:
    scores = (
        QueryScore("1", "natural", "lift of a wing", 0.7, 0.9, 0.65),
        QueryScore("1", "ident", "p85", 0.9, 0.9, 0.65),
    )
    reports = tuple(WayReport(way, (*CLASSES, ("exact", EXACT)), scores) for way in ways)
    differences = tuple(
        Difference(way, cls, Interval(0.05, 0.01, 0.09, 300))
        for way in ways[1:]
        for cls in ("natural", "exact")
    )
    return ComparisonReport(folder.name, split, reports, differences, "small-1-8-fp32")


@pytest.fixture(autouse=True)
def measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(core, "evaluate", evaluated)
    monkeypatch.setattr(core, "compare_rankings", compared)


def run(*arguments: str) -> int:
    return cli.main(["eval", *arguments], lambda library, paths: 1)


def test_one_collection(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("there/scifact", "--split", "test") == 0
    said = capsys.readouterr().out
    assert "scifact, mode auto, split test" in said
    assert "natural        300    0.7000      0.9000   0.6500" in said
    assert run("there/scifact", "--json", "--mode", "words") == 0
    shape = json.loads(capsys.readouterr().out)
    assert (shape["collection"], shape["mode"], shape["ndcg@10"]) == ("scifact", "words", 0.7)


def test_of_several_collections_the_mean_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("one", "two") == 0
    said = capsys.readouterr().out
    assert "mean of 2 collections" in said
    assert "exact           80    0.9000      1.0000   0.8500" in said
    assert run("one", "two", "--json") == 0
    shape = json.loads(capsys.readouterr().out)
    assert [its["collection"] for its in shape["collections"]] == ["one", "two"]
    assert shape["macro"]["natural"]["queries"] == 600


def test_ways_are_compared(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("one", "--compare", "words,rrf60") == 0
    said = capsys.readouterr().out
    assert "auto minus this" in said
    assert (
        "rrf60          300    0.7000      0.9000   0.6500   +0.0500 [+0.0100, +0.0900] *" in said
    )
    assert "words           40    0.9000      1.0000   0.8500\n" in said, "no interval for ident"
    assert "mean of" not in said


def test_ways_are_compared_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("one", "--compare", "--json") == 0
    shape = json.loads(capsys.readouterr().out)
    assert shape["macro"] is None
    (one,) = shape["collections"]
    assert list(one["ways"]) == ["auto", "words", "meaning", "rrf60", "rrf2", "dbsf"]
    assert one["space"] == "small-1-8-fp32"
    assert one["differences"][0] == {
        **{"way": "words", "class": "natural", "queries": 300},
        **{"mean": 0.05, "low": 0.01, "high": 0.09},
    }
    assert run("one", "two", "--compare", "--json") == 0
    macro = json.loads(capsys.readouterr().out)["macro"]
    assert macro["ways"]["auto"]["exact"]["queries"] == 80


def test_an_unknown_way_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("one", "--compare", "borda") == 2
    assert "rrf60, rrf2, dbsf" in capsys.readouterr().err


def test_a_baseline_is_kept_and_held_against(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "baseline.json"
    assert run("one", "two", "--save-baseline", str(kept)) == 0
    assert run("two", "--baseline", str(kept)) == 0
    said = capsys.readouterr().out
    assert "natural          1    0.7000   0.7000   +0.0000 [+0.0000, +0.0000]" in said


def test_a_lower_class_ends_with_status_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "baseline.json"
    assert run("one", "--save-baseline", str(kept)) == 0

    def worse(folder: Path, mode: str, split: str | None, progress: object) -> EvaluationReport:
        scores = (QueryScore("1", "natural", "lift of a wing", 0.5, 0.9, 0.65),)
        return replace(evaluated(folder, mode, split, progress), scores=scores)

    monkeypatch.setattr(core, "evaluate", worse)
    capsys.readouterr()
    assert run("one", "--baseline", str(kept)) == 1
    printed = capsys.readouterr()
    assert "LOWER" in printed.out
    assert "0.7000 -> 0.5000  natural/1  lift of a wing" in printed.out
    assert "lower than the baseline" in printed.err
    assert run("one", "--baseline", str(kept), "--tolerance", "0.2") == 0
    capsys.readouterr()
    assert run("one", "--baseline", str(kept), "--json") == 1
    shape = json.loads(capsys.readouterr().out)
    assert shape["holds"] is False
    assert shape["collections"][0]["classes"]["natural"]["lower"] is True
    assert shape["collections"][0]["worst"][0]["query"] == "natural/1"


@pytest.mark.parametrize(
    "arguments",
    [
        ("--baseline", "nowhere.json"),
        ("--tolerance", "0.1"),
        ("--compare", "words", "--baseline", "nowhere.json"),
        ("--compare", "words", "--save-baseline", "kept.json"),
    ],
)
def test_what_does_not_go_together_is_wrong_use(arguments: tuple[str, ...]) -> None:
    assert run("one", *arguments) == 2


def test_a_measurement_the_baseline_does_not_hold_is_not_begun(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "baseline.json"
    assert run("one", "--save-baseline", str(kept)) == 0
    monkeypatch.delattr(core, "evaluate")
    assert run("one", "--baseline", str(kept), "--mode", "words") == 2
    assert "does not hold this measurement" in capsys.readouterr().err


def test_measuring_is_a_function_of_the_front_door_whatever_was_imported(
    repository: Path,
) -> None:
    """A package of the same name would take its place once it is imported."""
    code = (
        "import docmind.core.evaluation.run; from docmind import core; "
        "from docmind.core import EvaluationReport; assert callable(core.evaluate)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=repository)
