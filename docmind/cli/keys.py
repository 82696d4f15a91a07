"""``docmind key``: the keys of servers that run models. No key is ever shown or taken from the
command line, where other programs could read it."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from docmind import core
from docmind.cli.opening import DONE, FAILED
from docmind.cli.screen import Screen, one_line

_TITLES = {
    "ollama": "Ollama",
    "openai": "embedding server",
    "server": "reranking server",
}


@dataclass(frozen=True, slots=True)
class KeyOverview:
    """What the command shows. ``keyring`` is what keeps keys here, "" where nothing does."""

    keys: tuple[core.KeyState, ...]
    keyring: str


def run(options: argparse.Namespace, screen: Screen) -> int:
    """``docmind key ACTION``, the overview when none is named. Returns the exit status."""
    return _ACTIONS[options.action or "status"](options, screen)


def show(options: argparse.Namespace, screen: Screen) -> int:
    """Which servers have a key."""
    found = KeyOverview(core.key_states(), core.keyring_title())
    screen.answer(found, options.json, keys_shape, show_keys)
    return DONE


def save(options: argparse.Namespace, screen: Screen) -> int:
    """Ask for a key and have the system keep it."""
    terms = core.key_terms(options.name)  # whatever is wrong is said before the key is asked for
    if not terms.is_this_computer and not terms.is_encrypted:
        screen.tell(f"The key will be sent to {one_line(terms.host)} without encryption.")
    core.save_key(options.name, _key(terms.host))
    said = f"The key for {one_line(terms.host)} is kept in {one_line(core.keyring_title())}."
    screen.answer(
        {"name": options.name, "host": terms.host}, options.json, dict, lambda to, _: to.say(said)
    )
    return DONE


def remove(options: argparse.Namespace, screen: Screen) -> int:
    """Have the system forget a key."""
    removed = core.remove_key(options.name)
    said = "The key was removed." if removed else "There was no key."
    screen.answer({"removed": removed}, options.json, dict, lambda to, _: to.say(said))
    return DONE if removed else FAILED


def _key(host: str) -> str:
    if sys.stdin.isatty():
        return getpass.getpass(f"Key for {one_line(host)} (it is not shown): ")
    return sys.stdin.readline()


def keys_shape(found: KeyOverview) -> dict[str, Any]:
    """The stable form; no key is in it."""
    return {"keyring": found.keyring, "keys": [asdict(one) for one in found.keys]}


def show_keys(screen: Screen, found: KeyOverview) -> None:
    """The same for people."""
    for one in found.keys:
        state = {
            "environment": f"a key from {one.variable}",
            "keyring": "a key from the keyring",
            "none": "no key",
        }[one.source]
        where = one_line(one.host or one.note)
        screen.say(f"{one.name:<8}{_TITLES[one.name]:<18}{state}  {screen.faint(where)}")
    if not found.keyring:
        screen.say("There is no keyring here that could keep one. A key can be set in the")
        screen.say("environment instead, by the variables that README names.")


_ACTIONS: dict[str, Callable[[argparse.Namespace, Screen], int]] = {
    "set": save,
    "remove": remove,
    "status": show,
}
