"""A worker takes packages from a runtime: before its own, and never the standard library."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from docmind.core.runtimes.activate import VARIABLE

_TORCH = """
import types
class Library:
    def __init__(self, name, kind): print("library", name, kind)
    def define(self, text): print(text.partition("(")[0])
library = types.SimpleNamespace(Library=Library)
version = types.SimpleNamespace(cuda={cuda})
"""


def _run(folder: Path | str, code: str) -> str:
    whole = f"from docmind.core.runtimes.activate import activate_named; activate_named()\n{code}"
    done = subprocess.run(
        [sys.executable, "-P", "-c", whole],
        env={**os.environ, VARIABLE: str(folder)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout + done.stderr


@pytest.fixture
def runtime(tmp_path: Path) -> Path:
    packages = tmp_path / "runtime" / "site-packages"
    for name in ("numpy", "json", "docmind", "newcomer", "torch", "torchvision"):
        (packages / name).mkdir(parents=True)
        (packages / name / "__init__.py").write_text(f"WHERE = 'runtime {name}'\n")
    (packages / "newcomer" / "inside.py").write_text("from . import WHERE\n")
    papers = packages / "numpy-99.0.dist-info"
    papers.mkdir()
    (papers / "METADATA").write_text("Metadata-Version: 2.1\nName: numpy\nVersion: 99.0\n")
    return packages.parent


def test_its_packages_go_before_those_of_the_program(runtime: Path) -> None:
    code = (
        "import importlib.metadata as m, newcomer.inside, numpy\n"
        "print(newcomer.inside.WHERE, '|', numpy.WHERE, '|', m.version('numpy'))"
    )
    assert _run(runtime, code).strip() == "runtime newcomer | runtime numpy | 99.0"


def test_the_standard_library_and_docmind_are_the_programs_own(runtime: Path) -> None:
    code = (
        "import json, docmind.core.paths\n"
        "print(hasattr(json, 'WHERE'), hasattr(docmind, 'WHERE'), json.dumps(1))"
    )
    assert _run(runtime, code).strip() == "False False 1"


def test_byte_code_is_kept_so_that_the_next_start_is_quick(runtime: Path) -> None:
    _run(runtime, "import newcomer")
    assert list((runtime / "site-packages/newcomer/__pycache__").glob("*.pyc"))


@pytest.mark.parametrize(
    ("cuda", "version", "declared"),
    [
        (None, "1+cu130", True),
        (None, "1+cpu", False),
        (None, "1", False),
        ("13.0", "1+cu130", False),
    ],
)
def test_a_torchvision_for_cards_imports_beside_a_torch_for_the_processor(
    runtime: Path, cuda: str | None, version: str, declared: bool
) -> None:
    packages = runtime / "site-packages"
    (packages / "torch" / "__init__.py").write_text(_TORCH.format(cuda=repr(cuda)))
    (packages / "torchvision" / "version.py").write_text(f"__version__ = '{version}'\n")
    code = (
        "import importlib.util, sys; importlib.util.find_spec('torchvision')\n"
        "assert 'torch' not in sys.modules, 'looking for it is no use of it'\n"
        "import torchvision"
    )
    told = ["library torchvision DEF", "nms", "qnms"] if declared else []
    assert _run(runtime, code).split("\n")[:-1] == told


def test_a_runtime_that_is_gone_is_passed_over(tmp_path: Path) -> None:
    assert "is not there" in _run(tmp_path / "gone", "import json; print(json.dumps(2))")
    assert _run("", "import json; print(json.dumps(2))") == "2\n"
