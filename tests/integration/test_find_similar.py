"""Find similar with real readers, models and stores: passages, documents and pictures."""

from __future__ import annotations

import io

import numpy as np
import pytest
from fakes.clip_folder import safetensors_folder as write_folder
from PIL import Image, ImageDraw

from docmind.core.engine import Engine
from docmind.core.errors import DocMindError, ExtractionError, ModelError, UsageError
from docmind.core.models.store import ModelStore
from docmind.core.schema import Like, Query
from docmind.core.schema_like import MOST_PICTURE_BYTES
from docmind.core.settings import EmbeddingSettings, PictureSettings, Settings

SETTINGS = Settings(
    embedding=EmbeddingSettings(model_name="hashing"),
    pictures=PictureSettings(model_name="small-clip"),
)
COLOURS = {"sunset": "orange", "forest": "green", "sea": "navy", "snow": "white", "rose": "red"}
BOATS = (
    "The harbour master moored three fishing boats at the northern quay before the storm. "
    "Ropes and anchors were checked twice, and the lighthouse keeper raised the warning flag. "
)
BREAD = (
    "Knead the dough with flour, yeast and lukewarm water, then leave it to rise overnight. "
    "The oven must be very hot when the loaves go in, and steam gives them a crust. "
)


def picture(colour):
    made = Image.new("RGB", (320, 240), colour)
    ImageDraw.Draw(made).ellipse((60, 40, 200, 180), fill="black", outline="yellow")
    return made


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("similar") / "files"
    folder.mkdir()
    for name, colour in COLOURS.items():
        picture(colour).save(folder / f"{name}.png")
    (folder / "harbour.txt").write_text(BOATS * 3)
    (folder / "copy of harbour.txt").write_text(BOATS * 3)
    (folder / "quay.txt").write_text(f"A storm is near: fishing boats at the quay. {BOATS}")
    (folder / "anchor.md").write_text("# Anchors\n\nEvery anchor and rope of the fishing boats.")
    (folder / "bread.txt").write_text(BREAD * 2)
    (folder / "baker.md").write_text(f"# Bread\n\nThe baker's dough.\n\n{BREAD}")
    (folder / "empty.png").write_bytes(b"\x89PNG\r\n\x1a\nnot a picture")
    return folder


@pytest.fixture(scope="module")
def engine(tmp_path_factory, folder):
    root = tmp_path_factory.mktemp("engine")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DOCMIND_MODELS_DIR", str(root / "models"))
        ModelStore().import_from(write_folder(root / "checkpoint"), name="small-clip")
        with Engine.open(root / "library", SETTINGS) as engine:
            report = engine.wait(engine.add([folder]), 120)
            assert report is not None and report.outcome == "done"
            while jobs := engine.status().jobs:
                engine.wait(jobs[0].job_id, 60)
            yield engine


def similar(engine, like, text="", **changes):
    return engine.search(Query(text, like=like, relax=False, **changes))


def names(answer):
    return [hit.path.name for hit in answer.hits]


# ---- documents and passages --------------------------------------------------------------------


def test_a_document_finds_its_like_and_neither_itself_nor_its_copies(engine, folder):
    answer = similar(engine, Like(folder / "harbour.txt"))
    assert names(answer)[:2] == ["quay.txt", "anchor.md"]
    assert not {"harbour.txt", "copy of harbour.txt"} & set(names(answer))
    assert answer.plan.like == "Like “harbour.txt”"
    assert {"dense", "stems", "words"} <= set(answer.plan.legs)
    assert dict(answer.timings).keys() >= {"like"}


def test_a_passage_finds_others_and_marks_the_words_they_share(engine, folder):
    first = engine.search(Query("storm quay")).hits[0]
    answer = similar(engine, Like(first.path, first.best.page, first.best.span))
    assert answer.plan.like == f"Like a passage of “{first.path.name}”"
    assert first.path.name not in names(answer)
    marked = {
        answer.hits[0].best.snippet[span.start : span.end].casefold()
        for span in answer.hits[0].best.highlights
    }
    assert marked & {"boats", "fishing", "harbour", "quay", "rope", "anchor"}


def test_words_and_filters_beside_a_document(engine, folder):
    like = Like(folder / "harbour.txt")
    assert names(similar(engine, like, "type:md"))[0] == "anchor.md"
    assert "quay.txt" not in names(similar(engine, like, "type:md"))
    assert "quay.txt" not in names(similar(engine, like, "-lighthouse"))
    assert names(similar(engine, like, "dough"))[0] in ("quay.txt", "baker.md", "bread.txt")
    with_words, without = (
        names(similar(engine, like, text)).index("baker.md")
        if "baker.md" in names(similar(engine, like, text))
        else 99
        for text in ("baker dough bread", "")
    )
    assert with_words < without
    facets = {facet.name: facet for facet in similar(engine, like).facets}
    assert {value.value for value in facets["type"].values} >= {".txt", ".md"}


def test_nothing_within_a_filter_is_said_so(engine, folder):
    answer = similar(engine, Like(folder / "harbour.txt"), "type:pdf")
    assert answer.hits == ()
    assert "Nothing matches within the filter." in answer.plan.notes


def test_modes_hold_for_documents(engine, folder):
    like = Like(folder / "harbour.txt")
    assert similar(engine, like, mode="meaning").plan.legs == ("dense",)
    assert set(similar(engine, like, mode="words").plan.legs) == {"stems", "words"}
    images = similar(engine, like, mode="images")
    assert {hit.kind for hit in images.hits} <= {"image"}


def test_a_file_outside_the_library_is_read_for_the_question(engine, tmp_path):
    outside = tmp_path / "note.txt"
    outside.write_text("Fishing boats at the quay, and the harbour master with his ropes.")
    answer = similar(engine, Like(outside))
    assert names(answer)[0] in ("quay.txt", "harbour.txt", "copy of harbour.txt", "anchor.md")
    assert answer.plan.like == "Like “note.txt”"
    assert outside not in [record.path for record in engine.files()]


@pytest.mark.parametrize("page", [7, None])
def test_a_passage_that_is_not_there_is_told(engine, folder, page):
    with pytest.raises(UsageError, match="There is no page 7 with text"):
        similar(engine, Like(folder / "harbour.txt", 7))


def test_what_is_no_file_is_told(engine, tmp_path):
    with pytest.raises(ExtractionError):
        similar(engine, Like(tmp_path / "nothing.txt"))
    with pytest.raises(ExtractionError):
        similar(engine, Like(tmp_path))
    with pytest.raises(UsageError):
        similar(engine, Like())


def test_explaining_an_answer_to_a_document(engine, folder):
    query = Query("", like=Like(folder / "harbour.txt"))
    found = engine.explain(query, folder / "quay.txt")
    assert (found.verdict, found.rank) == ("shown", 1)
    assert {its.name for its in found.lists} >= {"dense", "stems"}


# ---- pictures ----------------------------------------------------------------------------------


def vectors_of(engine):
    keys = {}
    for record in engine.files():
        for key, _ in engine.catalog.file_pictures(record.file_id):
            keys[record.path.name] = key
    found = engine._gallery.stored([*keys.values()])
    return {name: found[key].dense for name, key in keys.items()}


def test_a_picture_of_the_library_finds_its_like_in_the_order_of_the_model(engine, folder):
    answer = similar(engine, Like(folder / "sunset.png"))
    assert answer.plan.legs == ("pictures",)
    assert answer.plan.like == "Like “sunset.png”"
    known = vectors_of(engine)
    cosines = {name: float(row @ known["sunset.png"]) for name, row in known.items()}
    del cosines["sunset.png"]
    assert sorted(names(answer)) == sorted(cosines)
    assert cosines[names(answer)[0]] >= max(cosines.values()) - 0.01
    assert {reason.label for hit in answer.hits for reason in hit.why} >= {"image"}


def test_a_dropped_and_a_pasted_picture_find_the_one_they_equal(engine, folder, tmp_path):
    dropped = tmp_path / "another name.png"
    picture("green").save(dropped)
    assert names(similar(engine, Like(dropped)))[0] == "forest.png"
    answer = similar(engine, Like(picture=dropped.read_bytes()))
    assert names(answer)[0] == "forest.png"
    assert answer.plan.like == "Like the pasted picture"
    assert not [*engine.status().library.glob("pasted-*")]


def test_a_picture_and_words_are_put_together(engine, folder):
    like = Like(folder / "sunset.png")
    alone, other = (similar(engine, like, text) for text in ("", "a cat at night"))
    score = {hit.path.name: hit.score for hit in alone.hits}
    assert sorted(names(alone)) == sorted(names(other))
    cosines = [dict(_cosines(one)) for one in (alone, other)]
    assert cosines[0] != cosines[1]
    assert score and other.plan.like == "Like “sunset.png”"
    assert names(similar(engine, like, "type:jpg")) == []
    assert "rose.png" not in names(similar(engine, like, "-name:rose*"))


def _cosines(answer):
    for hit in answer.hits:
        for reason in hit.why:
            if reason.label == "image":
                yield hit.path.name, reason.score


def test_a_picture_that_was_looked_at_costs_no_second_look(engine, folder, tmp_path):
    pasted = io.BytesIO()
    picture("purple").save(pasted, "PNG")
    like = Like(picture=pasted.getvalue())
    similar(engine, like)
    first = engine._outside._known.copy()
    similar(engine, like, "at night")
    assert engine._outside._known.keys() == first.keys()


def hostile(name):
    good = io.BytesIO()
    noise = np.random.default_rng(1).integers(0, 255, (64, 64, 3), dtype=np.uint8)
    Image.fromarray(noise).save(good, "PNG")
    if name == "truncated":
        return good.getvalue()[:20]
    if name == "bomb":
        whole = good.getvalue()
        size = (200_000).to_bytes(4, "big")
        head = whole[:16] + size + size + whole[24:29]
        import zlib

        return head + zlib.crc32(head[12:29]).to_bytes(4, "big") + whole[33:]
    return {"text": b"no picture at all, only words", "nothing": b"\0" * 64}[name]


@pytest.mark.parametrize("name", ["truncated", "bomb", "text", "nothing"])
def test_a_hostile_picture_is_told_and_harms_nothing(engine, folder, tmp_path, name):
    content = hostile(name)
    with pytest.raises(DocMindError) as pasted:
        similar(engine, Like(picture=content))
    assert pasted.value.title and pasted.value.path is None
    dropped = tmp_path / "dropped.png"
    dropped.write_bytes(content)
    with pytest.raises(DocMindError) as caught:
        similar(engine, Like(dropped))
    assert caught.value.path == dropped
    assert names(similar(engine, Like(folder / "sunset.png")))


def test_200_megabytes_are_refused(engine, folder, tmp_path):
    with pytest.raises(UsageError, match="too large"):
        similar(engine, Like(picture=b"\x89PNG" + bytes(MOST_PICTURE_BYTES)))
    dropped = tmp_path / "large.png"
    with dropped.open("wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n")
        file.truncate(200 * 2**20)
    with pytest.raises(ExtractionError):
        similar(engine, Like(dropped))


def test_without_a_picture_model_it_is_told_what_to_do(tmp_path, folder):
    known = Settings(embedding=EmbeddingSettings(model_name="hashing"))
    with Engine.open(tmp_path / "library", known) as engine:
        report = engine.wait(engine.add([folder]), 120)
        assert report is not None
        for like in (Like(folder / "sunset.png"), Like(picture=b"\x89PNG")):
            with pytest.raises(ModelError, match="Pictures cannot be compared yet") as caught:
                similar(engine, like)
            assert "not installed" in caught.value.detail
            assert "docmind models" in caught.value.hint


def test_before_any_picture_was_looked_at_it_is_told(folder, tmp_path):
    ModelStore().import_from(write_folder(tmp_path / "checkpoint"), name="small-clip")
    with Engine.open(tmp_path / "library", SETTINGS) as empty:
        with pytest.raises(DocMindError, match="No picture of the library was looked at yet"):
            similar(empty, Like(picture=b"\x89PNG"))
        assert similar(empty, Like(folder / "bread.txt")).hits == ()


def test_what_a_killed_engine_left_of_a_pasted_picture_is_removed(tmp_path):
    left = tmp_path / "library" / "pasted-abc"
    left.mkdir(parents=True)
    (left / "picture").write_bytes(b"x")
    with Engine.open(tmp_path / "library", SETTINGS):
        assert not left.exists()
