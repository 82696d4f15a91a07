"""A source that is paused and a problem that is ignored, on a real engine."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from docmind.core import Query, UsageError, coverage
from docmind.core.engine import Engine
from docmind.core.events import JobProgressed


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "lease.md").write_text("The tenant pays a deposit.\n")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 nothing else")
    return folder


def names(engine: Engine, text: str) -> set[str]:
    return {hit.path.name for hit in engine.search(Query(text, "words")).hits}


def states(engine: Engine) -> dict[str, str]:
    return {source.path.name: source.state for source in engine.status().sources}


def test_a_paused_source_is_left_out_also_after_a_restart(library: Path, folder: Path) -> None:
    with Engine.open(library) as engine:
        engine.wait(engine.add([folder]), 60)
        engine.pause_source(folder)
        assert states(engine) == {"documents": "paused"}
        (folder / "new.md").write_text("A new clause on parking.\n")
        engine.wait(engine.rescan(), 60)
        assert names(engine, "parking") == set()
        assert names(engine, "deposit") == {"lease.md"}
        for order in (engine.rescan, engine.retry):
            with pytest.raises(UsageError, match="paused"):
                order([folder if order == engine.rescan else folder / "broken.pdf"])
        with pytest.raises(UsageError, match="paused"):
            engine.add([folder / "new.md"])
    with Engine.open(library) as engine:
        assert states(engine) == {"documents": "paused"}
        engine.wait(engine.resume_source(folder), 60)
        assert states(engine) == {"documents": "attention"}
        assert names(engine, "parking") == {"new.md"}
        engine.pause_source(folder)
        engine.wait(engine.add([folder]), 60)  # who adds it again wants it read
        assert states(engine) == {"documents": "attention"}
        with pytest.raises(UsageError, match="no folder or file that was added"):
            engine.pause_source(folder / "lease.md")


def test_a_source_is_paused_while_it_is_read(library: Path, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(120):
        (folder / f"{number}.md").write_text(f"Note {number} on parking.\n")
    with Engine.open(library) as engine:
        begun = threading.Event()

        def pause(event: object) -> None:
            if isinstance(event, JobProgressed) and event.progress.stage == "reading":
                begun.set()

        engine.subscribe(pause)
        job = engine.add([folder])
        assert begun.wait(60)
        engine.pause_source(folder)
        assert engine.wait(job, 60) is not None
        status = engine.status()
        assert status.files + status.pending == 120
        assert status.pending > 0
        assert coverage(status) == 100 * status.files // 120
        engine.wait(engine.resume_source(folder), 60)
        assert (engine.status().files, coverage(engine.status())) == (120, 100)


def test_a_folder_in_a_source_can_be_left_out_before_it_is_read(
    library: Path, folder: Path
) -> None:
    with Engine.open(library) as engine:
        engine.wait(engine.add([folder]), 60)
        (folder / "drafts").mkdir()
        (folder / "drafts" / "plan.md").write_text("A plan for parking.\n")
        engine.wait(engine.remove(folder / "drafts"), 60)
        engine.wait(engine.rescan(), 60)
        assert names(engine, "parking") == set()
        with pytest.raises(UsageError, match="not in the library"):
            engine.remove(folder / "nowhere")


def test_an_ignored_problem_comes_back_when_the_file_changes(library: Path, folder: Path) -> None:
    broken = folder / "broken.pdf"
    with Engine.open(library) as engine:
        engine.wait(engine.add([folder]), 60)
        assert engine.status().problems == 1
        assert engine.ignore([broken]) == 1
        assert engine.ignore([folder]) == 0  # it is already
        assert (engine.status().problems, states(engine)) == (0, {"documents": "current"})
        assert [item.ignored for item in engine.problems()] == [True]
        engine.wait(engine.retry(), 60)  # all: not those
        engine.wait(engine.retry([broken]), 60)
        assert [item.ignored for item in engine.problems()] == [True]  # the same file still
        broken.write_bytes(b"%PDF-1.7 nothing else, but longer")
        engine.wait(engine.rescan([folder]), 60)
        assert [item.ignored for item in engine.problems()] == [False]
        assert engine.status().problems == 1
        engine.ignore([folder])
        assert engine.ignore([broken], ignored=False) == 1
        assert engine.status().problems == 1
