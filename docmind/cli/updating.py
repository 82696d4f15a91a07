"""``docmind update``: is there a newer version? It is only told of; nothing is fetched."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import Any

from docmind import core
from docmind.cli.opening import DONE
from docmind.cli.screen import Screen, one_line


def update(options: argparse.Namespace, screen: Screen) -> int:
    """Ask the computer in the settings, named before it is asked. Returns the exit status."""
    terms = core.update_terms()
    if terms.host:
        screen.tell(f"Asking {one_line(terms.host)} for the newest version of DocMind; nothing but "
                    "the request is sent.")  # fmt: skip
    screen.answer(core.look_for_new_version(), options.json, release_shape, show_release)
    return DONE


def release_shape(release: core.Release) -> dict[str, Any]:
    """The newest version, sizes in bytes."""
    return {**asdict(release), "artefacts": [asdict(one) for one in release.artefacts]}


def show_release(screen: Screen, release: core.Release) -> None:
    """The same for people. Its notes are strangers' words."""
    from docmind.cli.model_report import byte_count

    if not release.newer:
        screen.say(f"This is the newest version, {release.current}.")
        return
    title = f"DocMind {release.version} of {release.date} is there."
    screen.say(f"{screen.strong(title)} This is {release.current}.")
    for line in release.notes.splitlines():
        screen.say(f"  {one_line(line)}")
    screen.say(f"It lies at {one_line(release.where)}")
    for one in release.artefacts:
        screen.say(f"  {one.name}  {byte_count(one.size)}  {screen.faint(f'SHA-256 {one.sha256}')}")
