"""Before a library is brought up to date: what it takes, and the question."""

from __future__ import annotations

import sys
from pathlib import Path

from docmind import core
from docmind.cli.asking import agreed
from docmind.cli.bar import duration
from docmind.cli.report import as_size, typed
from docmind.cli.screen import Screen, one_line


def agree(needed: core.UpgradeNeeded, library: Path | None, screen: Screen, *, yes: bool) -> None:
    """Say what it takes, ask, and note that the person agreed.

    Raises ``UpgradeNeeded`` with the command to run when nobody can be asked, and when the answer
    is no.
    """
    upgrade, home = needed.upgrade, needed.path
    assert upgrade is not None
    assert home is not None
    place = f" --library {typed(library)}" if library is not None else ""
    if not yes and not sys.stdin.isatty():
        raise core.UpgradeNeeded(
            needed.title,
            detail=" ".join((needed.detail, *what_it_takes(upgrade))),
            hint=f"Run: docmind library upgrade --yes{place}",
            path=home,
        )
    screen.tell(f"{screen.strong(made_by(upgrade))} {one_line(home)}")
    for line in what_it_takes(upgrade):
        screen.tell(f"  {line}")
    if not yes and not agreed("Bring it up to date?"):
        raise core.UpgradeNeeded(
            "Nothing was changed",
            hint=f"When you want it: docmind library upgrade{place}",
            path=home,
        )
    core.agree_to_upgrade(home, upgrade.goal)
    screen.tell("Bringing the library up to date. It can be stopped: nothing is lost.")


def made_by(upgrade: core.Upgrade) -> str:
    """Who made the library, as far as that is known."""
    by = f"DocMind {one_line(upgrade.made_by)}" if upgrade.made_by else "an earlier DocMind"
    return f"This library was made by {by}."


def what_it_takes(upgrade: core.Upgrade) -> list[str]:
    """Sentences about time, room, and what follows."""
    said = [f"Bringing it up to date takes about {duration(upgrade.seconds)}."]
    if upgrade.rebuilds:
        said.append(
            f"After that the index of {upgrade.passages:,} passages is made again from the texts "
            f"that are kept, for about {duration(upgrade.rebuild_seconds)}; until then searches "
            "find only what is done."
        )
    if upgrade.pictures:
        said.append(f"{upgrade.pictures:,} pictures are looked at again, in the background.")
    room = f"It needs {as_size(upgrade.disk_bytes)} on the disk for a while; "
    said.append(f"{room}{as_size(upgrade.free_bytes)} are free.")
    if upgrade.copy_bytes:
        said.append(f"A copy of how it is now is kept ({as_size(upgrade.copy_bytes)}).")
    return said
