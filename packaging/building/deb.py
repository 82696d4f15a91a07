"""The Debian package: the frozen program under ``/usr/lib/docmind``, one link in ``/usr/bin``.

There are no maintainer scripts: menu, icons, types of files and man pages are taken up by triggers
of the system's own packages, and nothing in anybody's home is touched, not even when it is removed.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from building import desktop, names, notices
from building.epoch import epoch, settle
from building.shipped import Bundle
from docmind.core.doctor import QT_LIBRARIES, X11_LIBRARIES

LIBRARY = Path("usr/lib/docmind")
OVERRIDES = desktop.LINUX / "lintian-overrides"
MAINTAINER = "DocMind developers <developers@docmind.invalid>"
_COPYRIGHT = desktop.LINUX / "copyright"
_THREADS = "2"  # the same bytes on every machine, whatever its cores
_RECOMMENDED = (
    "fonts-dejavu-core | fonts-noto-core | fonts-liberation",
    "xdg-utils",
)
_SUMMARY = "find anything in your own files, by meaning and by words"
_TOLD = """\
 Drop a folder into the window and start typing. DocMind reads office
 documents of every age, PDF, mail, e-books, web pages, source code, archives
 and what pictures say of themselves, and answers while it is still reading.
 It shows the right page with the passage marked, says why each result is
 there, and keeps up with your folders by itself.
 .
 Nothing leaves the computer: no account, no server, no telemetry, no network.
 A small language model comes along; larger ones can be added."""


def build(bundle: Bundle, into: Path) -> Path:
    """Make the package of ``bundle`` in the folder ``into``; returns its file.

    Raises ``OSError`` where Debian's tools are missing, ``subprocess.CalledProcessError`` when one
    of them fails, ``ValueError`` for a library that has no licence text.
    """
    into.mkdir(parents=True, exist_ok=True)
    made = into / names.deb(names.version(), names.machine())
    with tempfile.TemporaryDirectory(dir=into, prefix=".deb-") as folder:
        tree = Path(folder) / "docmind"
        lay_out(bundle, tree)
        paths = [path for path in tree.rglob("*") if path.is_file() and not path.is_symlink()]
        sums, kib = md5sums(tree, paths), installed_kib(tree)
        (tree / "DEBIAN").mkdir()
        (tree / "DEBIAN" / "md5sums").write_text(sums, encoding="utf-8")
        told = control(needed(Bundle(tree / LIBRARY)), kib)
        (tree / "DEBIAN" / "control").write_text(told, encoding="utf-8")
        settle(tree)
        command = ["dpkg-deb", "--root-owner-group", f"--threads-max={_THREADS}", "-Zxz", "-z9"]
        packed = Path(folder) / made.name  # half a package never lies under the name of a whole one
        command += ["--build", str(tree), str(packed)]
        moment = {**os.environ, "SOURCE_DATE_EPOCH": str(epoch())}
        subprocess.run(command, env=moment, check=True, stdout=subprocess.DEVNULL)
        packed.replace(made)
    return made


def lay_out(bundle: Bundle, tree: Path) -> None:
    """Put everything that is installed below ``tree``, as it will lie below ``/``."""
    if not (bundle.root / notices.FOLDER).is_dir():
        notices.write(bundle)
    shutil.copytree(bundle.root, tree / LIBRARY, symlinks=True)
    programs = tree / "usr" / "bin"
    programs.mkdir(parents=True)
    (programs / "docmind").symlink_to("../lib/docmind/docmind")
    share = tree / "usr" / "share"
    desktop.lay_out(share)
    papers = share / "doc" / "docmind"
    papers.mkdir(parents=True)
    shutil.copyfile(_COPYRIGHT, papers / "copyright")
    (papers / "changelog.gz").write_bytes(desktop.packed(changelog()))
    (papers / "licences").symlink_to("../../../lib/docmind/licences")
    overrides = share / "lintian" / "overrides"
    overrides.mkdir(parents=True)
    shutil.copyfile(OVERRIDES, overrides / "docmind")


def debian_version(version: str) -> str:
    """``1.2.0rc1`` as ``1.2.0~rc1``: dpkg takes what comes before a release for older."""
    return re.sub(r"[.-]?(a|b|rc|dev)(?=\d)", r"~\1", version)


def control(depends: Iterable[str], kib: int) -> str:
    """The control file, for a package that needs ``depends`` and takes ``kib`` on the disk."""
    fields: Mapping[str, str] = {
        "Package": "docmind",
        "Version": debian_version(names.version()),
        "Architecture": names.debian_machine(names.machine()),
        "Maintainer": maintainer(),
        "Installed-Size": str(kib),
        "Depends": ", ".join(sorted(depends)),
        "Recommends": ", ".join(_RECOMMENDED),
        "Section": "utils",
        "Priority": "optional",
        "Description": f"{_SUMMARY}\n{_TOLD}",
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items())


def maintainer() -> str:
    """Who answers for the package: ``DEBFULLNAME`` and ``DEBEMAIL``, as in all of Debian's tools,
    or a name that takes no mail."""
    name, mail = os.environ.get("DEBFULLNAME"), os.environ.get("DEBEMAIL")
    return f"{name} <{mail}>" if name and mail else MAINTAINER


def changelog() -> str:
    """What Debian wants to read of a version; what changed stands in CHANGELOG.md."""
    when = time.strftime("%a, %d %b %Y %H:%M:%S +0000", time.gmtime(epoch()))
    version = debian_version(names.version())
    entry = f"  * Version {names.version()}; what is new stands in the program's CHANGELOG."
    head = f"docmind ({version}) unstable; urgency=medium"
    return f"{head}\n\n{entry}\n\n -- {maintainer()}  {when}\n"


def installed_kib(tree: Path) -> int:
    """What it takes on the disk by Debian's rule: whole KiB for each file, 1 for others."""
    return sum(
        1 if path.is_symlink() or path.is_dir() else -(-path.stat().st_size // 1024)
        for path in tree.rglob("*")
        if tree / "DEBIAN" not in (path, *path.parents)
    )


def md5sums(tree: Path, paths: Iterable[Path]) -> str:
    """The file that ``dpkg --verify`` reads."""
    lines = []
    for path in sorted(paths):
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False))
        lines.append(f"{digest.hexdigest()}  {path.relative_to(tree).as_posix()}\n")
    return "".join(lines)


def needed(bundle: Bundle) -> set[str]:
    """The packages whose libraries the program loads and does not bring: those it is linked with,
    by ``dpkg-shlibdeps``, and those it opens by name.

    ``bundle`` lies in the tree of a package. Raises ``OSError`` when a library is not on this
    system, so that nobody knows which package holds it.
    """
    with tempfile.TemporaryDirectory() as folder:
        debian = Path(folder) / "debian"
        debian.mkdir()
        (debian / "control").write_text("Source: docmind\n\nPackage: docmind\nArchitecture: any\n")
        command = ["dpkg-shlibdeps", "-O", "--ignore-missing-info", "--warnings=0"]
        command += [f"-l{place}" for place in _private_folders(bundle)]
        # it tells a library by its name, also where a copy comes along
        command += [f"-x{one.package}" for one in bundle.system_libraries if one.package]
        command += [f"-e{path}" for path in _programs(bundle)]
        told = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if told.returncode != 0:
        faults = {line for line in told.stderr.splitlines() if ": error: " in line}
        raise OSError("\n".join(sorted(faults)))
    linked = told.stdout.strip().removeprefix("shlibs:Depends=")
    packages = {one.strip() for one in linked.split(",") if one.strip()}
    known = {one.split()[0] for one in packages}
    return packages | {one for one in _opened_by_name(bundle) if one not in known}


def _opened_by_name(bundle: Bundle) -> Iterator[str]:
    """What the doctor looks for, and libarchive, as far as the program does not bring them."""
    brought = {path.name for path in bundle.binaries}
    wanted = {**QT_LIBRARIES, **X11_LIBRARIES, "libarchive.so.13": "libarchive13"}
    yield from (package for library, package in wanted.items() if library not in brought)


def _private_folders(bundle: Bundle) -> list[Path]:
    return sorted({(bundle.internal / path).parent.resolve() for path in bundle.binaries})


def _programs(bundle: Bundle) -> list[Path]:
    files = [bundle.root / "docmind", *(bundle.internal / path for path in bundle.binaries)]
    return [file.resolve() for file in files]
