"""An index belongs to one embedding space, whatever happens to the model on the server: the real
engine and its processes against a fake Ollama."""

from __future__ import annotations

import itertools
import os
import shutil
import signal
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from fakes.bge_m3_folder import write_folder
from fakes.ollama import FakeOllama, Fault
from fakes.twins import NAME, ON_SERVER, Twin, bring_card, hashed
from fakes.waiting import until

from docmind.core import paths
from docmind.core.embed.base import LoadOptions
from docmind.core.embed.bge_m3 import BgeM3
from docmind.core.engine import Engine
from docmind.core.errors import UsageError
from docmind.core.events import Event, Notice
from docmind.core.index.prepare import embedded_text
from docmind.core.models.store import ModelStore
from docmind.core.paths import Library
from docmind.core.schema import JobReport, Query
from docmind.core.settings import EmbeddingSettings, ServerSettings, Settings
from docmind.core.store.forms import FORM
from docmind.core.upgrade.estimate import estimate
from docmind.core.upgrade.forms import look
from docmind.core.vectors import Float32

SUBJECTS = ("harbour", "lantern", "meadow", "copper", "violin", "orchard", "saddle", "thunder")
_numbers = itertools.count()
QUESTION = "the harbour stands near the sea"


@pytest.fixture
def fake() -> Iterator[FakeOllama]:
    with FakeOllama(models=[Twin()]) as ollama:
        yield ollama


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    for number, subject in enumerate(SUBJECTS):
        text = " ".join(f"The {subject} stands near the {other}." for other in SUBJECTS)
        (folder / f"{subject}.txt").write_text(f"Marker zz{number}qx. {text}")
    return folder


def settings(fake: FakeOllama, model: str = ON_SERVER, *fallback: str) -> Settings:
    return Settings(
        embedding=EmbeddingSettings(model_name=model, fallback=fallback),
        servers=ServerSettings(ollama_address=fake.address),
    )


def finished(engine: Engine, job: int) -> JobReport:
    report = engine.wait(job, 60)
    assert report is not None
    return report


def by_meaning(engine: Engine) -> bool:
    """Asked anew each time: the model's answers to known questions are remembered."""
    return "dense" in engine.search(Query(f"{QUESTION} {next(_numbers)}")).plan.legs


def notices(engine: Engine) -> list[str]:
    told: list[str] = []

    def heed(event: Event) -> None:
        if isinstance(event, Notice):
            told.append(event.text)

    engine.subscribe(heed)
    return told


def stored(engine: Engine) -> list[tuple[str, Float32]]:
    """(the text that was embedded, the vector in the store) of every passage."""
    catalog = engine.catalog
    found = []
    for record in catalog.files(catalog.done_files()).values():
        chunks = catalog.file_chunks(record.file_id)
        rows = engine._workshop.vectors([chunk.point_id for chunk in chunks])
        assert len(rows) == len(chunks)
        for chunk in chunks:
            text = embedded_text(chunk.text, record.title, record.path)
            found.append((text, rows[chunk.point_id].dense))
    return found


def assert_all_of(engine: Engine, model: Twin) -> None:
    """Every vector of the index comes from that model."""
    rows = stored(engine)
    assert rows
    for text, row in rows:
        wanted = model.vector(text)
        assert row @ (wanted / np.linalg.norm(wanted)) > 0.99


# -- another model under the same name


def test_a_model_that_was_fetched_again_and_gives_the_same_is_the_same(
    fake: FakeOllama, tmp_path: Path, texts: Path
) -> None:
    with Engine.open(tmp_path / "library", settings(fake)) as engine:
        finished(engine, engine.add([texts]))
        space = engine.space
    fake.installed[f"{NAME}:latest"] = Twin(revision=2)
    with Engine.open(tmp_path / "library", settings(fake)) as engine:
        told = notices(engine)
        assert by_meaning(engine)
        assert "another copy of twin" in told[0]
        assert finished(engine, engine.rescan()).counts.unchanged == len(SUBJECTS)
        assert engine.space == space
        status = engine.status()
        assert (status.model_missing, status.model_changed) == ("", "")
        with pytest.raises(UsageError, match="already"):
            engine.use_model(ON_SERVER)


def test_another_model_is_not_used_and_asks(fake: FakeOllama, tmp_path: Path, texts: Path) -> None:
    with Engine.open(tmp_path / "library", settings(fake)) as engine:
        finished(engine, engine.add([texts]))
    fake.installed[f"{NAME}:latest"] = Twin(revision=2, turn=3)
    with Engine.open(tmp_path / "library", settings(fake)) as engine:
        answer = engine.search(Query("zz3qx"))
        assert "dense" not in answer.plan.legs
        assert answer.hits[0].path.stem == "copper"
        assert "not the model this library was read with" in answer.plan.words_only
        status = engine.status()
        assert status.model_changed == ON_SERVER
        assert "Bring the old one back, or have the library read again" in status.model_missing
        assert "docmind models use ollama:twin" in status.model_missing
        (texts / "new.txt").write_text("A submarine under the ice.")
        report = finished(engine, engine.rescan())
        assert report.outcome == "failed"
        assert "not the model this library was read with" in report.message
        assert_all_of(engine, Twin())
        assert engine.status().files == len(SUBJECTS)
    with Engine.open(tmp_path / "library", settings(fake)) as engine:
        assert engine.status().model_changed == ON_SERVER  # told without asking

        fake.installed[f"{NAME}:latest"] = Twin()
        engine.provider_health()  # as the page of models asks: it need not rest any longer
        assert by_meaning(engine)
        status = engine.status()
        assert (status.model_missing, status.model_changed) == ("", "")
        assert finished(engine, engine.rescan()).counts.added == 1


def test_the_library_is_read_again_beside_the_old_index_when_a_person_wants_that(
    fake: FakeOllama, tmp_path: Path, texts: Path
) -> None:
    with Engine.open(tmp_path / "library", settings(fake)) as engine:
        finished(engine, engine.add([texts]))
        before = engine.space
    fake.installed[f"{NAME}:latest"] = Twin(turn=3)  # even its digest is the same
    with Engine.open(tmp_path / "library", settings(fake)) as engine:
        assert not by_meaning(engine)
        assert engine.estimate_model(ON_SERVER).known == 0
        assert finished(engine, engine.use_model(ON_SERVER)).outcome == "done"
        assert engine.space != before
        assert by_meaning(engine)
        assert_all_of(engine, Twin(turn=3))
        status = engine.status()
        assert (status.model, status.model_missing, status.model_changed) == (ON_SERVER, "", "")
        assert status.old_index_bytes > 0
        with pytest.raises(UsageError, match="already"):
            engine.use_model(ON_SERVER)
    fake.installed[f"{NAME}:latest"] = Twin(revision=7)
    with Engine.open(tmp_path / "library", settings(fake)) as engine:
        assert not by_meaning(engine)
        estimate = engine.estimate_model(ON_SERVER)  # going back computes nothing
        assert estimate.known == estimate.passages
        finished(engine, engine.use_model(ON_SERVER))
        assert engine.space == before
        assert_all_of(engine, Twin())
        assert engine.remove_old_index() > 0


def test_a_change_ends_when_the_old_model_was_brought_back(
    fake: FakeOllama, tmp_path: Path, texts: Path
) -> None:
    with Engine.open(tmp_path / "library", settings(fake)) as engine:
        finished(engine, engine.add([texts]))
    fake.installed[f"{NAME}:latest"] = Twin(turn=3)
    with Engine.open(tmp_path / "library", settings(fake)) as engine:
        engine.pause()
        job = engine.use_model(ON_SERVER)
        fake.installed[f"{NAME}:latest"] = Twin()
        engine.resume()
        report = finished(engine, job)
        assert "is the one this library was read with" in report.message
        assert engine.status().change is None
        assert by_meaning(engine)
        assert_all_of(engine, Twin())


def test_a_model_that_changes_in_the_middle_of_reading_spoils_nothing(
    fake: FakeOllama, tmp_path: Path, texts: Path
) -> None:
    """In each of several tries it is another one from some passage on."""
    for number in range(60):
        (texts / f"more-{number}.txt").write_text(f"Chapter {number} of the {SUBJECTS[number % 8]}")
    right = Twin()
    left = 0

    def fickle(text: str) -> Float32:
        nonlocal left
        left -= 1
        return np.roll(hashed(text), 0 if left >= 0 else 3)

    with Engine.open(tmp_path / "library", settings(fake)) as engine:
        (texts / "first").mkdir()
        (texts / "first" / "one.txt").write_text("The first of all.")
        finished(engine, engine.add([texts / "first"]))
        outcomes = []
        for passages in (2, 7, 16, 34):
            left = passages
            fake.installed[f"{NAME}:latest"] = Twin(here=fickle)
            outcomes.append(finished(engine, engine.add([texts])).outcome)
            fake.installed[f"{NAME}:latest"] = right
        assert "failed" in outcomes
        assert_all_of(engine, right)
        assert finished(engine, engine.add([texts])).outcome == "done"
        assert engine.status().files == 69
        assert_all_of(engine, right)


def test_a_model_of_another_width_in_the_middle_of_all_is_told_as_another_model(
    fake: FakeOllama, tmp_path: Path, texts: Path
) -> None:
    def narrow(text: str) -> Float32:
        row: Float32 = hashed(text).reshape(64, -1).sum(axis=1)
        return row

    with Engine.open(tmp_path / "library", settings(fake)) as engine:
        finished(engine, engine.add([texts]))
        fake.installed[f"{NAME}:latest"] = Twin(dimension=64, here=narrow)
        (texts / "new.txt").write_text("A submarine under the ice.")
        report = finished(engine, engine.rescan())
        assert report.outcome == "failed"
        assert "Its vectors have 64 numbers, the library's 384." in report.message
        assert not by_meaning(engine)
        assert engine.status().model_changed == ON_SERVER


def test_a_process_that_is_killed_looks_again_at_what_it_finds(
    fake: FakeOllama, tmp_path: Path, texts: Path
) -> None:
    with Engine.open(tmp_path / "library", settings(fake)) as engine:
        finished(engine, engine.add([texts]))
        pid = engine._workshop.space().worker.pid
        assert pid is not None
        fake.installed[f"{NAME}:latest"] = Twin(turn=3)
        os.kill(pid, signal.SIGKILL)
        assert not by_meaning(engine)
        assert engine.status().model_changed == ON_SERVER


# -- transports of one space


def test_what_a_server_has_read_is_read_on_here(
    fake: FakeOllama, tmp_path: Path, texts: Path
) -> None:
    bring_card(paths.models_dir(), "hashing")
    with Engine.open(tmp_path / "library", settings(fake, NAME, "hashing")) as engine:
        told = notices(engine)
        finished(engine, engine.add([texts]))
        assert engine.status().model == NAME
        fake.close()
        assert by_meaning(engine)
        (texts / "new.txt").write_text("A submarine under the ice.")
        assert finished(engine, engine.rescan()).counts.added == 1
        status = engine.status()
        assert (status.model, status.model_missing) == (NAME, "")
        assert "answers in place of The twin in Ollama" in status.device_why
        assert any("answers in place of The twin" in one for one in told)
        assert_all_of(engine, Twin())
        port = int(fake.address.rpartition(":")[2])
        with FakeOllama(models=[Twin()], port=port):
            engine.provider_health()
            until(lambda: by_meaning(engine) and told[-1] == "The twin in Ollama answers again.")


def test_what_was_read_here_answers_by_a_server_and_is_not_read_on_there(
    fake: FakeOllama, tmp_path: Path, texts: Path
) -> None:
    """BGE-M3 weighs words, which no server does."""
    ModelStore().import_from(write_folder(tmp_path / "checkpoint"), name="small-m3")
    local = BgeM3()
    local.load(LoadOptions(folder=paths.models_dir() / "small-m3", device="cpu"))
    asking = threading.Lock()

    def here(text: str) -> Float32:
        with asking:
            row: Float32 = local.embed_passages([text]).dense[0]
            return row

    twin = Twin(dimension=64, here=here)
    fake.installed[f"{NAME}:latest"] = twin
    bring_card(paths.models_dir(), "small-m3", dimension=64)
    chosen = settings(fake, "small-m3", NAME)
    with Engine.open(tmp_path / "library", chosen) as engine:
        finished(engine, engine.add([texts]))
        assert "learned" in engine.search(Query(QUESTION)).plan.legs
    shutil.move(paths.models_dir() / "small-m3" / "tokenizer.json", tmp_path)
    with Engine.open(tmp_path / "library", chosen) as engine:
        legs = engine.search(Query(QUESTION)).plan.legs
        assert "dense" in legs
        assert "learned" not in legs
        assert engine.status().model_missing == ""
        (texts / "new.txt").write_text("A submarine under the ice.")
        assert finished(engine, engine.rescan()).outcome == "failed"
        assert all(rows.learned is not None for rows in _rows(engine))
        fake.installed[f"{NAME}:latest"] = replace(twin, turn=3)
        engine._workshop.space().worker.close()
        assert not by_meaning(engine)


def _rows(engine: Engine) -> list:  # type: ignore[type-arg]
    ids = [str(one) for one in engine.catalog.point_ids()]
    return list(engine._workshop.vectors(ids).values())


def test_one_that_hangs_is_left_for_a_transport_that_answers(
    fake: FakeOllama, tmp_path: Path, texts: Path
) -> None:
    bring_card(paths.models_dir(), "hashing")
    servers = ServerSettings(ollama_address=fake.address, answer_seconds=1.0)
    chosen = settings(fake, NAME, "hashing").model_copy(update={"servers": servers})
    with Engine.open(tmp_path / "library", chosen) as engine:
        finished(engine, engine.add([texts]))
        fake.faults.extend([Fault(hang=True)] * 20)
        assert by_meaning(engine)
        assert "answers in place of The twin in Ollama" in engine.status().device_why


def test_words_answer_in_time_where_nobody_else_does(
    fake: FakeOllama, tmp_path: Path, texts: Path
) -> None:
    with Engine.open(tmp_path / "library", settings(fake)) as engine:
        finished(engine, engine.add([texts]))
        fake.faults.extend([Fault(hang=True)] * 20)
        engine._searcher._embedder._budget = 0.1  # seconds of patience; the server's is a minute
        for word in ("harbour", "violin"):
            answer = engine.search(Query(word))
            assert answer.hits
            assert "dense" not in answer.plan.legs
            assert answer.plan.words_only
        assert fake.reached.is_set()


def test_another_space_never_answers(fake: FakeOllama, tmp_path: Path, texts: Path) -> None:
    """Neither one that no card declares to be the same, nor one that is declared and is not."""
    fake.installed[f"{NAME}:latest"] = Twin(turn=3)
    bring_card(paths.models_dir(), "hashing")
    with Engine.open(tmp_path / "library", settings(fake, NAME, "hashing", "starter")) as engine:
        finished(engine, engine.add([texts]))
        fake.close()
        answer = engine.search(Query("zz3qx harbour"))
        assert "dense" not in answer.plan.legs
        assert answer.hits[0].path.stem == "copper"
        assert engine.status().model_missing
        assert engine.status().model_changed == ""
        assert_all_of(engine, Twin(turn=3))


def test_an_empty_library_takes_the_first_model_that_can_be_had(
    fake: FakeOllama, tmp_path: Path, texts: Path
) -> None:
    port = int(fake.address.rpartition(":")[2])
    fake.close()
    chosen = settings(fake, ON_SERVER, "hashing")
    with Engine.open(tmp_path / "library", chosen) as engine:
        told = notices(engine)
        assert finished(engine, engine.add([texts])).outcome == "done"
        status = engine.status()
        assert (status.model, status.model_missing) == ("hashing", "")
        assert any("answers in place of" in one for one in told)
        assert "hashing" in status.device_why.lower()
        assert "answers in place of twin (Ollama)" in status.device_why
        for text, row in stored(engine):
            assert row @ hashed(text) > 0.99
    with (  # it stays with what it began with
        FakeOllama(models=[Twin(turn=3)], port=port),
        Engine.open(tmp_path / "library", chosen) as engine,
    ):
        assert by_meaning(engine)
        assert engine.status().model == "hashing"
        assert finished(engine, engine.rescan()).counts.unchanged == len(SUBJECTS)


def test_what_it_takes_to_make_an_index_again_is_measured_on_the_server(
    fake: FakeOllama, tmp_path: Path, texts: Path
) -> None:
    library = Library(tmp_path / "library")
    with Engine.open(library.root, settings(fake)) as engine:
        finished(engine, engine.add([texts]))
    record = next(library.store.glob("*/space.json"))
    record.write_text(record.read_text().replace(f'"form": {FORM}', f'"form": {FORM - 1}'))
    library.embedding_cache.unlink()
    asked = len(fake.embed_calls)
    found = estimate(library, look(library), settings(fake), library.embedding_cache)
    assert (found.rebuilds, found.new_texts) == (True, len(SUBJECTS))
    assert found.rebuild_seconds > 0
    assert len(fake.embed_calls) > asked
    with Engine.open(library.root, settings(fake)) as engine:
        until(lambda: not engine.status().jobs)
        assert_all_of(engine, Twin())


def test_a_library_without_probes_gets_them_quietly(tmp_path: Path, texts: Path) -> None:
    """As one that an earlier program made."""
    hashing = Settings(embedding=EmbeddingSettings(model_name="hashing"))
    with Engine.open(tmp_path / "library", hashing) as engine:
        finished(engine, engine.add([texts]))
        spaces, space = engine._workshop.spaces, engine.space
        spaces.forget(space)
        assert spaces.of(space) is None
    with Engine.open(tmp_path / "library", hashing) as engine:
        told = notices(engine)
        assert by_meaning(engine)
        assert engine._workshop.spaces.of(space) is not None
        assert told == []
