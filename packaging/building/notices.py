"""The papers that go with a frozen program: licences of all that is in it, and how to change Qt.

``write`` puts them into the program's own folder, so that every kind of package carries them.
"""

from __future__ import annotations

import re
import sys
import sysconfig
from collections.abc import Iterator
from contextlib import suppress
from importlib import metadata
from pathlib import Path

from building import names
from building.shipped import Bundle, SystemLibrary, files_of, plain
from docmind.core.licences import stated

FOLDER = "licences"
_TEXTS = names.ROOT / "packaging" / "notices"
_MODELS = names.ROOT / "resources" / "licences"  # of models that come along
_NAMED = re.compile(r"(^|/)(licen[cs]e|copying|notice|third.?party.?notices)[^/]*$", re.IGNORECASE)
_CODE = (".py", ".pyc", ".html")
_RULE = "=" * 96
# Libraries that bring no text of the licence they state.
_COMMON = {
    "Apache": names.ROOT / "LICENSE",
    "LGPL": _TEXTS / "LGPL-3.0.txt",
    "GPL": _TEXTS / "GPL-3.0.txt",
}
_QT = ("pyside6-essentials", "pyside6-addons", "pyside6", "shiboken6")


def write(bundle: Bundle) -> Path:
    """Write the papers into the folder ``licences`` of the program, which is returned.

    Raises ``ValueError`` when a library has no licence text and states no licence whose text is
    known here: it may not be passed on like that.
    """
    folder = bundle.root / FOLDER
    folder.mkdir(exist_ok=True)
    _put(folder / "docmind.txt", (names.ROOT / "LICENSE").read_text(encoding="utf-8"))
    _put(folder / "third-party.txt", third_party(bundle))
    qt = qt_notice(bundle)
    if qt:
        _put(folder / "qt.txt", qt)
    return folder


def third_party(bundle: Bundle) -> str:
    """The licence texts of everything in the program but DocMind, one after the other."""
    parts = [
        "Everything that DocMind brings along, each with its licence.",
        *(file.read_text(encoding="utf-8").strip() for file in sorted(_MODELS.glob("*.txt"))),
        _python(),
        *_bootloader(),
        *(_library(library) for library in bundle.libraries),
        *_system(bundle.system_libraries),
    ]
    return f"\n\n{_RULE}\n".join(parts) + "\n"


def qt_notice(bundle: Bundle) -> str:
    """How the program uses Qt, and how to put another in its place; "" where there is no Qt."""
    parts = [one for one in bundle.libraries if plain(one.metadata["Name"]) in _QT]
    if not parts:
        return ""
    notice = (_TEXTS / "qt.txt").read_text(encoding="utf-8")
    named = ", ".join(f"{one.metadata['Name']} {one.version}" for one in parts)
    told = notice.replace("{version}", parts[0].version).replace("{libraries}", named)
    licences = [_COMMON[name].read_text(encoding="utf-8") for name in ("LGPL", "GPL")]
    return f"\n{_RULE}\n\n".join((told, *licences))


def texts(library: metadata.Distribution) -> list[tuple[str, str]]:
    """The licence texts a library brings, each once, with the names of their files."""
    found: dict[str, str] = {}
    for name in files_of(library):
        inside = ".dist-info/licenses/" in name or ".dist-info/license_files/" in name
        if (inside or _NAMED.search(name)) and not name.endswith(_CODE):
            file = Path(str(library.locate_file(name)))
            if file.is_file():
                found.setdefault(file.read_text(encoding="utf-8", errors="replace").strip(), name)
    return [(name, text) for text, name in found.items() if text]


def _library(library: metadata.Distribution) -> str:
    statement = stated(library)
    title = f"{library.metadata['Name']} {library.version}"
    brought = texts(library) or texts(_installed(library)) or _common(title, statement)
    head = f"{title}\nLicence: {statement or 'see below'}\n"
    return "\n\n".join((head, *(f"--- {name}\n\n{text}" for name, text in brought)))


def _installed(library: metadata.Distribution) -> metadata.Distribution:
    """The same library where the build runs: not all of its files are in the program."""
    with suppress(metadata.PackageNotFoundError):
        whole = metadata.distribution(library.metadata["Name"])
        if whole.version == library.version:
            return whole
    return library


def _common(title: str, statement: str) -> list[tuple[str, str]]:
    for word, file in _COMMON.items():
        if word in statement:
            if word == "LGPL":
                return [("LGPL-3.0", "The text is in qt.txt.")]
            return [(statement, file.read_text(encoding="utf-8").strip())]
    raise ValueError(f"{title} brings no text of its licence and states {statement or 'none'}")


def _python() -> str:
    file = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    return f"Python {sys.version.split()[0]}\n\n{file.read_text(encoding='utf-8').strip()}"


def _bootloader() -> Iterator[str]:
    """The small program that starts Python in a frozen program."""
    with suppress(metadata.PackageNotFoundError):
        yield _library(metadata.distribution("pyinstaller"))


def _system(libraries: tuple[SystemLibrary, ...]) -> Iterator[str]:
    """What Debian says of the copyright of its packages, each once."""
    for package in sorted({one.package for one in libraries} - {""}):
        held = [one for one in libraries if one.package == package]
        file = Path("/usr/share/doc") / package / "copyright"
        said = file.read_text(encoding="utf-8", errors="replace").strip() if file.is_file() else ""
        if not said:
            raise ValueError(f"Debian's package {package} says nothing of its copyright in {file}")
        called = ", ".join(one.path.name for one in held)
        yield f"{package} {held[0].version} (Debian): {called}\n\n{said}"


def _put(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
