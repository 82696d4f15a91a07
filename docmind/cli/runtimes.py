"""Commands for models runtimes: ``docmind runtime list``, ``import``, ``download``, ``remove``.

All but listing go through the engine: a model that is in memory has to start anew.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from docmind import core
from docmind.cli.asking import agreed
from docmind.cli.model_report import byte_count
from docmind.cli.opening import DONE, STOPPED, opened
from docmind.cli.screen import Screen, one_line
from docmind.cli.work import run_job

Command = Callable[[argparse.Namespace, Screen], int]
Order = Callable[["core.EngineApi"], int]


def run(options: argparse.Namespace, screen: Screen) -> int:
    """``docmind runtime ACTION``, listing when none is named. Returns the exit status."""
    return _ACTIONS[options.action or "list"](options, screen)


def runtime_shape(state: core.RuntimeState) -> dict[str, Any]:
    """One runtime in its stable JSON shape."""
    return asdict(state)


def runtime_shapes(states: Sequence[core.RuntimeState]) -> list[dict[str, Any]]:
    """All runtimes."""
    return [runtime_shape(state) for state in states]


def show_runtimes(screen: Screen, states: Sequence[core.RuntimeState]) -> None:
    """All runtimes, as a person reads them."""
    for state in states:
        facts: list[str] = [state.state]
        if state.state != "absent":
            facts.append(byte_count(state.size_bytes))
        if state.version:
            facts.append(f"for DocMind {one_line(state.version)}")
        name = screen.strong(one_line(state.name))
        screen.say(f"{name}  {one_line(state.title)}: {', '.join(facts)}")
        if state.why:
            screen.say(f"    {one_line(state.why)}")
        if state.download_bytes and state.state != "ready":
            command = f"docmind runtime download {state.name}"
            screen.say(f"    {screen.faint(command)} ({byte_count(state.download_bytes)})")


def list_runtimes(options: argparse.Namespace, screen: Screen) -> int:
    """Every runtime and its state."""
    screen.answer(_store().states(), options.json, runtime_shapes, show_runtimes)
    return DONE


def _store() -> core.RuntimeStore:
    return core.RuntimeStore(core.load_settings().embedding.runtime_address)


def bring_in(options: argparse.Namespace, screen: Screen) -> int:
    """Take a runtime from a file."""
    path = options.path.absolute()
    return _install(lambda engine: engine.import_runtime(path), options, screen)


def download(options: argparse.Namespace, screen: Screen) -> int:
    """Say what a download brings, ask, then do it."""
    state = _store().state(options.name)
    if state.download_bytes and not options.yes:
        screen.tell(one_line(state.title))
        screen.tell(f"From      {one_line(core.load_settings().embedding.runtime_address)}")
        screen.tell(f"Size      {byte_count(state.download_bytes)}")
        if not agreed("Download it?"):
            screen.tell("Nothing was changed.")
            return STOPPED
    return _install(lambda engine: engine.download_runtime(state.name), options, screen)


def _install(order: Order, options: argparse.Namespace, screen: Screen) -> int:
    before = {state.name: state for state in _store().states()}
    with opened(options.library) as engine:
        report = run_job(engine, order(engine), screen, quiet=options.json)
        states = engine.runtimes()
    if report.outcome == "cancelled":
        screen.tell("Stopped. Nothing was installed.")
        return STOPPED
    changed = [state for state in states if state != before.get(state.name)] or states
    screen.answer(changed, options.json, runtime_shapes, show_runtimes)
    return DONE


def remove(options: argparse.Namespace, screen: Screen) -> int:
    """Delete a runtime, after asking."""
    state = _store().state(options.name)
    if state.state == "absent":
        raise core.UsageError(f"The {state.name} runtime is not here")
    size = byte_count(state.size_bytes)
    if not options.yes and not agreed(f"Delete the {state.name} runtime ({size})?"):
        screen.tell("Nothing was removed.")
        return STOPPED
    with opened(options.library) as engine:
        engine.remove_runtime(state.name)
    removed = {"removed": state.name}
    screen.answer(removed, options.json, dict, lambda to, _: to.say(f"Removed {state.title}."))
    return DONE


_ACTIONS: dict[str, Command] = {
    "list": list_runtimes,
    "import": bring_in,
    "download": download,
    "remove": remove,
}
