"""Commands for files that could not be read, against an engine whose answers are known."""

from __future__ import annotations

import getpass
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fakes.cli_engine import HIT, PROBLEM, REPORT, FakeEngine

from docmind import cli, core
from docmind.cli.arguments import COMMANDS
from docmind.cli.report import typed
from docmind.core import ExcludePreview, Problem, SearchAnswer


class Typed(io.StringIO):
    """Standard input at a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeEngine]:
    made = FakeEngine()
    monkeypatch.setattr(core, "open_engine", lambda library=None: made)
    yield made
    assert made.listeners == 0


def run(*arguments: str) -> int:
    return cli.main(list(arguments), lambda library, paths: 0)


def problem(path: str, kind: str) -> Problem:
    return Problem(Path(path), kind, "It is so.", "Do this.", "2024-05-17T12:00:00+00:00")


# ---- jobs --------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["retry", "allow", "recognise"])
def test_a_job_is_ordered_and_its_counts_printed(
    engine: FakeEngine, tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    inside = tmp_path / "mail.zip" / "plan.pdf"  # is on no disk
    assert run(command, str(inside), "--json") == 0
    assert engine.asked == [(command, (inside,))]
    assert json.loads(capsys.readouterr().out)["updated"] == 1
    assert run(command, str(tmp_path / "x" / ".." / "a.pdf")) == 0
    assert engine.asked[-1] == (command, (tmp_path / "a.pdf",))
    said = "found in 1 picture or" if command == "recognise" else "updated 1"
    assert said in capsys.readouterr().out
    engine.report = replace(REPORT, outcome="cancelled")
    assert run(command, str(inside)) == 130


@pytest.mark.parametrize("command", ["retry", "recognise"])
def test_without_a_path_all_are_meant(engine: FakeEngine, command: str) -> None:
    assert run(command, "--json") == 0
    assert engine.asked == [(command, ())]


@pytest.mark.parametrize("arguments", [("allow",), ("unlock",), ("exclude",), ("exclude", "*.log")])
def test_what_must_be_said_is_asked_for(engine: FakeEngine, arguments: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as stopped:
        run(*arguments)
    assert stopped.value.code == 2
    assert engine.asked == []


# ---- passwords ---------------------------------------------------------------------------------


def test_password_from_standard_input(
    engine: FakeEngine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(" pass word \r\nnot this\n"))
    assert run("unlock", "/d/a.pdf", "/d/b.pdf", "--password-stdin", "--json") == 0
    paths = (Path("/d/a.pdf"), Path("/d/b.pdf"))
    assert engine.asked == [("unlock", paths, " pass word "), ("problems",)]
    printed = json.loads(capsys.readouterr().out)
    assert printed["locked"] == []
    assert list(printed)[:-1] == [
        *("added", "updated", "unchanged", "removed", "failed", "skipped", "chunks", "seconds")
    ]


def test_password_is_asked_for_without_an_echo(
    engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", Typed())
    monkeypatch.setattr(getpass, "getpass", lambda prompt: f"typed at {prompt}")
    assert run("unlock", "/d/a.pdf") == 0
    assert engine.asked[0] == ("unlock", (Path("/d/a.pdf"),), "typed at Password: ")


def test_without_a_terminal_the_other_way_is_named(
    engine: FakeEngine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("secret\n"))
    assert run("unlock", "/d/a.pdf") == 2
    assert "--password-stdin" in capsys.readouterr().err
    assert engine.asked == []


def test_no_password_is_wrong_use(
    engine: FakeEngine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert run("unlock", "/d/a.pdf", "--password-stdin") == 2
    assert "No password was given" in capsys.readouterr().err
    assert engine.asked == []


def test_a_wrong_password_is_a_failure_that_names_the_file(
    engine: FakeEngine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    engine.found_problems = (
        problem("/d/a.pdf", "password"),
        problem("/d/c.pdf", "password"),
        problem("/d/b.pdf", "damaged"),
    )
    arguments = ("unlock", "/d/a.pdf", "/d/b.pdf", "--password-stdin")
    monkeypatch.setattr("sys.stdin", io.StringIO("s3cret\n"))
    assert run(*arguments) == 1
    printed = capsys.readouterr()
    assert printed.err == "docmind: that password does not open /d/a.pdf\n"
    assert "s3cret" not in printed.out + printed.err
    monkeypatch.setattr("sys.stdin", io.StringIO("s3cret\n"))
    assert run(*arguments, "--json") == 1
    assert json.loads(capsys.readouterr().out)["locked"] == ["/d/a.pdf"]


# ---- problems ----------------------------------------------------------------------------------


def test_every_problem_comes_with_the_command_that_helps(
    engine: FakeEngine, capsys: pytest.CaptureFixture[str]
) -> None:
    engine.found_problems = (
        problem("/d/a b.pdf", "password"),
        problem("/d/scan 1.pdf", "no_text"),
        problem("/d/c.iso", "too_large"),
        problem("/d/e.pdf", "timed_out"),
        problem("/d/f.pdf", "out_of_memory"),
        PROBLEM,
    )
    assert run("--library", "/my lib", "problems") == 0
    said = capsys.readouterr().out
    for line in (
        "docmind --library '/my lib' unlock '/d/a b.pdf'",
        "docmind --library '/my lib' allow /d/c.iso",
        "docmind --library '/my lib' allow /d/e.pdf",
        "docmind --library '/my lib' allow /d/f.pdf",
        "docmind --library '/my lib' retry /home/nora/broken.pdf",
        "docmind --library '/my lib' recognise",
    ):
        assert f"    {line}\n" in said
    assert said.index("1 document is only pictures") > said.index("/home/nora/broken.pdf")
    assert said.endswith("  /d/scan 1.pdf\n")
    assert run("problems", "--json") == 0
    listed = json.loads(capsys.readouterr().out)
    assert [one["action"] for one in listed] == [
        *("unlock", "recognise", "allow", "allow", "allow", "retry")
    ]


@pytest.mark.parametrize(
    ("path", "command"),
    [
        ("/d/plain.pdf", "/d/plain.pdf"),
        ("/d/it's.pdf", "'/d/it'\"'\"'s.pdf'"),
        ("/d/ü.pdf", "'/d/ü.pdf'"),
        ("/d/caf\udce9's\n.pdf", r"$'/d/caf\xe9\x27s\x0a.pdf'"),
    ],
)
def test_paths_can_be_typed_as_they_are_printed(path: str, command: str) -> None:
    assert typed(Path(path)) == command


# ---- looking -----------------------------------------------------------------------------------


def test_files_are_listed_with_their_states(
    engine: FakeEngine, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("files") == 0
    said = capsys.readouterr().out
    assert said.startswith("problem /home/nora/broken.pdf\n        damaged: The file is damaged\n")
    assert "\ndone    /home/nora/mail.zip/plan.pdf\n" in said
    assert said.endswith("5 files\n")
    assert run("files", "/home/nora/mail.zip", "--json") == 0
    assert json.loads(capsys.readouterr().out) == [
        {
            "path": "/home/nora/mail.zip/plan.pdf",
            "state": "done",
            "kind": "document",
            "media_type": "application/pdf",
            "size": 4000,
            "container": "/home/nora/mail.zip",
            "problem": None,
            "reason": None,
        }
    ]


@pytest.mark.parametrize(
    ("state", "names"),
    [
        ("problem", ["broken.pdf"]),
        ("done", ["lease.pdf", "plan.pdf"]),
        ("pending", ["new.pdf"]),
        ("skipped", ["song.mp3"]),
    ],
)
def test_files_in_one_state(
    engine: FakeEngine, capsys: pytest.CaptureFixture[str], state: str, names: list[str]
) -> None:
    assert run("files", "--state", state, "--json") == 0
    listed = json.loads(capsys.readouterr().out)
    assert [Path(one["path"]).name for one in listed] == names
    assert [one["reason"] for one in listed] == [
        "The file is damaged" if name == "broken.pdf" else None for name in names
    ]


def test_no_files_is_said(engine: FakeEngine, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("files", "/elsewhere") == 0
    assert capsys.readouterr().out == "No files.\n"


def test_excludes_are_only_looked_at(
    engine: FakeEngine, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("exclude", "--preview", "*.log", "!keep.log") == 0
    assert engine.asked == [("preview_exclude", ("*.log", "!keep.log"))]
    said = capsys.readouterr().out
    assert "37 files, 5 MiB, would be left out:\n  /home/nora/a.log\n  and 36 more\n" in said
    assert f"discovery.exclude in {core.config_file()}" in said
    assert run("exclude", "--preview", "*.log", "--json") == 0
    assert json.loads(capsys.readouterr().out) == {
        "files": 37,
        "bytes": 5 * 2**20,
        "examples": ["/home/nora/a.log"],
    }
    engine.excluded = ExcludePreview(0, 0)
    assert run("exclude", "--preview", "*.log") == 0
    assert capsys.readouterr().out.startswith("Nothing that can be found now")


def test_status_tells_of_pictures_and_waiting(
    engine: FakeEngine, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("status") == 0
    assert "Scans" not in capsys.readouterr().out
    engine.no_text, engine.held = 12, "Waiting: running on battery"
    assert run("status") == 0
    said = capsys.readouterr().out
    assert "Scans     12 documents without text\n" in said
    assert "Waiting: running on battery\n" in said
    assert run("status", "--json") == 0
    status = json.loads(capsys.readouterr().out)
    assert (status["no_text"], status["held"]) == (12, "Waiting: running on battery")


def test_results_tell_where_they_are_from(
    engine: FakeEngine, capsys: pytest.CaptureFixture[str]
) -> None:
    inside = replace(
        HIT, path=Path("/d/mail.zip/plan.pdf"), container=Path("/d/mail.zip"),
        best=replace(HIT.best, in_picture=True),
    )  # fmt: skip
    unread = replace(HIT, rank=2, read=False, best=replace(HIT.best, page=None, snippet=""))
    engine.answer = SearchAnswer("x", engine.answer.plan, (inside, unread), 2, 1.0)
    assert run("search", "x") == 0
    said = capsys.readouterr().out
    assert "1. Lease agreement  page 2  in mail.zip  (text in picture)\n" in said
    assert "2. Lease agreement  (not read)\n" in said
    assert run("search", "x", "--json") == 0
    first, second = json.loads(capsys.readouterr().out)["hits"]
    assert (first["container"], first["in_picture"], first["read"]) == ("/d/mail.zip", True, True)
    assert (second["container"], second["read"]) == (None, False)


def test_every_command_is_in_the_readme(repository: Path) -> None:
    readme = (repository / "README.md").read_text(encoding="utf-8")
    table = readme[readme.index("## Command line") : readme.index("### JSON")]
    assert [name for name in COMMANDS if f"`docmind {name}" not in table] == []
