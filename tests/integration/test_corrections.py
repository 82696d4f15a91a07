"""Misspelt queries against a real library: real files, catalog, store and starter words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from docmind.core.engine import Engine
from docmind.core.schema import Query, SearchAnswer
from docmind.core.settings import EmbeddingSettings, Settings

TEXTS = {
    "payments.txt": "We receive payments by bank transfer every month. The helicopter lands.",
    "garden.md": "# Gardens\n\nThe weather in spring is mild, and rivers are full.",
    "Kaufvertrag Zürich.txt": "Der Käufer zahlt den Preis für die Wohnung jeden Monat im Voraus.",
    "москва.txt": "Привет из Москвы. Сегодня хорошая погода, и мы идём гулять.",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corrections") / "papers"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    for number in range(8):
        (folder / f"note{number}.txt").write_text("Ordinary text about weather and rivers.")
    return folder


@pytest.fixture(scope="module")
def engine(folder: Path) -> Iterator[Engine]:
    settings = Settings(embedding=EmbeddingSettings(model_name="hashing"))
    with Engine.open(folder.parent / "library", settings) as engine:
        report = engine.wait(engine.add([folder]), 120)
        assert report is not None
        assert report.counts.failed == 0
        yield engine


def ask(engine: Engine, text: str, **changes: bool) -> SearchAnswer:
    return engine.search(Query(text, "words", **changes))


@pytest.mark.parametrize(
    ("typed", "searched", "name"),
    [
        ("recieve", "receive", "payments.txt"),
        ("helicoptr", "helicopter", "payments.txt"),
        ("Kaufvertarg", "Kaufvertrag", "Kaufvertrag Zürich.txt"),
        ("погоад", "погода", "москва.txt"),
        ("recieve type:txt", "receive type:txt", "payments.txt"),
    ],
)
def test_it_is_set_right(engine: Engine, typed: str, searched: str, name: str) -> None:
    answer = ask(engine, typed)
    assert answer.plan.searched == searched
    assert answer.hits[0].path.name == name
    assert answer.hits[0].best.highlights or name == "Kaufvertrag Zürich.txt"
    as_typed = ask(engine, typed, correct=False)
    assert as_typed.plan.searched == ""
    assert as_typed.plan.suggestion == searched
    assert as_typed.hits == ()


def test_an_explanation_is_of_what_was_searched_for(engine: Engine, folder: Path) -> None:
    found = engine.explain(Query("recieve"), folder / "payments.txt")
    assert (found.verdict, found.rank) == ("shown", 1)
    assert found.plan.searched == "receive"


def test_what_was_taken_out_is_not_proposed(folder: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "one.txt").write_text("A xylophone plays.")
    (own / "two.txt").write_text("Nothing but gardens.")
    settings = Settings(embedding=EmbeddingSettings(model_name="hashing"))
    with Engine.open(tmp_path / "other", settings) as engine:
        engine.wait(engine.add([own]), 120)
        assert ask(engine, "xylofone").plan.searched == "xylophone"
        (own / "one.txt").unlink()
        engine.wait(engine.rescan(), 120)
        plan = ask(engine, "xylofone").plan
        assert (plan.searched, plan.suggestion) == ("", "")
