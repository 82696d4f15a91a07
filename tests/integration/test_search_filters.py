"""The filters of the query language, on real files through the real store."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PIL import Image

from docmind.core.engine import Engine
from docmind.core.schema import Mode, Query, Sort
from docmind.core.settings import EmbeddingSettings, Settings

GERMAN = "Der Mieter zahlt die Miete für die Wohnung jeden Monat im Voraus an den Vermieter."
ENGLISH = "The tenant pays the rent for the flat every month in advance to the landlord."
ENDLESS = "The garden and the river are quiet. " * 400


def at(path: Path, *day: int) -> Path:
    moment = datetime(*day, 12).timestamp()  # type: ignore[misc]
    os.utime(path, (moment, moment))
    return path


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    root = tmp_path_factory.mktemp("filters")
    home = root / "Taxes" / "2023"
    home.mkdir(parents=True)
    (home / "Miete Übersicht.md").write_text(f"{GERMAN}\n\nrent kennung\n")
    at(home / "Miete Übersicht.md", 2023, 5, 17)
    (home / "lease.txt").write_text(f"{ENGLISH}\n\nrent\n")
    at(home / "lease.txt", 2024, 2, 29)
    large = root / "other" / "large.txt"
    large.parent.mkdir()
    large.write_text(f"rent\n\n{ENDLESS * 4}")
    at(large, 2024, 12, 31)
    (large.parent / "slides.md").write_text("rent\n")
    at(large.parent / "slides.md", 2025, 1, 1)
    Image.new("RGB", (64, 64), "red").save(large.parent / "rent.png")
    settings = Settings(embedding=EmbeddingSettings(model_name="hashing"))
    with Engine.open(root / "library", settings) as engine:
        report = engine.wait(engine.add([root / "Taxes", root / "other"]), 120)
        assert report is not None
        assert report.counts.added == 5, report
        yield engine


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ("", "Miete Übersicht.md lease.txt large.txt slides.md rent.png"),
        ("type:md", "Miete Übersicht.md slides.md"),
        ("kind:image", "rent.png"),
        ("type:txt OR kind:image", "lease.txt large.txt rent.png"),
        ("-type:md -kind:image", "lease.txt large.txt"),
        ("in:taxes", "Miete Übersicht.md lease.txt"),
        ("in:taxes -in:2023", ""),
        ("name:lease", "lease.txt"),
        ("name:*.md", "Miete Übersicht.md slides.md"),
        ("name:ubersicht", "Miete Übersicht.md"),
        ("name:l*.txt", "lease.txt large.txt"),
        ("on:2024", "lease.txt large.txt"),
        ("after:2024", "lease.txt large.txt slides.md rent.png"),
        ("before:2024-02-29", "Miete Übersicht.md"),
        ("before:2025 after:2024-03", "large.txt"),
        ("on:17.5.2023", "Miete Übersicht.md"),
        ("on:today", "rent.png"),
        ("size:>50kb", "large.txt"),
        ("size:<50kb -kind:image on:2024", "lease.txt"),
        ("lang:de", "Miete Übersicht.md"),
        ("lang:english name:lease", "lease.txt"),
        ("-has:text", "rent.png"),
        ("has:text type:txt", "lease.txt large.txt"),
        ("page:7", ""),
    ],
)
def test_filters(engine: Engine, filters: str, expected: str) -> None:
    for mode in ("words", "auto"):
        answer = engine.search(Query(f"rent {filters}", mode, relax=False))  # type: ignore[arg-type]
        names = {hit.path.name for hit in answer.hits}
        wanted = {name for name in ALL if name in expected}
        assert names == wanted, (mode, answer.plan)
        assert answer.plan.faults == ()


ALL = ("Miete Übersicht.md", "lease.txt", "large.txt", "slides.md", "rent.png")


def test_a_filter_without_meaning_is_searched_for_and_pointed_at(engine: Engine) -> None:
    text = "rent kind:banana"
    answer = engine.search(Query(text))
    assert answer.hits
    (fault,) = answer.plan.faults
    assert text[fault.start : fault.end] == "kind:banana"


def test_alternatives_find_each(engine: Engine) -> None:
    answer = engine.search(Query('"kennung" OR "landlord rent"', "words"))
    assert {hit.path.name for hit in answer.hits[:2]} == {"Miete Übersicht.md", "lease.txt"}
    assert answer.plan.alternatives == (("kennung", "landlord rent"),)
    assert not any("word for word" in note for note in answer.plan.notes)


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ("type:md", ["slides.md", "Miete Übersicht.md"]),
        ("type:txt OR kind:image", ["rent.png", "large.txt", "lease.txt"]),
        ("before:2025", ["large.txt", "lease.txt", "Miete Übersicht.md"]),
        ("in:taxes", ["lease.txt", "Miete Übersicht.md"]),
        ("name:l* size:<50kb", ["lease.txt"]),
        ("-has:text", ["rent.png"]),
        ("lang:de -type:pdf", ["Miete Übersicht.md"]),
        ("in:taxes -tenant", ["Miete Übersicht.md"]),
        ("page:7", []),
    ],
)
def test_filters_alone_list_the_newest_first(
    engine: Engine, filters: str, expected: list[str]
) -> None:
    answer = engine.search(Query(filters, relax=False))
    assert [hit.path.name for hit in answer.hits] == expected
    assert answer.total == len(expected)
    assert sum(
        one.count for facet in answer.facets if facet.name == "kind" for one in facet.values
    ) == len(expected)
    assert answer.plan.legs == ("files",)
    assert answer.plan.notes == (() if expected else ("Nothing matches within the filter.",))


def test_the_mode_images_lists_pictures_only(engine: Engine) -> None:
    assert [hit.path.name for hit in engine.search(Query("after:2024", "images")).hits] == [
        "rent.png"
    ]


def test_nothing_typed_asks_for_a_word(engine: Engine) -> None:
    answer = engine.search(Query('"" -tenant'))
    assert answer.hits == ()
    assert answer.plan.notes == ("Type a word to search for.",)


ORDERED: dict[Sort, str] = {
    "date": "rent.png slides.md large.txt lease.txt Miete Übersicht.md",
    "name": "large.txt lease.txt Miete Übersicht.md rent.png slides.md",
    "size": "large.txt rent.png Miete Übersicht.md lease.txt slides.md",
}


@pytest.mark.parametrize("text", ["rent", "in:taxes OR in:other"])
@pytest.mark.parametrize("mode", ["auto", "words"])
@pytest.mark.parametrize(("sort", "expected"), ORDERED.items())
def test_all_that_matches_is_sorted(
    engine: Engine, text: str, mode: Mode, sort: Sort, expected: str
) -> None:
    answer = engine.search(Query(text, mode, sort=sort))
    assert " ".join(hit.path.name for hit in answer.hits) == expected
    first = engine.search(Query(text, mode, 1, sort=sort))
    assert first.hits[0].path == answer.hits[0].path
    assert first.total == answer.total
