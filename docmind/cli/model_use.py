"""What a library answers with: ``docmind models use``, ``try``, ``forget``; ``docmind look``."""

from __future__ import annotations

import argparse
from pathlib import Path

from docmind import core
from docmind.cli.asking import agreed
from docmind.cli.consent import model_may_be_asked
from docmind.cli.opening import DONE, STOPPED, opened, read
from docmind.cli.screen import Screen


def use(options: argparse.Namespace, screen: Screen) -> int:
    """Answer with another model: say what it takes, ask, then do it (or give up one begun)."""
    from docmind.cli.report import show_estimate
    from docmind.cli.shapes import counts_shape, estimate_shape
    from docmind.cli.work import run_job

    asked = "" if options.stop else options.model or ""
    if not model_may_be_asked(asked, options, screen):
        return STOPPED
    with opened(options.library) as engine:
        if options.stop:
            engine.stop_model_change()
            screen.answer({"stopped": True}, options.json, dict, lambda to, _: to.say("Stopped."))
            return DONE
        if not options.model:
            raise core.UsageError("No model was named", hint="See: docmind models list")
        options.model = _named(options.model)
        if not _is_begun(engine, options.model):
            if not options.json:
                screen.tell("Working out what it takes...")
            estimate = engine.estimate_model(options.model)
            if options.estimate:
                screen.answer(estimate, options.json, estimate_shape, show_estimate)
                return DONE
            if not options.json:
                show_estimate(screen, estimate)
            _check_room(estimate)
            if not options.yes and not agreed("Begin?"):
                screen.tell("Nothing was changed.")
                return STOPPED
        report = run_job(engine, engine.use_model(options.model), screen, quiet=options.json)
    if options.json:
        screen.json(counts_shape(report))
    elif report.outcome == "cancelled":
        screen.say("Stopped. It goes on where it was: docmind models use " + options.model)
    else:
        screen.say(f"Searches are answered by {options.model} now.")
    return STOPPED if report.outcome == "cancelled" else DONE


def _named(model: str) -> str:
    """A model as it was named; a folder, which is told by a slash or a dot, with its whole path."""
    place = Path(model)
    is_folder = model.startswith(".") or len(place.parts) > 1
    return str(place.resolve()) if is_folder and place.is_dir() else model


def _is_begun(engine: core.EngineApi, model: str) -> bool:
    change = engine.status().change
    return change is not None and change.model == model


def _check_room(estimate: core.ModelEstimate) -> None:
    if estimate.disk_bytes > estimate.free_bytes:
        raise core.DiskFull(
            "There is too little room on the disk for another index",
            hint="Make room, or remove the index of the model before: docmind models forget",
        )


def forget(options: argparse.Namespace, screen: Screen) -> int:
    """Remove the index of the model before."""
    with opened(options.library) as engine:
        size = engine.status().old_index_bytes
        if size and not options.yes and not agreed("Remove the index of the model before?"):
            screen.tell("Nothing was removed.")
            return STOPPED
        given = engine.remove_old_index()
    screen.answer(
        {"bytes": given},
        options.json,
        dict,
        lambda to, _: to.say(f"{given // 2**20:,} MB were given back."),
    )
    return DONE


def try_out(options: argparse.Namespace, screen: Screen) -> int:
    """Load a model and have it read a sentence."""
    if not model_may_be_asked(options.model, options, screen):
        return STOPPED
    with opened(options.library) as engine:
        said = engine.try_model(_named(options.model))
    screen.answer({"result": said}, options.json, dict, lambda to, _: to.say(said))
    return DONE


def look(options: argparse.Namespace, screen: Screen) -> int:
    """Look at pictures, so that they are found by what they show."""
    from docmind.cli.report import show_looked
    from docmind.cli.shapes import looked_shape

    return read(
        options, screen, lambda engine: engine.look_at_pictures(), show_looked, looked_shape
    )


def look_after(engine: core.EngineApi, screen: Screen, *, quiet: bool) -> None:
    """After files were read: look at their pictures too, when there is a model for them."""
    from docmind.cli.report import show_looked
    from docmind.cli.work import run_job

    pictures = engine.status().pictures
    if pictures is None or pictures.missing or pictures.seen >= pictures.files:
        return
    report = run_job(engine, engine.look_at_pictures(), screen, quiet=quiet)
    if not quiet:
        show_looked(screen, report)
