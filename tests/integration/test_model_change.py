"""Another model for a library: its index is built beside the old one, then takes its place."""

from __future__ import annotations

import random
import threading

import pytest

from docmind.core.engine import Engine
from docmind.core.errors import UsageError
from docmind.core.paths import Library
from docmind.core.schema import Query
from docmind.core.settings import EmbeddingSettings, Settings
from docmind.core.store.base import Filter, Leg

HASHING = Settings(embedding=EmbeddingSettings(model_name="hashing"))
STARTER = Settings()
WORDS = [
    "harbour", "lantern", "meadow", "copper", "violin", "orchard", "saddle", "thunder", "velvet",
    "walnut",
]  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "papers"
    folder.mkdir()
    chance = random.Random(3)
    for number in range(30):
        lines = [
            f"The {chance.choice(WORDS)} stands near the {chance.choice(WORDS)}." for _ in range(40)
        ]
        text = " ".join(lines)
        (folder / f"note-{number:02}.txt").write_text(f"Marker zz{number:04d}qx.\n{text}\n")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\nnot really one")
    return folder


@pytest.fixture
def library(tmp_path):
    return tmp_path / "library"


def wait_for(engine, job):
    report = engine.wait(job, 120)
    assert report is not None
    assert report.outcome == "done", report.message
    return report


def index(engine, path):
    return wait_for(engine, engine.add([path]))


def passages(engine):
    """What the index holds, without ids: they tell one library from another."""
    rows = (
        engine.catalog.connection()
        .execute(
            "SELECT files.path, ordinal, chunks.page, start, end, text FROM chunks "
            "JOIN files ON files.id = file_id ORDER BY files.path, ordinal"
        )
        .fetchall()
    )
    return rows


def rankings(engine):
    """Exact scores of some questions, by meaning and by words."""
    found = []
    for text in ("a boat in the harbour", "violin music", "zz0007qx", "thunder over the meadow"):
        vectors = engine._workshop.embed_query(text)
        legs = [Leg("dense", dense=vectors.dense[0])]
        listed = engine._workshop.retrieve(legs, 50, Filter())["dense"]
        files = engine.catalog.files([item.file_id for item in listed])
        near = [(files[item.file_id].path.name, round(item.score, 3)) for item in listed]
        hits = engine.search(Query(text, limit=10)).hits
        found.append((sorted(near), [hit.path.name for hit in hits[:3]]))
    return found


def test_the_result_equals_a_fresh_index_and_nothing_is_read_again(library, folder, tmp_path):
    with Engine.open(library, HASHING) as engine:
        index(engine, folder)
    with Engine.open(library, STARTER) as engine:
        assert engine.status().model == "hashing"  # nothing changes by itself
        estimate = engine.estimate_model("starter")
        assert estimate.files == 30
        assert estimate.passages >= 30
        assert estimate.known == 0
        assert estimate.seconds > 0
        assert estimate.disk_bytes > 0
        report = wait_for(engine, engine.use_model("starter"))
        assert report.counts.updated == 30
        status = engine.status()
        assert (status.model, status.change) == ("starter", None)
        assert status.old_index_bytes > 0
        assert engine._workshop.identity().name == "starter"
        assert wait_for(engine, engine.rescan()).counts.unchanged == 30
        changed = passages(engine), rankings(engine)
        problems = [item.path.name for item in engine.problems()]
        assert engine.remove_old_index() > 0
        assert engine.status().old_index_bytes == 0
    with Engine.open(tmp_path / "fresh", STARTER) as engine:
        index(engine, folder)
        assert (passages(engine), rankings(engine)) == changed
        assert [item.path.name for item in engine.problems()] == problems


def test_searches_never_fail_while_the_models_change_places(library, folder):
    failures, answered = [], 0
    stop = threading.Event()

    def ask(engine):
        nonlocal answered
        while not stop.is_set():
            try:
                hits = engine.search(Query("zz0007qx", limit=5)).hits
                assert hits[0].path.name == "note-07.txt"
                answered += 1
            except Exception as error:
                failures.append(error)
                return

    with Engine.open(library, HASHING) as engine:
        index(engine, folder)
        threads = [threading.Thread(target=ask, args=(engine,)) for _ in range(3)]
        for thread in threads:
            thread.start()
        for model in ("starter", "hashing", "starter"):
            wait_for(engine, engine.use_model(model))
        stop.set()
        for thread in threads:
            thread.join()
    assert failures == []
    assert answered > 20


def test_going_back_computes_nothing(library, folder):
    with Engine.open(library, HASHING) as engine:
        index(engine, folder)
        wait_for(engine, engine.use_model("starter"))
        estimate = engine.estimate_model("hashing")
        assert estimate.known == estimate.passages
        wait_for(engine, engine.use_model("hashing"))
        assert engine.search(Query("zz0003qx")).hits[0].path.name == "note-03.txt"


def test_a_change_goes_on_after_the_engine_ended(library, folder):
    with Engine.open(library, HASHING) as engine:
        index(engine, folder)
        chunks = engine.status().chunks
        begun = threading.Event()
        commit = engine.catalog.commit_next

        def commit_some(files):
            commit(files[:7])  # as if the rest had come too late
            begun.set()

        engine.catalog.commit_next = commit_some
        engine.use_model("starter")
        assert begun.wait(60)
    with Engine.open(library, HASHING) as engine:
        change = engine.status().change
        assert change.model == "starter"
        assert 0 < change.done < change.total == 30
        assert engine.search(Query("zz0003qx")).hits[0].path.name == "note-03.txt"
        assert engine.status().chunks == chunks
    with Engine.open(library, HASHING, warm=True) as engine:  # by itself, as a window has it
        done = threading.Event()
        engine.subscribe(lambda event: done.set() if "new model" in str(event) else None)
        if engine.status().model != "starter":
            assert done.wait(60)
        assert engine.status().model == "starter"
        assert engine.status().change is None


def test_a_change_that_is_given_up_leaves_nothing(library, folder):
    with Engine.open(library, HASHING) as engine:
        index(engine, folder)
        before = passages(engine)
        begun = threading.Event()
        commit = engine.catalog.commit_next
        engine.catalog.commit_next = lambda files: (commit(files), begun.set())
        job = engine.use_model("starter")
        assert begun.wait(60)
        engine.pause()
        engine.stop_model_change()
        engine.resume()
        assert engine.wait(job, 60).outcome in ("cancelled", "done")
        if engine.status().model == "hashing":
            assert engine.status().change is None
            assert passages(engine) == before
            homes = [path.name for path in Library(library).store.iterdir()]
            assert homes == [engine._workshop.identity().space]


def test_files_that_change_meanwhile_are_as_they_are_at_the_end(library, folder):
    with Engine.open(library, HASHING) as engine:
        index(engine, folder)
        embed = engine.catalog.commit_next
        done = []

        def commit_and_disturb(files):
            embed(files)
            if not done:
                done.append(True)
                (folder / "note-01.txt").write_text("All new: a submarine under the ice.")
                (folder / "note-02.txt").unlink()
                (folder / "extra.txt").write_text("A telescope on the roof.")
                engine.rescan()  # goes first; the change begins again behind it

        engine.catalog.commit_next = commit_and_disturb
        job = engine.use_model("starter")
        wait_for(engine, job)
        assert engine.search(Query("submarine")).hits[0].path.name == "note-01.txt"
        assert engine.search(Query("telescope")).hits[0].path.name == "extra.txt"
        found = [hit.path.name for hit in engine.search(Query("zz0002qx")).hits]
        assert "note-02.txt" not in found
        assert engine._workshop._store.count() == engine.status().chunks


def test_what_cannot_be_used_is_refused_with_a_way_out(library, folder):
    with Engine.open(library, HASHING) as engine:
        index(engine, folder)
        with pytest.raises(UsageError, match="already"):
            engine.use_model("hashing")
        with pytest.raises(UsageError, match="no model called"):
            engine.use_model("nonsense")
        with pytest.raises(UsageError, match="for pictures"):
            engine.use_model("clip-vit-b-32-laion2b")
        with pytest.raises(Exception, match="not installed"):
            engine.estimate_model("bge-m3")


def test_an_empty_library_takes_the_model_of_the_settings_at_once(library, folder):
    with Engine.open(library, HASHING) as engine:
        index(engine, folder)
        engine.wait(engine.remove(folder), 60)
    with Engine.open(library, STARTER) as engine:
        assert engine.status().model == "starter"
        index(engine, folder)
        assert engine._workshop.identity().name == "starter"
