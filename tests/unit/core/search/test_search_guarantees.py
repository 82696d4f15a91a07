"""Whatever a library holds: a file name, an identifier or a phrase that only one document has leads
to it first, in auto and in words."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from fakes.shelf import Shelf
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docmind.core import lexical

_ENGLISH = (
    "wing river garden report panel flutter money spring weather number cell binding layer plate "
    "speed house contract letter meeting budget train island bridge window winter summer paper "
    "wings reporting numbers of the and in a to"
)
WORDS = tuple(_ENGLISH.split(" "))
OTHERS = (
    "договор аренда поезд зима река мост письмо", "straße vertrag haus brief winter brücke größe",
    "合同 火车 冬天 河流 报告 会议 房屋", "東京都 天気 契約 野菜 会議 報告書",
    "عقد المدرسة رسالة شتاء جسر",
    "학교에서 계약서 기차 겨울 회의", "รถไฟ สัญญา ฤดูหนาว รายงาน",
)  # fmt: skip
VOCABULARY = (*WORDS, *(word for words in OTHERS for word in words.split()))
CODES = ("AB", "Inv", "x", "FT", "il", "getUser", "Zx")
LIMIT = 20


@dataclass(frozen=True)
class Written:
    """A document: its name without extension, its passages, its title."""

    name: str
    passages: tuple[str, ...]
    title: str


words = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=14)
texts = words.map(lambda held: " ".join(held).capitalize() + ".")
identifiers = st.builds(
    lambda code, join, number, end: f"{code}{join}{number}{end}",
    st.sampled_from(CODES),
    st.sampled_from(("", "-", "_", ".", "/")),
    st.integers(10, 99_999),
    st.sampled_from(("", "b", "-7", ".2", "_v2")),
)
names = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map("_".join)
libraries = st.lists(
    st.builds(
        Written,
        names,
        st.lists(texts, min_size=1, max_size=4).map(tuple),
        st.one_of(st.just(""), texts),
    ),
    min_size=1,
    max_size=25,
)
checked = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _shelf(library: list[Written]) -> Shelf:
    shelf = Shelf()
    for number, document in enumerate(library):
        path = f"/docs/{number % 3}/{document.name} {number:03}.txt"
        shelf.put(path, *document.passages, title=document.title)
    return shelf


def _with(library: list[Written], at: int, part: str, where: int) -> tuple[list[Written], int]:
    """The library with ``part`` written into one of its documents, and which one."""
    at %= len(library)
    passages = list(library[at].passages)
    place = where % len(passages)
    held = passages[place].split(" ")
    held.insert(where % (len(held) + 1), part)
    passages[place] = " ".join(held)
    changed = list(library)
    changed[at] = Written(library[at].name, tuple(passages), library[at].title)
    return changed, at


def _holders(library: list[Written], part: str) -> list[int]:
    """Which documents hold ``part`` literally, line by line."""
    wanted = lexical.verbatim_form(part)
    return [
        number
        for number, document in enumerate(library)
        if any(
            lexical.contains_verbatim(lexical.verbatim_form(text), wanted)
            for text in (
                *document.passages, document.title, f"{document.name} {number:03}.txt",
                " ".join(document.passages),
            )
        )
    ]  # fmt: skip


def _first(shelf: Shelf, query: str, mode: str) -> int:
    hits = shelf.search(query, mode, LIMIT).hits
    return hits[0].file_id - 1 if hits else -1


@pytest.mark.parametrize("mode", ["auto", "words"])
@checked
@given(libraries, identifiers, st.integers(0, 99), st.integers(0, 99))
def test_a_unique_identifier_is_first(
    mode: str, library: list[Written], identifier: str, at: int, where: int
) -> None:
    library, holder = _with(library, at, identifier, where)
    if _holders(library, identifier) == [holder]:
        assert _first(_shelf(library), identifier, mode) == holder


@pytest.mark.parametrize("mode", ["auto", "words"])
@checked
@given(libraries, words, st.integers(0, 99), st.integers(0, 99))
def test_a_unique_phrase_is_first(
    mode: str, library: list[Written], phrase: list[str], at: int, where: int
) -> None:
    quoted = " ".join(phrase)
    library, holder = _with(library, at, quoted, where)
    if _holders(library, quoted) == [holder]:
        assert _first(_shelf(library), f'"{quoted}"', mode) == holder


@pytest.mark.parametrize("mode", ["auto", "words"])
@pytest.mark.parametrize("ending", [".txt", ""])
@checked
@given(libraries, st.integers(0, 99))
def test_a_unique_file_name_is_first(
    mode: str, ending: str, library: list[Written], at: int
) -> None:
    holder = at % len(library)
    name = f"{library[holder].name} {holder:03}{ending}"
    assert _first(_shelf(library), name, mode) == holder


@pytest.mark.parametrize("mode", ["auto", "words"])
@checked
@given(
    libraries,
    identifiers,
    st.lists(st.sampled_from(WORDS), max_size=3),
    st.integers(0, 99),
    st.integers(0, 99),
)
def test_a_unique_identifier_is_first_among_a_few_words(
    mode: str, library: list[Written], identifier: str, more: list[str], at: int, where: int
) -> None:
    library, holder = _with(library, at, identifier, where)
    query = " ".join((*more, identifier))
    if _holders(library, identifier) == [holder] and _holders(library, query) in ([], [holder]):
        assert _first(_shelf(library), query, mode) == holder
