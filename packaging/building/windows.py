"""The installer for Windows.

Freezing is done under Windows; ``parts`` gives PyInstaller what it wants there. The script for NSIS
can be compiled under any system.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from building import icon_files, names, notices

SCRIPT = names.ROOT / "packaging" / "windows" / "docmind.nsi"
PROGRAM = "docmind.exe"  # the window: no console comes with it
CONSOLE = "docmind.com"  # the command line: a terminal takes .com before .exe
CONSOLE_FROZEN = "docmind-console.exe"  # what PyInstaller calls it, which adds .exe to every name
INTERNAL = "_internal"


@dataclass(frozen=True, slots=True)
class Parts:
    """Files that PyInstaller puts into the two programs."""

    icon: Path
    version_window: Path
    version_console: Path


def parts(folder: Path) -> Parts:
    """Write into ``folder`` what the two programs carry: the icon and who they are."""
    folder.mkdir(parents=True, exist_ok=True)
    made = Parts(folder / "docmind.ico", folder / "window.txt", folder / "console.txt")
    made.icon.write_bytes(icon_files.ico())
    made.version_window.write_text(version_resource("DocMind", PROGRAM), encoding="utf-8")
    made.version_console.write_text(
        version_resource("DocMind (command line)", CONSOLE), encoding="utf-8"
    )
    return made


def frozen_here() -> Path:
    """Freeze the program; returns its folder. Raises ``ValueError`` on another system."""
    if sys.platform != "win32":
        raise ValueError(
            "DocMind for Windows is frozen under Windows. --payload names a folder that was."
        )
    from building import freeze

    payload = freeze.base()
    settle(payload)
    return payload


def settle(payload: Path) -> None:
    """Give the console program its name, which PyInstaller cannot, and put the papers below: the
    installer replaces and removes its own three names in a person's folder, and no others."""
    (payload / CONSOLE_FROZEN).replace(payload / CONSOLE)
    (payload / notices.FOLDER).replace(payload / INTERNAL / notices.FOLDER)


def version_resource(description: str, file_name: str) -> str:
    """What PyInstaller puts into a program as its version resource, in its own notation."""
    version, numbers = names.version(), four_numbers(names.version())
    told = {
        "FileDescription": description,
        "FileVersion": version,
        "InternalName": file_name,
        "LegalCopyright": "Apache-2.0",
        "OriginalFilename": file_name,
        "ProductName": "DocMind",
        "ProductVersion": version,
    }
    lines = ",\n".join(f"      StringStruct({key!r}, {value!r})" for key, value in told.items())
    return (
        "VSVersionInfo(\n"
        f"  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0x0,\n"
        "    OS=0x40004, fileType=0x1, subtype=0x0, date=(0, 0)),\n"
        f"  kids=[\n    StringFileInfo([StringTable('040904B0', [\n{lines}])]),\n"
        "    VarFileInfo([VarStruct('Translation', [1033, 1200])])])\n"
    )


def four_numbers(version: str) -> tuple[int, int, int, int]:
    """The version as Windows compares it: 1.2rc1 is (1, 2, 0, 0)."""
    found = re.match(r"(\d+)(?:\.(\d+))?(?:\.(\d+))?", version)
    if found is None:
        raise ValueError(f"{version!r} is not a version")
    first, second, third = (int(part or 0) for part in found.groups())
    return first, second, third, 0


def installer(
    payload: Path, output: Path, sign: Path | None = None, target: str | None = None
) -> Path:
    """Compile the installer of the frozen folder ``payload`` into the folder ``output``.

    ``sign`` is a program that signs the file whose path it is given: the two programs, the
    installer and the uninstaller. ``target`` is NSIS's, for other stubs than its usual 32-bit one.
    Raises ``ValueError`` for a folder of another layout, ``FileNotFoundError`` without
    ``makensis``, ``CalledProcessError`` when it or the signing fails.
    """
    missing = [part for part in (PROGRAM, CONSOLE, INTERNAL) if not (payload / part).exists()]
    if missing:
        raise ValueError(f"{payload} is not DocMind frozen for Windows: no {', '.join(missing)}")
    makensis = shutil.which("makensis")
    if makensis is None:
        raise FileNotFoundError("makensis is not on the path; install NSIS 3")
    if sign is not None:
        for program in (PROGRAM, CONSOLE):
            subprocess.run([str(sign), str(payload / program)], check=True)
    output.mkdir(parents=True, exist_ok=True)
    made = output.resolve() / names.windows_setup(names.version(), names.machine())
    with tempfile.TemporaryDirectory() as scratch:
        defined = _definitions(payload, made, Path(scratch))
        if sign is not None:
            defined["SIGN"] = str(sign.resolve())
        if target is not None:
            defined["TARGET"] = target
        given = [f"-D{name}={value}" for name, value in defined.items()]
        subprocess.run(
            [makensis, "-V2", "-WX", "-INPUTCHARSET", "UTF8", *given, str(SCRIPT)], check=True
        )
    return made


def _definitions(payload: Path, made: Path, scratch: Path) -> dict[str, str]:
    (scratch / "docmind.ico").write_bytes(icon_files.ico())
    (scratch / "side.bmp").write_bytes(icon_files.side_picture())
    size = sum(file.stat().st_size for file in payload.rglob("*") if file.is_file())
    return {
        "VERSION": names.version(),
        "VERSION_NUMBERS": ".".join(map(str, four_numbers(names.version()))),
        "PAYLOAD": str(payload.resolve()),
        "KILOBYTES": str(-(-size // 1024)),
        "ICON": str(scratch / "docmind.ico"),
        "SIDE": str(scratch / "side.bmp"),
        "OUTPUT": str(made),
    }
