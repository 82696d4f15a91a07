"""Searching, and the searches that are kept: ``docmind search``, ``history`` and ``saved``."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import partial

from docmind import core
from docmind.cli.opening import DONE, opened
from docmind.cli.screen import Screen, one_line, repaired

Action = Callable[[argparse.Namespace, Screen], int]


def search(options: argparse.Namespace, screen: Screen) -> int:
    """Search the library."""
    with opened(options.library) as engine:
        _answer(engine, " ".join(options.text), options.mode, options, screen)
    return DONE


def _answer(
    engine: core.EngineApi,
    text: str,
    mode: core.Mode,
    options: argparse.Namespace,
    screen: Screen,
) -> None:
    """Ask, show, and only then remember: nobody waits for that."""
    from docmind.cli.report import show_answer
    from docmind.cli.shapes import answer_shape

    limit = options.limit or core.load_settings().search.limit
    query = core.Query(
        text,
        mode,
        limit,
        fold=not options.unfold,
        correct=not options.as_typed,
        focus=True,
        rerank=not options.no_rerank,
        sort=options.sort,
    )
    show = partial(show_answer, facets=options.facets)
    screen.answer(engine.search(query), options.json, answer_shape, show)
    if not options.no_history:
        engine.remember_search(query)


def history(options: argparse.Namespace, screen: Screen) -> int:
    """List the history, or erase one search or all of it."""
    from docmind.cli.report import show_history
    from docmind.cli.shapes import history_shapes

    with opened(options.library) as engine:
        if options.forget is None and not options.wipe:
            screen.answer(engine.searches(), options.json, history_shapes, show_history)
            return DONE
        count = engine.forget_searches(options.forget)
    if options.json:
        screen.json({"forgotten": count})
    elif options.wipe:
        stay = "Saved searches and your files stay as they are."
        screen.say(f"Erased the history: {_searches(count)}. {stay}")
    else:
        screen.say(f"Erased {_searches(count)} from the history.")
    return DONE


def _searches(count: int) -> str:
    return f"{count:,} search{'' if count == 1 else 'es'}"


def saved(options: argparse.Namespace, screen: Screen) -> int:
    """``docmind saved ACTION``, listing when none is named. Returns the exit status."""
    return _ACTIONS[options.action or "list"](options, screen)


def _list(options: argparse.Namespace, screen: Screen) -> int:
    from docmind.cli.report import show_saved
    from docmind.cli.shapes import saved_shapes

    with opened(options.library) as engine:
        kept = engine.searches().saved
    screen.answer(kept, options.json, saved_shapes, show_saved)
    return DONE


def _add(options: argparse.Namespace, screen: Screen) -> int:
    from docmind.cli.shapes import saved_shapes

    with opened(options.library) as engine:
        engine.save_search(options.name, " ".join(options.text), options.mode)
        made = _named(engine, options.name)
    if options.json:
        screen.json(saved_shapes([made])[0])
    else:
        screen.say(f"Saved {one_line(made.name)}.")
    return DONE


def _rename(options: argparse.Namespace, screen: Screen) -> int:
    with opened(options.library) as engine:
        engine.rename_saved_search(options.name, options.new_name)
    return _told("renamed", f"Renamed {options.name} to {options.new_name}.", options, screen)


def _remove(options: argparse.Namespace, screen: Screen) -> int:
    with opened(options.library) as engine:
        engine.remove_saved_search(options.name)
    return _told("removed", f"Removed the saved search {options.name}.", options, screen)


def _told(word: str, sentence: str, options: argparse.Namespace, screen: Screen) -> int:
    if options.json:
        screen.json({word: repaired(options.name)})
    else:
        screen.say(one_line(sentence))
    return DONE


def _run(options: argparse.Namespace, screen: Screen) -> int:
    with opened(options.library) as engine:
        asked = _named(engine, options.name)
        _answer(engine, asked.text, asked.mode, options, screen)
    return DONE


def _named(engine: core.EngineApi, name: str) -> core.SavedSearch:
    """The saved search of that name. Raises ``UsageError`` when there is none."""
    wanted = " ".join(name.split()).casefold()
    for one in engine.searches().saved:
        if one.name.casefold() == wanted:
            return one
    raise core.UsageError(f"There is no saved search called {name}", hint="See: docmind saved")


_ACTIONS: dict[str, Action] = {
    "list": _list,
    "add": _add,
    "rename": _rename,
    "remove": _remove,
    "run": _run,
}
