"""``docmind privacy``: what is kept on this computer, every connection, and who allows one."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from docmind import core
from docmind.cli.opening import DONE
from docmind.cli.screen import Screen, one_line, repaired

_NAMES = {
    "library": "library",
    "texts": "texts, file names, history",
    "vectors": "meanings of texts",
    "pictures": "meanings of pictures",
    "embeddings": "meanings kept for later",
    "backups": "copies made before changes",
    "logs": "logs",
    "caches": "caches",
    "models": "models",
    "runtimes": "models runtimes",
    "settings": "settings",
    "window": "window",
    "autostart": "entry in the desktop's autostart",
    "connections": "journal of connections",
}


@dataclass(frozen=True, slots=True)
class Kept:
    """What the command shows."""

    places: Sequence[core.StoredPlace]
    connections: Sequence[core.Connection]
    by_itself: Sequence[core.StandingPermission] = ()
    text_goes_to: Sequence[core.TextPermission] = ()


def privacy(options: argparse.Namespace, screen: Screen) -> int:
    """Show it, or take a permission back. Returns the exit status."""
    if options.forbid:
        return _forbid(options, screen)
    kept = Kept(
        core.stored_places(options.library),
        core.connections_made(),
        core.standing_permissions(),
        core.text_permissions(),
    )
    screen.answer(kept, options.json, privacy_shape, show_privacy)
    return DONE


def _forbid(options: argparse.Namespace, screen: Screen) -> int:
    core.forbid_server(options.forbid)
    said = f"No text goes to {one_line(options.forbid)} any more."
    screen.answer({"forbidden": options.forbid}, options.json, dict, lambda to, _: to.say(said))
    return DONE


def privacy_shape(kept: Kept) -> dict[str, Any]:
    """Places with their sizes in bytes, connections newest first with times in UTC, what may be
    connected to without being asked for each time, and where texts may go."""
    return {
        "places": [{**asdict(place), "path": repaired(place.path)} for place in kept.places],
        "connections": [asdict(one) for one in kept.connections],
        "by_itself": [asdict(one) for one in kept.by_itself],
        "text_may_go_to": [
            {**asdict(one), "purposes": list(one.purposes)} for one in kept.text_goes_to
        ],
    }


def show_privacy(screen: Screen, kept: Kept) -> None:
    """The same for people."""
    from docmind.cli.report import as_size

    screen.say(screen.strong("Kept on this computer"))
    for place in kept.places:
        size = as_size(place.size) if place.exists else "nothing"
        inside = "  " if place.part_of else ""
        screen.say(
            f"  {size:>10}  {inside}{_NAMES[place.name]}  {screen.faint(one_line(place.path))}"
        )
    screen.say()
    screen.say(screen.strong("Connections to other computers"))
    for one in kept.connections:
        moment = datetime.fromisoformat(one.began).astimezone()
        ended = one.outcome or "not ended"
        facts = f"{as_size(one.received)} received, {ended}"
        purpose = f"{one_line(one.host)}  {one_line(one.purpose)}"
        screen.say(f"  {moment:%Y-%m-%d %H:%M}  {purpose}  {screen.faint(facts)}")
    if not kept.connections:
        screen.say("  None was ever made.")
    _show_permissions(screen, kept)


def _show_permissions(screen: Screen, kept: Kept) -> None:
    screen.say()
    screen.say(screen.strong("Text of your files and your questions may go to"))
    for to in kept.text_goes_to:
        what = ", ".join(to.purposes) or "no server is set there now"
        how = {True: "encrypted", False: "not encrypted", None: "nothing goes there"}
        screen.say(f"  {one_line(to.host)}  {what}  {screen.faint(how[to.is_encrypted])}")
    if not kept.text_goes_to:
        screen.say("  No other computer.")
    screen.say()
    screen.say(screen.strong("Connected to by itself"))
    for allowed in kept.by_itself:
        often = f"every {allowed.every_hours} hours"
        screen.say(f"  {one_line(allowed.host)}  {allowed.purpose}, {often}  "
                   f"{screen.faint('nothing but the request is sent')}")  # fmt: skip
    if not kept.by_itself:
        screen.say("  Nothing, ever.")
