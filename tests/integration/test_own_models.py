"""A library that is read with a model of a person's own, from its folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from fakes.sentence_folders import WIDE, minilm_graph, tiny_graph

from docmind.core.engine import Engine
from docmind.core.errors import ModelError
from docmind.core.schema import Query
from docmind.core.settings import Settings


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "lease.txt").write_text("The tenant may end the contract with three months' notice.")
    (folder / "bread.txt").write_text("Mix flour, water and salt. Bake the dough in a hot oven.")
    return folder


def test_a_library_answers_by_an_onnx_model_where_it_lies(tmp_path: Path, folder: Path) -> None:
    model = minilm_graph(tmp_path / "minilm")
    settings = Settings(embedding={"model_name": str(model)})
    with Engine.open(tmp_path / "library", settings) as engine:
        report = engine.wait(engine.add([folder]), 120)
        assert report is not None and report.counts.embedded == 2
        assert engine.search(Query("making a loaf", "meaning")).hits[0].path.name == "bread.txt"
        status = engine.status()
        assert status.model == str(model) and status.files == 2
    with Engine.open(tmp_path / "library", settings) as engine:
        assert engine.search(Query("quitting a rented flat", "meaning")).hits[0].path.name == (
            "lease.txt"
        )


def test_shorter_vectors_make_a_space_of_their_own(tmp_path: Path, folder: Path) -> None:
    model = tiny_graph(tmp_path / "nested", matryoshka_dimensions=[4, WIDE])
    settings = Settings(embedding={"model_name": str(model), "dimensions": 4})
    with Engine.open(tmp_path / "library", settings) as engine:
        assert engine.wait(engine.add([folder]), 120) is not None
        assert engine.search(Query("the contract", "meaning")).hits
    spaces = [path.name for path in (tmp_path / "library" / "store").iterdir()]
    assert len(spaces) == 1 and spaces[0].startswith("onnx-") and spaces[0].endswith("-4-fp32")


def test_they_are_refused_before_anything_begins(tmp_path: Path, folder: Path) -> None:
    settings = Settings(embedding={"model_name": "starter", "dimensions": 128})
    with Engine.open(tmp_path / "library", settings) as engine:
        with pytest.raises(ModelError, match="was not trained for shorter vectors"):
            engine.try_model("starter")
        report = engine.wait(engine.add([folder]), 120)
        assert report is not None and report.outcome == "failed"
        assert "was not trained for shorter vectors" in report.message
        assert engine.status().files == 0
    assert not list((tmp_path / "library" / "store").glob("*"))
