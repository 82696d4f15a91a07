"""Facets and copies over real files, through the real engine and its store."""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from fakes.made_files import docx, paragraph

from docmind.core.engine import Engine
from docmind.core.schema import Query, SearchAnswer
from docmind.core.settings import EmbeddingSettings, Settings

LEASE = (
    "The tenant pays the rent for the harbour flat every month in advance to the landlord.",
    "The landlord returns the deposit within thirty days after the keys were handed over.",
    "Either side may end the contract with three months of notice, always in writing.",
)
MIETE = "Der Mieter zahlt die Miete für die Wohnung (rent) jeden Monat im Voraus an den Vermieter."
FILTERS = {
    "kind": "kind:{}",
    "type": "type:{}",
    "folder": 'in:"{}"',
    "changed": 'on:"{}"',
    "year": "on:{}",
    "language": "lang:{}",
}


def dated(path: Path, year: int) -> None:
    moment = datetime(year, 6, 1, 12).timestamp()
    os.utime(path, (moment, moment))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A lease as text, as a document, copied, in an archive, with another number; and more."""
    home = tmp_path_factory.mktemp("facets") / "My papers"
    (home / "old").mkdir(parents=True)
    (home / "new" / "deep").mkdir(parents=True)
    text = "\n\n".join(LEASE)
    (home / "new" / "lease.txt").write_text(text)
    shutil.copyfile(home / "new" / "lease.txt", home / "old" / "lease copy.txt")
    docx(home / "new" / "deep" / "lease.docx", "".join(map(paragraph, LEASE)))
    (home / "old" / "other flat.txt").write_text(text + "\n\nThis is flat 12.\n")
    (home / "old" / "miete.md").write_text(MIETE)
    (home / "new" / "rent.py").write_text("def rent(flat):\n    return flat.rent\n")
    with zipfile.ZipFile(home / "archive.zip", "w") as archive:
        archive.writestr("inside/lease.txt", text)
    for path in home.rglob("*"):
        dated(path, 2023 if "old" in path.parts else 2024)
    return home


@pytest.fixture(scope="module")
def engine(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    settings = Settings(embedding=EmbeddingSettings(model_name="hashing"))
    with Engine.open(tmp_path_factory.mktemp("library"), settings) as engine:
        report = engine.wait(engine.add([home]), 120)
        assert report is not None
        assert report.outcome == "done"
        yield engine


def ask(engine: Engine, text: str, fold: bool = True) -> SearchAnswer:
    return engine.search(Query(text, "words", 50, fold=fold))


def test_every_filter_finds_what_its_facet_counted(engine: Engine, home: Path) -> None:
    answer = ask(engine, "rent")
    assert [facet.name for facet in answer.facets] == list(FILTERS)
    assert answer.total == 7
    for facet in answer.facets:
        assert not facet.at_least
        assert len(facet.values) > 1
        for value in facet.values:
            narrowed = ask(engine, f"rent {FILTERS[facet.name].format(value.value)}")
            assert narrowed.total == value.count, value
    kinds, types, folders, _, years, languages = answer.facets
    for whole in (kinds, types, years):
        assert sum(value.count for value in whole.values) == 7
    assert {value.label for value in folders.values} == {"old", "new", "archive.zip"}
    assert {value.value for value in years.values} >= {"2023", "2024"}
    assert {value.value for value in languages.values} >= {"de", "en"}


def test_a_filter_narrows_the_other_facets(engine: Engine) -> None:
    answer = ask(engine, "rent type:docx")
    assert answer.total == 1
    assert {facet.name: [value.count for value in facet.values] for facet in answer.facets}[
        "kind"
    ] == [1]


def test_copies_are_one_hit_in_whatever_form(engine: Engine, home: Path) -> None:
    answer = ask(engine, "harbour rent deposit")
    first = next(hit for hit in answer.hits if "lease" in hit.path.name)
    assert {first.path, *first.copies} == {
        home / "new" / "lease.txt",
        home / "old" / "lease copy.txt",
        home / "new" / "deep" / "lease.docx",
        home / "archive.zip" / "inside" / "lease.txt",
    }
    names = [hit.path.name for hit in answer.hits]
    assert "other flat.txt" in names
    assert len(names) == answer.total - 3
    assert len(ask(engine, "harbour rent deposit", fold=False).hits) == answer.total


@pytest.mark.parametrize("name", ["lease copy.txt", "lease.docx"])
def test_the_copy_whose_name_was_asked_for_leads(engine: Engine, name: str) -> None:
    first = engine.search(Query(name)).hits[0]
    assert first.path.name == name
    assert len(first.copies) == 3
