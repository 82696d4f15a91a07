"""Try the packages as a person has them: install, use, upgrade, remove, in a clean environment.

``python packaging/try_packages.py --system`` (as root, on a computer that may be changed) tries the
``.deb`` and the ``.run`` in ``dist``; without ``--system`` only the ``.run``, which needs no root.
``--build`` makes both first. ``--program PATH`` tries a program that lies somewhere instead, such
as the frozen base, and installs nothing. Prints one line per check and ends with status 0 when all
of them hold, 1 when not, 2 when it could not begin. ``packaging/README.md`` tells what is checked
and what the figures mean.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # this script reads the screen by onnxruntime, too

from building import names
from trying import debian, installer
from trying.place import USER, Place, user_is_left
from trying.program import Program
from trying.report import Report
from trying.usage import Trial

PROGRAMS = {
    "Xvfb": "xvfb", "xdotool": "xdotool", "openbox": "openbox", "strace": "strace",
    "unshare": "util-linux", "setpriv": "util-linux",
}  # fmt: skip
SAMPLES = names.ROOT / "resources" / "samples"
WRONG, STOPPED = 2, 130


def main(arguments: list[str] | None = None) -> int:
    """Try what the arguments name. Returns the exit status."""
    options = _read(arguments)
    obstacle = _obstacle(options)
    if obstacle:
        print(f"try_packages: {obstacle}", file=sys.stderr)
        return WRONG
    if options.build and not _build():
        return WRONG
    report = Report()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    options.pictures.mkdir(parents=True, exist_ok=True)
    try:
        with _place(options.same_user) as place:
            _try_all(options, place, report)
    except KeyboardInterrupt:
        print("\nStopped; everything that was installed or made is gone again.", file=sys.stderr)
        return STOPPED
    finally:
        facts = {"version": names.version(), "cores": os.cpu_count(), "load": os.getloadavg()}
        report.write(options.report, **facts)
    report.say_end()
    return 0 if report.passed else 1


def _build() -> bool:
    """Make the packages anew from this checkout, each after what it is made of."""
    build = [sys.executable, str(names.ROOT / "packaging" / "build.py")]
    parts = ("base", "deb", "run")
    return all(subprocess.run([*build, part], check=False).returncode == 0 for part in parts)


def _try_all(options: argparse.Namespace, place: Place, report: Report) -> None:
    trial = Trial(report, names.version(), SAMPLES, options.rounds, options.pictures)
    if options.program:
        trial.use(Program(place, str(options.program.absolute())), options.program.name)
        return
    if "deb" in options.only and options.system:
        debian.try_deb(options.dist / names.deb(names.version(), names.machine()), place, trial)
        place.renew()
    if "run" in options.only:
        installer.try_run(options.dist / names.run(names.version(), names.machine()), place, trial)


@contextmanager
def _place(same_user: bool) -> Iterator[Place]:
    """The clean environment. However the trial ends, it goes again."""
    place = Place(same_user=same_user)
    try:
        place.make()
        yield place
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second Ctrl-C must not stop the tidying
        place.end()


def _read(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description="Install, use, upgrade and remove the packages in a clean environment.",
        epilog="exit status: 0 all checks hold, 1 some do not, 2 could not begin, 130 stopped",
    )
    dist = names.ROOT / "dist"
    parser.add_argument("--dist", type=Path, default=dist, metavar="DIR", help="where they lie")
    parser.add_argument("--build", action="store_true", help="build them first")
    parser.add_argument(
        "--system", action="store_true",
        help="apt may install and remove packages on this computer (as root only)",
    )  # fmt: skip
    parser.add_argument("--only", nargs="+", choices=("deb", "run"), default=("deb", "run"))
    parser.add_argument(
        "--program", type=Path, metavar="PATH", help="try this program, and install nothing"
    )
    parser.add_argument(
        "--same-user", action="store_true", help="make no user for it, also when root runs this"
    )
    parser.add_argument("--rounds", type=int, default=7, metavar="N", help="starts per figure (7)")
    parser.add_argument(
        "--report", type=Path, default=dist / "packages_report.json", metavar="FILE",
        help="where the report goes, as JSON",
    )  # fmt: skip
    parser.add_argument(
        "--pictures", type=Path, default=dist / "pictures", metavar="DIR",
        help="where pictures of the screen go",
    )  # fmt: skip
    return parser.parse_args(arguments)


def _obstacle(options: argparse.Namespace) -> str:
    """Why the trial cannot begin, or nothing."""
    missing = sorted({package for name, package in PROGRAMS.items() if not shutil.which(name)})
    if missing:
        return f"first install what it needs: apt-get install {' '.join(missing)}"
    if options.system and os.geteuid() != 0:
        return "--system has apt install packages, which only root may do"
    if options.only == ["deb"] and not options.system:
        return "apt installs the .deb on this computer and removes it; say --system if it may"
    if options.system and debian.is_installed():
        return "docmind is installed on this computer, and would be removed: purge it first"
    if user_is_left():
        return f"the user {USER} of an earlier trial is still there: userdel {USER}"
    return ""


if __name__ == "__main__":
    sys.exit(main())
