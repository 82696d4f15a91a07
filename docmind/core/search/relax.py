"""When nothing passes the filters: which to leave out, one at a time, and how that is said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from docmind.core.schema import SearchAnswer
from docmind.core.search.parse import Asked, Condition

MOST = 4  # filters tried one by one


def relaxations(asked: Asked) -> Iterator[tuple[Condition, ...]]:
    """What to leave out: the filter typed last, the one before, ..., in the end all of them."""
    conditions = asked.conditions
    for one in conditions[: -MOST - 1 : -1]:
        yield (one,)
    if len(conditions) > 1:
        yield conditions


def relaxed(answer: SearchAnswer, asked: Asked, left_out: tuple[Condition, ...]) -> SearchAnswer:
    """``answer`` was found without these filters: never a convincing match, and says so."""
    typed = tuple(asked.raw[one.start : one.end].strip() for one in left_out)
    if len(typed) == 1:
        note = f"Nothing matches {typed[0]}. These match without it."
    else:
        note = "Nothing matches within the filters. These match without them."
    plan = replace(answer.plan, relaxed=typed, notes=(note, *answer.plan.notes))
    return replace(answer, plan=plan, close=False)
