"""The table of states that are shown in pictures, and what brings them about has in common."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from screenshots import SCHEMES, Stage, settle_until_still

from docmind.ui.main_window import MainWindow

QUERY = "how can the tenant end the lease early"
State = Callable[[Stage], None]
STATES: dict[str, tuple[str, State]] = {}
"""By name: what is to be seen, and what brings it about."""


def state(name: str, title: str) -> Callable[[State], State]:
    """Add a state."""

    def add(bring_about: State) -> State:
        STATES[name] = (title, bring_about)
        return bring_about

    return add


def write_page(target: Path) -> None:
    """``README.md`` beside the pictures, which shows each state in both schemes."""
    lines = [
        "# What DocMind looks like", "",
        "Every state of the window, light and dark. Made by `python tests/e2e/screenshots.py",
        "resources/screenshots --page`; the documents in them are invented.", "",
    ]  # fmt: skip
    for name, (title, _) in STATES.items():
        lines += [f"## {title}", ""]
        lines += [f"![{title}, {scheme}]({name}_{scheme}.png)" for scheme in SCHEMES]
        lines.append("")
    (target / "README.md").write_text("\n".join(lines), encoding="utf-8")


def press(window: MainWindow, action: str) -> None:
    """Do what an action of the table does."""
    window.actions_table[action].trigger()
    settle_until_still()
