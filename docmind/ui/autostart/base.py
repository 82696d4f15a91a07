"""What has the desktop start DocMind when a person logs in, and what command that takes."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from docmind.core import DocMindError, child_command
from docmind.ui.widgets.wording import tr

OPTION = "--background"
_FLATPAK = Path("/.flatpak-info")


class Autostart(Protocol):
    """The entry of DocMind among what the desktop starts. Touches files: not for the window's
    thread."""

    def switch_on(self, command: Sequence[str]) -> None:
        """Have ``command`` started with the session. Raises ``DocMindError``."""

    def keep(self, command: Sequence[str]) -> None:
        """The same at a later start of the program, which may have moved; what a person switched
        off at the desktop stays off. Raises ``DocMindError``."""

    def switch_off(self) -> None:
        """Take the entry away, if there is one. Raises ``DocMindError``."""


def start_command() -> list[str]:
    """What starts this program without showing its window, however it was installed.

    Raises ``DocMindError`` where only the desktop may decide what is started.
    """
    if _FLATPAK.exists():
        raise DocMindError(
            tr("DocMind cannot start by itself here"),
            detail=tr("It was installed as a Flatpak, which may not say what the desktop starts."),
            hint=tr("Add DocMind to the programs that start with the session in the settings of "
                    "the desktop."),
        )  # fmt: skip
    return [*_program(), OPTION]


def _program() -> list[str]:
    image = os.environ.get("APPIMAGE")  # what is mounted for it goes when the program ends
    if image:
        return [image]
    if getattr(sys, "frozen", False):
        program = Path(sys.executable)
        if program.suffix == ".com":  # Windows: the one for terminals, which brings a console
            program = program.with_suffix(".exe")
        return [_launcher(program) or str(program)]
    for script in (Path(sys.argv[0]), Path(sys.executable).parent / _script_name()):
        if script.name == _script_name() and script.is_file():
            return [str(script.absolute())]
    return child_command("")[:-2]  # the interpreter and the module


def _launcher(executable: Path) -> str | None:
    """The command on the path that is a link to this program: it outlives an upgrade that puts
    the program elsewhere."""
    found = shutil.which(_script_name())
    if found is None or Path(found).resolve() != executable.resolve():
        return None
    return str(Path(found).absolute())


def _script_name() -> str:
    return "docmind.exe" if sys.platform == "win32" else "docmind"


def not_written(error: OSError, path: Path | None = None) -> DocMindError:
    """What is said when the entry can be neither written nor removed."""
    return DocMindError(
        tr("Whether DocMind starts when you log in could not be changed"),
        detail=f"{error.strerror or error}.",
        hint=tr("Make the file and its folder writable, then switch it off and on again."),
        path=path,
    )
