"""Makes everything that is installed, from this checkout: ``python packaging/build.py --help``.

Results lie in ``dist``, work in ``build``. It runs in an environment of its own with the libraries
of ``packaging/locks``; only making that, and ``lock``, need a package registry, and which one is
the business of pip's own settings.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from building import locks, names, runtime_locks, toolchain
from building.shipped import Bundle


def base(options: argparse.Namespace) -> None:
    """The program as one folder, complete without a network."""
    from building import freeze

    _made(freeze.base())


def lock(options: argparse.Namespace) -> None:
    """Choose the versions of all libraries anew."""
    locks.write_all()
    runtimes = [runtime_locks.write_lock(variant) for variant in runtime_locks.VARIANTS]
    for made in (locks.BASE, locks.TOOLS, locks.SOURCES, *runtimes):
        _made(made)


def deb(options: argparse.Namespace) -> None:
    """The Debian package of the base."""
    from building.deb import build

    _made(build(_base(), toolchain.DIST))


def run(options: argparse.Namespace) -> None:
    """The installer of the base for one person, without root."""
    from building.makeself_run import build

    _made(build(_base(), toolchain.DIST))


def runtime(options: argparse.Namespace) -> None:
    """A models runtime: PyTorch and the libraries around it. Make it before the base, which knows
    the packs that are published."""
    from building.runtime import build

    _made(build(options.variant))


def windows(options: argparse.Namespace) -> None:
    """The installer for Windows; elsewhere than there, of a folder that was frozen there."""
    from building import windows as recipe

    payload = options.payload or recipe.frozen_here()
    _made(recipe.installer(payload, toolchain.DIST, options.sign))


def macos(options: argparse.Namespace) -> None:
    """The disk image for macOS, there."""
    from building import macos as recipe

    app, licences = recipe.frozen_here()
    _made(recipe.image(app, licences, toolchain.DIST))


def appimage(options: argparse.Namespace) -> None:
    """The AppImage of the base, by tools that were fetched before."""
    from building.appimage import Pinned, build

    tool = Pinned(options.tool, options.tool_sha256)
    runtime_file = Pinned(options.runtime, options.runtime_sha256)
    _made(build(_base(), toolchain.DIST, tool, runtime_file))


def flatpak(options: argparse.Namespace) -> None:
    """The Flatpak of the base."""
    from building.flatpak import build

    _made(build(_base(), toolchain.DIST))


def sbom(options: argparse.Namespace) -> None:
    """What the base is made of, as a CycloneDX document."""
    from building.sbom import write

    file = toolchain.DIST / names.sbom(names.version())
    write(_base(), file)
    _made(file)


def sums(options: argparse.Namespace) -> None:
    """The digests of everything in dist."""
    from building.sums import write

    _made(write(toolchain.DIST))


def everything(options: argparse.Namespace) -> None:
    """All for Linux but the models runtimes: base, deb, run, sbom, sums."""
    for part in (base, deb, run, sbom, sums):
        part(options)


PARTS: Mapping[str, Callable[[argparse.Namespace], None]] = {
    "base": base,
    "lock": lock,
    "deb": deb,
    "run": run,
    "runtime": runtime,
    "windows": windows,
    "macos": macos,
    "appimage": appimage,
    "flatpak": flatpak,
    "sbom": sbom,
    "sums": sums,
    "all": everything,
}
_BY_ITSELF = (lock,)


def main(arguments: list[str] | None = None) -> int:
    """Build what the arguments name. Returns the exit status."""
    arguments = sys.argv[1:] if arguments is None else arguments
    options = _read(arguments)
    part = PARTS[options.part]
    try:
        if part in _BY_ITSELF or toolchain.is_inside():
            part(options)
            return 0
        toolchain.make()
    except (OSError, ValueError) as error:
        print(f"build: {error}", file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as error:
        print(f"build: this failed: {' '.join(map(str, error.cmd))}", file=sys.stderr)
        return 1
    inside = [str(toolchain.python()), str(Path(__file__).resolve()), *arguments]
    return subprocess.run(inside, env={**os.environ, "PYTHONUTF8": "1"}, check=False).returncode


def _read(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="build.py", description=__doc__)
    parts = parser.add_subparsers(dest="part", required=True, metavar="PART")
    for name, part in PARTS.items():
        made = parts.add_parser(name, help=part.__doc__)
        if part is runtime:
            made.add_argument("--variant", choices=runtime_locks.VARIANTS, required=True)
        elif part is windows:
            made.add_argument("--payload", type=Path, help="a folder that was frozen already")
            made.add_argument("--sign", type=Path, help="signs the file whose path it is given")
        elif part is appimage:
            for file in ("tool", "runtime"):
                made.add_argument(f"--{file}", type=Path, required=True)
                made.add_argument(f"--{file}-sha256", required=True, metavar="HEX")
    return parser.parse_args(arguments)


def _base() -> Bundle:
    bundle = Bundle(toolchain.DIST / "docmind")
    if not bundle.internal.is_dir():
        raise ValueError(f"There is no base in {bundle.root}. First: packaging/build.py base")
    return bundle


def _made(file: Path) -> None:
    print(f"Made {file}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
