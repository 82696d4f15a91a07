"""The base: one folder with the program and all it needs, complete without a network."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from building import contents, names, notices, toolchain
from building.epoch import epoch
from building.shipped import Bundle

SPEC = names.ROOT / "packaging" / "docmind.spec"
PROGRAM = "docmind.exe" if sys.platform == "win32" else "docmind"
FROZEN = toolchain.WORK / "frozen"
"""Where PyInstaller leaves what it made, the bundle for macOS among it."""
_MAKE_STARTER = """
import sys
from pathlib import Path
from docmind.core.embed import starter
starter.prepare(Path(sys.argv[1]))
"""


def base() -> Path:
    """Make ``dist/docmind`` and try it; others see the old folder or the whole new one.

    Raises ``subprocess.CalledProcessError`` when a step fails, ``ValueError`` when the program
    lacks a provider that this checkout has or one of them does not work.
    """
    toolchain.make()
    toolchain.install_docmind()
    _make_starter()
    shutil.rmtree(FROZEN, ignore_errors=True)
    toolchain.run(
        *("-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"),
        *("--distpath", str(FROZEN), "--workpath", str(toolchain.WORK / "pyinstaller"), str(SPEC)),
        SOURCE_DATE_EPOCH=str(epoch()),
    )
    made = FROZEN / "docmind"
    _slim(made / "_internal")
    notices.write(Bundle(made))
    problems = missing_from(selftest(made / PROGRAM), listed_here())
    if problems:
        raise ValueError("The frozen program is not whole: " + "; ".join(problems))
    return _put_in_place(made)


def selftest(program: Path, *arguments: str) -> dict[str, Any]:
    """What the program finds out about its own providers. Its exit status is not looked at."""
    command = [str(program), "selftest", "--json", *arguments]
    return _json(command)


def listed_here() -> dict[str, Any]:
    """The providers of this checkout, by the same shape."""
    command = [str(toolchain.python()), "-P", "-m", "docmind", "selftest", "--json", "--list"]
    return _json(command, PYTHONPATH=str(names.ROOT))


def missing_from(found: dict[str, Any], wanted: dict[str, Any]) -> list[str]:
    """What the program lacks or what failed in it, a sentence each."""
    told = {(line["room"], line["name"]): line for line in found["providers"]}
    here = [(line["room"], line["name"]) for line in wanted["providers"]]
    lacking = [
        f"no {name} among the providers of {room}"
        for room, name in here
        if (room, name) not in told
    ]
    failed = [
        f"{name} ({room}): {line['detail']}"
        for (room, name), line in told.items()
        if line["state"] != "passed"
        and not (line["state"] == "not run" and (room, name) in contents.UNTRIED)
    ]
    return lacking + failed


def _json(command: list[str], **environment: str) -> dict[str, Any]:
    told_where = {**os.environ, **environment}
    done = subprocess.run(command, env=told_where, stdout=subprocess.PIPE, check=False)
    try:
        told: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        raise ValueError(
            f"{command[0]} does not tell how it did (exit status {done.returncode})"
        ) from None
    return told


def _make_starter() -> None:
    shutil.rmtree(toolchain.STARTER, ignore_errors=True)
    toolchain.run("-c", _MAKE_STARTER, str(toolchain.STARTER))


def _slim(internal: Path) -> None:
    """Take what only a debugger reads out of Python's own libraries; wheels come without it."""
    if not sys.platform.startswith("linux"):
        return
    own = [*internal.glob("libpython3*.so*"), *internal.glob("python3*/lib-dynload/*.so")]
    files = [str(library) for library in own if not library.is_symlink()]
    subprocess.run(["strip", "--strip-unneeded", *files], check=True)


def _put_in_place(made: Path) -> Path:
    """Move ``made`` to ``dist`` by renaming."""
    toolchain.DIST.mkdir(exist_ok=True)
    place, old = toolchain.DIST / made.name, toolchain.DIST / f".{made.name}.old"
    shutil.rmtree(old, ignore_errors=True)
    if place.exists():
        place.rename(old)
    made.rename(place)
    shutil.rmtree(old, ignore_errors=True)
    return place
