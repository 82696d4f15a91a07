"""``docmind similar``: what is like a document, a page of it, or a picture."""

from __future__ import annotations

import argparse
import os
from functools import partial
from pathlib import Path

from docmind import core
from docmind.cli.opening import DONE, opened
from docmind.cli.screen import Screen


def similar(options: argparse.Namespace, screen: Screen) -> int:
    """Show what is like a file, best first. Returns the exit status."""
    from docmind.cli.report import show_answer
    from docmind.cli.shapes import answer_shape

    like = core.Like(Path(os.path.normpath(options.path.absolute())), options.page)
    query = core.Query(
        " ".join(options.words),
        options.mode,
        options.limit or core.load_settings().search.limit,
        fold=not options.unfold,
        focus=True,
        like=like,
        sort=options.sort,
    )
    with opened(options.library) as engine:
        answer = engine.search(query)
    show = partial(show_answer, facets=options.facets)
    screen.answer(answer, options.json, answer_shape, show)
    return DONE
