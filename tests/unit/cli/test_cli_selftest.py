"""``docmind selftest``: every part is told of, and one that fails fails the command."""

from __future__ import annotations

import json

import pytest

from docmind import __version__, core
from docmind.cli import main
from docmind.core import Outcome


@pytest.fixture
def run(monkeypatch, capsys):
    """Runs the command with these outcomes: (status, standard output, standard error)."""

    def run(outcomes: list[Outcome], *arguments: str) -> tuple[int, str, str]:
        asked = {}

        def conformance(only_list: bool = False):
            asked["only_list"] = only_list
            yield from outcomes

        monkeypatch.setattr(core, "conformance", conformance)
        status = main(["selftest", *arguments], lambda *_: 0)
        assert asked == {"only_list": "--list" in arguments}
        return status, *capsys.readouterr()

    return run


FINE = Outcome("extract", "pdf", "passed", "It read pdf.pdf.")
UNTRIED = Outcome("recognise", "tesseract", "not run", "It is not installed.")
BROKEN = Outcome("store", "edge", "failed", "No module named 'x'.")


def test_all_is_told_and_what_cannot_be_tried_is_no_failure(run) -> None:
    status, out, _ = run([FINE, UNTRIED])
    assert status == 0
    assert out.splitlines() == [
        "ok       extract/pdf: It read pdf.pdf.",
        "not run  recognise/tesseract: It is not installed.",
    ]


def test_one_that_fails_fails_the_command(run) -> None:
    status, out, err = run([BROKEN, FINE])
    assert status == 1
    assert "FAILED   store/edge: No module named 'x'." in out
    assert "does not work" in err


def test_json_holds_all(run) -> None:
    status, out, _ = run([FINE, BROKEN], "--json", "--list")
    told = json.loads(out)
    assert status == 1
    assert (told["ok"], told["version"]) == (False, __version__)
    assert [one["name"] for one in told["providers"]] == ["pdf", "edge"]
    assert told["providers"][1]["state"] == "failed"
