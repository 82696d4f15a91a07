"""The whole engine in this process: real files, real readers, real model, real store."""

from __future__ import annotations

import os
import shutil

import pytest

from docmind.core.engine import Engine
from docmind.core.errors import DocMindError, EngineUnreachable, LibraryLocked, UsageError
from docmind.core.events import JobFinished, Notice
from docmind.core.paths import Library
from docmind.core.remote.supervisor import open_engine
from docmind.core.schema import Query, Span


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "papers"
    (folder / "home").mkdir(parents=True)
    (folder / "home" / "lease.md").write_text(
        "# Lease\n\nThe tenant may end the contract with three months' notice.\n\n"
        "## Deposit\n\nThe landlord returns the deposit within thirty days. Ref KX-2041.\n"
    )
    (folder / "bread.txt").write_text("Mix flour, water and salt. Bake the dough in a hot oven.")
    (folder / "notes.py").write_text("def read_meter(serial):\n    return serial\n")
    (folder / "blob.bin").write_bytes(os.urandom(4000))
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\nnot really one")
    return folder


@pytest.fixture
def library(tmp_path):
    return tmp_path / "library"


def index(engine, path):
    report = engine.wait(engine.add([path]), 120)
    assert report is not None
    assert report.outcome == "done"
    return report


def names(engine, text, mode="auto"):
    return [hit.path.name for hit in engine.search(Query(text, mode)).hits]


def test_the_main_job(library, folder):
    with Engine.open(library) as engine:
        report = index(engine, folder)
        counts = report.counts
        assert (counts.added, counts.failed, counts.skipped) == (3, 1, 1)
        assert counts.chunks == counts.embedded >= 3
        assert names(engine, "how do I bake a loaf", "meaning")[0] == "bread.txt"
        assert names(engine, "KX-2041")[0] == "lease.md"
        assert names(engine, "lease.md")[0] == "lease.md"
        hit = engine.search(Query('"returns the deposit"')).hits[0]
        assert hit.path.name == "lease.md"
        marked = [hit.best.snippet[item.start : item.end] for item in hit.best.highlights]
        assert any("deposit" in item for item in marked)
        page = engine.page_text(hit.file_id, hit.best.page, hit.best.span, "deposit")
        shown = {page.text[mark.start : mark.end].casefold() for mark in page.highlights}
        assert shown == {"deposit"}
        assert [item.path.name for item in engine.problems()] == ["broken.pdf"]
        status = engine.status()
        assert (status.files, status.problems, status.skipped) == (3, 1, 1)
        assert status.sources[0].state == "attention"


def test_what_is_known_costs_nothing_again(library, folder):
    with Engine.open(library) as engine:
        index(engine, folder)
    with Engine.open(library) as engine:
        report = index(engine, folder)
        assert (report.counts.unchanged, report.counts.chunks, report.counts.embedded) == (3, 0, 0)
        folder.rename(folder.with_name("moved"))
        moved = index(engine, folder.with_name("moved"))
        assert (moved.counts.added, moved.counts.embedded) == (3, 0)
        assert engine.wait(engine.remove(folder), 60).counts.removed >= 3
        found = engine.search(Query("deposit landlord")).hits
        assert [hit.path.parent.parent.name for hit in found[:1]] == ["moved"]


def test_removing_leaves_no_hit_and_no_point(library, folder):
    with Engine.open(library) as engine:
        index(engine, folder)
        engine.wait(engine.remove(folder / "home"), 60)
        assert "lease.md" not in names(engine, "deposit landlord notice")
        assert engine.wait(engine.rescan(), 60).counts.added == 0  # it stays out
        assert index(engine, folder / "home").counts.added == 1  # until it is added again
        engine.wait(engine.remove(folder), 60)
        status = engine.status()
        assert (status.files, status.chunks, status.sources) == (0, 0, ())
        with pytest.raises(UsageError, match="not in the library"):
            engine.remove(folder)


def test_words_answer_before_the_model_is_there(library, folder):
    with Engine.open(library) as engine:
        index(engine, folder)
    with Engine.open(library) as engine:
        answer = engine.search(Query("deposit", "words"))
        assert answer.hits[0].path.name == "lease.md"
        assert engine._workshop.space().worker.pid is None


def test_a_damaged_store_is_made_again_from_what_is_known(library, folder):
    with Engine.open(library) as engine:
        index(engine, folder)
        chunks = engine.status().chunks
    for config in Library(library).store.rglob("edge_config.json"):
        config.write_text("{")
    for segment in Library(library).store.rglob("segment.json"):
        segment.write_text("{")
    events = []
    engine = Engine.open(library)
    try:
        engine.subscribe(events.append)
        assert engine.wait(1, 60).outcome == "done"
        assert engine.status().chunks == chunks
        assert names(engine, "KX-2041")[0] == "lease.md"
        assert list(Library(library).store.glob("*.damaged-*"))
    finally:
        engine.close()
    assert any(isinstance(item, JobFinished | Notice) for item in events)


def test_a_lost_store_is_made_again_without_embedding(library, folder):
    with Engine.open(library) as engine:
        index(engine, folder)
    shutil.rmtree(Library(library).store)
    with Engine.open(library) as engine:
        assert engine.wait(1, 60).outcome == "done"
        assert names(engine, "KX-2041")[0] == "lease.md"
        assert index(engine, folder).counts.embedded == 0


def test_a_library_has_one_engine(library, folder):
    with Engine.open(library):
        with pytest.raises(LibraryLocked):
            Engine.open(library)
        with pytest.raises(LibraryLocked, match="Another DocMind"):
            open_engine(library)  # this one serves nobody
    open_engine(library).close()


def test_a_missing_path_is_a_clear_error(library, tmp_path):
    with Engine.open(library) as engine, pytest.raises(UsageError, match="no such file"):
        engine.add([tmp_path / "nowhere"])


def test_adding_what_its_source_leaves_out_is_a_clear_error(library, folder):
    (folder / ".secret").mkdir()
    (folder / ".secret" / "plan.txt").write_text("A plan.")
    (folder / ".gitignore").write_text("drafts/\n")
    (folder / "drafts").mkdir()
    with Engine.open(library) as engine:
        index(engine, folder)
        for name in (".secret", ".secret/plan.txt", "drafts"):
            with pytest.raises(UsageError, match="left out"):
                engine.add([folder / name])
        index(engine, folder / "home")


def test_a_parent_takes_over_the_sources_below_it(library, folder):
    with Engine.open(library) as engine:
        index(engine, folder / "home")
        report = index(engine, folder)
        assert (report.counts.unchanged, report.counts.added) == (1, 2)
        assert [item.path for item in engine.status().sources] == [folder]
        index(engine, folder / "home")  # lies inside: no second source
        assert [item.path for item in engine.status().sources] == [folder]


def test_a_page_that_left_the_index_is_a_clear_error(library, folder):
    with Engine.open(library) as engine:
        index(engine, folder)
        with pytest.raises(DocMindError, match="not in the index"):
            engine.page_text(999, None, Span(0, 1), "x")


def test_retry_reads_a_repaired_file(library, folder):
    with Engine.open(library) as engine:
        index(engine, folder)
        stamp = (folder / "broken.pdf").stat()
        os.utime(folder / "broken.pdf", ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
        report = engine.wait(engine.retry(), 60)
        assert report.counts.failed == 1
        (folder / "broken.pdf").unlink()
        engine.wait(engine.retry(), 60)
        assert engine.problems() == ()


def test_a_library_that_cannot_be_used_says_why(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DocMindError, match="cannot be used"):
        Engine.open(tmp_path / "file" / "library")


def test_a_window_is_told_when_the_library_is_held_by_one_that_serves_nobody(library):
    with Engine.open(library), pytest.raises(EngineUnreachable, match="Another DocMind"):
        open_engine(library, start=True)
