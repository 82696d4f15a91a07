"""``docmind search`` remembers; ``history`` and ``saved`` list, erase, save and search again."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from fakes.cli_engine import FakeEngine

from docmind import cli, core
from docmind.core import Query, Reranked, Searches, UsageError


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> FakeEngine:
    made = FakeEngine()
    monkeypatch.setattr(core, "open_engine", lambda _library=None: made)
    return made


def run(*arguments: str) -> int:
    return cli.main(list(arguments), lambda _library, _paths: 0)


def test_a_search_is_remembered_after_it_was_answered(engine: FakeEngine) -> None:
    assert run("search", "notice", "period", "--mode", "words", "--limit", "5") == 0
    query = Query("notice period", "words", 5, focus=True, rerank=True)
    assert engine.asked == [("search", query), ("remember_search", query)]
    assert run("search", "lease", "--no-history") == 0
    assert [what[0] for what in engine.asked] == ["search", "remember_search", "search"]


def test_results_can_be_left_as_they_were_found(engine: FakeEngine) -> None:
    assert run("search", "lease", "--no-rerank", "--no-history") == 0
    assert not engine.asked[0][1].rerank


def test_results_come_in_the_order_asked_for(
    engine: FakeEngine, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("search", "lease", "--sort", "size", "--no-history") == 0
    assert engine.asked[0][1].sort == "size"
    engine.answer = replace(engine.answer, plan=replace(engine.answer.plan, sort="size"))
    assert run("search", "lease") == 0
    assert "largest first" in capsys.readouterr().out
    assert run("search", "lease", "--json") == 0
    assert json.loads(capsys.readouterr().out)["plan"]["sort"] == "size"


def test_a_search_says_what_the_reranker_did(
    engine: FakeEngine, capsys: pytest.CaptureFixture[str]
) -> None:
    for its, said in (
        (Reranked("Mill", 31, 6, 184.2), "Mill read 31 passages in 184 ms; 6 results moved"),
        (Reranked("Mill", 1, 0, 20.0), "Mill read 1 passage in 20 ms; nothing moved"),
        (Reranked("Mill", note="Mill is late."), "Mill is late."),
    ):
        engine.answer = replace(engine.answer, plan=replace(engine.answer.plan, reranked=its))
        assert run("search", "lease") == 0
        assert said in capsys.readouterr().out.splitlines()
        assert run("search", "lease", "--json") == 0
        shape = json.loads(capsys.readouterr().out)["plan"]["reranked"]
        assert shape == asdict(its)


def test_history_for_people_and_programs(
    engine: FakeEngine, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("history", "--json") == 0
    assert json.loads(capsys.readouterr().out)[1] == {
        "text": "bread",
        "mode": "auto",
        "times": 1,
        "last_asked": "2024-05-16T12:00:00+00:00",
    }
    assert run("history") == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.endswith("notice \ufffd[31m period  (words, 3 times)")
    assert second.startswith("2024-05-1") and second.endswith("  bread")
    engine.kept = Searches(recording=False)
    assert run("history") == 0
    said = capsys.readouterr().out
    assert "Nothing is in the search history." in said
    assert "switched off" in said


def test_erasing_says_what_it_does(engine: FakeEngine, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("history", "--forget", "bread") == 0
    assert capsys.readouterr().out == "Erased 1 search from the history.\n"
    assert run("history", "--wipe") == 0
    assert capsys.readouterr().out == (
        "Erased the history: 2 searches. Saved searches and your files stay as they are.\n"
    )
    assert run("history", "--wipe", "--json") == 0
    assert json.loads(capsys.readouterr().out) == {"forgotten": 2}
    assert engine.asked == [
        ("forget_searches", "bread"),
        ("forget_searches", None),
        ("forget_searches", None),
    ]
    with pytest.raises(SystemExit) as stopped:
        run("history", "--wipe", "--forget", "x")
    assert stopped.value.code == 2


def test_saved_searches_are_listed(engine: FakeEngine, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("saved") == 0
    assert capsys.readouterr().out == "Bills 2024\n    type:pdf invoice  (words)\n"
    assert run("saved", "list", "--json") == 0
    (one,) = json.loads(capsys.readouterr().out)
    assert list(one) == ["name", "text", "mode", "created"]
    engine.kept = Searches()
    assert run("saved") == 0
    assert "docmind saved add NAME TEXT" in capsys.readouterr().out


def test_saved_searches_are_added_renamed_and_removed(
    engine: FakeEngine, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("saved", "add", "bills 2024", "type:pdf", "invoice", "--mode", "words") == 0
    assert capsys.readouterr().out == "Saved Bills 2024.\n"
    assert run("saved", "rename", "Bills 2024", "Invoices") == 0
    assert capsys.readouterr().out == "Renamed Bills 2024 to Invoices.\n"
    assert run("saved", "remove", "Bills 2024", "--json") == 0
    assert json.loads(capsys.readouterr().out) == {"removed": "Bills 2024"}
    assert [what for what in engine.asked if what != ("searches",)] == [
        ("save_search", "bills 2024", "type:pdf invoice", "words"),
        ("rename_saved_search", "Bills 2024", "Invoices"),
        ("remove_saved_search", "Bills 2024"),
    ]


def test_a_saved_search_is_run(engine: FakeEngine, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("saved", "run", " BILLS  2024", "--limit", "3") == 0
    query = Query("type:pdf invoice", "words", 3, focus=True, rerank=True)
    assert engine.asked == [("searches",), ("search", query), ("remember_search", query)]
    assert "Lease agreement" in capsys.readouterr().out
    assert run("saved", "run", "nobody") == 2
    assert "no saved search called nobody" in capsys.readouterr().err


def test_a_name_that_is_taken_is_wrong_use(
    engine: FakeEngine, capsys: pytest.CaptureFixture[str]
) -> None:
    engine.failure = UsageError("There is already a saved search called Bills")
    assert run("saved", "add", "Bills", "x") == 2
    assert "already" in capsys.readouterr().err


def test_history_on_a_real_library(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    library = ("--library", str(tmp_path / "library"))
    assert run("search", "lantern", "--mode", "words", *library) == 0
    assert run("saved", "add", "Light", "lantern", *library) == 0
    monkeypatch.setenv("DOCMIND_SEARCH__HISTORY", "false")
    assert run("search", "secret", "--mode", "words", *library) == 0
    capsys.readouterr()
    assert run("history", "--json", *library) == 0
    assert [one["text"] for one in json.loads(capsys.readouterr().out)] == ["lantern"]
    assert run("history", "--wipe", *library) == 0
    capsys.readouterr()
    assert run("history", "--json", *library) == 0
    assert json.loads(capsys.readouterr().out) == []
    assert run("saved", "--json", *library) == 0
    assert [one["name"] for one in json.loads(capsys.readouterr().out)] == ["Light"]
