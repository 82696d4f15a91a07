"""How documents divide, and that a filter finds what was counted."""

from __future__ import annotations

import time
from datetime import date

import pytest
from fakes.shelf import Shelf
from hypothesis import given, settings
from hypothesis import strategies as st

from docmind.core.schema import Query, SearchAnswer
from docmind.core.schema_facets import Facet, Traits
from docmind.core.search.facets import count_facets, was_cut
from docmind.core.search.periods import seconds
from docmind.core.search.pipeline import Searcher
from docmind.core.store.base import Candidate

SUMMER_2024 = 1_720_000_000
FILTERS = {
    "kind": "kind:{}",
    "type": "type:{}",
    "folder": 'in:"{}"',
    "changed": 'on:"{}"',
    "year": "on:{}",
    "language": "lang:{}",
}


def traits(path: str, source: str = "/docs", **facts: str | int) -> Traits:
    whole = {"kind": "document", "mtime_ns": SUMMER_2024 * 10**9, "language": "en", **facts}
    return Traits(path.encode(), source.encode(), **whole)  # type: ignore[arg-type]


def facet(facets: tuple[Facet, ...], name: str) -> dict[str, int]:
    """Counts by value."""
    return {value.value: value.count for one in facets if one.name == name for value in one.values}


def labels(facets: tuple[Facet, ...], name: str) -> list[str]:
    return [value.label for one in facets if one.name == name for value in one.values]


def test_every_respect_is_counted_most_common_first() -> None:
    facets = count_facets(
        [
            traits("/docs/a/one.PDF"),
            traits("/docs/a/two.pdf", language="de"),
            traits("/docs/b/photo.jpeg", kind="image", language="", mtime_ns=0),
        ]
    )
    assert [one.name for one in facets] == ["kind", "type", "folder", "year", "language"]
    assert facet(facets, "kind") == {"document": 2, "image": 1}
    assert next(iter(facet(facets, "type").items())) == ("pdf", 2)
    assert facet(facets, "folder") == {"/docs/a": 2, "/docs/b": 1}
    assert list(facet(facets, "year")) == ["2024", str(time.localtime(0).tm_year)]
    assert facet(facets, "language") == {"de": 1, "en": 1}


def test_what_was_changed_lately_is_counted() -> None:
    ends = {"old": "2024-12-31", "year": "2025-01-01", "month": "2025-06-01", "ahead": "2025-07-01"}
    facets = count_facets(
        [
            traits(f"/docs/{name}.txt", mtime_ns=seconds(date.fromisoformat(day)) * 10**9)
            for name, day in ends.items()
        ],
        today=date(2025, 6, 15),
    )
    assert list(facet(facets, "changed").items()) == [("this month", 1), ("this year", 3)]
    assert facet(count_facets([traits("/docs/a.txt")]), "changed") == {}


def test_nothing_found_divides_by_nothing() -> None:
    assert count_facets([]) == ()


def test_files_known_by_name_only_have_no_kind_and_no_language() -> None:
    facets = count_facets([traits("/docs/a/one.pdf")], [traits("/docs/b/two.pdf")])
    assert facet(facets, "kind") == {"document": 1}
    assert facet(facets, "language") == {"en": 1}
    assert facet(facets, "type") == {"pdf": 2}
    assert facet(facets, "folder") == {"/docs/a": 1, "/docs/b": 1}


@pytest.mark.parametrize("name", ["Makefile", ".bashrc", "ends with.", "odd.s p a c e"])
def test_what_no_type_filter_finds_is_no_type(name: str) -> None:
    assert facet(count_facets([traits(f"/docs/{name}")]), "type") == {}


def test_folders_divide_below_what_all_share() -> None:
    deep = [traits("/docs/x/y/a/1.txt"), traits("/docs/x/y/b/c/2.txt"), traits("/docs/x/y/3.txt")]
    facets = count_facets(deep)
    assert facet(facets, "folder") == {"/docs/x/y/a": 1, "/docs/x/y/b": 1}
    assert labels(facets, "folder") == ["a", "b"]
    assert facet(count_facets(deep[:1]), "folder") == {}


def test_folders_whose_names_begin_alike_are_not_one() -> None:
    facets = count_facets([traits("/docs/tax/1.txt"), traits("/docs/taxi/2.txt")])
    assert facet(facets, "folder") == {"/docs/tax": 1, "/docs/taxi": 1}


def test_sources_divide_before_their_folders() -> None:
    facets = count_facets(
        [
            traits("/one/docs/a/1.txt", "/one/docs"),
            traits("/one/docs/b/2.txt", "/one/docs"),
            traits("/two/docs/3.txt", "/two/docs"),
            traits("/two/one.txt", "/two/one.txt"),  # a file that is a source itself
        ]
    )
    assert facet(facets, "folder") == {"/one/docs": 2, "/two": 1, "/two/docs": 1}
    assert labels(facets, "folder") == ["one/docs", "two", "two/docs"]


def test_many_folders_are_cut() -> None:
    facets = count_facets([traits(f"/docs/{n:02}/a.txt") for n in range(30)])
    assert len(facet(facets, "folder")) == 12


def test_names_that_are_no_text_and_times_that_are_none() -> None:
    odd = Traits(b"/docs/\xff\xfe/a.\xfftxt", b"/docs", "document", 10**30, "")
    facets = count_facets([odd, traits("/docs/b/b.txt", mtime_ns=-(10**29))])
    assert sum(facet(facets, "folder").values()) == 2
    assert facet(facets, "year") == {}


def test_a_list_that_ended_early_is_known() -> None:
    full = [Candidate(str(n), 1.0 - n / 10, n) for n in range(5)]
    assert was_cut({"words": full}, 5)
    assert not was_cut({"words": full}, 6)
    assert was_cut({"dense": full}, 5, least=0.6)
    assert not was_cut({"dense": full}, 5, least=0.61)
    assert was_cut({"dense": full}, 5)


# -- counts agree with results ---------------------------------------------------------------------

WORDS = ("alpha", "bravo", "carol", "delta", "ernie")
FILES = st.lists(
    st.tuples(
        st.sampled_from(("a", "b", "b/deep", "c d", "b/deep/er")),
        st.sampled_from(("pdf", "txt", "md", "jpg", "doc", "docx", "c", "img")),
        st.sampled_from(("document", "image", "code", "mail")),
        st.sets(st.sampled_from(WORDS), min_size=1, max_size=3),
        st.sampled_from((SUMMER_2024, SUMMER_2024 - 40_000_000, SUMMER_2024 - 80_000_000)),
        st.sampled_from(("en", "de", "")),
    ),
    max_size=14,
)


def filled(files) -> Shelf:
    """A library of generated files."""
    shelf = Shelf()
    for number, (folder, suffix, kind, its, mtime, language) in enumerate(files):
        path, text = f"/lib/{folder}/{number}.{suffix}", " ".join(sorted(its))
        shelf.put(path, text, kind=kind, source="/lib", mtime=mtime, language=language)
    return shelf


def ask(shelf: Shelf, text: str) -> SearchAnswer:
    return shelf.searcher.search(Query(text, "words", 100))


@settings(max_examples=30, deadline=None)
@given(FILES, st.sets(st.sampled_from(WORDS), min_size=1, max_size=2))
def test_a_filter_finds_what_was_counted(files, words) -> None:
    shelf = filled(files)
    query = " ".join(sorted(words))
    answer = ask(shelf, query)
    assert answer.total == len(answer.hits)
    for one in answer.facets:
        assert not one.at_least
        if one.name in ("kind", "type", "year"):
            assert sum(value.count for value in one.values) == answer.total
        for value in one.values:
            narrowed = ask(shelf, f"{query} {FILTERS[one.name].format(value.value)}")
            assert narrowed.total == value.count, (one.name, value)
    shelf.searcher.close()


@settings(max_examples=20, deadline=None)
@given(FILES, st.sets(st.sampled_from(WORDS), min_size=1, max_size=3))
def test_with_meaning_a_filter_never_finds_less_than_was_counted(files, words) -> None:
    shelf = filled(files)
    query = " ".join(sorted(words))
    answer = shelf.search(query, limit=100)
    for one in answer.facets:
        for value in one.values:
            narrowed = shelf.search(f"{query} {FILTERS[one.name].format(value.value)}", limit=100)
            assert narrowed.total >= value.count, (one.name, value)
            assert narrowed.total == value.count or one.at_least
    shelf.searcher.close()


def test_where_lists_ended_early_more_may_be_found_and_that_is_said() -> None:
    shelf = Shelf()
    for number in range(40):
        shelf.put(f"/lib/{number}.{('pdf', 'py')[number % 2]}", "alpha", source="/lib")
    few = Searcher(shelf.retrieve, shelf, shelf.embed_query, lambda: shelf.identity, candidates=10)
    wide = few.search(Query("alpha", "words", 100))
    assert wide.total == 10
    assert all(one.at_least for one in wide.facets)
    for value in next(one for one in wide.facets if one.name == "type").values:
        assert few.search(Query(f"alpha type:{value.value}", "words", 100)).total >= value.count
    few.close()


def test_facets_are_left_out_when_they_are_not_wanted() -> None:
    shelf = Shelf()
    shelf.put("/docs/a.txt", "alpha")
    plain = shelf.searcher.search(Query("alpha", "words", facets=False))
    assert (plain.facets, plain.total) == ((), 1)


def test_documents_the_catalog_does_not_know_are_not_counted() -> None:
    shelf = Shelf()
    for number in range(30):
        shelf.put(f"/docs/{number}.txt", "alpha")
    shelf.forget(30)
    answer = shelf.search("alpha", "words", limit=3)
    assert answer.total == 29
    assert facet(answer.facets, "type") == {".txt": 29}
