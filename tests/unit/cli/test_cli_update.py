"""``docmind update`` names whom it asks, and tells what it was told."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from fakes.release_list import ReleaseList, document, next_version

from docmind import __version__, cli
from docmind.core import connections_made, save_settings

NEXT = next_version(__version__)


def run(*arguments: str) -> int:
    return cli.main(list(arguments), lambda _library, _paths: 0)


@pytest.fixture
def served() -> Iterator[ReleaseList]:
    with ReleaseList(document(NEXT, notes="<b>Finds</b> more.\n\x1b]0;owned\x07Bye.")) as told:
        save_settings({"updates.address": told.address})
        yield told


def test_without_an_address_it_says_so_and_asks_nobody(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("update") == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "No address is known" in said.err
    assert "updates.address" in said.err
    assert connections_made() == ()


def test_a_newer_version_is_told(capsys: pytest.CaptureFixture[str], served: ReleaseList) -> None:
    assert run("update") == 0
    said = capsys.readouterr()
    assert f"Asking {served.host} for the newest version" in said.err
    assert f"DocMind {NEXT} of 2026-12-01 is there. This is {__version__}." in said.out
    assert "<b>Finds</b> more." in said.out
    assert "\x1b" not in said.out
    assert "\x07" not in said.out
    assert f"docmind_{NEXT}_amd64.deb  91 MB  SHA-256 0123456789abcdef" in said.out
    assert f"http://{served.host}/docmind/" in said.out


def test_the_newest_one_runs(capsys: pytest.CaptureFixture[str], served: ReleaseList) -> None:
    served.body = document(__version__)
    assert run("update") == 0
    assert capsys.readouterr().out == f"This is the newest version, {__version__}.\n"


def test_for_programs(capsys: pytest.CaptureFixture[str], served: ReleaseList) -> None:
    assert run("update", "--json") == 0
    said = capsys.readouterr()
    told = json.loads(said.out)
    assert (told["version"], told["newer"], told["host"]) == (NEXT, True, served.host)
    assert told["artefacts"][0]["size"] == 91_000_000
    assert served.host in said.err  # who was asked is never left out


def test_what_went_wrong_is_said(capsys: pytest.CaptureFixture[str], served: ReleaseList) -> None:
    served.status = 404
    assert run("update", "--json") == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "has nothing at this address" in said.err
