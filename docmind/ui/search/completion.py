"""What can be written where the cursor stands: names of filters, and the values they take."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from docmind.core import Facet, FacetName
from docmind.ui.search.facet_names import (
    count_told,
    kind_names,
    lately_names,
    type_name,
    value_name,
)
from docmind.ui.search.filters import field_names, filter_choices
from docmind.ui.search.narrowing import quoted
from docmind.ui.widgets.wording import language_name, shown, tr

LEAST_LETTERS = 2  # before the name of a filter is offered without being asked for
_ALIASES = {
    "ext": "type", "folder": "in", "language": "lang", "since": "after", "until": "before",
}  # fmt: skip
_EXAMPLES = {
    "type": "type:pdf", "kind": "kind:image", "in": "in:taxes", "name": "name:*.pdf",
    "on": "on:yesterday", "after": "after:2024", "before": "before:2024-05-17",
    "size": "size:>2mb", "lang": "lang:de", "page": "page:3", "has": "has:text",
}  # fmt: skip
_FACETS: Mapping[str, FacetName] = {
    "type": "type", "kind": "kind", "in": "folder", "lang": "language", "on": "year",
    "after": "year", "before": "year",
}  # fmt: skip
_DATES = ("on", "after", "before")
_SEVERAL = ("type", "kind", "lang")  # fields that take values with commas between them
_LANGUAGES = (
    "en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "no", "fi", "pl", "cs", "hu", "ro",
    "ru", "el", "tr", "ar", "he", "hi", "th", "zh", "ja", "ko",
)  # fmt: skip
_TYPES = (
    "pdf", "word", "excel", "powerpoint", "text", "markdown", "html", "epub", "csv", "json",
    "png", "jpg", "python",
)  # fmt: skip
_WORD = re.compile(r"(?:^|(?<=\s))(-?)([^\W_]*)\Z")
_VALUE = re.compile(r"(?:^|(?<=\s))-?([A-Za-z]+):(?:\"([^\"]*)|([^\s\"]*))\Z")
_DATE = re.compile(r"(?:^|(?<=\s))-?([A-Za-z]+):([^\s\":]+ [^\s\":]*)\Z")


@dataclass(frozen=True, slots=True)
class Proposal:
    """``written`` takes the place of what is typed; ``facts`` are said beside the ``title``."""

    written: str
    title: str
    facts: str = ""


@dataclass(frozen=True, slots=True)
class Completion:
    """What may stand at code points ``[start, end)`` of the text. ``values``: of a filter, whose
    name is written; ``example`` shows what one takes of which none can be listed."""

    start: int
    end: int
    proposals: tuple[Proposal, ...]
    values: bool
    example: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What the library tells. ``facets`` divide the answer to ``counted_for``; ``folders`` are
    the sources, as (path, name)."""

    facets: Mapping[FacetName, Facet]
    counted_for: str = ""
    folders: Sequence[tuple[str, str]] = ()


def completion_at(
    text: str, cursor: int, known: Known, *, asked: bool = False
) -> Completion | None:
    """What can be written at code point ``cursor``; None where nothing is to be offered.
    ``asked``: a person wants to see it, so names are offered before a letter is typed."""
    before, after = text[:cursor], text[cursor:]
    if after[:1].strip() and not after.startswith('"'):
        return None  # in the middle of a word
    for pattern in (_VALUE, _DATE):
        found = pattern.search(before)
        if found and _field(found[1]):
            return _of_value(text, cursor, found, known)
    found = _WORD.search(before)
    return _of_name(cursor, found, asked=asked) if found else None


def completed(text: str, completion: Completion, proposal: Proposal) -> tuple[str, int]:
    """(the text with the proposal in it, where the cursor then stands)."""
    after = text[completion.end :]
    written = proposal.written
    if completion.values and not after[:1].isspace():
        written += " "
    begun = text[: completion.start] + written
    return begun + after, len(begun) + (completion.values and after[:1].isspace())


def _field(typed: str) -> str:
    """The field that is meant; "" for none."""
    name = _ALIASES.get(typed.lower(), typed.lower())
    return name if name in _EXAMPLES else ""


# -- names -----------------------------------------------------------------------------------------


def _of_name(cursor: int, found: re.Match[str], *, asked: bool) -> Completion | None:
    typed = found[2].casefold()
    if not asked and (len(typed) < LEAST_LETTERS or typed in _EXAMPLES):
        return None  # a word like any other so far
    names = field_names()
    meant = [name for name in names if _begins(typed, name, names[name])]
    meant += [name for alias, name in _ALIASES.items() if typed and alias.startswith(typed)]
    proposals = tuple(
        Proposal(f"{name}:", names[name], _EXAMPLES[name]) for name in dict.fromkeys(meant)
    )
    return Completion(found.start(2), cursor, proposals, values=False) if proposals else None


def _begins(typed: str, *called: str) -> bool:
    """Whether what is typed begins one of the names, or a word of it."""
    return any(
        word.startswith(typed) for name in called for word in (name.casefold(), *_words(name))
    )


def _words(name: str) -> list[str]:
    return name.casefold().split()


# -- values ----------------------------------------------------------------------------------------


def _of_value(text: str, cursor: int, found: re.Match[str], known: Known) -> Completion | None:
    field = _field(found[1])
    in_quotes = text[found.end(1) + 1 : found.end(1) + 2] == '"'
    start = found.end(1) + 1
    typed = text[start + in_quotes : cursor]
    if field in _SEVERAL and not in_quotes:
        start += typed.rfind(",") + 1
        typed = text[start:cursor]
    end = cursor + (in_quotes and text[cursor : cursor + 1] == '"')
    base = " ".join((text[: found.start()] + text[end:]).split())
    wanted = typed.strip().casefold()
    proposals = tuple(
        one
        for one in _values(field, known, counted=base == known.counted_for)
        if _begins(wanted, one.written.strip('"'), one.title) and one.written != typed
    )
    if proposals:
        return Completion(start, end, proposals, values=True)
    if typed:
        return None
    example = tr("Such as {example}").format(example=_EXAMPLES[field])
    return Completion(start, end, (), values=True, example=example)


def _values(field: str, known: Known, *, counted: bool) -> tuple[Proposal, ...]:
    """What a field takes: what was found first, then what else there is; each once."""
    facet = _FACETS.get(field)
    found = known.facets.get(facet) if facet else None
    found = found or Facet("kind", ())
    offered: dict[str, Proposal] = {}
    if facet and field not in _DATES:
        for value in found.values:
            facts = count_told(value.count, at_least=found.at_least) if counted else ""
            written = quoted(value.value)
            title = value_name(facet, value.value, value.label)
            offered[written] = Proposal(written, title, facts or _place(field, value.value))
    for one in (*_usual(field, known), *_years(field, found, counted=counted)):
        offered.setdefault(one.written, one)
    return tuple(offered.values())


def _usual(field: str, known: Known) -> Iterator[Proposal]:
    """What is offered whatever was found."""
    if field == "in":
        for path, name in known.folders:
            yield Proposal(quoted(path), shown(name), _place(field, path))
    elif field == "kind":
        yield from (Proposal(value, title) for value, title in kind_names().items())
    elif field == "lang":
        yield from (Proposal(code, language_name(code), code) for code in _LANGUAGES)
    elif field in _DATES:
        yield from (Proposal(quoted(value), title) for value, title in lately_names().items())
    else:
        said = {one.value: one.label for _, many in filter_choices() for one in many
                if one.field == field and one.value}  # fmt: skip
        for value in dict.fromkeys((*(_TYPES if field == "type" else ()), *said)):
            yield Proposal(value, said.get(value) or type_name(value), value)


def _years(field: str, found: Facet, *, counted: bool) -> Iterator[Proposal]:
    if field in _DATES:
        told = counted and field == "on"
        for value in found.values:
            facts = count_told(value.count, at_least=found.at_least) if told else ""
            yield Proposal(value.value, value.value, facts)


def _place(field: str, value: str) -> str:
    """Which folder of that name it is."""
    return shown(value) if field == "in" else ""
