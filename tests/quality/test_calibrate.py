"""The script that measures a model: its figures, and that the model obeys them."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest
from fakes.bge_m3_folder import write_folder
from fakes.clip_folder import safetensors_folder
from PIL import Image

from docmind.core.embed.base import LoadOptions
from docmind.core.embed.bge_m3 import BgeM3
from docmind.core.models.store import ModelStore

sys.path.insert(0, str(Path(__file__).parent))

import calibrate

pytestmark = pytest.mark.quality

HERE = Path(__file__).parent / "collection"


@pytest.fixture
def foreign(tmp_path):
    """A collection about something else."""
    folder = tmp_path / "foreign"
    folder.mkdir()
    subjects = ["trams", "volcanoes", "violins", "glaciers", "bees", "lighthouses"]
    rows = [
        {"_id": name, "title": name.title(), "text": f"All about {name} and how {name} are."}
        for name in subjects
    ]
    asked = [{"_id": f"q{n}", "text": f"how are {name}?"} for n, name in enumerate(subjects)]
    (folder / "corpus.jsonl").write_text("\n".join(map(json.dumps, rows)))
    (folder / "queries.jsonl").write_text("\n".join(map(json.dumps, asked)))
    lines = ["query\tdocument\tgrade"] + [f"q{n}\t{name}\t1" for n, name in enumerate(subjects)]
    (folder / "qrels.tsv").write_text("\n".join(lines))
    return folder


def small(collection: Path, target: Path, count: int) -> Path:
    """A collection with its first questions only."""
    shutil.copytree(collection, target)
    lines = (target / "queries.jsonl").read_text("utf-8").splitlines()
    (target / "queries.jsonl").write_text("\n".join(lines[:count]), "utf-8")
    return target


def test_the_floor_lies_between_own_and_foreign_questions():
    own, foreign = [[0.6, 0.7, 0.8], [0.55, 0.9]], [[0.2, 0.3], [0.1, 0.5]]
    assert 0.5 < calibrate.floor_between(own, foreign) <= 0.55
    assert calibrate.floor_between([[0.2]], [[0.9]]) == 0.0  # nothing to tell them apart by


def test_a_model_is_measured_and_obeys_what_was_measured(tmp_path, foreign, monkeypatch, capsys):
    monkeypatch.setattr(calibrate, "LEAST", (0.1,))
    monkeypatch.setattr(calibrate, "MOST", (0.5, 0.8))
    folder = write_folder(tmp_path / "m3", safetensors=True)
    here = small(HERE, tmp_path / "here", 6)
    monkeypatch.setattr(
        sys, "argv", ["calibrate.py", str(folder), str(here), str(foreign), "--int8", "--write"]
    )
    assert calibrate.main() == 0
    printed = json.loads(capsys.readouterr().out)
    assert set(printed) == {"fp32", "int8"}
    assert printed["fp32"]["loss"] is None
    assert 0.0 <= printed["int8"]["loss"] <= 1.0
    written = json.loads((folder / "calibration.json").read_text())
    assert written == printed
    precision = BgeM3().load(LoadOptions(folder=folder)).precision
    assert precision == ("int8" if printed["int8"]["loss"] < 0.01 else "fp32")


def test_a_picture_model_is_measured_by_descriptions(tmp_path):
    rows = []
    for name in ("red", "green", "blue"):
        Image.new("RGB", (80, 60), name).save(tmp_path / f"{name}.png")
        rows.append({"file": f"{name}.png", "label": f"a {name} wall"})
    rows.append({"file": "missing.png", "label": "nothing"})
    (tmp_path / "said.json").write_text(json.dumps(rows))
    ModelStore().import_from(safetensors_folder(tmp_path / "clip"), name="small-clip")
    found = calibrate.measure_pictures("small-clip", tmp_path / "said.json")
    assert 0.0 <= found["floor"] <= 1.0
    assert found["measured_on"] == ["said"]
