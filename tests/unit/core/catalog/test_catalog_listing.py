"""Files by what they are: SQL and the store's own meaning of a filter agree."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docmind.core.catalog.catalog import Catalog
from docmind.core.catalog.rows import NewChunk, NewFile
from docmind.core.schema import ChunkRecord, Document, FoundFile, Page, Span
from docmind.core.schema_filter import Between, Filter
from docmind.core.store.checks import matches
from docmind.core.store.facts import passage_facts, record_facts

SOURCE = Path("/home/a")
NAMES = ("papers/Lease.PDF", "papers/old/bill.pdf", "paper.md", ".hidden", "b/Übung.tar.gz", "b/x")
DAY = 86_400


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    catalog = Catalog(tmp_path_factory.mktemp("listing") / "catalog.sqlite3")
    catalog.add_source(SOURCE)
    for place, name in enumerate(NAMES):
        # times around 1970, also before it and not on whole seconds
        found = FoundFile(SOURCE / name, 1000 * place, (place - 2) * DAY * 10**9 + place, 1)
        file_id = catalog.register(SOURCE, [found])[os.fsencode(found.path)]
        kind = "image" if place % 3 == 0 else "document"
        document = Document(found.path, "text/plain", kind, name, (Page(1, "One."),))  # type: ignore[arg-type]
        chunks = tuple(
            NewChunk(
                ChunkRecord(
                    f"00000000-0000-5000-8000-{100 * place + number:012}",
                    file_id, number, "" if place == 3 else "One.", Span(0, 4),
                    None if place % 2 else number + 1, "",
                ),
                1, 1,
            )
            for number in range(1 + place % 3)
        )  # fmt: skip
        language = ("en", "de", "")[place % 3]
        catalog.commit([NewFile(file_id, found, f"h{place}", "p", document, language, chunks)])
    yield catalog
    catalog.close()


def expected(catalog: Catalog, where: Filter) -> list[int]:
    records = catalog.files(range(1, len(NAMES) + 1)).values()
    found = [
        record
        for record in records
        if any(
            matches(passage_facts(record_facts(record), chunk.page, chunk.text), where)
            for chunk in catalog.file_chunks(record.file_id)
        )
    ]
    return [one.file_id for one in sorted(found, key=lambda one: (-one.mtime_ns, one.file_id))]


bounds = st.builds(Between, st.none() | st.integers(-3, 5), st.none() | st.integers(-3, 5))
days = st.builds(
    lambda a, b: Between(a and a * DAY, b and b * DAY),
    st.none() | st.integers(-3, 5), st.none() | st.integers(-3, 5),
)  # fmt: skip


def some(*values: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=2).map(tuple)


simple = st.builds(
    Filter,
    suffixes=some("pdf", "md", "gz", "hidden", "x"),
    kinds=some("image", "document"),
    folders=some("/home/a", "/home/a/papers", "/home/a/b", "/home"),
    languages=some("en", "de"),
    has=some("text"),
    file_ids=st.none() | st.lists(st.integers(0, 7), max_size=4).map(tuple),
    modified=st.none() | days,
    size=st.none() | bounds.map(lambda it: Between(it.least and it.least * 1000, it.below)),
    page=st.none() | bounds,
)
filters = st.builds(
    lambda one, group, without: Filter(
        **{name: getattr(one, name) for name in ("suffixes", "kinds", "page", "has", "modified")},
        either=(tuple(group),) if group else (),
        without=tuple(each for each in without if each != Filter()),
    ),
    simple, st.lists(simple, max_size=2), st.lists(simple, max_size=2),
)  # fmt: skip


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(where=simple | filters)
def test_it_is_what_the_store_would_find(catalog: Catalog, where: Filter) -> None:
    ids, total = catalog.files_matching(where, 100)
    assert ids == expected(catalog, where)
    assert total == len(ids)


def test_only_the_newest_are_listed_and_all_are_counted(catalog: Catalog) -> None:
    ids, total = catalog.files_matching(Filter(), 2)
    assert (ids, total) == ([6, 5], len(NAMES))
    assert catalog.files_matching(Filter(page=Between(1, 2)), 1)[1] == 3


def test_only_searchable_files_are_listed(catalog: Catalog) -> None:
    catalog.register(SOURCE, [FoundFile(SOURCE / "later.txt", 1, 9 * DAY * 10**9, 1)])
    assert catalog.files_matching(Filter(), 10)[1] == len(NAMES)
