"""The recipe of the AppImage: the folder that is packed, and the tools that pack it."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "packaging"))
from building import appimage, names  # noqa: E402
from bundles import small_bundle  # noqa: E402

# Stands for appimagetool: packs nothing, says what it was asked and what lies in the folder.
_TOOL = """#!/bin/sh
for last; do tree=$made; made=$last; done
{ echo "$*"; echo "ARCH=$ARCH"; cd "$tree" && find . -maxdepth 1 | sort; } >"$made.tmp"
mv "$made.tmp" "$made"
"""


def _pinned(file: Path, content: str) -> appimage.Pinned:
    file.write_text(content, encoding="utf-8")
    file.chmod(0o755)
    return appimage.Pinned(file, hashlib.sha256(content.encode()).hexdigest())


def test_another_tool_than_the_pinned_one_is_never_run(tmp_path: Path) -> None:
    tool = _pinned(tmp_path / "tool", _TOOL)
    other = appimage.Pinned(tool.path, "0" * 64)
    runtime = _pinned(tmp_path / "runtime", "runtime")
    bundle = small_bundle(tmp_path)
    for given in ((other, runtime), (tool, appimage.Pinned(runtime.path, "0" * 64))):
        with pytest.raises(ValueError, match="has the sha256"):
            appimage.build(bundle, tmp_path / "dist", *given)
    assert not (tmp_path / "dist").exists()


def test_the_program_starts_wherever_the_folder_lies(tmp_path: Path) -> None:
    _needs_tools()
    tree = tmp_path / "somewhere else" / "DocMind.AppDir"
    appimage.lay_out(small_bundle(tmp_path), tree)
    for start in (tree / "AppRun", tree / "usr" / "bin" / "docmind"):
        ran = subprocess.run([start, "--version"], capture_output=True, text=True, check=True)
        assert ran.stdout == "docmind 9\n"
    assert (tree / "docmind.desktop").read_text(encoding="utf-8").startswith("[Desktop Entry]")
    assert (tree / ".DirIcon").read_bytes().startswith(b"\x89PNG")
    assert (tree / "usr" / "lib" / "docmind" / "licences" / "third-party.txt").is_file()


def test_the_tool_gets_the_folder_and_the_runtime_and_asks_nobody(tmp_path: Path) -> None:
    _needs_tools()
    tool = _pinned(tmp_path / "tool", _TOOL)
    runtime = _pinned(tmp_path / "runtime", "runtime")
    made = appimage.build(small_bundle(tmp_path), tmp_path / "dist", tool, runtime)
    asked, arch, *held = made.read_text(encoding="utf-8").splitlines()
    assert made.name == names.appimage(names.version(), names.machine())
    assert f"--no-appstream --comp zstd --runtime-file {runtime.path}" in asked
    assert arch == f"ARCH={names.machine()}"
    assert held == [".", "./.DirIcon", "./AppRun", "./docmind.desktop", "./docmind.png", "./usr"]
    assert [file.name for file in made.parent.iterdir()] == [made.name]


def _needs_tools() -> None:
    pytest.importorskip("shtab", reason="comes with docmind[test]")
    pytest.importorskip("argparse_manpage", reason="comes with docmind[test]")
