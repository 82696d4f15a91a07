"""The command line against an engine whose answers are known."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from fakes.cli_engine import HIT, PLAN, REPORT, FakeEngine

from docmind import cli, core
from docmind.core import (
    DocMindError,
    EngineUnreachable,
    Facet,
    FacetValue,
    LibraryLocked,
    Query,
    SearchAnswer,
    UsageError,
)


class Opener:
    """Stands in for ``core.open_engine`` and for the window."""

    def __init__(self) -> None:
        self.engine = FakeEngine()
        self.library: Path | None = Path("not asked")
        self.windows: list[tuple[Path, list[Path]]] = []
        self.asked: list[tuple[str, bool, bool]] = []

    def open_engine(self, library: Path | None = None) -> FakeEngine:
        self.library = library
        return self.engine

    def open_window(
        self,
        library: Path,
        paths: Sequence[Path],
        query: str = "",
        quick: bool = False,
        background: bool = False,
    ) -> int:
        self.windows.append((library, list(paths)))
        self.asked.append((query, quick, background))
        return 0

    def run(self, *arguments: str) -> int:
        return cli.main(list(arguments), self.open_window)


@pytest.fixture
def opener(monkeypatch: pytest.MonkeyPatch) -> Iterator[Opener]:
    made = Opener()
    monkeypatch.setattr(core, "open_engine", made.open_engine)
    yield made
    assert made.engine.listeners == 0


def test_index_prints_the_documented_counts(
    opener: Opener, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert opener.run("index", str(tmp_path), "--json") == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out) == {
        "added": 2,
        "updated": 1,
        "unchanged": 4,
        "removed": 1,
        "failed": 1,
        "skipped": 3,
        "chunks": 9,
        "seconds": 1.25,
    }
    assert printed.err == ""
    assert opener.engine.asked == [("status",), ("add", (tmp_path,)), ("status",)]
    assert opener.engine.closed == 1


def test_index_says_what_was_left_out(
    opener: Opener, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert opener.run("index", str(tmp_path)) == 0
    said = capsys.readouterr().out
    assert "Added 2, updated 1, unchanged 4, removed 1 in 1.2 s (9 passages written)." in said
    assert "Left out 3 files of types that are not read: .zip 2, .mp3 1" in said
    assert "1 file could not be read. See: docmind problems" in said


def test_paths_become_absolute_without_dots(
    opener: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "-odd").mkdir()
    monkeypatch.chdir(tmp_path / "docs")
    assert opener.run("index", "../docs/.", "--json") == 0
    assert opener.run("index", "--json", "--", "../-odd") == 0
    assert [one for one in opener.engine.asked if one != ("status",)] == [
        ("add", (tmp_path / "docs",)),
        ("add", (tmp_path / "-odd",)),
    ]


def test_a_path_that_is_not_there_is_wrong_use(
    opener: Opener, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert opener.run("index", str(tmp_path / "nowhere")) == 2
    assert "There is no such file or folder" in capsys.readouterr().err
    assert opener.engine.asked == []


def test_the_library_may_stand_before_or_after_the_command(opener: Opener) -> None:
    assert opener.run("--library", "one", "status", "--json") == 0
    assert opener.library == Path("one")
    assert opener.run("status", "--library=two", "--json") == 0
    assert opener.library == Path("two")
    assert opener.run("status", "--json") == 0
    assert opener.library is None


def test_search_prints_the_documented_shape(
    opener: Opener, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ("search", "notice", "period", "--json", "--mode", "words", "--limit", "5")
    assert opener.run(*arguments) == 0
    assert opener.engine.asked[0] == (
        "search",
        Query("notice period", "words", 5, focus=True, rerank=True),
    )
    answer = json.loads(capsys.readouterr().out)
    assert list(answer) == ["query", "plan", "took_ms", "total", "hits", "facets"]
    assert answer["took_ms"] == 3.142
    assert answer["plan"]["filters"] == [["type", "pdf"]]
    assert answer["plan"]["close"] is True
    (hit,) = answer["hits"]
    assert list(hit) == [
        *("rank", "path", "container", "title", "kind", "media_type", "read", "page", "heading"),
        *("span", "score", "snippet", "highlights", "in_picture", "why", "passages", "copies"),
        "weak",
    ]
    assert hit["path"] == "/home/nora/caf\ufffd/lease.pdf"
    assert hit["page"] == 2
    assert hit["span"] == [10, 52]
    assert hit["highlights"] == [[2, 8], [19, 24]]
    assert hit["why"] == [
        {"label": "meaning", "score": 0.62, "terms": []},
        {"label": "words", "score": 0.5, "terms": ["notice", "three"]},
    ]
    assert hit["passages"][0]["span"] == [10, 52]


def test_search_for_people_carries_no_control_characters(
    opener: Opener, capsys: pytest.CaptureFixture[str]
) -> None:
    assert opener.run("search", "notice period") == 0
    said = capsys.readouterr().out
    assert "1. Lease agreement  page 2" in said
    assert "caf\ufffd/lease.pdf" in said
    assert "a notice period of three months \ufffd[31mred" in said
    assert "why: meaning 0.62; words 0.50: notice, three" in said
    assert "\x1b" not in said


def test_search_counts_and_names_copies(opener: Opener, capsys: pytest.CaptureFixture[str]) -> None:
    kinds = Facet("kind", (FacetValue("document", 1200), FacetValue("image", 3)))
    folders = Facet("folder", (FacetValue("/home/nora/a\x1b", 7, "a"),), at_least=True)
    copied = replace(HIT, copies=(Path("/home/nora/old/lease.docx"),))
    opener.engine.answer = replace(opener.engine.answer, hits=(copied,), facets=(kinds, folders))
    assert opener.run("search", "lease", "--facets", "--unfold") == 0
    said = capsys.readouterr().out
    assert "    also: /home/nora/old/lease.docx\n" in said
    assert "kind:     document 1,200, image 3\n" in said
    assert "folder:   /home/nora/a\ufffd 7+\n" in said
    assert opener.engine.asked[0] == (
        "search",
        Query("lease", limit=20, fold=False, focus=True, rerank=True),
    )
    assert opener.run("search", "lease") == 0
    assert "document 1,200" not in capsys.readouterr().out
    assert opener.run("search", "lease", "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["hits"][0]["copies"] == ["/home/nora/old/lease.docx"]
    assert answer["facets"][1] == {
        "name": "folder",
        "at_least": True,
        "values": [{"value": "/home/nora/a\x1b", "label": "a", "count": 7}],
    }


def test_the_usual_limit_comes_from_the_settings(
    opener: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCMIND_SEARCH__LIMIT", "33")
    assert opener.run("search", "lease") == 0
    assert opener.engine.asked[0] == ("search", Query("lease", "auto", 33, focus=True, rerank=True))


def test_nothing_found_is_said_and_is_no_failure(
    opener: Opener, capsys: pytest.CaptureFixture[str]
) -> None:
    opener.engine.answer = SearchAnswer("zebra", PLAN, (), total=0, took_ms=1.0, close=False)
    assert opener.run("search", "zebra") == 0
    assert capsys.readouterr().out.startswith("Nothing was found for zebra.")
    opener.engine.answer = SearchAnswer("zebra", PLAN, (HIT,), total=40, took_ms=1.0, close=False)
    assert opener.run("search", "zebra") == 0
    said = capsys.readouterr().out
    assert said.startswith("Nothing close was found;")
    assert "1 result of 40 in 1 ms" in said
    noted = replace(PLAN, notes=("Words with a spelling close to yours were tried.",))
    opener.engine.answer = SearchAnswer("zebra", noted, (), total=0, took_ms=1.0, close=False)
    assert opener.run("search", "zebra") == 0
    assert capsys.readouterr().out == "Words with a spelling close to yours were tried.\n"


def test_status_problems_remove_and_rescan(
    opener: Opener, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert opener.run("status", "--json") == 0
    status = json.loads(capsys.readouterr().out)
    assert status["files"] == 9
    assert status["sources"] == [
        {
            "path": "/home/nora",
            "state": "attention",
            "files": 12,
            "done": 9,
            "problems": 1,
            "skipped": 2,
        }
    ]
    assert status["jobs"][0]["stage"] == "reading"
    assert status["providers"][0]["errors"] == {"connection_error": 2}
    assert status["cache"]["vectors"] == 12000
    assert opener.run("problems", "--json") == 0
    (problem,) = json.loads(capsys.readouterr().out)
    assert list(problem) == ["path", "kind", "reason", "hint", "since", "ignored", "action"]
    assert opener.run("remove", str(tmp_path / "gone"), "--json") == 0
    assert json.loads(capsys.readouterr().out) == {"removed": 1, "seconds": 1.25}
    assert opener.run("rescan", "--json") == 0
    assert json.loads(capsys.readouterr().out)["unchanged"] == 4
    asked = [("remove", tmp_path / "gone"), ("status",), ("rescan", ()), ("status",)]
    assert opener.engine.asked[-4:] == asked


def test_status_and_problems_for_people(opener: Opener, capsys: pytest.CaptureFixture[str]) -> None:
    assert opener.run("status") == 0
    said = capsys.readouterr().out
    assert "Searched  9 files, 40 passages" in said
    assert "attention, 9 of 12 files, 1 problem" in said
    assert "On disk   3 MiB" in said
    assert "Asked     ollama bge-m3: 12 calls, 384 texts in 3.2 s, 51,200 tokens" in said
    assert "30 known already, connection_error 2\n" in said
    assert "Asked     starter: 1 call, 1 text in 0.1 s\n" in said
    assert "Cache     12,000 vectors, 32 MiB of at most 4.0 GiB" in said
    assert opener.run("problems") == 0
    assert "damaged: The file is damaged" in capsys.readouterr().out
    opener.engine.found_problems = ()
    assert opener.run("problems") == 0
    assert capsys.readouterr().out == "No problems.\n"


@pytest.mark.parametrize(
    ("failure", "status"),
    [
        (DocMindError("It broke", "A wire came off.", "Solder it."), 1),
        (UsageError("No such thing", hint="Ask for another."), 2),
        (EngineUnreachable("The engine is away"), 3),
        (LibraryLocked("Another one has it", path=Path("/somewhere/else")), 3),
    ],
)
def test_errors_become_text_and_an_exit_status(
    opener: Opener, capsys: pytest.CaptureFixture[str], failure: DocMindError, status: int
) -> None:
    opener.engine.failure = failure
    assert opener.run("status", "--json") == status
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(f"docmind: {failure.title}")
    for part in (failure.detail, failure.hint, str(failure.path or "")):
        assert part in printed.err
    assert "Traceback" not in printed.err
    assert opener.engine.closed == 1


def test_a_failed_job_exits_with_its_message(
    opener: Opener, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    opener.engine.report = replace(REPORT, outcome="failed", message="The disk is full")
    assert opener.run("index", str(tmp_path)) == 1
    assert capsys.readouterr().err == "docmind: The disk is full\n"


def test_a_fault_of_the_program_asks_for_a_report(
    opener: Opener, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(opener.engine, "status", broken)
    assert opener.run("status") == 1
    said = capsys.readouterr().err
    assert "a fault of its own (ZeroDivisionError)" in said
    assert "Traceback" in said


def test_the_first_ctrl_c_cancels_and_waits(
    opener: Opener, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    opener.engine.looks = 1000
    opener.engine.interrupt_at = (2,)
    opener.engine.report = replace(REPORT, outcome="cancelled")
    assert opener.run("index", str(tmp_path)) == 130
    printed = capsys.readouterr()
    assert opener.engine.cancelled == [7]
    assert "Stopping after the file in hand" in printed.err
    assert printed.out.startswith("Stopped. Added 2")
    assert opener.engine.closed == 1


def test_the_second_ctrl_c_does_not_wait(
    opener: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opener.engine, "cancel", lambda job_id: None)
    opener.engine.looks = 1000
    opener.engine.interrupt_at = (2, 5)
    assert opener.run("index", str(tmp_path)) == 130
    assert opener.engine.closed == 1


@pytest.mark.parametrize(
    "arguments",
    [("index",), ("search", "x", "--mode", "magic"), ("search", "x", "--limit", "0"), ("remove",)],
)
def test_wrong_arguments_exit_with_2(opener: Opener, arguments: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as stopped:
        opener.run(*arguments)
    assert stopped.value.code == 2


def test_a_mistyped_command_is_not_taken_for_a_file(
    opener: Opener, capsys: pytest.CaptureFixture[str]
) -> None:
    assert opener.run("serach", "lease") == 2
    assert "Did you mean: docmind search" in capsys.readouterr().err
    assert opener.windows == []


def test_without_a_command_the_window_opens(
    opener: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(core, "window_obstacle", lambda: None)
    assert opener.run() == 0
    assert opener.run("--library", str(tmp_path / "other")) == 0
    assert opener.run("--library", str(tmp_path / "other"), str(tmp_path)) == 0
    assert opener.windows == [
        (core.default_library(), []),
        (tmp_path / "other", []),
        (tmp_path / "other", [tmp_path]),
    ]


def test_the_window_is_told_what_to_show(
    opener: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(core, "window_obstacle", lambda: None)
    assert opener.run("--query", "search the lease") == 0  # its first word is no command
    assert opener.run("--quick", str(tmp_path)) == 0
    assert opener.run("--background") == 0
    assert opener.asked == [
        ("search the lease", False, False), ("", True, False), ("", False, True)
    ]  # fmt: skip
    assert opener.windows[1][1] == [tmp_path]
    assert opener.run("--quick", "status") == 2
    assert opener.run("--background", "status") == 2


def test_a_window_that_cannot_open_says_why(
    opener: Opener, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert opener.run() == 1
    assert "there is no screen here" in capsys.readouterr().err
    assert opener.windows == []


def test_a_wrong_setting_is_named(
    opener: Opener, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DOCMIND_SEARCH__LIMIT", "many")
    assert opener.run("search", "lease") == 2
    assert "search.limit" in capsys.readouterr().err
