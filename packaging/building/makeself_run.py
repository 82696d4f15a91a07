"""The installer for one person: a file that unpacks and installs itself, made by ``makeself``."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from building import desktop, names, notices
from building.epoch import date, epoch, settle
from building.shipped import Bundle

SCRIPTS = desktop.LINUX / "run"
_GLIBC = re.compile(rb"GLIBC_2\.(\d+)\x00")
_ORDER = (  # the same archive for the same tree
    "--sort=name",
    "--owner=0",
    "--group=0",
    "--numeric-owner",
)


def build(bundle: Bundle, into: Path) -> Path:
    """Make the installer of ``bundle`` in the folder ``into``; returns its file.

    Raises ``OSError`` where ``makeself`` is missing, ``subprocess.CalledProcessError`` when it
    fails (it wants ``pigz``), ``ValueError`` for a library that has no licence text.
    """
    into.mkdir(parents=True, exist_ok=True)
    made = into / names.run(names.version(), names.machine())
    with tempfile.TemporaryDirectory(dir=into, prefix=".run-") as folder:
        tree = Path(folder) / "docmind"
        lay_out(bundle, tree)
        settle(tree)
        command = ["makeself", "--quiet", "--tar-quietly", "--nox11", "--sha256", "--nomd5"]
        # gzip is larger than xz, but every system unpacks it; gzip's own output hangs on how the
        # system cuts its input into reads, that of pigz does not
        command += ["--pigz", "--complevel", "9n"]  # n: without the time
        command += ["--packaging-date", date()]
        command += ["--tar-extra", " ".join((*_ORDER, f"--mtime=@{epoch()}"))]
        command += [tree.name, made.name, f"DocMind {names.version()}", "./install.sh"]
        # relative names, because the header of the file repeats the command
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
        shutil.move(Path(folder) / made.name, made)
    return made


def lay_out(bundle: Bundle, tree: Path) -> None:
    """Put everything that the installer unpacks into ``tree``."""
    if not (bundle.root / notices.FOLDER).is_dir():
        notices.write(bundle)
    shutil.copytree(bundle.root, tree / "docmind", symlinks=True)
    desktop.lay_out(tree / "share", desktop.ZSH_OF_OTHERS)
    told = {
        "@VERSION@": names.version(),
        "@MACHINE@": names.machine(),
        "@GLIBC@": f"2.{oldest_glibc(bundle)}",
    }
    for script in ("install.sh", "uninstall.sh"):
        text = (SCRIPTS / script).read_text(encoding="utf-8")
        for mark, value in told.items():
            text = text.replace(mark, value)
        (tree / script).write_text(text, encoding="utf-8")
        (tree / script).chmod(0o755)


def oldest_glibc(bundle: Bundle) -> int:
    """The minor version of the oldest GNU C library (2.x) that the program runs with."""
    files = [bundle.root / "docmind", *(bundle.internal / path for path in bundle.binaries)]
    asked = [int(minor) for file in files for minor in _GLIBC.findall(file.read_bytes())]
    return max(asked, default=0)
