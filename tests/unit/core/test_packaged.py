"""What a program from a package says of itself: pip adds nothing to it."""

from __future__ import annotations

import sys
from importlib import metadata
from pathlib import Path

import pytest

from docmind import __main__ as program
from docmind.core import doctor, paths
from docmind.core.errors import UnsupportedType
from docmind.core.extract import legacy_office
from docmind.core.licences import third_parties
from docmind.core.recognise import choice
from docmind.core.recognise.rapid import Rapid
from docmind.core.recognise.tesseract import Tesseract


@pytest.fixture
def packaged(monkeypatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)


@pytest.fixture
def without_extras(monkeypatch) -> None:
    monkeypatch.setattr(Rapid, "is_available", classmethod(lambda cls: "It lacks something."))
    monkeypatch.setattr(Tesseract, "is_available", classmethod(lambda cls: "It lacks something."))
    for kind in (Rapid, Tesseract):
        monkeypatch.setattr(kind, "is_installed", classmethod(lambda cls: False))
    monkeypatch.setattr(legacy_office, "has_library", lambda: False)


def test_children_are_the_program_itself(packaged) -> None:
    assert paths.child_command("reader") == [sys.executable, "--child", "reader"]


@pytest.mark.usefixtures("without_extras")
def test_what_a_package_is_without_is_said(packaged, tmp_path: Path) -> None:
    chosen, reason = choice.choose("auto")
    assert chosen == ""
    assert reason.startswith("Text recognition is not part of this package")
    with pytest.raises(UnsupportedType) as refused:
        legacy_office._read_hwp(_Container(), tmp_path / "a.hwp", None)
    assert refused.value.hint.startswith("DocMind as pip installs it")


@pytest.mark.usefixtures("without_extras")
def test_without_a_package_pip_is_the_remedy(tmp_path: Path) -> None:
    assert choice.choose("auto")[1].startswith("Text recognition is not installed")
    with pytest.raises(UnsupportedType) as refused:
        legacy_office._read_hwp(_Container(), tmp_path / "a.hwp", None)
    assert refused.value.hint.startswith("Install it with")


class _Container:
    def exists(self, name: str) -> bool:
        return False


def test_all_that_is_in_a_package_is_listed(packaged, monkeypatch, tmp_path: Path) -> None:
    for name, more in (("Shipped", "License-Expression: MIT\n"), ("docmind", "")):
        (tmp_path / f"{name}-1.0.dist-info").mkdir()
        stated = f"Metadata-Version: 2.4\nName: {name}\nVersion: 1.0\n{more}"
        (tmp_path / f"{name}-1.0.dist-info" / "METADATA").write_text(stated)
    there = list(metadata.distributions(path=[str(tmp_path)]))
    monkeypatch.setattr(metadata, "distributions", lambda: there)
    (only,) = third_parties()
    assert (only.name, only.version, only.licence) == ("Shipped", "1.0", "MIT")


def test_the_doctor_sends_nobody_to_pip(packaged, monkeypatch) -> None:
    monkeypatch.setattr(doctor, "_ask", lambda command: None)
    found = doctor._importable("engine", "json", "json")
    assert (found.state, found.remedy) == ("missing", "Install DocMind again.")
    found = doctor._importable("engine", "no_such_module", "x")
    assert (found.state, found.remedy) == ("missing", "Install DocMind again.")
    monkeypatch.setattr(doctor.importlib.util, "find_spec", lambda name: None)
    assert "not part of this package" in doctor._hwp().finding


def test_a_library_is_imported_by_a_child_that_may_die() -> None:
    assert program.main(["--child", "import", "json"]) == 0
    with pytest.raises(ModuleNotFoundError):
        program.main(["--child", "import", "no_such_module"])
