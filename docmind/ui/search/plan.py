"""How a question was answered, in plain words: the plan and the answer as a person reads them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from docmind.core import QueryPlan, SearchAnswer, parse_query
from docmind.ui.search.filters import told_filter
from docmind.ui.widgets.wording import counted, milliseconds, shown, tr

_STEPS = {
    "words": ("words",),
    "dense": ("embed", "meaning"),
    "pictures": ("pictures",),
    "files": ("files",),
}
"""Which steps of an answer's timings look for what a list holds."""


class PlanLine(NamedTuple):
    """One line; ``facts`` are said at its end: how much was found, how long it took."""

    text: str
    facts: str = ""

    def __str__(self) -> str:
        return f"{self.text} ({self.facts})" if self.facts else self.text


@dataclass(frozen=True, slots=True)
class PlanPart:
    """One heading and the lines below it."""

    title: str
    lines: tuple[PlanLine, ...]


def plan_parts(answer: SearchAnswer) -> tuple[PlanPart, ...]:
    """What was understood, what was asked, what was done with it. Parts without lines are left
    out."""
    parts = (
        PlanPart(tr("Understood"), tuple(map(PlanLine, _understood(answer)))),
        PlanPart(tr("Searched by"), tuple(_asked(answer))),
        PlanPart(tr("Put in order"), tuple(_ordered(answer))),
        PlanPart(tr("To note"), tuple(map(PlanLine, _noted(answer.plan)))),
    )
    return tuple(part for part in parts if part.lines)


def plan_text(answer: SearchAnswer) -> str:
    """The same as text, to copy."""
    blocks = [f"{tr('Search: {query}').format(query=shown(answer.query))}\n{_result(answer)}"]
    for part in plan_parts(answer):
        blocks.append("\n".join((part.title, *(f"- {line}" for line in part.lines))))
    return "\n\n".join(blocks)


def _understood(answer: SearchAnswer) -> Iterator[str]:
    """What was typed, taken apart."""
    plan = answer.plan
    if plan.like:
        yield shown(plan.like)
    words = parse_query(plan.searched or answer.query).text
    if words:
        yield tr("Words: {words}").format(words=shown(words))
    for typed, meant in plan.corrections if plan.searched else ():
        yield tr("“{typed}” was read as “{meant}”").format(typed=shown(typed), meant=shown(meant))
    for text, values in (
        (tr("Word for word: {values}"), plan.phrases),
        (tr("Numbers and names, exactly as written: {values}"), plan.identifiers),
        (tr("Without: {values}"), plan.excluded),
    ):
        if values:
            yield text.format(values=_listed(values))
    for group in plan.alternatives:
        yield tr("Any of: {values}").format(values=_listed(group))
    for name, value in plan.filters:
        yield told_filter(name, value)
    if plan.exact_like:
        yield tr("Reads like a search for exact words, so words count more")


def _asked(answer: SearchAnswer) -> Iterator[PlanLine]:
    """Each way of searching with its weight, and what it found and took where that is known."""
    plan = answer.plan
    found, took = _most_found(plan), dict[str, float]()
    for step, passed in answer.timings:
        took[step] = took.get(step, 0.0) + passed
    for leg, said in _ways(plan).items():
        facts = [_found(leg, found[leg])] if leg in found else []
        spent = [took[step] for step in _STEPS.get(leg, ()) if step in took]
        facts += [milliseconds(sum(spent))] if spent else []
        yield PlanLine(said, ", ".join(facts))
    if "names" in took:
        yield PlanLine(tr("File names"), milliseconds(took["names"]))
    if not plan.legs:
        yield PlanLine(tr("Nothing: there was no word to search for"))


def _ways(plan: QueryPlan) -> dict[str, str]:
    """The lists that were asked by their names in words; the two lists of words are one."""
    names = {
        "words": tr("Words"),
        "learned": tr("Words as the model weighs them"),
        "dense": tr("Meaning"),
        "pictures": tr("What pictures show"),
        "files": tr("Filters alone, newest first"),
    }
    legs = dict.fromkeys("words" if leg == "stems" else leg for leg in plan.legs)
    ways = {leg: names.get(leg, leg) for leg in legs}
    if "dense" in ways and len(ways) > 1:
        ways["dense"] = tr("Meaning, {weight}").format(weight=_weight(plan.alpha))
    return ways


def _weight(share: float) -> str:
    """A weight of 0..1 beside that of words."""
    if share < 0.2:
        return tr("which counts little beside words")
    if share < 0.45:
        return tr("which counts less than words")
    if share <= 0.55:
        return tr("which counts as much as words")
    return tr("which counts more than words")


def _most_found(plan: QueryPlan) -> Mapping[str, int]:
    """How many candidates each way has; of the two lists of words the longer."""
    found: dict[str, int] = {}
    for leg, count in plan.found:
        way = "words" if leg == "stems" else leg
        found[way] = max(found.get(way, 0), count)
    return found


def _found(leg: str, count: int) -> str:
    if leg == "files":
        return counted(count, "{count} file", "{count} files")
    if leg == "pictures":
        return counted(count, "{count} picture", "{count} pictures")
    return counted(count, "{count} passage", "{count} passages")


def _ordered(answer: SearchAnswer) -> Iterator[PlanLine]:
    """What brought the results into their order."""
    plan = answer.plan
    if len(_ways(plan)) > 1:
        yield PlanLine(tr("What several ways found comes first, an exact match before all else"))
    done = plan.reranked
    if done is not None and done.note:
        yield PlanLine(done.note)
    elif done is not None:
        read = counted(done.passages, "{count} passage", "{count} passages")
        moved = counted(done.moved, "{count} result moved", "{count} results moved")
        text = tr("{reranker} read the best {read}; {moved}")
        yield PlanLine(
            text.format(reranker=done.reranker, read=read, moved=moved),
            milliseconds(done.milliseconds),
        )


def _noted(plan: QueryPlan) -> Iterator[str]:
    """What did not go as asked."""
    for fault in plan.faults:
        yield shown(fault.message)
    told = " ".join(plan.notes)
    for one in plan.relaxed:
        if one not in told:
            yield tr("Left out, because nothing passes it: {filter}").format(filter=shown(one))
    yield from plan.notes
    if plan.suggestion:
        yield tr("Perhaps meant: {query}").format(query=shown(plan.suggestion))


def _result(answer: SearchAnswer) -> str:
    found = counted(answer.total, "{count} result", "{count} results")
    return tr("{found} in {time}").format(found=found, time=milliseconds(answer.took_ms))


def _listed(values: Sequence[str]) -> str:
    return ", ".join(tr("“{text}”").format(text=shown(value)) for value in values)
