"""``docmind runtime``: listing, importing and removing what runs models on a graphics card."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from fakes.runtime_packs import FILES, make_pack

from docmind import cli
from docmind.core import paths


@pytest.fixture(autouse=True)
def nothing_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "resources_dir", lambda: tmp_path / "no resources")


def _run(*arguments: str) -> int:
    return cli.main(["runtime", *arguments], lambda *_: 0)


def _listed(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    assert _run("list", "--json") == 0
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return found


def test_a_runtime_comes_from_a_file_and_goes_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert [one["state"] for one in _listed(capsys)] == ["absent", "absent"]
    pack = make_pack(tmp_path / "one.docmind-runtime")
    assert _run("import", str(pack), "--json") == 0
    (brought,) = json.loads(capsys.readouterr().out)
    assert (brought["name"], brought["state"]) == ("cpu", "ready")
    assert brought["size_bytes"] == sum(map(len, FILES.values()))
    assert _run() == 0
    assert "Models on the processor (PyTorch): ready, 10 kB, for DocMind 0.1.0" in (
        capsys.readouterr().out
    )
    assert _run("remove", "cpu", "--yes") == 0
    assert "Removed" in capsys.readouterr().out
    assert {one["state"] for one in _listed(capsys)} == {"absent"}


def test_what_cannot_be_done_is_said_with_a_way_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    other = make_pack(tmp_path / "other.docmind-runtime", python="cp399")
    assert _run("import", str(other)) == 1
    assert "cp399" in capsys.readouterr().err
    assert _run("import", str(tmp_path / "nothing")) == 1
    assert "not there" in capsys.readouterr().err
    assert _run("remove", "cuda", "--yes") == 2
    assert "not here" in capsys.readouterr().err
    assert _run("download", "cpu", "--yes") == 2
    assert "docmind runtime import FILE" in capsys.readouterr().err


def test_nothing_is_removed_without_being_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _run("import", str(make_pack(tmp_path / "one.docmind-runtime"))) == 0
    monkeypatch.setattr("docmind.cli.runtimes.agreed", lambda question: False)
    assert _run("remove", "cpu") == 130
    assert "Nothing was removed" in capsys.readouterr().err
    assert _listed(capsys)[1]["state"] == "ready"
