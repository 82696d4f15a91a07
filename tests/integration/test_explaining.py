"""Explanations by the whole engine, also over the socket: real files, real states."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from docmind.core.engine import Engine
from docmind.core.remote.supervisor import open_engine
from docmind.core.schema import Query


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("papers")
    (folder / "home").mkdir()
    (folder / "home" / "lease.md").write_text(
        "# Lease\n\nThe tenant may end the contract with three months' notice. Ref KX-2041.\n"
    )
    (folder / "bread.txt").write_text("Mix flour, water and salt. Bake the dough in a hot oven.")
    (folder / "blob.bin").write_bytes(os.urandom(4000))
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\nnot really one")
    (folder / ".hidden.txt").write_text("Nobody reads this.")
    (folder / "gone.txt").write_text("This was taken out.")
    return folder


@pytest.fixture(scope="module")
def library(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    library = tmp_path_factory.mktemp("library")
    with Engine.open(library) as engine:
        report = engine.wait(engine.add([folder]), 120)
        assert report is not None
        assert report.outcome == "done"
        engine.wait(engine.remove(folder / "gone.txt"), 60)
    return library


@pytest.fixture
def engine(library: Path) -> Iterator[Engine]:
    with Engine.open(library) as engine:
        yield engine


def test_a_result_and_what_a_filter_keeps_out(engine: Engine, folder: Path) -> None:
    lease = folder / "home" / "lease.md"
    shown = engine.explain(Query("KX-2041"), lease)
    assert (shown.verdict, shown.rank, shown.state) == ("shown", 1, "done")
    assert [its.label for its in shown.held] == ["identifier"]
    places = {its.name: its for its in shown.lists}
    assert places["stems"].place == 1
    assert places["dense"].score is not None
    filtered = engine.explain(Query("notice type:txt"), lease)
    assert (filtered.verdict, filtered.failed_filters) == ("filtered", ("type:txt",))
    excluded = engine.explain(Query("notice -tenant"), lease)
    assert (excluded.verdict, excluded.excluded_by) == ("excluded", ("tenant",))
    other = engine.explain(Query("notice", "words"), folder / "bread.txt")
    assert other.verdict == "not_found"


def test_every_state_has_its_reason(engine: Engine, folder: Path) -> None:
    asked = Query("notice of the tenant")
    broken = engine.explain(asked, folder / "broken.pdf")
    assert (broken.verdict, broken.state) == ("not_read", "problem")
    assert broken.problem is not None
    assert broken.problem.reason in broken.reasons[0]
    skipped = engine.explain(asked, folder / "blob.bin")
    assert (skipped.verdict, skipped.state) == ("not_read", "skipped")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nowhere.txt", "no such file"),
        ("gone.txt", "taken out"),
        (".hidden.txt", "left out"),
        ("home", "a folder"),
        ("late.txt", "not been seen"),
        ("..", "folder of the library"),
    ],
)
def test_what_is_not_in_the_library_is_told_apart(
    engine: Engine, folder: Path, name: str, said: str
) -> None:
    if name == "late.txt":
        (folder / name).write_text("This came after the last look.")
    path = Path(os.path.normpath(folder / name))
    found = engine.explain(Query("notice"), path)
    assert (found.verdict, found.state) == ("unknown", None)
    assert said in found.reasons[0]
    assert found.needed


def test_it_crosses_the_socket(library: Path, folder: Path) -> None:
    serving = open_engine(library)
    face = open_engine(library)
    try:
        found = face.explain(Query("KX-2041 type:pdf"), folder / "home" / "lease.md")
        assert found == serving.explain(Query("KX-2041 type:pdf"), folder / "home" / "lease.md")
        assert found.verdict == "filtered"
    finally:
        face.close()
        serving.close()
