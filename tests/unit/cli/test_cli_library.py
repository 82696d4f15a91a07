"""``docmind library``, and what every command does with a library of another version."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from fakes.old_library import contents, make_old_library, make_space

from docmind import cli, core
from docmind.core.store.forms import FORM
from docmind.core.upgrade import upgrading
from docmind.core.upgrade.forms import LIBRARY_FORM

LONG = core.Upgrade("0.0.7", 5, LIBRARY_FORM, 240.0, disk_bytes=5, copy_bytes=3, free_bytes=2**40)


class Terminal(io.StringIO):
    """A person who types ``answer``."""

    def isatty(self) -> bool:
        return True


def run(*arguments: str) -> int:
    return cli.main(list(arguments), lambda *_arguments, **_named: 0)


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> core.Library:
    """One that takes long to bring up to date, as the default one."""
    monkeypatch.setattr(upgrading, "estimate", lambda *_arguments: LONG)
    return make_old_library(tmp_path / "library", 5, note="0.0.7")


def test_without_a_terminal_the_command_to_run_is_said(
    library: core.Library, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(library)
    assert run("status", "--library", str(library.root)) == 4
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "takes about 4 min" in printed.err
    assert f"docmind library upgrade --yes --library {library.root}" in printed.err
    assert contents(library) == before


def test_a_person_is_asked_and_may_say_no(
    library: core.Library, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(library)
    monkeypatch.setattr("sys.stdin", Terminal("n\n"))
    assert run("problems") == 4
    said = capsys.readouterr().err
    assert "This library was made by DocMind 0.0.7." in said
    assert "A copy of how it is now is kept" in said
    assert "Nothing was changed" in said
    assert contents(library) == before


def test_a_person_who_agrees_gets_an_answer(
    library: core.Library, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", Terminal("y\n"))
    assert run("problems") == 0
    assert "was brought up to date" in capsys.readouterr().err
    assert contents(library)["form"] == [(LIBRARY_FORM,)]
    assert run("problems") == 0
    assert capsys.readouterr().err == ""


def test_upgrade_with_yes_asks_nobody(
    library: core.Library, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("library", "upgrade", "--yes", "--json") == 0
    assert json.loads(capsys.readouterr().out) == {"up_to_date": True}
    assert contents(library)["form"] == [(LIBRARY_FORM,)]
    assert run("library", "upgrade") == 0
    assert "up to date" in capsys.readouterr().out


def test_a_quick_change_is_done_and_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    library = make_old_library(tmp_path / "library", LIBRARY_FORM - 1)
    assert run("problems") == 0
    assert "was brought up to date" in capsys.readouterr().err
    assert contents(library)["form"] == [(LIBRARY_FORM,)]


def test_a_newer_library_is_refused_until_it_goes_back_to_its_copy(
    library: core.Library, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("library", "upgrade", "--yes") == 0
    newer = make_space(library.store, FORM + 1)
    capsys.readouterr()
    for command in ("status", "search lease", "library upgrade --yes"):
        assert run(*command.split()) == 4
        said = capsys.readouterr().err
        assert "made by a newer DocMind" in said
        assert "Update DocMind, or go back to the copy of" in said
        assert "docmind library restore" in said
    assert run("library", "restore", "--yes") == 0
    assert "as it was on" in capsys.readouterr().out
    assert not newer.exists()
    assert contents(library)["form"] == [(5,)]


def test_copies_are_listed_and_removed(
    library: core.Library, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("library", "copies") == 0
    assert "There are no copies" in capsys.readouterr().out
    assert run("library", "upgrade", "--yes") == 0
    capsys.readouterr()
    assert run("library", "copies") == 0
    assert "of DocMind 0.0.7, form 5" in capsys.readouterr().out
    assert run("library", "copies", "--json") == 0
    (shape,) = json.loads(capsys.readouterr().out)
    assert (shape["form"], shape["program"]) == (5, "0.0.7")
    assert run("privacy", "--json") == 0
    places = {one["name"]: one for one in json.loads(capsys.readouterr().out)["places"]}
    assert places["backups"]["size"] > 0
    monkeypatch.setattr("sys.stdin", Terminal("n\n"))
    assert run("library", "copies", "--remove") == 130
    assert len(core.backups_of(library.root)) == 1
    assert run("library", "copies", "--remove", "--yes") == 0
    assert core.backups_of(library.root) == ()


def test_nothing_to_go_back_to_is_wrong_use(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("library", "restore", "--library", str(tmp_path / "none")) == 2
    assert "no copy" in capsys.readouterr().err
