"""What every file of a release is called: the only place that puts such names together.

Names hold the version, so that files of two releases can lie in one folder; what looks for the
newest release asks for ``DOCUMENT``, which keeps its name.
"""

from __future__ import annotations

import json
import platform
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VERSION_FILE = ROOT / "docmind" / "__init__.py"
METAINFO = ROOT / "packaging" / "linux" / "docmind.metainfo.xml"

SUMS = "SHA256SUMS"
DOCUMENT = "docmind-release.json"
_DEBIAN = {"x86_64": "amd64", "aarch64": "arm64"}
VERSION = re.compile(r'^__version__ = "([^"]*)"$', re.MULTILINE)
"""The line of ``VERSION_FILE`` that counts."""


def version() -> str:
    """The version of this checkout. Raises ``ValueError`` when it is not to be found."""
    found = VERSION.search(VERSION_FILE.read_text(encoding="utf-8"))
    if found is None:
        raise ValueError(f"{VERSION_FILE} names no version")
    return found[1]


def machine() -> str:
    """The kind of processor: x86_64 or aarch64, also where the system calls it otherwise."""
    named = platform.machine().lower()
    return {"amd64": "x86_64", "arm64": "aarch64"}.get(named, named)


def debian_machine(machine: str) -> str:
    """What Debian calls the kind of processor."""
    return _DEBIAN[machine]


def system() -> str:
    """linux, windows or macos."""
    return {"win32": "windows", "darwin": "macos"}.get(sys.platform, "linux")


def deb(version: str, machine: str = "x86_64") -> str:
    """The Debian package."""
    return f"docmind_{version}_{_DEBIAN[machine]}.deb"


def run(version: str, machine: str = "x86_64") -> str:
    """The installer for one person, without root."""
    return f"docmind-{version}-linux-{machine}.run"


def windows_setup(version: str, machine: str = "x86_64") -> str:
    """The installer for Windows."""
    return f"docmind-{version}-windows-{machine}-setup.exe"


def macos_image(version: str, machine: str = "aarch64") -> str:
    """The disk image for macOS."""
    return f"docmind-{version}-macos-{machine}.dmg"


def appimage(version: str, machine: str = "x86_64") -> str:
    """The AppImage."""
    return f"docmind-{version}-{machine}.AppImage"


def flatpak(version: str, machine: str = "x86_64") -> str:
    """The Flatpak bundle."""
    return f"docmind-{version}-{machine}.flatpak"


def runtime(version: str, variant: str, system: str = "linux", machine: str = "x86_64") -> str:
    """The models runtime of one variant (cpu, cuda)."""
    return f"docmind-models-runtime-{version}-{variant}-{system}-{machine}.docmind-runtime"


def sbom(version: str) -> str:
    """What the base is made of, as CycloneDX."""
    return f"docmind-{version}.cdx.json"


def of_release(version: str) -> tuple[str, ...]:
    """What ``build.py all`` puts into ``dist/`` on Linux. Models runtimes are made when their
    libraries change; ``published_packs`` names those that this DocMind offers."""
    return (deb(version), run(version), sbom(version), SUMS)


def published_packs() -> tuple[str, ...]:
    """The models runtimes that this DocMind offers, maybe of an earlier version."""
    listed = sorted((ROOT / "resources" / "runtimes").glob("*.json"))
    return tuple(json.loads(one.read_text(encoding="utf-8"))["file"] for one in listed)


def belongs(name: str, version: str) -> bool:
    """Whether a file of ``dist/`` is one that people install or open, of this version."""
    return bool(re.match(rf"docmind(-models-runtime)?[-_]{re.escape(version)}[-_.]", name))
