"""Man page and completions are made from the parser; here they are held against it once more."""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("shtab", reason="comes with docmind[test]")
pytest.importorskip("argparse_manpage", reason="comes with docmind[test]")
ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "packaging"))
from building import command_line  # noqa: E402

from docmind import __version__  # noqa: E402
from docmind.cli.arguments import COMMANDS, command_parser  # noqa: E402


def _actions() -> list[tuple[tuple[str, ...], argparse.Action]]:
    return list(command_line.every_action(command_parser()))


def _man_page(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    return command_line.man_page().replace("\\-", "-")


def test_every_command_is_among_the_actions() -> None:
    named = {command[0] for command, _action in _actions() if command}
    assert named == set(COMMANDS)
    assert ("models", "download") in {command for command, _action in _actions()}


def test_the_man_page_names_every_command_option_and_choice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = _man_page(monkeypatch)
    sections = dict(
        re.findall(r"\.SS \\fBdocmind ([a-z ]+)\\fR\n(.*?)(?=\n\.S[SH] |\Z)", page, re.S)
    )
    for command, action in _actions():
        name = " ".join(command)
        where = sections.get(name, "") if command else page
        assert where, f"no section for docmind {name}"
        if isinstance(action, argparse._HelpAction):
            continue  # said in the usage of each
        if isinstance(action, argparse._SubParsersAction):
            assert {" ".join((*command, one)) for one in action.choices} <= set(sections), name
            continue
        for wanted in (*action.option_strings[-1:], *map(str, action.choices or ())):
            assert wanted in where, f"docmind {name}: {wanted}"


def test_the_man_page_says_which_version_and_day_it_is_of(monkeypatch: pytest.MonkeyPatch) -> None:
    head = _man_page(monkeypatch).splitlines()[0]
    assert head == f'.TH DOCMIND "1" "2023-11-14" "DocMind {__version__}" "DocMind"'


def test_the_man_page_names_every_variable_that_moves_something(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = _man_page(monkeypatch)
    places = (ROOT / "docmind" / "core" / "paths.py").read_text(encoding="utf-8")
    variables = set(re.findall(r'environ\.get\("(DOCMIND_\w+)"', places))
    assert variables
    assert {name for name in variables if name not in page} == set()


@pytest.mark.parametrize("shell", command_line.SHELLS)
def test_completions_know_every_command_and_option(shell: str) -> None:
    script = command_line.completion(shell)
    for _command, action in _actions():
        for option in action.option_strings:
            written = f"-l {option[2:]}" if shell == "fish" and option.startswith("--") else option
            written = f"-s {option[1:]}" if shell == "fish" and len(option) == 2 else written
            assert written in script, f"{shell}: {option}"
        if isinstance(action, argparse._SubParsersAction):
            assert [name for name in action.choices if name not in script] == []


@pytest.mark.parametrize("shell", command_line.SHELLS)
def test_completions_are_scripts_that_the_shell_reads(shell: str, tmp_path: Path) -> None:
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} is not here")
    script = tmp_path / "script"
    script.write_text(command_line.completion(shell), encoding="utf-8")
    read = subprocess.run([program, "-n", str(script)], capture_output=True, text=True, check=False)
    assert (read.returncode, read.stderr) == (0, "")


def test_bash_completes_commands_choices_and_files(tmp_path: Path) -> None:
    (tmp_path / "script").write_text(command_line.completion("bash"), encoding="utf-8")
    (tmp_path / "lease.txt").touch()
    ask = (
        'source ./script; f=$(complete -p docmind | sed "s/.*-F \\([^ ]*\\).*/\\1/"); '
        'ask() { COMP_WORDS=(docmind "$@"); COMP_CWORD=$#; COMPREPLY=(); '
        '$f docmind "${!#}" "${COMP_WORDS[$#-1]}"; echo "${COMPREPLY[*]}"; }; '
        'ask mod; ask models exp; ask search --sort ""; ask index lea'
    )
    told = subprocess.run(
        ["bash", "--norc", "-c", ask], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert told.stdout.splitlines() == ["models", "export", "relevance date name size", "lease.txt"]
