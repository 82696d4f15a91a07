"""An explanation in plain sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docmind.core.schema_explain import Explanation, ListPlace

_LISTS = {
    "dense": "by meaning",
    "stems": "by words with their endings folded",
    "words": "by words as they stand",
    "learned": "by words as the model weighs them",
    "pictures": "by what its pictures show",
    "name": "by its name alone",
}
_STATES = {
    "pending": "It waits to be read, and was not found by its name.",
    "skipped": "It is of a type that is not read, and was not found by its name.",
    "problem": "It could not be read, and was not found by its name",
}


def reasons_for(found: Explanation, limit: int, least: float | None) -> tuple[str, ...]:
    """The verdict, then where the document stands. ``limit`` is how many results were asked for,
    ``least`` the cosine below which what only meaning found is left out (None: unknown)."""
    sentences = [_verdict(found, limit)]
    if found.verdict == "left_out":
        sentences.append(_left_out(found, least))
    is_filtered = bool(found.failed_filters)
    sentences.extend(_place(its, is_filtered) for its in found.lists)
    for reason in found.held:
        what = "It is called" if reason.label == "name" else "It holds"
        sentences.append(f"{what} {_listed(reason.terms)} exactly.")
    if found.missing:
        sentences.append(f"It does not hold {_listed(found.missing)} word for word.")
    return tuple(sentences)


def needed_for(found: Explanation) -> tuple[str, ...]:
    """What would bring the document among the results, or further up."""
    return tuple(_needed(found))


def _verdict(found: Explanation, limit: int) -> str:
    place = f"place {found.rank} of {found.total}"
    if found.verdict in ("shown", "further") and found.copy_of is not None:
        where = f"at {place}" if found.verdict == "shown" else f"only at {place}"
        return f"It says the same as {found.copy_of.name}, which is shown {where} for both."
    if found.verdict == "shown":
        return f"It is among the results, at {place}."
    if found.verdict == "further":
        return f"It was found, but at {place}; {limit} are shown."
    if found.verdict == "not_read":
        sentence = _STATES.get(found.state or "", _STATES["pending"])
        reason = f": {found.problem.reason}" if found.problem else ""
        return sentence if sentence.endswith(".") else f"{sentence}{reason}."
    return {
        "left_out": "It was a candidate, but was left out as too far off.",
        "filtered": f"The filter does not let it through: {_listed(found.failed_filters)}.",
        "excluded": f"It holds what is excluded: {_listed(found.excluded_by)}.",
        "nothing_asked": "There is no word in the query to search for.",
    }.get(found.verdict, "It is in none of the lists of candidates.")


def _left_out(found: Explanation, least: float | None) -> str:
    dense = next((its for its in found.lists if its.name == "dense"), None)
    if dense is not None and dense.score is not None and least is not None and dense.score < least:
        return f"Its meaning is too far off: {dense.score:.3f}, where {least:.3f} is needed."
    return "It shares only small words with the query, or nothing but chance."


def _place(its: ListPlace, is_filtered: bool) -> str:
    kind = _LISTS.get(its.name, its.name)
    if its.place is not None:
        score = "" if its.score is None else f", score {its.score:.3f}"
        return f"{kind.capitalize()}: place {its.place} of {its.listed}{score}."
    if its.score is None:
        return f"{kind.capitalize()}: not found."
    if is_filtered:
        return f"{kind.capitalize()}: not listed for the filter; its score is {its.score:.3f}."
    if its.last is not None:
        return (
            f"{kind.capitalize()}: not among the first {its.listed}; its score is "
            f"{its.score:.3f}, the last one listed has {its.last:.3f}."
        )
    return f"{kind.capitalize()}: not listed; its score is {its.score:.3f}."


def _needed(found: Explanation) -> Iterator[str]:
    if found.verdict == "further":
        yield f"Ask for {found.rank} results, or for words that are rarer in other documents."
    elif found.verdict == "filtered":
        yield f"Leave out {_listed(found.failed_filters)}."
    elif found.verdict == "not_read":
        if found.problem is not None and found.problem.hint:
            yield found.problem.hint
        elif found.state == "pending":
            yield "Wait until it was read, or search for its name."
        else:
            yield "Search for its name."
    elif found.verdict == "left_out":
        yield "Use a word that it holds."
    elif found.verdict == "not_found":
        yield from _not_found(found)
    elif found.verdict == "nothing_asked":
        yield "Type a word to search for."
    if found.excluded_by and found.rank is None:
        yield f"Leave out the exclusion of {_listed(found.excluded_by)}."


def _not_found(found: Explanation) -> Iterator[str]:
    worded = [its for its in found.lists if its.name in ("stems", "words")]
    if worded and all(its.score is None for its in worded):
        yield "Use a word that it holds: it has none of those in the query."
    elif found.lists:
        yield "Use more of its own words, or a filter that leaves out others."
    if found.plan.mode == "words":
        yield "Search in the mode auto or meaning, which also finds what is said in other words."
    if found.plan.mode == "images":
        yield "Search in the mode auto: images finds nothing but pictures."


def _listed(texts: Sequence[str]) -> str:
    return ", ".join(f"“{text}”" for text in texts)
