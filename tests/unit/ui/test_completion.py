"""What can be written where the cursor stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docmind.core import Facet, FacetValue, parse_query
from docmind.ui.search.completion import (
    Completion,
    Known,
    Proposal,
    completed,
    completion_at,
)

KNOWN = Known(
    {
        "kind": Facet("kind", (FacetValue("image", 12), FacetValue("document", 3))),
        "type": Facet("type", (FacetValue("pdf", 22), FacetValue(".md", 2))),
        "folder": Facet("folder", (FacetValue("/home/ada/Tax papers", 5, "Tax papers"),)),
        "language": Facet("language", (FacetValue("de", 7),)),
        "year": Facet("year", (FacetValue("2025", 19), FacetValue("2024", 3))),
    },
    "rent",
    (("/home/ada/Tax papers", "Tax papers"), ("/home/ada/b", "b")),
)


def at_end(text: str, known: Known = KNOWN, *, asked: bool = False) -> Completion | None:
    return completion_at(text, len(text), known, asked=asked)


def offered(text: str, known: Known = KNOWN, *, asked: bool = False) -> list[Proposal]:
    found = at_end(text, known, asked=asked)
    return [] if found is None else list(found.proposals)


def written(text: str) -> list[str]:
    return [one.written for one in offered(text)]


# -- names -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("rent ty", ["type:"]),
        ("Ki", ["kind:"]),
        ("rent -fo", ["in:"]),
        ("fold", ["in:"]),
        ("ext", ["type:"]),
        ("sinc", ["after:"]),
        ("chang", ["on:", "after:", "before:"]),
        ("la", ["lang:"]),
    ],
)
def test_a_name_is_offered_by_its_letters(text: str, names: list[str]) -> None:
    assert written(text) == names


@pytest.mark.parametrize("text", ["", "t", "rent ", "in", "on", "type", "lease", '"ty', "x:y ty:"])
def test_words_are_left_alone(text: str) -> None:
    assert offered(text) == []


def test_all_names_are_offered_when_asked_for() -> None:
    found = offered("rent ", asked=True)
    assert [one.written for one in found] == [
        "type:", "kind:", "in:", "name:", "on:", "after:", "before:", "size:", "lang:", "page:",
        "has:",
    ]  # fmt: skip
    assert all(not parse_query(one.facts).faults for one in found)
    assert offered("t", asked=True)[0].written == "type:"


def test_nothing_is_offered_within_a_word() -> None:
    assert completion_at("typing", 3, KNOWN) is None
    assert completion_at("ty rent", 2, KNOWN) is not None


# -- values ----------------------------------------------------------------------------------------


def test_what_was_found_comes_first_with_its_count() -> None:
    first, second, third = offered("rent type:")[:3]
    assert (first.title, first.facts) == ("PDF", "22")
    assert (second.written, second.title, second.facts) == (".md", "MD", "2")
    assert (third.written, third.title) == ("word", "Word processing")
    kinds = [(one.written, one.facts) for one in offered("rent kind:")]
    assert kinds == [("image", "12"), ("document", "3"), ("mail", ""), ("code", "")]


def test_a_count_that_may_be_larger_says_so() -> None:
    kinds = Facet("kind", (FacetValue("image", 12),), at_least=True)
    assert offered("rent kind:", Known({"kind": kinds}, "rent"))[0].facts == "12+"


def test_counts_of_another_question_are_not_told() -> None:
    assert offered("other kind:")[0] == Proposal("image", "Images")


def test_folders_of_the_library_are_offered_in_quotes() -> None:
    found = offered("rent in:")
    assert [(one.written, one.title, one.facts) for one in found] == [
        ('"/home/ada/Tax papers"', "Tax papers", "5"),
        ("/home/ada/b", "b", "/home/ada/b"),
    ]
    assert written("rent in:pap") == ['"/home/ada/Tax papers"']
    assert written('rent in:"/home/ada/T') == ['"/home/ada/Tax papers"']


def test_times_and_years_are_offered() -> None:
    found = offered("rent on:")
    assert found[0] == Proposal("today", "Today")
    assert Proposal("2025", "2025", "19") in found
    assert Proposal("2025", "2025") in offered("rent after:")
    assert written("rent on:last") == ['"last week"', '"last month"', '"last year"']
    assert written("rent on:last m") == ['"last month"']
    assert written("rent on:20") == ["2025", "2024"]


def test_languages_are_offered_by_name() -> None:
    assert offered("rent lang:")[0] == Proposal("de", "German", "7")
    assert written("rent language:fre") == ["fr"]
    assert written("rent lang:Span") == ["es"]


def test_the_last_of_several_values_is_completed() -> None:
    found = at_end("rent type:pdf,wo")
    assert found is not None
    assert [one.written for one in found.proposals] == ["word"]
    assert completed("rent type:pdf,wo", found, found.proposals[0]) == ("rent type:pdf,word ", 19)


def test_what_cannot_be_listed_has_an_example() -> None:
    found = at_end("rent name:")
    assert found is not None
    assert (found.proposals, found.example) == ((), "Such as name:*.pdf")
    assert at_end("rent name:lea") is None
    assert at_end("rent kind:banana") is None


def test_a_value_that_is_written_is_not_offered_again() -> None:
    assert "pdf" not in written("rent type:pdf")
    assert written("rent has:text") == []


# -- writing it ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "cursor", "number", "result", "place"),
    [
        ("rent ty", 7, 0, "rent type:", 10),
        ("ty rent", 2, 0, "type: rent", 5),
        ("rent type:pd", 12, 0, "rent type:pdf ", 14),
        ("type:pd rent", 7, 0, "type:pdf rent", 9),
        ('in:"/home/ada/T" x', 15, 0, 'in:"/home/ada/Tax papers" x', 26),
        ("on:last m", 9, 0, 'on:"last month" ', 16),
    ],
)
def test_a_proposal_takes_the_place_of_what_was_typed(
    text: str, cursor: int, number: int, result: str, place: int
) -> None:
    found = completion_at(text, cursor, KNOWN)
    assert found is not None
    assert completed(text, found, found.proposals[number]) == (result, place)


@given(st.text(alphabet='ty pe:"kinda,-😀', max_size=14), st.integers(0, 14), st.booleans())
def test_whatever_is_taken_is_understood(text: str, cursor: int, asked: bool) -> None:
    cursor = min(cursor, len(text))
    found = completion_at(text, cursor, KNOWN, asked=asked)
    if found is None:
        return
    assert 0 <= found.start <= found.end <= len(text)
    for one in found.proposals:
        result, place = completed(text, found, one)
        assert text[: found.start] + one.written == result[: found.start + len(one.written)]
        assert place <= len(result) + 1


@pytest.mark.parametrize(
    "field", ["type", "kind", "in", "on", "after", "before", "size", "lang", "has"]
)
def test_every_value_means_something(field: str) -> None:
    for one in offered(f"rent {field}:"):
        asked = parse_query(f"rent {field}:{one.written}")
        assert (asked.text, asked.faults, len(asked.conditions)) == ("rent", (), 1)
