"""README shows the JSON of every command: the shown shapes are the real ones."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from fakes.cli_engine import EXPLANATION, FILES, HIT, KEPT, PLAN, PROBLEM, REPORT, FakeEngine

from docmind.cli.explaining import explanation_shape
from docmind.cli.keys import KeyOverview, keys_shape
from docmind.cli.privacy import Kept, privacy_shape
from docmind.cli.ranking import comparisons_shape, evaluation_shape, held_shape
from docmind.cli.selftest import selftest_shape
from docmind.cli.shapes import (
    answer_shape,
    checks_shape,
    counts_shape,
    excluded_shape,
    file_shapes,
    history_shapes,
    problem_shapes,
    removed_shape,
    saved_shapes,
    status_shape,
    unlocked_shape,
)
from docmind.cli.updating import release_shape
from docmind.core import (
    Artefact,
    Check,
    Connection,
    Facet,
    FacetValue,
    KeyState,
    Outcome,
    Release,
    SearchAnswer,
    StandingPermission,
    StoredPlace,
    TextPermission,
)
from docmind.core.evaluation import (
    BaselineReport,
    ClassChange,
    ComparisonReport,
    Difference,
    EvaluationReport,
    QueryChange,
    RankingFigures,
    WayReport,
)
from docmind.core.evaluation.bootstrap import Interval


@pytest.fixture(scope="module")
def shown(repository: Path) -> list[Any]:
    """Every JSON value in README, from blocks and from the text."""
    readme = (repository / "README.md").read_text(encoding="utf-8")
    chapter = readme[readme.index("### JSON") : readme.index("## What it reads")]
    blocks = re.findall(r"```json\n(.*?)```", chapter, re.DOTALL)
    inline = re.findall(
        r"`([\[{][^`]*\"[^`]*[\]}])`", re.sub(r"```.*?```", "", chapter, flags=re.S)
    )
    return [json.loads(text) for text in blocks] + [
        json.loads(text) for text in inline if "{...}" not in text
    ]


def _keys(value: Any) -> Any:
    """The names in a JSON value, all the way down; a list is known by its first item."""
    if isinstance(value, dict):
        return {name: _keys(inner) for name, inner in value.items()}
    return [_keys(value[0])] if isinstance(value, list) and value else None


def _with(shown: list[Any], name: str) -> Any:
    (found,) = [
        value for value in shown if name in (value[0] if isinstance(value, list) else value)
    ]
    return found


def test_counts_and_removed(shown: list[Any]) -> None:
    counts = [value for value in shown if "added" in value and "locked" not in value]
    assert [list(value) for value in counts] == [list(counts_shape(REPORT))]
    (removed,) = [value for value in shown if list(value) == ["removed", "seconds"]]
    assert list(removed) == list(removed_shape(REPORT))


def test_search(shown: list[Any]) -> None:
    example = _with(shown, "hits")
    facets = (Facet("kind", (FacetValue("document", 1),)),)
    real = answer_shape(SearchAnswer("lease", PLAN, (HIT,), total=1, took_ms=1.0, facets=facets))
    assert sorted(example) == sorted(real)
    assert list(example["plan"]) == list(real["plan"])
    assert _keys(example["facets"]) == _keys(real["facets"])
    (hit,) = example["hits"]
    assert list(hit) == list(real["hits"][0])
    assert list(hit["why"][0]) == list(real["hits"][0]["why"][0])
    assert list(hit["passages"][0]) == list(real["hits"][0]["passages"][0])
    marked = [hit["snippet"][start:end] for start, end in hit["highlights"]]
    assert marked == hit["why"][0]["terms"]


def test_status(shown: list[Any]) -> None:
    assert _keys(_with(shown, "sources")) == _keys(status_shape(FakeEngine().status()))


def test_problems(shown: list[Any]) -> None:
    assert _keys(_with(shown, "hint")) == _keys(problem_shapes([PROBLEM]))


def test_files_unlock_and_exclude(shown: list[Any]) -> None:
    assert _keys(_with(shown, "media_type")) == _keys(file_shapes(FILES, {}))
    assert list(_with(shown, "locked")) == list(unlocked_shape(REPORT, ()))
    assert list(_with(shown, "examples")) == list(excluded_shape(FakeEngine().excluded))


def test_history_and_saved_searches(shown: list[Any]) -> None:
    assert _keys(_with(shown, "times")) == _keys(history_shapes(KEPT))
    assert _keys(_with(shown, "created")) == _keys(saved_shapes(KEPT.saved))


def test_doctor(shown: list[Any]) -> None:
    assert _keys(_with(shown, "checks")) == _keys(checks_shape([Check("Qt", "ok", "there")]))


def test_selftest(shown: list[Any]) -> None:
    outcome = Outcome("store", "memory", "passed", "Tried.")
    (example,) = [value for value in shown if "providers" in value and "version" in value]
    assert _keys(example) == _keys(selftest_shape([outcome]))


def test_privacy(shown: list[Any]) -> None:
    place = StoredPlace("models", Path("/models"), 1, True)
    allowed = StandingPermission("host", "why", 24)
    text = TextPermission("host", True, ("why",))
    kept = Kept((place,), (Connection("2026", "host", "why"),), (allowed,), (text,))
    assert _keys(_with(shown, "places")) == _keys(privacy_shape(kept))


def test_keys(shown: list[Any]) -> None:
    state = KeyState("openai", "host", "keyring", "X")
    assert _keys(_with(shown, "keyring")) == _keys(keys_shape(KeyOverview((state,), "")))


def test_update(shown: list[Any]) -> None:
    files = (Artefact("a.deb", 1, "0"),)
    release = Release("0.2.0", "2026-12-01", "", "https://host/", "host", files, "0.1.0", True)
    assert _keys(_with(shown, "artefacts")) == _keys(release_shape(release))


def test_eval(shown: list[Any]) -> None:
    figures = RankingFigures(300, 0.72, 0.95, 0.69)
    report = EvaluationReport(
        "scifact", "auto", "test", figures, (("natural", figures), ("ident", figures))
    )
    assert _keys(_with(shown, "ndcg@10")) == _keys(evaluation_shape(report))


def test_eval_compare(shown: list[Any]) -> None:
    figures = RankingFigures(300, 0.74, 0.96, 0.7)
    ways = (WayReport("auto", (("natural", figures),)),)
    differences = (Difference("rrf60", "natural", Interval(0.04, 0.02, 0.06, 300)),)
    report = ComparisonReport("scifact", "test", ways, differences, "starter-53aa51172d14-384-fp32")
    assert _keys(_with(shown, "macro")) == _keys(comparisons_shape([report]))


def test_eval_baseline(shown: list[Any]) -> None:
    change = ClassChange("natural", 0.74, 0.73, Interval(-0.01, -0.02, 0.0, 300), lower=True)
    worst = QueryChange("natural/1", "lift of a wing", 1.0, 0.5)
    report = BaselineReport("scifact", "auto", "test", (change,), (worst,), ("x",))
    assert _keys(_with(shown, "holds")) == _keys(held_shape([report]))


def test_explain(shown: list[Any]) -> None:
    assert _keys(_with(shown, "verdict")) == _keys(explanation_shape(EXPLANATION))
