"""The AppImage: the frozen program and what desktops read of it, in one file that only runs.

The tool that packs it, and the runtime it puts in front, come from no package of a distribution:
the person who builds brings both, with the digests they were published with.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from building import icons, names, notices
from building.epoch import epoch, settle
from building.shipped import Bundle, sha256

START = names.ROOT / "packaging" / "appimage" / "AppRun"
_ICON_SIZE = 256


@dataclass(frozen=True, slots=True)
class Pinned:
    """A file that was fetched by hand, and the sha256 it must have."""

    path: Path
    sha256: str

    def checked(self) -> Path:
        """The file. Raises ``ValueError`` when it is another one."""
        found = sha256(self.path)
        if found != self.sha256.lower():
            raise ValueError(f"{self.path} has the sha256 {found}, not {self.sha256}")
        return self.path.resolve()


def build(bundle: Bundle, into: Path, tool: Pinned, runtime: Pinned) -> Path:
    """Make the AppImage of ``bundle`` in the folder ``into``; returns its file.

    Raises ``ValueError`` when ``tool`` or ``runtime`` is not what was pinned,
    ``CalledProcessError`` when the tool fails.
    """
    packer, runtime_file = tool.checked(), runtime.checked()
    into.mkdir(parents=True, exist_ok=True)
    made = into / names.appimage(names.version(), names.machine())
    with tempfile.TemporaryDirectory(dir=into, prefix=".appimage-") as folder:
        tree = Path(folder) / "DocMind.AppDir"
        lay_out(bundle, tree)
        # its own check asks a server for screenshots; appstreamcli has looked at the same file
        options = ["--no-appstream", "--comp", "zstd", "--runtime-file", str(runtime_file)]
        given = {
            **os.environ,
            "ARCH": names.machine(),
            "SOURCE_DATE_EPOCH": str(epoch()),
            "APPIMAGE_EXTRACT_AND_RUN": "1",  # the tool is an AppImage, too; this takes no FUSE
        }
        subprocess.run([str(packer), *options, str(tree), str(made)], env=given, check=True)
    return made


def lay_out(bundle: Bundle, tree: Path) -> None:
    """Put into the folder ``tree`` what the AppImage holds."""
    from building import desktop  # needs what only the build's environment has

    if not (bundle.root / notices.FOLDER).is_dir():
        notices.write(bundle)
    shutil.copytree(bundle.root, tree / "usr" / "lib" / "docmind", symlinks=True)
    programs = tree / "usr" / "bin"
    programs.mkdir()
    (programs / "docmind").symlink_to("../lib/docmind/docmind")
    share = tree / "usr" / "share"
    desktop.lay_out(share, desktop.ZSH_OF_OTHERS)
    shutil.copyfile(START, tree / "AppRun")
    (tree / "AppRun").chmod(0o755)
    (tree / "docmind.desktop").symlink_to("usr/share/applications/docmind.desktop")
    (tree / "docmind.png").write_bytes(icons.program(_ICON_SIZE))
    (tree / ".DirIcon").symlink_to("docmind.png")
    settle(tree)
