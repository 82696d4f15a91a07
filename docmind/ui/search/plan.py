"""How a question was answered, in a few plain lines: the plan as a person reads it."""

from __future__ import annotations

from collections.abc import Sequence

from docmind.core import QueryPlan
from docmind.ui.widgets.wording import shown, tr


def plan_lines(plan: QueryPlan) -> str:
    """The lists that were asked, the weight of meaning, and what was taken literally."""
    lines = [tr("Searched by: {legs}").format(legs=", ".join(_legs(plan)) or tr("nothing"))]
    if plan.exact_like:
        lines.append(tr("Read as a search for exact words."))
    for text, values in (
        (tr("Word for word: {values}"), plan.phrases),
        (tr("Identifiers: {values}"), plan.identifiers),
        (tr("Left out: {values}"), plan.excluded),
        (tr("Filters: {values}"), [f"{name}:{value}" for name, value in plan.filters]),
        (tr("Without the filters: {values}"), plan.relaxed),
    ):
        if values:
            lines.append(text.format(values=_listed(values)))
    return "\n".join(lines)


def _legs(plan: QueryPlan) -> list[str]:
    """The lists by their names in words; each once."""
    names = {
        "stems": tr("words"),
        "words": tr("words"),
        "learned": tr("words as the model weighs them"),
        "dense": tr("meaning ({share} % of the score)").format(share=round(plan.alpha * 100)),
        "pictures": tr("what pictures show"),
        "files": tr("filters alone"),
    }
    return list(dict.fromkeys(names.get(leg, leg) for leg in plan.legs))


def _listed(values: Sequence[str]) -> str:
    return ", ".join(shown(value) for value in values)
