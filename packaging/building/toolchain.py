"""The environment a build runs in: the locked libraries, the tools, and DocMind as a wheel."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

from building import locks, names

WORK = names.ROOT / "build"
DIST = names.ROOT / "dist"
FOLDER = WORK / "venv"
STARTER = WORK / "starter"
"""The starter model as it is shipped: a graph made from its weights, and its word list."""

LOOK = WORK / "look"
"""Icons and descriptions that PyInstaller puts into the program on some systems."""

_STAMP = "made-from.txt"


def python() -> Path:
    """The interpreter of the build's environment, whether it is there or not."""
    return FOLDER / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def is_inside() -> bool:
    """Whether this process runs in it."""
    return Path(sys.prefix).resolve() == FOLDER.resolve()


def make() -> Path:
    """Make the environment, unless it is there and made from the same locks; its interpreter.

    Raises ``ValueError`` for another Python than the one that is shipped, and
    ``subprocess.CalledProcessError`` when a file cannot be had or is not the one that was locked.
    """
    have = f"{sys.version_info[0]}.{sys.version_info[1]}"
    if have != locks.PYTHON:
        raise ValueError(f"DocMind is built with Python {locks.PYTHON}; this is Python {have}.")
    wanted = _made_from()
    stamp = FOLDER / _STAMP
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        return python()
    shutil.rmtree(FOLDER, ignore_errors=True)
    venv.create(FOLDER, with_pip=True)
    _pip("--require-hashes", "--no-deps", "--only-binary", ":all:",
         "--requirement", str(locks.BASE), "--requirement", str(locks.TOOLS))  # fmt: skip
    _pip("--require-hashes", "--no-deps", "--no-build-isolation",
         "--requirement", str(locks.SOURCES))  # fmt: skip
    stamp.write_text(wanted, encoding="utf-8")
    return python()


def install_docmind() -> None:
    """Put this checkout into the environment as people install it, never as a link to it."""
    _pip("--no-deps", "--no-index", "--no-build-isolation", "--force-reinstall", str(names.ROOT))


def run(*arguments: str, **environment: str) -> None:
    """Run the environment's Python. Raises ``subprocess.CalledProcessError``.

    It runs in ``build``: PyInstaller would take the checkout it stands in for what is installed.
    """
    told = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONUTF8": "1", **environment}
    subprocess.run([str(python()), "-P", *arguments], env=told, cwd=WORK, check=True)


def _pip(*arguments: str) -> None:
    run("-m", "pip", "--disable-pip-version-check", "install", "--quiet", *arguments)


def _made_from() -> str:
    digest = hashlib.sha256(sys.version.encode())
    for lock in (locks.BASE, locks.TOOLS, locks.SOURCES):
        digest.update(lock.read_bytes())
    return digest.hexdigest()
