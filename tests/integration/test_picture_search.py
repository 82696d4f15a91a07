"""Pictures found by what they show: real readers, a small picture model, a real store."""

from __future__ import annotations

import numpy as np
import pytest
from fakes.clip_folder import safetensors_folder as write_folder
from PIL import Image, ImageDraw

from docmind.core.embed.base import LoadOptions
from docmind.core.embed.clip import Clip
from docmind.core.engine import Engine
from docmind.core.errors import UsageError
from docmind.core.models.store import ModelStore
from docmind.core.picture_fit import fit_picture
from docmind.core.schema import Query
from docmind.core.settings import EmbeddingSettings, PictureSettings, Settings

SETTINGS = Settings(
    embedding=EmbeddingSettings(model_name="hashing"),
    pictures=PictureSettings(model_name="small-clip"),
)
COLOURS = {"sunset": "orange", "forest": "green", "sea": "navy", "snow": "white", "rose": "red"}


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "album"
    folder.mkdir()
    for name, colour in COLOURS.items():
        picture = Image.new("RGB", (320, 240), colour)
        ImageDraw.Draw(picture).ellipse((60, 40, 200, 180), fill="black", outline="yellow")
        picture.save(folder / f"{name}.png")
    (folder / "letter.txt").write_text("A letter about the harbour.")
    (folder / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\nnot a picture")
    return folder


@pytest.fixture
def model(tmp_path):
    return ModelStore().import_from(write_folder(tmp_path / "checkpoint"), name="small-clip")


@pytest.fixture
def library(tmp_path):
    return tmp_path / "library"


def wait_for(engine, job):
    report = engine.wait(job, 120)
    assert report is not None
    assert report.outcome == "done", report.message
    return report


def settle(engine):
    """Let the jobs that begin by themselves end."""
    while jobs := engine.status().jobs:
        engine.wait(jobs[0].job_id, 60)


def index(engine, path):
    report = wait_for(engine, engine.add([path]))
    settle(engine)
    return report


def names(engine, text, mode="images"):
    return [hit.path.name for hit in engine.search(Query(text, mode, relax=False)).hits]


def test_pictures_are_looked_at_after_reading_and_found_in_the_order_of_the_model(
    library, folder, model
):
    with Engine.open(library, SETTINGS) as engine:
        index(engine, folder)
        pictures = engine.status().pictures
        assert (pictures.seen, pictures.pictures, pictures.missing) == (5, 5, "")
        answer = engine.search(Query("a red flower", "images"))
        assert answer.plan.legs == ("pictures",)
        assert {reason.label for hit in answer.hits for reason in hit.why} >= {"image"}
        found = [hit.path.stem for hit in answer.hits]
    clip = Clip()
    clip.load(LoadOptions(folder=model.folder))
    pixels = []
    for name in COLOURS:
        with Image.open(folder / f"{name}.png") as picture:
            pixels.append(fit_picture(picture, clip.picture_side))
    asked = clip.embed_query("a red flower").dense[0]
    cosines = clip.embed_pictures(np.stack(pixels)).dense @ asked
    best = sorted(zip(cosines, COLOURS, strict=True), reverse=True)
    # the store keeps 8 bits, so neighbours may change places where they are equal in those
    assert found[0] in [name for cosine, name in best if cosine >= best[0][0] - 0.01]
    assert sorted(found) == sorted(COLOURS)


def test_what_was_looked_at_is_kept_and_goes_with_its_file(library, folder, model):
    with Engine.open(library, SETTINGS) as engine:
        index(engine, folder)
    with Engine.open(library, SETTINGS) as engine:
        assert len(names(engine, "red")) == 5
        assert wait_for(engine, engine.look_at_pictures()).counts.embedded == 0
        (folder / "sea.png").unlink()
        (folder / "snow.png").rename(folder / "winter.png")
        wait_for(engine, engine.rescan())
        settle(engine)
        found = sorted(names(engine, "red"))
        assert found == ["forest.png", "rose.png", "sunset.png", "winter.png"]
        assert engine._gallery.rooms().store.count() == 4
        wait_for(engine, engine.remove(folder))
        assert names(engine, "red") == []


def test_filters_hold_for_pictures_too(library, folder, model):
    with Engine.open(library, SETTINGS) as engine:
        index(engine, folder)
        assert names(engine, "red type:jpg") == []
        assert len(names(engine, "red type:png in:album")) == 5


def test_without_a_model_pictures_are_found_by_their_words_and_it_is_said(library, folder):
    with Engine.open(library, SETTINGS) as engine:
        index(engine, folder)
        pictures = engine.status().pictures
        assert "no model called small-clip" in pictures.missing
        assert names(engine, "rose", "auto")[0] == "rose.png"
        answer = engine.search(Query("rose", "images"))
        assert answer.hits[0].path.name == "rose.png"
        assert "No picture model" in answer.plan.notes[0]
        assert {hit.kind for hit in answer.hits} == {"image"}
        with pytest.raises(UsageError, match="cannot be looked at"):
            engine.look_at_pictures()
    known = Settings(embedding=EmbeddingSettings(model_name="hashing"))
    with Engine.open(library, known) as engine:
        assert "not installed" in engine.status().pictures.missing


def test_a_model_that_comes_later_looks_at_what_is_there(library, folder, model):
    off = SETTINGS.model_copy(update={"pictures": PictureSettings(enabled=False)})
    with Engine.open(library, off) as engine:
        index(engine, folder)
        assert "switched off" in engine.status().pictures.missing
    with Engine.open(library, SETTINGS) as engine:
        assert wait_for(engine, engine.look_at_pictures()).counts.embedded == 5
        assert len(names(engine, "red")) == 5


def test_another_picture_model_begins_anew(library, folder, model, tmp_path):
    with Engine.open(library, SETTINGS) as engine:
        index(engine, folder)
        before = engine._gallery.identity().space
    ModelStore().import_from(write_folder(tmp_path / "other", seed=5), name="other-clip")
    other = SETTINGS.model_copy(update={"pictures": PictureSettings(model_name="other-clip")})
    with Engine.open(library, other) as engine:
        assert wait_for(engine, engine.look_at_pictures()).counts.embedded == 5
        assert engine._gallery.identity().space != before
        assert len(names(engine, "red")) == 5
        kept = [path.name for path in (library / "pictures").iterdir()]
        assert kept == [engine._gallery.identity().space]
