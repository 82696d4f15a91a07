"""Commands for models as files: ``docmind models list``, ``download``, ``import`` and so on.

They work on the models' folder directly, so they need no library and disturb no running engine;
only removing asks the engine, which may be using the model.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from docmind import core
from docmind.cli import model_use
from docmind.cli.asking import agreed
from docmind.cli.consent import model_may_be_asked
from docmind.cli.model_listing import list_health, list_models
from docmind.cli.model_pull import pull
from docmind.cli.model_report import (
    Meter,
    byte_count,
    model_shape,
    model_shapes,
    show_model,
    show_offer,
)
from docmind.cli.opening import DONE, FAILED, STOPPED, opened
from docmind.cli.screen import Screen, one_line, repaired

Command = Callable[[argparse.Namespace, Screen], int]


def run(options: argparse.Namespace, screen: Screen) -> int:
    """``docmind models ACTION``, listing when none is named. Returns the exit status."""
    return ACTIONS[options.action or "list"](options, screen)


@contextmanager
def _metered(screen: Screen, what: str) -> Iterator[Meter]:
    """A meter whose line is gone whatever happens."""
    meter = Meter(screen, what)
    try:
        yield meter
    finally:
        meter.clear()


def download(options: argparse.Namespace, screen: Screen) -> int:
    """Say what a download brings, ask, then do it; a copy in the hub's own cache is taken first."""
    store = core.ModelStore()
    state = store.state(options.model)
    if state.state in ("installed", "built in"):
        screen.answer(state, options.json, model_shape, show_model)
        return DONE
    if state.state == "server":
        if not model_may_be_asked(state.id, options, screen):
            return STOPPED
        return pull(state, options, screen, _metered)
    copy = store.offered_in_cache(state.id)
    if copy is not None:
        if not _offered(state, copy, options, screen):
            return STOPPED
        try:
            return _bring(store, copy, "", options, screen)
        except core.DiskFull:
            raise
        except core.DocMindError as error:
            screen.fail(error)
            screen.tell("That copy cannot be used. The model can be downloaded instead.")
    if not _offered(state, None, options, screen):
        return STOPPED
    try:
        with _metered(screen, "Downloading") as meter:
            state = _converted(store, store.download(state.id, meter), screen)
    except KeyboardInterrupt:
        screen.tell("Stopped. What has arrived is kept. To go on:")
        screen.tell(f"  docmind models download {state.id}")
        return STOPPED
    screen.answer(state, options.json, model_shape, show_model)
    return DONE


def _offered(
    state: core.ModelState, copy: Path | None, options: argparse.Namespace, screen: Screen
) -> bool:
    """Whether to go on: asked of the person unless ``--yes`` was given."""
    if not options.json or not options.yes:
        show_offer(screen, state, core.model_hub(), copy)
    if options.yes or agreed("Copy it?" if copy is not None else "Download it?"):
        return True
    screen.tell("Nothing was changed.")
    return False


def bring_in(options: argparse.Namespace, screen: Screen) -> int:
    """Import a model from a folder, a zip or a pack."""
    return _bring(core.ModelStore(), options.path, options.name or "", options, screen)


def _bring(
    store: core.ModelStore, path: Path, name: str, options: argparse.Namespace, screen: Screen
) -> int:
    try:
        with _metered(screen, "Copying") as meter:
            state = _converted(store, store.import_from(path, meter, name), screen)
    except KeyboardInterrupt:
        screen.tell("Stopped. Nothing was imported.")
        return STOPPED
    screen.answer(state, options.json, model_shape, show_model)
    return DONE


def _converted(store: core.ModelStore, state: core.ModelState, screen: Screen) -> core.ModelState:
    """The model with its weights as numbers only; it works as it came, too."""
    if state.state == "installed" and state.folder is not None:
        try:
            core.convert_to_safetensors(state.folder)
        except core.DocMindError as error:
            screen.tell(f"docmind: the weights stay as they came. {error}")
    return store.state(state.id)


def export(options: argparse.Namespace, screen: Screen) -> int:
    """Pack an installed model into one file."""
    store = core.ModelStore()
    state = store.state(options.model)
    target = options.file or Path(f"{state.id}.docmind-models")
    with _metered(screen, "Packing") as meter:
        made = store.export(state.id, target, meter)
    size = made.stat().st_size
    if options.json:
        screen.json({"model": state.id, "file": repaired(made), "bytes": size})
    else:
        screen.say(f"Packed {one_line(state.title)} ({byte_count(size)}): {one_line(made)}")
        screen.say("On the other computer: docmind models import FILE")
    return DONE


def verify(options: argparse.Namespace, screen: Screen) -> int:
    """Read every file of a model again and compare; all installed ones when none is named."""
    store = core.ModelStore()
    names = [options.model] if options.model else _installed(store)
    with _metered(screen, "Verifying") as meter:
        states = [store.verify(name, meter) for name in names]
    if options.json:
        screen.json(model_shapes(states))
    else:
        for state in states:
            whole = state.state == "installed"
            words = "is whole." if whole else f"is damaged. {state.note}"
            screen.say(f"{one_line(state.title)} ({one_line(state.id)}) {one_line(words)}")
            if not whole and state.source:
                screen.say(f"    {screen.faint(f'docmind models download {state.id}')}")
        if not states:
            screen.say("No model is installed besides those that come with DocMind.")
    return DONE if all(state.state == "installed" for state in states) else FAILED


def _installed(store: core.ModelStore) -> list[str]:
    return [state.id for state in store.states() if state.state in ("installed", "damaged")]


def remove(options: argparse.Namespace, screen: Screen) -> int:
    """Delete the files of a model, after asking."""
    state = core.ModelStore().state(options.model)
    if state.state == "absent":
        raise core.UsageError(f"{state.title} is not installed")
    if state.state == "built in":
        raise core.UsageError(f"{state.title} comes with DocMind", detail="It is always there.")
    if not options.yes and not agreed(
        f"Delete the files of {one_line(state.title)} ({byte_count(state.size)})?"
    ):
        screen.tell("Nothing was removed.")
        return STOPPED
    with opened(options.library) as engine:
        engine.remove_model(state.id)
    if options.json:
        screen.json({"removed": state.id})
    else:
        screen.say(f"Removed {one_line(state.title)}.")
    return DONE


ACTIONS: dict[str, Command] = {
    "list": list_models,
    "health": list_health,
    "download": download,
    "import": bring_in,
    "export": export,
    "verify": verify,
    "use": model_use.use,
    "try": model_use.try_out,
    "forget": model_use.forget,
    "remove": remove,
}
