"""What a person typed, taken apart: words, "phrases", -exclusions, alternatives and filters.

Nothing a person types is an error. What is malformed stays in the query as plain words, and a
``Fault`` says where and why. The grammar::

    query        = { item [ "OR" item ] } ;           "OR" in capitals, or "|"
    item         = [ "-" ] ( word | phrase | filter ) ;
    phrase       = quote text quote ;                 "…" “…” „…“ «…» ＂…＂
    filter       = field ":" value ;
    field        = "type" | "kind" | "in" | "name" | "before" | "after" | "on"
                 | "size" | "lang" | "page" | "has" ;
    value        = phrase | word | word { space word } ;    several words only for dates
    type, kind, size, lang, page, has = value { "," value } ;    any of them
    size         = [ "<" | "<=" | ">" | ">=" ] amount | amount ".." amount ;
    page         = [ "<" | "<=" | ">" | ">=" ] number | number "-" number ;
    name         = text with "*" and "?" ;            without them: anywhere in the name
    date         = "2024" | "2024-05" | "2024-05-17" | "17.5.2024" | "2024-Q1" | "march 2024"
                 | "today" | "yesterday" | ( "this" | "last" | "past" ) unit
                 | "last" number unit | number unit "ago" | "7d" | "2w" | "3m" | "1y" ;

Filters of different fields all hold, of the same field one does (``before``, ``after`` and
``size`` narrow each other); ``OR`` joins filters of different fields. ``before:2024`` ends before
2024 begins, ``after:2024`` begins with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from docmind.core.schema import Fault
from docmind.core.search import fields, periods
from docmind.core.store.base import Filter

_CLOSERS = {
    '"': '"', "“": "”“\"", "„": "“”\"", "‟": "”\"", "«": "»", "»": "«", "＂": "＂", "”": "”\"",
}  # fmt: skip
_QUOTES = "".join(_CLOSERS)
_NAMES = "|".join((*fields.NAMES, *fields.ALIASES))
_FIELD = re.compile(rf"(-?)({_NAMES}):", re.IGNORECASE)
_OR = frozenset({"OR", "|"})
_MOST_DATE_WORDS = 3


@dataclass(frozen=True, slots=True)
class Condition:
    """A filter as typed, at ``raw[start:end]``. ``meant`` are alternatives of which one must hold
    (none of which may, when ``negative``); ``in`` and ``name`` have none: a library tells what
    their ``value`` means. Conditions with the same ``group`` above 0 are alternatives, too."""

    field: str
    value: str
    negative: bool
    start: int
    end: int
    meant: tuple[Filter, ...] = ()
    group: int = 0

    @property
    def told(self) -> tuple[str, str]:
        """(name, value) for the plan; a leading "-" in the name excludes."""
        return ("-" if self.negative else "") + self.field, self.value


@dataclass(frozen=True, slots=True)
class Asked:
    """A parsed query. ``text`` holds the plain words, which stand in ``raw`` at ``places``;
    ``alternatives`` are groups of words and phrases of which one will do."""

    raw: str
    text: str = ""
    phrases: tuple[str, ...] = ()
    excluded_words: tuple[str, ...] = ()
    excluded_phrases: tuple[str, ...] = ()
    alternatives: tuple[tuple[str, ...], ...] = ()
    conditions: tuple[Condition, ...] = ()
    faults: tuple[Fault, ...] = ()
    places: tuple[tuple[int, int], ...] = field(default=(), compare=False)

    @property
    def wanted(self) -> str:
        """Everything to look for, phrases as plain words too."""
        return " ".join(part for part in (self.text, *self.phrases) if part)

    @property
    def excluded(self) -> tuple[str, ...]:
        return self.excluded_words + self.excluded_phrases

    @property
    def filters(self) -> tuple[tuple[str, str], ...]:
        """(name, value) of every filter, as typed."""
        return tuple(condition.told for condition in self.conditions)


@dataclass(frozen=True, slots=True)
class _Piece:
    """One stretch of input: a bare word, a quoted part, or a field with its value."""

    value: str
    start: int
    end: int
    quoted: bool = False
    negative: bool = False
    field: str = ""


@dataclass(slots=True)
class _Draft:
    raw: str
    today: date
    words: list[str] = field(default_factory=list)
    phrases: list[str] = field(default_factory=list)
    excluded_words: list[str] = field(default_factory=list)
    excluded_phrases: list[str] = field(default_factory=list)
    alternatives: list[tuple[str, ...]] = field(default_factory=list)
    conditions: list[Condition] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)

    def fault(self, piece: _Piece, message: str) -> None:
        self.faults.append(Fault(piece.start, piece.end, message))


def parse(raw: str, today: date | None = None) -> Asked:
    """Take ``raw`` apart; dates are seen from ``today``. Never raises."""
    draft = _Draft(raw, today or date.today())
    for number, operands in enumerate(_operands(draft, list(_pieces(raw))), 1):
        _take(draft, operands, number)
    return Asked(
        raw=raw,
        text=" ".join(draft.words),
        phrases=tuple(dict.fromkeys(draft.phrases)),
        excluded_words=tuple(dict.fromkeys(draft.excluded_words)),
        excluded_phrases=tuple(dict.fromkeys(draft.excluded_phrases)),
        alternatives=tuple(draft.alternatives),
        conditions=tuple(draft.conditions),
        faults=tuple(sorted(draft.faults, key=lambda fault: (fault.start, fault.end))),
        places=tuple(draft.places),
    )


# -- pieces ----------------------------------------------------------------------------------------


def _pieces(raw: str) -> Iterator[_Piece]:
    at = 0
    while at < len(raw):
        if raw[at].isspace():
            at += 1
            continue
        piece, at = _piece(raw, at)
        if piece.value or piece.field:
            yield piece


def _piece(raw: str, start: int) -> tuple[_Piece, int]:
    found = _FIELD.match(raw, start)
    if found:
        name = found[2].lower()
        name = fields.ALIASES.get(name, name)
        value, end, quoted = _value(raw, found.end(), name)
        return _Piece(value, start, end, quoted, bool(found[1]), name), end
    negative = raw[start] == "-" and start + 1 < len(raw) and raw[start + 1] not in "- \t\n"
    at = start + negative
    if raw[at] in _QUOTES:
        end = _closing(raw, at)
        if end > at:
            value = raw[at + 1 : end].strip()
            return _Piece(value, start, end + 1, quoted=True, negative=negative), end + 1
        return _Piece("", at, at), at + 1  # a quote that never closes: its words are plain words
    end = _word_end(raw, at)
    word = raw[at:end]
    if negative and not any(character.isalnum() for character in word):
        return _Piece(raw[start:end], start, end), end
    return _Piece(word, start, end, negative=negative), end


def _value(raw: str, at: int, name: str) -> tuple[str, int, bool]:
    """(value of a field, where it ends, whether it was quoted)."""
    if at < len(raw) and raw[at] in _QUOTES:
        end = _closing(raw, at)
        if end > at:
            return raw[at + 1 : end].strip(), end + 1, True
        at += 1
    end = _date_end(raw, at) if name in fields.DATES else 0
    end = max(end, _word_end(raw, at))
    return raw[at:end], end, False


def _date_end(raw: str, at: int) -> int:
    """Where the longest date of several words ends that begins at ``at``; 0 when there is none."""
    ends = [_word_end(raw, at)]
    if ends[0] == at:
        return 0
    for _ in range(_MOST_DATE_WORDS - 1):
        begin = ends[-1]
        while begin < len(raw) and raw[begin] == " ":
            begin += 1
        end = _word_end(raw, begin)
        if begin == ends[-1] or end == begin or ":" in raw[begin:end]:
            break
        ends.append(end)
    # which day it is does not matter for what has the form of a date
    some_day = date(2024, 1, 15)
    return next((end for end in reversed(ends) if periods.period(raw[at:end], some_day)), 0)


def _closing(raw: str, at: int) -> int:
    """Where the quotation that opens at ``at`` closes; ``at`` itself when it does not."""
    ends = [raw.find(closer, at + 1) for closer in _CLOSERS[raw[at]]]
    return min((end for end in ends if end > at), default=at)


def _word_end(raw: str, at: int) -> int:
    """Up to white space or a double quote (which begins a phrase even without a space)."""
    end = at
    while end < len(raw) and not raw[end].isspace() and raw[end] not in _QUOTES:
        end += 1
    return end


# -- alternatives ----------------------------------------------------------------------------------


def _operands(draft: _Draft, pieces: Sequence[_Piece]) -> Iterator[list[_Piece]]:
    """Pieces alone, and those joined by OR together."""
    held: list[_Piece] = []
    joins = False
    for index, piece in enumerate(pieces):
        if _is_or(piece):
            joins = bool(held) and index + 1 < len(pieces) and not _is_or(pieces[index + 1])
            if not joins:
                draft.fault(piece, "OR stands between two words or two filters.")
                yield from ([held] if held else [])
                held = []
                yield [piece]
            continue
        if held and not joins:
            yield held
            held = []
        held.append(piece)
        joins = False
    if held:
        yield held


def _is_or(piece: _Piece) -> bool:
    return piece.value in _OR and not (piece.quoted or piece.negative or piece.field)


def _take(draft: _Draft, operands: Sequence[_Piece], number: int) -> None:
    if len(operands) == 1:
        _take_one(draft, operands[0], 0)
        return
    mixed = len({bool(piece.field) for piece in operands}) > 1
    if mixed or any(piece.negative for piece in operands):
        at = _Piece("", operands[0].start, operands[-1].end)
        draft.fault(at, "OR joins words with words and filters with filters, without a minus.")
    elif not operands[0].field:
        texts = (piece.value for piece in operands if any(map(str.isalnum, piece.value)))
        draft.alternatives.append(tuple(dict.fromkeys(texts)))
    group = number if operands[0].field and not mixed else 0
    for piece in operands:
        _take_one(draft, piece, group)


# -- one piece -------------------------------------------------------------------------------------


def _take_one(draft: _Draft, piece: _Piece, group: int) -> None:
    if piece.field:
        _take_field(draft, piece, group)
    elif piece.quoted:
        if any(character.isalnum() for character in piece.value):
            held = draft.excluded_phrases if piece.negative else draft.phrases
            held.append(piece.value)
    elif piece.negative:
        draft.excluded_words.append(piece.value)
    else:
        draft.words.append(piece.value)
        draft.places.append((piece.start, piece.end))


def _take_field(draft: _Draft, piece: _Piece, group: int) -> None:
    meant: tuple[Filter, ...] = ()
    try:
        if piece.field in ("in", "name"):
            fields.check_name(piece.field, piece.value)
        else:
            meant = fields.meaning(piece.field, piece.value, draft.today)
    except fields.NoMeaning as error:
        draft.fault(piece, str(error))
        typed = draft.raw[piece.start : piece.end].replace(":", " ")
        draft.words.append("".join(sign for sign in typed if sign not in _QUOTES).strip(" -"))
        return
    draft.conditions.append(
        Condition(piece.field, piece.value, piece.negative, piece.start, piece.end, meant, group)
    )
