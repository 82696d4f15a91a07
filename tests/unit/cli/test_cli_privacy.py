"""``docmind privacy`` tells what is kept and every connection."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from docmind import cli
from docmind.core import journal, save_settings


def run(*arguments: str) -> int:
    return cli.main(list(arguments), lambda _library, _paths: 0)


def test_nothing_was_ever_connected(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run("privacy", "--library", str(tmp_path / "mine")) == 0
    said = capsys.readouterr().out
    assert "None was ever made." in said
    assert str(tmp_path / "mine" / "catalog.sqlite3") in said


def test_connections_for_people_and_programs(capsys: pytest.CaptureFixture[str]) -> None:
    with journal.noted("models.example", "BGE-M3: config.json") as attempt:
        attempt.received = lambda: 687
    with pytest.raises(RuntimeError), journal.noted("models.example", "BGE-M3: weights"):
        raise RuntimeError
    assert run("privacy") == 0
    said = capsys.readouterr().out
    assert "models.example  BGE-M3: config.json  687 bytes received, done" in said
    assert "broken off" in said
    assert run("privacy", "--json") == 0
    shape = json.loads(capsys.readouterr().out)
    assert [one["outcome"] for one in shape["connections"]] == ["broken off", "done"]
    assert {place["name"] for place in shape["places"]} >= {"texts", "vectors", "models"}


def test_what_is_connected_to_by_itself_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("privacy") == 0
    assert "Nothing, ever." in capsys.readouterr().out
    address = "https://updates.example:8443/docmind.json"
    save_settings({"updates.check": True, "updates.address": address})
    assert run("privacy") == 0
    said = capsys.readouterr().out
    assert "updates.example:8443  Looking for a new version, every 24 hours" in said
    assert run("privacy", "--json") == 0
    assert json.loads(capsys.readouterr().out)["by_itself"] == [
        {"host": "updates.example:8443", "purpose": "Looking for a new version", "every_hours": 24}
    ]
