"""The recipe for Windows names what the rest of the program names, and NSIS takes it."""

from __future__ import annotations

import ast
import io
import re
import shutil
import sys
from pathlib import Path

import pytest
from PIL import Image

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "packaging"))
from building import icon_files, identity, windows  # noqa: E402

from docmind import __version__  # noqa: E402
from docmind.ui.autostart import windows as autostart  # noqa: E402

SCRIPT = windows.SCRIPT.read_text(encoding="utf-8")


def _defined(name: str) -> str:
    found = re.search(rf'^!define {name} "(.*?)"', SCRIPT, re.MULTILINE)
    assert found is not None, name
    return found[1]


def _payload(folder: Path) -> Path:
    (folder / "_internal" / "PySide6").mkdir(parents=True)
    (folder / "_internal" / "PySide6" / "Qt6Core.dll").write_bytes(b"library")
    for program in (windows.PROGRAM, windows.CONSOLE):
        (folder / program).write_bytes(b"MZ")
    return folder


def test_packs_open_in_the_program_under_windows_too() -> None:
    wanted = {(pack.ending, pack.mime) for pack in identity.packs()}
    registered = re.findall(r'macro FileType "(\S+)" "(\S+)" "(\S+)"', SCRIPT)
    assert {(ending, mime) for ending, _, mime in registered} == wanted
    forgotten = re.findall(r'macro ForgetFileType "(\S+)" "(\S+)"', SCRIPT)
    assert forgotten == [(ending, kind) for ending, kind, _ in registered]


def test_the_script_and_the_freezing_name_the_same_programs() -> None:
    assert _defined("PROGRAM") == windows.PROGRAM
    assert _defined("CONSOLE") == windows.CONSOLE
    assert f'"{windows.INTERNAL}"' in SCRIPT


def test_removing_takes_the_autostart_away_that_the_settings_made() -> None:
    assert _defined("AUTOSTART") == autostart.RUN
    assert _defined("NAME") == autostart.NAME


def test_only_the_programs_own_names_are_removed_with_all_they_hold() -> None:
    swept = set(re.findall(r'RMDir /r "(.*?)"', SCRIPT))
    assert swept == {rf"$INSTDIR\{name}" for name in ("_internal", "docmind-new", "docmind-old")}


def test_the_script_has_no_version_of_its_own() -> None:
    assert __version__ not in SCRIPT
    assert windows.four_numbers("1.2.3") == (1, 2, 3, 0)
    assert windows.four_numbers("1.2rc1") == (1, 2, 0, 0)
    with pytest.raises(ValueError, match="not a version"):
        windows.four_numbers("newest")


def test_what_pyinstaller_puts_into_the_programs(tmp_path: Path) -> None:
    made = windows.parts(tmp_path / "parts")
    for file, program in (
        (made.version_window, windows.PROGRAM),
        (made.version_console, windows.CONSOLE),
    ):
        text = file.read_text(encoding="utf-8")
        ast.parse(text, mode="eval")
        assert f"StringStruct('ProductVersion', '{__version__}')" in text
        assert f"StringStruct('OriginalFilename', '{program}')" in text
    assert made.icon.read_bytes() == icon_files.ico()


def test_only_three_names_lie_in_the_folder_it_is_installed_into(tmp_path: Path) -> None:
    for program in (windows.PROGRAM, windows.CONSOLE_FROZEN):
        (tmp_path / program).write_bytes(b"MZ")
    (tmp_path / "_internal").mkdir()
    (tmp_path / "licences").mkdir()
    (tmp_path / "licences" / "third-party.txt").write_text("of others", encoding="utf-8")
    windows.settle(tmp_path)
    assert {file.name for file in tmp_path.iterdir()} == {
        windows.PROGRAM, windows.CONSOLE, windows.INTERNAL
    }  # fmt: skip
    assert (tmp_path / "_internal" / "licences" / "third-party.txt").is_file()


@pytest.mark.skipif(sys.platform == "win32", reason="freezes there")
def test_it_is_not_frozen_elsewhere() -> None:
    with pytest.raises(ValueError, match="--payload"):
        windows.frozen_here()


def test_the_icon_files_hold_a_drawing_for_every_size() -> None:
    icon = Image.open(io.BytesIO(icon_files.ico()))
    assert {(16, 16), (32, 32), (48, 48), (256, 256)} <= icon.info["sizes"]
    bundle = Image.open(io.BytesIO(icon_files.icns()))
    assert {(size, size, scale) for size in (128, 256, 512) for scale in (1, 2)} <= set(
        bundle.info["sizes"]
    )
    assert Image.open(io.BytesIO(icon_files.side_picture())).size == (164, 314)


def test_a_folder_that_was_not_frozen_for_windows_is_refused(tmp_path: Path) -> None:
    (tmp_path / "docmind").write_bytes(b"\x7fELF")
    with pytest.raises(ValueError, match=r"no docmind\.exe, docmind\.com, _internal"):
        windows.installer(tmp_path, tmp_path / "dist")


@pytest.mark.skipif(shutil.which("makensis") is None, reason="NSIS (makensis) is not installed")
def test_nsis_compiles_the_installer_without_a_warning(tmp_path: Path) -> None:
    made = windows.installer(_payload(tmp_path / "frozen"), tmp_path / "dist")
    assert made.name.endswith("-setup.exe")
    program = made.read_bytes()
    assert program[:2] == b"MZ"
    assert b"NullsoftInst" in program
    assert __version__.encode("utf-16-le") in program
    assert [file.name for file in made.parent.iterdir()] == [made.name]
