"""``docmind models download`` for a model that a server downloads itself."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from contextlib import AbstractContextManager

from docmind import core
from docmind.cli.asking import agreed
from docmind.cli.model_report import Meter, model_shape
from docmind.cli.opening import DONE, STOPPED
from docmind.cli.screen import Screen, one_line


def pull(
    state: core.ModelState,
    options: argparse.Namespace,
    screen: Screen,
    metered: Callable[[Screen, str], AbstractContextManager[Meter]],
) -> int:
    """Say who downloads what, ask, then have it done. Returns the exit status."""
    wanted = core.ModelPull.of(state.id)
    if not wanted.is_there():
        if not options.json or not options.yes:
            screen.tell(f"{one_line(state.title)}: {one_line(state.summary)}")
            screen.tell(f"From      {wanted.server}, which downloads it itself and keeps it")
            screen.tell(f"Licence   {one_line(state.licence) or 'not known'}")
        if not options.yes and not agreed("Have it downloaded?"):
            screen.tell("Nothing was changed.")
            return STOPPED
        try:
            with metered(screen, "Downloading") as meter:
                wanted.run(meter)
        except KeyboardInterrupt:
            screen.tell("Stopped. What has arrived is kept there. To go on:")
            screen.tell(f"  docmind models download {state.id}")
            return STOPPED
    if options.json:
        screen.json(model_shape(state))
    else:
        screen.say(f"{wanted.server} has {one_line(state.title)} ({one_line(state.id)}).")
        screen.say(f"    {screen.faint(f'docmind models try {state.id}')}")
    return DONE
