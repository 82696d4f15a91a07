"""Which version of each library a build takes, by name, version and digest, never by address.

``packaging/build.py lock`` makes the files in ``packaging/locks`` from ``pyproject.toml`` with uv;
which registry it asks is the business of the machine it runs on.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import tomllib
import venv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from building import names

LOCKS = names.ROOT / "packaging" / "locks"
BASE = LOCKS / "base.txt"
TOOLS = LOCKS / "tools.txt"
SOURCES = LOCKS / "sources.txt"
PYTHON = "3.11"
"""The Python that is shipped; the models runtime is built for the same."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_PINNED = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==([^\s;\\]+)", re.MULTILINE)
_LATER = re.compile(r"python_full_version >= '3\.1[2-9]'")
_ADDRESS = re.compile(r"://|--(?:extra-)?index-url|--find-links|--trusted-host")


def project() -> dict[str, Any]:
    """``pyproject.toml``, parsed."""
    return tomllib.loads((names.ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def base_requirements() -> tuple[list[str], list[str]]:
    """What the base is made of: (libraries, those of which only files are shipped)."""
    stated = project()
    rules = stated["tool"]["docmind"]["packaging"]
    libraries, files_only = [], []
    for line in stated["project"]["dependencies"]:
        name = _name_of(line)
        if name in rules["base-without"]:
            continue
        wanted = rules["base-instead"].get(name, name) + line[len(name) :]
        (files_only if name in rules["base-files-only"] else libraries).append(wanted)
    return libraries, files_only


def write_all() -> None:
    """Make the locks of the base and of the tools that build it anew.

    Raises ``subprocess.CalledProcessError`` when no versions fit together.
    """
    libraries, files_only = base_requirements()
    rules = project()["tool"]["docmind"]["packaging"]
    with tempfile.TemporaryDirectory() as folder:
        uv = uv_in(Path(folder) / "uv")
        unneeded = Path(folder) / "unneeded.txt"
        unneeded.write_text("\n".join(rules["base-unneeded"]), encoding="utf-8")
        base = resolved(uv, libraries, "--excludes", str(unneeded))
        beside = resolved(uv, files_only, "--no-deps")
        write_pins(BASE, "what the program is made of", base + beside)
        known = pins(BASE.read_text(encoding="utf-8"))
        fitting = resolved(uv, rules["tools"], "--constraint", str(BASE))
        tools = [entry for entry in _entries(fitting) if _name_of(entry).lower() not in known]
        write_pins(TOOLS, "what builds it, beside that", "".join(tools))
        built_here = resolved(uv, rules["tools-from-source"], "--no-deps")
        write_pins(SOURCES, "tools that are built before they are used", built_here)


def resolved(uv: Path, requirements: Iterable[str], *options: str) -> str:
    """The pins for ``requirements`` on every system, with the digests of every file."""
    command = [str(uv), "pip", "compile", "-", "--universal", "--python-version", PYTHON]
    command += ["--generate-hashes", "--no-emit-index-url", "--no-header", "--no-annotate"]
    command += ["--quiet", *options]
    asked = "\n".join(requirements).encode()
    told = subprocess.run(command, input=asked, stdout=subprocess.PIPE, check=True).stdout.decode()
    # versions for a later Python only
    return "".join(entry for entry in _entries(told) if not _LATER.search(entry))


def pins(lock: str) -> dict[str, str]:
    """The version of each library in the text of a lock, by its name in small letters."""
    return {name.lower(): version for name, version in _PINNED.findall(lock)}


def faults(lock: str, requirements: Sequence[str] = ()) -> list[str]:
    """What is wrong with the text of a lock: one line for each fault.

    It may hold no address, each entry needs a digest, and ``requirements`` must be in it.
    """
    found = [f"an address: {line}" for line in lock.splitlines() if _ADDRESS.search(line)]
    for entry in _entries(lock):
        if "--hash=sha256:" not in entry:
            found.append(f"without a digest: {_name_of(entry)}")
    known = pins(lock)
    for line in requirements:
        if _name_of(line).lower() not in known:
            found.append(f"not in it: {_name_of(line)}")
    return found


def _entries(lock: str) -> Iterator[str]:
    """The pins of a lock, each with the lines of its digests."""
    entry = ""
    for line in lock.splitlines(keepends=True):
        if _PINNED.match(line):
            if entry:
                yield entry
            entry = line
        elif entry and line.startswith(" "):
            entry += line
    if entry:
        yield entry


def _name_of(requirement: str) -> str:
    found = _NAME.match(requirement)
    if found is None:
        raise ValueError(f"{requirement!r} names no library")
    return found.group()


def write_pins(lock: Path, title: str, content: str) -> None:
    """Write a lock with these pins, by name."""
    lock.parent.mkdir(exist_ok=True)
    entries = sorted(_entries(content), key=str.lower)
    head = f"# Made by `python packaging/build.py lock`: {title}.\n"
    lock.write_text(head + "".join(entries), encoding="utf-8")


def uv_in(folder: Path) -> Path:
    """uv in an environment of its own, where it is not kept."""
    venv.create(folder, with_pip=True)
    programs = folder / ("Scripts" if sys.platform == "win32" else "bin")
    install = [str(programs / "python"), "-m", "pip", "install", "--quiet", "uv"]
    subprocess.run(install, check=True)
    return programs / "uv"
