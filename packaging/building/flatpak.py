"""The Flatpak: the frozen program in a sandbox without a network, as one file to install.

The program is the one of all other packages, not built again from its libraries for the runtime's
own Python: the models runtime fits the Python it was made for and no other.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from building import identity, names, notices
from building.shipped import Bundle

MANIFEST = names.ROOT / "packaging" / "flatpak" / f"{identity.app_id()}.json"
SOURCES = names.ROOT / "build" / "flatpak"  # where the manifest looks for them
_PACK_ICON = "docmind-pack"


def build(bundle: Bundle, into: Path) -> Path:
    """Make the Flatpak of ``bundle`` in the folder ``into``; returns its file.

    Raises ``FileNotFoundError`` without flatpak-builder, ``CalledProcessError`` when it fails, for
    one because the runtime and the SDK that the manifest names are not installed.
    """
    lay_out(bundle, SOURCES)
    into.mkdir(parents=True, exist_ok=True)
    made = into / names.flatpak(names.version(), names.machine())
    repository = SOURCES / "repository"
    subprocess.run(
        ["flatpak-builder", "--force-clean", "--disable-download", "--disable-rofiles-fuse",
         f"--arch={names.machine()}", f"--state-dir={SOURCES / 'state'}", f"--repo={repository}",
         str(SOURCES / "app"), str(MANIFEST)],
        check=True,
    )  # fmt: skip
    subprocess.run(
        ["flatpak", "build-bundle", f"--arch={names.machine()}", str(repository), str(made),
         identity.app_id()],
        check=True,
    )  # fmt: skip
    return made


def lay_out(bundle: Bundle, folder: Path) -> None:
    """Put the sources of the manifest into ``folder``, instead of older ones."""
    from building import desktop  # needs what only the build's environment has

    if not (bundle.root / notices.FOLDER).is_dir():
        notices.write(bundle)
    program, share = folder / "program", folder / "share"
    for older in (program, share):
        shutil.rmtree(older, ignore_errors=True)
    shutil.copytree(bundle.root, program, symlinks=True)
    desktop.lay_out(share, desktop.ZSH_OF_OTHERS)
    take_own_names(share)


def take_own_names(share: Path) -> None:
    """Call what the program brings as the program is called: no other names are let out of a
    Flatpak. flatpak-builder does the same with the launcher and the program's icon, but not with
    what the metainfo says of them."""
    program = identity.app_id()
    metainfo = share / "metainfo" / f"{program}.metainfo.xml"
    _say_otherwise(metainfo, metainfo, {
        '<icon type="stock">docmind</icon>': "",  # the launcher names it
        ">docmind.desktop<": f">{program}.desktop<",
    })  # fmt: skip
    types = share / "mime" / "packages" / "docmind.xml"
    own = f"{program}.pack"
    _say_otherwise(types, types.with_name(f"{program}.xml"), {f'"{_PACK_ICON}"': f'"{own}"'})
    types.unlink()
    for icon in [*share.glob(f"icons/hicolor/*/mimetypes/{_PACK_ICON}.*")]:
        icon.rename(icon.with_name(own + icon.suffix))


def _say_otherwise(file: Path, into: Path, words: Mapping[str, str]) -> None:
    """Raises ``ValueError`` where one of the words is not there to be replaced."""
    told = file.read_text(encoding="utf-8")
    for word, other in words.items():
        if word not in told:
            raise ValueError(f"{file.name} no longer says {word}")
        told = told.replace(word, other)
    into.write_text(told, encoding="utf-8")
